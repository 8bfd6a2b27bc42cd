"""The invented ledger: projects with their months and problems, the named ones among them."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from wzdesk.domain.projects.pack_ledger import MAIN_LIST, PROVINCE_LIST, PackLedger
from wzdesk.domain.projects.problem import Problem
from wzdesk.domain.projects.progress import ProjectProgress
from wzdesk.domain.projects.project import (
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
from wzdesk.domain.region import Region, RegionLevel
from wzdesk.packs.demo.ledger.dates import LAST_MONTH, YEAR_END, Dates, dates_of
from wzdesk.packs.demo.ledger.months import CHANGED_IN, plans_of, reports_of
from wzdesk.packs.demo.ledger.seeds import THIS_YEAR, Seed, Totals, make_seeds
from wzdesk.packs.demo.ledger.words import LedgerWords
from wzdesk.packs.demo.numbers import shared_out, swing

_PUBLIC = {
    FundingSource.BUDGET: 17,
    FundingSource.SPECIAL_BOND: 26,
    FundingSource.CENTRAL_BUDGET: 7,
    FundingSource.BANK_LOAN: 50,
}
_PRIVATE = {FundingSource.BANK_LOAN: 55, FundingSource.OWN: 45}
_OF_FIRMS = ("先进制造业基地", "清洁能源保供")
COUNTY_LIST = "县级重点"
_MADE_UP = "演示：编造的项目，不是真实项目。"
_NOT_TOLD = "演示：文件没有写的金额、日期、业主和月度数是编造的"
_STEPS = (("开工", 2), ("基础完成", 25), ("主体完工", 70), ("竣工验收", 100))


def invented_ledger(
    groups: Sequence[Totals], base: PackLedger, regions: Sequence[Region], words: LedgerWords
) -> PackLedger:
    """The base ledger with figures for what it names, filled up so that each group comes to its totals."""
    seeds = make_seeds(groups, base.projects)
    counties = [one for one in regions if one.level is RegionLevel.COUNTY]
    zones = [one for one in regions if one.level is RegionLevel.ZONE]
    places = [*counties, *zones, *counties]  # a zone is smaller than a county, and lies inside one
    by_code = {one.code: one for one in regions}
    taken = {one.name for one in base.projects}
    told = {seed.named.code for seed in seeds if seed.named}
    projects: list[Project] = []
    reports: list[ProjectProgress] = []
    problems: list[Problem] = []
    for place, seed in enumerate(seeds):
        region = _region(seed, by_code) or places[place % len(places)]
        dates = dates_of(seed)
        project = _project(seed, dates, region, words, taken)
        projects.append(project)
        reports += reports_of(seed, dates, words)
        problems += _problems(seed, dates, project, by_code, words)
    projects += [one for one in base.projects if one.code not in told]
    return PackLedger(projects, reports, problems, base.published)


def _region(seed: Seed, regions: dict[str, Region]) -> Region | None:
    """Where a document, or its group, places a project."""
    code = seed.named.region if seed.named else seed.area
    return regions[code] if code else None


def _project(seed: Seed, dates: Dates, region: Region, words: LedgerWords, taken: set[str]) -> Project:
    named, key = seed.named, seed.words_key
    name = named.name if named else words.name(region, key, seed.code, taken)
    described = Project(
        seed.code,
        name,
        field=seed.field,
        subfield=seed.subfield,
        regions=named.regions if named else (region.code,),
        owner=words.owner(region, key, seed.code),
        agency=words.agency(key, name),
        person=words.person(seed.code),
        content=f"{named.content}（{_NOT_TOLD}）" if named else f"{_MADE_UP}{name}及配套工程。",
        total=Decimal(seed.total),
        planned_start=dates.planned_start,
        planned_end=dates.planned_end,
        actual_start=dates.actual_start,
        actual_end=dates.actual_end,
        is_invented=named is None,
        source=named.source if named else "演示",
    )
    return replace(
        described,
        memberships=_memberships(seed, region),
        stages=_stages(seed, described),
        milestones=_milestones(seed, dates),
        plans=plans_of(seed, dates),
        funding=_funding(seed),
        needs=_needs(seed),
    )


def _memberships(seed: Seed, region: Region) -> tuple[Membership, ...]:
    first = min(seed.natures)
    lists = dict.fromkeys([*seed.lists, *([MAIN_LIST] if PROVINCE_LIST in seed.lists else [])])
    until = date(THIS_YEAR, 1, 1) if THIS_YEAR not in seed.natures else None
    reason = "建成退出" if until else ""
    found = [Membership(one, date(first, 1, 1), until, reason) for one in lists]
    return (*found, *_others(seed, region))


def _others(seed: Seed, region: Region) -> Iterator[Membership]:
    """Lists that nothing is published of this year: the county's own, and those who join one in the year."""
    if seed.named or seed.project_list != MAIN_LIST or THIS_YEAR not in seed.natures:
        return
    if region.level is RegionLevel.COUNTY and swing(50, "county", seed.code) > 10:
        yield Membership(COUNTY_LIST, date(THIS_YEAR, 1, 1))
    if seed.natures[THIS_YEAR] is Nature.NEW and swing(50, "joins", seed.code) > 46:
        yield Membership(PROVINCE_LIST, date(THIS_YEAR, CHANGED_IN, 1), reason="中期调整增补")


def _stages(seed: Seed, project: Project) -> tuple[StageMove, ...]:
    start, end = project.actual_start, project.actual_end
    if start is None:
        is_sought = seed.natures.get(THIS_YEAR) is Nature.EARLY and swing(50, "sought", seed.code) > 0
        return (StageMove(Stage.SOUGHT if is_sought else Stage.PREPARED, date(THIS_YEAR, 1, 1)),)
    moves = (StageMove(Stage.PREPARED, date(start.year - 1, 6, 1)), StageMove(Stage.BUILDING, start.first))
    return (*moves, StageMove(Stage.IN_USE, end.last)) if end else moves


def _milestones(seed: Seed, dates: Dates) -> tuple[Milestone, ...]:
    first = dates.planned_start.year * 12 + dates.planned_start.month
    last = dates.planned_end.year * 12 + (dates.planned_end.month or YEAR_END)
    now = THIS_YEAR * 12 + LAST_MONTH
    steps = []
    for name, share in _STEPS:
        at = first + (last - first) * share // 100
        actual = _month(at + dates.behind) if dates.actual_start and at + dates.behind <= now else None
        steps.append(Milestone(name, _month(at), actual, Decimal(share)))
    steps[0] = replace(steps[0], planned=dates.planned_start, actual=dates.actual_start)
    steps[-1] = replace(steps[-1], planned=dates.planned_end, actual=dates.actual_end)
    return tuple(steps)


def _month(number: int) -> When:
    """The month of a number of months since the year 0."""
    return When((number - 1) // 12, (number - 1) % 12 + 1)


def _funding(seed: Seed) -> tuple[Funding, ...]:
    shares = _PRIVATE if seed.field in _OF_FIRMS else _PUBLIC
    weights = {
        one.value: share * 10 + swing(share * 5, "funding", seed.code, one) for one, share in shares.items()
    }
    parts = shared_out(seed.total, weights)
    return tuple(Funding(FundingSource(one), Decimal(amount)) for one, amount in parts.items() if amount)


def _needs(seed: Seed) -> Needs:
    land = seed.total // 500 + 10 + swing(8, "land", seed.code)
    has_sea, has_forest = swing(50, "sea", seed.code) > 40, swing(50, "forest", seed.code) > 25
    return Needs(
        Decimal(land), Decimal(land // 2) if has_sea else None, Decimal(land // 3) if has_forest else None,
        Decimal(seed.total // 300) if seed.subfield == "制造业" else None,
    )  # fmt: skip


def _problems(
    seed: Seed, dates: Dates, project: Project, regions: dict[str, Region], words: LedgerWords
) -> list[Problem]:
    is_late = dates.actual_start is None and dates.planned_start.last <= date(THIS_YEAR, LAST_MONTH, 30)
    if THIS_YEAR not in seed.natures or not (is_late or swing(50, "problem", seed.code) > 43):
        return []
    region = regions[project.region].name if project.region in regions else ""
    found = []
    for no in range(1, 2 + (swing(50, "two", seed.code) > 25)):
        draw = swing(10_000, "words", seed.code, no)
        raised = date(THIS_YEAR, 3, 1) + timedelta(days=draw % 180)
        due = raised + timedelta(days=30 + draw % 90)
        solved = due - timedelta(days=5) if draw % 3 == 0 else None
        text = words.problems[draw % len(words.problems)]
        solver = words.solvers[draw // 7 % len(words.solvers)].format(region=region)
        found.append(Problem(project.code, no, text, solver, due, raised, solved))
    return found
