"""What a project, a report or a problem must be to be kept; whatever is odd beyond that is for the checks to say."""

from collections.abc import Iterable
from decimal import Decimal

from wzdesk.domain.errors import Refused
from wzdesk.domain.projects.problem import Problem
from wzdesk.domain.projects.progress import ProjectProgress
from wzdesk.domain.projects.project import Project
from wzdesk.domain.projects.when import When

FIRST_YEAR, LAST_YEAR = 1949, 2100
MOST_DIGITS = 40
MOST_PROBLEMS = 1_000_000


def refuse_project(project: Project) -> None:
    """Refuse a project whose ledger cannot be kept.

    Raises:
        Refused: it has no code, a date or year cannot be one, or two plans hold at once.
    """
    name = f"“{project.name or project.code}”"
    if not project.code.strip():
        raise Refused(f"项目{name}没有代码，没有保存，请先给它一个代码。")
    dates = (project.planned_start, project.planned_end, project.actual_start, project.actual_end)
    for when in (*dates, *(day for step in project.milestones for day in (step.planned, step.actual))):
        _refuse_when(when, name)
    years = [plan.year for plan in project.plans]
    years += [one.since.year for one in project.memberships] + [one.on.year for one in project.stages]
    _refuse_years(years, name)
    begins = [(plan.year, plan.since) for plan in project.plans]
    for plan in project.plans:
        if not 1 <= plan.since <= 12 or len(plan.months) not in {0, 12}:
            raise Refused(
                f"项目{name}{plan.year} 年的年度计划要从 1—12 月起，分月计划要填满 12 个月，没有保存。"
            )
        if begins.count((plan.year, plan.since)) > 1:
            raise Refused(
                f"项目{name}{plan.year} 年 {plan.since} 月起有两个年度计划，没有保存，请留下一个；"
                "年中调整请写从哪个月起。"
            )
    needs = project.needs
    for number in (
        needs.land,
        needs.sea,
        needs.forest,
        needs.energy,
        *(one.share for one in project.milestones),
    ):
        refuse_number(number, f"项目{name}的要素需求或里程碑")


def refuse_report(report: ProjectProgress) -> None:
    """Refuse a report of a year in which nobody reports, or with a number that is none.

    Raises:
        Refused: it says which.
    """
    _refuse_years([report.month.year], f" {report.project} ")
    refuse_number(report.image_percent, f"项目 {report.project} {report.month.words}的形象进度")


def refuse_problem(problem: Problem) -> None:
    """Refuse a problem whose number is none.

    Raises:
        Refused: it is not 1 or more, or beyond all counting.
    """
    if not 1 <= problem.no <= MOST_PROBLEMS:
        raise Refused(f"项目 {problem.project} 的问题编号 {problem.no} 不对，没有保存，编号从 1 开始。")


def refuse_number(number: Decimal | None, what: str) -> None:
    """Refuse what is no number, or has more digits than anything measured.

    Raises:
        Refused: ``what`` says of what.
    """
    if number is None:
        return
    if not number.is_finite():
        raise Refused(f"{what}不是一个数，没有保存，请核对后再填。")
    if len(number.as_tuple().digits) > MOST_DIGITS or abs(number.adjusted()) > MOST_DIGITS:
        raise Refused(f"{what}的位数太多，没有保存，请核对后再填。")


def _refuse_when(when: When | None, name: str) -> None:
    if when is None:
        return
    _refuse_years([when.year], name)
    try:
        _ = when.first, when.last
    except ValueError as error:
        raise Refused(
            f"项目{name}的日期 {when.year}.{when.month}.{when.day} 不存在，没有保存，请核对后再填。"
        ) from error


def _refuse_years(years: Iterable[int], name: str) -> None:
    for year in years:
        if not FIRST_YEAR <= year <= LAST_YEAR:
            raise Refused(
                f"项目{name}的年份 {year} 不在 {FIRST_YEAR}—{LAST_YEAR} 之间，没有保存，请核对后再填。"
            )
