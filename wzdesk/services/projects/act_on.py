"""Small acts on single projects: a move to a stage, a problem solved."""

from dataclasses import replace
from datetime import date

from wzdesk.db.store import Store
from wzdesk.domain.change import CellKey
from wzdesk.domain.errors import Refused
from wzdesk.domain.projects.change import ProblemChange, ProblemKey, ProjectChange, ProjectKey
from wzdesk.domain.projects.problem import Problem
from wzdesk.domain.projects.project import Stage
from wzdesk.domain.projects.stage_moves import moved_to
from wzdesk.services.projects.read_project import project_of
from wzdesk.services.projects.record import record


def move_to_stage(data: Store, code: str, stage: Stage, on: date, who: str) -> frozenset[CellKey]:
    """Move a project to a stage from a day on; the keys that changed.

    Raises:
        Refused: the file has no such project.
        DataFileError: the file cannot be written.
    """
    project = project_of(data, code)
    if project is None:
        raise Refused(f"台账里没有代码为 {code} 的项目，数据没有改动；请刷新后再移。")
    change = ProjectChange(ProjectKey(code), moved_to(project, stage, on))
    return frozenset(record(data, [change], who=who, why=f"移到{stage.value}").keys)


def solve_problem(data: Store, problem: Problem, on: date, who: str) -> frozenset[CellKey]:
    """Say that a problem is solved from a day on; the keys that changed.

    Raises:
        DataFileError: the file cannot be written.
    """
    change = ProblemChange(ProblemKey(problem.project, problem.no), replace(problem, solved=on))
    return frozenset(record(data, [change], who=who, why="问题已解决").keys)
