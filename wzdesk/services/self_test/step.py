"""One step of the self-test, and what came of it."""

import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from wzdesk.domain.errors import WzdeskError

log = logging.getLogger(__name__)


class Failed(Exception):
    """Something came out otherwise than it must; the message says what, in Chinese."""


@dataclass(frozen=True, slots=True)
class Step:
    """Something to try: ``key`` for programs, ``title`` for people; ``act`` tells what it saw, or raises."""

    key: str
    title: str
    act: Callable[[], str]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a step: what was seen, or what went wrong."""

    key: str
    title: str
    is_good: bool
    remark: str
    seconds: float


def outcome_of(step: Step) -> Outcome:
    """Try a step; whatever it raises is its outcome, with the traceback in the log."""
    start = time.perf_counter()
    try:
        remark, is_good = step.act(), True
    except WzdeskError as error:
        remark, is_good = error.sentence, False
    except Failed as error:
        remark, is_good = str(error), False
    except Exception as error:  # the next steps may tell more
        log.exception("self-test: %s", step.key)
        remark, is_good = f"程序出错：{type(error).__name__}: {error}", False
    return Outcome(step.key, step.title, is_good, remark, time.perf_counter() - start)


def expect(*, holds: bool, otherwise: str) -> None:
    """Go on only where it holds.

    Raises:
        Failed: it does not.
    """
    if not holds:
        raise Failed(otherwise)


Steps = Sequence[Step]
