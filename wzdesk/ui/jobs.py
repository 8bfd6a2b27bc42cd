"""Long work beside the window: it reports how far it is, can be stopped, and its end arrives in the GUI thread."""

import logging
import threading
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QThreadPool, Signal, Slot

log = logging.getLogger(__name__)

Progress = Callable[[int, int], None]
"""Told ``(done, total)`` by a service; raises ``Cancelled`` through the service when the user stops it."""
Work = Callable[[Progress], object]


class Cancelled(Exception):
    """The user stopped the work; what was begun is rolled back."""


class Job(QObject):
    """One piece of work in another thread.

    Connect its signals to bound methods of QObjects: those are called in the GUI thread. Exactly one of ``done``,
    ``failed`` and ``cancelled`` comes, then ``ended``. Started by ``JobRunner``, which keeps it until then.
    """

    progressed = Signal(int, int)
    done = Signal(object)
    failed = Signal(object)
    cancelled = Signal()
    ended = Signal()

    def __init__(self, work: Work, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work, self._stop = work, threading.Event()

    def cancel(self) -> None:
        """Stop at the next report; a job that has not begun does not begin."""
        self._stop.set()

    def run(self) -> None:
        """Do the work in the calling thread, whatever it raises."""
        try:
            self._report(0, 0, tell=False)
            self.done.emit(self._work(self._report))
        except Cancelled:
            self.cancelled.emit()
        except Exception as error:
            log.debug("a job ended with an error", exc_info=True)
            self.failed.emit(error)
        finally:
            self.ended.emit()

    def _report(self, count: int, total: int, *, tell: bool = True) -> None:
        if self._stop.is_set():
            raise Cancelled
        if tell:
            self.progressed.emit(count, total)


class JobRunner(QObject):
    """Runs jobs in a pool of its own and keeps each until it has ended."""

    failed = Signal(object)
    """The error of any job, for the one place that shows errors."""
    _left = Signal(object)

    def __init__(self, parent: QObject | None = None, *, threads: int = 2) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(threads)
        self._jobs: set[Job] = set()
        self._left.connect(self._on_left)

    @property
    def busy(self) -> bool:
        """Whether a job has not ended."""
        return bool(self._jobs)

    def __contains__(self, job: object) -> bool:
        """Whether a job has not ended."""
        return job in self._jobs

    def make(self, work: Work) -> Job:
        """A job that waits for ``start``, so that its signals can be connected first."""
        job = Job(work, self)
        job.failed.connect(self.failed)
        self._jobs.add(job)
        return job

    def start(self, job: Job) -> None:
        """Run it as soon as a thread is free.

        The pool gets the function itself. A QRunnable would be deleted by the pool behind the back of its Python
        object, which then turns up as whatever object of Qt is made at the same address.
        """
        self._pool.start(partial(self._run, job))

    def run(
        self,
        work: Work,
        *,
        done: Callable[[object], None] | None = None,
        failed: Callable[[object], None] | None = None,
    ) -> Job:
        """Make, connect and start; ``done`` and ``failed`` are bound methods of QObjects."""
        job = self.make(work)
        if done is not None:
            job.done.connect(done)
        if failed is not None:
            job.failed.connect(failed)
        self.start(job)
        return job

    def close(self, wait_ms: int = 10_000) -> bool:
        """Cancel all and wait for them; whether all have ended."""
        for job in self._jobs:
            job.cancel()
        ended = self._pool.waitForDone(wait_ms)
        if ended:
            self._jobs.clear()
        return ended

    def _run(self, job: Job) -> None:
        """In the other thread; the job may go only when none of its signals is being emitted any more."""
        job.run()
        self._left.emit(job)

    @Slot(object)
    def _on_left(self, job: Job) -> None:
        self._jobs.discard(job)
        job.deleteLater()
