"""``python -m tests.bench.merge_shown FILE KEYS TIMES BOOK...``: returned workbooks dropped on the page, told as JSON.

Each time is from the drop to the paint of the page with what merging them would do. KEYS is the folder with the office's key.
"""

import json
import os
import sys
import time
from pathlib import Path
from unittest.mock import patch

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication

from tests.bench.form_shown import settle, wait_for
from wzdesk.services.exchange import keys
from wzdesk.services.named_files import named_data_file
from wzdesk.ui.hand_over.exchange_screen import ExchangeScreen
from wzdesk.ui.hand_over.overview_desk import OverviewDesk
from wzdesk.ui.hand_over.receive_page import ReceivePage
from wzdesk.ui.pages import EXCHANGE
from wzdesk.ui.program import Program
from wzdesk.ui.theme import make_application


class Watch(QObject):
    """Sees a page of returned files being painted."""

    painted = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.Paint and isinstance(watched, ReceivePage):
            self.painted = True
        return False


def shown(screen: ExchangeScreen, desk: OverviewDesk, books: list[Path], watch: Watch) -> float:
    """Milliseconds until the preview is on the screen; it is left again afterwards."""
    watch.painted = False
    begun = time.perf_counter_ns()
    screen.overview.paths_dropped.emit(books)
    wait_for(lambda: watch.painted)
    QApplication.processEvents()
    taken = (time.perf_counter_ns() - begun) / 1e6
    page = desk.merging.page
    assert page is not None
    counts = page.look.preview.counts
    assert counts.filled == counts.cells > 0, counts.words
    page.leave.click()
    settle(0.2)
    return taken


def main(file: str, times: int, books: list[Path]) -> None:
    app = make_application()
    program = Program(app, named_data_file(["--data", file]))
    ready: list[bool] = []
    program.ready.connect(lambda: ready.append(True))
    program.window.show()
    wait_for(lambda: bool(ready))
    program.window.show_page(EXCHANGE)
    screen = program.window.page(EXCHANGE)
    assert isinstance(screen, ExchangeScreen)
    desk = screen.findChild(OverviewDesk)
    assert isinstance(desk, OverviewDesk)
    wait_for(lambda: not desk.busy and screen.overview.overview is not None)
    settle(1.0)
    watch = Watch()
    app.installEventFilter(watch)
    print(json.dumps({str(n): shown(screen, desk, books, watch) for n in range(times)}), flush=True)
    os._exit(0)


if __name__ == "__main__":
    with patch.object(keys, "settings_folder", lambda: Path(sys.argv[2])):
        main(sys.argv[1], int(sys.argv[3]), [Path(book) for book in sys.argv[4:]])
