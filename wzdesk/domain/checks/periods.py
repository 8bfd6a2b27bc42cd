"""Periods beside a period: those after it, and those that say the same months or end with the same month."""

from collections.abc import Iterator

from wzdesk.domain.period import Frequency, Period

_STEPS = 3


def year_after(period: Period) -> Period:
    """The same months of the next year."""
    return Period(period.year + 1, period.month, period.last_year + 1, period.last_month, period.frequency)


def following(period: Period) -> Iterator[Period]:
    """The next three periods: as far as quarterly figures lie apart among months."""
    for _ in range(_STEPS):
        period = period.next
        yield period


def twin(period: Period) -> Period | None:
    """The period of the same months under another name: 全年 and 1—12月, 上半年 and 1—6月, 一季度 and 1—3月."""
    if period.month != 1 or period.frequency is Frequency.YEARS:
        return None
    if period.frequency is not Frequency.YTD:
        return Period.to_month(period.year, period.last_month)
    match period.last_month:
        case 1:
            return Period.of_month(period.year, 1)
        case 3:
            return Period.of_quarter(period.year, 1)
        case 6:
            return Period.of_half(period.year, 1)
        case 12:
            return Period.of_year(period.year)
    return None


def parted_by(period: Period) -> Iterator[Period]:
    """The months, quarters and half-years whose figure is a difference with this year-to-date period."""
    year, month = period.year, period.last_month
    for start in (month - 1, month):
        if 1 <= start < 12:
            yield Period.of_month(year, start + 1)
    if month % 3 == 0:
        for quarter in (month // 3, month // 3 + 1):
            if 2 <= quarter <= 4:
                yield Period.of_quarter(year, quarter)
    if month in {6, 12}:
        yield Period.of_half(year, 2)
