"""Serial numbers as moments: days of the calendar that a workbook counts by, and the time of day."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from wzdesk.excel.read.number_display.rounding import product, rounded

_DAY = Decimal(86400)
_LAST, _LAST_1904 = 2_958_465, 2_957_003  # 9999-12-31
LAST_DAY = _LAST_1904
"""A serial number that is a day in both calendars, as all between 0 and it are."""
_EPOCH, _EPOCH_1904 = date(1899, 12, 30), date(1904, 1, 1)


class NoMoment(Exception):
    """A number that is no day of the calendar."""


@dataclass(frozen=True, slots=True)
class Day:
    """A day; ``weekday`` counts from Sunday, 0."""

    year: int
    month: int
    day: int
    weekday: int


def units_of(value: Decimal, decimals: int) -> int:
    """A serial number in seconds, tenths or hundredths of seconds ...: the last place that a format shows."""
    return int(rounded(product(value, _DAY), decimals).scaleb(decimals))


def day_of(serial: int, *, is_1904: bool) -> Day:
    """The day of a serial number.

    The 1900 calendar has a day 0, 1900-01-00, and 1900-02-29, as Lotus 1-2-3 had.

    Raises:
        NoMoment: it lies before the calendar or after its end.
    """
    if not 0 <= serial <= (_LAST_1904 if is_1904 else _LAST):
        raise NoMoment(serial)
    if is_1904:
        return _day(_EPOCH_1904 + timedelta(serial), (serial + 5) % 7)
    weekday = (serial - 1) % 7
    if serial in {0, 60}:
        return Day(1900, 1, 0, weekday) if serial == 0 else Day(1900, 2, 29, weekday)
    return _day(_EPOCH + timedelta(serial + (serial < 60)), weekday)


def _day(found: date, weekday: int) -> Day:
    return Day(found.year, found.month, found.day, weekday)
