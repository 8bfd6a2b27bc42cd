"""Above the table of a pasted block: how large it is, how many cells there are of each kind, what is shown."""

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from wzdesk.domain.pasting.choice import PasteChoice
from wzdesk.domain.pasting.verdict import KIND_WORDS
from wzdesk.ui import icons, painting
from wzdesk.ui.paste.marks import kind_color, kind_icon
from wzdesk.ui.paste.paste_table import kind_order
from wzdesk.ui.theme import Role, Strength, Theme
from wzdesk.ui.widgets.chip import Chip
from wzdesk.ui.widgets.labels import ElidedLabel, PlainLabel

_MARK = 16


class VerdictWord(QWidget):
    """Icon and word of a verdict, with the count of its cells where there is one."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._words, self._icon, self._color = theme, "", "check", "t3"
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def say(self, words: str, icon: str, color: str) -> None:
        """Show another verdict."""
        self._words, self._icon, self._color = words, icon, color
        self.setAccessibleName(words)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Icon, gap and word."""
        theme = self._theme
        width = painting.width_of(self._words, theme.font(Role.BODY, Strength.MEDIUM))
        return QSize(theme.px(_MARK + 6) + width + 2, theme.px(20))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Both in the verdict's colour."""
        painter, side = QPainter(self), self._theme.px(_MARK)
        spot = QRect(0, (self.height() - side) // 2, side, side)
        icons.paint_icon(painter, spot, self._icon, self._color)
        area = self.rect().adjusted(side + self._theme.px(6), 0, 0, 0)
        font = self._theme.font(Role.BODY, Strength.MEDIUM)
        painting.text(painter, area, self._words, font, self._color)


class PasteBar(QWidget):
    """Counts that add up to the cells of the block, and the two things that can be shown otherwise."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.title = PlainLabel(theme, "粘贴预览", role=Role.BODY_STRONG, color="t1")
        self.size_words = ElidedLabel(theme, "", self, role=Role.CAPTION, color="t3")
        self.counts = {kind: VerdictWord(theme, self) for kind in kind_order()}
        self.only_doubtful = Chip(theme, "只看要看的", "", "F7", self)
        self.by_name = Chip(theme, "按名称对行", "", "F6", self)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(12), theme.px(6), theme.px(12), theme.px(6))
        row.setSpacing(theme.px(12))
        for widget in (self.title, self.size_words, *self.counts.values()):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self.by_name)
        row.addWidget(self.only_doubtful)

    def show_counts(self, choice: PasteChoice) -> None:
        """Count the cells of each kind, and those to look at."""
        palette, counts = self._theme.palette, choice.counts()
        for kind in kind_order():
            count = counts.get(kind, 0)
            self.counts[kind].setVisible(bool(count))
            self.counts[kind].say(f"{KIND_WORDS[kind]} {count}", kind_icon(kind), kind_color(kind, palette))
        self.only_doubtful.set_count(len(choice.listed))
        self.only_doubtful.setVisible(bool(choice.listed))
