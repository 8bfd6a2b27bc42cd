"""The invented ledger: projects with their months and problems, the named ones among them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from wzdesk.domain.projects.pack_ledger import MAIN_LIST, PackLedger
from wzdesk.domain.projects.problem import Problem
from wzdesk.domain.projects.progress import ProjectProgress
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
from wzdesk.domain.region import Region, RegionLevel
from wzdesk.packs.demo.ledger.months import (
    LAST_MONTH,
    is_late,
    planned_to_date,
    reports_of,
    start_month,
)
from wzdesk.packs.demo.ledger.seeds import LAST_YEAR, THIS_YEAR, Seed, Totals, make_seeds
from wzdesk.packs.demo.ledger.words import LedgerWords
from wzdesk.packs.demo.numbers import shared_out, swing

_SHARES = {
    FundingSource.BUDGET: 12,
    FundingSource.SPECIAL_BOND: 18,
    FundingSource.CENTRAL_BUDGET: 5,
    FundingSource.BANK_LOAN: 35,
    FundingSource.OWN: 30,
}
_STEPS = (("开工", 2), ("基础完成", 25), ("主体完工", 70), ("竣工验收", 100))


def invented_ledger(
    groups: Sequence[Totals], base: PackLedger, regions: Sequence[Region], words: LedgerWords
) -> PackLedger:
    """The base ledger with figures for what it names, filled up so that each group comes to its totals."""
    seeds = make_seeds(groups, base.projects)
    places = [one for one in regions if one.level in {RegionLevel.COUNTY, RegionLevel.ZONE}]
    by_code = {one.code: one for one in regions}
    taken = {one.name for one in base.projects}
    told = {seed.named.code for seed in seeds if seed.named}
    projects: list[Project] = []
    reports: list[ProjectProgress] = []
    problems: list[Problem] = []
    for place, seed in enumerate(seeds):
        region = _region(seed, by_code) or places[place % len(places)]
        project = _project(seed, region, words, taken)
        projects.append(project)
        reports += reports_of(seed, words)
        problems += _problems(seed, project, by_code, words)
    projects += [one for one in base.projects if one.code not in told]
    return PackLedger(projects, reports, problems, base.published)


def _region(seed: Seed, regions: dict[str, Region]) -> Region | None:
    """Where a document, or its group, places a project."""
    code = seed.named.region if seed.named else seed.area
    return regions[code] if code else None


def _project(seed: Seed, region: Region, words: LedgerWords, taken: set[str]) -> Project:
    named, key = seed.named, seed.words_key
    start, end = _dates(seed)
    name = named.name if named else words.name(region, key, seed.code, taken)
    begun = None if start_month(seed) and (is_late(seed) or start_month(seed) > LAST_MONTH) else start
    finished = When(LAST_YEAR, 11) if THIS_YEAR not in seed.natures else None
    described = Project(
        seed.code,
        name,
        field=seed.field,
        subfield=seed.subfield,
        regions=named.regions if named else (region.code,),
        owner=f"{region.short_name}{'政府投资项目' if seed.area else '项目'}建设公司（演示）",
        agency=words.agencies[key],
        content=named.content if named else f"演示：编造的项目，不是真实项目。{name}及配套工程。",
        total=Decimal(seed.total),
        planned_start=start,
        planned_end=end,
        actual_start=None if seed.natures.get(THIS_YEAR) is Nature.EARLY else begun,
        actual_end=finished,
        is_invented=named is None,
        source=named.source if named else "演示",
    )
    return replace(
        described,
        memberships=_memberships(seed),
        stages=_stages(seed, described),
        milestones=_milestones(seed, start, end),
        plans=_plans(seed),
        funding=_funding(seed),
        needs=_needs(seed),
    )


def _dates(seed: Seed) -> tuple[When, When]:
    years = 2 + (swing(50, "years", seed.code) + 50) // 34
    if first := start_month(seed):
        return When(THIS_YEAR, first), When(THIS_YEAR + years, 12)
    if seed.natures.get(THIS_YEAR) is Nature.EARLY:
        return When(THIS_YEAR + 1, 6), When(THIS_YEAR + 1 + years, 12)
    begun = LAST_YEAR if seed.natures.get(LAST_YEAR) is Nature.NEW else LAST_YEAR - 1
    month = 3 + (swing(50, "begun", seed.code) + 50) // 12
    finishes = swing(50, "finishes", seed.code) > 30 or THIS_YEAR not in seed.natures
    return When(begun, month), When(THIS_YEAR, 10 + month % 3) if finishes else When(THIS_YEAR + years, 6)


def _memberships(seed: Seed) -> tuple[Membership, ...]:
    first = min(seed.natures)
    lists = dict.fromkeys([*seed.lists, *([MAIN_LIST] if "省“千项万亿”" in seed.lists else [])])
    until = date(THIS_YEAR, 1, 1) if THIS_YEAR not in seed.natures else None
    reason = "建成退出" if until else ""
    return tuple(Membership(one, date(first, 1, 1), until, reason) for one in lists)


def _plans(seed: Seed) -> tuple[AnnualPlan, ...]:
    plans = []
    for year, nature in sorted(seed.natures.items()):
        months = tuple(map(Decimal, planned_to_date(seed))) if year == THIS_YEAR and seed.plans[year] else ()
        plans.append(AnnualPlan(year, Decimal(seed.plans[year]), nature, months))
    return tuple(plans)


def _stages(seed: Seed, project: Project) -> tuple[StageMove, ...]:
    start = project.actual_start
    if start is None:
        prepared = StageMove(Stage.PREPARED, date(THIS_YEAR, 1, 1))
        if seed.natures.get(THIS_YEAR) is Nature.EARLY and swing(50, "sought", seed.code) > 0:
            return (StageMove(Stage.SOUGHT, date(THIS_YEAR, 1, 1)),)
        return (prepared,)
    moves = [StageMove(Stage.PREPARED, date(start.year - 1, 6, 1)), StageMove(Stage.BUILDING, start.first)]
    done = project.actual_end or (project.planned_end if _is_finished(project) else None)
    return (*moves, StageMove(Stage.IN_USE, done.last)) if done else tuple(moves)


def _is_finished(project: Project) -> bool:
    end = project.planned_end
    return end is not None and end.year == THIS_YEAR and 0 < end.month <= LAST_MONTH


def _milestones(seed: Seed, start: When, end: When) -> tuple[Milestone, ...]:
    first, last = start.year * 12 + start.month, end.year * 12 + end.month
    now = THIS_YEAR * 12 + LAST_MONTH
    steps = []
    for name, share in _STEPS:
        at = first + (last - first) * share // 100
        planned = When((at - 1) // 12, (at - 1) % 12 + 1)
        is_done = at <= now and not is_late(seed) and seed.natures.get(THIS_YEAR) is not Nature.EARLY
        steps.append(Milestone(name, planned, planned if is_done else None, Decimal(share)))
    return tuple(steps)


def _funding(seed: Seed) -> tuple[Funding, ...]:
    weights = {
        one.value: share * 10 + swing(share * 5, "funding", seed.code, one) for one, share in _SHARES.items()
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


def _problems(seed: Seed, project: Project, regions: dict[str, Region], words: LedgerWords) -> list[Problem]:
    if THIS_YEAR not in seed.natures or not (is_late(seed) or swing(50, "problem", seed.code) > 43):
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
