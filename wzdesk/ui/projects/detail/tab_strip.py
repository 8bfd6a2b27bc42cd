"""The tabs of the panel: words in a row, the chosen one underlined."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from wzdesk.ui import painting
from wzdesk.ui.theme import Role, Strength, Theme
from wzdesk.ui.widgets.painted import PaintedButton

_HEIGHT, _PAD, _LINE = 30, 5, 2


class _Tab(PaintedButton):
    def __init__(self, theme: Theme, word: str, parent: QWidget) -> None:
        super().__init__(theme, word, parent)
        self.word = word
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        theme = self.theme
        width = painting.width_of(self.text(), theme.font(Role.BODY, Strength.MEDIUM))
        return QSize(width + 2 * theme.px(_PAD), theme.px(_HEIGHT))

    def paint(self, painter: QPainter) -> None:
        theme, palette = self.theme, self.theme.palette
        on = self.isChecked()
        color = palette.acc if on else palette.t1 if self.lit else palette.t2
        font = theme.font(Role.BODY, Strength.MEDIUM if on else Strength.REGULAR)
        painting.text(painter, self.rect(), self.text(), font, color, painting.CENTRE)
        if on:
            line = theme.px(_LINE)
            painting.fill(painter, QRect(0, self.height() - line, self.width(), line), palette.acc)


class TabStrip(QWidget):
    """One of several parts, chosen by a click or by the arrow keys."""

    picked = Signal(int)

    def __init__(self, theme: Theme, words: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._tabs = [_Tab(theme, word, self) for word in words]
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(5), 0, 0, 0)
        row.setSpacing(0)
        for number, tab in enumerate(self._tabs):
            row.addWidget(tab)
            tab.setChecked(number == 0)
            tab.toggled.connect(self._on_toggled)
        row.addStretch(1)
        self.setAccessibleName("项目的各部分")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    @property
    def current(self) -> int:
        """Number of the chosen one."""
        return next((at for at, tab in enumerate(self._tabs) if tab.isChecked()), 0)

    def choose(self, number: int) -> None:
        """Choose one."""
        self._tabs[number].setChecked(True)

    def step(self, by: int) -> None:
        """Choose the next one, or the one before; after the last comes the first."""
        self.choose((self.current + by) % len(self._tabs))

    def set_count(self, number: int, count: int) -> None:
        """Show how many things lie behind a tab; none is not said."""
        tab = self._tabs[number]
        tab.setText(f"{tab.word} {count}" if count else tab.word)
        tab.updateGeometry()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        at = self.current + step
        if step and 0 <= at < len(self._tabs):
            self.choose(at)
            self._tabs[at].setFocus()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The line below all tabs."""
        painter, palette = QPainter(self), self._theme.palette
        painting.fill(painter, self.rect(), palette.page)
        painting.horizontal_line(painter, 0, self.width(), self.height() - 1, palette.line2)

    def _on_toggled(self, checked: bool) -> None:  # noqa: FBT001 - Qt's signal
        if checked:
            self.picked.emit(self.current)
