"""A pack: what a city hands out to start with, read from files a planner can edit."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from wzdesk.domain.agency import Agency
from wzdesk.domain.change import OverrideKey
from wzdesk.domain.checks.rule import Rule
from wzdesk.domain.form import Form
from wzdesk.domain.indicator import Indicator
from wzdesk.domain.observation import Observation
from wzdesk.domain.plan import Plan, PlanDocument
from wzdesk.domain.region import Region, RegionGroup
from wzdesk.domain.verdict import Override

if TYPE_CHECKING:  # the program starts without projects
    from wzdesk.domain.projects.pack_ledger import PackLedger


def _no_ledger() -> "PackLedger":
    from wzdesk.domain.projects.pack_ledger import NO_LEDGER

    return NO_LEDGER


@dataclass(frozen=True, slots=True)
class Pack:
    """Regions, agencies, catalogue, plans, forms and published figures of one city.

    ``home`` is the region, and ``plan`` the plan, that a new file opens on.
    """

    code: str
    name: str
    version: str
    home: str
    plan: str
    documents: tuple[PlanDocument, ...]
    regions: tuple[Region, ...]
    groups: tuple[RegionGroup, ...]
    agencies: tuple[Agency, ...]
    indicators: tuple[Indicator, ...]
    plans: tuple[Plan, ...]
    observations: tuple[Observation, ...]
    overrides: tuple[tuple[OverrideKey, Override], ...]
    forms: tuple[Form, ...] = ()
    rules: tuple[Rule, ...] = ()
    rules_text: str = ""
    """The rules as they are written: the data file keeps them so."""
    ledger: "PackLedger" = field(default_factory=_no_ledger)
