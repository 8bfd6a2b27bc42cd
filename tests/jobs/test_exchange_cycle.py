"""A form goes out to twelve counties and comes back, through the real window, with files that LibreOffice edited.

With ``WZDESK_JOB_PICTURES=out/jobs`` each step leaves a picture there.
"""

import os
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.excel.conftest import soffice
from tests.jobs.returns_of_12 import Returns, send_back
from tests.jobs.windows import Walks, sentence_of
from tests.tour.walk import Walk, wait_for
from wzdesk.domain.exchange.merge import Outcome
from wzdesk.domain.period import Period
from wzdesk.domain.person import Person
from wzdesk.domain.typed_cell import Column
from wzdesk.excel.write.sheet import write_sheet
from wzdesk.services.exchange.transfer_log import read_log
from wzdesk.services.open_data_file import create_data_file
from wzdesk.services.places import pack_folder
from wzdesk.services.who import keep_person
from wzdesk.ui.entry.entry_screen import entry_screen_of
from wzdesk.ui.hand_over.exchange_screen import ExchangeScreen
from wzdesk.ui.hand_over.overview_desk import OverviewDesk
from wzdesk.ui.hand_over.receive_page import ReceivePage
from wzdesk.ui.hand_over.view_words import ISSUE, OVERVIEW
from wzdesk.ui.pages import ENTRY, EXCHANGE
from wzdesk.ui.shell.message_bar import MessageBar

__all__ = ["soffice"]  # a fixture

CITY, PINGYANG, CANGNAN, LONGGANG = "330300", "330326", "330327", "330383"
HALF = Period.to_month(2024, 6)
CELLS = 90
Stored = Mapping[tuple[str, ...], tuple[object, ...]]


class Cycle:
    """The window on a city's file, and what a person does on the page 数据交换."""

    def __init__(self, walk: Walk, data: Path, folder: Path) -> None:
        self.walk, self.data, self.folder = walk, data, folder
        window = walk.program.window
        window.show_page(EXCHANGE)
        screen = window.page(EXCHANGE)
        assert isinstance(screen, ExchangeScreen)
        desk = screen.findChild(OverviewDesk)
        assert isinstance(desk, OverviewDesk)
        self.screen, self.desk = screen, desk
        self.settle()

    def settle(self) -> None:
        """Everything that was asked for has been done."""
        wait_for(lambda: not self.desk.busy and self.screen.overview.overview is not None, "the page")

    def picture(self, name: str) -> None:
        """Where pictures were asked for."""
        if folder := os.environ.get("WZDESK_JOB_PICTURES"):
            self.walk.folder = Path(folder)
            self.walk.picture(f"exchange-{name}")

    def issue(self) -> dict[str, Path]:
        """发出去: the monthly form for the half-year to the twelve counties, not to the city itself."""
        view = self.screen.issue
        self.screen.show_view(ISSUE)
        wait_for(lambda: view.regions.count() > 0, "the forms")
        view.form.set_current("monthly")
        view.form.picked.emit("monthly")
        view.period.set_current(HALF.code)
        view.period.picked.emit(HALF.code)
        view.set_folder(self.folder / "发出")
        for row in range(view.regions.count()):
            if view.regions.item(row).data(Qt.ItemDataRole.UserRole) == CITY:
                view.regions.setCurrentRow(row)
                QTest.keyClick(view.regions, Qt.Key.Key_Space)
        assert view.send.text() == "发出 12 份"
        view.send.click()
        self.settle()
        self.picture("1-issued")
        assert sentence_of(self.walk).startswith("已发出 12 份")
        sent = {line.region: self.folder / "发出" / line.file for line in read_log(self.data).lines}
        assert len(sent) == 12
        return sent

    def type_in(self, region: str, column: Column, text: str) -> None:
        """The city types a figure of a county after the form was sent."""
        self.walk.program.window.show_page(ENTRY)
        screen = entry_screen_of(self.walk.program.window)
        screen.show_form("monthly", region, HALF)
        page = screen.forms
        assert page is not None
        page.grid.select_cell(page.model.row_of("GDP"), column)
        self.walk.type(text)
        self.walk.press(Qt.Key.Key_Return)
        self.walk.program.window.show_page(EXCHANGE)
        self.screen.show_view(OVERVIEW)
        self.settle()

    def drop(self, folder: Path) -> ReceivePage:
        """The folder is dropped on the page."""
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(folder))])
        self.screen.overview.dropEvent(
            QDropEvent(
                QPointF(9, 9),
                Qt.DropAction.CopyAction,
                data,
                Qt.MouseButton.LeftButton,
                Qt.KeyboardModifier.NoModifier,
            )
        )
        wait_for(lambda: self.desk.merging.page is not None, "the preview")
        assert self.desk.merging.page is not None
        return self.desk.merging.page

    def undo_message(self) -> None:
        """撤销 in the message after the merge."""
        bar = self.walk.program.window.findChild(MessageBar)
        assert isinstance(bar, MessageBar)
        assert bar.action_button is not None
        bar.action_button.click()
        self.settle()


def stored(data: Path) -> Stored:
    """Every figure and note of a data file, with what it says; nothing of how it came there."""
    figures = """select r.code, i.code, o.period, o.measure, o.text, o.availability, o.op, o.value, o.high, o.unit, o.also,
        o.status, o.note from observation o join region r on r.id = o.region_id join indicator i on i.id = o.indicator_id"""
    notes = """select r.code, i.code, n.period, n.kind, n.about, n.text from cell_note n
        join region r on r.id = n.region_id join indicator i on i.id = n.indicator_id"""
    with closing(sqlite3.connect(data)) as connection:
        found: dict[tuple[str, ...], tuple[object, ...]] = {
            row[:4]: row[4:] for row in connection.execute(figures)
        }
        for row in connection.execute(notes):
            found[row[:5]] = row[5:]
    return found


def differing(before: Stored, after: Stored) -> dict[tuple[str, ...], tuple[object, ...] | None]:
    """The cells that are not as before, with what stands there now."""
    return {key: after.get(key) for key in before.keys() | after.keys() if before.get(key) != after.get(key)}


def brief(
    cells: Mapping[tuple[str, ...], tuple[object, ...] | None],
) -> dict[tuple[str, str, str], str | None]:
    """Region, indicator and measure or kind of note of cells of the half-year, with what they mean."""
    assert {key[2] for key in cells} <= {HALF.code}
    return {(key[0], key[1], key[3]): _meant(said) for key, said in cells.items()}


def _meant(said: tuple[object, ...] | None) -> str | None:
    if said is None or len(said) == 1:
        return None if said is None else str(said[0])
    _, availability, op, value = said[:4]
    if availability != "given":
        return str(availability)
    return f"{'<=' if op == 'le' else ''}{Decimal(str(value)).normalize():f}"


@pytest.fixture
def cycle(walks: Walks, tmp_path: Path) -> Cycle:
    keep_person(Person("王某", "市统计局"))
    data = tmp_path / "温州市（演示）.wzd"
    create_data_file(data, pack_folder("demo")).close()
    walk = walks.window(data)
    walk.program.window.show()
    wait_for(lambda: walk.has_rows and walk.program.workspace.are_charts_loaded, "the data file")
    walk.program.window.activateWindow()
    wait_for(walk.program.window.isActiveWindow, "the keyboard")
    return Cycle(walk, data, tmp_path)


@pytest.mark.long
def test_that_a_form_goes_out_comes_back_is_decided_merged_undone_and_merged_again(
    cycle: Cycle, soffice: str, tmp_path: Path
) -> None:
    sent = cycle.issue()
    workshop = tmp_path / "县里"
    workshop.mkdir()
    returns = send_back(soffice, sent, tmp_path / "收回", workshop)
    cycle.type_in(PINGYANG, Column.TOTAL, "344")
    cycle.type_in(CANGNAN, Column.GROWTH, "6.6")
    before = stored(cycle.data)

    page = cycle.drop(returns.folder)
    assert_preview(page, returns)
    cycle.picture("2-preview")
    assert_checks_speak(page)
    cycle.picture("3-wrong-unit")
    assert differing(before, stored(cycle.data)) == {}

    decide(page, cycle)
    assert_report(cycle, page, tmp_path / "合并报告.xlsx")

    QTest.keyClick(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    wait_for(lambda: cycle.desk.merging.page is None, "the merge")
    cycle.settle()
    assert sentence_of(cycle.walk).startswith("已并入 10 份，写入 16 格；3 份没有收")
    cycle.picture("6-merged")
    after = stored(cycle.data)
    losers = {
        (PINGYANG, "GDP", "comment"): "合并时没有采用库里原有的 344",
        (CANGNAN, "GDP", "comment"): f"合并时没有采用苍南县（{sent[CANGNAN].name}）的 5.8",
    }
    assert brief(differing(before, after)) == returns.expected | losers

    cycle.undo_message()
    cycle.picture("7-undone")
    assert differing(before, stored(cycle.data)) == {}
    cycle.desk.merging.turn(back=False)
    cycle.settle()
    cycle.picture("8-redone")
    assert differing(after, stored(cycle.data)) == {}

    again = cycle.drop(returns.folder)
    counts = again.look.preview.counts
    assert (counts.taken, counts.conflict) == (0, 0)


def assert_preview(page: ReceivePage, returns: Returns) -> None:
    """Each county's counts, and why two files are refused."""
    files = page.look.preview.files
    assert len(files) == 13
    told = {one.place[1]: one for one in files if not one.reason}
    assert {
        region: tuple(
            getattr(one.counts, name) for name in ("filled", "changed", "emptied", "conflict", "refused")
        )
        for region, one in told.items()
    } == returns.counts
    assert {one.counts.cells for one in told.values()} == {CELLS}
    reasons = {one.path.name.partition("_")[0]: one.reason for one in files if one.reason}
    assert set(reasons) == {"泰顺县", "龙港市", "会议通知.xlsx"}
    assert "身份信息被改动过" in reasons["泰顺县"]
    assert "表上写的是龙港市，身份是苍南县的表" in reasons["龙港市"]
    assert "没有身份信息" in reasons["会议通知.xlsx"]
    assert page.look.preview.counts.words in page.total.text()


def assert_checks_speak(page: ReceivePage) -> None:
    """万元 where the form asks for 亿元: the panel says so beside the file."""
    row = next(
        row
        for row in range(page._model.rowCount())
        if page._model.line(row).file.path.name.startswith("乐清")
    )
    page.table.selectRow(row)
    content = page.panel.content
    assert content is not None
    assert any("地区生产总值" in " ".join(map(str, line)) for line in content.findings)


def decide(page: ReceivePage, cycle: Cycle) -> None:
    """One conflict by keys, the other by a click."""
    assert page.undecided == 2
    for _ in range(2):
        page.go_on()
        QApplication.processEvents()
        card = page.panel.cards[0]
        if card.asked.region == "平阳县":
            QTest.keyClick(card.theirs, Qt.Key.Key_Space)
        else:
            QTest.mouseClick(card.ours, Qt.MouseButton.LeftButton)
    assert page.undecided == 0
    cycle.picture("4-decided")


def assert_report(cycle: Cycle, page: ReceivePage, book: Path) -> None:
    """The report as it is on paper, written as a workbook: every county's counts add up to its cells."""
    page.print.click()
    preview = cycle.desk.merging.printing.page
    assert preview is not None
    cycle.picture("5-report")
    write_sheet(preview.printout.sheet, book)
    preview.abandoned.emit()
    sheet = load_workbook(book).worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    head = next(at for at, row in enumerate(rows) if row[0] == "地区")
    foot = next(at for at, row in enumerate(rows) if row[0] == "合计")
    numbers = {
        str(row[1]): [int(str(number)) for number in row[2 : 2 + len(Outcome)]]
        for row in rows[head + 1 : foot]
    }
    files = {one.path.name: one for one in page.look.preview.files}
    assert {name: sum(those) for name, those in numbers.items()} == {
        name: one.cell_count for name, one in files.items()
    }
    assert sum(map(sum, numbers.values())) == 11 * CELLS
    said = {str(text) for row in rows for text in row}
    assert {"采用来表 345.50", "保留库里 6.6"} <= said
