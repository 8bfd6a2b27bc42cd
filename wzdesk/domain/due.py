"""What is due: whether a period can be filled yet, and how long there is time for it."""

from datetime import date

from wzdesk.domain.form import Form
from wzdesk.domain.period import Period

SOON_DAYS = 3
"""So many days before its end a due date is pressing; ours."""
_MONTH_DAYS, _LONG_AGO_DAYS = 30, 60


def has_ended(period: Period, today: date) -> bool:
    """Whether a period is over, so that its figures can be known."""
    return (period.last_year, period.last_month) < (today.year, today.month)


def last_ended(form: Form, today: date) -> Period:
    """The last of a form's periods that is over."""
    ended = [
        its for year in (today.year - 1, today.year) for its in form.periods(year) if has_ended(its, today)
    ]
    return ended[-1]


def is_long_over(period: Period, today: date) -> bool:
    """Whether a period ended more than a year ago."""
    return (period.last_year + 1, period.last_month) < (today.year, today.month)


def following(form: Form, period: Period, today: date) -> Period | None:
    """The form's period after one of its own, where that is over; None before."""
    its = form.next(period)
    return its if has_ended(its, today) else None


def days_words(due: date, today: date) -> str:
    """How long there is time: 还有 3 天, 明天截止, 已过 5 天; what is long over in months."""
    left = (due - today).days
    if left > 1:
        return f"还有 {left} 天"
    if left >= 0:
        return "明天截止" if left else "今天截止"
    if -left < _LONG_AGO_DAYS:
        return f"已过 {-left} 天"
    return f"已过 {-left // _MONTH_DAYS} 个月"
