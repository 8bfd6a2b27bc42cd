"""A small box that asks for a text: a reason, a comment."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from wzdesk.ui.theme import Role, Theme
from wzdesk.ui.widgets.buttons import FlatButton, PrimaryButton
from wzdesk.ui.widgets.labels import WrappedLabel
from wzdesk.ui.widgets.room import FixedSize, Room


class TextBox(QWidget):
    """Asks for a text; Ctrl+Enter gives it, Esc leaves the box."""

    given = Signal(str)
    abandoned = Signal()

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._needs_text = False
        self._ask = WrappedLabel(theme, role=Role.CAPTION, color="t2")
        self._field = QPlainTextEdit(self)
        self._field.setAccessibleName(name)
        self._field.setTabChangesFocus(True)
        FixedSize(theme, self._field, height=64)
        self._field.textChanged.connect(self._on_text_changed)
        self._save = PrimaryButton(theme, "存入", self)
        self._save.clicked.connect(self._on_saved)
        cancel = FlatButton(theme, "取消", self)
        cancel.clicked.connect(self.abandoned)
        column = QVBoxLayout(self)
        Room(theme, column, (0, 4, 0, 0), 6)
        column.addWidget(self._ask)
        column.addWidget(self._field)
        row = QHBoxLayout()
        row.addWidget(self._save)
        row.addWidget(cancel)
        row.addStretch(1)
        column.addLayout(row)

    def ask(self, words: str, text: str = "", *, needs_text: bool = False) -> None:
        """Say what is asked for, and begin with a text."""
        self._needs_text = needs_text
        self._ask.setText(words)
        self._field.setPlainText(text)
        self._on_text_changed()
        self.show()
        self._field.setFocus()
        self._field.selectAll()

    @property
    def text(self) -> str:
        """What is written so far."""
        return self._field.toPlainText().strip()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves the box, Ctrl+Enter gives the text."""
        is_enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if event.key() == Qt.Key.Key_Escape:
            self.abandoned.emit()
        elif is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._on_saved()
        else:
            super().keyPressEvent(event)

    def _on_text_changed(self) -> None:
        self._save.setEnabled(bool(self.text) or not self._needs_text)

    def _on_saved(self) -> None:
        if self.text or not self._needs_text:
            self.given.emit(self.text)
