"""Printing through the window: look, choose, save as PDF, go back."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from tests.pdf_reading import properties, texts_of_pages
from tests.tour.walk import Walk, wait_for
from wzdesk.domain.typed_cell import Column
from wzdesk.services.open_data_file import create_data_file
from wzdesk.services.places import pack_folder
from wzdesk.ui.entry.entry_screen import entry_screen_of
from wzdesk.ui.printing import printers
from wzdesk.ui.printing.preview_page import PreviewPage
from wzdesk.ui.program import Program
from wzdesk.ui.shell.message_bar import MessageBar
from wzdesk.ui.theme import DARK, LIGHT

_Key = Qt.Key


@pytest.fixture
def walk(qapp: QApplication, tmp_path: Path) -> Iterator[Walk]:
    """The window on Wenzhou's plan of 2023, with its preview open."""
    path = tmp_path / "温州市计划.wzd"
    create_data_file(path, pack_folder("wenzhou")).close()
    program = Program(qapp, path)
    program.window.resize(1366, 728)
    opened = Walk(program, tmp_path)
    opened.open()
    opened.preview()
    yield opened
    program.window.close()
    program.window.deleteLater()
    program.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def page_of(walk: Walk) -> PreviewPage:
    page = walk.printing.page
    assert page is not None
    return page


def sentence_of(walk: Walk) -> str:
    bar = walk.program.window.findChild(MessageBar)
    return bar.sentence if isinstance(bar, MessageBar) and bar.isVisible() else ""


def save(walk: Walk, monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    """Ctrl+S, and the file's name in the dialog."""
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    QTest.keyClick(page_of(walk).view, _Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    wait_for(lambda: bool(sentence_of(walk)), "the answer")
    wait_for(lambda: not walk.printing.busy, "the file")


def test_that_the_preview_is_looked_through_with_the_keyboard_and_left(walk: Walk) -> None:
    page = page_of(walk)
    count = len(page.pages)
    assert count >= 2
    assert QApplication.focusWidget() is page.view
    seen = [page.view.number]
    for key in (_Key.Key_PageDown, _Key.Key_End, _Key.Key_PageUp, _Key.Key_Home, _Key.Key_PageUp):
        QTest.keyClick(page.view, key)
        seen.append(page.view.number)
    assert seen == [1, 2, count, count - 1, 1, 1]
    assert page.number.text() == f"第 1 页 共 {count} 页"
    QTest.keyClick(page.view, _Key.Key_Escape)
    wait_for(lambda: walk.printing.page is None, "the entry page")
    assert entry_screen_of(walk.program.window).currentWidget() is walk.entry
    assert walk.entry.grid.hasFocus()


def test_that_the_preview_is_saved_as_a_pdf_of_the_same_pages(
    walk: Walk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    page = page_of(walk)
    page.panel.filler.setFocus()
    QTest.keyClicks(page.panel.filler, "Zhang")
    page.panel.orientation.set_current("portrait")
    path = tmp_path / "2023年计划"
    save(walk, monkeypatch, path)
    written = path.with_name("2023年计划.pdf")
    assert sentence_of(walk) == f"已存为 {written}。"
    texts = texts_of_pages(written)
    assert len(texts) == len(page.pages)
    assert "填表人：Zhang" in texts[-1]
    assert properties(written)["Page size"].startswith("595 x 842")


def test_that_what_is_being_typed_is_on_the_paper(
    walk: Walk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    page_of(walk).leave.click()
    walk.select("4", Column.LEVEL)
    walk.type("651.7")
    walk.preview()
    save(walk, monkeypatch, tmp_path / "表.pdf")
    assert "651.7" in texts_of_pages(tmp_path / "表.pdf")[0]


def test_that_a_file_that_cannot_be_written_is_said_and_left_alone(
    walk: Walk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    save(walk, monkeypatch, tmp_path / "没有这个文件夹" / "表.pdf")
    assert "换一个文件夹" in sentence_of(walk)
    assert list(tmp_path.rglob("*.pdf")) == []


def test_that_names_are_there_again_the_next_time(walk: Walk) -> None:
    page_of(walk).panel.reviewer.setText("李四")
    page_of(walk).leave.click()
    walk.preview()
    assert page_of(walk).panel.reviewer.text() == "李四"
    assert QSettings("wzdesk", "wzdesk").value("print/reviewer") == "李四"


def test_that_a_machine_without_printer_is_told_what_to_do(walk: Walk) -> None:
    page_of(walk).panel.offer_printers(())
    page_of(walk).print.click()
    assert "没有装打印机" in sentence_of(walk)


@pytest.mark.parametrize(("written", "printed"), (("", 3), ("2", 1), ("9", 0)))
def test_that_the_wanted_pages_go_to_the_chosen_printer(
    walk: Walk, monkeypatch: pytest.MonkeyPatch, written: str, printed: int
) -> None:
    taken: list[tuple[object, int, object]] = []
    monkeypatch.setattr(printers, "printer_of", lambda name: name)
    monkeypatch.setattr(
        printers,
        "print_pages",
        lambda printer, pages, _family, **more: taken.append((printer, len(pages), more["copies"])),
    )
    panel = page_of(walk).panel
    panel.offer_printers(("一楼打印机", "二楼打印机"))
    panel.pages.setText(written)
    panel.copies.setValue(2)
    QTest.keyClick(page_of(walk).view, _Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    wait_for(lambda: bool(sentence_of(walk)), "the answer")
    assert taken == ([("一楼打印机", printed, 2)] if printed else [])
    assert (f"{printed} 页，2 份" if printed else "没有打印") in sentence_of(walk)


@pytest.mark.parametrize("palette", (LIGHT, DARK))
@pytest.mark.parametrize("zoom", ("width", "page", "actual"))
def test_that_paper_is_white_on_a_darker_ground_at_every_zoom(walk: Walk, palette: object, zoom: str) -> None:
    walk.program.workspace.theme.set_palette(palette)  # type: ignore[arg-type]
    page = page_of(walk)
    page.zoom.set_current(zoom)
    QApplication.processEvents()
    picture = page.view.viewport().grab().toImage()
    area = page.view.page_area(page.view.number)
    assert picture.pixelColor(area.topLeft().x() + 4, area.top() + 4).name() == "#ffffff"
    assert picture.pixelColor(2, 2).lightness() < 240
    if zoom == "page":
        assert area.height() <= page.view.viewport().height()
    elif zoom == "width":
        assert 0.9 * page.view.viewport().width() < area.width() <= page.view.viewport().width()
    else:
        assert area.width() == round(841.89 * page.view.screen().logicalDotsPerInchY() / 72)


def test_that_the_bars_of_the_entry_page_hold_all_their_buttons_on_the_smallest_screen(walk: Walk) -> None:
    page_of(walk).leave.click()
    wait_for(walk.entry.header.print_button.isVisible, "the entry page")
    walk.entry.show_plan("2023", "330326")
    header = walk.entry.header
    shown = [header.plan, header.region, header.period, header.bar, header.progress]
    shown += [header.import_button, header.print_button, header.export_button, header.file_button]
    edges = [(one.x(), one.x() + one.width()) for one in shown]
    assert all(right <= left for (_, right), (left, _) in pairwise(edges))
    assert edges[-1][1] <= header.width()
    assert header.import_button.width() == header.import_button.sizeHint().width()


def test_that_the_drafts_of_a_plan_are_counted_above_its_preview(walk: Walk) -> None:
    assert page_of(walk).remark.sentence == ""
    page_of(walk).leave.click()
    walk.select("2", Column.GROWTH)
    walk.type("abc")
    walk.press(_Key.Key_Return)
    walk.preview()
    assert page_of(walk).remark.sentence == "这张表还有 1 格草稿没有读成数；照样可以打印。"
