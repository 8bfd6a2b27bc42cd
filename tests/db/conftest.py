import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.db.samples import PACK
from wzdesk.db.catalogue import save_pack
from wzdesk.db.store import Store


@pytest.fixture
def path(tmp_path: Path) -> Path:
    question = "" if os.name == "nt" else "?"  # Windows knows no such name
    return tmp_path / f"市 计划{question}#%.wzd"


@pytest.fixture
def empty(path: Path) -> Iterator[Store]:
    """A new file."""
    with Store.create(path) as store:
        yield store


@pytest.fixture
def store(empty: Store) -> Store:
    """A new file with the small pack."""
    with empty.writing() as session:
        save_pack(session, PACK)
    return empty


@pytest.fixture
def closed(store: Store) -> Path:
    """A file with the small pack, in no program."""
    store.close()
    return store.path
