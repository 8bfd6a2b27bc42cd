"""What an empty page says: what it is for, and the one button that starts it."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wzdesk.ui import icons, painting
from wzdesk.ui.theme import Role, Theme
from wzdesk.ui.widgets.buttons import PrimaryButton
from wzdesk.ui.widgets.labels import PlainLabel
from wzdesk.ui.widgets.room import Room

WIDTH, ICON = 460, 40


class _Picture(QWidget):
    def __init__(self, theme: Theme, icon_name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._icon_name = theme, icon_name
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(ICON), self._theme.px(ICON))

    def paintEvent(self, event: QPaintEvent) -> None:
        side = self._theme.px(ICON)
        spot = QRect((self.width() - side) // 2, 0, side, side)
        icons.paint_icon(QPainter(self), spot, self._icon_name, self._theme.palette.t4)


class EmptyPage(QWidget):
    """An icon, what the page is for, a sentence on how to begin, and the button that does."""

    def __init__(
        self,
        theme: Theme,
        icon_name: str,
        subject: str,
        sentence: str,
        button: PrimaryButton | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAccessibleName(f"{subject}。{sentence}")
        self._labels: list[PlainLabel] = []
        column = QVBoxLayout(self)
        Room(theme, column, gap=8)
        column.addStretch(2)
        column.addWidget(_Picture(theme, icon_name, self))
        for words, role, color in ((subject, Role.SUBJECT, "t1"), (sentence, Role.BODY, "t2")):
            label = PlainLabel(theme, words, self, role=role, color=color, wrap=True)
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            self._labels.append(label)
            column.addWidget(label, 0, Qt.AlignmentFlag.AlignHCenter)
        if button is not None:
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        self._on_theme_changed()
        theme.changed.connect(self._on_theme_changed)

    def say(self, subject: str, sentence: str) -> None:
        """Say something else."""
        self.setAccessibleName(f"{subject}。{sentence}")
        for label, words in zip(self._labels, (subject, sentence), strict=True):
            label.setText(words)
        self._on_theme_changed()

    def _on_theme_changed(self) -> None:
        for label in self._labels:
            width = self._theme.px(WIDTH)
            label.setFixedSize(width, label.heightForWidth(width))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Page ground."""
        painting.fill(QPainter(self), event.rect(), self._theme.palette.page)
