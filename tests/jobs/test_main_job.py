"""The main job through the real window, and what the window says when the world is in the way."""

import random
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt

from tests.jobs.windows import Walks, sentence_of
from tests.tour.walk import wait_for
from wzdesk.domain.change import ChangeKind
from wzdesk.domain.observation import ObservationKey, ObsStatus
from wzdesk.domain.period import Period
from wzdesk.domain.typed_cell import Column, TypedCell
from wzdesk.domain.verdict import Verdict
from wzdesk.ui.entry.entry_screen import entry_screen_of
from wzdesk.ui.pages import ENTRY, PAGES, PLANS
from wzdesk.ui.shell.message_bar import MessageBar
from wzdesk.ui.shell.status_bar import StatusBar
from wzdesk.ui.unopened import UnopenedPage


def test_that_the_main_job_can_be_done_from_the_first_start(walks: Walks, tmp_path: Path) -> None:
    pictures = walks.window(tmp_path / "新的.wzd").all_steps()
    assert len(pictures) == 24 + len(PAGES)
    assert all(picture.stat().st_size > 20_000 for picture in pictures)


def test_that_an_undo_goes_on_after_a_restart(walks: Walks, data: Path) -> None:
    walk = walks.window(data)
    walk.open()
    for number, text in (("4", "640.1"), ("5", "1700")):
        walk.select(number, Column.LEVEL)
        walk.type(text)
        walk.press(Qt.Key.Key_Return)
    walks.close()
    walk = walks.window(data)
    walk.program.window.show()
    wait_for(lambda: walk.has_rows and walk.entry.tools.undo.isEnabled(), "the undo")
    assert (walk.text_of("4", Column.LEVEL), walk.text_of("5", Column.LEVEL)) == ("640.1", "1700")
    walk.entry.undo()
    walk.entry.undo()
    assert (walk.text_of("4", Column.LEVEL), walk.text_of("5", Column.LEVEL)) == ("622.7", "1619.8")
    walk.entry.redo()
    assert walk.text_of("4", Column.LEVEL) == "640.1"


@pytest.mark.parametrize(
    "text",
    (
        "8730.6",
        "29.0",
        "0.770",
        "5以内",
        "8左右",
        "0.4个百分点左右",
        "缩小0.04个点",
        "暂无数据",
        "—",
        "2，9",
        "=A1+1",
    ),
)
def test_that_what_was_typed_stays_as_it_was_typed(walks: Walks, data: Path, text: str) -> None:
    walk = walks.window(data)
    walk.open()
    walk.select("14", Column.LEVEL)
    walk.type(text)
    walk.press(Qt.Key.Key_Return)
    stored = {walk.text_of("14", column) for column in (Column.LEVEL, Column.CHANGE, Column.GROWTH)}
    assert text in stored


def test_that_a_change_typed_as_growth_goes_where_it_belongs(walks: Walks, data: Path) -> None:
    walk = walks.window(data)
    walk.open()
    walk.select("14", Column.GROWTH)
    walk.type("提高0.3个百分点")
    walk.press(Qt.Key.Key_Return)
    assert walk.text_of("14", Column.CHANGE) == "提高0.3个百分点"
    assert walk.text_of("14", Column.GROWTH) == ""
    assert "改放“变动”列" in sentence_of(walk)


@pytest.mark.parametrize("content", (b"", b"no database at all", b"SQLite format 3\0" + b"\xff" * 4000))
def test_that_a_damaged_file_is_said_and_left_alone(walks: Walks, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "坏的.wzd"
    path.write_bytes(content)
    walk = walks.window(path)
    walk.program.window.show()
    wait_for(lambda: "坏的.wzd" in sentence_of(walk), "the sentence")
    assert path.read_bytes() == content
    assert isinstance(walk.program.window.page(ENTRY), UnopenedPage)


def test_that_a_second_window_can_only_look(walks: Walks, data: Path) -> None:
    first = walks.window(data)
    first.open()
    second = walks.window(data)
    second.open()
    wait_for(lambda: "只能看" in sentence_of(second), "who has the file")
    second.select("1", Column.LEVEL)
    second.type("9")
    second.press(Qt.Key.Key_Return)
    assert second.text_of("1", Column.LEVEL) == "8730.6"


@pytest.mark.parametrize("seed", range(3))
def test_that_a_broken_workbook_is_said_and_changes_nothing(
    walks: Walks, data: Path, tmp_path: Path, seed: int
) -> None:
    walk = walks.window(data)
    walk.open()
    book = tmp_path / "坏表.xlsx"
    book.write_bytes(random.Random(seed).randbytes(3000))
    before = walk.entry.filled
    walk.exchange.receive(book)
    wait_for(lambda: "坏表.xlsx" in sentence_of(walk), "the sentence")
    assert walk.exchange.page is None
    assert walk.entry.filled == before


def test_that_a_full_disk_keeps_the_typed_text_in_the_editor(walks: Walks, data: Path) -> None:
    walk = walks.window(data)
    walk.open()
    with walk.program.workspace.file.store().writing() as session:
        pages = session.connection().exec_driver_sql("PRAGMA page_count").scalar_one()
        session.connection().exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    walk.select("1", Column.LEVEL)
    text = "8730." + "1" * 3000 + "左右"  # too long for the pages that are left
    walk.type("8")
    walk.entry.grid.editing.editor.setText(text)
    walk.press(Qt.Key.Key_Return)
    assert "磁盘" in sentence_of(walk)
    assert walk.entry.grid.editing.is_open
    assert walk.text_of("1", Column.LEVEL) == "8730.6"
    walk.press(Qt.Key.Key_Escape)


def test_that_other_pages_hear_of_a_change_once_and_after_it(walks: Walks, data: Path) -> None:
    walk = walks.window(data)
    walk.open()
    heard: list[frozenset[ObservationKey]] = []
    walk.program.workspace.signals.observations_changed.connect(heard.append)
    walk.select("4", Column.LEVEL)
    walk.type("630")
    walk.press(Qt.Key.Key_Return)
    assert [{key.indicator for key in keys} for keys in heard] == [{"BUDGET_REVENUE"}]


def test_that_closing_the_window_stores_what_is_being_typed(walks: Walks, data: Path) -> None:
    walk = walks.window(data)
    walk.open()
    walk.select("4", Column.LEVEL)
    walk.type("650.5")
    walk.program.window.close()
    walks.close()
    walk = walks.window(data)
    walk.program.window.show()
    wait_for(lambda: walk.has_rows, "the rows")
    assert walk.text_of("4", Column.LEVEL) == "650.5"


def test_that_a_window_stays_open_where_the_typed_text_cannot_be_stored(walks: Walks, data: Path) -> None:
    walk = walks.window(data)
    walk.open()
    walk.select("14", Column.GROWTH)
    walk.type("提高0.3个百分点")
    walk.press(Qt.Key.Key_Return)
    walk.select("14", Column.GROWTH)
    walk.type("提高0.4个百分点")
    assert not walk.program.window.close()
    assert walk.program.window.isVisible()
    assert walk.entry.grid.editing.is_open
    walk.press(Qt.Key.Key_Escape)


def test_that_an_export_holds_what_is_being_typed(walks: Walks, data: Path, tmp_path: Path) -> None:
    walk = walks.window(data)
    walk.open()
    walk.select("4", Column.LEVEL)
    walk.type("651.7")
    book = tmp_path / "出.xlsx"
    walk.exchange.export(book)
    wait_for(lambda: book.exists() and not walk.exchange.busy, "the workbook")
    values = [cell.value for row in openpyxl.load_workbook(book).worksheets[0].iter_rows() for cell in row]
    assert 651.7 in values


def test_that_a_waiting_window_goes_on_when_the_other_one_is_closed(walks: Walks, data: Path) -> None:
    first = walks.window(data)
    first.open()
    second = walks.window(data)
    second.open()
    wait_for(lambda: "只能看" in sentence_of(second), "who has the file")
    first.select("4", Column.LEVEL)
    first.type("652")
    first.press(Qt.Key.Key_Return)
    first.program.window.close()
    wait_for(lambda: "现在可以填了" in sentence_of(second), "the file")
    assert second.text_of("4", Column.LEVEL) == "652"
    second.select("4", Column.LEVEL)
    second.type("653")
    second.press(Qt.Key.Key_Return)
    assert second.text_of("4", Column.LEVEL) == "653"


def test_that_a_figure_can_be_marked_as_an_estimate_and_undone(walks: Walks, data: Path) -> None:
    walk = walks.window(data)
    walk.open()
    walk.select("4", Column.LEVEL)
    walk.entry.panel.status_picked.emit(ObsStatus.ESTIMATED)
    assert walk.entry.panel.content is not None
    assert walk.entry.panel.content.status == "预计数"
    walk.entry.undo()
    assert walk.entry.panel.content.status == ""


def test_that_the_status_bar_sums_up_only_cells_that_can_be_seen(walks: Walks, data: Path) -> None:
    walk = walks.window(data)
    walk.open()
    window = walk.program.window
    bar = window.findChild(StatusBar)
    assert isinstance(bar, StatusBar)
    window.show_page(PLANS)
    walk.entry.summary_changed.emit("选中 2 格")
    assert "选中 2 格" not in bar.texts()
    window.show_page(ENTRY)
    assert "选中 2 格" in bar.texts()


def test_that_the_same_verdict_as_proposed_is_no_override(walks: Walks, data: Path) -> None:
    walk = walks.window(data)
    walk.open()
    walk.entry.open_item("6")
    walk.entry.panel.verdict_decided.emit("6", Verdict.MISSED, "同意")
    assert "不用改判" in sentence_of(walk)
    walk.entry.panel.verdict_decided.emit("6", Verdict.NEARLY, "年底有补报")
    assert walk.verdict_of("6") is Verdict.NEARLY
    walk.entry.panel.verdict_taken_back.emit("6")
    assert walk.verdict_of("6") is Verdict.MISSED


def test_that_an_undo_elsewhere_says_where_and_offers_to_go_there(walks: Walks, data: Path) -> None:
    walk = walks.window(data)
    walk.open()
    walk.select("4", Column.LEVEL)
    walk.type("654")
    walk.press(Qt.Key.Key_Return)
    walk.entry.show_plan("2023", "330326")
    walk.entry.undo()
    assert "温州市" in sentence_of(walk)
    bar = walk.program.window.findChild(MessageBar)
    assert isinstance(bar, MessageBar)
    assert bar.action_button is not None
    bar.action_button.click()
    assert walk.entry.filled.table.region.code == "330300"
    assert walk.text_of("4", Column.LEVEL) == "622.7"
    assert walk.entry.grid.cell_cursor.place == (3, walk.entry.model.column_of(Column.LEVEL))


def test_that_an_undo_of_another_month_or_form_leads_to_its_cell(walks: Walks, data: Path) -> None:
    walk = walks.window(data)
    walk.open()
    screen = entry_screen_of(walk.program.window)
    august, september = Period.to_month(2023, 8), Period.to_month(2023, 9)
    screen.show_form("monthly", "330326", august)
    page = screen.forms
    assert page is not None
    page.desk.record([TypedCell("RETAIL", Column.GROWTH, "6.1")], ChangeKind.EDIT)
    page.show_form("monthly", "330300", september)
    page.undo()
    assert "平阳县2023年1—8月的数" in sentence_of(walk)
    bar = walk.program.window.findChild(MessageBar)
    assert isinstance(bar, MessageBar)
    assert bar.action_button is not None
    bar.action_button.click()
    assert (page.table.region.code, page.table.period) == ("330326", august)
    assert page.grid.cell_cursor.place == (page.model.row_of("RETAIL"), page.model.column_of(Column.GROWTH))

    page.desk.close("")
    page.show_form("monthly", "330300", september)
    page.undo()
    assert "平阳县2023年1—8月的关账" in sentence_of(walk)
    page.redo()
    screen.show_plan_again()
    walk.entry.undo()
    assert bar.action_button is not None
    bar.action_button.click()
    assert screen.currentWidget() is page
    assert (page.table.region.code, page.table.period, page.table.is_closed) == ("330326", august, False)
