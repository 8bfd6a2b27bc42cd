"""The help text, with a field that finds words in it."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextBlockFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QLineEdit, QTextBrowser, QVBoxLayout, QWidget

from wzdesk.ui.shell.page_header import PageHeader
from wzdesk.ui.theme import Role, Theme
from wzdesk.ui.widgets.room import FixedSize


class HelpPage(QWidget):
    """Shows ``帮助.md`` of the resources."""

    def __init__(self, theme: Theme, folder: Path) -> None:
        super().__init__()
        self._theme = theme
        self.text = QTextBrowser(self)
        self.text.setAccessibleName("帮助")
        self.text.setFrameShape(QFrame.Shape.NoFrame)
        self.text.setOpenExternalLinks(False)
        self._source = (folder / "帮助.md").read_text(encoding="utf-8")
        self.field = QLineEdit(self)
        self.field.setPlaceholderText("在帮助里找，按 Enter 找下一处")
        self.field.setAccessibleName("在帮助里找")
        FixedSize(theme, self.field, width=260)
        self.field.returnPressed.connect(self.find_next)
        header = PageHeader(theme, "帮助")
        header.add_right(self.field)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(header)
        column.addWidget(self.text, 1)
        self.setFocusProxy(self.text)
        self._show()
        theme.changed.connect(self._show)

    def find_next(self) -> bool:
        """Go to the next place where the words stand, from the top again after the last; whether there is one."""
        words = self.field.text().strip()
        if not words:
            return False
        if self.text.find(words):
            return True
        self.text.moveCursor(QTextCursor.MoveOperation.Start)
        return self.text.find(words)

    def _show(self) -> None:
        document = self.text.document()
        document.setDefaultFont(self._theme.font(Role.BODY))
        document.setDocumentMargin(self._theme.px(24))
        self.text.setMarkdown(self._source)
        self._space_blocks()
        self.text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )

    def _space_blocks(self) -> None:
        """Room above headings and between lines, which Markdown leaves out."""
        px = self._theme.px
        block = self.text.document().begin()
        while block.isValid():
            layout = block.blockFormat()
            layout.setLineHeight(px(5), QTextBlockFormat.LineHeightTypes.LineDistanceHeight.value)
            if level := layout.headingLevel():
                layout.setTopMargin(px(20 if level > 1 else 0))
                layout.setBottomMargin(px(8))
            QTextCursor(block).setBlockFormat(layout)
            block = block.next()
        self.text.moveCursor(QTextCursor.MoveOperation.Start)
