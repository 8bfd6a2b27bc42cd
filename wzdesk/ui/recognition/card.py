"""What is chosen on the sheet: what it was taken for, and everything that can be said about it."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from wzdesk.domain.observation import Measure
from wzdesk.services.receiving.claims import Axis
from wzdesk.services.receiving.times import Relation
from wzdesk.ui import painting
from wzdesk.ui.recognition.words import MEASURE_WORDS, RELATION_WORDS
from wzdesk.ui.theme import Role, Theme
from wzdesk.ui.widgets.buttons import FlatButton
from wzdesk.ui.widgets.labels import PlainLabel, WrappedLabel
from wzdesk.ui.widgets.picker import Choice, PickerButton

PaintMark = Callable[[QPainter, QRect], None]
_IN_ONE_ROW = 3


class CardButton(NamedTuple):
    """Something that can be done about what is chosen."""

    words: str
    act: Callable[[], object]


class CardContent(NamedTuple):
    """Words and buttons; ``axis`` offers the pickers of a row or a column, with what is chosen there."""

    subject: str
    story: str
    mark: PaintMark | None = None
    buttons: Sequence[CardButton] = ()
    axis: Axis | None = None
    indicator: str = ""
    region: str = ""
    unit: str = ""
    measure: str = ""
    relation: str = ""


class _FieldPicker(PickerButton):
    """Gives way to the width of the panel."""

    def __init__(self, theme: Theme, caption: str, parent: QWidget) -> None:
        super().__init__(theme, caption, (), parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        """Caption and a few signs."""
        return QSize(self.theme.px(96), super().sizeHint().height())

    def sizeHint(self) -> QSize:
        """No wider than it must be: the layout stretches it."""
        return QSize(self.theme.px(140), super().sizeHint().height())


class Card(QWidget):
    """The subject, its story, pickers and buttons."""

    picked = Signal(str, str)
    """Which picker (indicator, region, unit, measure, relation) and the key of the choice."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._mark: PaintMark | None = None
        self.subject = WrappedLabel(theme, "", self, role=Role.BODY_STRONG)
        self.story = WrappedLabel(theme, "", self, color="t2")
        self.pickers = {
            "measure": _FieldPicker(theme, "数", self),
            "relation": _FieldPicker(theme, "时间", self),
            "indicator": _FieldPicker(theme, "指标", self),
            "region": _FieldPicker(theme, "地区", self),
            "unit": _FieldPicker(theme, "单位", self),
        }
        for name, picker in self.pickers.items():
            picker.picked.connect(lambda key, name=name: self.picked.emit(name, key))
        self.buttons: list[FlatButton] = []
        self._column = QVBoxLayout(self)
        self._rows = (QHBoxLayout(), QHBoxLayout())
        self._build()
        self._measures = [Choice(one.value, words) for one, words in MEASURE_WORDS.items()]
        self._relations = [Choice(one.value, words) for one, words in RELATION_WORDS.items()]
        self._choices: dict[str, list[Choice]] = {}
        self._on_theme_changed()
        theme.changed.connect(self._on_theme_changed)

    def offer(self, indicators: Sequence[Choice], regions: Sequence[Choice], units: Sequence[Choice]) -> None:
        """What can be chosen."""
        self._choices = {"indicator": list(indicators), "region": list(regions), "unit": list(units)}

    def show_content(self, content: CardContent) -> None:
        """Show something else."""
        self._mark = content.mark
        self.subject.setText(content.subject)
        self.story.setText(content.story)
        self.story.setVisible(bool(content.story))
        self._show_pickers(content)
        self._show_buttons(content.buttons)
        self.setAccessibleName(f"{content.subject}。{content.story}")
        self._on_theme_changed()

    def open_first(self) -> None:
        """Open the first list of choices, or go to the first button."""
        shown = [name for name, picker in self.pickers.items() if not picker.isHidden()]
        if shown:
            named = bool(self.pickers["indicator"].current) or "measure" not in shown
            self.pickers["indicator" if named else "measure"].open()
        elif self.buttons:
            self.buttons[0].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def button(self, words: str) -> FlatButton:
        """The button that begins with these words."""
        return next(button for button in self.buttons if button.text().startswith(words))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The tint of the current thing, and its mark before the subject."""
        painter, p, px = QPainter(self), self._theme.palette, self._theme.px
        painting.fill(painter, self.rect(), p.accbg)
        painting.horizontal_line(painter, 0, self.width(), 0, p.line2)
        painting.horizontal_line(painter, 0, self.width(), self.height() - 1, p.line2)
        if self._mark is not None:
            side = px(15)
            top = self.subject.y() + (self._theme.line(Role.BODY) - side) // 2 + px(1)
            self._mark(painter, QRect(px(12), top, side, side))

    def _build(self) -> None:
        self._column.addWidget(self.subject)
        self._column.addWidget(self.story)
        self._grid = QGridLayout()
        for name, row, column, span in (
            ("measure", 0, 0, 1), ("relation", 0, 1, 1), ("indicator", 1, 0, 2), ("region", 2, 0, 1), ("unit", 2, 1, 1),
        ):  # fmt: skip
            self._grid.addWidget(self.pickers[name], row, column, 1, span)
        self._column.addLayout(self._grid)
        for row_of in self._rows:
            row_of.addStretch(1)
            self._column.addLayout(row_of)

    def _show_pickers(self, content: CardContent) -> None:
        shown = {
            None: set[str](),
            Axis.ROW: {"indicator", "region", "unit"},
            Axis.COLUMN: set(self.pickers),
        }[content.axis]
        for name, picker in self.pickers.items():
            picker.setVisible(name in shown)
        if content.axis is None:
            return
        self._set("indicator", self._choices.get("indicator", []), content.indicator)
        self._set("region", self._choices.get("region", []), content.region, "随整张表")
        units = self._choices.get("unit", [])
        if content.unit and content.unit not in {unit.key for unit in units}:
            units = [Choice(content.unit, content.unit), *units]
        self._set("unit", units, content.unit, "随表头")
        self._set("measure", self._measures, content.measure)
        self._set("relation", self._relations, content.relation)

    def _set(self, name: str, choices: Sequence[Choice], current: str, nothing: str = "请选") -> None:
        self.pickers[name].set_choices(choices if current else [Choice("", nothing), *choices], current)

    def _show_buttons(self, buttons: Sequence[CardButton]) -> None:
        for old in self.buttons:
            old.setParent(None)
            old.deleteLater()
        self.buttons = [
            FlatButton(self._theme, each.words, self, outlined=True, small=True) for each in buttons
        ]
        for place, (made, each) in enumerate(zip(self.buttons, buttons, strict=True)):
            made.clicked.connect(each.act)
            row = self._rows[place // _IN_ONE_ROW]
            row.insertWidget(row.count() - 1, made)
            made.show()

    def _on_theme_changed(self) -> None:
        px = self._theme.px
        self._column.setContentsMargins(px(12), px(9), px(12), px(10))
        self._column.setSpacing(px(6))
        self._grid.setSpacing(px(6))
        for row in self._rows:
            row.setSpacing(px(6))
        self.subject.setContentsMargins(px(21) if self._mark else 0, 0, 0, 0)
        self.updateGeometry()
        self.update()


def measure_of(key: str) -> Measure | None:
    """The measure of a picker's key."""
    return Measure(key) if key else None


def relation_of(key: str) -> Relation | None:
    """The relation of a picker's key."""
    return Relation(key) if key else None


__all__ = ["Card", "CardButton", "CardContent", "PlainLabel", "measure_of", "relation_of"]
