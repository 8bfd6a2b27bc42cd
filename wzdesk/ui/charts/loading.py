"""Loading what charts are drawn with, while the window is in use."""

import time
from concurrent.futures import ThreadPoolExecutor

from PySide6 import QtCore, QtGui, QtWidgets
from PySide6.QtCore import QObject, QTimer, Signal

_SLICE_S = 0.004


class ChartLoading(QObject):
    """Imports pyqtgraph, which takes 0.2 s, in a thread.

    PySide makes a class when its name is first used, and a second thread may see it half made. Pyqtgraph uses all
    names there are; so they are used here before, in the window's thread, a few at a time.
    """

    loaded = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        modules = (QtCore, QtGui, QtWidgets)
        self._names = [(module, name) for module in modules for name in dir(module)]
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._use_some)

    def start(self) -> None:
        """Begin; ``loaded`` is emitted at the end."""
        self._timer.start(0)

    def _use_some(self) -> None:
        until = time.perf_counter() + _SLICE_S
        while self._names:
            module, name = self._names.pop()
            getattr(module, name)
            if time.perf_counter() > until:
                return
        self._timer.stop()
        pool = ThreadPoolExecutor(1, "wzdesk-charts")
        pool.submit(_import).add_done_callback(lambda _done: self.loaded.emit())
        pool.shutdown(wait=False)


def _import() -> None:
    import wzdesk.ui.charts.trend_chart  # noqa: F401
