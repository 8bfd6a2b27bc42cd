"""Projects, their months and their problems as kinds of cells."""

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from wzdesk.db.cell_kind import Place, cell_kind
from wzdesk.db.codec import State
from wzdesk.db.errors import UnknownProject
from wzdesk.db.prepared import Prepared
from wzdesk.db.projects.codec import (
    PROBLEM_FIELDS,
    PROGRESS_FIELDS,
    PROJECT_FIELDS,
    month_number,
    problem_key,
    problem_state,
    progress_key,
    progress_state,
    project_state,
)
from wzdesk.db.projects.tables import ProjectProblemRow, ProjectProgressRow, ProjectRow
from wzdesk.domain.period import Frequency
from wzdesk.domain.projects.amount import of_fen
from wzdesk.domain.projects.change import (
    LedgerChange,
    ProblemChange,
    ProblemKey,
    ProgressChange,
    ProgressKey,
    ProjectChange,
    ProjectKey,
)

_ID = Prepared(select(ProjectRow.id).where(ProjectRow.code == bindparam("code")))


def project_id(session: Session, code: str) -> int:
    """The id of a project; asked for each time, since one that was taken out and put back has another.

    Raises:
        UnknownProject: there is none with this code.
    """
    row = _ID.first(session.connection(), {"code": code})
    if row is None:
        raise UnknownProject(code)
    return int(row[0])


def _project_place(_session: Session, key: ProjectKey) -> Place:
    return {"at_code": key.project}


def _progress_place(session: Session, key: ProgressKey) -> Place:
    if key.month.frequency is not Frequency.MONTH:
        raise ValueError(f"not a month: {key.month.code}")
    return {"at_month": month_number(key.month), "at_project_id": project_id(session, key.project)}


def _problem_place(session: Session, key: ProblemKey) -> Place:
    return {"at_project_id": project_id(session, key.project), "at_no": key.no}


def _project_words(state: Mapping[str, Any]) -> str:
    told = json.loads(state["definition"])
    amounts = ((one["year"], one.get("amount")) for one in told.get("plans", ()))
    plans = "，".join(f"{year}年计划 {f'{amount} 万元' if amount else '没有数'}" for year, amount in amounts)
    return "，".join(part for part in (told.get("name", ""), f"总投资 {told['total']} 万元", plans) if part)


def _progress_words(state: Mapping[str, Any]) -> str:
    told = [
        f"{word} {_wan(state[name])} 万元"
        for name, word in (("reported_month", "本月"), ("reported_year", "累计"), ("booked_year", "入库"))
        if state.get(name) is not None
    ]
    return "，".join([*told, state["image"]] if state.get("image") else told) or "没有投资数"


def _wan(fen: int) -> str:
    return format(of_fen(fen), "f")


def _problem_words(state: Mapping[str, Any]) -> str:
    return f"{state['text']}（{state['solved']} 解决）" if state.get("solved") else str(state["text"])


PROJECT = cell_kind(
    "project", ProjectRow, PROJECT_FIELDS, _project_place, ProjectKey, _project_words, placed_by=("code",)
)
PROGRESS = cell_kind(
    "progress", ProjectProgressRow, PROGRESS_FIELDS, _progress_place, progress_key, _progress_words
)
PROBLEM = cell_kind("problem", ProjectProblemRow, PROBLEM_FIELDS, _problem_place, problem_key, _problem_words)


def ledger_state(change: LedgerChange) -> State | None:
    """What a change leaves in its cell; None where it empties it.

    Raises:
        Refused: an amount cannot be kept.
    """
    match change:
        case ProjectChange(after=after) if after is not None:
            return project_state(after)
        case ProgressChange(after=after) if after is not None:
            return progress_state(after)
        case ProblemChange(after=after) if after is not None:
            return problem_state(after)
        case _:
            return None
