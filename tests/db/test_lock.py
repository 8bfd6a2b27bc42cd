import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.db.samples import key
from wzdesk.db import lock
from wzdesk.db.changes import undo
from wzdesk.db.doors import execute_of
from wzdesk.db.errors import StoreReadOnly
from wzdesk.db.health import full_check
from wzdesk.db.history import recent_changes
from wzdesk.db.lock import lock_path
from wzdesk.db.observations import observation
from wzdesk.db.store import Store

ROOT = Path(__file__).parents[2]
HOLD = """
import getpass, sys
from pathlib import Path
from wzdesk.db.store import Store
getpass.getuser = lambda: "王某"
with Store.open(Path(sys.argv[1])) as store:
    print("read" if store.read_only else "write", flush=True)
    sys.stdin.readline()
"""
EDIT = """
import sys
from pathlib import Path
from tests.db.samples import entry
from wzdesk.db.changes import apply_changes
from wzdesk.db.store import Store
from wzdesk.domain.change import ChangeKind
with Store.open(Path(sys.argv[1])) as store:
    for number in range(1, 100_000):
        with store.writing() as session:
            apply_changes(session, [entry(str(number))], kind=ChangeKind.EDIT, who="王某")
        print(number, flush=True)
"""
Start = Callable[[str, Path], "subprocess.Popen[str]"]


@pytest.fixture
def start(request: pytest.FixtureRequest) -> Start:
    """Start a program with a file; it is gone at the end of the test."""

    def start(program: str, path: Path) -> "subprocess.Popen[str]":
        process = subprocess.Popen(
            [sys.executable, "-c", program, str(path)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            env={**os.environ, "PYTHONUTF8": "1"},
        )

        def end() -> None:
            process.kill()
            process.communicate()

        request.addfinalizer(end)
        return process

    return start


def line(process: "subprocess.Popen[str]") -> str:
    assert process.stdout
    return process.stdout.readline().strip()


def test_that_a_second_program_reads_only_and_names_the_first(store: Store, path: Path, start: Start) -> None:
    store.close()
    holder = start(HOLD, path)
    assert line(holder) == "write"

    with Store.open(path) as second:
        assert second.read_only
        assert second.holder
        assert (second.holder.user, second.holder.pid) == ("王某", holder.pid)
        assert second.holder.host
        assert second.holder.since
        assert second.holder.sentence == (
            f"这个文件王某正在用（{second.holder.host}），现在只能看；王某关闭后会提醒您。"
        )
        with second.reading() as session:
            assert observation(execute_of(session), key())
        with pytest.raises(StoreReadOnly, match="王某正在用"), second.writing():
            pass
        assert not second.is_free()
        holder.communicate("\n")
        assert second.is_free()
    with Store.open(path) as third:
        assert not third.read_only


def test_that_a_second_store_of_one_program_reads_only(store: Store, path: Path) -> None:
    with Store.open(path) as second:
        assert second.read_only
        assert second.holder
        assert second.holder.pid == os.getpid()
        assert Store.open(path, read_only=True).holder is None


def test_that_the_lock_names_its_holder_and_goes_with_it(store: Store, path: Path) -> None:
    named = json.loads(lock_path(path).read_text("utf-8"))
    assert named["pid"] == os.getpid()
    assert set(named) == {"user", "host", "pid", "since"}
    store.close()
    store.close()
    assert not lock_path(path).exists()


def test_that_a_lock_taken_away_in_between_is_made_anew(
    store: Store, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = lock._try_lock

    def late(handle: int) -> bool:
        store.close()  # its holder goes between our opening the lock file and our locking it
        return real(handle)

    monkeypatch.setattr(lock, "_try_lock", late)
    with Store.open(path) as second:
        assert not second.read_only
        assert lock_path(path).exists()
        assert Store.open(path).read_only


def test_that_a_lock_left_by_a_dead_program_bars_nobody(store: Store, path: Path, start: Start) -> None:
    store.close()
    dead = start(HOLD, path)
    assert line(dead) == "write"
    dead.kill()
    dead.wait()
    assert lock_path(path).exists()

    with Store.open(path) as again:
        assert not again.read_only


@pytest.mark.skipif(os.name == "nt", reason="there is no SIGKILL")
@pytest.mark.parametrize("after", (1, 7, 23))
def test_that_a_killed_program_loses_nothing_it_reported(
    store: Store, path: Path, start: Start, after: int
) -> None:
    store.close()
    process = start(EDIT, path)
    acknowledged = [line(process) for _ in range(after)]
    process.send_signal(signal.SIGKILL)
    assert process.stdout
    acknowledged += process.stdout.read().split()
    process.wait()

    with Store.open(path) as again:
        with again.writing() as session:
            found = observation(execute_of(session), key())
            acts = len(recent_changes(session, 100_000)) - 1
            assert undo(session, "李某")
        assert found
        assert int(found.quantity.text) in {int(acknowledged[-1]), int(acknowledged[-1]) + 1}
        assert acts == int(found.quantity.text)
    assert full_check(path).is_ok
