"""Checks of a project's month as it is typed (design.md §5, §7): each finding names its cell and says why."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from statistics import median

from wzdesk.domain.checks.rule import Severity
from wzdesk.domain.projects.alerts import USUAL_LIMITS, AlertKind, AlertLimits, alerts
from wzdesk.domain.projects.amount import ZERO
from wzdesk.domain.projects.month_sheet import MoneyUnit, MonthLine
from wzdesk.domain.projects.progress import ProjectProgress
from wzdesk.domain.true_minus import with_true_minus
from wzdesk.domain.typed_cell import Column
from wzdesk.domain.units import plain

_SLIP = 1000
"""A month so many times the usual one was typed in another unit: 万元 and 亿元 lie 10 000 apart, no works do."""


@dataclass(frozen=True, slots=True)
class MonthFinding:
    """What is to be said of one cell of a line."""

    column: Column
    severity: Severity
    sentence: str


def month_findings(
    line: MonthLine, unit: MoneyUnit, limits: AlertLimits = USUAL_LIMITS
) -> tuple[MonthFinding, ...]:
    """What wants a look in a line; sentences say amounts in ``unit``, the alerts of the ledger in 亿元."""
    now = line.now
    if now is None:
        return ()
    found = [one for check in _CHECKS for one in check(line, now, unit)]
    told = {(one.column, one.severity) for one in found}
    for alert in alerts(
        line.project, [one for one in line.reports if one.month <= line.month], line.month, limits
    ):
        column, severity = _ALERTS[alert.kind]
        if (column, severity) not in told:
            found.append(MonthFinding(column, severity, f"{alert.sentence}。"))
    return tuple(found)


_ALERTS = {
    AlertKind.NO_PROGRESS: (Column.MONTH, Severity.QUERY),
    AlertKind.NOT_STARTED: (Column.IMAGE, Severity.QUERY),
    AlertKind.FUNDS_BEHIND: (Column.FUNDS, Severity.QUERY),
    AlertKind.YEAR_FELL: (Column.TOTAL, Severity.BLOCKING),
    AlertKind.ABOVE_TOTAL: (Column.SINCE_START, Severity.BLOCKING),
    AlertKind.ACCOUNTS_APART: (Column.BOOKED, Severity.QUERY),
}
_Found = Iterator[MonthFinding]


def _of_month(line: MonthLine, now: ProjectProgress, unit: MoneyUnit) -> _Found:
    amount = now.reported.month
    if amount is None:
        return
    if amount < 0:
        yield MonthFinding(
            Column.MONTH,
            Severity.QUERY,
            f"本月完成 {_said(amount, unit)}，是负数；如是核减请在“下一步”写明原因。",
        )
    earlier = [
        one.reported.month
        for one in line.reports
        if one.month < line.month and one.reported.month is not None
    ]
    usual = median([one for one in earlier if one > 0] or [ZERO])
    if usual and (amount >= usual * _SLIP or 0 < amount * _SLIP <= usual):
        yield MonthFinding(
            Column.MONTH,
            Severity.QUERY,
            f"本月完成 {_said(amount, unit)}，前几个月一般是 {_said(usual, unit)}，疑单位填错，这里按{unit.value}填。",
        )
    if amount > 0 and line.project.actual_start is None and line.project.planned_start is not None:
        yield MonthFinding(
            Column.MONTH, Severity.QUERY, "已有投资完成，基本信息里还没有实际开工日期，请补填或核对。"
        )


def _of_year(line: MonthLine, now: ProjectProgress, unit: MoneyUnit) -> _Found:
    year, month, before = now.reported.year, now.reported.month, line.before
    if year is None or before is None or before.month.year != line.month.year or before.reported.year is None:
        return
    last = before.reported.year
    if year < last:
        yield MonthFinding(
            Column.TOTAL,
            Severity.BLOCKING,
            f"年初累计 {_said(year, unit)}，比{before.month.words}少，当时是 {_said(last, unit)}；累计数不应下降。",
        )
    elif month is not None and year - last != month:
        yield MonthFinding(
            Column.TOTAL,
            Severity.BLOCKING,
            f"年初累计比{before.month.words}多 {_said(year - last, unit)}，本月填的是 {_said(month, unit)}，两数对不上。",
        )


def _of_start(line: MonthLine, now: ProjectProgress, unit: MoneyUnit) -> _Found:
    start, year, total = now.reported.start, now.reported.year, line.project.total
    if start is None:
        return
    if total and start > total:
        yield MonthFinding(
            Column.SINCE_START,
            Severity.BLOCKING,
            f"开工以来 {_said(start, unit)}，超过总投资 {_said(total, unit)}；请核对，或先调整总投资。",
        )
    if year is not None and start < year:
        yield MonthFinding(
            Column.SINCE_START,
            Severity.BLOCKING,
            f"开工以来 {_said(start, unit)}，少于年初累计 {_said(year, unit)}。",
        )
    before = line.before.reported.start if line.before else None
    month = now.reported.month
    if line.last_month is not None and before is not None and month is not None and start - before != month:
        yield MonthFinding(
            Column.SINCE_START,
            Severity.QUERY,
            f"开工以来比上月多 {_said(start - before, unit)}，本月填的是 {_said(month, unit)}；如有调整请写明原因。",
        )


def _of_booked(line: MonthLine, now: ProjectProgress, unit: MoneyUnit) -> _Found:
    before = line.before
    same_year = before is not None and before.month.year == line.month.year
    last = before.booked.year if before is not None and same_year else None
    if now.booked.year is not None and last is not None and now.booked.year < last:
        yield MonthFinding(
            Column.BOOKED,
            Severity.BLOCKING,
            f"统计入库 {_said(now.booked.year, unit)}，比上次少，当时是 {_said(last, unit)}；累计数不应下降。",
        )


def _of_funds(line: MonthLine, now: ProjectProgress, unit: MoneyUnit) -> _Found:
    if now.funds is None:
        return
    if now.funds < 0:
        yield MonthFinding(Column.FUNDS, Severity.FATAL, f"到位资金 {_said(now.funds, unit)}，不能是负数。")
    if line.project.total and now.funds > line.project.total:
        yield MonthFinding(
            Column.FUNDS,
            Severity.BLOCKING,
            f"到位资金 {_said(now.funds, unit)}，超过总投资 {_said(line.project.total, unit)}。",
        )
    before = line.before
    if before is not None and before.month.year == line.month.year and (before.funds or ZERO) > now.funds:
        yield MonthFinding(
            Column.FUNDS,
            Severity.QUERY,
            f"到位资金 {_said(now.funds, unit)}，比上次少，上次是 {_said(before.funds or ZERO, unit)}；年初累计不应下降。",
        )


def _of_image(line: MonthLine, now: ProjectProgress, _unit: MoneyUnit) -> _Found:
    percent = now.image_percent
    if percent is None:
        return
    if not 0 <= percent <= 100:
        yield MonthFinding(
            Column.IMAGE_PERCENT, Severity.FATAL, f"形象进度 {plain(percent)}%，要在 0 到 100 之间。"
        )
    last = line.before.image_percent if line.before else None
    if last is not None and percent < last:
        yield MonthFinding(
            Column.IMAGE_PERCENT,
            Severity.QUERY,
            f"形象进度从上次的 {plain(last)}% 降到 {plain(percent)}%，请核对。",
        )


_CHECKS: tuple[Callable[[MonthLine, ProjectProgress, MoneyUnit], _Found], ...] = (
    _of_month,
    _of_year,
    _of_start,
    _of_booked,
    _of_funds,
    _of_image,
)


def _said(amount: Decimal, unit: MoneyUnit) -> str:
    return f"{with_true_minus(unit.shown(amount))} {unit.value}"
