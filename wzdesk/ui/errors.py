"""The one place that shows errors.

What the world did (``WzdeskError``) is one sentence in the message bar. Anything else is our own mistake: its
traceback goes to the log, and one calm sentence says that the data are safe and where the log is.
"""

import contextlib
import logging
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, Signal

from wzdesk.domain.errors import WzdeskError

log = logging.getLogger(__name__)
LARGEST_LOG = 2_000_000
"""Bytes; a longer log is put aside at the next start, and the one put aside before is dropped."""


class ErrorDesk(QObject):
    """Takes every error of the program, from any thread, and shows it in the GUI thread.

    ``show_refusal`` shows one sentence in the window, as ``MainWindow.show_refusal`` does. ``show_fault`` shows the
    sentence about our own mistake together with the log file; it is ``show_refusal`` without the file if None.
    """

    caught = Signal(object)
    """An error on its way to the GUI thread."""

    def __init__(
        self,
        show_refusal: Callable[[str], object],
        log_file: Path,
        parent: QObject | None = None,
        *,
        show_fault: Callable[[str, Path], object] | None = None,
    ) -> None:
        super().__init__(parent)
        self._show_refusal, self._show_fault, self._log_file = show_refusal, show_fault, log_file
        self._previous_hook = sys.excepthook
        self.caught.connect(self._on_caught)

    def install(self) -> None:
        """Catch what nobody caught, in every thread, from now on."""
        self._previous_hook = sys.excepthook
        sys.excepthook = self._on_uncaught
        threading.excepthook = self._on_uncaught_in_thread

    def uninstall(self) -> None:
        """Give the hooks back."""
        sys.excepthook = self._previous_hook
        threading.excepthook = threading.__excepthook__

    def show(self, error: object) -> None:
        """Show an error; it may be called from any thread, and is a slot for ``JobRunner.failed``."""
        if not isinstance(error, WzdeskError):
            known = error if isinstance(error, BaseException) else None
            log.error("unexpected error: %r", error, exc_info=known)
        self.caught.emit(error)

    def _on_caught(self, error: object) -> None:
        if isinstance(error, WzdeskError):
            self._show_refusal(error.sentence)
        elif self._show_fault is not None:
            self._show_fault(self.fault_sentence, self._log_file)
        else:
            self._show_refusal(self.fault_sentence)

    @property
    def fault_sentence(self) -> str:
        """What is said of our own mistakes."""
        return f"程序出了差错，刚才这一步没有做完；已经保存的数据没有改动，可以继续使用。经过记在 {self._log_file}。"

    def _on_uncaught(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        self.show(error.with_traceback(trace))

    def _on_uncaught_in_thread(self, caught: threading.ExceptHookArgs) -> None:
        if caught.exc_value is not None:
            self._on_uncaught(caught.exc_type, caught.exc_value, caught.exc_traceback)


class _LogFile(logging.FileHandler):
    """A log that is lost rather than getting in the way: its folder may be gone, or the disk full."""

    def emit(self, record: logging.LogRecord) -> None:
        """Write a line if it can be written."""
        try:
            super().emit(record)
        except OSError:
            return


def start_log(file: Path) -> logging.Handler:
    """Write warnings and errors of the program to ``file`` from now on; it is made at the first line."""
    with contextlib.suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
    if file.is_file() and file.stat().st_size > LARGEST_LOG:
        file.replace(file.with_name(f"{file.stem}.1{file.suffix}"))
    handler = _LogFile(file, encoding="utf-8", delay=True)
    handler.setLevel(logging.WARNING)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.getLogger().addHandler(handler)
    return handler
