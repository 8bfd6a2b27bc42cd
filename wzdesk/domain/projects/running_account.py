"""One account of a project's months (本月, 年初累计, 开工以来): what follows from the figure that was typed.

A total follows only from what is known: the report of the month before, else what this month's own report says of the
months before it. Nothing is made up: a project that goes on from earlier years had totals before its first report.
"""

from decimal import Decimal

from wzdesk.domain.projects.amount import ZERO
from wzdesk.domain.projects.month_sheet import MonthLine
from wzdesk.domain.projects.progress import Invested
from wzdesk.domain.projects.project import Nature

_NOTHING = Invested()


def after_month(line: MonthLine, before: Invested, now: Invested, month: Decimal | None) -> Invested:
    """The account when 本月 is typed; emptied, what ran on from it goes with it."""
    base, since = _year_before(line, before, now), _start_before(line, before, now)
    if month is None:
        ran_on = now.month is not None and base is not None and now.year == base + now.month
        return _NOTHING if ran_on else Invested(None, now.year, now.start)
    return Invested(
        month,
        now.year if base is None else base + month,
        now.start if since is None else since + month,
    )


def after_year(line: MonthLine, before: Invested, now: Invested, year: Decimal | None) -> Invested:
    """The account when 年初累计 is typed: 本月 comes of it where the month before is known."""
    base = _year_before(line, before, now)
    if year is None:
        ran_on = now.month is not None and base is not None and now.year == base + now.month
        return _NOTHING if ran_on else Invested(now.month, None, now.start)
    month = year - base if base is not None and _is_next(line, now) else now.month
    return Invested(month, year, _start_of_year(line, before, now, year))


def after_start(line: MonthLine, before: Invested, now: Invested, start: Decimal | None) -> Invested:
    """The account when 开工以来 is typed: a correction leaves the year; into an empty line it brings the others."""
    base = _year_before(line, before, now)
    if start is None or now != _NOTHING or before.start is None or base is None or line.last_month is None:
        return Invested(now.month, now.year, start)
    month = start - before.start
    return Invested(month, base + month, start)


def _is_next(line: MonthLine, now: Invested) -> bool:
    """Whether what the year had come to before is what it had come to a month ago."""
    has_own = now.month is not None and now.year is not None
    return line.month.last_month == 1 or line.last_month is not None or (line.before is None and has_own)


def _year_before(line: MonthLine, before: Invested, now: Invested) -> Decimal | None:
    """What the year had come to before the month; None where nobody knows."""
    if line.month.last_month == 1:
        return ZERO
    if line.before is not None and line.before.month.year == line.month.year and before.year is not None:
        return before.year
    if now.month is not None and now.year is not None:
        return now.year - now.month
    return None if _goes_on(line) else ZERO


def _start_before(line: MonthLine, before: Invested, now: Invested) -> Decimal | None:
    """What had been done since the start before the month; None where nobody knows."""
    if before.start is not None:
        return before.start
    if now.month is not None and now.start is not None:
        return now.start - now.month
    return None if _goes_on(line) else ZERO


def _start_of_year(line: MonthLine, before: Invested, now: Invested, year: Decimal) -> Decimal | None:
    """开工以来 with this 年初累计: it grows by as much as the year does."""
    if before.start is not None and line.before is not None:
        same_year = line.before.month.year == line.month.year
        then = before.year if same_year else ZERO
        return now.start if then is None else before.start + year - then
    if now.start is not None and now.year is not None:
        return now.start + year - now.year
    return now.start if _goes_on(line) else year


def _goes_on(line: MonthLine) -> bool:
    """Whether the project was being built before this year (续建)."""
    plan = line.project.plan_in(line.month)
    return plan is not None and plan.nature is Nature.CARRIED_ON
