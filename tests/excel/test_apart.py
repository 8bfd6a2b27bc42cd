"""Work on foreign files in a child process: what it may do to itself, and what of it the program notices."""

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from tests.excel import misbehaviour
from tests.excel.books import make_book, sheet_xml
from wzdesk.db.errors import FolderReadOnly
from wzdesk.domain.errors import Refused
from wzdesk.excel.apart import process
from wzdesk.excel.apart.apart import Apart, ReaderBug
from wzdesk.excel.apart.process import CHILD_ARGUMENT, ChildProcess
from wzdesk.excel.apart.work import read_and_look, read_and_recognise
from wzdesk.excel.errors import CannotRead

FILE = Path("表.xlsx")
linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks at /proc")
posix = pytest.mark.skipif(sys.platform == "win32", reason="signals and limits of POSIX")


@pytest.fixture
def apart() -> Iterator[Apart]:
    with Apart(least_s=2) as apart:
        yield apart


def is_gone(pid: int) -> bool:
    """Neither alive nor a zombie."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return False


def wait_until(true: Callable[[], bool], patience_s: float = 10) -> None:
    end = time.monotonic() + patience_s
    while not true():
        assert time.monotonic() < end
        time.sleep(0.01)


def check_sentence(error: pytest.ExceptionInfo[CannotRead]) -> str:
    sentence = error.value.sentence
    assert sentence.startswith("没有读“表.xlsx”：")
    assert sentence.endswith("；数据没有改动。")
    assert "请" in sentence
    return sentence


def test_that_work_is_done_in_another_process(apart: Apart) -> None:
    assert apart.run(misbehaviour.own_pid, FILE) != os.getpid()
    assert apart.run(partial(misbehaviour.repeated, 3), FILE) == "表.xlsx" * 3


def test_that_the_same_child_serves_the_next_file(apart: Apart) -> None:
    assert apart.run(misbehaviour.own_pid, FILE) == apart.run(misbehaviour.own_pid, FILE)


def test_that_a_child_that_grew_is_replaced(apart: Apart) -> None:
    grown = apart.run(misbehaviour.grown, FILE)
    assert apart.run(misbehaviour.own_pid, FILE) != grown
    assert is_gone(grown)


@pytest.mark.parametrize(
    "work",
    (misbehaviour.exited, misbehaviour.aborted, misbehaviour.killed, misbehaviour.beyond_memory),
)
@posix
def test_that_a_dead_child_is_one_sentence(apart: Apart, work: Callable[[Path], None]) -> None:
    pid = apart.run(misbehaviour.own_pid, FILE)
    with pytest.raises(CannotRead) as error:
        apart.run(work, FILE)
    assert "读不下去" in check_sentence(error)
    assert is_gone(pid)
    assert apart.run(misbehaviour.name_of, FILE) == FILE.name


@pytest.mark.parametrize("work", (misbehaviour.endless, misbehaviour.sleeping))
def test_that_a_child_that_hangs_is_given_up(apart: Apart, work: Callable[[Path], None]) -> None:
    pid = apart.run(misbehaviour.own_pid, FILE)
    with pytest.raises(CannotRead) as error:
        apart.run(work, FILE)
    assert "读了 2 秒还没有读完" in check_sentence(error)
    wait_until(lambda: is_gone(pid))


@pytest.mark.parametrize(
    "work", (misbehaviour.greedy, misbehaviour.greedy_in_small_pieces, misbehaviour.greedy_answer)
)
@linux
def test_that_a_child_without_memory_is_one_sentence(work: Callable[[Path], object]) -> None:
    with Apart() as apart:
        pid = apart.run(misbehaviour.own_pid, FILE)
        with pytest.raises(CannotRead) as error:
            apart.run(work, FILE)
        assert "内存" in check_sentence(error)
        assert apart.last_peak < 500_000_000
        wait_until(lambda: is_gone(pid))


def test_that_cancelling_ends_the_child_at_once(apart: Apart) -> None:
    pid = apart.run(misbehaviour.own_pid, FILE)
    ticks: list[int] = []

    def on_progress(done: int, _total: int) -> None:
        ticks.append(done)
        if len(ticks) > 6:
            raise InterruptedError

    with pytest.raises(InterruptedError):  # not the sentence of one that was given up
        apart.run(misbehaviour.sleeping, FILE, on_progress)
    assert len(ticks) == 7
    wait_until(lambda: is_gone(pid))


def test_that_a_refusal_comes_as_it_was_raised(apart: Apart) -> None:
    with pytest.raises(Refused, match="不收“表"):
        apart.run(misbehaviour.refused, FILE)
    with pytest.raises(CannotRead, match="没有读“表"):
        apart.run(misbehaviour.cannot_read, FILE)
    with pytest.raises(FolderReadOnly, match="表"):
        apart.run(misbehaviour.folder_read_only, FILE)


@pytest.mark.parametrize("work", (misbehaviour.mistaken, misbehaviour.bottomless, misbehaviour.sys_exited))
def test_that_a_mistake_of_ours_is_no_refusal(apart: Apart, work: Callable[[Path], None]) -> None:
    with pytest.raises(ReaderBug, match=r"KeyError: '甲'|RecursionError|SystemExit"):
        apart.run(work, FILE)


@pytest.mark.parametrize("work", (misbehaviour.strange, misbehaviour.partly_strange))
def test_that_an_answer_can_call_nothing(apart: Apart, work: Callable[[Path], object]) -> None:
    with pytest.raises(ReaderBug, match=r"posix\.system|nt\.system|functools\.partial"):
        apart.run(work, FILE)


def test_that_what_a_library_prints_disturbs_nobody(apart: Apart, capfd: pytest.CaptureFixture[str]) -> None:
    assert apart.run(misbehaviour.talkative, FILE) == FILE.name
    assert apart.run(misbehaviour.talkative, FILE) == FILE.name
    assert capfd.readouterr() == ("", "")


@posix
def test_that_the_terminal_does_not_interrupt_a_child(apart: Apart) -> None:
    assert apart.run(misbehaviour.interrupted, FILE) == FILE.name
    assert apart.run(misbehaviour.session, FILE) != os.getsid(0)


@linux
def test_that_a_child_has_none_of_our_files(apart: Apart, tmp_path: Path) -> None:
    with (tmp_path / "资料.lock").open("w") as lock:
        os.set_inheritable(lock.fileno(), True)
        found = apart.run(misbehaviour.open_files, FILE)
    assert found
    assert not [file for file in found if file.startswith(str(tmp_path))]
    assert len([file for file in found if file.startswith("pipe:")]) == 2


def test_that_a_child_holds_no_folder_and_imports_nothing_from_it(
    apart: Apart, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "struct.py").write_text("raise SystemExit")
    monkeypatch.chdir(tmp_path)
    assert Path(apart.run(misbehaviour.folder, FILE)) != tmp_path
    assert not {"", str(tmp_path)} & set(apart.run(misbehaviour.search_path, FILE))


def test_that_a_relative_path_means_what_it_says(
    apart: Apart, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    make_book(tmp_path / "表.xlsx", sheet_xml('<row r="1"><c r="A1"><v>1</v></c></row>'))
    assert apart.run(read_and_recognise, FILE).sheets[0].sheet.text_at(1, 1) == "1"
    reading, looks = apart.run(read_and_look, FILE)
    assert reading.name == FILE.name
    assert len(looks) == 1


@posix
def test_that_one_that_died_while_it_waited_is_replaced_unnoticed(apart: Apart) -> None:
    pid = apart.run(misbehaviour.own_pid, FILE)
    os.kill(pid, signal.SIGKILL)
    assert apart.run(misbehaviour.own_pid, FILE) != pid


def test_that_no_child_at_all_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "_command", lambda: [sys.executable + "-absent"])
    with Apart() as apart, pytest.raises(CannotRead) as error:
        apart.run(misbehaviour.name_of, FILE)
    assert "没有读成" in check_sentence(error)


def test_that_one_that_never_starts_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "_command", lambda: [sys.executable, "-c", "print('我不会')"])
    with Apart() as apart, pytest.raises(CannotRead) as error:
        apart.run(misbehaviour.name_of, FILE)
    assert "没有读成" in check_sentence(error)


def test_that_a_warm_child_waits_and_is_replaced() -> None:
    with Apart(keeps_warm=True) as apart:
        apart.warm()
        wait_until(lambda: bool(apart._idle))
        pid = apart._idle[0].pid
        assert apart.run(misbehaviour.own_pid, FILE) == pid
        with pytest.raises(CannotRead):
            apart.run(misbehaviour.exited, FILE)
        wait_until(lambda: bool(apart._idle))
        assert apart._idle[0].pid != pid
    assert not apart._idle


def test_that_a_child_that_nobody_asks_is_ended_and_another_serves_the_next_file() -> None:
    with Apart(rests_after_s=0.05) as apart:
        pid = apart.run(misbehaviour.own_pid, FILE)
        wait_until(lambda: is_gone(pid))
        assert not apart._idle
        assert apart.run(misbehaviour.own_pid, FILE) != pid


def test_that_a_child_that_works_is_not_ended_for_its_rest() -> None:
    with Apart(rests_after_s=0.3, least_s=20) as apart:
        apart.run(misbehaviour.own_pid, FILE)
        assert apart.run(misbehaviour.slow, FILE) == FILE.name


def test_that_nothing_is_started_after_the_end() -> None:
    apart = Apart(keeps_warm=True)
    apart.close()
    apart.start()
    assert not apart._idle


def test_that_several_files_are_read_at_the_same_time(apart: Apart) -> None:
    found: list[str] = []

    def read() -> None:
        found.append(apart.run(misbehaviour.name_of, FILE))

    threads = [threading.Thread(target=read) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [FILE.name] * 3
    assert len(apart._idle) == 1


PARENT = f"""
import sys, time
from pathlib import Path
from functools import partial
from wzdesk.excel.apart.process import ChildProcess
from wzdesk.excel.apart.pickles import pack
from tests.excel import misbehaviour
child = ChildProcess()
if sys.argv[1] == "busy":
    child.ask(pack((misbehaviour.endless, Path("{FILE}"), 600)))
    child.answer(60), child.answer(60)
print(child.pid, flush=True)
time.sleep(600)
"""


@pytest.mark.parametrize("state", ("idle", "busy"))
@posix
def test_that_a_child_does_not_outlive_the_program(state: str) -> None:
    with subprocess.Popen([sys.executable, "-c", PARENT, state], stdout=subprocess.PIPE) as parent:
        assert parent.stdout is not None
        pid = int(parent.stdout.readline())
        assert not is_gone(pid)
        parent.kill()
    wait_until(lambda: is_gone_or_zombie(pid))


def is_gone_or_zombie(pid: int) -> bool:
    """Where nobody takes in orphans (a container), the dead stay as zombies."""
    with contextlib.suppress(OSError):
        state = Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()[0]
        return state == "Z"
    return is_gone(pid)


def test_that_the_window_is_not_loaded_in_a_child(apart: Apart) -> None:
    loaded = apart.run(misbehaviour.loaded_modules, FILE)
    assert not loaded & {"PySide6", "sqlalchemy", "numpy", "wzdesk.ui", "wzdesk.cli"}


def test_that_the_program_and_the_child_agree_on_the_argument() -> None:
    from wzdesk import __main__

    assert __main__._CHILD == CHILD_ARGUMENT


def test_that_a_frozen_program_starts_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert process._command() == [sys.executable, CHILD_ARGUMENT]
    assert process._environment().get("PYTHONPATH") == os.environ.get("PYTHONPATH")


def test_that_stopping_twice_does_no_harm() -> None:
    child = ChildProcess()
    child.stop()
    child.stop()
    assert not child.is_alive


@pytest.mark.skipif(sys.platform != "win32", reason="jobs are of Windows")
def test_that_a_child_on_windows_is_in_a_job() -> None:
    """Written from Microsoft's description of job objects; it has been run on no Windows yet."""
    if sys.platform == "win32":
        with Apart() as apart, pytest.raises(CannotRead, match="内存"):
            apart.run(misbehaviour.greedy, FILE)
