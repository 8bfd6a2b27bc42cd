"""The strip at the bottom: where one is, what the keys do, what is selected, and that all is saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from wzdesk.ui import painting
from wzdesk.ui.shell.rail import IconPainter
from wzdesk.ui.theme import Role, Theme

if TYPE_CHECKING:  # what the first paint does without
    from datetime import time

HEIGHT, GAP = 24, 10


class StatusBar(QWidget):
    """Painted in one piece; its whole text is the accessible description."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._fields: tuple[str, ...] = ()
        self._hint = self._selection = self._saved = ""
        self._paint_icon: IconPainter | None = None
        self.setAccessibleName("状态栏")
        self._on_theme_changed()
        theme.changed.connect(self._on_theme_changed)

    def set_fields(self, *fields: str) -> None:
        """Texts at the left: who, file, period, region. Empty ones are left out."""
        self._fields = tuple(field for field in fields if field)
        self._tell()

    def set_hint(self, text: str) -> None:
        """Mode and keys: 编辑中  Enter 存入下移  Esc 放弃."""
        self._hint = text
        self._tell()

    def set_selection_summary(self, text: str) -> None:
        """Count, sum and mean of the selected cells."""
        self._selection = text
        self._tell()

    def set_saved(self, when: time | None) -> None:
        """When the last change was saved; None takes the text away."""
        self._saved = f"已保存 {when:%H:%M:%S}" if when else ""
        self._tell()

    def finish(self, paint_icon: IconPainter) -> None:
        """Paint the tick too; the window asks for it after its first paint."""
        self._paint_icon = paint_icon
        self.update()

    def texts(self) -> list[str]:
        """All that stands in the bar, from left to right."""
        return [part for part in (*self._fields, self._hint, self._selection, self._saved) if part]

    def sizeHint(self) -> QSize:
        """As wide as the window gives."""
        return QSize(self._theme.px(400), self._theme.px(HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The right part first: it never gives way to the left one."""
        palette = self._theme.palette
        painter = QPainter(self)
        painting.fill(painter, event.rect(), palette.win)
        painting.horizontal_line(painter, 0, self.width(), 0, palette.line2)
        self._paint_fields(painter, self._paint_right(painter))

    def _paint_right(self, painter: QPainter) -> int:
        """Paint from the right edge to the left; return where the free room ends."""
        theme, gap = self._theme, self._theme.px(GAP)
        right = self.width() - theme.px(12)
        if self._saved:
            right = self._paint_text(painter, right, self._saved)
            side = theme.px(15)
            if self._paint_icon:
                spot = QRect(right - side - theme.px(3), (self.height() - side) // 2, side, side)
                self._paint_icon(painter, spot, "check", theme.palette.achieved)
            right -= side + theme.px(3) + gap
            self._paint_separator(painter, right)
        for text in (self._selection, self._hint):
            if text and right > self.width() // 3:
                right = self._paint_text(painter, right - gap, text) - gap
                if text is self._selection and self._hint:
                    self._paint_separator(painter, right)
        return right

    def _paint_text(self, painter: QPainter, right: int, text: str) -> int:
        font = self._theme.font(Role.CAPTION)
        left = right - painting.width_of(text, font)
        painting.plain_text(painter, QRect(left, 1, right - left, self.height() - 1), text, font)
        return left

    def _paint_fields(self, painter: QPainter, room: int) -> None:
        theme, gap = self._theme, self._theme.px(GAP)
        font, left = theme.font(Role.CAPTION), gap
        for text in self._fields:
            whole = painting.width_of(text, font)
            width = min(whole, max(0, room - gap - left))
            if width < min(whole, theme.px(24)):
                return
            area = QRect(left, 1, width, self.height() - 1)
            painting.plain_text(painter, area, text, font)
            left += width + gap
            self._paint_separator(painter, left)
            left += gap

    def _paint_separator(self, painter: QPainter, x: int) -> None:
        inset = self._theme.px(6)
        painting.vertical_line(painter, x, inset, self.height() - inset + 1, self._theme.palette.line2)

    def _tell(self) -> None:
        self.setAccessibleDescription("；".join(self.texts()))
        self.update()

    def _on_theme_changed(self) -> None:
        painting.set_foreground(self, self._theme.palette.t2)
        self.setFixedHeight(self._theme.px(HEIGHT))
        self.update()
