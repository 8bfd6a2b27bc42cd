"""How far a long work is, what it does at the moment, and the button that stops it."""

import time
from collections.abc import Callable

from PySide6.QtCore import QRect, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from wzdesk.ui import painting
from wzdesk.ui.jobs import Job
from wzdesk.ui.theme import Theme
from wzdesk.ui.widgets.buttons import FlatButton
from wzdesk.ui.widgets.labels import ElidedLabel, PlainLabel
from wzdesk.ui.widgets.room import FixedSize, Room

HEIGHT = 32
Describe = Callable[[int, int], str]


class JobBar(QWidget):
    """A strip for ``MainWindow.add_bar``; it deletes itself when the job has ended.

    ``describe(done, total)`` says what is being done: 正在收第 7 份，共 12 份. The bar adds how long it still takes.
    """

    def __init__(self, theme: Theme, job: Job, describe: Describe, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._job, self._describe = theme, job, describe
        self._begun, self._share = time.monotonic(), 0.0
        self.words = ElidedLabel(theme, describe(0, 0), self)
        self.left = PlainLabel(theme, "", self, color="t3")
        self.stop = FlatButton(theme, "停下", self, outlined=True, small=True)
        self.stop.clicked.connect(self._on_stop_clicked)
        row = QHBoxLayout(self)
        Room(theme, row, (12, 0, 12, 2), 12)
        for widget, stretch in ((self.words, 1), (self.left, 0), (self.stop, 0)):
            row.addWidget(widget, stretch)
        FixedSize(theme, self, height=HEIGHT)
        self.setAccessibleName("进度")
        job.progressed.connect(self._on_progressed)
        job.ended.connect(self.deleteLater)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground, and the done share as a line at the bottom."""
        painter, palette = QPainter(self), self._theme.palette
        painting.fill(painter, event.rect(), palette.head)
        thick = self._theme.px(2)
        painting.fill(painter, QRect(0, self.height() - thick, self.width(), thick), palette.track)
        done = round(self.width() * self._share)
        painting.fill(painter, QRect(0, self.height() - thick, done, thick), palette.acc)

    @Slot(int, int)
    def _on_progressed(self, done: int, total: int) -> None:
        self._share = done / total if total else 0.0
        self.words.setText(self._describe(done, total))
        self.left.setText(remaining(time.monotonic() - self._begun, self._share))
        self.setAccessibleDescription(self.words.text())
        self.update()

    def _on_stop_clicked(self) -> None:
        self._job.cancel()
        self.stop.setEnabled(False)
        self.words.setText("正在停下")


def remaining(spent_s: float, share: float) -> str:
    """How long the rest takes, as people say it; empty while nobody can know."""
    if spent_s < 2 or share < 0.02:
        return ""
    left_s = spent_s / share - spent_s
    if left_s < 1:
        return ""
    return f"还要约 {round(left_s)} 秒" if left_s < 90 else f"还要约 {round(left_s / 60)} 分钟"
