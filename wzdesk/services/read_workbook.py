"""Reading a foreign workbook, whatever is in it: done in a child process with limits on memory and time."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from wzdesk.excel.apart.apart import Apart
from wzdesk.excel.apart.work import read_and_look, read_and_recognise
from wzdesk.excel.recognise.table import BookReading

OnProgress = Callable[[int, int], None]
T = TypeVar("T")


def read_workbook(
    path: Path, on_progress: OnProgress = lambda _done, _total: None, *, apart: Apart | None = None
) -> BookReading:
    """The sheets of a workbook with the tables recognised on them.

    Args:
        path: The file, of any kind that a spreadsheet program opens.
        on_progress: Told (0, 0) while it lasts: how much is left is not known; whatever it raises ends the work.
        apart: Where it is done; the window has one that stays warm. Without one a child is started and ended.

    Raises:
        CannotRead: the file is none, locked, damaged, hostile, too large, or cannot be read to its end.
    """
    return read_apart(read_and_recognise, path, on_progress, apart=apart)


def read_apart(
    work: Callable[[Path], T],
    path: Path,
    on_progress: OnProgress = lambda _done, _total: None,
    *,
    apart: Apart | None = None,
) -> T:
    """Any other work on a foreign file: how its sheets look, whether it can be filled.

    ``work`` is a function at the top of one of our modules (``functools.partial`` of one, for more arguments).

    Raises:
        CannotRead: the file cannot be read to its end within the limits.
        WzdeskError: what the work itself refuses.
    """
    if apart is not None:
        return apart.run(work, path, on_progress)
    with Apart() as own:
        return own.run(work, path, on_progress)


__all__ = ["Apart", "read_and_look", "read_apart", "read_workbook"]
