"""What is kept ready of one project: its lines of the ledger, month by month, as rows of whole numbers."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from wzdesk.db.projects.codec import fen_of, month_number, month_of
from wzdesk.db.projects.words import Words
from wzdesk.domain.period import Period
from wzdesk.domain.projects.amount import FEN
from wzdesk.domain.projects.curve import s_curve
from wzdesk.domain.projects.lag import rounded
from wzdesk.domain.projects.ledger import months_in_ledger
from wzdesk.domain.projects.problem import Problem
from wzdesk.domain.projects.project import Project
from wzdesk.domain.projects.rates import duties_of
from wzdesk.domain.projects.when import When

Figures = tuple[int | None, int | None, int | None, int | None]
"""Of a report, in fen: done in the month, and to date done, booked, funds."""
NO_FIGURES: Figures = (None, None, None, None)
LINE = (
    "month", "project_id",
    "field_id", "subfield_id", "nature_id", "stage_id", "region_id", "agency_id", "owner_id", "lists",
    "total", "plan", "planned", "done_month", "done", "booked", "funds", "problems",
    "to_start", "started", "to_complete", "completed",
)  # fmt: skip


def lines_of(
    id_: int,
    project: Project,
    reports: Mapping[int, Figures],
    problems: Sequence[Problem],
    entered: int,
    words: Words,
) -> list[tuple[Any, ...]]:
    """The rows of LINE, in the order of the months."""
    word = words.number
    months = months_in_ledger(project, [month_of(number) for number in reports], entered)
    planned = _planned(project, {month.year for month in months})
    fixed = [word(text) for text in (project.region, project.agency, project.owner)]
    field, subfield = word(project.field), word(project.subfield)
    total = fen_of(project.total, project.name)
    rows = []
    for month in months:
        plan = project.plan_in(month)
        end = When(month.last_year, month.last_month).last
        stage = project.stage_on(end)
        number = month_number(month)
        duties = duties_of(project, month)
        rows.append(
            (
                number,
                id_,
                field,
                subfield,
                word(plan.nature.value if plan else ""),
                word(stage.value if stage else ""),
                *fixed,
                sum({words.bit(one) for one in project.lists_on(end)}),
                total,
                None if plan is None else fen_of(plan.amount, project.name),
                None if plan is None else planned.get(month),
                *reports.get(number, NO_FIGURES),
                sum(one.is_open_on(end) for one in problems),
                int(duties.to_start),
                int(duties.started),
                int(duties.to_complete),
                int(duties.completed),
            )
        )
    return rows


def _planned(project: Project, years: Iterable[int]) -> dict[Period, int]:
    """The plan to the end of each month, to the nearest fen: a twelfth of a plan is seldom a whole number of them."""
    found: dict[Period, int] = {}
    for year in years:
        for month, amount in enumerate(s_curve(project, year, ()).planned, 1):
            fen = None if amount is None else fen_of(rounded(amount, FEN), project.name)
            if fen is not None:
                found[Period.of_month(year, month)] = fen
    return found
