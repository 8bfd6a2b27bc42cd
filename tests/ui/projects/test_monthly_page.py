"""A month of projects in the window: typing, what follows the keys, paste, undo, drafts."""

from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.modeltest import ModelTester

from tests.jobs import month_of_40 as job
from tests.tour.walk import wait_for
from wzdesk.domain.period import Period
from wzdesk.domain.projects.month_sheet import MoneyUnit
from wzdesk.domain.projects.progress import Invested
from wzdesk.domain.projects.selection import Selection
from wzdesk.domain.typed_cell import Column
from wzdesk.services.projects.read_project import problems_of, reports_of
from wzdesk.ui.entry.grid_rows import CellState
from wzdesk.ui.program import Program
from wzdesk.ui.projects.monthly.month_bars import MonthFilter
from wzdesk.ui.projects.monthly.page import MonthlyPage

CONTROL = Qt.KeyboardModifier.ControlModifier


def press(
    page: MonthlyPage, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    editing = page.grid.editing
    QTest.keyClick(editing.editor if editing.is_open else page.grid, key, modifier)


def keys(page: MonthlyPage, text: str) -> None:
    for sign in text:
        editing = page.grid.editing
        QTest.keyClicks(editing.editor if editing.is_open else page.grid, sign)


def enter(page: MonthlyPage, row: int, column: Column, text: str) -> None:
    page.grid.select_cell(row, column)
    keys(page, text)
    press(page, Qt.Key.Key_Return)


def text(page: MonthlyPage, row: int, column: Column) -> str:
    return page.model.cell(row, page.model.column_of(column)).text


def state(page: MonthlyPage, row: int, column: Column) -> CellState:
    return page.model.state(row, page.model.column_of(column))


def stored(program: Program, number: int) -> Invested:
    (its,) = [
        one
        for one in reports_of(program.workspace.file.store(), f"PY-{number:03d}")
        if one.month == job.MONTH
    ]
    return its.reported


def test_that_the_model_keeps_qts_rules(page: MonthlyPage, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(page.model)  # type: ignore[no-untyped-call]
    enter(page, 1, Column.MONTH, "500")
    qtmodeltester.check(page.model)  # type: ignore[no-untyped-call]


def test_that_a_month_stored_on_leaving_the_cell_runs_on(page: MonthlyPage, program: Program) -> None:
    last = job.reports(0)[-1].reported
    assert last.year is not None
    assert last.start is not None
    enter(page, 1, Column.MONTH, "523.4")
    amount = Decimal("523.4")
    assert stored(program, 1) == Invested(amount, last.year + amount, last.start + amount)
    assert text(page, 1, Column.TOTAL) == str(last.year + amount)
    assert page.grid.cell_cursor.place == (2, page.model.column_of(Column.MONTH))


def test_that_the_sum_follows_what_is_typed_and_shown(page: MonthlyPage) -> None:
    enter(page, 1, Column.MONTH, "500")
    enter(page, 2, Column.MONTH, "300.5")
    assert text(page, 0, Column.MONTH) == "800.5"
    page.tools.chips[MonthFilter.EMPTY].click()
    assert text(page, 0, Column.MONTH) == "0"
    assert not page.grid.isRowHidden(0)
    assert page.grid.isRowHidden(1)


def test_that_the_panel_follows_every_key(page: MonthlyPage) -> None:
    panel = page.panel
    page.grid.select_cell(1, Column.MONTH)
    assert panel.month.chart is not None
    said = [panel.month.rate_words]
    keys(page, "5")
    shape = panel.month.chart.shape_shown
    for sign in "00":
        keys(page, sign)
        said.append(panel.month.rate_words)
    assert len(set(said)) == 3
    assert shape is not None
    assert panel.month.chart.shape_shown != shape
    assert panel.line is not None
    assert panel.line.reported.month == 500
    press(page, Qt.Key.Key_Escape)
    assert panel.month.rate_words == said[0]


def test_that_findings_mark_their_cells_at_once(page: MonthlyPage) -> None:
    enter(page, 2, Column.MONTH, "-20")
    assert CellState.QUERY in state(page, 2, Column.MONTH)
    assert CellState.BLOCKING in state(page, 2, Column.TOTAL)
    enter(page, 2, Column.IMAGE_PERCENT, "120")
    assert CellState.FATAL in state(page, 2, Column.IMAGE_PERCENT)
    enter(page, 2, Column.MONTH, "600")
    assert CellState.QUERY not in state(page, 2, Column.MONTH)


def test_that_what_cannot_be_read_stays_as_a_draft(page: MonthlyPage, program: Program) -> None:
    enter(page, 3, Column.MONTH, "30..5")
    assert text(page, 3, Column.MONTH) == "30..5"
    assert CellState.DRAFT in state(page, 3, Column.MONTH)
    assert page.show_month(job.MONTH, Selection())
    assert text(page, 3, Column.MONTH) == "30..5"
    assert all(one.month != job.MONTH for one in reports_of(program.workspace.file.store(), "PY-003"))
    assert page.show_month(job.MONTH.previous, Selection())
    assert text(page, 3, Column.MONTH) != "30..5"
    other = MonthlyPage(program.workspace)  # as after a restart: nothing but the settings knows of it
    assert other.show_month(job.MONTH, Selection())
    assert text(other, 3, Column.MONTH) == "30..5"
    enter(other, 3, Column.MONTH, "30.5")
    assert page.show_month(job.MONTH, Selection())
    assert CellState.DRAFT not in state(page, 3, Column.MONTH)
    assert stored(program, 3).month == Decimal("30.5")


def test_that_undo_and_redo_go_through_acts_of_other_pages_too(page: MonthlyPage, program: Program) -> None:
    enter(page, 1, Column.MONTH, "500")
    page.grid.select_cell(5, Column.MONTH)
    press(page, Qt.Key.Key_Z, CONTROL)
    assert text(page, 1, Column.MONTH) == ""
    assert page.grid.cell_cursor.place == (1, page.model.column_of(Column.MONTH))
    press(page, Qt.Key.Key_Y, CONTROL)
    assert text(page, 1, Column.MONTH) == "500"
    assert stored(program, 1).month == 500


def paste(page: MonthlyPage, block: str) -> None:
    QGuiApplication.clipboard().setText(block)
    page.grid.select_cell(1, Column.MONTH)
    press(page, Qt.Key.Key_V, CONTROL)
    wait_for(lambda: not page.pastes.is_judging, "the verdicts")


def test_that_a_clear_block_goes_in_at_once_as_one_act(page: MonthlyPage) -> None:
    paste(page, "500\n510\n520.5")
    assert page.pastes.preview is None
    assert [text(page, row, Column.MONTH) for row in range(1, 4)] == ["500", "510", "520.5"]
    press(page, Qt.Key.Key_Z, CONTROL)
    assert [text(page, row, Column.MONTH) for row in range(1, 4)] == ["", "", ""]


def test_that_a_doubtful_block_is_looked_at_first(page: MonthlyPage) -> None:
    paste(page, "500\n约30\n-5\n700")
    preview = page.pastes.preview
    assert preview is not None
    assert text(page, 1, Column.MONTH) == ""
    preview.clear_accepted.emit()
    assert [text(page, row, Column.MONTH) for row in range(1, 5)] == ["500", "", "", "700"]
    assert page.pastes.preview is None


def test_that_all_of_a_doubtful_block_can_be_taken(page: MonthlyPage) -> None:
    paste(page, "500\n约30\n-5\n700")
    assert page.pastes.preview is not None
    page.pastes.preview.all_accepted.emit()
    assert [text(page, row, Column.MONTH) for row in range(1, 5)] == ["500", "约30", "-5", "700"]
    assert CellState.DRAFT in state(page, 2, Column.MONTH)
    assert CellState.QUERY in state(page, 3, Column.MONTH)


def test_that_a_block_with_names_finds_its_projects(page: MonthlyPage) -> None:
    names = [one.name for one in job.projects()]
    paste(page, f"{names[4]}\t11\n{names[2]}\t22\n{names[7]}\t33")
    assert page.pastes.preview is not None
    page.pastes.preview.all_accepted.emit()
    assert [text(page, row, Column.MONTH) for row in (3, 5, 8)] == ["22", "11", "33"]


def test_that_amounts_can_be_typed_in_yi(page: MonthlyPage, program: Program) -> None:
    page.tools.unit.set_current("亿元")
    enter(page, 1, Column.MONTH, "0.0523")
    assert stored(program, 1).month == 523
    page.tools.unit.set_current("万元")
    assert text(page, 1, Column.MONTH) == "523"


def test_that_last_months_words_can_be_taken_over(page: MonthlyPage) -> None:
    page.grid.select_cell(1, Column.IMAGE)
    page.take_last_month()
    press(page, Qt.Key.Key_Return)
    assert text(page, 1, Column.IMAGE) == job.reports(0)[-1].image


def test_that_a_problem_is_raised_from_the_keyboard(page: MonthlyPage, program: Program) -> None:
    page.grid.select_cell(1, Column.MONTH)
    page.panel.ask_problem()
    form = page.panel.problems.form
    form.text.setPlainText("弃渣场选址未定")
    form.solver.setText("市林业局")
    form.due.setText("2024年10月底")
    QTest.keyClick(form.due, Qt.Key.Key_Return, CONTROL)
    (its,) = problems_of(program.workspace.file.store(), "PY-001")
    assert (its.text, its.solver, str(its.due)) == ("弃渣场选址未定", "市林业局", "2024-10-31")
    assert text(page, 1, Column.PROBLEM) == "弃渣场选址未定"


def test_that_a_month_before_is_filled_where_one_stands(page: MonthlyPage) -> None:
    page.tools.before.click()
    assert page.sheet.month == Period.of_month(2024, 8)
    assert text(page, 1, Column.MONTH) == MoneyUnit.WAN.shown(job.reports(0)[-1].reported.month)


def test_that_leaving_says_so_after_storing(page: MonthlyPage, program: Program) -> None:
    left: list[bool] = []
    page.done.connect(lambda: left.append(True))
    page.grid.select_cell(1, Column.MONTH)
    keys(page, "77")
    page.header.back.click()
    assert left == [True]
    assert stored(program, 1).month == 77
