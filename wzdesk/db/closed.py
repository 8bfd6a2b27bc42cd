"""Closed periods: whatever act it is, nothing that a closed form holds is changed until the period is open again."""

from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy.orm import Session

from wzdesk.db.doors import execute_of
from wzdesk.db.forms import read_form
from wzdesk.domain.cell_note import NoteKey, NoteKind
from wzdesk.domain.change import Change, NoteChange, ObservationChange
from wzdesk.domain.errors import Refused
from wzdesk.domain.form import single_of
from wzdesk.domain.period import Frequency, Period, period_of_code

_ANY_CLOSED = "SELECT 1 FROM form_closing LIMIT 1"
_CLOSED = """
    SELECT f.code, c.period, r.name
    FROM form_closing c JOIN form f ON f.id = c.form_id JOIN region r ON r.id = c.region_id
    WHERE r.code = :region
"""


def refuse_closed(session: Session, changes: Iterable[Change]) -> None:
    """Refuse figures and remarks of a closed period; comments, stars and reasons may still be given.

    Raises:
        Refused: a change belongs to a closed period of a form.
    """
    execute = execute_of(session)
    if not list(execute(_ANY_CLOSED, {})):
        return
    for region, periods in _reported(changes).items():
        for form, code, place in list(execute(_CLOSED, {"region": region})):
            period = period_of_code(code)
            assert period is not None
            if period not in periods and not _singles(period).intersection(periods):
                continue
            closed = read_form(execute, form)
            assert closed is not None
            inside = periods[period] | periods[single_of(closed.frequency, period)]
            if not inside.isdisjoint(row.indicator for row in closed.rows):
                words = f"{place}{closed.words(period)}的“{closed.name}”"
                raise Refused(
                    f"{words}已经关账，没有写入；要改数，请在表上用“修订”，或先重新打开并写明理由。"
                )


def _singles(period: Period) -> set[Period]:
    """The own month and quarter with which a form's period ends."""
    return {single_of(frequency, period) for frequency in (Frequency.MONTH, Frequency.QUARTER)}


def _reported(changes: Iterable[Change]) -> dict[str, defaultdict[Period, set[str]]]:
    """The indicators whose figures or remarks change, by region and period."""
    found: dict[str, defaultdict[Period, set[str]]] = {}
    for change in changes:
        match change:
            case ObservationChange(key) | NoteChange(NoteKey(NoteKind.REMARK) as key):
                found.setdefault(key.region, defaultdict(set))[key.period].add(key.indicator)
    return found
