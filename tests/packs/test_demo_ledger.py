"""The invented ledger comes to what is published, to the last figure that documents give."""

from collections import Counter
from datetime import date
from decimal import Decimal
from functools import cache
from hashlib import sha256

import pytest

from wzdesk.domain.period import Period
from wzdesk.domain.projects.alerts import AlertKind, alerts
from wzdesk.domain.projects.amount import to_yi
from wzdesk.domain.projects.lag import rate, rounded
from wzdesk.domain.projects.pack_ledger import GOVERNMENT_LIST, MAIN_LIST, PackLedger, PublishedTotal
from wzdesk.domain.projects.progress import ProjectProgress
from wzdesk.domain.projects.project import Nature, Project, Stage
from wzdesk.domain.projects.rates import four_rates
from wzdesk.domain.projects.when import When
from wzdesk.domain.region import RegionLevel
from wzdesk.packs.read import read_pack
from wzdesk.services.places import pack_folder

COUNTY, SEPTEMBER = RegionLevel.COUNTY, Period.of_month(2024, 9)
DIGEST = "e554c0a33b8151409894d5c725de07dd64d485d3de3fedb0475e0408ed59bc04"


@cache
def ledger() -> PackLedger:
    """Read once: it is long."""
    return read_pack(pack_folder("demo")).ledger


def members(told: PublishedTotal) -> list[Project]:
    """The projects that a published total is of."""
    areas: dict[str, tuple[str, ...]] = {
        "温州湾新区": ("330300WZW",),
        "海经区": ("330300HJ",),
        "生态园": ("330300STY",),
        "市本级": ("330300",),
    }
    areas["市级功能区"] = ("330300WZW", "330300HJ", "330300STY")
    found = []
    for project in ledger().projects:
        plan = project.plan_in(Period.of_month(told.year, 12))
        if (
            plan is not None
            and told.project_list in project.lists_on(date(told.year, 1, 1))
            and told.field in {"", project.field}
            and told.subfield in {"", project.subfield}
            and told.nature in {None, plan.nature}
            and (not told.area or project.region in areas[told.area])
        ):
            found.append(project)
    return found


def planned(project: Project, year: int) -> Decimal:
    """The annual plan in 万元."""
    plan = project.plan_in(Period.of_month(year, 12))
    assert plan is not None
    assert plan.amount is not None
    return plan.amount


def published() -> list[PublishedTotal]:
    return list(ledger().published)


def test_that_documents_publish_what_the_ledger_is_held_against() -> None:
    assert len(published()) > 50
    assert sum(1 for one in published() if one.year == 2023) == 5


@pytest.mark.parametrize("place", range(54))
def test_that_the_ledger_comes_to_every_published_total(place: int) -> None:
    if place >= len(published()):
        pytest.fail("the list of published totals has become shorter")
    told = published()[place]
    found = members(told)
    if told.count is not None:
        assert len(found) == told.count
    if told.plan is not None:
        plan = sum((planned(one, told.year) for one in found), Decimal(0))
        assert rounded(to_yi(plan)) == rounded(told.plan)
    if told.total is not None:
        total = to_yi(sum((one.total for one in found), Decimal(0)))
        assert abs(total - told.total) <= (100 if told.total == 14_000 else 0)  # “约1.4万亿”
    if told.done is not None:
        assert rounded(to_yi(done(found, told.year))) == told.done
    if told.rate is not None and told.rate != 100:
        percent = rate(done(found, told.year), sum((planned(one, told.year) for one in found), Decimal(0)))
        assert percent is not None
        assert rounded(percent, Decimal(1).scaleb(told.rate.as_tuple().exponent)) == told.rate  # type: ignore[arg-type]


def done(projects: list[Project], year: int) -> Decimal:
    """What a year had come to by its end, in 万元."""
    codes = {one.code for one in projects}
    return sum(
        (
            one.reported.year or Decimal(0)
            for one in ledger().reports
            if one.project in codes and one.month == Period.of_month(year, 12)
        ),
        Decimal(0),
    )


def test_that_parts_which_documents_round_add_up_before_rounding() -> None:
    """132.6 + 20 + 0.6 is printed as 153.1, and 14.2 + 11.7 + 3 as 28.8 (000, part four, 2)."""
    city = [one for one in published() if one.project_list == GOVERNMENT_LIST and one.area == "市本级"]
    whole, *parts = [sum((planned(one, 2024) for one in members(told)), Decimal(0)) for told in city]
    assert sum(parts) == whole
    assert [str(rounded(to_yi(part))) for part in parts] == ["132.6", "20.0", "0.6"]


def test_that_all_fifty_new_provincial_projects_of_2023_have_begun() -> None:
    told = next(one for one in published() if one.year == 2023 and one.nature is Nature.NEW)
    assert len(members(told)) == 50
    assert all(one.actual_start is not None for one in members(told))


def test_that_every_region_of_the_city_has_projects() -> None:
    counts = Counter(one.region for one in ledger().projects if MAIN_LIST in one.lists_on(date(2024, 1, 1)))
    assert len(counts) >= 16
    assert min(counts.values()) >= 10


def test_that_what_is_made_up_says_so() -> None:
    for project in ledger().projects:
        assert project.is_invented == (project.source == "演示")
        assert "演示" in project.content or not project.plans or not project.plans[-1].amount


def test_that_named_projects_keep_what_documents_say() -> None:
    nuclear = next(one for one in ledger().projects if one.name == "苍南三澳核电一期")
    assert planned(nuclear, 2024) == 680_000
    assert nuclear.source.startswith("000")
    railway = next(one for one in ledger().projects if one.name == "杭温高铁一期")
    assert railway.planned_end == When(2024)
    assert not nuclear.is_invented
    named = [one for one in ledger().projects if not one.is_invented]
    assert len(named) == 176
    assert len({one.name for one in ledger().projects if one.is_invented}) == len(
        [one for one in ledger().projects if one.is_invented]
    )


def test_that_few_projects_cost_more_than_their_total() -> None:
    totals = {one.code: one.total for one in ledger().projects}
    above = {
        one.project
        for one in ledger().reports
        if one.reported.start is not None and one.reported.start > totals[one.project]
    }
    assert 1 <= len(above) <= 3


def of_september() -> dict[str, list[ProjectProgress]]:
    """The reports of the year by project; September is the last month that is filled."""
    found: dict[str, list[ProjectProgress]] = {}
    for one in ledger().reports:
        if one.month.year == 2024:
            found.setdefault(one.project, []).append(one)
    return found


def test_that_there_is_something_of_each_kind_to_look_at() -> None:
    reports = of_september()
    kinds = Counter(
        alert.kind
        for project in ledger().projects
        for alert in alerts(project, reports.get(project.code, []), SEPTEMBER)
    )
    assert set(kinds) == set(AlertKind)
    assert sum(kinds.values()) < len(ledger().projects) // 5
    assert len(ledger().problems) > 50


def test_that_a_race_of_counties_has_all_four_rates() -> None:
    reports = {code: its[-1] for code, its in of_september().items()}
    counties = {one.code for one in read_pack(pack_folder("wenzhou")).regions if one.level is COUNTY}
    for county in counties:
        rates = four_rates([one for one in ledger().projects if one.region == county], reports, SEPTEMBER)
        for share in (rates.started, rates.invested, rates.funded, rates.completed):
            assert share.percent is not None, county


def test_that_statistics_books_less_than_the_platform_reports() -> None:
    for one in ledger().reports:
        assert one.gap is None or one.gap <= 0, (one.project, one.month)


def test_that_a_project_completed_this_year_has_come_to_its_total() -> None:
    reports = of_september()
    completed = [one for one in ledger().projects if one.actual_end and one.actual_end.year == 2024]
    assert len(completed) > 10
    for project in completed:
        assert project.actual_end is not None
        assert project.stage_on(project.actual_end.last) is Stage.IN_USE
        last = reports[project.code][-1].reported.start
        assert last is not None
        assert last >= project.total * Decimal("0.99"), project.name


def test_that_plans_changed_in_the_year_leave_the_totals_as_they_are() -> None:
    changed = [one for one in ledger().projects if len({plan.since for plan in one.plans}) > 1]
    assert len(changed) >= 4
    for month in (6, 12):
        plans = (one.plan_in(Period.of_month(2024, month)) for one in changed)
        amounts = [plan.amount for plan in plans if plan and plan.amount]
        assert sum(amounts) == sum(planned(one, 2024) for one in changed)
    for project in changed:
        before, after = (one for one in project.plans if one.year == 2024)
        assert before.months[:6] == after.months[:6]
        assert (before.months[-1], after.months[-1]) == (before.amount, after.amount)
        assert after.amount != before.amount


def test_that_nothing_is_built_by_the_sea_where_there_is_none() -> None:
    inland = ("鹿城", "瓯海", "永嘉", "文成", "泰顺", "生态园")
    names = [one.name for one in ledger().projects if one.is_invented and one.name.startswith(inland)]
    assert len(names) > 100
    assert not [name for name in names if "海塘" in name or "海上" in name or "渔港" in name]


def test_that_the_ledger_is_the_same_everywhere() -> None:
    lines = (
        f"{one.project},{one.month.code},{one.reported},{one.booked},{one.funds},{one.image}\n"
        for one in ledger().reports
    )
    digest = sha256("".join(lines).encode())
    for one in ledger().projects:
        digest.update(f"{one.code},{one.name},{one.total},{one.plans},{one.owner}\n".encode())
    assert digest.hexdigest() == DIGEST
