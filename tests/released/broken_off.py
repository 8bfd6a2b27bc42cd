"""Upgrades that are killed: ``python -m tests.released.broken_off FILE FOLDER`` kills one at every statement.

For the statement numbered n there is then a folder ``FOLDER/n`` with the file as the dead program left it, and a
folder ``FOLDER/end`` with a file whose program was killed after the last statement and before it closed the file.
"""

import os
import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest import mock

from sqlalchemy import Engine, event

from wzdesk.db import migrate
from wzdesk.db.store import open_engine


@contextmanager
def told_of_statements(
    tell: Callable[[int], None], at_end: Callable[[], None] = lambda: None, pages: int = 0
) -> Iterator[None]:
    """Let ``tell`` hear of every statement of an upgrade before it is run, ``at_end`` of the end before files are closed.

    With ``pages`` there is room for that many more pages only.
    """

    def engine_of(path: Path, **how: Any) -> Engine:
        engine, count = open_engine(path, **how), 0

        @event.listens_for(engine, "connect")
        def _on_connect(dbapi: Any, _record: object) -> None:
            if pages:
                there = dbapi.execute("PRAGMA page_count").fetchone()[0]
                dbapi.execute(f"PRAGMA max_page_count = {there + pages}")

        @event.listens_for(engine, "before_cursor_execute")
        def _before(*_: object) -> None:
            nonlocal count
            count += 1
            tell(count)

        dispose = engine.dispose

        def disposed(close: bool = True) -> None:
            at_end()
            dispose(close)

        engine.dispose = disposed  # type: ignore[method-assign]
        return engine

    with mock.patch.object(migrate, "open_engine", engine_of):
        yield


def die(*_: object) -> None:
    """As by a power cut to the process: nothing is tidied up."""
    os.kill(os.getpid(), signal.SIGKILL)


def kill_at_every_statement(file: Path, folder: Path) -> None:
    """One upgrade for each statement, each in a process of its own."""
    at = 1
    while True:
        name = str(at)
        path = Path(shutil.copy(file, _made(folder / name)))
        if _survived(path, at):
            shutil.rmtree(folder / name)
            break
        at += 1
    path = Path(shutil.copy(file, _made(folder / "end")))
    assert not _survived(path, 0)


def _survived(path: Path, at: int) -> bool:
    """Whether the upgrade came to its end before the statement at which it was to be killed; 0 for the end itself."""
    child = os.fork()
    if child == 0:
        try:
            with told_of_statements(
                lambda count: die() if count == at else None, die if at == 0 else lambda: None
            ):
                migrate.upgrade_copy(path)
        finally:
            os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True)
    return folder


if __name__ == "__main__":
    kill_at_every_statement(Path(sys.argv[1]), Path(sys.argv[2]))
