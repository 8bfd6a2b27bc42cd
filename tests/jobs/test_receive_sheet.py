"""Any sheet through the real window: chosen, looked at, written, undone."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog

from tests.tour.walk import Walk, wait_for
from tests.ui.recognition_sample import book_of
from wzdesk.services import receive_book as receiving
from wzdesk.services.open_data_file import create_data_file
from wzdesk.services.places import pack_folder
from wzdesk.ui.exchange.exchange_desk import BOOKS
from wzdesk.ui.program import Program


@pytest.fixture
def walk(qapp: QApplication, tmp_path: Path, shared: Path) -> Iterator[Walk]:
    path = tmp_path / "温州市计划.wzd"
    create_data_file(path, pack_folder("wenzhou")).close()
    program = Program(qapp, path)
    made = Walk(program, tmp_path)
    made.open()
    yield made
    program.window.close()
    program.deleteLater()
    qapp.processEvents()


def sentence(walk: Walk) -> str:
    message = walk.program.window._message
    return message.sentence if message is not None and message.isVisible() else ""


def summaries(walk: Walk) -> list[str]:
    """What the status bar tells of the selected cells of the grid."""
    return [text for text in walk.program.window._status.texts() if text.startswith("选中")]


def test_that_any_sheet_is_chosen_written_and_undone(walk: Walk, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def choose(_parent: object, _title: str, _folder: str, kinds: str) -> tuple[str, str]:
        asked.append(kinds)
        return str(book_of("a08")), ""

    monkeypatch.setattr(QFileDialog, "getOpenFileName", choose)
    walk.entry.import_requested.emit()
    wait_for(lambda: walk.exchange.sheets is not None, "the sheets")
    assert asked == [BOOKS]
    assert all(ending in BOOKS for ending in ("*.xls ", "*.et", "*.ods", "*.csv", "*.html"))
    page = walk.exchange.sheets
    assert page is not None
    assert page.isVisible()
    assert page.remarks.isHidden()
    count = len(page.overview.chosen)
    page.footer.write.click()
    wait_for(lambda: walk.exchange.sheets is None, "the writing")
    assert sentence(walk) == f"已从 {book_of('a08').name} 写入 {count} 格。"
    message = walk.program.window._message
    assert message is not None
    assert message.action_button is not None
    message.action_button.click()
    walk.exchange.receive(book_of("a08"))
    wait_for(lambda: walk.exchange.sheets is not None, "the sheets again")
    assert walk.exchange.sheets is not None
    assert len(walk.exchange.sheets.overview.chosen) == count


def test_that_a_dropped_file_can_be_left_again(walk: Walk) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(book_of("a01r1")))])
    drop = QDropEvent(
        QPointF(9, 9),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    assert walk.exchange.eventFilter(walk.program.window, drop)
    wait_for(lambda: walk.exchange.sheets is not None, "the sheets")
    assert walk.exchange.sheets is not None
    assert "平阳县" in walk.exchange.sheets.remarks.words.text()
    assert not summaries(walk)
    walk.exchange.sheets.footer.leave.click()
    wait_for(lambda: walk.exchange.sheets is None, "the grid")
    assert walk.entry.isVisible()
    assert summaries(walk)


@pytest.mark.parametrize("name", ("坏的.xls", "坏的.ods", "坏的.xlsx"))
def test_that_a_broken_file_is_refused_in_one_sentence(walk: Walk, tmp_path: Path, name: str) -> None:
    book = tmp_path / name
    book.write_bytes(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00\x7f" * 300
        if name.endswith("xls")
        else b"PK\3\4" + b"x" * 90
    )
    walk.exchange.receive(book)
    wait_for(lambda: name in sentence(walk), "the sentence")
    assert walk.exchange.sheets is None
    assert walk.exchange.page is None


def test_that_reading_can_be_stopped(walk: Walk, monkeypatch: pytest.MonkeyPatch) -> None:
    original = receiving.receive_book

    def slowly(*given: object, **named: object) -> object:
        time.sleep(1)
        return original(*given, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(receiving, "receive_book", slowly)
    walk.exchange.receive(book_of("a01r1"))
    walk.exchange._stop_reading()
    assert "没有收" in sentence(walk)
    wait_for(lambda: not walk.exchange.busy, "the end")
    assert walk.exchange.sheets is None
