"""Another data file is opened by a new start of the program, from its sources as packaged."""

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QProcess

from tests.jobs.windows import Walks
from wzdesk.services.places import own_command
from wzdesk.ui.file_desk import open_other
from wzdesk.ui.file_memory import own_file


def test_that_the_command_starts_this_program() -> None:
    said = subprocess.run(
        [*own_command(), "--version"], capture_output=True, text=True, check=True, timeout=60
    )
    assert said.stdout.startswith("wzdesk ")


@pytest.mark.parametrize("is_packaged", (False, True))
def test_that_another_file_is_opened_by_a_start_of_its_own(
    walks: Walks, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, is_packaged: bool
) -> None:
    walk = walks.window(data)
    walk.open()
    started: list[list[str]] = []
    monkeypatch.setattr(QProcess, "startDetached", lambda program, words: started.append([program, *words]))
    monkeypatch.setattr(sys, "frozen", is_packaged, raising=False)
    other = tmp_path / "另一个.wzd"
    open_other(walk.program.window, str(other))
    opened = ["gui", "--data", str(other)]
    assert started == [[sys.executable, *([] if is_packaged else ["-m", "wzdesk"]), *opened]]
    assert own_file() == other
