"""The child process: takes one question after the other from its standard input, reads the file, answers.

It is started by ``process`` and serves nobody else. Whatever a library prints goes nowhere: the pipes of the
conversation are put aside first.
"""

import gc
import os
import queue
import signal
import sys
import threading
import traceback
from importlib import import_module

from wzdesk.domain.errors import WzdeskError
from wzdesk.excel.apart.frames import Frame, Kind, receive, send
from wzdesk.excel.apart.limits import forbid_core, lift_limits, peak, set_limits, sizes
from wzdesk.excel.apart.pickles import pack, unpack_question

_USUAL = "wzdesk.excel.apart.work"
_RESERVE = 4_000_000
_reserve: list[bytes] = []
"""Given back when memory has run out, so that this can still be told; kept from one file to the next."""


def serve() -> int:
    """Answer until the program that asks is gone; 2 at once where a person started it."""
    if os.isatty(0):
        return 2
    asked, answers = _take_pipes()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the terminal's Ctrl+C is for the program
    forbid_core()
    questions: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(asked, questions), daemon=True).start()
    if not _is_asked(questions):
        import_module(_USUAL)
    gc.collect()
    gc.freeze()
    gc.disable()  # an answer is made of what has no cycles, and a child that grew is not used again
    send(answers, Frame(Kind.READY))
    small = sizes(os.getpid())[1]
    while True:
        question = questions.get()
        send(answers, Frame(Kind.TAKEN))
        kind, payload = _answer(question)
        send(answers, Frame(kind, payload, sizes(os.getpid())[1] - small, peak()))
        del payload


def _is_asked(questions: "queue.SimpleQueue[bytes]") -> bool:
    """Whether a question waits already: then only what it needs is imported."""
    return not questions.empty()


def _take_pipes() -> tuple[int, int]:
    """The two ends of the conversation; standard input and output are then nothing."""
    if sys.platform == "win32":
        import msvcrt

        for standard in (0, 1):
            msvcrt.setmode(standard, os.O_BINARY)
    asked, answers = os.dup(0), os.dup(1)
    nothing = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(nothing, standard)
    os.close(nothing)
    return asked, answers


def _listen(asked: int, questions: "queue.SimpleQueue[bytes]") -> None:
    """In a thread of its own, so that the end of the program ends a child that is busy."""
    while (frame := receive(asked)) is not None:
        questions.put(frame.payload)
    os._exit(0)


def _answer(question: bytes) -> tuple[Kind, bytes]:
    """Without memory even Python may break down here (then the program sees a dead child), so this is kept plain."""
    try:
        if not _reserve:
            _reserve.append(
                bytes(_RESERVE)
            )  # asked of the system, never written to: it takes no memory until then
        work, path, seconds = unpack_question(question)
        set_limits(seconds)
        return Kind.DONE, pack(work(path))
    except MemoryError:
        _reserve.clear()
        return Kind.NO_MEMORY, b""
    except WzdeskError as error:
        return Kind.REFUSED, pack((type(error), error.sentence))
    except (Exception, SystemExit):  # noqa: BLE001 - told to the program, which treats it as its own mistake
        return Kind.BUG, traceback.format_exc().encode("utf-8", "replace")
    finally:
        lift_limits()
