"""A returned form goes back from the page with a written reason, and stands so in the matrix until that is taken back."""

from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from tests.services.exchange.returns import FORM, HERE, PERIOD, ReturnedBook
from tests.ui.hand_over.conftest import PATIENCE_MS, desk_of, wait_for_desk
from tests.ui.hand_over.test_receiving import drop, sentence
from wzdesk.domain.exchange.transfer import State, Way
from wzdesk.excel.exchange.sent_back import HEADING
from wzdesk.services.exchange.transfer_log import read_log
from wzdesk.ui.hand_over.exchange_screen import ExchangeScreen
from wzdesk.ui.hand_over.receive_page import ReceivePage
from wzdesk.ui.hand_over.return_dialog import ReturnDialog
from wzdesk.ui.program import Program

REASON = "固定资产投资漏了两个项目，请补上再报"


@pytest.fixture
def page(screen: ExchangeScreen, returned: Path, qtbot: QtBot) -> ReceivePage:
    drop(screen.overview, returned / "平阳.xlsx")
    desk = desk_of(screen).merging
    qtbot.waitUntil(lambda: desk.page is not None, timeout=PATIENCE_MS)
    assert desk.page is not None
    return desk.page


@pytest.fixture
def dialog(
    page: ReceivePage, screen: ExchangeScreen, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> ReturnDialog:
    """Opened for the chosen file; the copy goes to 退回.xlsx."""
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "退回.xlsx"), ""))
    QTest.keyClick(page.table, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    opened = desk_of(screen).returning.dialog
    assert opened is not None
    qtbot.waitUntil(opened.isActiveWindow, timeout=PATIENCE_MS)
    return opened


def texts_of(path: Path) -> list[str]:
    return [str(cell.value) for row in load_workbook(path).worksheets[0] for cell in row]


def state(screen: ExchangeScreen) -> State:
    assert screen.overview.overview is not None
    return screen.overview.overview.matrix.standings[HERE, FORM].state


def test_that_a_form_goes_back_and_that_is_taken_back(
    dialog: ReturnDialog,
    page: ReceivePage,
    screen: ExchangeScreen,
    program: Program,
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    dialog.reason_field.setPlainText("已核实")
    dialog.give_back.click()
    assert dialog.isVisible()
    assert "套话" in dialog.refusal.text()
    dialog.reason_field.setPlainText(REASON)
    assert not dialog.refusal.isVisible()
    dialog.give_back.click()
    wait_for_desk(screen, qtbot)
    assert desk_of(screen).returning.dialog is None
    assert sentence(program).startswith("已退回，存为")
    assert f"{HEADING}：{REASON}" in texts_of(tmp_path / "退回.xlsx")
    assert desk_of(screen).merging.page is None
    assert screen.currentWidget() is screen.views
    assert state(screen) is State.RETURNED
    screen.overview.table.choose((FORM, HERE, PERIOD.code))
    assert screen.overview.table.currentIndex().data() == "已退回"
    assert screen.overview.chips[State.RETURNED].isEnabled()
    assert screen.overview.keep.isVisibleTo(screen)
    screen.overview.keep.click()
    wait_for_desk(screen, qtbot)
    assert state(screen) is State.SENT
    assert not screen.overview.keep.isVisibleTo(screen)
    ways = [line.way for line in read_log(program.workspace.file.path).lines]
    assert ways[-2:] == [Way.RETURNED, Way.KEPT]


def give_back(screen: ExchangeScreen, name: str, qtbot: QtBot, out: Path) -> ReceivePage:
    """Send one of the files that are shown back; the page that is shown then."""
    desk = desk_of(screen)
    qtbot.waitUntil(lambda: not desk.busy and desk.merging.page is not None, timeout=PATIENCE_MS)
    page = desk.merging.page
    assert page is not None
    shown = [page.table.model().index(row, 10).data() for row in range(page.table.model().rowCount())]
    page.table.selectRow(next(row for row, told in enumerate(shown) if told.startswith(name)))
    page.back.click()
    dialog = desk.returning.dialog
    assert dialog is not None
    dialog.reason_field.setPlainText(REASON)
    dialog.give_back.click()
    qtbot.waitUntil(lambda: not desk.busy and desk.merging.page is not page, timeout=PATIENCE_MS)
    assert out.exists()
    assert desk.merging.page is not None
    return desk.merging.page


def test_that_what_went_back_is_not_merged_with_the_others(
    screen: ExchangeScreen, returned: Path, program: Program, qtbot: QtBot, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    out = tmp_path / "退回.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(out), ""))
    drop(screen.overview, returned)
    page = give_back(screen, "平阳", qtbot, out)
    assert [one.path.stem for one in page.look.preview.files] == ["苍南", "鹿城"]
    assert not page.look.preview.conflicts
    page.write.click()
    wait_for_desk(screen, qtbot)
    last = read_log(program.workspace.file.path).lines[-3:]
    assert [(line.way, line.file) for line in last] == [
        (Way.RETURNED, "退回.xlsx"),
        (Way.MERGED, "苍南.xlsx"),
        (Way.REFUSED, "鹿城.xlsx"),
    ]


def test_that_another_file_of_the_region_is_judged_anew(
    screen: ExchangeScreen, returned: Path, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "退回.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(out), ""))
    book = ReturnedBook(returned / "苍南.xlsx")
    other = book.put("地区生产总值", "growth", 7.1).save(returned / "另一份.xlsx")
    drop(screen.overview, returned)
    desk = desk_of(screen).merging
    qtbot.waitUntil(lambda: desk.page is not None, timeout=PATIENCE_MS)
    assert desk.page is not None
    theirs = [one for one, _ in desk.page.look.preview.conflicts if one.path.stem != "平阳"]
    assert {one.path.stem for one in theirs} == {"苍南", "另一份"}
    mine = (returned / "平阳.xlsx", "GDP", "total")
    desk.page.panel.decided.emit({mine: True})
    page = give_back(screen, other.stem, qtbot, out)
    assert [one.path.stem for one, _ in page.look.preview.conflicts] == ["平阳"]
    assert page.choices == {mine: True}
    assert page.isEnabled()


def test_that_the_rows_are_chosen_with_the_keyboard_alone(
    dialog: ReturnDialog, screen: ExchangeScreen, program: Program, tmp_path: Path, qtbot: QtBot
) -> None:
    QTest.keyClicks(dialog.reason_field, "q2 invest. counted twice")
    QTest.keyClick(dialog.none, Qt.Key.Key_Space)
    assert not dialog.chosen
    for _ in range(4):
        QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
    assert dialog.list.hasFocus()
    QTest.keyClick(dialog.list, Qt.Key.Key_Space)
    QTest.keyClick(dialog.list, Qt.Key.Key_Down)
    QTest.keyClick(dialog.list, Qt.Key.Key_Space)
    QTest.keyClick(dialog.list, Qt.Key.Key_Space)
    assert dialog.chosen == ("GDP",)
    assert dialog.count.text().startswith("选了 1 行，")
    dialog.seek.setText("gdzctz")
    QTest.keyClick(dialog.list, Qt.Key.Key_Home)
    shown = [item for row in range(dialog.list.count()) if not (item := dialog.list.item(row)).isHidden()]
    assert shown
    assert all("固定资产投资" in item.text() for item in shown)
    assert dialog.chosen == ("GDP",)
    QTest.keyClick(dialog.reason_field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    wait_for_desk(screen, qtbot)
    assert "1 行旁边写了原因" in sentence(program)
    assert texts_of(tmp_path / "退回.xlsx").count("q2 invest. counted twice") == 1


def test_that_esc_returns_nothing(
    dialog: ReturnDialog, screen: ExchangeScreen, program: Program, qtbot: QtBot
) -> None:
    before = read_log(program.workspace.file.path)
    QTest.keyClick(dialog.list, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: desk_of(screen).returning.dialog is None, timeout=PATIENCE_MS)
    assert read_log(program.workspace.file.path) == before


def test_that_what_nobody_sent_cannot_go_back(screen: ExchangeScreen, tmp_path: Path, qtbot: QtBot) -> None:
    stranger = tmp_path / "别的.xlsx"
    stranger.write_bytes(b"no workbook")
    drop(screen.overview, stranger)
    desk = desk_of(screen).merging
    qtbot.waitUntil(lambda: desk.page is not None, timeout=PATIENCE_MS)
    assert desk.page is not None
    assert not desk.page.back.isEnabled()
