"""What a pack brings of projects: the ledger, and the totals that documents publish of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from wzdesk.domain.projects.problem import Problem
from wzdesk.domain.projects.progress import ProjectProgress
from wzdesk.domain.projects.project import Nature, Project

MAIN_LIST = "市“百项千亿”"
"""The list of a year's major projects: what is meant where no list is named (000, part four)."""
PROVINCE_LIST = "省“千项万亿”"
GOVERNMENT_LIST = "市级政府投资"


@dataclass(frozen=True, slots=True)
class PublishedTotal:
    """A total of projects as a document states it; amounts in 亿元, ``rate`` in percent, None where nothing is said.

    ``area`` is a part of the city that is no region of its own (市本级), or one of its zones, by name.
    """

    year: int
    project_list: str
    field: str = ""
    subfield: str = ""
    nature: Nature | None = None
    area: str = ""
    count: int | None = None
    total: Decimal | None = None
    plan: Decimal | None = None
    done: Decimal | None = None
    rate: Decimal | None = None
    source: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class PackLedger:
    """Projects with their months and problems; ``published`` are the totals to hold them against."""

    projects: Sequence[Project] = ()
    reports: Sequence[ProjectProgress] = ()
    problems: Sequence[Problem] = ()
    published: Sequence[PublishedTotal] = ()


NO_LEDGER = PackLedger()
