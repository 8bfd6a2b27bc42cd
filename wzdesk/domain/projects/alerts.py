"""Alerts: what about a project's reports wants a look (预警)."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from wzdesk.domain.period import Period
from wzdesk.domain.projects.amount import ZERO, to_yi
from wzdesk.domain.projects.lag import rate, rounded
from wzdesk.domain.projects.progress import ProjectProgress
from wzdesk.domain.projects.project import Nature, Project
from wzdesk.domain.projects.when import When


class AlertKind(StrEnum):
    """What may be wrong."""

    NO_PROGRESS = "连续无进展"
    NOT_STARTED = "逾期未开工"
    FUNDS_BEHIND = "资金滞后"
    YEAR_FELL = "累计下降"
    ABOVE_TOTAL = "超总投资"
    ACCOUNTS_APART = "两数相差大"


@dataclass(frozen=True, slots=True)
class Alert:
    """One alert: its kind and a sentence with the values."""

    kind: AlertKind
    sentence: str


@dataclass(frozen=True, slots=True)
class AlertLimits:
    """The office's own limits: months without progress, points by which funds may trail works, percent apart."""

    idle_months: int = 2
    funds_points: Decimal = Decimal(10)
    apart_percent: Decimal = Decimal(20)


USUAL_LIMITS = AlertLimits()


def alerts(
    project: Project, reports: Sequence[ProjectProgress], month: Period, limits: AlertLimits = USUAL_LIMITS
) -> tuple[Alert, ...]:
    """What wants a look in a month; ``reports`` are the project's, in the order of their months, up to it."""
    found = [one for one in (_idle(project, reports, month, limits), _not_started(project, month)) if one]
    now = reports[-1] if reports and reports[-1].month == month else None
    if now is not None:
        before = reports[-2] if len(reports) > 1 else None
        found.extend(_of_report(project, now, before, limits))
    return tuple(found)


def _idle(
    project: Project, reports: Sequence[ProjectProgress], month: Period, limits: AlertLimits
) -> Alert | None:
    plan = project.plan_in(month)
    last = reports[-limits.idle_months :]
    if plan is None or plan.nature is Nature.EARLY or not plan.amount or _is_past(project.actual_end, month):
        return None
    if not _has_begun(project, last[0].month if last else month):
        return None  # where it should have begun, that is the other alert
    if len(last) < limits.idle_months or last[-1].month != month or any(_moved(one) for one in last):
        return None
    return Alert(
        AlertKind.NO_PROGRESS,
        f"连续 {limits.idle_months} 个月（{last[0].month.words}至{month.words}）没有完成投资",
    )


def _has_begun(project: Project, month: Period) -> bool:
    """Whether works were going on by the end of a month; taken for granted where no date is known."""
    if project.actual_start is None:
        return project.planned_start is None
    return _is_past(project.actual_start, month)


def _is_past(when: When | None, month: Period) -> bool:
    """Whether a date lies before the end of a month: what came later had not happened then."""
    return when is not None and when.first <= When(month.last_year, month.last_month).last


def _moved(report: ProjectProgress) -> bool:
    return report.reported.month is None or report.reported.month != 0


def _not_started(project: Project, month: Period) -> Alert | None:
    planned = project.planned_start
    end = When(month.last_year, month.last_month).last
    if planned is None or _is_past(project.actual_start, month) or planned.last > end:
        return None
    return Alert(AlertKind.NOT_STARTED, f"计划 {planned.text} 开工，到 {month.words}底还没有开工")


def _of_report(
    project: Project, now: ProjectProgress, before: ProjectProgress | None, limits: AlertLimits
) -> list[Alert]:
    found = []
    done, plan = now.reported.year, project.plan_in(now.month)
    works, funds = (rate(part, plan.amount if plan else None) for part in (done, now.funds))
    if works is not None and funds is not None and works - funds > limits.funds_points:
        found.append(
            Alert(
                AlertKind.FUNDS_BEHIND,
                f"投资完成 {rounded(works)}%，资金到位 {rounded(funds)}%，资金落后 {rounded(works - funds)} 个百分点",
            )
        )
    earlier = before.reported.year if before and before.month.year == now.month.year else None
    if before is not None and done is not None and earlier is not None and done < earlier:
        found.append(
            Alert(
                AlertKind.YEAR_FELL,
                f"年初累计 {yi(done)} 亿元，比{before.month.words}的 {yi(earlier)} 亿元少",
            )
        )
    start = now.reported.start
    if start is not None and project.total and start > project.total:
        found.append(
            Alert(AlertKind.ABOVE_TOTAL, f"开工以来 {yi(start)} 亿元，超过总投资 {yi(project.total)} 亿元")
        )
    found.extend(_accounts(now, limits))
    return found


def _accounts(now: ProjectProgress, limits: AlertLimits) -> list[Alert]:
    done, gap = now.reported.year, now.gap
    if done is None or gap is None or abs(gap) * 100 <= limits.apart_percent * abs(done) or gap == ZERO:
        return []
    booked = done + gap
    return [
        Alert(
            AlertKind.ACCOUNTS_APART,
            f"平台报表 {yi(done)} 亿元，统计入库 {yi(booked)} 亿元，相差 {yi(abs(gap))} 亿元",
        )
    ]


def yi(amount: Decimal) -> str:
    """An amount of 万元 in 亿元 with two decimals, as sentences say it."""
    return str(rounded(to_yi(amount), Decimal("0.01")))
