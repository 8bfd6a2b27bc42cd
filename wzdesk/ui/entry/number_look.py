"""How a reported text stands in a number column: whole part, decimals, and what is said around them."""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from wzdesk.domain.number_pieces import is_dash, number_pieces
from wzdesk.domain.true_minus import MINUS


class NumberLook(NamedTuple):
    """The pieces of a text, left to right, as they are drawn.

    ``whole`` ends at the column's axis, ``digits`` follow it. ``lead`` and ``tail`` are small and grey
    where they are words (缩小, 左右). A text without a number is all ``words``.
    """

    lead: str = ""
    whole: str = ""
    digits: str = ""
    tail: str = ""
    words: str = ""

    @property
    def text(self) -> str:
        """All of it in one."""
        return self.words or self.lead + self.whole + self.digits + self.tail


@lru_cache(maxsize=8192)
def number_look(text: str, implied: tuple[str, ...] = ()) -> NumberLook:
    """Take a text apart; ``implied`` are unit words that the head of the column says already."""
    plain = text.strip()
    if is_dash(plain):
        return NumberLook(whole="—")
    found = number_pieces(plain)
    if found is None:
        return NumberLook(words=" ".join(plain.split()))
    tail = found.tail
    for unit in implied:
        if tail.strip().startswith(unit):
            tail = tail.strip()[len(unit) :]
            break
    whole = re.sub("^[-－]", MINUS, found.whole)
    return NumberLook(found.lead, whole, found.digits, " ".join(tail.split()))


def is_small(piece: str) -> bool:
    """Whether a piece around the number is words, which stand small and grey; brackets and signs do not."""
    return any(sign.isalnum() or sign in "%％‰" for sign in piece)


def shortened(text: str, fits: Callable[[str], bool]) -> str:
    """As much of both ends of a text as fits, … between them."""
    low, high = 0, len(text) - 1
    while low < high:
        kept = (low + high + 1) // 2
        low, high = (kept, high) if fits(_without_middle(text, kept)) else (low, kept - 1)
    return _without_middle(text, low)


def _without_middle(text: str, kept: int) -> str:
    return f"{text[: kept - kept // 2]}…{text[len(text) - kept // 2 :]}"
