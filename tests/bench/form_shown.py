"""``python -m tests.bench.form_shown FILE BOOK TIMES``: a book chosen in the program again and again, told as JSON.

Each time is from the choice of the file to the paint of the sheet's picture with what was read over it. The child that
reads is there already, as it is when a person has looked for the file.
"""

import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QApplication

from wzdesk.services.named_files import named_data_file
from wzdesk.ui.entry.entry_screen import entry_screen_of
from wzdesk.ui.exchange.exchange_desk import ExchangeDesk
from wzdesk.ui.exchange.sheet_picture import SheetPicture
from wzdesk.ui.pages import ENTRY
from wzdesk.ui.program import Program
from wzdesk.ui.theme import make_application

SETTLING_S = 1.5


class Watch(QObject):
    """Sees the first paint of a sheet's picture after it was told to."""

    painted = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.Paint and isinstance(watched.parent(), SheetPicture):
            self.painted = True
        return False


def wait_for(condition: Callable[[], bool]) -> None:
    """Asleep between events, as the program is: the thread that receives needs the interpreter."""
    tick = QTimer(interval=5)
    tick.start()
    while not condition():
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)


def shown(exchange: ExchangeDesk, book: Path, watch: Watch) -> float:
    """Milliseconds until the reading is on the screen; the grid is there again afterwards."""
    readers = exchange._readers()
    readers.warm()
    wait_for(lambda: bool(readers._idle) and not exchange.busy)
    watch.painted = False
    begun = time.perf_counter_ns()
    exchange.receive(book)
    wait_for(lambda: watch.painted)
    QApplication.processEvents()
    taken = (time.perf_counter_ns() - begun) / 1e6
    assert exchange.sheets is not None
    assert exchange.sheets.overview.chosen
    exchange.sheets.footer.leave.click()
    settle(0.2)
    return taken


def settle(seconds: float) -> None:
    end = time.monotonic() + seconds
    wait_for(lambda: time.monotonic() > end)


def main(file: str, book: str, times: int) -> None:
    app = make_application()
    program = Program(app, named_data_file(["--data", file]))
    ready: list[bool] = []
    program.ready.connect(lambda: ready.append(True))
    program.window.show()
    wait_for(lambda: bool(ready) and program.window.made_page(ENTRY) is not None)
    settle(SETTLING_S)
    watch = Watch()
    app.installEventFilter(watch)
    exchange = entry_screen_of(program.window).exchange
    assert exchange is not None
    print(json.dumps({str(n): shown(exchange, Path(book), watch) for n in range(times)}), flush=True)
    exchange.close()
    os._exit(0)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
