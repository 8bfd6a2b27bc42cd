"""Files that came back: dropped, listed, decided, merged as one act, taken back, reported."""

from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from tests.services.exchange.returns import FORM, HERE, PERIOD, THERE
from tests.ui.hand_over.conftest import PATIENCE_MS, desk_of, wait_for_desk
from wzdesk.domain.exchange.transfer import State
from wzdesk.domain.form import FormColumn
from wzdesk.services.enter_form import FormFilling
from wzdesk.ui.entry.entry_screen import entry_screen_of
from wzdesk.ui.hand_over.exchange_screen import ExchangeScreen
from wzdesk.ui.hand_over.file_lines import Fate
from wzdesk.ui.hand_over.overview_view import OverviewView
from wzdesk.ui.hand_over.receive_page import ReceivePage
from wzdesk.ui.pages import ENTRY, EXCHANGE
from wzdesk.ui.program import Program
from wzdesk.ui.shell.message_bar import MessageBar
from wzdesk.ui.widgets.job_bar import JobBar

PLACE = FORM, HERE, PERIOD.code
KEPT: list[QMimeData] = []


@pytest.fixture
def page(screen: ExchangeScreen, returned: Path, qtbot: QtBot) -> ReceivePage:
    """The folder, dropped on the page and read."""
    drop(screen.overview, returned)
    desk = desk_of(screen).merging
    qtbot.waitUntil(lambda: desk.page is not None, timeout=PATIENCE_MS)
    assert desk.page is not None
    return desk.page


def drop(widget: OverviewView, path: Path) -> None:
    widget.dropEvent(drop_of(path))


def drop_of(path: Path) -> QDropEvent:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    KEPT.append(data)  # Qt does not keep it
    return QDropEvent(
        QPointF(9, 9), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )  # fmt: skip


def text(program: Program, region: str, code: str, column: FormColumn) -> str:
    table = FormFilling.open(program.workspace.file.store(), FORM, region, PERIOD).table
    return table.text(next(row for row in table.form.rows if row.code == code), column)


def sentence(program: Program) -> str:
    bar = program.window.findChild(MessageBar)
    assert isinstance(bar, MessageBar)
    return bar.sentence


def fates(page: ReceivePage) -> dict[str, Fate]:
    model = page._model
    return {(line := model.line(row)).file.path.stem: line.fate for row in range(model.rowCount())}


def test_that_files_are_listed_with_what_becomes_of_them(page: ReceivePage) -> None:
    assert fates(page) == {"平阳": Fate.CONFLICT, "鹿城": Fate.REFUSED, "苍南": Fate.TAKEN}
    refused = next(one for one in page.look.preview.files if one.reason)
    assert "改动过" in refused.reason
    assert page.write.text() == "并入 3 格，1 格待定"
    assert page.look.preview.counts.words in page.total.text()


def test_that_a_conflict_shows_three_values_and_both_people(page: ReceivePage) -> None:
    card = page.panel.cards[0]
    assert (card.base.text(), card.theirs.text(), card.ours.text()) == ("290.10", "292.80", "291.5")
    assert "王某 290.10 → 291.5" in card.asked.story
    assert "平阳.xlsx" in card.asked.story
    assert card.please.text() == "请选"
    assert not card.theirs.isChecked()
    assert not card.ours.isChecked()


def test_that_nothing_is_stored_before_a_person_has_said_so(
    page: ReceivePage, program: Program, screen: ExchangeScreen
) -> None:
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert desk_of(screen).merging.page is None
    assert screen.currentWidget() is screen.views
    assert text(program, HERE, "FAI", FormColumn.TOTAL) == "126.61"
    assert "数据没有改动" in sentence(program)


def test_that_keys_alone_decide_and_merge(
    page: ReceivePage, program: Program, screen: ExchangeScreen, qtbot: QtBot
) -> None:
    page.go_on()
    QTest.keyClick(page.panel.cards[0].theirs, Qt.Key.Key_Space)
    assert page.undecided == 0
    assert page.write.text() == "并入 4 格"
    QTest.keyClick(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    merging = desk_of(screen).merging
    qtbot.waitUntil(lambda: merging.page is None, timeout=PATIENCE_MS)
    assert text(program, HERE, "GDP", FormColumn.TOTAL) == "292.80"
    assert text(program, HERE, "FAI", FormColumn.TOTAL) == "130.20"
    assert text(program, THERE, "GDP", FormColumn.GROWTH) == "6.4"
    assert text(program, THERE, "FAI", FormColumn.TOTAL) == ""
    assert sentence(program).startswith("已并入 2 份，写入 ")
    assert "1 份没有收" in sentence(program)


def merge(page: ReceivePage, screen: ExchangeScreen, qtbot: QtBot) -> None:
    page.write.click()
    merging = desk_of(screen).merging
    qtbot.waitUntil(lambda: merging.page is None, timeout=PATIENCE_MS)
    wait_for_desk(screen, qtbot)


def test_that_an_undecided_conflict_waits_in_the_matrix(
    page: ReceivePage, program: Program, screen: ExchangeScreen, qtbot: QtBot
) -> None:
    merge(page, screen, qtbot)
    assert text(program, HERE, "GDP", FormColumn.TOTAL) == "291.5"
    look = screen.overview.overview
    assert look is not None
    assert look.matrix.standings[HERE, FORM].state is State.CONFLICT
    assert look.matrix.standings[THERE, FORM].state is State.MERGED
    assert screen.overview.table.choose(PLACE)
    screen.overview.panel.cards[0].ours.click()
    assert screen.overview.decide.text() == "裁定 1 处"
    screen.overview.decide.click()
    wait_for_desk(screen, qtbot)
    look = screen.overview.overview
    assert look is not None
    assert look.matrix.standings[HERE, FORM].state is State.MERGED
    assert text(program, HERE, "GDP", FormColumn.TOTAL) == "291.5"


def test_that_a_merge_is_taken_back_as_a_whole(
    page: ReceivePage, program: Program, screen: ExchangeScreen, qtbot: QtBot
) -> None:
    merge(page, screen, qtbot)
    bar = program.window.findChild(MessageBar)
    assert isinstance(bar, MessageBar)
    assert bar.action_button is not None
    bar.action_button.click()
    wait_for_desk(screen, qtbot)
    assert text(program, HERE, "FAI", FormColumn.TOTAL) == "126.61"
    assert text(program, THERE, "GDP", FormColumn.GROWTH) == ""
    assert text(program, THERE, "FAI", FormColumn.TOTAL) == "126.61"
    look = screen.overview.overview
    assert look is not None
    assert look.matrix.standings[THERE, FORM].state is State.SENT
    desk_of(screen).merging.turn(back=False)
    wait_for_desk(screen, qtbot)
    assert text(program, HERE, "FAI", FormColumn.TOTAL) == "130.20"


def test_that_the_same_files_change_nothing_a_second_time(
    page: ReceivePage, screen: ExchangeScreen, returned: Path, qtbot: QtBot
) -> None:
    page.panel.cards[0].ours.click()
    merge(page, screen, qtbot)
    desk = desk_of(screen).merging
    desk.receive([returned])
    qtbot.waitUntil(lambda: desk.page is not None, timeout=PATIENCE_MS)
    assert desk.page is not None
    assert desk.page.look.preview.counts.taken == 0
    assert desk.page.look.preview.conflicts == []


def test_that_reading_can_be_stopped(
    screen: ExchangeScreen, returned: Path, program: Program, qtbot: QtBot
) -> None:
    desk = desk_of(screen).merging
    desk.receive([returned])
    bar = program.window.findChild(JobBar)
    assert isinstance(bar, JobBar)
    bar.stop.click()
    qtbot.waitUntil(lambda: not desk.busy, timeout=PATIENCE_MS)
    assert desk.page is None
    assert sentence(program) == "已停下，没有收，数据没有改动。"


def test_that_a_folder_without_workbooks_is_said(
    screen: ExchangeScreen, tmp_path: Path, program: Program
) -> None:
    (tmp_path / "空").mkdir()
    drop(screen.overview, tmp_path / "空")
    assert sentence(program).startswith("里面没有收回的表")


def test_that_the_report_is_previewed_with_what_was_decided(
    page: ReceivePage, screen: ExchangeScreen
) -> None:
    page.panel.cards[0].theirs.click()
    page.print.click()
    preview = desk_of(screen).merging.printing.page
    assert preview is not None
    texts = {cell.text for cell in preview.printout.sheet.cells}
    assert {"平阳县", "采用来表 292.80", "合计"} <= texts
    preview.abandoned.emit()
    assert screen.currentWidget() is page


def test_that_the_report_is_saved_as_a_workbook_with_what_was_decided(
    page: ReceivePage,
    screen: ExchangeScreen,
    program: Program,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked = str(tmp_path / "合并报告")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (asked, ""))
    page.panel.cards[0].theirs.click()
    page.save.click()
    wait_for_desk(screen, qtbot)
    sheet = load_workbook(f"{asked}.xlsx").worksheets[0]
    texts = [str(cell.value) for row in sheet.iter_rows() for cell in row]
    assert "采用来表 292.80" in texts
    assert any("负责人（签字）" in text for text in texts)
    assert sentence(program).startswith("合并报告已存为")
    assert screen.currentWidget() is page


def test_that_a_folder_dropped_anywhere_is_taken_for_returns(
    screen: ExchangeScreen, program: Program, returned: Path, qtbot: QtBot
) -> None:
    program.window.show_page(ENTRY)
    exchange = entry_screen_of(program.window).exchange
    assert exchange is not None
    exchange.eventFilter(program.window, drop_of(returned))
    merging = desk_of(screen).merging
    qtbot.waitUntil(lambda: merging.page is not None, timeout=PATIENCE_MS)
    assert program.window.current_page == EXCHANGE
