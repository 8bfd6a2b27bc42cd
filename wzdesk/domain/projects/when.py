"""Dates of projects as offices write them: a year, a month, a day; 年初, 年底, 月底."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from wzdesk.domain.text import normalise


@dataclass(frozen=True, slots=True)
class When:
    """A date as exactly as it is known: month and day are 0 where only the year, or the month, is said.

    ``words`` is the text as given where it says more than the figures ("2024年6月底").
    """

    year: int
    month: int = 0
    day: int = 0
    words: str = ""

    @property
    def first(self) -> date:
        """The earliest day that it can mean."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> date:
        """The latest day that it can mean: what is planned for June is late in July."""
        month = self.month or 12
        return date(self.year, month, self.day or monthrange(self.year, month)[1])

    @property
    def text(self) -> str:
        """As given, or as offices write it."""
        if self.words:
            return self.words
        month = f".{self.month}" if self.month else ""
        day = f".{self.day}" if self.day else ""
        return f"{self.year}{month}{day}"


_DATE = re.compile(
    r"(?P<year>(?:19|20)\d\d)(?:\s*年)?"
    r"(?:\s*(?:(?<=年)|[-./])\s*(?P<month>1[0-2]|0?[1-9])(?:\s*月份?)?"
    r"(?:\s*(?:(?<=月)|[-./])\s*(?P<day>3[01]|[12]\d|0?[1-9])\s*日?)?)?"
    r"\s*(?P<end>年?[初中底末]|[上中下]旬)?"
)
_PACKED = re.compile(r"(?P<year>(?:19|20)\d\d)(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12]\d|3[01])?")
_QUARTER = re.compile(
    r"(?P<year>(?:19|20)\d\d)年?\s*(?:第?(?P<quarter>[一二三四1-4])季度|(?P<half>[上下])半年)"
)
_OF_YEAR = {"初": 1, "年初": 1, "底": 12, "末": 12, "年底": 12, "年末": 12}
_OF_MONTH = {"上旬": 10, "中旬": 20}


def read_when(given: str) -> When | None:
    """The date that a text means, None where it means none or one that does not exist."""
    words = given.strip()
    text = normalise(words)
    if found := _QUARTER.fullmatch(text):
        quarter = found["quarter"]
        month = (
            {"上": 6, "下": 12}[found["half"]]
            if quarter is None
            else 3 * ("一二三四".find(quarter) + 1 or int(quarter))
        )
        return When(int(found["year"]), month, 0, words)
    found = _PACKED.fullmatch(text) or _DATE.fullmatch(text)
    if found is None:
        return None
    parts = found.groupdict()
    year, month, day = (int(parts.get(name) or 0) for name in ("year", "month", "day"))
    if end := parts.get("end"):
        if month:
            day = day or _OF_MONTH.get(end, 0)
        else:
            month = _OF_YEAR.get(end, 0)
    try:
        date(year, month or 1, day or 1)
    except ValueError:
        return None
    plain = When(year, month, day)
    return plain if words in {plain.text, f"{year}年"} else When(year, month, day, words)
