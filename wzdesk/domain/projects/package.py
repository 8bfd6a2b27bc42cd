"""A package (打包项目) and the projects that are split from it; amounts in 万元."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from wzdesk.domain.errors import Refused
from wzdesk.domain.period import Period
from wzdesk.domain.projects.amount import ZERO
from wzdesk.domain.projects.month_entry import read_amount
from wzdesk.domain.projects.month_sheet import MoneyUnit
from wzdesk.domain.projects.project import AnnualPlan, Nature, Needs, Project
from wzdesk.domain.projects.project_texts import Rows
from wzdesk.domain.units import plain


def split(package: Project, parts: Sequence[Project], year: int, since: int) -> tuple[Project, ...]:
    """A package and the projects that are split from it, as they are from a month on.

    What the parts plan is taken off the annual plan that holds in that month, and off each one of the year that
    follows it (中期调整): so package and parts add up in every month to what the package had. The plan of the months
    before stays, so that what was reported for them still comes out. The package's total investment goes down by theirs.

    Raises:
        Refused: there are no parts, or they plan or invest more than the package has left.
    """
    totals = sum((part.total for part in parts), ZERO)
    taken = sum((plan.amount or ZERO for part in parts for plan in part.plans if plan.year == year), ZERO)
    if not parts:
        raise Refused("没有写要拆出来的项目，没有拆分。")
    if totals > package.total:
        raise Refused(
            f"拆出的总投资 {plain(totals)} 万元，超过打包项目的 {plain(package.total)} 万元，没有拆分。"
        )
    plans = _plans_less(package, taken, year, since) if taken else package.plans
    return replace(package, total=package.total - totals, plans=plans), *parts


def _plans_less(package: Project, taken: Decimal, year: int, since: int) -> tuple[AnnualPlan, ...]:
    """The plans of a package after an amount is taken off those that hold from a month of a year on."""
    holding = package.plan_in(Period.of_month(year, since))
    if holding is None:
        raise Refused(
            f"拆出的年度计划 {plain(taken)} 万元，而打包项目{year}年{since}月还没有年度计划，没有拆分。"
        )
    later = [one for one in package.plans if one.year == year and one.since > since]
    kept = [one for one in package.plans if one not in later and (one.year, one.since) != (year, since)]
    return (*kept, _less(replace(holding, since=since), taken), *(_less(one, taken) for one in later))


def _less(plan: AnnualPlan, taken: Decimal) -> AnnualPlan:
    """A plan without an amount; how it was spread over the months holds no more."""
    left = (plan.amount or ZERO) - taken
    if left < 0:
        raise Refused(
            f"拆出的年度计划 {plain(taken)} 万元，超过打包项目{plan.year}年{plan.since}月起的年度计划 "
            f"{plain(plan.amount or ZERO)} 万元，没有拆分。"
        )
    return replace(plan, amount=left, months=())


def parts_of_texts(package: Project, rows: Rows, year: int, since: int) -> tuple[Project, ...]:
    """The projects to be split from a package, of rows of name, total investment and annual plan in 万元.

    They take field, places, bodies, stages and lists of the package, and its code with a number behind it.

    Raises:
        Refused: a name is missing, or an amount cannot be read.
    """
    its = next((one for one in package.plans if one.year == year), None)
    nature = its.nature if its else Nature.NEW
    parts = []
    for number, (name, total, plan) in enumerate(rows, 1):
        if not name:
            raise Refused(f"第 {number} 行没有写项目名称，没有拆分。")
        amount = read_amount(plan, MoneyUnit.WAN)
        parts.append(
            replace(
                package,
                code=f"{package.code}-{number}",
                name=name,
                content="",
                total=read_amount(total, MoneyUnit.WAN) or ZERO,
                part_of=package.code,
                milestones=(),
                funding=(),
                needs=Needs(),
                plans=(AnnualPlan(year, amount, nature, since=since),) if amount is not None else (),
            )
        )
    return tuple(parts)
