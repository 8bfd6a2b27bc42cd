"""What stands in place of the pages when the data file cannot be used."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from wzdesk.ui.theme import Theme
from wzdesk.ui.widgets.buttons import PrimaryButton
from wzdesk.ui.widgets.empty_page import EmptyPage


class UnopenedPage(QWidget):
    """Says which file it is, that it was left as it is, and lets the person choose another."""

    picked = Signal(str)

    def __init__(self, theme: Theme, path: str) -> None:
        super().__init__()
        button = PrimaryButton(theme, "打开另一个数据文件…")
        button.clicked.connect(self._on_clicked)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        sentence = f"{path}\n文件没有动过。可以到左下角的“历史备份”里恢复一份备份，或者换一个数据文件。"
        column.addWidget(EmptyPage(theme, "folder-open", "这个数据文件现在不能用", sentence, button))

    def _on_clicked(self) -> None:
        path, _ = QFileDialog.getOpenFileName(self, "打开数据文件", "", "数据文件 (*.wzd)")
        if path:
            self.picked.emit(path)
