"""The panel's form for a verdict set by a person: which verdict, and why."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from wzdesk.domain.verdict import Verdict
from wzdesk.ui.theme import Role, Theme
from wzdesk.ui.widgets.buttons import FlatButton, PrimaryButton
from wzdesk.ui.widgets.labels import WrappedLabel
from wzdesk.ui.widgets.room import FixedSize, Room


class VerdictForm(QWidget):
    """Asks for a verdict and its reason; the reason is required."""

    decided = Signal(Verdict, str)
    abandoned = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._verdicts = QComboBox(self)
        self._verdicts.setAccessibleName("改判为")
        for verdict in Verdict:
            self._verdicts.addItem(verdict.word, verdict)
        self._reason = QPlainTextEdit(self)
        self._reason.setAccessibleName("改判理由")
        self._reason.setPlaceholderText("写明理由，如口径调整、以何文件为准")
        self._reason.setTabChangesFocus(True)
        FixedSize(theme, self._reason, height=64)
        self._save = PrimaryButton(theme, "改判", self)
        self._save.clicked.connect(self._on_saved)
        cancel = FlatButton(theme, "取消", self)
        cancel.clicked.connect(self.abandoned)
        self._lay_out(cancel)
        self._reason.textChanged.connect(self._on_reason_changed)
        self._on_reason_changed()

    def ask(self, verdict: Verdict, reason: str) -> None:
        """Start with a verdict and a reason."""
        self._verdicts.setCurrentIndex(list(Verdict).index(verdict))
        self._reason.setPlainText(reason)
        self.show()
        self._verdicts.setFocus()

    @property
    def draft(self) -> str:
        """The reason as far as it is written."""
        return self._reason.toPlainText()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves the form, Ctrl+Enter saves it."""
        if event.key() == Qt.Key.Key_Escape:
            self.abandoned.emit()
        elif (
            event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
            and event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self._on_saved()
        else:
            super().keyPressEvent(event)

    def _lay_out(self, cancel: FlatButton) -> None:
        column = QVBoxLayout(self)
        Room(self._theme, column, (0, 4, 0, 0), 6)
        column.addWidget(self._verdicts)
        column.addWidget(self._reason)
        hint = "自动判定会留着，和改判、理由一起存、一起导出。"
        column.addWidget(WrappedLabel(self._theme, hint, role=Role.NOTE, color="t3"))
        row = QHBoxLayout()
        row.addWidget(self._save)
        row.addWidget(cancel)
        row.addStretch(1)
        column.addLayout(row)

    def _on_reason_changed(self) -> None:
        self._save.setEnabled(bool(self._reason.toPlainText().strip()))

    def _on_saved(self) -> None:
        reason = self._reason.toPlainText().strip()
        if reason:
            self.decided.emit(Verdict(self._verdicts.currentData()), reason)
