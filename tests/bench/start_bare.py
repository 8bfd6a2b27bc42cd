"""The peer of the first paint: an empty main window of the same size, its first paint, and out.

``start_bare.py stay`` stays open, to be looked at from outside.
"""

import os
import sys
import time

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow


class FirstPaint(QObject):
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self.tell)
        return False

    def tell(self) -> None:
        print(f'{{"painted": {time.monotonic_ns()}}}', flush=True)
        os._exit(0)


app = QApplication([])
window = QMainWindow()
window.setWindowTitle("bare")
window.resize(1366, 728)
first_paint = FirstPaint()
if sys.argv[1:] != ["stay"]:
    window.installEventFilter(first_paint)
window.show()
app.exec()
