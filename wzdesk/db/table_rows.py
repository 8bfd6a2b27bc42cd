"""Which indicator stands where: the rows of plans and the stars on rows of forms, without their figures."""

from typing import NamedTuple

from wzdesk.db.codec import readable
from wzdesk.db.plan_tables import Execute
from wzdesk.domain.cell_note import NoteKey, NoteKind
from wzdesk.domain.period import Period, period_of_code

_PLAN_LINES = """
    SELECT p.code, i.code, t.no
    FROM plan p
    JOIN plan_item t ON t.plan_id = p.id
    JOIN plan_part pp ON pp.item_id = t.id
    JOIN indicator i ON i.id = pp.indicator_id
    ORDER BY p.position, t.position, pp.position
"""
_NOTES = """
    SELECT r.code, i.code, n.period, n.about
    FROM cell_note n JOIN indicator i ON i.id = n.indicator_id JOIN region r ON r.id = n.region_id
    WHERE n.kind = :kind AND r.code = :region
    ORDER BY n.change_set_id DESC LIMIT :limit
"""


class PlanLine(NamedTuple):
    """That an indicator is a row of an item of a plan."""

    plan: str
    indicator: str
    item_no: str


def plan_lines(execute: Execute) -> list[PlanLine]:
    """The rows of all plans, in their order."""
    return [PlanLine(*row) for row in execute(_PLAN_LINES, {})]


def latest_notes(execute: Execute, kind: NoteKind, region: str, limit: int) -> list[NoteKey]:
    """The notes of a kind in a region, those that were made last first."""
    rows = execute(_NOTES, {"kind": kind.value, "region": region, "limit": limit})
    return [NoteKey(kind, code, indicator, _period(period), about) for code, indicator, period, about in rows]


@readable("批注")
def _period(code: str) -> Period:
    period = period_of_code(code)
    if period is None:
        raise ValueError(code)
    return period
