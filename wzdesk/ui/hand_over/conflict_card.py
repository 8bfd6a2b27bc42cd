"""One conflict: what was sent, what came and what the file holds side by side; one click decides."""

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from wzdesk.ui import painting, shapes
from wzdesk.ui.hand_over.panel_content import Asked
from wzdesk.ui.theme import Role, Theme
from wzdesk.ui.widgets.labels import PlainLabel, WrappedLabel
from wzdesk.ui.widgets.painted import PaintedButton
from wzdesk.ui.widgets.room import Room

_HEIGHT = 43
PLEASE = "请选"


class ValueBox(PaintedButton):
    """A caption and a value; one of the two that can be chosen has the accent's frame. The arrows go to the other."""

    def __init__(self, theme: Theme, caption: str, value: str, parent: QWidget, *, choosable: bool) -> None:
        super().__init__(theme, value, parent)
        self._caption = caption
        self.setCheckable(choosable)
        self.setEnabled(choosable)
        self.setAccessibleName(f"{caption} {value}")
        self.setToolTip(value)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Two lines."""
        return QSize(self.theme.px(100), self.theme.px(_HEIGHT))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter decides as Space does; the arrows go from one box to the next."""
        if event.key() in {Qt.Key.Key_Left, Qt.Key.Key_Right}:
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Right)
        else:
            super().keyPressEvent(event)

    def paint(self, painter: QPainter) -> None:
        """Frame, caption, value."""
        theme, p, on = self.theme, self.theme.palette, self.isChecked()
        fill = p.accbg if on else p.hover if self.lit else p.page if self.isCheckable() else p.calc
        shapes.frame(painter, self.rect(), theme.px(4), fill, p.acc if on else p.line2)
        if on:
            shapes.focus_ring(painter, self.rect(), theme.px(4), p.acc, theme.px(2))
        left, width = theme.px(8), self.width() - theme.px(14)
        top, half = theme.px(4), theme.line(Role.NOTE) + theme.px(1)
        painting.text(painter, QRect(left, top, width, half), self._caption, theme.font(Role.NOTE), p.t3)
        area = QRect(left, top + half, width, self.height() - top - half - theme.px(3))
        painting.text(painter, area, self.text(), theme.font(Role.BODY_STRONG), p.t1)


class ConflictCard(QWidget):
    """A conflict with its three values; nothing is chosen until a person has."""

    decided = Signal(object, bool)
    """The conflict's key, and True for what came."""

    def __init__(
        self, theme: Theme, asked: Asked, parent: QWidget | None = None, *, choice: bool | None = None
    ) -> None:
        super().__init__(parent)
        self.asked = asked
        self.please = PlainLabel(theme, PLEASE, self, color="undetermined")
        name = WrappedLabel(theme, asked.name, self, role=Role.BODY_STRONG)
        head, row = QHBoxLayout(), QHBoxLayout()
        head.addWidget(name, 1)
        head.addWidget(self.please, 0, Qt.AlignmentFlag.AlignTop)
        self.base = ValueBox(theme, asked.base_words, asked.base or "空", self, choosable=False)
        self.theirs = ValueBox(theme, f"{asked.region}填", asked.theirs, self, choosable=True)
        self.ours = ValueBox(theme, "库里现在", asked.ours, self, choosable=True)
        for box in (self.base, self.theirs, self.ours):
            row.addWidget(box, 1)
        Room(theme, row, gap=6)
        column = QVBoxLayout(self)
        Room(theme, column, (0, 6, 0, 6), 4)
        column.addLayout(head)
        column.addLayout(row)
        column.addWidget(WrappedLabel(theme, asked.story, self, role=Role.CAPTION, color="t2"))
        self.show_choice(choice=choice)
        self.theirs.clicked.connect(self._on_theirs)
        self.ours.clicked.connect(self._on_ours)

    def show_choice(self, *, choice: bool | None) -> None:
        """Show what is chosen, without telling."""
        self.theirs.setChecked(choice is True)
        self.ours.setChecked(choice is False)
        self.please.setText(PLEASE if choice is None else "")

    def _on_theirs(self) -> None:
        self.show_choice(choice=True)
        self.decided.emit(self.asked.key, True)

    def _on_ours(self) -> None:
        self.show_choice(choice=False)
        self.decided.emit(self.asked.key, False)
