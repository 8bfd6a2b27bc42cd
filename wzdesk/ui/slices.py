"""Work that must stay in the window's thread, done in short slices between what the person does."""

from collections.abc import Callable
from time import perf_counter

from PySide6.QtCore import QObject, QTimer, Signal

_SLICE_S = 0.005
"""A slice ends after the step that takes it over this: one of a few milliseconds then stays below a frame."""
_TELL_S = 0.1


class Slices(QObject):
    """Does steps whenever no event waits; ``step`` does one and says whether there was one to do.

    ``rested`` comes from time to time between slices, and once more at the end, for showing what was done: not after
    each slice, which would take longer than the work.
    """

    rested = Signal()
    ended = Signal()

    def __init__(self, step: Callable[[], bool], parent: QObject) -> None:
        super().__init__(parent)
        self._step = step
        self._told_at, self._is_over, self._is_stopped = 0.0, False, True
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._on_idle)

    @property
    def is_running(self) -> bool:
        """Whether there may be more to do."""
        return self._timer.isActive()

    def start(self) -> None:
        """Begin, or go on with more."""
        self._told_at, self._is_over, self._is_stopped = perf_counter(), False, False
        self._timer.start()

    def stop(self) -> None:
        """Do no more; a step may say so too."""
        self._is_stopped = True
        self._timer.stop()

    def _on_idle(self) -> None:
        """Either a slice of work or the telling of it, not both. A step that fails is not tried again."""
        self._timer.stop()
        if self._is_over:
            self.rested.emit()
            self.ended.emit()
            return
        begun = perf_counter()
        if begun - self._told_at > _TELL_S:
            self.rested.emit()
            self._told_at = perf_counter()
        else:
            self._is_over = not self._do_some(begun)
        if not self._is_stopped:
            self._timer.start()

    def _do_some(self, begun: float) -> bool:
        """Whether there may be more after this slice."""
        while self._step():
            if self._is_stopped or perf_counter() - begun > _SLICE_S:
                return True
        return False
