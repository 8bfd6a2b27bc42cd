"""A returned form goes back from the page with a written reason, and stands so in the matrix until that is taken back."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtWidgets import QFileDialog, QInputDialog
from pytestqt.qtbot import QtBot

from tests.services.exchange.returns import FORM, HERE, PERIOD
from tests.ui.hand_over.conftest import PATIENCE_MS, desk_of, wait_for_desk
from tests.ui.hand_over.test_receiving import drop, sentence
from wzdesk.domain.exchange.transfer import State, Way
from wzdesk.services.exchange.return_form import HEADING
from wzdesk.services.exchange.transfer_log import read_log
from wzdesk.ui.hand_over.exchange_screen import ExchangeScreen
from wzdesk.ui.hand_over.receive_page import ReceivePage
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
def reasons(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[str]:
    """What the person types as the reason, one after the other; the copy goes to 退回.xlsx."""
    given: list[str] = []
    typed: Iterator[str] = iter(given)
    monkeypatch.setattr(QInputDialog, "getMultiLineText", lambda *_: (next(typed), True))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "退回.xlsx"), ""))
    return given


def state(screen: ExchangeScreen) -> State:
    assert screen.overview.overview is not None
    return screen.overview.overview.matrix.standings[HERE, FORM].state


def test_that_a_form_goes_back_and_that_is_taken_back(
    page: ReceivePage,
    screen: ExchangeScreen,
    program: Program,
    reasons: list[str],
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    reasons += ["已核实", REASON]
    page.back.click()
    wait_for_desk(screen, qtbot)
    assert "没有退回" in sentence(program)
    assert not (tmp_path / "退回.xlsx").exists()
    page.back.click()
    wait_for_desk(screen, qtbot)
    assert sentence(program).startswith("已退回，存为")
    written = [str(cell.value) for row in load_workbook(tmp_path / "退回.xlsx").worksheets[0] for cell in row]
    assert f"{HEADING}：{REASON}" in written
    page.leave.click()
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


def test_that_what_nobody_sent_cannot_go_back(screen: ExchangeScreen, tmp_path: Path, qtbot: QtBot) -> None:
    stranger = tmp_path / "别的.xlsx"
    stranger.write_bytes(b"no workbook")
    drop(screen.overview, stranger)
    desk = desk_of(screen).merging
    qtbot.waitUntil(lambda: desk.page is not None, timeout=PATIENCE_MS)
    assert desk.page is not None
    assert not desk.page.back.isEnabled()
