"""Work on a foreign file in a child process: at worst one sentence, never a frozen or lost window."""

import logging
import pickle
import queue
import threading
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar, cast

from wzdesk.domain.errors import WzdeskError
from wzdesk.excel.apart.frames import Frame, Kind
from wzdesk.excel.apart.pickles import pack, unpack_answer
from wzdesk.excel.apart.process import ChildProcess
from wzdesk.excel.read.package import refusal

log = logging.getLogger(__name__)

OnProgress = Callable[[int, int], None]
T = TypeVar("T")

_LEAST_S, _S_PER_BYTE, _MOST_S = 20.0, 10e-6, 300.0  # generous: old machines, and who waits may cancel
_START_S = 60.0
_TICK_S = 0.05
_MOST_GROWN = 60_000_000
_MUCH = 400_000_000  # a child that dies so large died of it: where memory ends Python itself may break down

_RESAVE = "请在表格软件里打开看看，另存为 .xlsx 后再试"
_TOO_SLOW = "内容太多或文件已损坏，请只留要导入的那张表，另存为 .xlsx 后再试"
_NO_MEMORY = "读它要占的内存太多，请只留要导入的那张表，另存后再导入"
_DIED = f"读到一半读不下去了，文件可能已损坏或被人动过手脚，{_RESAVE}"
_NOT_STARTED = "电脑忙不过来，没有读成，请关掉几个别的程序再试"


class ReaderBug(RuntimeError):
    """A reader made a mistake of ours; the message is the child's traceback."""


class _Lost(Exception):
    """The child was dead before it took the question."""


def _nothing(_done: int, _total: int) -> None:
    pass


class Apart:
    """Does work in child processes and keeps one that is done for the next file.

    With ``keeps_warm`` a fresh one is started beforehand whenever a used one had to go. One that nobody asked for
    ``rests_after_s`` is ended; the next ``warm`` or ``run`` starts another. May be used from several threads: each piece of
    work has a child of its own.

    Args:
        keeps_warm: Whether to have a child ready always, from the first ``warm`` or ``run`` on.
        least_s: The time a small file may take; a large one may take longer.
        rests_after_s: How long a child waits for a file at most; None for as long as there is anybody to ask.
    """

    def __init__(
        self, *, keeps_warm: bool = False, least_s: float = _LEAST_S, rests_after_s: float | None = None
    ) -> None:
        self._keeps_warm, self._least_s, self._rests_after_s = keeps_warm, least_s, rests_after_s
        self._lock = threading.Lock()
        self._idle: list[ChildProcess] = []
        self._rest: threading.Timer | None = None
        self._closed = False
        self.last_peak = 0
        """The most memory that the child which answered last ever had in use, in bytes; 0 where unknown."""

    def warm(self) -> None:
        """Start a child in the background, unless one waits."""
        threading.Thread(target=self.start, name="wzdesk-warm", daemon=True).start()

    def start(self) -> None:
        """Start a child that gets ready by itself, unless one waits."""
        if self._closed or self._idle:
            return
        try:
            self._keep(ChildProcess())
        except OSError:
            log.warning("no child process beforehand", exc_info=True)  # the next file tries again

    def run(self, work: Callable[[Path], T], path: Path, on_progress: OnProgress = _nothing) -> T:
        """What ``work`` makes of a file.

        Args:
            work: A function of one of our modules; its answer must not be heavy, for it is pickled.
            path: The file.
            on_progress: Told (0, 0) twenty times a second; whatever it raises ends the work at once.

        Raises:
            CannotRead: the file makes the child die, run out of memory or find no end.
            WzdeskError: what the work refuses.
            ReaderBug: the work raised anything else.
        """
        try:
            try:
                return self._run(work, path, on_progress)
            except _Lost:  # one that waited long may have been ended by anybody
                return self._run(work, path, on_progress)
        except _Lost as error:
            log.warning("no child process for a file", exc_info=True)
            raise refusal(path.name, _NOT_STARTED) from error
        finally:
            if self._keeps_warm:
                self.warm()

    def close(self) -> None:
        """End the child that waits; one that works is ended when its work is."""
        with self._lock:
            self._closed = True
            idle = self._take_idle()
        for child in idle:
            child.stop()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _run(self, work: Callable[[Path], T], path: Path, on_progress: OnProgress) -> T:
        seconds = min(self._least_s + _size_of(path) * _S_PER_BYTE, max(_MOST_S, self._least_s))
        question = pack((work, path.absolute(), seconds))
        child = self._take()
        answer = None
        try:
            _ask(child, question, on_progress)
            answer = _answer_of(child, path, seconds, on_progress)
        finally:
            if answer is not None and answer.grown <= _MOST_GROWN and answer.kind is not Kind.NO_MEMORY:
                self._keep(child)
            else:
                child.stop()
        self.last_peak = answer.peak
        return cast("T", _result_of(answer, path))

    def _take(self) -> ChildProcess:
        with self._lock:
            waiting = self._take_idle()
        taken = next((child for child in waiting if child.is_alive), None)
        for child in waiting:
            if child is not taken:
                child.stop()
        try:
            return taken or ChildProcess()
        except OSError as error:
            raise _Lost from error

    def _keep(self, child: ChildProcess) -> None:
        """For the next file; more than one need not wait."""
        with self._lock:
            kept = not self._closed and not self._idle
            if kept:
                self._idle.append(child)
                self._let_rest()
        if not kept:
            child.stop()

    def _take_idle(self) -> list[ChildProcess]:
        """Under the lock: nobody else has them now."""
        if self._rest is not None:
            self._rest.cancel()
            self._rest = None
        idle, self._idle = self._idle, []
        return idle

    def _let_rest(self) -> None:
        """Under the lock: end the one that waits, should nobody ask for long."""
        if self._rests_after_s is not None:
            self._rest = threading.Timer(self._rests_after_s, self._end_rested, self._idle)
            self._rest.daemon = True
            self._rest.start()

    def _end_rested(self, child: ChildProcess) -> None:
        with self._lock:
            is_waiting = child in self._idle  # else it was taken in this very moment
            if is_waiting:
                self._take_idle()
        if is_waiting:
            child.stop()


def _size_of(path: Path) -> int:
    try:
        return path.stat().st_size
    except (OSError, ValueError):
        return 0  # the reader says what is wrong


def _ask(child: ChildProcess, question: bytes, on_progress: OnProgress) -> None:
    try:
        child.ask(question)
    except OSError as error:
        raise _Lost from error
    while (frame := _next(child, _START_S, on_progress)) is not None:
        if frame.kind is Kind.TAKEN:
            return
    raise _Lost


def _answer_of(child: ChildProcess, path: Path, seconds: float, on_progress: OnProgress) -> Frame:
    largest = 0

    def on_tick(done: int, total: int) -> None:
        nonlocal largest
        largest = max(largest, child.memory)
        on_progress(done, total)

    try:
        answer = _next(child, seconds, on_tick)
    except TimeoutError as error:
        log.warning("a file was given up after %.0f s", seconds)
        raise refusal(path.name, f"读了 {seconds:.0f} 秒还没有读完，{_TOO_SLOW}") from error
    if answer is None:
        log.warning("a child process died over a file (%s)", child.how_ended)
        raise refusal(path.name, _NO_MEMORY if largest > _MUCH else _DIED)
    return answer


def _next(child: ChildProcess, patience_s: float, on_progress: OnProgress) -> Frame | None:
    end = time.monotonic() + patience_s
    while True:
        on_progress(0, 0)
        left = end - time.monotonic()
        try:
            return child.answer(max(min(left, _TICK_S), 0))
        except queue.Empty as error:
            if left <= 0:
                raise TimeoutError from error


def _result_of(answer: Frame, path: Path) -> object:
    try:
        match answer.kind:
            case Kind.DONE:
                return unpack_answer(answer.payload)
            case Kind.REFUSED:
                raise _refusal_of(*unpack_answer(answer.payload))
            case Kind.NO_MEMORY:
                raise refusal(path.name, _NO_MEMORY)
            case Kind.BUG:
                raise ReaderBug(answer.payload.decode("utf-8", "replace"))
    except pickle.UnpicklingError as error:
        raise ReaderBug(f"an answer holds what no reading holds: {error}") from error
    raise refusal(path.name, _DIED)


def _refusal_of(kind: type[Exception], sentence: str) -> WzdeskError:
    """As it was raised, but for what only its maker knew."""
    error = (kind if issubclass(kind, WzdeskError) else WzdeskError).__new__(kind, sentence)
    assert isinstance(error, WzdeskError)
    return error
