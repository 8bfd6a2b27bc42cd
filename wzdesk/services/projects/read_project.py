"""Reading one project: what is fixed or planned for it, its months, its problems, and its history."""

from wzdesk.db.projects.history import FigureStep, figure_steps
from wzdesk.db.projects.read import read_problems, read_project, read_projects, read_reports
from wzdesk.db.store import Store
from wzdesk.domain.projects.problem import Problem
from wzdesk.domain.projects.progress import ProjectProgress
from wzdesk.domain.projects.project import Project

__all__ = ["FigureStep", "all_projects", "history_of", "problems_of", "project_of", "reports_of"]


def project_of(data: Store, code: str) -> Project | None:
    """A project by its code, None where the file has none of it."""
    with data.reading() as session:
        return read_project(session, code)


def all_projects(data: Store) -> list[Project]:
    """All projects, in the order in which they were entered; for matching a list against the ledger."""
    with data.reading() as session:
        return list(read_projects(session))


def reports_of(data: Store, code: str) -> tuple[ProjectProgress, ...]:
    """The reports of a project in the order of their months."""
    with data.reading() as session:
        return read_reports(session, code)


def problems_of(data: Store, code: str) -> tuple[Problem, ...]:
    """The problems of a project by their numbers, solved ones too."""
    with data.reading() as session:
        return read_problems(session, code)


def history_of(data: Store, code: str) -> list[FigureStep]:
    """What a project went through, figure by figure, newest first: who, when, from what to what, why, whence."""
    with data.reading() as session:
        return figure_steps(session, code)
