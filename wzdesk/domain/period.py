"""Periods of reports: their span, their codes and the ways offices write them."""

import re
from dataclasses import dataclass
from enum import StrEnum

from wzdesk.domain.text import normalise


class Frequency(StrEnum):
    """How a period lies in time; ``ytd`` is 1-N月累计, ``years`` several whole years."""

    YEARS = "years"
    YEAR = "year"
    HALF = "half"
    QUARTER = "quarter"
    MONTH = "month"
    YTD = "ytd"


_STEP_MONTHS = {Frequency.YEAR: 12, Frequency.HALF: 6, Frequency.QUARTER: 3, Frequency.MONTH: 1}


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A span of whole months, ``(year, month)`` of the first and the last one, and its frequency.

    本月 and 1-N月累计 of one month are two periods. Codes: ``2023`` year, ``2023-H1``, ``2023-Q2``,
    ``2023-06`` month, ``2023-01/06`` year-to-date, ``2016/2020`` years.
    """

    year: int
    month: int
    last_year: int
    last_month: int
    frequency: Frequency

    @classmethod
    def of_year(cls, year: int) -> "Period":
        """A whole year."""
        return cls(year, 1, year, 12, Frequency.YEAR)

    @classmethod
    def of_years(cls, first: int, last: int) -> "Period":
        """Several whole years, or the one year when both are the same."""
        return cls.of_year(first) if first == last else cls(first, 1, last, 12, Frequency.YEARS)

    @classmethod
    def of_half(cls, year: int, half: int) -> "Period":
        """Half 1 or 2 of a year."""
        return cls(year, 6 * half - 5, year, 6 * half, Frequency.HALF)

    @classmethod
    def of_quarter(cls, year: int, quarter: int) -> "Period":
        """Quarter 1-4 of a year."""
        return cls(year, 3 * quarter - 2, year, 3 * quarter, Frequency.QUARTER)

    @classmethod
    def of_month(cls, year: int, month: int) -> "Period":
        """A single month."""
        return cls(year, month, year, month, Frequency.MONTH)

    @classmethod
    def to_month(cls, year: int, month: int) -> "Period":
        """January to ``month`` (1-N月累计); to January alone it is the month itself, year-to-date."""
        return cls(year, 1, year, month, Frequency.YTD)

    @property
    def months(self) -> int:
        """Length of the span in months."""
        return (self.last_year - self.year) * 12 + self.last_month - self.month + 1

    @property
    def code(self) -> str:
        """The code used in files and on the command line."""
        match self.frequency:
            case Frequency.YEARS:
                return f"{self.year}/{self.last_year}"
            case Frequency.YEAR:
                return f"{self.year}"
            case Frequency.HALF:
                return f"{self.year}-H{self.last_month // 6}"
            case Frequency.QUARTER:
                return f"{self.year}-Q{self.last_month // 3}"
            case Frequency.MONTH:
                return f"{self.year}-{self.month:02d}"
            case Frequency.YTD:
                return f"{self.year}-01/{self.last_month:02d}"

    @property
    def words(self) -> str:
        """As an office writes it."""
        match self.frequency:
            case Frequency.YEARS:
                return f"{self.year}—{self.last_year}年"
            case Frequency.YEAR:
                return f"{self.year}年"
            case Frequency.HALF:
                return f"{self.year}年{'上' if self.last_month == 6 else '下'}半年"
            case Frequency.QUARTER:
                return f"{self.year}年{'一二三四'[self.last_month // 3 - 1]}季度"
            case Frequency.MONTH:
                return f"{self.year}年{self.month}月"
            case Frequency.YTD:
                return (
                    f"{self.year}年1—{self.last_month}月" if self.last_month > 1 else f"{self.year}年1月累计"
                )

    @property
    def previous(self) -> "Period":
        """The neighbour before; of a year-to-date span the one that ends a month earlier.

        The year-to-date span before January's is the whole of last year to December.
        """
        return self._step(-1)

    @property
    def next(self) -> "Period":
        """The neighbour after; year-to-date goes on by one month and starts anew in January."""
        return self._step(1)

    @property
    def year_before(self) -> "Period":
        """The same period last year (上年同期); of several years the same number of years before."""
        years = self.last_year - self.year + 1 if self.frequency is Frequency.YEARS else 1
        return Period(self.year - years, self.month, self.last_year - years, self.last_month, self.frequency)

    def same_span(self, other: "Period") -> bool:
        """Whether both cover the same months: 上半年 and 1—6月, 全年 and 1—12月."""
        return (self.year, self.month, self.last_year, self.last_month) == (
            other.year,
            other.month,
            other.last_year,
            other.last_month,
        )

    def _step(self, by: int) -> "Period":
        if self.frequency is Frequency.YEARS:
            span = (self.last_year - self.year + 1) * by
            return Period.of_years(self.year + span, self.last_year + span)
        if self.frequency is Frequency.YTD:
            year, month = _add_months(self.last_year, self.last_month, by)
            return Period.to_month(year, month)
        months = _STEP_MONTHS[self.frequency] * by
        first = _add_months(self.year, self.month, months)
        last = _add_months(self.last_year, self.last_month, months)
        return Period(*first, *last, self.frequency)


def _add_months(year: int, month: int, by: int) -> tuple[int, int]:
    index = year * 12 + month - 1 + by
    return index // 12, index % 12 + 1


_CODE = re.compile(
    r"(?P<year>\d{4})(?:/(?P<last>\d{4})|-(?:H(?P<half>[12])|Q(?P<quarter>[1-4])|01/(?P<ytd>\d\d)|(?P<month>\d\d)))?"
)
_PLAN_CODE = re.compile(r"(\d{1,2})fyp", re.IGNORECASE)


def period_of_code(code: str) -> Period | None:
    """The period of a code, or None where it is not one. ``14fyp`` is 2021-2025."""
    if plan := _PLAN_CODE.fullmatch(code.strip()):
        return _five_years(int(plan[1]))
    found = _CODE.fullmatch(code.strip())
    if not found or int(found["year"]) < 1:
        return None
    year = int(found["year"])
    if found["last"]:
        return Period.of_years(year, int(found["last"])) if int(found["last"]) >= year else None
    if found["half"]:
        return Period.of_half(year, int(found["half"]))
    if found["quarter"]:
        return Period.of_quarter(year, int(found["quarter"]))
    if month := found["ytd"] or found["month"]:
        if not 1 <= int(month) <= 12:
            return None
        return Period.to_month(year, int(month)) if found["ytd"] else Period.of_month(year, int(month))
    return Period.of_year(year)


def _five_years(number: int) -> Period:
    """The n-th five-year plan: the 14th is 2021-2025 (the first began in 1953; regular from the 3rd on)."""
    first = 2021 + (number - 14) * 5
    return Period.of_years(first, first + 4)


_LONGEST = 40
_DIGITS = "零一二三四五六七八九十"
_NUMBER = r"(\d{1,2}|十[一二]?|[一二三四五六七八九])"
_YEAR = r"(?:(?P<year>\d{4}|\d{2})年?)?度?"
_FIVE_YEAR = re.compile(r"[“\"'「『]*([一二三四五六七八九十]{1,4})五[”\"'」』]*(?:时期|规划|期间|计划)*")
_PATTERNS = tuple(  # compiled at their first use: no start of the window needs them
    (_YEAR + pattern, kind)
    for pattern, kind in (
        (r"(?:1|一)(?:月份?)?[-—~～至到](?P<n>\d{1,2})月份?(?:累计)?", "ytd"),
        (r"(?:1|一)(?:月份?)?[-—~～至到](?P<n>十[一二]?|[一二三四五六七八九])月份?(?:累计)?", "ytd"),
        (r"(?:前|头)(?P<n>[一二三四1-4两])个?季度(?:累计)?", "quarters"),
        (r"(?:前|头)(?P<n>" + _NUMBER[1:-1] + r")个?月(?:累计)?", "ytd"),
        (r"(?P<half>[上下])半年(?:累计)?", "half"),
        (r"第?(?P<n>[一二三四1-4])季度?", "quarter"),
        (r"[Qq](?P<n>[1-4])", "quarter"),
        (r"(?P<n>\d{1,2}|十[一二]?|[一二三四五六七八九])月份?(?P<ytd>累计)", "ytd"),
        (r"(?P<n>\d{1,2}|十[一二]?|[一二三四五六七八九])月份?(?:当月|单月)?", "month"),
        (r"(?:全年|年度|实绩|年)?", "year"),
    )
)


def read_period(text: str, year: int | None = None) -> Period | None:
    """The period an office's words name, or None.

    Reads ``1-2月``, ``1—6月``, ``上半年``, ``前三季度``, ``一季度``, ``2023年``, ``2023年1-11月``,
    ``全年``, ``“十四五”`` and the codes. Words that name no year take ``year``; without one the
    answer is None.
    """
    trimmed = text.strip()
    if len(trimmed) > _LONGEST:
        return None
    plain = normalise(trimmed).replace(" ", "")
    if period := period_of_code(plain):
        return period
    if found := _FIVE_YEAR.fullmatch(plain):
        number = _chinese(found[1])
        return _five_years(number) if number else None
    if found := re.fullmatch(r"(\d{4})年?[-—~～至到](\d{4})年?", plain):
        first, last = int(found[1]), int(found[2])
        return Period.of_years(first, last) if 0 < first <= last else None
    if not plain:
        return None
    for pattern, kind in _PATTERNS:
        if found := re.fullmatch(pattern, plain):
            return _period_of(found, kind, year)
    return None


def _period_of(found: re.Match[str], kind: str, year: int | None) -> Period | None:
    named = found["year"]
    which = (int(named) if len(named) == 4 else 2000 + int(named)) if named else year
    if not which or which < 1:
        return None
    if kind == "year":
        return Period.of_year(which)
    if kind == "half":
        return Period.of_half(which, 1 if found["half"] == "上" else 2)
    number = _chinese(found["n"])
    match kind:
        case "quarter":
            return Period.of_quarter(which, number) if 1 <= number <= 4 else None
        case "quarters":
            return Period.to_month(which, number * 3) if 1 <= number <= 4 else None
        case "ytd":
            return Period.to_month(which, number) if 1 <= number <= 12 else None
        case _:
            return Period.of_month(which, number) if 1 <= number <= 12 else None


def _chinese(text: str) -> int:
    """The value of 1-99 in digits or Chinese numerals; 0 where it is none."""
    if text.isdigit():
        return int(text)
    text = text.replace("两", "二")
    tens, ten, ones = text.rpartition("十")
    if any(sign not in _DIGITS for sign in tens + ones) or len(tens) > 1 or len(ones) > 1:
        return 0
    value = _DIGITS.index(ones) if ones else 0
    return value + 10 * (_DIGITS.index(tens) if tens else 1) if ten else value
