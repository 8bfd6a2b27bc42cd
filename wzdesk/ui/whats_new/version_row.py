"""In the settings: the version of the program, and what is different in it."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from wzdesk import __version__
from wzdesk.services.release_notes import release_notes
from wzdesk.ui.whats_new.notice import show_notes
from wzdesk.ui.widgets.buttons import FlatButton
from wzdesk.ui.widgets.labels import PlainLabel
from wzdesk.ui.widgets.room import Room
from wzdesk.ui.workspace import Workspace


class VersionRow(QWidget):
    """The version, and a button that shows the notes of all versions, the newest first."""

    def __init__(self, workspace: Workspace, parent: QWidget) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.look = FlatButton(workspace.theme, "这一版有什么不同", self, outlined=True)
        self.look.clicked.connect(self._on_look)
        row = QHBoxLayout(self)
        Room(workspace.theme, row, (0, 0, 0, 0), 12)
        row.addWidget(PlainLabel(workspace.theme, __version__, self))
        row.addWidget(self.look)

    def _on_look(self) -> None:
        show_notes(self._workspace, release_notes())
