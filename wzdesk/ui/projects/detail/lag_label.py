"""How a project stands against time progress, as icon, word and points."""

from decimal import Decimal

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from wzdesk.domain.projects.lag import USUAL_WORDS, rounded
from wzdesk.domain.units import plain
from wzdesk.ui import icons, painting
from wzdesk.ui.entry.lag_cell import LAG_LOOKS
from wzdesk.ui.theme import Role, Strength, Theme


def lag_sentence(ahead: Decimal) -> str:
    """低于序时进度 5.1 个百分点; 达到序时进度，快 3.9 个百分点."""
    points = rounded(ahead)
    word = USUAL_WORDS.say(ahead)
    if ahead < 0:
        return f"{word}序时进度 {plain(abs(points))} 个百分点"
    return f"{word}序时进度" + (f"，快 {plain(points)} 个百分点" if points else "")


class LagLabel(QWidget):
    """Icon and sentence in one line."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._words, self._icon, self._color = "", "", "t3"
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    @property
    def words(self) -> str:
        """What is said."""
        return self._words

    def show_lag(self, ahead: Decimal | None) -> None:
        """Show a distance in points; without a plan there is none."""
        if ahead is None:
            self._words, self._icon, self._color = "没有年度计划或还没有填", "", "t3"
        else:
            self._words = lag_sentence(ahead)
            self._icon, self._color = LAG_LOOKS.get(USUAL_WORDS.say(ahead), ("", "t2"))
        self.setAccessibleName(self._words)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Icon and words."""
        theme = self._theme
        width = painting.width_of(self._words, theme.font(Role.BODY, Strength.MEDIUM)) + theme.px(22)
        return QSize(width, theme.px(22))

    def minimumSizeHint(self) -> QSize:
        """The words give way."""
        return QSize(self._theme.px(60), self._theme.px(22))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Icon and words in the colour of the word."""
        theme, painter, left = self._theme, QPainter(self), 0
        color = str(getattr(theme.palette, self._color))
        if self._icon:
            side = theme.px(15)
            icons.paint_icon(painter, QRect(0, (self.height() - side) // 2, side, side), self._icon, color)
            left = side + theme.px(5)
        area = QRect(left, 0, self.width() - left, self.height())
        painting.text(painter, area, self._words, theme.font(Role.BODY, Strength.MEDIUM), color)
