"""From the totals of groups to single projects: which there are, and what of each total is theirs; amounts in 万元."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as made

from wzdesk.domain.projects.pack_ledger import GOVERNMENT_LIST, MAIN_LIST
from wzdesk.domain.projects.project import Nature, Project
from wzdesk.packs.demo.numbers import shared_out, swing

LAST_YEAR, THIS_YEAR = 2023, 2024
FIELDS_OF_GOVERNMENT = ("城镇有机更新", "民生设施", "交通强市", "水网安澜提升", "文化旅游融合")
_LARGE = 20
_SPREAD = 70
"""A project is worth 30 to 170 parts where the usual one is worth a hundred."""


@dataclass(frozen=True, slots=True)
class Totals:
    """A group of projects of a year: how many, and what they come to."""

    year: int
    project_list: str
    field: str
    subfield: str
    nature: Nature
    area: str
    count: int
    plan: int
    total: int
    done: int


@dataclass(slots=True)
class Seed:
    """A project before it has months: ``plans`` and ``done`` by year, ``named`` where a document names it.

    ``change`` is what its plan of this year was given or lost in the middle of the year.
    """

    code: str
    project_list: str
    field: str
    subfield: str
    natures: dict[int, Nature]
    total: int
    area: str = ""
    named: Project | None = None
    plans: dict[int, int] = made(default_factory=dict)
    done: dict[int, int] = made(default_factory=dict)
    lists: list[str] = made(default_factory=list)
    change: int = 0

    @property
    def words_key(self) -> str:
        """Under which its words stand: its field and subfield, those of the government's list apart."""
        prefix = GOVERNMENT_LIST if self.project_list == GOVERNMENT_LIST else ""
        return prefix + self.field + self.subfield

    @property
    def can_finish(self) -> bool:
        """Whether this year's plan can be all that was left of it."""
        return self.total - self.plans.get(THIS_YEAR, 0) >= self.done.get(LAST_YEAR, 0)


def make_seeds(groups: Sequence[Totals], named: Sequence[Project]) -> list[Seed]:
    """The projects of this year's lists, and those of last year that are finished by now."""
    seeds: list[Seed] = []
    for group in groups:
        if group.year == THIS_YEAR:
            of_group = [*_of_group(group, [one for one in named if _belongs(one, group)], len(seeds))]
            _change_plans(group, of_group)
            seeds += of_group
    for project_list in (MAIN_LIST, GOVERNMENT_LIST):
        carried = [
            one
            for one in seeds
            if one.project_list == project_list and one.natures[THIS_YEAR] is Nature.CARRIED_ON
        ]
        past = [
            group
            for group in groups
            if group.year == LAST_YEAR
            and (group.project_list == GOVERNMENT_LIST) == (project_list == GOVERNMENT_LIST)
        ]
        carried.sort(key=lambda one: swing(10_000, "list", one.code))
        seeds += _add_last_year(past, carried, len(seeds))
    return seeds


def _belongs(project: Project, group: Totals) -> bool:
    plan = project.plans[0] if project.plans else None
    place = (project.field, project.subfield)
    return (
        plan is not None
        and plan.year == group.year
        and plan.nature is group.nature
        and place == (group.field, group.subfield)
        and project.memberships[0].project_list == group.project_list
    )


def _of_group(group: Totals, named: Sequence[Project], before: int) -> Iterator[Seed]:
    """The projects of a group: those that are named first, with what is published of them, then invented ones."""
    codes = [f"YS-{before + place:04d}" for place in range(1, group.count + 1)]
    known = dict(zip(codes, named, strict=False))
    weights = {code: 100 + swing(_SPREAD, "size", code) for code in codes}
    plans = _told(group.plan, weights, {code: _published_plan(one) for code, one in known.items()})
    bigger = {
        code: max(plans[code] * 100 + weights[code] * swing(20, "total", code) // 20, 1) for code in codes
    }
    totals = shared_out(group.total, bigger if group.plan else weights)
    for code in codes:
        its = known.get(code)
        yield Seed(
            its.code if its else code,
            group.project_list,
            group.field or _field_of(code),
            group.subfield,
            {group.year: group.nature},
            totals[code],
            group.area,
            its,
            {group.year: plans[code]},
            lists=[group.project_list],
        )


def _change_plans(group: Totals, seeds: Sequence[Seed]) -> None:
    """In the middle of the year two projects of a large group change part of their plans; the group's stays as it is."""
    invented = sorted(
        (one for one in seeds if not one.named), key=lambda one: swing(10_000, "change", one.code)
    )
    if group.nature is Nature.NEW and len(invented) >= _LARGE and group.project_list == MAIN_LIST:
        loses, gains = invented[:2]
        gains.change = loses.plans[THIS_YEAR] // 4
        loses.change = -gains.change


def _field_of(code: str) -> str:
    """A field for a project of the government, whose list is not divided by fields."""
    return FIELDS_OF_GOVERNMENT[swing(10_000, "field", code) % len(FIELDS_OF_GOVERNMENT)]


def _published_plan(project: Project) -> int | None:
    amount = project.plans[0].amount
    return None if amount is None else int(amount)


def _told(whole: int, weights: Mapping[str, int], told: Mapping[str, int | None]) -> dict[str, int]:
    """Parts of a whole, those that are told as they are told."""
    fixed = {code: amount for code, amount in told.items() if amount is not None}
    rest = {code: weight for code, weight in weights.items() if code not in fixed}
    return shared_out(whole - sum(fixed.values()), rest) | fixed


def _add_last_year(past: Sequence[Totals], carried: Sequence[Seed], before: int) -> list[Seed]:
    """Give last year's plans and results to projects that go on; more are needed, they were finished last year."""
    finished: list[Seed] = []
    waiting = list(carried)
    for group in past:
        seeds = waiting[: group.count]
        del waiting[: group.count]
        for _ in range(group.count - len(seeds)):
            code = f"YS-{before + len(finished) + 1:04d}"
            seed = Seed(
                code, group.project_list, _field_of(code), "", {}, 0, group.area, lists=[group.project_list]
            )
            finished.append(seed)
            seeds.append(seed)
        usual = sum(one.total for one in carried) // max(len(carried), 1)
        weights = {one.code: one.total or usual for one in seeds}
        plans = shared_out(group.plan, weights)
        done = shared_out(
            group.done, {code: weight * (100 + swing(12, "done", code)) for code, weight in weights.items()}
        )
        for one in seeds:
            one.natures[group.year] = group.nature
            one.plans[group.year], one.done[group.year] = plans[one.code], done[one.code]
            one.total = one.total or done[one.code] * 2
            one.lists += [group.project_list] if group.project_list not in one.lists else []
    return finished
