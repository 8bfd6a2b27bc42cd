"""发出去: an agency's workbook as the sheet, agencies as recipients, who gets what before anything is written."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from pytestqt.qtbot import QtBot

from tests.services.exchange.returns import FORM, HERE, PERIOD
from tests.ui.hand_over.conftest import PATIENCE_MS, wait_for_desk
from tests.ui.hand_over.test_receiving import sentence
from wzdesk.services.exchange.transfer_log import read_log
from wzdesk.ui.hand_over.exchange_screen import ExchangeScreen
from wzdesk.ui.hand_over.issue_view import AGENCIES, REGIONS, IssueView
from wzdesk.ui.hand_over.overview_view import AGENCIES as OF_AGENCIES
from wzdesk.ui.hand_over.view_words import ISSUE, OVERVIEW
from wzdesk.ui.program import Program

NINE = "2024-01/09"


@pytest.fixture
def view(screen: ExchangeScreen, qtbot: QtBot) -> IssueView:
    screen.show_view(ISSUE)
    qtbot.waitUntil(lambda: screen.issue.regions.count() > 0, timeout=PATIENCE_MS)
    wait_for_desk(screen, qtbot)
    return screen.issue


@pytest.fixture
def a01(shared: Path) -> Path:
    return next((shared / "forms").glob("a01_*.xlsx"))


def told(view: IssueView) -> dict[str, str]:
    items = (view.regions.item(row) for row in range(view.regions.count()))
    return {name: words for name, _, words in (item.text().partition("　") for item in items)}


def drop(view: IssueView, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    view.dropEvent(
        QDropEvent(
            QPointF(5, 5),
            Qt.DropAction.CopyAction,
            data,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )


def pick_period(view: IssueView, code: str) -> None:
    view.period.set_current(code)
    view.period.picked.emit(code)


def test_that_it_says_who_gets_what_before_it_is_sent(view: IssueView, program: Program) -> None:
    before = len(read_log(program.workspace.file.path).lines)
    assert view.period.current == PERIOD.code
    assert told(view)["平阳县"].startswith("24 行，要填 ")
    assert view.send.isEnabled()
    assert len(read_log(program.workspace.file.path).lines) == before


def test_that_a_dropped_workbook_becomes_the_sheet_and_is_sent(
    view: IssueView, screen: ExchangeScreen, program: Program, a01: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    pick_period(view, NINE)
    drop(view, a01)
    wait_for_desk(screen, qtbot)
    assert view.sheet.text() == a01.name
    assert told(view)["苍南县"].startswith("18 行，要填 54 格")
    assert "表上写的是平阳县" in view.notes.text()
    view.set_folder(tmp_path / "新发")
    view.none.click()
    view.regions.item(view.regions.codes.index(HERE)).setCheckState(Qt.CheckState.Checked)
    view.send.click()
    wait_for_desk(screen, qtbot)
    assert [path.name for path in (tmp_path / "新发").iterdir()] == [
        "平阳县_主要经济指标月报表_2024年1—9月.xlsx"
    ]
    assert told(view)["平阳县"].startswith("已发出")
    assert sentence(program).startswith("已发出 1 份")


def test_that_a_workbook_that_asks_nothing_of_the_form_says_so(
    view: IssueView, screen: ExchangeScreen, a01: Path, shared: Path, qtbot: QtBot
) -> None:
    drop(view, a01)  # of January to September, while June is chosen
    wait_for_desk(screen, qtbot)
    assert "要发的是2024年1—6月" in view.notes.text()
    assert not view.send.isEnabled()
    view.set_workbook(None)
    wait_for_desk(screen, qtbot)
    assert view.send.isEnabled()
    assert view.notes.text() == ""


def test_that_agencies_are_sent_their_lines_and_stand_in_a_matrix_of_their_own(
    view: IssueView, screen: ExchangeScreen, program: Program, tmp_path: Path, qtbot: QtBot
) -> None:
    assert screen.overview.who.isHidden()
    view.who.set_current(AGENCIES)
    wait_for_desk(screen, qtbot)
    names = list(told(view))
    assert "市商务局" in names
    assert "平阳县" not in names
    assert "没有责任单位" in view.notes.text()
    assert view.send.text() == f"发出 {len(names)} 份"
    view.set_folder(tmp_path / "发单位")
    view.send.click()
    wait_for_desk(screen, qtbot)
    assert len(list((tmp_path / "发单位").glob("*.xlsx"))) == len(names)
    assert read_log(program.workspace.file.path).lines[-1].agency
    screen.show_view(OVERVIEW)
    wait_for_desk(screen, qtbot)
    assert not screen.overview.who.isHidden()
    rows = screen.overview.table.matrix.rowCount()
    screen.overview.who.set_current(OF_AGENCIES)
    assert screen.overview.table.matrix.rowCount() == len(names) + 1 < rows
    place = screen.overview.table.place
    assert place is not None
    assert place[0] == FORM
    assert screen.overview.panel.subject.text().startswith(names[0])
    screen.overview.remind.click()


def test_that_going_back_to_regions_keeps_who_was_left_out(
    view: IssueView, screen: ExchangeScreen, qtbot: QtBot
) -> None:
    view.regions.item(0).setCheckState(Qt.CheckState.Unchecked)
    count = len(view.regions.ticked)
    pick_period(view, NINE)
    wait_for_desk(screen, qtbot)
    assert len(view.regions.ticked) == count
    view.who.set_current(AGENCIES)
    view.who.set_current(REGIONS)
    wait_for_desk(screen, qtbot)
    assert "平阳县" in told(view)
