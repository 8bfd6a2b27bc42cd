"""What a newer program wrote is refused with a sentence and stays as it is: data files, backups and settings."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.jobs.windows import Walks, sentence_of
from tests.released.kept import kept_file, revisions
from tests.tour.walk import wait_for
from wzdesk import __version__
from wzdesk.__main__ import main
from wzdesk.db.errors import FileNewer
from wzdesk.db.file import HEAD, revision_of
from wzdesk.services.open_data_file import open_data_file
from wzdesk.services.places import settings_folder
from wzdesk.services.restore_backup import restore_file
from wzdesk.services.settings_format import FORMAT, SettingsNewer, check_settings, keep_settings_format
from wzdesk.ui.program import Program, run_window
from wzdesk.ui.unopened import UnopenedPage

ROOT = Path(__file__).parents[2]


@pytest.fixture
def newer(tmp_path: Path) -> Path:
    """A file that was upgraded here, and once more by a program of next year."""
    folder = tmp_path / "办公室"
    folder.mkdir()
    path = kept_file(revisions()[0], folder)
    open_data_file(path).close()
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9001'")
        connection.execute("UPDATE file_info SET app = '3.2.0'")
        connection.execute("CREATE TABLE policy (id INTEGER PRIMARY KEY)")
    return path


def everything(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def newer_settings() -> Path:
    """Settings of a program of next year."""
    file = settings_folder() / "format.json"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps({"format": FORMAT + 1, "app": "3.2.0", "more": [1]}), "utf-8")
    return file


def test_that_the_sentence_names_version_and_backup(newer: Path) -> None:
    with pytest.raises(FileNewer) as caught:
        revision_of(newer)
    (backup,) = (newer.parent / "备份").glob("*.wzd")
    assert caught.value.sentence == (
        f"数据文件 {newer.name} 是更新版本（3.2.0）的程序写的，这个版本（{__version__}）打不开；"
        f"文件没有改动，请先升级程序，或者打开升级前的备份 {backup.name}（在 {backup.parent}）。"
    )
    with open_data_file(backup) as store:
        assert not store.read_only


def test_that_what_a_newer_program_keeps_elsewhere_is_no_error(newer: Path) -> None:
    shutil.rmtree(newer.parent / "备份")
    with closing(sqlite3.connect(newer)) as connection, connection:
        connection.execute("DROP TABLE file_info")
    with pytest.raises(FileNewer, match=r"是更新版本的程序写的.*请先升级程序。$"):
        revision_of(newer)


@pytest.mark.parametrize(
    "command",
    (
        "undo --data FILE",
        "assess --data FILE --plan 2023 --region 330300",
        "forms FILE",
        "backup FILE",
        "restore FILE BACKUP",
        "projects summary --data FILE --year 2024",
        "merge FILE --data FILE",
    ),
)
def test_that_every_command_refuses_and_writes_nothing(
    command: str, newer: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (backup,) = (newer.parent / "备份").glob("*.wzd")
    before = everything(newer.parent)
    words = command.replace("FILE", str(newer)).replace("BACKUP", str(backup)).split()
    assert main(words) == 2
    assert "更新版本（3.2.0）的程序写的" in capsys.readouterr().err
    assert everything(newer.parent) == before


def test_that_no_backup_is_put_over_a_newer_file(newer: Path) -> None:
    (backup,) = (newer.parent / "备份").glob("*.wzd")
    before = everything(newer.parent)
    with pytest.raises(FileNewer):
        restore_file(newer, backup, "王敏", lambda _done, _total: None)
    assert everything(newer.parent) == before


@pytest.fixture
def walks(qapp: QApplication, tmp_path: Path) -> Iterator[Walks]:
    made = Walks(qapp, tmp_path)
    yield made
    made.close()


def test_that_the_window_says_so_and_leaves_the_file_alone(walks: Walks, newer: Path) -> None:
    before = everything(newer.parent)
    walk = walks.window(newer)
    walk.program.window.show()
    wait_for(lambda: bool(walk.program.window.findChildren(UnopenedPage)), "the page in its place")
    assert "更新版本（3.2.0）的程序写的" in sentence_of(walk)
    walks.close()
    assert everything(newer.parent) == before


@pytest.mark.parametrize("revision", revisions())
def test_that_the_window_upgrades_an_older_file_and_goes_on(
    walks: Walks, revision: str, tmp_path: Path
) -> None:
    path = kept_file(revision, tmp_path)
    walk = walks.window(path)
    ready: list[bool] = []
    walk.program.ready.connect(lambda: ready.append(True))
    walk.program.window.show()
    wait_for(lambda: bool(ready), "the file")
    assert not walk.program.workspace.file.read_only
    assert walk.program.workspace.place.plan.code == "2023"
    walks.close()
    assert revision_of(path) == HEAD


def test_that_settings_say_in_which_form_they_are() -> None:
    check_settings()
    keep_settings_format()
    kept = json.loads((settings_folder() / "format.json").read_text("utf-8"))
    assert kept == {"format": FORMAT, "app": __version__}
    check_settings()


@pytest.mark.parametrize("text", ("", "[]", '{"format": "9"}', "{", '{"format": true}'))
def test_that_spoilt_words_about_settings_keep_nobody_from_working(text: str) -> None:
    newer_settings().write_text(text, "utf-8")
    check_settings()
    keep_settings_format()
    check_settings()


def test_that_newer_settings_are_refused_on_the_command_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = kept_file(revisions()[-1], tmp_path)
    file = newer_settings()
    before, data = file.read_bytes(), path.read_bytes()
    assert main(["undo", "--data", str(path)]) == 2
    assert capsys.readouterr().err == (
        f"您在这台电脑上的设置（{settings_folder()}）是更新版本（3.2.0）的程序写的，这个版本（{__version__}）不认识，"
        "没有改动；请升级程序，或者先把那个文件夹移走再打开。\n"
    )
    assert (file.read_bytes(), path.read_bytes()) == (before, data)
    with pytest.raises(SettingsNewer):
        check_settings()


def test_that_the_window_does_not_start_on_newer_settings(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = newer_settings().read_bytes()
    shown: list[str] = []
    monkeypatch.setattr("wzdesk.ui.program.make_application", lambda: qapp)

    def refuse(_app: QApplication, said: str) -> int:
        shown.append(said)
        return 2

    monkeypatch.setattr("wzdesk.ui.refusal.refuse_start", refuse)
    assert run_window([]) == 2
    assert shown[0].startswith("您在这台电脑上的设置")
    assert everything(settings_folder()) == {"format.json": before}
    assert not any(isinstance(child, Program) for child in qapp.children())


def test_that_the_program_itself_says_it_and_ends(home: Path) -> None:
    newer_settings()
    code = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox
from wzdesk.ui import refusal
def press():
    (box,) = [one for one in QApplication.topLevelWidgets() if isinstance(one, QMessageBox)]
    print(box.text())
    box.buttons()[0].click()
show = QMessageBox.show
QMessageBox.show = lambda box: (show(box), QTimer.singleShot(0, press))
from wzdesk.__main__ import main
sys.exit(main(["gui"]))
"""
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, env=os.environ, timeout=60, check=False
    )
    assert run.returncode == 2, run.stderr.decode()
    assert "请升级程序，或者先把那个文件夹移走再打开" in run.stdout.decode()
