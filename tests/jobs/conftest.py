from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.jobs.windows import Walks
from wzdesk.services.open_data_file import create_data_file
from wzdesk.services.places import pack_folder


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data file with the Wenzhou pack."""
    path = tmp_path / "温州市计划.wzd"
    create_data_file(path, pack_folder("wenzhou")).close()
    return path


@pytest.fixture
def walks(qapp: QApplication, tmp_path: Path) -> Iterator[Walks]:
    """Windows that are closed at the end."""
    opened = Walks(qapp, tmp_path)
    yield opened
    opened.close()
