from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from wzdesk.domain.sheet_look import Block, CellLook, CellStyle, Edge, Edges, SheetLook
from wzdesk.ui.exchange.sheet_geometry import SheetGeometry, cell_name, place_of_cell
from wzdesk.ui.exchange.sheet_marks import Mark, MarkKind
from wzdesk.ui.exchange.sheet_paper import Paper, sheet_font, wrapped
from wzdesk.ui.exchange.sheet_picture import SheetPicture, nearest
from wzdesk.ui.theme import DARK, LIGHT, Theme

Key, FILL = Qt.Key, Mark(MarkKind.FILL, "486.72")
BOX = CellStyle(fill="#FFF9E5", edges=Edges(*[Edge.THIN] * 4))


def look(rows: int = 40, columns: int = 8) -> SheetLook:
    cells = {(row, column): CellLook(f"{row}", style=BOX) for row in range(2, rows + 1) for column in (2, 4)}
    cells[1, 1] = CellLook("标题")
    return SheetLook("表", (80,) * columns, (20,) * rows, cells, (Block(1, 1, 1, columns),))


@pytest.fixture
def picture(qtbot: QtBot) -> Iterator[SheetPicture]:
    theme = Theme()
    made = SheetPicture(theme)
    qtbot.addWidget(made)
    made.resize(500, 300)
    made.show()
    made.show_sheet(
        look(),
        {"C3": FILL, "E3": Mark(MarkKind.MISSING), "C5": Mark(MarkKind.KEPT), "G30": Mark(MarkKind.FORMULA)},
    )
    yield made
    theme.deleteLater()


def image(picture: SheetPicture) -> QImage:
    return picture.viewport().grab().toImage()


def test_that_arrows_go_among_the_marked_cells_and_tell(picture: SheetPicture, qtbot: QtBot) -> None:
    told: list[str] = []
    picture.current_changed.connect(told.append)
    for key in (
        Key.Key_Down,
        Key.Key_Right,
        Key.Key_Right,
        Key.Key_Left,
        Key.Key_Down,
        Key.Key_Down,
        Key.Key_Home,
    ):
        QTest.keyClick(picture, key)
    assert told == ["C3", "E3", "C3", "C5", "G30", "C3"]
    assert picture.current == "C3"


def test_that_going_somewhere_is_not_announced_and_comes_into_sight(
    picture: SheetPicture, qtbot: QtBot
) -> None:
    with qtbot.assertNotEmitted(picture.current_changed):
        picture.go_to("G30")
    assert picture.current == "G30"
    assert picture.viewport().rect().contains(picture.cell_rect("G30"))
    picture.go_to("nowhere")
    assert picture.current == ""


def test_that_a_click_chooses_marked_cells_only(picture: SheetPicture) -> None:
    for cell, current in (("B3", ""), ("C5", "C5"), ("D5", "C5")):
        spot = picture.cell_rect(cell).center()
        QTest.mousePress(picture.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, spot)
        assert picture.current == current


def test_that_the_paper_is_white_in_every_look(picture: SheetPicture) -> None:
    spot = picture.cell_rect("A10").center()
    for palette in (LIGHT, DARK):
        picture._theme.set_palette(palette)
        assert image(picture).pixelColor(spot) == QColor("#FFFFFF")
        assert image(picture).pixelColor(QPoint(4, 4)) == QColor(palette.head)


def test_that_fills_and_marks_have_their_grounds(picture: SheetPicture) -> None:
    shown = image(picture)
    inside = QPoint(50, 4)
    assert shown.pixelColor(picture.cell_rect("B4").topLeft() + inside) == QColor("#FFF9E5")
    assert shown.pixelColor(picture.cell_rect("C3").topLeft() + QPoint(8, 4)) == QColor(LIGHT.accbg)
    assert shown.pixelColor(picture.cell_rect("C5").topLeft() + inside) == QColor(LIGHT.blocking_tint)


def test_that_it_grows_with_the_theme(picture: SheetPicture) -> None:
    before = picture.cell_rect("C3").width()
    picture._theme.set_scale(150)
    assert picture.cell_rect("C3").width() == pytest.approx(before * 1.5, abs=2)


def test_that_only_visible_cells_are_painted(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    painted: list[object] = []
    monkeypatch.setattr(Paper, "_ground", lambda _self, _painter, place: painted.append(place))
    picture = SheetPicture(Theme())
    qtbot.addWidget(picture)
    picture.resize(500, 300)
    picture.show_sheet(look(2000, 200), {})
    image(picture)
    assert 0 < len(painted) < 200


def test_that_a_marked_cell_behind_the_last_text_is_shown(picture: SheetPicture) -> None:
    picture.show_sheet(SheetLook("空表"), {"D9": FILL})
    picture.go_to("D9")
    assert picture.current == "D9"
    assert picture.cell_rect("D9").width() > 40


def test_that_an_empty_sheet_can_be_painted(picture: SheetPicture) -> None:
    picture.show_sheet(SheetLook("空表"), {})
    assert not image(picture).isNull()
    QTest.keyClick(picture, Key.Key_Down)
    assert picture.current == ""


def test_that_hidden_columns_take_no_room_and_merges_are_one_cell(qtbot: QtBot) -> None:
    sheet = SheetLook("表", (50, 0, 50), (20, 20), merges=(Block(1, 1, 2, 1),))
    geometry = SheetGeometry(sheet, 1.0)
    assert geometry.width == 100
    assert geometry.rect((2, 1)).height() == 40
    assert geometry.place_at(60, 25) == (2, 3)
    assert list(geometry.places(range(1, 3), range(1, 2))) == [(1, 1)]


def test_that_cells_are_named_as_in_spreadsheets() -> None:
    assert [cell_name(place) for place in ((1, 1), (30, 28), (9, 703))] == ["A1", "AB30", "AAA9"]
    assert [place_of_cell(cell) for cell in ("A1", "ab30", "", "7", "A", "ABCD1")] == [
        (1, 1),
        (30, 28),
        *[None] * 4,
    ]


def test_that_the_nearest_marked_cell_is_in_line_first() -> None:
    marked = [(1, 1), (2, 5), (4, 1)]
    assert nearest((1, 1), (1, 0), marked) == (4, 1)
    assert nearest((4, 1), (1, 0), marked) == (4, 1)
    assert nearest((2, 5), (-1, 0), marked) == (1, 1)
    assert nearest((2, 5), (0, -1), marked) == (2, 5)


def test_that_texts_wrap_at_any_sign_but_keep_every_one(qtbot: QtBot) -> None:
    words = "规模以上工业增加值𠮷增速\n（%）"
    lines = wrapped(words, sheet_font(CellStyle(), 1.0), 60)
    assert len(lines) > 3
    assert "".join(lines) == words.replace("\n", "")
