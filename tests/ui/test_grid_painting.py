"""What the grid shows: nothing cut, nothing lost while scrolling, no more painted than shows."""

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.grid_plan import Desk, long_table, plan_table
from wzdesk.domain.typed_cell import Column
from wzdesk.ui.entry.grid_columns import Shape
from wzdesk.ui.entry.grid_painter import Scene
from wzdesk.ui.entry.grid_view import GridView
from wzdesk.ui.theme import DARK, LIGHT, Palette, Theme


def shown(qtbot: QtBot, desk: Desk, theme: Theme, width: int, height: int) -> GridView:
    view = GridView(desk.model, theme)
    qtbot.addWidget(view)
    view.resize(width, height)
    view.show()
    qtbot.waitExposed(view)
    return view


@pytest.mark.parametrize("plan", ("2023", "2024", "13fyp", "14fyp"))
@pytest.mark.parametrize(("width", "scale"), ((976, 100), (1440, 100), (976, 150), (700, 90)))
def test_that_no_number_is_cut(qtbot: QtBot, plan: str, width: int, scale: int) -> None:
    desk = Desk(plan_table(plan))
    view = shown(qtbot, desk, Theme(LIGHT, scale), width, 487)
    metrics = view.metrics
    for number, spec in enumerate(desk.model.specs):
        if spec.shape is not Shape.NUMBER:
            continue
        room = view.columnWidth(number)
        for row in desk.model.rows:
            look = metrics.look(spec, row.cells[number])
            edges = metrics.pad + (metrics.mark_slot if row.cells[number].state else 0)
            behind = metrics.behind(look)
            behind = behind if behind <= metrics.slots[number] else metrics.width(look.digits)
            assert edges + metrics.before(look) + behind <= room + 1, row.cells[number].text


@pytest.mark.parametrize("palette", (LIGHT, DARK))
def test_that_every_look_is_painted_in_its_own_colours(qtbot: QtBot, palette: Palette) -> None:
    theme = Theme(LIGHT)
    view = shown(qtbot, Desk(), theme, 976, 487)
    theme.set_palette(palette)
    view.select_cell(9, Column.GROWTH)
    image = view.grab().toImage()
    cell = view.place_of(9, view.grid.column_of(Column.GROWTH)).translated(view.viewport().pos())
    assert image.pixelColor(cell.left(), cell.center().y()) == QColor(palette.acc)
    calc = view.place_of(3, len(view.grid.specs) - 1).translated(view.viewport().pos())
    assert image.pixelColor(calc.right() - 3, calc.center().y()) == QColor(palette.calc)


def test_that_a_category_is_read_in_the_part_that_is_visible(qtbot: QtBot) -> None:
    view = shown(qtbot, Desk(), Theme(), 976, 487)
    view.verticalScrollBar().setValue(8 * view.metrics.row)
    QApplication.processEvents()
    top, bottom = view.edges(0, 11)
    image = view.frozen.viewport().grab().toImage()
    ground = QColor(LIGHT.head)
    middle = range(max(top, 0) + 2, bottom - 2)
    assert any(image.pixelColor(x, y) != ground for y in middle for x in range(6, 22))


def on_screen(view: GridView) -> QImage:
    """What stands in the window, without painting it again."""
    return view.screen().grabWindow(view.winId()).toImage()


@pytest.mark.parametrize("plan", ("2023", "13fyp"))
def test_that_what_was_scrolled_looks_as_if_painted_anew(qtbot: QtBot, plan: str) -> None:
    view = shown(qtbot, Desk(plan_table(plan)), Theme(), 976, 487)
    for value in (26, 137, 300, 180, 0, 95, 410, 377, 800):
        view.verticalScrollBar().setValue(value)
        QApplication.processEvents()
        scrolled = on_screen(view)
        view.viewport().update()
        view.frozen.viewport().update()
        QApplication.processEvents()
        assert scrolled == on_screen(view), value


def test_that_moving_and_selecting_repaints_all_that_changed(qtbot: QtBot) -> None:
    view = shown(qtbot, Desk(), Theme(), 976, 487)
    keys = [Qt.Key.Key_Down] * 8 + [Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_Left, Qt.Key.Key_Left]
    for step, key in enumerate(keys * 2):
        extending = Qt.KeyboardModifier.ShiftModifier if step >= len(keys) else Qt.KeyboardModifier.NoModifier
        QTest.keyClick(view, key, extending)
        QApplication.processEvents()
        moved = on_screen(view)
        for part in (view, view.frozen):
            part.viewport().update()
            part.header.viewport().update()
        QApplication.processEvents()
        assert moved == on_screen(view), step


def test_that_of_a_long_plan_only_what_shows_is_painted(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = shown(qtbot, Desk(long_table(150)), Theme(), 1440, 900)
    painted: list[int] = []
    paint = view.grid_painter.paint

    def counting(painter: QPainter, clip: QRect, scene: Scene) -> None:
        painted.append(len(scene.rows))
        paint(painter, clip, scene)

    monkeypatch.setattr(view.grid_painter, "paint", counting)
    for value in (0, 800, 826, 2400):
        painted.clear()
        view.verticalScrollBar().setValue(value)
        QApplication.processEvents()
        assert max(painted, default=0) <= view.viewport().height() // view.metrics.row + 2, value
    assert max(painted) > 10


def test_that_categories_are_divided_when_their_last_rows_are_hidden(qtbot: QtBot) -> None:
    view = shown(qtbot, Desk(), Theme(), 976, 487)
    view.show_rows({1, 2, 12, 31})
    image = view.frozen.viewport().grab().toImage()
    for row, divided in ((1, False), (2, True), (12, True)):
        below = view.edges(row, row)[1] - 1
        assert (image.pixelColor(2, below) == QColor(LIGHT.line2)) is divided, row
