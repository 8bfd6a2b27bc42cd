"""A project of the ledger (项目台账) and what is fixed or planned for it; amounts in 万元."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from wzdesk.domain.period import Period
from wzdesk.domain.projects.amount import ZERO
from wzdesk.domain.projects.when import When


class Nature(StrEnum):
    """建设性质: building goes on, is to begin this year, or is being prepared."""

    CARRIED_ON = "续建"
    NEW = "新开工"
    EARLY = "前期"


class Stage(StrEnum):
    """四个一批: where a project stands between an idea and use."""

    SOUGHT = "谋划招引"
    PREPARED = "前期攻坚"
    BUILDING = "建设实施"
    IN_USE = "建成投产"


class FundingSource(StrEnum):
    """Where a project's money comes from (资金来源)."""

    BUDGET = "财政资金"
    SPECIAL_BOND = "专项债"
    CENTRAL_BUDGET = "中央预算内"
    TREASURY_BOND = "国债"
    BANK_LOAN = "银行贷款"
    OWN = "企业自筹"
    OTHER = "其他"


@dataclass(frozen=True, slots=True)
class Funding:
    """How much of the total investment comes from a source."""

    source: FundingSource
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Field:
    """One of the fields (领域) into which an office sorts its projects; subfields name theirs in ``parent``."""

    code: str
    name: str
    parent: str = ""


@dataclass(frozen=True, slots=True)
class Membership:
    """That a project stands on a list (省“千项万亿” …) from a day on, until it left; with the reason of each."""

    project_list: str
    since: date
    until: date | None = None
    reason: str = ""

    def holds(self, day: date) -> bool:
        """Whether it stands on the list that day; the day of leaving is the first without it."""
        return self.since <= day and (self.until is None or day < self.until)


@dataclass(frozen=True, slots=True)
class StageMove:
    """That a project came to a stage."""

    stage: Stage
    on: date


@dataclass(frozen=True, slots=True)
class Milestone:
    """A step (里程碑) with its planned and actual date; ``share`` of the total investment, in percent, done by then."""

    name: str
    planned: When | None = None
    actual: When | None = None
    share: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Needs:
    """What a project needs besides money: land, sea and forest in 亩, energy in 吨标准煤."""

    land: Decimal | None = None
    sea: Decimal | None = None
    forest: Decimal | None = None
    energy: Decimal | None = None


@dataclass(frozen=True, slots=True)
class AnnualPlan:
    """What is to be invested in a year (年度计划投资).

    ``months`` are the year-to-date amounts planned to the end of each month 1-12, where they were entered. A plan
    changed in the year (中期调整) stands beside the one before, with the month ``since`` which it holds: what was
    reported for earlier months still comes out. ``amount`` is None where a document names the project without it.
    """

    year: int
    amount: Decimal | None
    nature: Nature
    months: tuple[Decimal, ...] = ()
    since: int = 1


@dataclass(frozen=True, slots=True)
class Project:
    """One project of the ledger; ``code`` never changes, ``part_of`` is the package that it was split from."""

    code: str
    name: str
    field: str = ""
    subfield: str = ""
    regions: tuple[str, ...] = ()
    owner: str = ""
    agency: str = ""
    person: str = ""
    content: str = ""
    total: Decimal = ZERO
    planned_start: When | None = None
    planned_end: When | None = None
    actual_start: When | None = None
    actual_end: When | None = None
    part_of: str = ""
    is_invented: bool = False
    source: str = ""
    memberships: tuple[Membership, ...] = ()
    stages: tuple[StageMove, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    plans: tuple[AnnualPlan, ...] = ()
    funding: tuple[Funding, ...] = ()
    needs: Needs = Needs()

    def plan_in(self, month: Period) -> AnnualPlan | None:
        """The annual plan of the month's year that holds in that month."""
        holding = [one for one in self.plans if one.year == month.year and one.since <= month.last_month]
        return max(holding, key=lambda one: one.since, default=None)

    def stage_on(self, day: date) -> Stage | None:
        """The stage that it had reached by a day."""
        reached = [move for move in self.stages if move.on <= day]
        return max(reached, key=lambda move: move.on).stage if reached else None

    def lists_on(self, day: date) -> tuple[str, ...]:
        """The lists on which it stands that day."""
        return tuple(one.project_list for one in self.memberships if one.holds(day))

    @property
    def region(self) -> str:
        """Where it counts in tables by region: the first of its regions."""
        return self.regions[0] if self.regions else ""
