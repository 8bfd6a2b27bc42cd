"""Every page of the rail: its controls have names and a sane order, its texts can be read, and it grows with the font."""

from collections.abc import Iterator
from itertools import pairwise, zip_longest
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, QSettings
from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QScrollBar,
    QTextEdit,
    QWidget,
)

from tests.jobs.windows import Walks
from tests.tour.walk import Walk, wait_for
from tests.ui.test_theme import contrast
from wzdesk.domain.period import Period
from wzdesk.services.open_data_file import create_data_file
from wzdesk.services.places import pack_folder
from wzdesk.ui.entry.entry_screen import entry_screen_of
from wzdesk.ui.entry.grid_view import GridView
from wzdesk.ui.pages import ENTRY, PAGES
from wzdesk.ui.theme import DARK, LIGHT, Palette
from wzdesk.ui.widgets.labels import PlainLabel

CONTROLS = (QAbstractButton, QAbstractItemView, QAbstractSpinBox, QComboBox, QLineEdit, QTextEdit)
FORM = "form"
KEYS = (*(page.key for page in PAGES), FORM)


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("pack") / "温州市计划.wzd"
    create_data_file(path, pack_folder("wenzhou")).close()
    return path


@pytest.fixture
def walk(qapp: QApplication, template: Path, tmp_path: Path) -> Iterator[Walk]:
    """An open window of the smallest size."""
    path = tmp_path / template.name
    path.write_bytes(template.read_bytes())
    opened = Walks(qapp, tmp_path)
    walk = opened.window(path)
    walk.open()
    yield walk
    opened.close()


def show(walk: Walk, key: str) -> QWidget:
    """A page as a person sees it, all of it read."""
    window = walk.program.window
    window.hide_message()
    window.show_page(ENTRY if key == FORM else key)
    if key == FORM:
        entry_screen_of(window).show_form("monthly", "330300", Period.to_month(2023, 9))
    wait_for(lambda: not walk.is_working, f"the page {key}")
    page = window.page(window.current_page)
    wait_for(lambda: not any(_is_busy(label) for label in page.findChildren(PlainLabel)), f"all of {key}")
    for _ in range(3):
        QApplication.processEvents()
    return window.page(window.current_page)


def _is_busy(label: PlainLabel) -> bool:
    return label.isVisible() and label.text().startswith("正在")


def controls(page: QWidget) -> list[QWidget]:
    """What a person can press or type into, parts of other controls left out."""
    found = [each for each in page.findChildren(QWidget) if isinstance(each, CONTROLS) and each.isVisible()]
    inner = (QAbstractSpinBox, QComboBox, QAbstractItemView)
    return [
        each
        for each in found
        if not isinstance(each, QHeaderView | QScrollBar) and not isinstance(each.parent(), inner)
    ]


def name_of(control: QWidget) -> str:
    text = control.text() if isinstance(control, QAbstractButton) else ""
    return control.accessibleName() or text


@pytest.mark.parametrize("key", KEYS)
def test_that_every_control_has_a_name(walk: Walk, key: str) -> None:
    found = controls(show(walk, key))
    assert found
    assert [repr(control) for control in found if not name_of(control).strip()] == []


@pytest.mark.parametrize("key", KEYS)
def test_that_tab_goes_as_one_reads(walk: Walk, key: str) -> None:
    page = show(walk, key)
    stops = tab_stops(page)
    wrong = [
        (name_of(one), name_of(other))
        for one, other in pairwise(stops)
        if one.parent() is other.parent() and not comes_before(place_in(page, one), place_in(page, other))
    ]
    assert wrong == []


def tab_stops(page: QWidget) -> list[QWidget]:
    """The controls of a page that Tab stops at, in their order."""
    among = set(controls(page))
    stops: list[QWidget] = []
    widget: QWidget | None = page.nextInFocusChain()
    while widget is not None and widget is not page:
        if widget in among and widget.isEnabled() and widget.focusPolicy().value & 1:
            stops.append(widget)
        widget = widget.nextInFocusChain()
    return stops


def place_in(page: QWidget, widget: QWidget) -> QRect:
    return QRect(widget.mapTo(page, QPoint(0, 0)), widget.size())


def comes_before(one: QRect, other: QRect) -> bool:
    """As one reads: further right in the same line, else below."""
    same_line = (
        one.top() < other.center().y() < one.bottom() or other.top() < one.center().y() < other.bottom()
    )
    return one.left() < other.left() if same_line else one.top() < other.top()


@pytest.mark.parametrize("palette", (LIGHT, DARK), ids=["light", "dark"])
@pytest.mark.parametrize("key", KEYS)
def test_that_every_word_can_be_read_on_its_ground(walk: Walk, key: str, palette: Palette) -> None:
    page = show(walk, key)
    walk.program.workspace.theme.set_palette(palette)
    QApplication.processEvents()
    image = page.grab().toImage()
    labels = [each for each in page.findChildren(PlainLabel) if each.isVisible() and each.text().strip()]
    ratios = {
        label.text(): round(contrast(getattr(palette, label._color), ground_of(image, page, label)), 2)
        for label in labels
        if page.rect().contains(place_in(page, label).topLeft())
    }
    assert {text: ratio for text, ratio in ratios.items() if ratio < 4.5} == {}


def ground_of(image: QImage, page: QWidget, label: QWidget) -> str:
    """The colour that most of a label's upper edge has."""
    place, ratio = place_in(page, label), image.devicePixelRatio()
    row = [
        image.pixelColor(int(x * ratio), int(place.top() * ratio)).name().upper()
        for x in range(place.left(), min(place.right(), page.width() - 1) + 1)
    ]
    return max(set(row), key=row.count)


@pytest.mark.parametrize("key", KEYS)
def test_that_a_page_grown_by_ctrl_plus_is_as_one_that_began_so_large(
    walk: Walk, key: str, qapp: QApplication, template: Path, tmp_path: Path
) -> None:
    show(walk, key)
    walk.program.workspace.theme.set_scale(150)
    grown = measures(show(walk, key))
    QSettings("wzdesk", "wzdesk").setValue("looks/scale", "150")
    path = tmp_path / "again" / template.name
    path.parent.mkdir()
    path.write_bytes(template.read_bytes())
    others = Walks(qapp, tmp_path)
    other = others.window(path)
    other.open()
    began = measures(show(other, key))
    others.close()
    assert [pair for pair in zip_longest(grown, began) if pair[0] != pair[1]] == []


def measures(page: QWidget) -> list[tuple[object, ...]]:
    """Of each control and label: kind, name, size of its font, height it asks for (of a grid a row's), and its place."""
    found: list[tuple[object, ...]] = []
    for widget in page.findChildren(QWidget):
        if widget.isVisible() and isinstance(widget, (*CONTROLS, PlainLabel)):
            name = widget.text() if isinstance(widget, PlainLabel) else name_of(widget)
            height = widget.metrics.row if isinstance(widget, GridView) else widget.sizeHint().height()
            found.append(
                (
                    type(widget).__name__,
                    name,
                    widget.font().pixelSize(),
                    height,
                    place_in(page, widget).getRect(),
                )
            )
    return found
