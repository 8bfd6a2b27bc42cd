"""What of a project a sheet can tell, read from the project as it is stored and laid over it; amounts in 万元."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from wzdesk.domain.period import Frequency, Period
from wzdesk.domain.projects.problem import Problem
from wzdesk.domain.projects.progress import Invested, ProjectProgress
from wzdesk.domain.projects.project import AnnualPlan, Membership, Nature, Project, Stage, StageMove
from wzdesk.domain.projects.when import When
from wzdesk.domain.text import name_key, normalise
from wzdesk.domain.units import plain
from wzdesk.services.projects.sheets.what import What


@dataclass(frozen=True, slots=True)
class ToldProblem:
    """A problem as a sheet tells it."""

    text: str
    solver: str = ""
    due: date | None = None


Value = Decimal | str | When | Nature | Stage | tuple[str, ...] | tuple[ToldProblem, ...]


@dataclass(frozen=True, slots=True)
class ProjectState:
    """A project with its reports by month and its problems, as stored or as it would be."""

    project: Project
    reports: Mapping[Period, ProjectProgress]
    problems: tuple[Problem, ...] = ()


_NUMBERED = re.compile(r"^(?:\d{1,2}[.、)](?!\d)|\([一二三四五六七八九十\d]{1,2}\)|[①-⑳])\s*")
Get = Callable[[ProjectState, Period | None], Value | None]
Put = Callable[[ProjectState, Period | None, Value], ProjectState]


def stored(state: ProjectState, what: What, time: Period | None) -> Value | None:
    """What is stored of a figure; None where nothing is.

    ``time`` is the month of a report; of a plan the month in which it holds, or the year as a whole.
    """
    return _FIGURES[what][0](state, time)


def laid_over(state: ProjectState, what: What, time: Period | None, value: Value) -> ProjectState:
    """The project with a figure as the sheet tells it."""
    return _FIGURES[what][1](state, time, value)


def same(one: Value, other: Value | None) -> bool:
    """Whether both say the same: numbers by value, dates by the day, texts but for blanks and line ends."""
    if isinstance(one, When) and isinstance(other, When):
        return (one.year, one.month, one.day) == (other.year, other.month, other.day)
    if isinstance(one, str) and isinstance(other, str):
        return normalise(one) == normalise(other)
    return one == other


def holds(before: Value | None, told: Value) -> bool:
    """Whether what a sheet tells is stored already; of problems all that it tells."""
    if not isinstance(told, tuple) or not told or not isinstance(told[0], ToldProblem):
        return same(told, before)
    known = before if isinstance(before, tuple) else ()
    if _all_words(told) == _all_words(known):
        return True
    return all(any(_covers(one, other) for other in known) for one in told)


def _all_words(problems: tuple[object, ...]) -> str:
    """The problems in one text: a sheet may part them otherwise than they are stored."""
    return "".join(bare_problem(one.text) for one in problems if isinstance(one, ToldProblem))


def bare_problem(text: str) -> str:
    """A problem as problems are compared: without its number, blanks and signs."""
    return name_key(_NUMBERED.sub("", normalise(text)))


def _covers(told: object, known: object) -> bool:
    assert isinstance(told, ToldProblem)
    assert isinstance(known, ToldProblem)
    return (
        bare_problem(told.text) == bare_problem(known.text)
        and (not told.solver or told.solver == known.solver)
        and (told.due is None or told.due == known.due)
    )


def words_of(value: Value | None, region_words: Mapping[str, str]) -> str:
    """A value as a person reads it; "" of nothing."""
    match value:
        case None:
            return ""
        case Decimal():
            return plain(value)
        case When():
            return value.text
        case Nature() | Stage():
            return value.value
        case str():
            return value
    return "；\n".join(one.text for one in value if isinstance(one, ToldProblem)) or "、".join(
        region_words.get(one, one) for one in value if isinstance(one, str)
    )


# Things of the project itself


def _text(name: str) -> tuple[Get, Put]:
    def get(state: ProjectState, _time: Period | None) -> Value | None:
        return str(getattr(state.project, name)) or None

    return get, _putting(name)


def _plainly(name: str) -> tuple[Get, Put]:
    def get(state: ProjectState, _time: Period | None) -> Value | None:
        found: Value | None = getattr(state.project, name) or None
        return found

    return get, _putting(name)


def _putting(name: str) -> Put:
    def put(state: ProjectState, _time: Period | None, value: Value) -> ProjectState:
        return replace(state, project=replace(state.project, **{name: value}))  # type: ignore[arg-type]

    return put


# Plans, stages, lists


def _plan(state: ProjectState, time: Period | None) -> AnnualPlan | None:
    return None if time is None else state.project.plan_in(_month_in(time))


def _month_in(time: Period) -> Period:
    return time if time.frequency is Frequency.MONTH else Period.of_month(time.last_year, 12)


def _get_plan(state: ProjectState, time: Period | None) -> Value | None:
    found = _plan(state, time)
    return found.amount if found else None


def _get_nature(state: ProjectState, time: Period | None) -> Value | None:
    found = _plan(state, time)
    return found.nature if found else None


def _put_plan(state: ProjectState, time: Period | None, value: Value) -> ProjectState:
    assert isinstance(value, Decimal)
    assert time is not None
    found = _plan(state, time)
    if found is None:
        nature = Nature.CARRIED_ON if _has_begun(state.project, time.last_year) else Nature.NEW
        return _with_plan(state, None, AnnualPlan(time.last_year, value, nature))
    # A share of the old plan for each month says nothing of the new one.
    made = replace(found, amount=value, months=())
    if found.amount is not None and is_mid_year(state, time) and found.since < time.last_month:
        return _with_plan(state, None, replace(made, since=time.last_month))
    return _with_plan(state, found, made)


def is_mid_year(state: ProjectState, time: Period) -> bool:
    """Whether a plan that changes in this month leaves reports of earlier months of the year behind (中期调整)."""
    return time.frequency is Frequency.MONTH and any(
        one.year == time.year and one.last_month < time.last_month for one in state.reports
    )


def _put_nature(state: ProjectState, time: Period | None, value: Value) -> ProjectState:
    assert isinstance(value, Nature)
    assert time is not None
    found = _plan(state, time)
    if found is None:
        return _with_plan(state, None, AnnualPlan(time.last_year, None, value))
    return _with_plan(state, found, replace(found, nature=value))


def _with_plan(state: ProjectState, old: AnnualPlan | None, new: AnnualPlan) -> ProjectState:
    kept = [one for one in state.project.plans if one is not old]
    plans = tuple(sorted((*kept, new), key=lambda one: (one.year, one.since)))
    return replace(state, project=replace(state.project, plans=plans))


def _has_begun(project: Project, year: int) -> bool:
    begun = project.actual_start or project.planned_start
    return begun is not None and begun.year < year


def _get_stage(state: ProjectState, time: Period | None) -> Value | None:
    return None if time is None else state.project.stage_on(_end(time))


def _put_stage(state: ProjectState, time: Period | None, value: Value) -> ProjectState:
    assert isinstance(value, Stage)
    assert time is not None
    stages = (*state.project.stages, StageMove(value, _end(time)))
    return replace(state, project=replace(state.project, stages=stages))


def _end(time: Period) -> date:
    return When(time.last_year, time.last_month).last


def _get_lists(state: ProjectState, _time: Period | None) -> Value | None:
    return tuple(sorted({one.project_list for one in state.project.memberships if one.until is None})) or None


def _put_lists(state: ProjectState, time: Period | None, value: Value) -> ProjectState:
    """Lists that are new to it; a sheet that is silent about another one does not take it off that."""
    assert isinstance(value, tuple)
    assert time is not None
    known = {one.project_list for one in state.project.memberships if one.until is None}
    new = tuple(
        Membership(str(one), date(time.last_year, 1, 1))
        for one in value
        if isinstance(one, str) and one not in known
    )
    return replace(state, project=replace(state.project, memberships=state.project.memberships + new))


# Reports of a month


def _report(state: ProjectState, time: Period | None) -> ProjectProgress | None:
    return state.reports.get(time) if time else None


def _with_report(state: ProjectState, time: Period | None, **parts: object) -> ProjectState:
    assert time is not None
    report = state.reports.get(time) or ProjectProgress(state.project.code, time)
    made = replace(report, **parts)  # type: ignore[arg-type]
    return replace(state, reports={**state.reports, time: made})


def _account(account: str, part: str) -> tuple[Get, Put]:
    def get(state: ProjectState, time: Period | None) -> Value | None:
        report = _report(state, time)
        found: Value | None = getattr(getattr(report, account), part) if report else None
        return found

    def put(state: ProjectState, time: Period | None, value: Value) -> ProjectState:
        report = _report(state, time)
        told: Invested = getattr(report, account) if report else Invested()
        return _with_report(state, time, **{account: replace(told, **{part: value})})  # type: ignore[arg-type]

    return get, put


def _of_report(name: str) -> tuple[Get, Put]:
    def get(state: ProjectState, time: Period | None) -> Value | None:
        report = _report(state, time)
        found: Value | None = getattr(report, name) if report else None
        return None if found == "" else found

    def put(state: ProjectState, time: Period | None, value: Value) -> ProjectState:
        return _with_report(state, time, **{name: value})

    return get, put


# Problems


def _get_problems(state: ProjectState, time: Period | None) -> Value | None:
    day = _end(time) if time else None
    there = [one for one in state.problems if day is None or one.is_open_on(day)]
    return tuple(ToldProblem(one.text, one.solver, one.due) for one in there) or None


def _put_problems(state: ProjectState, time: Period | None, value: Value) -> ProjectState:
    """New ones go behind those that are there; none is solved by a sheet's silence."""
    assert isinstance(value, tuple)
    problems = list(state.problems)
    for one in value:
        assert isinstance(one, ToldProblem)
        at = next((n for n, known in enumerate(problems) if _is_same_problem(known, one, time)), None)
        if at is not None:
            known = problems[at]
            problems[at] = replace(known, solver=one.solver or known.solver, due=one.due or known.due)
        else:
            no = max((each.no for each in problems), default=0) + 1
            raised = _end(time) if time else None
            problems.append(Problem(state.project.code, no, one.text, one.solver, one.due, raised))
    return replace(state, problems=tuple(problems))


def _is_same_problem(known: Problem, told: ToldProblem, time: Period | None) -> bool:
    is_there = time is None or known.is_open_on(_end(time))
    return is_there and bare_problem(known.text) == bare_problem(told.text)


_FIGURES: dict[What, tuple[Get, Put]] = {
    What.NAME: _text("name"),
    What.FIELD: _text("field"),
    What.SUBFIELD: _text("subfield"),
    What.REGION: _plainly("regions"),
    What.CONTENT: _text("content"),
    What.START: _plainly("planned_start"),
    What.END: _plainly("planned_end"),
    What.ACTUAL_START: _plainly("actual_start"),
    What.ACTUAL_END: _plainly("actual_end"),
    What.TOTAL: _plainly("total"),
    What.AGENCY: _text("agency"),
    What.OWNER: _text("owner"),
    What.PERSON: _text("person"),
    What.PLAN: (_get_plan, _put_plan),
    What.NATURE: (_get_nature, _put_nature),
    What.STAGE: (_get_stage, _put_stage),
    What.LIST: (_get_lists, _put_lists),
    What.MONTH: _account("reported", "month"),
    What.YEAR: _account("reported", "year"),
    What.SINCE: _account("reported", "start"),
    What.BOOKED_MONTH: _account("booked", "month"),
    What.BOOKED_YEAR: _account("booked", "year"),
    What.BOOKED_SINCE: _account("booked", "start"),
    What.FUNDS: _of_report("funds"),
    What.IMAGE: _of_report("image"),
    What.PERCENT: _of_report("image_percent"),
    What.NEXT: _of_report("next_step"),
    What.PROBLEM: (_get_problems, _put_problems),
}
NEEDS_MONTH: frozenset[What] = frozenset(
    {
        What.MONTH, What.YEAR, What.SINCE, What.BOOKED_MONTH, What.BOOKED_YEAR, What.BOOKED_SINCE, What.FUNDS,
        What.IMAGE, What.PERCENT, What.NEXT, What.STAGE,
    }
)  # fmt: skip
"""What cannot be stored without a month."""
ORDER: Sequence[What] = (
    What.NATURE,
    What.PLAN,
    *(what for what in What if what not in {What.NATURE, What.PLAN}),
)
"""In which order figures of one project are laid over it: a plan's nature before its amount."""
