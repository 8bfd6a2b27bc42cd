"""Windows on data files for the tests of a person's jobs."""

from pathlib import Path

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from tests.tour.walk import Walk
from wzdesk.ui.program import Program
from wzdesk.ui.shell.message_bar import MessageBar


class Walks:
    """Windows that are closed together."""

    def __init__(self, app: QApplication, folder: Path) -> None:
        self._app, self._folder = app, folder
        self.programs: list[Program] = []

    def window(self, data: Path | None, pack: Path | None = None) -> Walk:
        """A window on a file, not yet shown; with a pack, as a double click on one opens it."""
        program = Program(self._app, data, pack=pack)
        program.window.resize(1366, 728)
        self.programs.append(program)
        return Walk(program, self._folder)

    def close(self) -> None:
        """Close what is open and let Qt take it apart."""
        for program in self.programs:
            program.window.close()
            program.window.deleteLater()
            program.deleteLater()
        self.programs.clear()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def sentence_of(walk: Walk) -> str:
    """What the message bar says."""
    bar = walk.program.window.findChild(MessageBar)
    return bar.sentence if isinstance(bar, MessageBar) and bar.isVisible() else ""
