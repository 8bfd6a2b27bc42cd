"""The program as ``python -m wzdesk gui --data FILE`` runs it, telling when it painted and when it took a key.

``python -m tests.bench.start_ours FILE paint`` ends after the first paint; ``rows`` after the last plan's rows are
painted, a key has opened the editor, the data file is open and the chart is there.
"""

import sys
import time

from wzdesk.services.named_files import named_data_file
from wzdesk.ui.program import Program
from wzdesk.ui.theme import make_application

app = make_application()
program = Program(app, named_data_file(["--data", sys.argv[1]]))

# Up to here, and from show() on, as run_window does it.
import os  # noqa: E402
from pathlib import Path  # noqa: E402
from typing import TYPE_CHECKING  # noqa: E402

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer  # noqa: E402

if TYPE_CHECKING:
    from wzdesk.ui.entry.entry_page import EntryPage

SETTLING_MS = 1500
told: dict[str, int] = {}


class Watch(QObject):
    """Follows the start from paint to paint."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self.on_rows if "painted" in told else self.on_painted)
        return False

    def on_painted(self) -> None:
        told["painted"] = time.monotonic_ns()
        if sys.argv[2] == "paint":
            finish()

    def on_page_made(self) -> None:
        """The program was told before: the page is there, and has not been painted yet."""
        entry_page().grid.viewport().installEventFilter(self)

    def on_rows(self) -> None:
        """The rows are on the screen: a key opens the editor."""
        from PySide6.QtCore import Qt
        from PySide6.QtGui import QKeyEvent

        grid = entry_page().grid
        assert grid.model().rowCount() > 0
        key = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_5, Qt.KeyboardModifier.NoModifier, "5")
        QCoreApplication.sendEvent(grid, key)
        assert grid.editing.is_open
        assert grid.editing.editor.text() == "5"
        told["typed"] = time.monotonic_ns()
        remember_memory("typed")
        grid.editing.abandon()

    def on_ready(self) -> None:
        told["ready"] = time.monotonic_ns()
        QTimer.singleShot(SETTLING_MS, self.on_settled)

    def on_settled(self) -> None:
        assert "sqlalchemy" in sys.modules
        assert "pyqtgraph" in sys.modules
        remember_memory("settled")
        finish()


def entry_page() -> "EntryPage":
    """The page, which is made by now."""
    from wzdesk.ui.entry.entry_screen import entry_screen_of

    return entry_screen_of(program.window).entry


def remember_memory(moment: str) -> None:
    """Resident and proportional memory of this process in kB, where the system says it."""
    rollup = Path("/proc/self/smaps_rollup")
    if rollup.exists():
        values = {line.split(":")[0]: line.split()[1] for line in rollup.read_text("ascii").splitlines()}
        told.update({f"{moment}_rss": int(values["Rss"]), f"{moment}_pss": int(values["Pss"])})


def finish() -> None:
    import json

    print(json.dumps(told), flush=True)
    os._exit(0)


watch = Watch()
program.window.centralWidget().installEventFilter(watch)
program.window.first_painted.connect(watch.on_page_made)
program.ready.connect(watch.on_ready)
program.window.show()
app.exec()
