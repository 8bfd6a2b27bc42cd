"""In the settings: which pack the data file has, and the button that takes up a newer one."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from wzdesk.ui.widgets.buttons import FlatButton
from wzdesk.ui.widgets.labels import PlainLabel
from wzdesk.ui.widgets.room import Room
from wzdesk.ui.workspace import Workspace


class PackRow(QWidget):
    """Name and version of the pack, and 更新数据包或表样…."""

    def __init__(self, workspace: Workspace, parent: QWidget) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.name = PlainLabel(workspace.theme, "", self)
        self.update_pack = FlatButton(workspace.theme, "更新数据包或表样…", self, outlined=True)
        self.update_pack.clicked.connect(self._on_clicked)
        row = QHBoxLayout(self)
        Room(workspace.theme, row, (0, 0, 0, 0), 12)
        row.addWidget(self.name)
        row.addWidget(self.update_pack)
        workspace.file_opened.connect(self.refresh)
        workspace.file_reopened.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show the pack as the file has it now."""
        file = self._workspace.file
        self.update_pack.setEnabled(file.is_open and not file.read_only)
        self.name.setText("")
        if file.is_open:
            from wzdesk.services.pack_update.pack_of import pack_words

            self.name.setText(pack_words(file.store()))

    def _on_clicked(self) -> None:
        self._workspace.updates.ask()
