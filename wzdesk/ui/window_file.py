"""The data file of the window: opened in a thread, and watched where another program has it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from wzdesk.ui.file_memory import office_region

if TYPE_CHECKING:
    from concurrent.futures import Future
    from pathlib import Path

    from wzdesk.services.begin import Beginning
    from wzdesk.services.open_data_file import DataFile  # SQLAlchemy comes with it, in the thread

_WATCH_MS = 3_000


class WindowFile(QObject):
    """Opens the file at ``path``, or makes it where there is none, and gives it to whoever asks."""

    opened = Signal()
    failed = Signal(object)
    """The error that it could not be opened with. Both come from another thread."""
    freed = Signal()
    """The program that had the file has closed it; whoever asks for it next opens it anew."""

    def __init__(self, path: Path, parent: QObject) -> None:
        super().__init__(parent)
        self.path = path
        self._pack, self._home = "", office_region()
        self._opening: Future[DataFile] | None = None
        self._watch: QTimer | None = None

    @property
    def is_open(self) -> bool:
        """Whether asking for it does not wait."""
        return self._opening is not None and self._opening.done() and self._opening.exception() is None

    @property
    def read_only(self) -> bool:
        """Whether it is open and another program has it, so that one can only look."""
        return self.is_open and self.store().read_only

    def store(self) -> DataFile:
        """The open data file; waits where it is being opened.

        Raises:
            WzdeskError: it cannot be opened.
        """
        self.open_in_thread()
        assert self._opening is not None
        return self._opening.result()

    def begin(self, beginning: Beginning) -> None:
        """Take another file, before one is open; it is made as was said where there is none."""
        self.path, self._pack, self._home = beginning.path, beginning.pack, beginning.home
        self._opening = None

    def open_in_thread(self) -> None:
        """Begin to open it, unless that was done; ``opened`` or ``failed`` tells the end."""
        from concurrent.futures import ThreadPoolExecutor

        if self._opening is not None:
            return
        pool = ThreadPoolExecutor(1, "wzdesk-open")
        self._opening = pool.submit(_open_or_create, self.path, self._pack, self._home)
        self._opening.add_done_callback(self._tell_end)
        pool.shutdown(wait=False)

    def watch(self) -> None:
        """Look every few seconds whether the program that has the file has closed it."""
        self._watch = QTimer(self)
        self._watch.setInterval(_WATCH_MS)
        self._watch.timeout.connect(self._on_watch)
        self._watch.start()

    def close(self) -> None:
        """Give it free; waits where it is being opened."""
        self._stop_watching()
        if self._opening is None:
            return
        try:
            self._opening.result().close()
        except Exception:  # noqa: BLE001 - it was said when opening failed
            return

    def _tell_end(self, opening: Future[DataFile]) -> None:
        """In the other thread."""
        error = opening.exception()
        if error is None:
            self.opened.emit()
        else:
            self.failed.emit(error)

    def _on_watch(self) -> None:
        if not self.store().is_free():
            return
        self._stop_watching()
        self.store().close()
        self._opening = None
        self.freed.emit()

    def _stop_watching(self) -> None:
        if self._watch is not None:
            self._watch.stop()
            self._watch.deleteLater()
            self._watch = None


def _open_or_create(path: Path, pack: str, home: str) -> DataFile:
    from wzdesk.services.open_data_file import create_data_file, open_data_file
    from wzdesk.services.places import DEFAULT_PACK, pack_folder

    if path.exists():
        return open_data_file(path)
    return create_data_file(path, pack_folder(pack or DEFAULT_PACK), home)
