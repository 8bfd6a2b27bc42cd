"""After an upgrade of the program: one quiet strip above the page, once for each version."""

from collections.abc import Sequence

from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from wzdesk import __version__
from wzdesk.services.release_notes import ReleaseNote, notes_since, number_of, release_notes
from wzdesk.ui import painting
from wzdesk.ui.whats_new.notes_dialog import NotesDialog
from wzdesk.ui.widgets.buttons import FlatButton
from wzdesk.ui.widgets.labels import ElidedLabel
from wzdesk.ui.widgets.room import FixedSize, Room
from wzdesk.ui.workspace import Workspace

_SEEN, _HEIGHT = "whats_new/seen", 40


class WhatsNewBar(QWidget):
    """Says that the version is another one; leads to what is different in it."""

    def __init__(self, workspace: Workspace, notes: Sequence[ReleaseNote]) -> None:
        super().__init__(workspace.window)
        self._workspace, self._theme, self._notes = workspace, workspace.theme, notes
        words = f"程序已经升级到 {notes[0].version} 版。"
        self.setAccessibleName(words)
        self.words = ElidedLabel(self._theme, words, self, color="t2")
        self.look = FlatButton(self._theme, "有什么不同", self, outlined=True, small=True)
        self.leave = FlatButton(self._theme, "知道了", self, small=True)
        self.look.clicked.connect(self._on_look)
        self.leave.clicked.connect(self._on_leave)
        row = QHBoxLayout(self)
        Room(self._theme, row, (12, 0, 12, 0), 8)
        row.addWidget(self.words, 1)
        row.addWidget(self.look)
        row.addWidget(self.leave)
        FixedSize(self._theme, self, height=_HEIGHT)
        self._theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A quiet ground and the line to the page."""
        painter, palette = QPainter(self), self._theme.palette
        painting.fill(painter, event.rect(), palette.accbg)
        painting.horizontal_line(painter, 0, self.width(), self.height() - 1, palette.line2)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to the page."""
        if event.key() == Qt.Key.Key_Escape:
            self._on_leave()
            return
        super().keyPressEvent(event)

    def _on_look(self) -> None:
        show_notes(self._workspace, self._notes)
        self._on_leave()

    def _on_leave(self) -> None:
        if any(part.hasFocus() for part in self.findChildren(QWidget)):
            self._workspace.window.focus_page()
        self.hide()
        self.deleteLater()


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
