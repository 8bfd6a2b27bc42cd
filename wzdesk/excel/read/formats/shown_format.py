"""The number format behind a number that a file gives as shown and as stored."""

import re
from decimal import Decimal

from wzdesk.excel.read.number_display.display import displayed

_SHOWN = re.compile(
    r"(?P<before>[^\d.,%()-]{0,8})-?(?P<before2>[^\d.,%()-]{0,8})"
    r"(?P<whole>\d{1,3}(?:,\d{3})+|\d{1,20})(?:\.(?P<decimals>\d{1,15}))?(?P<percent>%?)(?P<after>[^\d.,%]{0,20})"
)


def code_of_shown(shown: str, number: str) -> str:
    """A format code under which ``number`` shows as ``shown``; "General" where none is found."""
    found = _SHOWN.fullmatch(shown.strip())
    if not found:
        return "General"
    code = (
        _quoted(found["before"] + found["before2"])
        + ("#,##0" if "," in found["whole"] else "0")
        + ("." + "0" * len(found["decimals"]) if found["decimals"] else "")
        + found["percent"]
        + _quoted(found["after"])
    )
    return code if displayed(Decimal(number), code).text == shown.strip() else "General"


def _quoted(words: str) -> str:
    words = words.replace('"', "")
    return f'"{words}"' if words else ""
