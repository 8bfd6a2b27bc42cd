"""Comments and stars of a plan: written by keys, marked in the grid, undone, seen where the figure stands again."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.test_form_page import press
from tests.ui.test_plan_checks import page, store  # noqa: F401 - fixtures
from wzdesk.domain.period import Period
from wzdesk.domain.typed_cell import Column
from wzdesk.services.enter_form import FormFilling
from wzdesk.services.look_first import look_first
from wzdesk.services.open_data_file import DataFile
from wzdesk.ui.entry.entry_page import EntryPage
from wzdesk.ui.entry.grid_columns import GridColumn
from wzdesk.ui.entry.grid_rows import CellState
from wzdesk.ui.entry.row_filters import RowFilter

CTRL = Qt.KeyboardModifier.ControlModifier


def state_of(page: EntryPage, row: int, column: GridColumn) -> CellState:  # noqa: F811
    number = [spec.column for spec in page.model.specs].index(column)
    return page.model.state(row, number)


def comment(page: EntryPage, row: int, column: Column, text: str) -> None:  # noqa: F811
    page.grid.select_cell(row, column)
    press(Qt.Key.Key_M, CTRL)
    assert page.panel._comment.box.isVisible()
    page.panel._comment.box.given.emit(text)


def test_that_a_comment_on_a_plan_cell_is_written_by_a_key_and_kept(page: EntryPage, store: DataFile) -> None:  # noqa: F811
    comment(page, 3, Column.LEVEL, "等省局核定")
    assert page.grid.hasFocus()
    assert CellState.COMMENTED in state_of(page, 3, GridColumn.LEVEL)
    assert CellState.COMMENTED not in state_of(page, 3, GridColumn.GROWTH)
    content = page.panel.content
    assert content is not None
    assert content.comment == "等省局核定"
    kept = look_first(store.path, "2023", "330300").filled.table
    assert kept.comment(list(kept.rows())[3].part, Column.LEVEL) == "等省局核定"
    page.grid.select_cell(8, Column.LEVEL)
    page.undo()
    assert CellState.COMMENTED not in state_of(page, 3, GridColumn.LEVEL)
    place = page.grid.cell_cursor.place
    assert place == (3, page.model.column_of(Column.LEVEL))


def test_that_a_comment_on_a_target_belongs_to_its_plan(page: EntryPage, store: DataFile) -> None:  # noqa: F811
    comment(page, 0, Column.TARGET, "人大会议通过")
    assert CellState.COMMENTED in state_of(page, 0, GridColumn.TARGET)
    row = next(iter(page.filled.table.rows()))
    key = page.filled.table.comment_key(row.part, Column.TARGET)
    assert key.about == "2023 target"
    page.show_plan("2023", "330326")
    assert CellState.COMMENTED not in state_of(page, 0, GridColumn.TARGET)


def test_that_a_star_marks_the_row_and_its_chip_lists_it(page: EntryPage) -> None:  # noqa: F811
    page.grid.select_cell(5, Column.GROWTH)
    press(Qt.Key.Key_E, CTRL)
    assert CellState.FOLLOWED in state_of(page, 5, GridColumn.NAME)
    chip = page.tools.chips[RowFilter.FOLLOWED]
    assert chip.isVisible()
    chip.click()
    assert page.grid.visible_part().rows == (5,)
    press(Qt.Key.Key_E, CTRL)
    assert CellState.FOLLOWED not in state_of(page, 5, GridColumn.NAME)
    assert not chip.isVisible()


def test_that_computed_columns_take_no_comment(page: EntryPage) -> None:  # noqa: F811
    said: list[str] = []
    page.told.connect(said.append)
    number = [spec.column for spec in page.model.specs].index(GridColumn.VERDICT)
    page.grid.cell_cursor.set_place((0, number))
    press(Qt.Key.Key_M, CTRL)
    assert "没有批注" in said[-1]
    assert not page.panel._comment.box.isVisible()


def test_that_a_comment_on_a_figure_stands_on_the_yearly_form_too(
    page: EntryPage,  # noqa: F811
    store: DataFile,  # noqa: F811
    qtbot: QtBot,
) -> None:
    form = FormFilling.open(store, "yearly", "330300", Period.of_year(2023)).table.form
    shared = {row.indicator for row in form.rows}
    row = next(row for row in page.filled.table.rows() if row.part.indicator in shared)
    comment(page, row.index, Column.LEVEL, "初步核算数")
    notes = FormFilling.open(store, "yearly", "330300", Period.of_year(2023)).table.notes
    assert "初步核算数" in notes.values()


def test_that_comment_and_star_reach_a_folded_panel(page: EntryPage) -> None:  # noqa: F811
    page.grid.select_cell(5, Column.GROWTH)
    press(Qt.Key.Key_Return, CTRL)
    assert not page.panel.isVisible()
    press(Qt.Key.Key_E, CTRL)
    assert CellState.FOLLOWED in state_of(page, 5, GridColumn.NAME)
    assert not page.panel.isVisible(), "a star needs no panel"
    press(Qt.Key.Key_M, CTRL)
    assert page.panel._comment.box.isVisible()
    page.panel._comment.box.given.emit("等省局核定")
    assert CellState.COMMENTED in state_of(page, 5, GridColumn.GROWTH)
