"""Where the number in a reported text begins, where its decimals begin, and what is said around it."""

import re
from typing import NamedTuple

_DASHES = frozenset({"—", "-", "–", "——", "--", "－", "−"})
_NUMBER = re.compile(
    r"(?P<lead>[^\d]*?)(?P<whole>[-+−－＋]?\d[\d,，]*)(?P<digits>[.．]\d+)?(?P<tail>\D.*)?", re.DOTALL
)
_LONGEST_LEAD = 5


class NumberPieces(NamedTuple):
    """``缩小``, ``-0``, ``.04``, ``个点``: together the text they were cut from."""

    lead: str
    whole: str
    digits: str
    tail: str


def number_pieces(text: str) -> NumberPieces | None:
    """A text cut at its first number; None where it has none, or too many words stand before it."""
    found = _NUMBER.fullmatch(text)
    if not found or len(found["lead"]) > _LONGEST_LEAD:
        return None
    return NumberPieces(found["lead"], found["whole"], found["digits"] or "", found["tail"] or "")


def is_dash(text: str) -> bool:
    """Whether a text is one of the dashes that stand for no figure."""
    return text in _DASHES
