"""Which project, which of its months, which of its problems is meant: light, for the program starts with it."""

from dataclasses import dataclass

from wzdesk.domain.period import Period


@dataclass(frozen=True, slots=True)
class ProjectKey:
    """Which project of the ledger, by its code."""

    project: str


@dataclass(frozen=True, slots=True)
class ProgressKey:
    """Which month of a project (``Period.of_month``)."""

    project: str
    month: Period


@dataclass(frozen=True, slots=True)
class ProblemKey:
    """Which problem of a project, by its number."""

    project: str
    no: int


LedgerKey = ProjectKey | ProgressKey | ProblemKey
