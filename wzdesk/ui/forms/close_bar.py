"""The strip that asks before a period is closed: how far its check is, then what is lacking, each a way to the first."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QWidget

from wzdesk.domain.open_ends import OpenEnd
from wzdesk.ui import painting
from wzdesk.ui.theme import Role, Theme
from wzdesk.ui.widgets.buttons import FlatButton, LinkButton, PrimaryButton
from wzdesk.ui.widgets.labels import PlainLabel
from wzdesk.ui.widgets.room import FixedSize, Room

HEIGHT = 40


class CloseBar(QWidget):
    """Hidden but while a period is to be closed; Enter closes it, Esc leaves it open."""

    first_asked = Signal(object)
    """To the first cell of an ``OpenEnd``."""
    confirmed = Signal()
    abandoned = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._words = PlainLabel(theme, "", self, color="t2")
        self.links: list[LinkButton] = []
        self.confirm = PrimaryButton(theme, "照样关账", self)
        self.leave = FlatButton(theme, "先不关", self, outlined=True)
        self.leave.setToolTip("先不关账（Esc）")
        row = QHBoxLayout(self)
        Room(theme, row, (12, 0, 12, 0), 8)
        row.addWidget(self._words)
        self._links = QHBoxLayout()
        Room(theme, self._links, (0, 0, 0, 0), 4)
        row.addLayout(self._links)
        row.addStretch(1)
        row.addWidget(self.confirm)
        row.addWidget(self.leave)
        FixedSize(theme, self, height=HEIGHT)
        self.confirm.clicked.connect(self.confirmed)
        self.leave.clicked.connect(self.abandoned)
        self.hide()

    @property
    def words(self) -> str:
        """What it says in front of the links."""
        return self._words.text()

    def show_progress(self, done: int, rows: int) -> None:
        """All rows are being checked before anything is asked."""
        self._show(f"关账前审核整张表，已查 {done} / {rows} 行", ())
        self.confirm.setEnabled(False)

    def show_ends(self, period: str, ends: Sequence[OpenEnd]) -> None:
        """What is lacking; a fault that must be corrected leaves no choice."""
        is_refused = any(end.refuses for end in ends)
        head = "不能关账：" if is_refused else "关账前请看："
        self._show(head if ends else f"{period}都填齐了，没有问题。", ends)
        self.setAccessibleDescription(period)
        self.confirm.setText("照样关账" if ends else "关账")
        self.confirm.setEnabled(not is_refused)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter is a click on whatever has the keys, Esc leaves."""
        button = self.focusWidget()
        if event.key() == Qt.Key.Key_Escape:
            self.abandoned.emit()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and isinstance(button, QAbstractButton):
            button.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A quiet ground and the line to the grid."""
        painter, palette = QPainter(self), self._theme.palette
        painting.fill(painter, event.rect(), palette.accbg)
        painting.horizontal_line(painter, 0, self.width(), self.height() - 1, palette.line2)

    def _show(self, words: str, ends: Sequence[OpenEnd]) -> None:
        self._words.setText(words)
        told = [end.sentence for end in ends]
        self.setAccessibleName(words + "、".join(told))
        if told != [link.text() for link in self.links]:
            self._put_links(ends)
        self.show()

    def _put_links(self, ends: Sequence[OpenEnd]) -> None:
        for link in self.links:
            self._links.removeWidget(link)
            link.deleteLater()
        self.links = [LinkButton(self._theme, end.sentence, self, role=Role.BODY) for end in ends]
        for link, end in zip(self.links, ends, strict=True):
            link.setToolTip(f"{end.sentence}，去第一处")
            link.clicked.connect(partial(self.first_asked.emit, end))
            self._links.addWidget(link)
