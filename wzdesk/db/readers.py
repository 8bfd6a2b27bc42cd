"""Readers of one program: many at once, none while the file under them is exchanged."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager


class Readers:
    """Counts who reads, so that an exchange waits for a moment in which nobody does.

    Readers wait only while the exchange goes on: one that reads may begin to read once more without harm.
    """

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._count = 0
        self._is_exchanging = False

    @contextmanager
    def reading(self) -> Iterator[None]:
        """The file stays as it is meanwhile."""
        with self._changed:
            self._changed.wait_for(lambda: not self._is_exchanging)
            self._count += 1
        try:
            yield
        finally:
            with self._changed:
                self._count -= 1
                self._changed.notify_all()

    @contextmanager
    def kept_out(self, timeout_s: float) -> Iterator[None]:
        """Nobody begins to read meanwhile; who went on reading for longer than the timeout still does."""
        with self._changed:
            self._is_exchanging = self._changed.wait_for(lambda: self._count == 0, timeout_s)
        try:
            yield
        finally:
            with self._changed:
                self._is_exchanging = False
                self._changed.notify_all()
