import os
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.bench.processes import virtual_screen
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


@pytest.fixture
def screen() -> Iterator[Mapping[str, str]]:
    """A virtual screen, where there is all that the job needs."""
    missing = [program for program in ("Xvfb", "xdotool", "soffice") if not shutil.which(program)]
    if missing:
        reason = f"absent: {', '.join(missing)}"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    with virtual_screen() as found:
        assert found is not None
        yield found
