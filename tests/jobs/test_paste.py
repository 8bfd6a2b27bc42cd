"""Pasting blocks from Excel into forms and plans, through the window: at once, or looked at first."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.jobs.windows import Walks, sentence_of
from tests.tour.walk import Walk, wait_for
from wzdesk.domain.change import ChangeKind
from wzdesk.domain.form_edit import COLUMN_OF
from wzdesk.domain.pasting.verdict import PasteKind
from wzdesk.domain.period import Period
from wzdesk.domain.typed_cell import Column, TypedCell
from wzdesk.services.open_data_file import create_data_file
from wzdesk.services.places import pack_folder
from wzdesk.ui.entry.entry_screen import EntryScreen, entry_screen_of
from wzdesk.ui.entry.grid_view import GridView
from wzdesk.ui.entry.paste_seam import PasteSeam
from wzdesk.ui.paste.paste_preview import PastePreview

_Key, _CTRL, _SHIFT = Qt.Key, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
SEPTEMBER = Period.to_month(2024, 9)
TRUE: list[str] = []
"""The first totals of that month, which no rule doubts."""


@pytest.fixture
def walk(qapp: QApplication, tmp_path: Path) -> Iterator[Walk]:
    """A window on the demonstration file."""
    path = tmp_path / "演示.wzd"
    create_data_file(path, pack_folder("demo")).close()
    walks = Walks(qapp, tmp_path)
    opened = walks.window(path)
    opened.open()
    yield opened
    walks.close()


@pytest.fixture
def screen(walk: Walk) -> EntryScreen:
    """The form of a county for a month whose totals were taken out, so that the true ones can be pasted."""
    screen = entry_screen_of(walk.program.window)
    screen.show_form("monthly", "330326", SEPTEMBER)
    page = screen.forms
    assert page is not None
    TRUE[:] = texts(page.grid, Column.TOTAL, 3)
    codes = [row.indicator for row in page.table.form.rows[:12]]
    page.desk.record([TypedCell(code, Column.TOTAL, "") for code in codes], ChangeKind.EDIT)
    return screen


def form_grid(screen: EntryScreen) -> GridView:
    assert screen.forms is not None
    return screen.forms.grid


def paste(grid: GridView, row: int, column: Column, plain: str, html: str = "") -> None:
    """Ctrl+V of what another program put on the clipboard."""
    data = QMimeData()
    data.setText(plain)
    if html:
        data.setHtml(html)
    QApplication.clipboard().setMimeData(data)
    grid.select_cell(row, column)
    QTest.keyClick(grid, _Key.Key_V, _CTRL)


def preview_of(seam: PasteSeam | None) -> PastePreview:
    assert seam is not None
    assert seam.desk is not None
    desk = seam.desk
    wait_for(lambda: desk.preview is not None and bool(desk.preview.table.current_cell()), "the preview")
    assert desk.preview is not None
    return desk.preview


def is_decided(seam: PasteSeam | None) -> bool:
    return seam is None or seam.desk is None or seam.desk.preview is None


def is_judging(seam: PasteSeam | None) -> bool:
    return seam is not None and seam.desk is not None and seam.desk.is_judging


def texts(grid: GridView, column: Column, count: int) -> list[str]:
    number = grid.grid.column_of(column)
    return [grid.grid.cell(row, number).text for row in range(count)]


def test_that_a_clear_block_goes_in_at_once_and_comes_out_by_one_undo(
    screen: EntryScreen, walk: Walk
) -> None:
    grid = form_grid(screen)
    figures = list(TRUE)
    paste(grid, 0, Column.TOTAL, "\n".join(figures))
    assert is_decided(screen.form_pastes)
    assert texts(grid, Column.TOTAL, 3) == figures
    assert "粘贴写入 3 格" in sentence_of(walk)
    QTest.keyClick(grid, _Key.Key_Z, _CTRL)
    assert texts(grid, Column.TOTAL, 3) == ["", "", ""]


def test_that_a_single_text_on_a_single_cell_is_as_good_as_typed(screen: EntryScreen) -> None:
    grid = form_grid(screen)
    paste(grid, 0, Column.TOTAL, "2，9")
    assert is_decided(screen.form_pastes)
    assert texts(grid, Column.TOTAL, 1) == ["2，9"]


def test_that_a_doubtful_block_is_looked_at_and_enter_takes_what_is_clear(screen: EntryScreen) -> None:
    grid = form_grid(screen)
    figures = list(TRUE)
    paste(grid, 0, Column.TOTAL, "\n".join([figures[0], "2，9", figures[2]]))
    preview = preview_of(screen.form_pastes)
    cell = preview.table.current_cell()
    assert cell is not None
    assert (cell.kind, cell.laid.given) == (PasteKind.UNREADABLE, "2，9")
    assert texts(grid, Column.TOTAL, 3) == ["", "", ""]
    assert preview.table.hasFocus()
    QTest.keyClick(preview.table, _Key.Key_Return)
    assert texts(grid, Column.TOTAL, 3) == [figures[0], "", figures[2]]
    assert is_decided(screen.form_pastes)
    assert grid.hasFocus()


def test_that_escape_leaves_the_table_as_it_was(screen: EntryScreen, walk: Walk) -> None:
    grid = form_grid(screen)
    paste(grid, 0, Column.TOTAL, "2，9\n3，9")
    QTest.keyClick(preview_of(screen.form_pastes).table, _Key.Key_Escape)
    assert texts(grid, Column.TOTAL, 2) == ["", ""]
    assert grid.hasFocus()
    assert "表没有改动" in sentence_of(walk)


def test_that_escape_stops_a_long_judging_and_the_next_paste_goes_in(screen: EntryScreen) -> None:
    grid = form_grid(screen)
    assert screen.forms is not None
    turns = screen.forms.desk.filling.can_turn()
    paste(grid, 0, Column.TOTAL, "\n".join(f"{number}.5\t{number % 7}.1" for number in range(1, 900)))
    assert screen.form_pastes is not None
    desk = screen.form_pastes.desk
    assert desk is not None
    wait_for(lambda: desk.preview is not None, "the preview that tells how far it is")
    assert desk.preview is not None
    assert desk.is_judging
    assert not desk.preview.all.isEnabled()
    QTest.keyClick(desk.preview.table, _Key.Key_Escape)
    assert grid.hasFocus()
    for _ in range(20):
        QApplication.processEvents()
    assert is_decided(screen.form_pastes)
    assert not is_judging(screen.form_pastes)
    assert texts(grid, Column.TOTAL, 3) == ["", "", ""]
    assert screen.forms.desk.filling.can_turn() == turns
    paste(grid, 0, Column.TOTAL, "\n".join(TRUE))
    wait_for(lambda: not desk.is_judging, "the second block")
    assert texts(grid, Column.TOTAL, 3) == TRUE


def test_that_the_keys_1_2_3_choose_what_becomes_of_a_cell(screen: EntryScreen) -> None:
    grid = form_grid(screen)
    spoilt = TRUE[1].replace(".", "。")
    paste(grid, 0, Column.TOTAL, "\n".join([TRUE[0], spoilt, TRUE[2]]))
    preview = preview_of(screen.form_pastes)
    cell = preview.table.current_cell()
    assert cell is not None
    assert (cell.laid.given, cell.corrected) == (spoilt, TRUE[1])
    QTest.keyClick(preview.table, _Key.Key_1)
    wait_for(
        lambda: bool((here := preview.table.current_cell()) and here.laid.mended), "the cell judged anew"
    )
    QTest.keyClick(preview.table, _Key.Key_2)
    wait_for(lambda: not ((here := preview.table.current_cell()) and here.laid.mended), "the text as given")
    QTest.keyClick(preview.table, _Key.Key_1)
    wait_for(
        lambda: bool((here := preview.table.current_cell()) and here.laid.mended), "the cell mended again"
    )
    QTest.keyClick(preview.table, _Key.Key_Return)
    assert texts(grid, Column.TOTAL, 3) == TRUE


def test_that_a_click_on_a_card_goes_to_its_cell_and_on_an_answer_gives_it(screen: EntryScreen) -> None:
    grid = form_grid(screen)
    paste(grid, 0, Column.TOTAL, "\n".join([TRUE[0], "2，9", "见附件"]))
    preview = preview_of(screen.form_pastes)
    cards = preview.panel.cards
    card, at = list(cards.cards_in_sight())[1]
    QTest.mouseClick(cards.viewport(), Qt.MouseButton.LeftButton, pos=at + card.options_rects[-1].center())
    here = preview.table.current_cell()
    assert here is not None
    assert here.laid.given == "见附件"
    QTest.keyClick(preview.table, _Key.Key_Return, _CTRL)
    assert texts(grid, Column.TOTAL, 3) == [TRUE[0], "2，9", ""]


def test_that_slips_of_the_unit_are_mended_in_the_whole_column_by_one_key(screen: EntryScreen) -> None:
    grid = form_grid(screen)
    figures = list(TRUE)
    paste(grid, 0, Column.TOTAL, "\n".join(str(int(Decimal(text) * 10000)) for text in figures))
    preview = preview_of(screen.form_pastes)
    QTest.keyClick(preview.table, _Key.Key_Period, _CTRL | _SHIFT)
    again = preview_of(screen.form_pastes)
    cell = again.table.current_cell()
    assert cell is not None
    assert not cell.corrected
    assert cell.laid.mended
    QTest.keyClick(again.table, _Key.Key_Return, _CTRL)
    assert screen.forms is not None
    table = screen.forms.table
    stored = [
        each.quantity.value
        for row in table.form.rows[:3]
        if (key := table.key_of(row, COLUMN_OF[Column.TOTAL])) and (each := table.observations.get(key))
    ]
    assert stored == [Decimal(text) for text in figures]
    QTest.keyClick(grid, _Key.Key_Z, _CTRL)
    assert texts(grid, Column.TOTAL, 3) == ["", "", ""]


def test_that_space_takes_a_doubtful_cell_and_leaves_a_clear_one(screen: EntryScreen) -> None:
    grid = form_grid(screen)
    figures = list(TRUE)
    paste(grid, 0, Column.TOTAL, "\n".join([figures[0], "2，9", figures[2]]))
    preview = preview_of(screen.form_pastes)
    QTest.keyClick(preview.table, _Key.Key_Space)
    QTest.keyClick(preview.table, _Key.Key_Up)
    QTest.keyClick(preview.table, _Key.Key_Space)
    assert "2 格" in preview.clear.text()
    QTest.keyClick(preview.table, _Key.Key_Return)
    assert texts(grid, Column.TOTAL, 3) == ["", "2，9", figures[2]]


def test_that_only_doubtful_cells_are_shown_by_a_key(screen: EntryScreen) -> None:
    grid = form_grid(screen)
    figures = list(TRUE)
    paste(grid, 0, Column.TOTAL, "\n".join([figures[0], "2，9", figures[2]]))
    preview = preview_of(screen.form_pastes)
    QTest.keyClick(preview.table, _Key.Key_F7)
    assert preview.table.model().rowCount() == 1
    QTest.keyClick(preview.table, _Key.Key_F7)
    model = preview.table.model_of_block
    assert [row for row in range(model.rowCount()) if model.is_touched(row)] == [0, 1, 2]


def test_that_a_block_with_names_from_a_sheet_is_matched_by_name(screen: EntryScreen) -> None:
    grid = form_grid(screen)
    figures = list(TRUE)
    names = [row.head.full_name for row in grid.grid.rows[:3]]
    rows = "".join(f"<tr><td>{names[at]}</td><td>亿元</td><td>{figures[at]}</td></tr>" for at in (2, 0, 1))
    html = f"<table><tr><td>指标名称</td><td>单位</td><td>累计</td></tr>{rows}</table>"
    paste(grid, 5, Column.GROWTH, "", html)
    preview = preview_of(screen.form_pastes)
    assert preview.by_name.isChecked()
    assert "按名称" in preview.hint.text()
    QTest.keyClick(preview.table, _Key.Key_Return)
    assert texts(grid, Column.TOTAL, 3) == figures


def test_that_names_can_be_passed_over_for_the_place(screen: EntryScreen) -> None:
    grid = form_grid(screen)
    names = [row.head.full_name for row in grid.grid.rows[:2]]
    paste(grid, 3, Column.TOTAL, f"{names[0]}\t1\n{names[1]}\t2")
    preview = preview_of(screen.form_pastes)
    QTest.keyClick(preview.table, _Key.Key_F6)
    cell = preview.table.current_cell()
    assert cell is not None
    assert (cell.place[0], cell.laid.given) == (3, names[0])
    QTest.keyClick(preview.table, _Key.Key_Escape)


def test_that_another_region_closes_the_preview(screen: EntryScreen) -> None:
    grid = form_grid(screen)
    paste(grid, 0, Column.TOTAL, "2，9\n3，9")
    preview_of(screen.form_pastes)
    screen.show_form("monthly", "330327", SEPTEMBER)
    assert is_decided(screen.form_pastes)
    assert "2，9" not in texts(grid, Column.TOTAL, 2)


def test_that_a_plan_is_pasted_into_with_the_same_look(screen: EntryScreen, walk: Walk) -> None:
    screen.setCurrentWidget(walk.entry)
    grid = walk.entry.grid
    before = texts(grid, Column.LEVEL, 2)
    paste(grid, 0, Column.LEVEL, "2，9\n12.5")
    preview = preview_of(screen.plan_pastes)
    model = preview.table.model_of_block
    assert [row for row in range(model.rowCount()) if model.is_touched(row)] == [0, 1]
    assert model.block_rows() == (0, 1)
    QTest.keyClick(preview.table, _Key.Key_Return, _CTRL)
    assert texts(grid, Column.LEVEL, 2) == ["2，9", "12.5"]
    QTest.keyClick(grid, _Key.Key_Z, _CTRL)
    assert texts(grid, Column.LEVEL, 2) == before
