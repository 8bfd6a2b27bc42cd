"""What is changed of projects: the ledger, the months and the problems, each a cell of its own."""

from dataclasses import dataclass

from wzdesk.domain.period import Period
from wzdesk.domain.projects.problem import Problem
from wzdesk.domain.projects.progress import ProjectProgress
from wzdesk.domain.projects.project import Project


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


@dataclass(frozen=True, slots=True)
class ProjectChange:
    """A project entered or described otherwise; ``after`` None takes it out."""

    key: ProjectKey
    after: Project | None


@dataclass(frozen=True, slots=True)
class ProgressChange:
    """A month reported, or its report taken out (``after`` None)."""

    key: ProgressKey
    after: ProjectProgress | None


@dataclass(frozen=True, slots=True)
class ProblemChange:
    """A problem raised, changed or solved; ``after`` None takes it out."""

    key: ProblemKey
    after: Problem | None


LedgerKey = ProjectKey | ProgressKey | ProblemKey
LedgerChange = ProjectChange | ProgressChange | ProblemChange
