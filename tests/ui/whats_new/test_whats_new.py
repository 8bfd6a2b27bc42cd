"""What is different in a version: told once after an upgrade, never at the first start, and to be had again."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from tests.jobs.windows import Walks
from tests.tour.walk import Walk, wait_for
from wzdesk import __version__
from wzdesk.services.open_data_file import create_data_file
from wzdesk.services.places import pack_folder
from wzdesk.services.release_notes import ReleaseNote, notes_since, release_notes
from wzdesk.ui.pages import SETTINGS
from wzdesk.ui.settings.settings_page import SettingsPage
from wzdesk.ui.whats_new.notes_dialog import NotesDialog
from wzdesk.ui.whats_new.notice import WhatsNewBar, tell_whats_new

NOTES = [
    ReleaseNote("0.10.0", "十"),
    ReleaseNote("0.9.1", "九点一"),
    ReleaseNote("0.9", "九"),
    ReleaseNote("0.1.0", "一"),
]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    path = tmp_path / "温州市计划.wzd"
    create_data_file(path, pack_folder("wenzhou")).close()
    return path


@pytest.fixture
def walks(qapp: QApplication, tmp_path: Path) -> Iterator[Walks]:
    made = Walks(qapp, tmp_path)
    yield made
    made.close()


def start(walks: Walks, data: Path) -> Walk:
    walk = walks.window(data)
    ready: list[bool] = []
    walk.program.ready.connect(lambda: ready.append(True))
    walk.program.window.show()
    wait_for(lambda: bool(ready), "the window")
    return walk


def bars(walk: Walk) -> list[WhatsNewBar]:
    QApplication.processEvents()  # a widget in a layout is shown by an event
    return [bar for bar in walk.program.window.findChildren(WhatsNewBar) if bar.isVisible()]


def settings() -> QSettings:
    return QSettings("wzdesk", "wzdesk")


def test_that_this_version_is_told_of_in_plain_words() -> None:
    notes = release_notes()
    assert __version__ in {note.version for note in notes}
    assert all(note.text.count("\n- ") + note.text.startswith("- ") >= 1 for note in notes)


def test_that_notes_are_read_version_by_version(tmp_path: Path) -> None:
    file = tmp_path / "更新说明.md"
    file.write_text("# 更新说明\n\n话\n\n## 0.2.0\n\n- 甲\n- 乙\n\n## 0.1\n- 丙\n### 细\n", "utf-8")
    assert release_notes(file) == [ReleaseNote("0.2.0", "- 甲\n- 乙"), ReleaseNote("0.1", "- 丙\n### 细")]
    assert release_notes(tmp_path / "没有.md") == []


@pytest.mark.parametrize(
    ("seen", "now", "told"),
    (
        ("", "0.10.0", "十"),
        ("0.1.0", "0.10.0", "十 九点一 九"),
        ("0.9", "0.9.1", "九点一"),
        ("0.9.0", "0.10", "十 九点一"),
        ("0.10.0", "0.10.0", ""),
        ("1.0", "0.10.0", ""),
        ("0.10.0", "0.11.0", ""),
    ),
)
def test_that_what_came_since_is_told_and_nothing_else(seen: str, now: str, told: str) -> None:
    assert " ".join(note.text for note in notes_since(NOTES, seen, now)) == told


def test_that_the_first_start_ever_says_nothing_nor_the_next_one(walks: Walks, data: Path) -> None:
    assert bars(start(walks, data)) == []
    assert settings().value("whats_new/seen") == __version__
    walks.close()
    assert bars(start(walks, data)) == []


def test_that_an_upgrade_is_told_once(walks: Walks, data: Path) -> None:
    settings().setValue("start/day", "2024-01-20")
    walk = start(walks, data)
    (bar,) = bars(walk)
    assert bar.words.text() == f"程序已经升级到 {__version__} 版。"
    bar.look.click()
    (dialog,) = walk.program.window.findChildren(NotesDialog)
    assert "粘贴一片" in dialog.text.toPlainText()
    assert bars(walk) == []
    dialog.close_button.click()
    walks.close()
    assert bars(start(walks, data)) == []


def test_that_the_next_version_is_told_again_and_an_older_one_is_not(walks: Walks, data: Path) -> None:
    walk = start(walks, data)
    settings().setValue("whats_new/seen", "0.0.9")
    tell_whats_new(walk.program.workspace, is_first_start=False)
    (bar,) = bars(walk)
    bar.leave.click()
    assert bars(walk) == []
    settings().setValue("whats_new/seen", "9.9")
    tell_whats_new(walk.program.workspace, is_first_start=False)
    assert bars(walk) == []
    assert settings().value("whats_new/seen") == "9.9"


def test_that_the_notes_are_to_be_had_in_the_settings(walks: Walks, data: Path) -> None:
    walk = start(walks, data)
    walk.program.window.show_page(SETTINGS)
    page = walk.program.window.page(SETTINGS)
    assert isinstance(page, SettingsPage)
    page.version.look.click()
    (dialog,) = walk.program.window.findChildren(NotesDialog)
    assert f"{__version__} 版" in dialog.text.toPlainText()
    dialog.close_button.click()
