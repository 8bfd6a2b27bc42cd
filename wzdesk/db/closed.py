"""Closed periods: whatever act it is, nothing that a closed form holds is changed until the period is open again."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy.orm import Session

from wzdesk.db.doors import execute_of
from wzdesk.db.forms import read_form
from wzdesk.db.plan_tables import Execute
from wzdesk.domain.cell_note import NoteKey, NoteKind
from wzdesk.domain.change import Change, NoteChange, ObservationChange
from wzdesk.domain.errors import Refused
from wzdesk.domain.form import Form, single_of
from wzdesk.domain.observation import ObservationKey
from wzdesk.domain.period import Frequency, Period, period_of_code

_Figure = ObservationKey | NoteKey
_K = TypeVar("_K", ObservationKey, _Figure)

_ANY_CLOSED = "SELECT 1 FROM form_closing LIMIT 1"
_CLOSED = """
    SELECT f.code, c.period, r.name
    FROM form_closing c JOIN form f ON f.id = c.form_id JOIN region r ON r.id = c.region_id
    WHERE r.code = :region
"""


@dataclass(frozen=True, slots=True)
class _Closed:
    """A form that a region has closed for a period, with the figures that it holds there."""

    form: Form
    place: str
    words: str
    """The period as the form says it: 2024年1—9月."""
    region: str
    periods: frozenset[Period]
    """The form's own, and the single month or quarter of which it tells."""
    indicators: frozenset[str]

    def holds(self, key: _Figure) -> bool:
        """Whether the form tells of this figure."""
        return key.region == self.region and key.period in self.periods and key.indicator in self.indicators


def refuse_closed(session: Session, changes: Iterable[Change]) -> None:
    """Refuse figures and remarks of a closed period; comments, stars and reasons may still be given.

    Raises:
        Refused: a change belongs to a closed period of a form.
    """
    for _, closed in _held(execute_of(session), [key for change in changes if (key := _reported(change))]):
        words = f"{closed.place}{closed.words}的“{closed.form.name}”"
        raise Refused(f"{words}已经关账，没有写入；要改数，请在表上用“修订”，或先重新打开并写明理由。")


def closed_words(execute: Execute, keys: Iterable[ObservationKey]) -> dict[ObservationKey, str]:
    """Of those figures that a closed form holds, the period as that form says it."""
    return {key: closed.words for key, closed in _held(execute, list(keys))}


def _held(execute: Execute, keys: Sequence[_K]) -> Iterator[tuple[_K, _Closed]]:
    """The figures and remarks that closed forms hold; few periods are closed, many figures may be asked for."""
    if not list(execute(_ANY_CLOSED, {})):
        return
    by_region: dict[str, list[_K]] = {}
    for key in keys:
        by_region.setdefault(key.region, []).append(key)
    for region, its in by_region.items():
        closed = list(_closed_of(execute, region, {key.period for key in its}))
        for key in its:
            found = next((one for one in closed if one.holds(key)), None)
            if found is not None:
                yield key, found


def _closed_of(execute: Execute, region: str, periods: Collection[Period]) -> Iterator[_Closed]:
    """The forms that a region has closed and that may tell of one of these periods."""
    for code, closed_period, place in list(execute(_CLOSED, {"region": region})):
        period = period_of_code(closed_period)
        assert period is not None
        if period not in periods and not _singles(period).intersection(periods):
            continue
        form = read_form(execute, code)
        assert form is not None
        told = frozenset((period, single_of(form.frequency, period)))
        indicators = frozenset(row.indicator for row in form.rows)
        yield _Closed(form, place, form.words(period), region, told, indicators)


def _singles(period: Period) -> set[Period]:
    """The own month and quarter with which a form's period ends."""
    return {single_of(frequency, period) for frequency in (Frequency.MONTH, Frequency.QUARTER)}


def _reported(change: Change) -> _Figure | None:
    """The figure or the remark that a change is of."""
    match change:
        case ObservationChange(key) | NoteChange(NoteKey(NoteKind.REMARK) as key):
            return key
    return None
