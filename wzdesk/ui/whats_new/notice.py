"""After an upgrade of the program: one quiet strip above the page, once for each version."""

from collections.abc import Sequence

from PySide6.QtCore import QSettings, Qt

from wzdesk import __version__
from wzdesk.services.release_notes import ReleaseNote, notes_since, number_of, release_notes
from wzdesk.ui.shell.quiet_bar import QuietBar
from wzdesk.ui.whats_new.notes_dialog import NotesDialog
from wzdesk.ui.widgets.buttons import FlatButton
from wzdesk.ui.workspace import Workspace

_SEEN = "whats_new/seen"


class WhatsNewBar(QuietBar):
    """Says that the version is another one; leads to what is different in it."""

    def __init__(self, workspace: Workspace, notes: Sequence[ReleaseNote]) -> None:
        theme, words = workspace.theme, f"程序已经升级到 {notes[0].version} 版。"
        super().__init__(theme, workspace.window, words)
        self._workspace, self._notes = workspace, notes
        self.look = FlatButton(theme, "有什么不同", self, outlined=True, small=True)
        self.leave = FlatButton(theme, "知道了", self, small=True)
        self.look.clicked.connect(self._on_look)
        self.leave.clicked.connect(self.take_away)
        self.add_right(self.look, self.leave)

    def _on_look(self) -> None:
        show_notes(self._workspace, self._notes)
        self.take_away()


def tell_whats_new(workspace: Workspace, *, is_first_start: bool, now: str = __version__) -> None:
    """Tell what came since the version that this person saw last, and remember that it was told.

    Who starts the program for the first time has nothing to compare it with.
    """
    settings = QSettings("wzdesk", "wzdesk")
    seen = str(settings.value(_SEEN, ""))
    if seen and number_of(seen) >= number_of(now):
        return
    settings.setValue(_SEEN, now)
    if is_first_start:
        return
    if notes := notes_since(release_notes(), seen, now):
        workspace.window.add_bar(WhatsNewBar(workspace, notes))


def show_notes(workspace: Workspace, notes: Sequence[ReleaseNote]) -> None:
    """Open the notes over the window."""
    dialog = NotesDialog(workspace.theme, notes, workspace.window)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
