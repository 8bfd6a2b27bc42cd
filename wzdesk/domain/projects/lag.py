"""How a project or a group of them stands against time progress (序时进度), in the office's words."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

_HUNDRED = Decimal(100)
_TENTH = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class LagWord:
    """A word for all that lies at or above ``least`` points and below the word before it."""

    word: str
    least: Decimal | None


@dataclass(frozen=True, slots=True)
class LagWords:
    """The thresholds, from the best word down; the last has none. An office may set its own."""

    words: tuple[LagWord, ...]

    def say(self, points: Decimal) -> str:
        """The word for a distance in percentage points, unrounded."""
        return next(word.word for word in self.words if word.least is None or points >= word.least)


USUAL_WORDS = LagWords(
    (
        LagWord("达到", Decimal(0)),
        LagWord("略低于", Decimal(-5)),
        LagWord("低于", Decimal(-15)),
        LagWord("明显低于", None),
    )
)
"""design.md §7: ≥ 0 达到, −5–0 略低于, −15–−5 低于, below 明显低于 序时进度."""


def time_progress(month: int) -> Decimal:
    """Percent of the year that is over at the end of a month, unrounded."""
    return _HUNDRED * month / 12


def rate(done: Decimal | None, planned: Decimal | None) -> Decimal | None:
    """``done`` ÷ ``planned`` in percent, unrounded; None where one is missing or nothing was planned."""
    if done is None or not planned:
        return None
    return _HUNDRED * done / planned


def ahead(done: Decimal | None, planned: Decimal | None, month: int) -> Decimal | None:
    """Points before (+) or behind (−) time progress, unrounded: rounding comes last.

    629.0 ÷ 647.4 at month 10 is 97.2 % and +13.8; 97.2 − 83.3 would say 13.9.
    """
    share = rate(done, planned)
    return None if share is None else share - time_progress(month)


def rounded(figure: Decimal, places: Decimal = _TENTH) -> Decimal:
    """As tables print it: half up, a minus zero without its sign."""
    return figure.quantize(places, ROUND_HALF_UP) + 0
