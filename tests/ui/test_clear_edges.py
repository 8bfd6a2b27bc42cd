"""Boxes to tick can be seen in both looks (WCAG 2.2, 1.4.11: 3 to 1)."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QListWidget, QListWidgetItem, QStyle, QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from tests.ui.test_theme import contrast
from wzdesk.ui.theme import DARK, LIGHT, Palette, Theme
from wzdesk.ui.widgets.clear_edges import ClearEdges


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    """The whole program's look, light again afterwards."""
    made = Theme()
    yield made
    made.set_palette(LIGHT)


@pytest.mark.parametrize("palette", (LIGHT, DARK), ids=["light", "dark"])
def test_that_the_edge_of_a_box_stands_out_from_the_page(
    palette: Palette, theme: Theme, qtbot: QtBot
) -> None:
    listed = QListWidget()
    qtbot.addWidget(listed)
    ClearEdges(theme, listed)
    theme.set_palette(palette)
    item = QListWidgetItem("平阳县")
    item.setSizeHint(QSize(0, 27))
    item.setCheckState(Qt.CheckState.Unchecked)
    listed.addItem(item)
    listed.resize(200, 60)
    image = listed.grab().toImage()
    option = QStyleOptionViewItem()
    option.initFrom(listed)
    middle = listed.visualItemRect(item).center().y() + listed.viewport().y()
    wide = listed.style().pixelMetric(QStyle.PixelMetric.PM_IndicatorWidth) + 8
    across = [image.pixelColor(x, middle).name() for x in range(wide)]
    assert max(contrast(one, theme.palette.page) for one in across) >= 3


def test_that_the_ground_changes_with_the_look_under_the_style_sheet(theme: Theme, qtbot: QtBot) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    before = app.styleSheet()
    theme.apply()
    theme.apply_style_sheet()
    try:
        listed = QListWidget()
        qtbot.addWidget(listed)
        ClearEdges(theme, listed)
        listed.resize(200, 60)
        for palette in (LIGHT, DARK, LIGHT, DARK):
            theme.set_palette(palette)
            assert listed.grab().toImage().pixelColor(100, 40) == QColor(palette.page)
    finally:
        app.setStyleSheet(before)
