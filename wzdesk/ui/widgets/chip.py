"""Filter chips and segments: what is shown, chosen with one click."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QRect, QSize, Signal
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from wzdesk.ui import icons, painting, shapes
from wzdesk.ui.theme import Role, Strength, Theme
from wzdesk.ui.widgets.painted import PaintedButton

HEIGHT, SEGMENT_HEIGHT = 24, 26


class Chip(PaintedButton):
    """A rounded toggle with a count: 未填 **6** 格. ``icon_name`` stands at its right end (``caret-down``, ``x``)."""

    radius = 12.0

    def __init__(
        self,
        theme: Theme,
        text: str,
        count: str | int = "",
        unit: str = "",
        parent: QWidget | None = None,
        *,
        icon_name: str = "",
    ) -> None:
        super().__init__(theme, text, parent)
        self._count, self._unit, self._icon_name = str(count), unit, icon_name
        self.setCheckable(True)
        self._name()

    def set_count(self, count: str | int, unit: str | None = None) -> None:
        """Show another count."""
        self._count, self._unit = str(count), self._unit if unit is None else unit
        self._name()
        self._on_theme_changed()

    def sizeHint(self) -> QSize:
        """The words, 10 px around them."""
        theme = self.theme
        width = sum(painting.width_of(words, font) for words, font in self._pieces())
        width += theme.px(4) * (len(self._pieces()) - 1) + 2 * theme.px(10)
        return QSize(width + (theme.px(16) if self._icon_name else 0), theme.px(HEIGHT))

    def paint(self, painter: QPainter) -> None:
        """Tinted and framed in the accent colour while it is on."""
        theme, palette, on = self.theme, self.theme.palette, self.isChecked()
        fill = palette.accbg if on else palette.hover if self.lit else palette.page
        color = palette.t4 if not self.isEnabled() else palette.acc if on else palette.t2
        shapes.frame(
            painter, self.rect(), self.height() / 2 - 0.5, fill, palette.acc if on else palette.line2
        )
        left = theme.px(10)
        for words, font in self._pieces():
            width = painting.width_of(words, font)
            strong = font is theme.font(Role.CAPTION, Strength.STRONG) and not on and self.isEnabled()
            area = QRect(left, 0, width + 1, self.height())
            painting.text(painter, area, words, font, palette.t1 if strong else color)
            left += width + theme.px(4)
        if self._icon_name:
            side = theme.px(12)
            icons.paint_icon(
                painter, QRect(left, (self.height() - side) // 2, side, side), self._icon_name, color
            )

    def _pieces(self) -> list[tuple[str, QFont]]:
        plain = self.theme.font(Role.CAPTION)
        strong = self.theme.font(Role.CAPTION, Strength.STRONG)
        pieces = [(self.text(), plain), (self._count, strong), (self._unit, plain)]
        return [(words, font) for words, font in pieces if words]

    def _name(self) -> None:
        self.setAccessibleName(" ".join(part for part in (self.text(), self._count, self._unit) if part))


class Segment(NamedTuple):
    """One choice of ``Segments``."""

    key: str
    word: str
    icon_name: str = ""


class _SegmentButton(PaintedButton):
    def __init__(self, theme: Theme, segment: Segment, parent: QWidget) -> None:
        super().__init__(theme, segment.word, parent)
        self.segment = segment
        self.setCheckable(True)
        self.setAutoExclusive(True)

    def sizeHint(self) -> QSize:
        theme = self.theme
        width = painting.width_of(self.text(), theme.font(Role.BODY)) + 2 * theme.px(10)
        return QSize(width + (theme.px(20) if self.segment.icon_name else 0), theme.px(SEGMENT_HEIGHT))

    def paint(self, painter: QPainter) -> None:
        theme, palette, on = self.theme, self.theme.palette, self.isChecked()
        if on or self.lit:
            ground = self.rect().adjusted(1, 1, -1, -1)
            painter.fillRect(ground, QColor(palette.accbg if on else palette.hover))
        color = palette.acc if on else palette.t2 if self.isEnabled() else palette.t4
        left = theme.px(10)
        if self.segment.icon_name:
            side = theme.px(14)
            spot = QRect(left, (self.height() - side) // 2, side, side)
            icons.paint_icon(painter, spot, self.segment.icon_name, color)
            left += theme.px(20)
        area = QRect(left, 0, self.width() - left, self.height())
        painting.text(painter, area, self.text(), theme.font(Role.BODY), color)


class Segments(QWidget):
    """A few ways to look at the same, side by side in one frame; always exactly one is chosen."""

    picked = Signal(str)

    def __init__(
        self, theme: Theme, segments: Sequence[Segment], parent: QWidget | None = None, *, name: str = "视图"
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._buttons = {segment.key: _SegmentButton(theme, segment, self) for segment in segments}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for place, button in enumerate(self._buttons.values()):
            row.addWidget(button)
            button.setChecked(place == 0)
            button.toggled.connect(self._on_button_toggled)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    @property
    def current(self) -> str:
        """Key of the chosen one."""
        return next((key for key, button in self._buttons.items() if button.isChecked()), "")

    def set_current(self, key: str) -> None:
        """Choose one."""
        self._buttons[key].setChecked(True)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The frame around all, and the lines between."""
        painter, palette = QPainter(self), self._theme.palette
        shapes.frame(painter, self.rect(), self._theme.px(4), palette.page, palette.line2)
        for button in list(self._buttons.values())[1:]:
            painting.vertical_line(painter, button.x(), 0, self.height(), palette.line2)

    def _on_button_toggled(self, checked: bool) -> None:  # noqa: FBT001 - Qt's signal
        if checked:
            self.picked.emit(self.current)
