"""The parts that the program is made of, found by typing, each with the whole text of its licence."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from wzdesk.services.licences import Part
from wzdesk.ui.theme import Role, Theme
from wzdesk.ui.widgets.buttons import FlatButton
from wzdesk.ui.widgets.labels import PlainLabel


class LicencesDialog(QDialog):
    """A list at the left, the text of the chosen one beside it; words are sought in names, licences and texts."""

    def __init__(self, theme: Theme, parts: Sequence[Part], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts = parts
        self.setWindowTitle("许可证")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.field = QLineEdit(self)
        self.field.setPlaceholderText("名称、许可证、正文里的字")
        self.field.setAccessibleName("在许可证里找")
        self.field.setClearButtonEnabled(True)
        self.list = QListWidget(self)
        self.list.setAccessibleName("程序用到的软件")
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.text = QPlainTextEdit(self)
        self.text.setAccessibleName("许可证正文")
        self.text.setReadOnly(True)
        self.text.setFrameShape(QFrame.Shape.NoFrame)
        self.text.setFont(theme.font(Role.CAPTION))
        for part in parts:
            line = QListWidgetItem(f"{part.name} {part.version}", self.list)
            line.setSizeHint(QSize(0, theme.px(27)))
            line.setToolTip(part.licence)
        self.nothing = PlainLabel(theme, "没有找到，换几个字试试。", self, color="t3")
        self.nothing.hide()
        self.close_ = FlatButton(theme, "关闭", self, outlined=True)
        self._lay_out(theme)
        self.list.currentRowChanged.connect(self._show)
        self.field.textChanged.connect(self._seek)
        self.close_.clicked.connect(self.accept)
        self.list.setCurrentRow(0)

    def _lay_out(self, theme: Theme) -> None:
        words = PlainLabel(
            theme, "程序里用到了下面这些软件和字体，版权归各自的作者。", self, color="t2", wrap=True
        )
        self.list.setMinimumWidth(theme.px(200))
        middle = QHBoxLayout()
        middle.addWidget(self.list, 1)
        middle.addWidget(self.text, 3)
        below = QHBoxLayout()
        below.addStretch(1)
        below.addWidget(self.close_)
        column = QVBoxLayout(self)
        column.setSpacing(theme.px(8))
        column.addWidget(words)
        column.addWidget(self.field)
        column.addWidget(self.nothing)
        column.addLayout(middle, 1)
        column.addLayout(below)
        self.resize(theme.px(820), theme.px(560))

    def _show(self, row: int) -> None:
        if row < 0:
            self.text.clear()
            return
        part = self._parts[row]
        self.text.setPlainText(f"{part.name} {part.version}\n{part.licence}\n\n{part.text}")
        self._go_to_words()

    def _seek(self, words: str) -> None:
        """Leave those in which the words stand, and show the first of them."""
        asked = words.strip().casefold()
        found = [row for row, part in enumerate(self._parts) if asked in _all_of(part)]
        for row in range(self.list.count()):
            self.list.item(row).setHidden(row not in found)
        self.nothing.setVisible(not found)
        if self.list.currentRow() in found:
            self._go_to_words()
        else:
            self.list.setCurrentRow(found[0] if found else -1)

    def _go_to_words(self) -> None:
        """Mark the words in the text, or stand at its beginning."""
        self.text.moveCursor(QTextCursor.MoveOperation.Start)
        if asked := self.field.text().strip():
            self.text.find(asked)


def _all_of(part: Part) -> str:
    return f"{part.name} {part.version}\n{part.licence}\n{part.text}".casefold()
