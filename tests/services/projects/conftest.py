import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.services.wenzhou import wenzhou_pack
from wzdesk.db.catalogue import save_pack
from wzdesk.db.store import Store
from wzdesk.domain.projects.pack_ledger import NO_LEDGER


@pytest.fixture(scope="session")
def bare_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed data file with the regions of Wenzhou and no project, to be copied."""
    path = tmp_path_factory.mktemp("pack") / "项目.wzd"
    with Store.create(path) as store, store.writing() as session:
        save_pack(session, replace(wenzhou_pack(), ledger=NO_LEDGER))
    return path


@pytest.fixture
def store(bare_file: Path, tmp_path: Path) -> Iterator[Store]:
    """A data file without projects."""
    with Store.open(Path(shutil.copy(bare_file, tmp_path))) as store:
        yield store
