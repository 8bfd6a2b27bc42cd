"""Moving a project on the board of the four stages (四个一批): each move has its day."""

from dataclasses import replace
from datetime import date

from wzdesk.domain.period import Period
from wzdesk.domain.projects.project import Project, Stage, StageMove
from wzdesk.domain.projects.when import When


def moved_to(project: Project, stage: Stage, on: date) -> Project:
    """The project with a move to a stage; another move of the same day gives way."""
    moves = (*(move for move in project.stages if move.on != on), StageMove(stage, on))
    return replace(project, stages=tuple(sorted(moves, key=lambda move: move.on)))


def day_in(month: Period, today: date) -> date:
    """The day by which something done on the ledger of a month is dated: today, kept within the month."""
    last = When(month.last_year, month.last_month).last
    return min(max(today, date(month.year, month.month, 1)), last)
