from collections.abc import Iterator
from pathlib import Path

import pytest

from wzdesk.services.open_data_file import DataFile, create_data_file
from wzdesk.services.places import pack_folder


@pytest.fixture
def store(tmp_path: Path) -> Iterator[DataFile]:
    """A data file with the Wenzhou pack."""
    with create_data_file(tmp_path / "温州.wzd", pack_folder("wenzhou")) as opened:
        yield opened
