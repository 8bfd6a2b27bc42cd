"""The field in which a cell is typed."""

from collections.abc import Callable
from enum import Enum

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from wzdesk.ui.entry.grid_columns import ColumnSpec, Shape
from wzdesk.ui.entry.grid_metrics import GridMetrics
from wzdesk.ui.entry.number_look import number_look


class EditMode(Enum):
    """How the editing began: by typing over the cell, where arrows leave it, or by F2, where they move the caret."""

    TYPING = "typing"
    REVISING = "revising"


class CellEditor(QLineEdit):
    """A line of text exactly over its cell, with the cell's font, its decimal point on the column's axis.

    Keys that leave the cell go to ``on_key`` first, which says whether it took them.
    """

    focus_lost = Signal()

    def __init__(self, metrics: GridMetrics, on_key: Callable[[QKeyEvent], bool], parent: QWidget) -> None:
        super().__init__(parent)
        self._metrics, self._on_key = metrics, on_key
        self._spec: ColumnSpec | None = None
        self._slot = 0.0
        self.mode = EditMode.TYPING
        self.setFrame(False)
        self.setAttribute(Qt.WidgetAttribute.WA_MacShowFocusRect, False)
        self.textChanged.connect(self._keep_axis)
        self.hide()

    def dress(self) -> None:
        """Take the theme's font and colours."""
        palette = self._metrics.theme.palette
        self.setFont(self._metrics.body)
        self.setStyleSheet(
            f"QLineEdit{{background:{palette.page};color:{palette.t1};border:0;border-radius:0;padding:0;"
            f"min-height:0;selection-background-color:{palette.acc};selection-color:{palette.on_acc};}}"
        )

    def begin(self, spec: ColumnSpec, slot: float, text: str, mode: EditMode) -> None:
        """Start with a text, the caret at its end."""
        self._spec, self._slot, self.mode = spec, slot, mode
        side = Qt.AlignmentFlag.AlignRight if spec.shape is Shape.NUMBER else Qt.AlignmentFlag.AlignLeft
        self.setAlignment(side | Qt.AlignmentFlag.AlignVCenter)
        self.setAccessibleName(spec.words)
        self.setText(text)
        self.setModified(False)
        self._keep_axis(text)
        self.end(False)

    def _keep_axis(self, text: str) -> None:
        """Leave as much room at the right as the column's decimals still have."""
        if self._spec is None:
            return
        pad = self._metrics.pad
        room = 0.0
        if self._spec.shape is Shape.NUMBER and not (look := number_look(text)).words:
            room = max(self._slot - self._metrics.behind(look), 0)
        free = self.width() - self._metrics.width(text) - 2 * pad
        # A line edit keeps 2 px of its own around its text.
        self.setTextMargins(pad - 2, 1, round(pad - 2 + min(room, max(free, 0))), 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leaving keys to the grid, the others are typing."""
        if self._on_key(event):
            event.accept()
            return
        super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Tab would go to the next field before ``keyPressEvent`` sees it."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in {Qt.Key.Key_Tab, Qt.Key.Key_Backtab}
            and self._on_key(event)
        ):
            event.accept()
            return True
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Another widget was chosen: what was typed is stored. A menu or another window only borrows the focus."""
        super().focusOutEvent(event)
        borrowed = {Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason}
        if event.reason() not in borrowed:
            self.focus_lost.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The field, and the frame of the current cell around it."""
        super().paintEvent(event)
        painter, width = QPainter(self), self._metrics.frame
        color = self._metrics.theme.palette.acc
        for edge in _edges(QRectF(self.rect()), width):
            painter.fillRect(edge, color)
        painter.end()


def _edges(rect: QRectF, width: float) -> tuple[QRectF, QRectF, QRectF, QRectF]:
    return (
        QRectF(rect.left(), rect.top(), rect.width(), width),
        QRectF(rect.left(), rect.bottom() - width, rect.width(), width),
        QRectF(rect.left(), rect.top(), width, rect.height()),
        QRectF(rect.right() - width, rect.top(), width, rect.height()),
    )
