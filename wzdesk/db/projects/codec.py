"""Projects, reports and problems as texts and whole numbers of a row, and back."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from wzdesk.db.codec import decimal_of, dump, exact_text, readable
from wzdesk.domain.errors import Refused
from wzdesk.domain.period import Period, period_of_code
from wzdesk.domain.projects.amount import in_fen, of_fen
from wzdesk.domain.projects.change import ProblemKey, ProgressKey
from wzdesk.domain.projects.keepable import refuse_number, refuse_problem, refuse_project, refuse_report
from wzdesk.domain.projects.problem import Problem
from wzdesk.domain.projects.progress import Invested, ProjectProgress
from wzdesk.domain.projects.project import (
    AnnualPlan,
    Funding,
    FundingSource,
    Membership,
    Milestone,
    Nature,
    Needs,
    Project,
    Stage,
    StageMove,
)
from wzdesk.domain.projects.when import When

PROJECT_FIELDS = ("definition",)
PROGRESS_FIELDS = (
    "reported_month", "reported_year", "reported_start", "booked_month", "booked_year", "booked_start", "funds",
    "image", "image_percent", "next_step",
)  # fmt: skip
PROBLEM_FIELDS = ("text", "solver", "due", "raised", "solved")
MOST = Decimal(1_000_000_000)
"""万元, ten times what any project costs; the fen of thousands of such projects still add up in 64 bits."""
_WORDS = ("field", "subfield", "owner", "agency", "person", "content", "part_of", "source")
_DATES = ("planned_start", "planned_end", "actual_start", "actual_end")
_NEEDS = ("land", "sea", "forest", "energy")
_MONEY = 7  # of PROGRESS_FIELDS


def fen_of(amount: Decimal | None, what: str) -> int | None:
    """An amount of 万元 in whole fen; ``what`` names it in the sentence of a refusal.

    Raises:
        Refused: it is no number, goes below a fen, or is more than any project costs.
    """
    if amount is None:
        return None
    if amount.is_finite() and abs(amount) > MOST:
        raise Refused(f"{what}超过 10 万亿元，太大了，没有保存，请核对单位。")
    refuse_number(amount, what)
    fen = in_fen(amount)
    if fen is None or of_fen(fen) != amount:
        raise Refused(f"{what} {str(amount)[:40]} 万元小于一分的部分没法入账，没有保存，请按分取整后再填。")
    return fen


def month_number(month: Period) -> int:
    """A month as tables keep it: 202409."""
    return month.year * 100 + month.last_month


@lru_cache(maxsize=4096)
def month_of(number: int) -> Period:
    """The month of its number."""
    return Period.of_month(number // 100, number % 100)


def _filled(told: Mapping[str, Any]) -> dict[str, Any]:
    """Without what is empty."""
    return {name: value for name, value in told.items() if value not in (None, "", [], {})}


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def project_state(project: Project) -> dict[str, str | None]:
    """The text of a project's column; its code is its key.

    Raises:
        Refused: an amount cannot be kept.
    """
    refuse_project(project)
    name = project.name
    told = {
        "name": name,
        **{word: getattr(project, word) for word in _WORDS},
        "regions": list(project.regions),
        "total": _kept(project.total, f"“{name}”的总投资"),
        **{day: _when(getattr(project, day)) for day in _DATES},
        "is_invented": project.is_invented or None,
        "memberships": [
            _filled({"list": one.project_list, "since": _day(one.since), "until": _day(one.until)})
            | ({"reason": one.reason} if one.reason else {})
            for one in project.memberships
        ],
        "stages": [[one.stage.value, _day(one.on)] for one in project.stages],
        "milestones": [_milestone(one) for one in project.milestones],
        "plans": [_plan(one, name) for one in project.plans],
        "funding": [
            [one.source.value, _kept(one.amount, f"“{name}”的{one.source.value}")] for one in project.funding
        ],
        "needs": _filled({need: exact_text(getattr(project.needs, need)) for need in _NEEDS}),
    }
    return {"definition": dump(_filled(told))}


def _kept(amount: Decimal, what: str) -> str:
    """The digits of an amount that can be kept."""
    fen = fen_of(amount, what)
    if fen is not None and fen < 0:
        raise Refused(f"{what}不能是负数，没有保存，请核对后再填。")
    return format(amount, "f")


def _when(when: When | None) -> list[Any] | None:
    return None if when is None else [when.year, when.month, when.day, *([when.words] if when.words else [])]


def _milestone(one: Milestone) -> dict[str, Any]:
    told = {"name": one.name, "planned": _when(one.planned), "actual": _when(one.actual)}
    return _filled(told | {"share": exact_text(one.share)})


def _plan(plan: AnnualPlan, name: str) -> dict[str, Any]:
    what = f"“{name}”{plan.year} 年的年度计划"
    amount = None if plan.amount is None else _kept(plan.amount, what)
    told = _filled({"year": plan.year, "amount": amount, "nature": plan.nature.value})
    told |= {"months": [_kept(one, what) for one in plan.months]} if plan.months else {}
    return told | ({"since": plan.since} if plan.since != 1 else {})


@readable("项目")
def project_of(code: str, definition: str) -> Project:
    """The project of a row."""
    told: dict[str, Any] = json.loads(definition)
    needs = told.get("needs", {})
    dates: dict[str, Any] = {name: _when_of(told.get(name)) for name in _DATES}
    return Project(
        code,
        told.get("name", ""),
        total=Decimal(told["total"]),
        regions=tuple(told.get("regions", ())),
        is_invented=told.get("is_invented", False),
        memberships=tuple(
            Membership(
                one["list"], date.fromisoformat(one["since"]), _date(one.get("until")), one.get("reason", "")
            )
            for one in told.get("memberships", ())
        ),
        stages=tuple(StageMove(Stage(stage), date.fromisoformat(on)) for stage, on in told.get("stages", ())),
        milestones=tuple(_milestone_of(one) for one in told.get("milestones", ())),
        plans=tuple(_plan_of(one) for one in told.get("plans", ())),
        funding=tuple(
            Funding(FundingSource(source), Decimal(amount)) for source, amount in told.get("funding", ())
        ),
        needs=Needs(*(decimal_of(needs.get(need)) for need in _NEEDS)),
        **{name: told.get(name, "") for name in _WORDS},
        **dates,
    )


def _when_of(told: Sequence[Any] | None) -> When | None:
    return None if told is None else When(*told)


def _milestone_of(told: Mapping[str, Any]) -> Milestone:
    planned, actual = (_when_of(told.get(name)) for name in ("planned", "actual"))
    return Milestone(told.get("name", ""), planned, actual, decimal_of(told.get("share")))


def _plan_of(told: Mapping[str, Any]) -> AnnualPlan:
    months = tuple(Decimal(one) for one in told.get("months", ()))
    return AnnualPlan(
        told["year"], decimal_of(told.get("amount")), Nature(told["nature"]), months, told.get("since", 1)
    )


def progress_state(report: ProjectProgress) -> dict[str, Any]:
    """The values of a report's columns; money in fen.

    Raises:
        Refused: an amount cannot be kept.
    """
    return dict(zip(PROGRESS_FIELDS, progress_values(report), strict=True))


def progress_values(report: ProjectProgress) -> tuple[Any, ...]:
    """The values of PROGRESS_FIELDS.

    Raises:
        Refused: an amount cannot be kept.
    """
    refuse_report(report)
    reported, booked = report.reported, report.booked
    money = (
        reported.month, reported.year, reported.start, booked.month, booked.year, booked.start, report.funds,
    )  # fmt: skip
    fen = [
        None if one is None else fen_of(one, f"项目 {report.project} {report.month.words}的投资额")
        for one in money
    ]
    return (*fen, report.image, exact_text(report.image_percent), report.next_step)


@readable("项目进度")
def progress_of(code: str, month: int, row: Sequence[Any]) -> ProjectProgress:
    """The report of a row that begins with PROGRESS_FIELDS in their order."""
    money = [None if fen is None else of_fen(fen) for fen in row[:_MONEY]]
    image, percent, step = row[_MONEY : _MONEY + 3]
    return ProjectProgress(
        code,
        month_of(month),
        Invested(*money[:3]),
        Invested(*money[3:6]),
        money[6],
        image,
        decimal_of(percent),
        step,
    )


def problem_state(problem: Problem) -> dict[str, str | None]:
    """The texts of a problem's columns.

    Raises:
        Refused: its number is none.
    """
    refuse_problem(problem)
    return {
        "text": problem.text,
        "solver": problem.solver,
        "due": _day(problem.due),
        "raised": _day(problem.raised),
        "solved": _day(problem.solved),
    }


@readable("项目问题")
def problem_of(code: str, no: int, row: Sequence[Any]) -> Problem:
    """The problem of a row that begins with PROBLEM_FIELDS in their order."""
    text, solver, due, raised, solved = row[:5]
    return Problem(code, no, text, solver, _date(due), _date(raised), _date(solved))


@readable("历史")
def progress_key(text: str) -> ProgressKey:
    """The key in a revision of a report."""
    code, month = text.rsplit("|", 1)
    period = period_of_code(month)
    if period is None:
        raise ValueError(f"not a month: {month}")
    return ProgressKey(code, period)


@readable("历史")
def problem_key(text: str) -> ProblemKey:
    """The key in a revision of a problem."""
    code, no = text.rsplit("|", 1)
    return ProblemKey(code, int(no))
