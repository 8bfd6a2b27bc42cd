"""The notes of one or several versions, to read."""

from collections.abc import Sequence

from PySide6.QtGui import QTextBlockFormat, QTextCursor
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QTextBrowser, QVBoxLayout, QWidget

from wzdesk.services.release_notes import ReleaseNote
from wzdesk.ui.theme import Role, Theme
from wzdesk.ui.widgets.buttons import PrimaryButton


class NotesDialog(QDialog):
    """Headed by the version; Esc closes it."""

    def __init__(self, theme: Theme, notes: Sequence[ReleaseNote], parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setWindowTitle("这一版有什么不同")
        self.text = QTextBrowser(self)
        self.text.setAccessibleName("这一版有什么不同")
        self.text.setFrameShape(QFrame.Shape.NoFrame)
        self.text.document().setDefaultFont(theme.font(Role.BODY))
        self.text.document().setDocumentMargin(theme.px(16))
        self.text.setMarkdown("\n\n".join(f"## {note.version} 版\n\n{note.text}" for note in notes))
        self._space_blocks()
        self.close_button = PrimaryButton(theme, "知道了", self)
        self.close_button.clicked.connect(self.accept)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.addWidget(self.text, 1)
        column.addLayout(row)
        room = self.screen().availableSize()
        self.resize(min(theme.px(680), room.width() - 40), min(theme.px(560), room.height() - 60))
        self.close_button.setFocus()

    def _space_blocks(self) -> None:
        """Room between lines and entries, which Markdown leaves out."""
        px, block = self._theme.px, self.text.document().begin()
        while block.isValid():
            layout = block.blockFormat()
            layout.setLineHeight(px(4), QTextBlockFormat.LineHeightTypes.LineDistanceHeight.value)
            layout.setBottomMargin(px(10 if layout.headingLevel() else 5))
            QTextCursor(block).setBlockFormat(layout)
            block = block.next()
        self.text.moveCursor(QTextCursor.MoveOperation.Start)
