"""How many items have a verdict; leads to them."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QWidget

from wzdesk.domain.verdict import Verdict
from wzdesk.ui import painting
from wzdesk.ui.theme import Role, Strength, Theme
from wzdesk.ui.verdict_marks import paint_verdict, verdict_width
from wzdesk.ui.widgets.painted import PaintedButton


class VerdictLink(PaintedButton):
    """Mark, word and number in a row."""

    def __init__(self, theme: Theme, verdict: Verdict, parent: QWidget | None = None) -> None:
        super().__init__(theme, verdict.word, parent)
        self.verdict, self.count = verdict, 0
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def set_count(self, count: int) -> None:
        """Show another number; nothing at all for none."""
        self.count = count
        self.setAccessibleName(f"{self.verdict.word} {count} 项")
        self.setVisible(count > 0)
        self._on_theme_changed()

    def sizeHint(self) -> QSize:
        """All three and a little room to hit them."""
        theme = self.theme
        words = verdict_width(self.verdict, theme, Role.CAPTION) + painting.width_of(
            str(self.count), self._font()
        )
        return QSize(words + theme.px(4 + 12), theme.px(24))

    def paint(self, painter: QPainter) -> None:
        """Underlined under the mouse."""
        theme, inset = self.theme, self.theme.px(6)
        width = verdict_width(self.verdict, theme, Role.CAPTION) + 1
        paint_verdict(painter, QRect(inset, 0, width, self.height()), self.verdict, theme, Role.CAPTION)
        left = inset + width + theme.px(4)
        area = QRect(left, 0, self.width() - left, self.height())
        painting.text(painter, area, str(self.count), self._font(), theme.palette.t1)
        if self.lit:
            bottom = (self.height() + theme.line(Role.CAPTION)) // 2
            painting.horizontal_line(painter, inset, self.width() - inset, bottom, theme.palette.t2)

    def _font(self) -> QFont:
        return self.theme.font(Role.CAPTION, Strength.STRONG)
