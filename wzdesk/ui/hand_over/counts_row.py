"""The six counts of a merge and their sum, as a chief signs them."""

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from wzdesk.domain.exchange.merge import OUTCOME_WORDS, Counts, Outcome
from wzdesk.ui import painting
from wzdesk.ui.theme import Role, Theme

_COLORS = {
    Outcome.CHANGED: "acc",
    Outcome.CONFLICT: "undetermined",
    Outcome.REFUSED: "blocking",
    Outcome.EMPTIED: "acc",
}


class CountsRow(QWidget):
    """未变 填入 改动 清空 冲突 拒收, a line, 合计: the figure above its word."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self.counts = theme, Counts()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def set_counts(self, counts: Counts) -> None:
        """Show other counts."""
        self.counts = counts
        self.setAccessibleName(counts.words)
        self.update()

    def sizeHint(self) -> QSize:
        """A figure and a caption."""
        theme = self._theme
        return QSize(theme.px(300), theme.line(Role.FIGURE) + theme.line(Role.CAPTION) + theme.px(4))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Figures and words."""
        painter, theme, p = QPainter(self), self._theme, self._theme.palette
        step = self.width() // (len(Outcome) + 1)
        told = [
            (OUTCOME_WORDS[each], getattr(self.counts, each.value), _COLORS.get(each, "t1"))
            for each in Outcome
        ]
        told.append(("合计", self.counts.cells, "t1"))
        high, low = theme.line(Role.FIGURE), theme.line(Role.CAPTION)
        for number, (word, count, color) in enumerate(told):
            left = number * step
            if number == len(Outcome):
                painting.vertical_line(painter, left - theme.px(6), theme.px(2), self.height(), p.line2)
            shade = str(getattr(p, color)) if count else p.t3
            painting.text(painter, QRect(left, 0, step - 2, high), str(count), theme.font(Role.FIGURE), shade)
            area = QRect(left, high + theme.px(2), step - 2, low)
            painting.text(painter, area, word, theme.font(Role.CAPTION), p.t2)
