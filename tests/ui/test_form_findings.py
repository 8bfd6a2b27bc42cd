"""Findings below a form: told at once, jumped to, corrected by one key, answered with a true reason."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.test_form_page import page, press, shown, store, typed  # noqa: F401 - fixtures
from wzdesk.domain.checks.reviewed import form_cells
from wzdesk.domain.checks.rule import Severity
from wzdesk.domain.observation import Measure
from wzdesk.domain.period import Period
from wzdesk.domain.typed_cell import Column, TypedCell
from wzdesk.services.check_cells import CellChecks
from wzdesk.services.enter_form import FormFilling
from wzdesk.services.open_data_file import DataFile
from wzdesk.ui.entry.grid_rows import CellState
from wzdesk.ui.forms.form_filters import FormFilter
from wzdesk.ui.forms.form_page import FormPage


@pytest.fixture
def years(store: DataFile) -> None:  # noqa: F811 - the fixture
    """Two years and eight months of deposits and budget revenue, without a fault."""
    for year in (2021, 2022, 2023):
        for month in range(2, 13 if year < 2023 else 9):
            filling = FormFilling.open(store, "monthly", "330300", Period.to_month(year, month))
            deposits, revenue = 18000 + (year - 2021) * 1500 + month * 110, (40 + year - 2021) * 10000 * month
            growth = [] if year == 2021 else [TypedCell("DEPOSITS", Column.GROWTH, "8.1")]
            filling.record(
                [
                    TypedCell("DEPOSITS", Column.TOTAL, f"{deposits}"),
                    TypedCell("BUDGET_REVENUE", Column.TOTAL, f"{revenue}"),
                    *growth,
                ]
            )


def read_anew(page: FormPage, qtbot: QtBot) -> None:  # noqa: F811
    """Show what is stored now, and wait until all rows have been checked."""
    page.reload()
    qtbot.waitUntil(lambda: not page.checking.is_running)


def doubts(page: FormPage) -> set[tuple[str, Severity]]:  # noqa: F811
    return {(line.name, line.finding.severity) for line in page.findings.lines}


def test_that_a_slip_is_told_at_once_and_mended_by_one_key(page: FormPage, years: None, qtbot: QtBot) -> None:  # noqa: F811
    page.reload()
    row = page.model.row_of("BUDGET_REVENUE")
    page.grid.select_cell(row, Column.TOTAL)
    typed("378", Qt.Key.Key_Return)  # 万元 in the form: 378 万元 instead of 3780000

    assert page.findings.isVisible()
    total = page.model.column_of(Column.TOTAL)
    finding = next(line.finding for line in page.findings.lines if line.name == "一般公共预算收入")
    assert page.model.state(row, total) & (CellState.FATAL | CellState.BLOCKING | CellState.QUERY)
    assert page.tools.chips[FormFilter.DOUBTED].isVisible()
    line = next(line for line in page.findings.lines if line.finding is finding)
    assert line.action == "Ctrl+. 改为 3780000"  # as it would be typed, not 378 亿元

    page.grid.select_cell(0, Column.TOTAL)
    press(Qt.Key.Key_F8)
    place = page.grid.cell_cursor.place
    assert place is not None
    assert finding.corrected
    page.grid.select_cell(row, Column.TOTAL)
    qtbot.waitUntil(lambda: page._place[0] == row)
    press(Qt.Key.Key_Period, Qt.KeyboardModifier.ControlModifier)
    assert shown(page, "BUDGET_REVENUE", Column.TOTAL) == "3780000"
    assert "一般公共预算收入" not in {name for name, _ in doubts(page)}


def test_that_a_query_wants_a_true_reason(page: FormPage, years: None, qtbot: QtBot) -> None:  # noqa: F811
    read_anew(page, qtbot)
    page.grid.select_cell(page.model.row_of("DEPOSITS"), Column.TOTAL)
    typed("29100", Qt.Key.Key_Tab)
    typed("8.1")
    queries = [line.finding for line in page.findings.lines if line.finding.severity is Severity.QUERY]
    assert queries
    said: list[str] = []
    page.told.connect(said.append)
    at = page.checking.finding_at(queries[0].key)
    assert at is not None
    assert (at.severity, at.corrected) == (Severity.QUERY, "")
    column = Column.GROWTH if at.key.measure is Measure.GROWTH else Column.TOTAL
    page.grid.select_cell(page.model.row_of(at.key.indicator), column)
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert not page.panel.isVisible()
    press(Qt.Key.Key_Period, Qt.KeyboardModifier.ControlModifier)
    assert page.panel._reason_box.isVisible(), "a folded panel is opened where it asks"
    page.findings.reason_asked.emit(queries[0])
    page.panel._reason_box.given.emit("核实无误")
    assert "套话" in said[-1]
    assert page.checking.reason_of(queries[0]) == ""

    page.panel._reason_box.given.emit("两家银行总部资金归集到市本级")
    assert page.checking.reason_of(queries[0]) == "两家银行总部资金归集到市本级"
    line = next(line for line in page.findings.lines if line.finding == queries[0])
    assert line.is_answered
    press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert page.checking.reason_of(queries[0]) == ""


def test_that_an_undo_takes_the_finding_back(page: FormPage, years: None, qtbot: QtBot) -> None:  # noqa: F811
    read_anew(page, qtbot)
    before = doubts(page)
    page.grid.select_cell(page.model.row_of("UNEMPLOYMENT"), Column.TOTAL)
    typed("104")
    assert ("城镇调查失业率", Severity.FATAL) in doubts(page)
    press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert doubts(page) == before


def test_that_an_edit_while_rows_wait_is_checked_at_once(page: FormPage, years: None, qtbot: QtBot) -> None:  # noqa: F811
    read_anew(page, qtbot)
    whole = doubts(page)
    page.reload()
    assert page.checking.is_running
    page.grid.select_cell(page.model.row_of("UNEMPLOYMENT"), Column.TOTAL)
    typed("104")
    assert ("城镇调查失业率", Severity.FATAL) in doubts(page)
    qtbot.waitUntil(lambda: not page.checking.is_running)
    assert {name for name, _ in doubts(page) - whole} == {"城镇调查失业率"}
    assert page.checking.findings == CellChecks(page.desk.filling._store).check(form_cells(page.table))


def test_that_findings_stand_while_they_are_checked_again(page: FormPage, years: None, qtbot: QtBot) -> None:  # noqa: F811
    read_anew(page, qtbot)
    page.grid.select_cell(page.model.row_of("UNEMPLOYMENT"), Column.TOTAL)
    typed("104")
    told = doubts(page)
    page.reload()
    assert doubts(page) == told
    qtbot.waitUntil(lambda: not page.checking.is_running)
    assert doubts(page) == told


def test_that_the_gravest_finding_is_in_view(page: FormPage, years: None, qtbot: QtBot) -> None:  # noqa: F811
    read_anew(page, qtbot)
    for indicator, text in (("UNEMPLOYMENT", "104"), ("BUDGET_REVENUE", "378"), ("DEPOSITS", "2.19")):
        page.grid.select_cell(page.model.row_of(indicator), Column.TOTAL)
        typed(text)
    table = page.findings.table
    table.scrollToBottom()
    page.grid.select_cell(page.model.row_of("DEPOSITS"), Column.TOTAL)
    typed("2.2")
    assert page.findings.lines[0].finding.severity is Severity.FATAL
    assert table.rowAt(0) == 0


def test_that_a_sentence_without_an_action_has_the_room_of_it(page: FormPage) -> None:  # noqa: F811
    page.grid.select_cell(page.model.row_of("UNEMPLOYMENT"), Column.TOTAL)
    typed("104")
    table, lines = page.findings.table, page.findings.lines
    spans = {line.action != "": table.columnSpan(row, 2) for row, line in enumerate(lines)}
    assert spans == {False: 2, True: 1}
    page.undo()
    page.grid.select_cell(page.model.row_of("BUDGET_REVENUE"), Column.TOTAL)
    typed("378")
    assert all(
        table.columnSpan(row, 2) == (1 if line.action else 2) for row, line in enumerate(page.findings.lines)
    )
