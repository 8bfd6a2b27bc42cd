"""The card of a step: where one is, a title, what is said, and the way on."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from wzdesk.ui import shapes
from wzdesk.ui.theme import Role, Theme
from wzdesk.ui.widgets.buttons import FlatButton, PrimaryButton
from wzdesk.ui.widgets.labels import PlainLabel

WIDTH = 372


class GuideCard(QFrame):
    """←, → and Esc work while the card has the keyboard; it keeps nobody from clicking elsewhere."""

    back_asked = Signal()
    next_asked = Signal()
    end_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.place = PlainLabel(theme, "", self, role=Role.CAPTION, color="t3")
        self.title = PlainLabel(theme, "", self, role=Role.SUBJECT)
        self.words = PlainLabel(theme, "", self, color="t2", wrap=True)
        self.end = FlatButton(theme, "结束", self, small=True)
        self.end.setAccessibleDescription("Esc")
        self.back = FlatButton(theme, "上一步", self, outlined=True)
        self.back.setAccessibleDescription("←")
        self.next = PrimaryButton(theme, "下一步", self)
        self.next.setAccessibleDescription("→")
        for button in (self.end, self.back, self.next):
            button.installEventFilter(self)
        self.end.clicked.connect(self.end_asked)
        self.back.clicked.connect(self.back_asked)
        self.next.clicked.connect(self.next_asked)
        self._lay_out()
        self._dress()
        theme.changed.connect(self._dress)

    def show_step(self, number: int, count: int, title: str, words: str) -> None:
        """Show what is said at a step; ``number`` counts from 1."""
        self.place.setText(f"导览　第 {number} 步，共 {count} 步　（← → 换步，Esc 结束）")
        self.title.setText(title)
        self.words.setText(words)
        self.back.setEnabled(number > 1)
        self.next.setText("下一步" if number < count else "完成")
        self.next.updateGeometry()
        self.setAccessibleName(f"导览第 {number} 步，共 {count} 步：{title}。{words}")
        self.fit()

    def fit(self) -> None:
        """As high as its words need."""
        width = self._theme.px(WIDTH)
        inner = width - 2 * self._theme.px(16)
        self.words.setFixedSize(inner, max(0, self.words.heightForWidth(inner)))
        self.setFixedWidth(width)
        self._column.activate()
        self.resize(width, self._column.sizeHint().height())

    def sizeHint(self) -> QSize:
        """What it was fitted to."""
        return QSize(self._theme.px(WIDTH), self._column.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on, go back, or end."""
        keys = Qt.Key
        match event.key():
            case keys.Key_Right | keys.Key_PageDown | keys.Key_Return | keys.Key_Enter:
                self.next_asked.emit()
            case keys.Key_Left | keys.Key_PageUp:
                self.back_asked.emit()
            case keys.Key_Escape:
                self.end_asked.emit()
            case _:
                super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Page ground and a frame in the accent colour."""
        palette = self._theme.palette
        shapes.frame(QPainter(self), self.rect(), self._theme.px(6), palette.page, palette.acc)

    def _lay_out(self) -> None:
        self._column = QVBoxLayout(self)
        row = QHBoxLayout()
        row.addWidget(self.end)
        row.addStretch(1)
        row.addWidget(self.back)
        row.addWidget(self.next)
        for widget in (self.place, self.title, self.words):
            self._column.addWidget(widget)
        self._column.addLayout(row)
        self._buttons = row

    def _dress(self) -> None:
        px = self._theme.px
        self._column.setContentsMargins(px(16), px(12), px(16), px(12))
        self._column.setSpacing(px(6))
        self._buttons.setSpacing(px(8))
        self._buttons.setContentsMargins(0, px(6), 0, 0)
        self.fit()
        self.update()
