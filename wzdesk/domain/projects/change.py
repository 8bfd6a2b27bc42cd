"""What is changed of projects: the ledger, the months and the problems, each a cell of its own."""

from dataclasses import dataclass

from wzdesk.domain.projects.keys import LedgerKey, ProblemKey, ProgressKey, ProjectKey
from wzdesk.domain.projects.problem import Problem
from wzdesk.domain.projects.progress import ProjectProgress
from wzdesk.domain.projects.project import Project

__all__ = [
    "LedgerChange",
    "LedgerKey",
    "ProblemChange",
    "ProblemKey",
    "ProgressChange",
    "ProgressKey",
    "ProjectChange",
    "ProjectKey",
]


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


LedgerChange = ProjectChange | ProgressChange | ProblemChange
