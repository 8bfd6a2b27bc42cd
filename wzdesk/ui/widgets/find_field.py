"""The field that finds rows while one types: by words, pinyin initials or code."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QWidget

from wzdesk.ui.theme import Theme

_WIDTH = 168


class FindField(QLineEdit):
    """Ctrl+F comes here from anywhere on the page; Enter and Down go to what was found, Esc shows all again."""

    sought = Signal(str)
    left = Signal()
    """The keys go back to the grid."""

    def __init__(self, theme: Theme, page: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setPlaceholderText("查找指标 Ctrl+F")
        self.setAccessibleName("查找指标")
        self.setClearButtonEnabled(True)
        self.textChanged.connect(self.sought)
        shortcut = QShortcut(QKeySequence.StandardKey.Find, page)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self._on_asked)
        theme.changed.connect(self._dress)
        self._dress()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave by Enter, Down or Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.clear()
            self.left.emit()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down}:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _on_asked(self) -> None:
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def _dress(self) -> None:
        self.setFixedWidth(self._theme.px(_WIDTH))
