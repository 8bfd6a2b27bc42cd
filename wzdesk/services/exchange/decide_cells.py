"""What people decide of conflicts, cell by cell: one value stays, and every one that loses is kept in one comment."""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple, TypeVar

from wzdesk.domain.cell_note import NoteKey, NoteKind
from wzdesk.domain.change import Change, NoteChange, ObservationChange
from wzdesk.domain.errors import Refused
from wzdesk.domain.observation import ObservationKey
from wzdesk.services.exchange.form_cells import CellResult, FormCells
from wzdesk.services.exchange.read_returns import PlaceKey

K = TypeVar("K", bound=Hashable)


class Choice(NamedTuple):
    """One conflict as it was decided: ``takes`` what came from ``file``, or keeps what the data file holds."""

    place: PlaceKey
    cells: FormCells
    cell: CellResult
    file: str
    takes: bool

    @property
    def said(self) -> object:
        """What the returned value means."""
        return self.cells.meaning(self.cell.place, self.cell.theirs)


@dataclass(frozen=True, slots=True)
class Decided:
    """What storing decisions changes, and for the log of each place: row, column, the value kept, the value that lost."""

    changes: tuple[Change, ...]
    resolved: Mapping[PlaceKey, tuple[tuple[str, ...], ...]]


def decide(choices: Sequence[Choice]) -> Decided:
    """Decide conflicts; those of one cell, of several files or forms, belong together.

    Raises:
        Refused: two different values are taken for one cell.
    """
    by_cell: dict[ObservationKey | NoteKey, list[Choice]] = {}
    for one in choices:
        by_cell.setdefault(one.cell.key, []).append(one)
    changes: list[Change] = []
    resolved: dict[PlaceKey, list[tuple[str, ...]]] = {}
    for rivals in by_cell.values():
        winner = _winner(rivals)
        if winner is not None:
            changes.append(winner.cells.change(winner.cell, f"{winner.file} {winner.cell.cell}"))
        changes.append(_losers_note(rivals, winner))
        for one in rivals:
            kept, lost = _kept(one, winner), one.cell.ours if _has_won(one, winner) else one.cell.theirs
            at = one.cell.place
            resolved.setdefault(one.place, []).append((at.row, at.column.value, kept, lost))
    return Decided(tuple(changes), {place: tuple(told) for place, told in resolved.items()})


def _winner(rivals: Sequence[Choice]) -> Choice | None:
    taken = [one for one in rivals if one.takes]
    if len({one.said for one in taken}) > 1:
        first = taken[0]
        raise Refused(
            f"{first.cells.table.region.name}“{first.cell.name}”几份来表填的不一样，只能采用一份；没有写入，请重新裁定这一格。"
        )
    return taken[0] if taken else None


def _has_won(one: Choice, winner: Choice | None) -> bool:
    return winner is not None and one.said == winner.said


def _kept(one: Choice, winner: Choice | None) -> str:
    """The value that stays, as the form of this conflict will show it; the form that it came from may have another unit."""
    if winner is None:
        return one.cell.ours
    change = winner.cells.change(winner.cell, "")
    if not isinstance(change, ObservationChange) or change.after is None:
        return winner.cell.theirs.strip()
    table, row = one.cells.table, one.cells.row(one.cell.place)
    assert row is not None
    held = {**table.observations, change.key: change.after}
    return replace(table, observations=held).text(row, one.cell.place.column)


def _losers_note(rivals: Sequence[Choice], winner: Choice | None) -> NoteChange:
    """A comment beside the figure that keeps the values which were not chosen."""
    first = winner or rivals[0]
    table, at = first.cells.table, first.cell.place
    key = NoteKey(NoteKind.COMMENT, table.region.code, at.row, table.period, at.column.value)
    lines = table.notes.get(key, "").splitlines()
    lines += [line for line in dict.fromkeys(_losers(rivals, winner)) if line not in lines]
    return NoteChange(key, "\n".join(lines))


def _losers(rivals: Sequence[Choice], winner: Choice | None) -> Iterator[str]:
    if winner is not None:
        yield f"合并时没有采用库里原有的 {winner.cell.ours or '空'}"
    for one in rivals:
        if not _has_won(one, winner):
            region = one.cells.table.region.name
            yield f"合并时没有采用{region}（{one.file}）的 {one.cell.theirs or '空'}"


def with_rivals(
    known: Mapping[K, bool], decided: Mapping[K, bool], cells: Mapping[K, CellResult]
) -> dict[K, bool]:
    """What is chosen after a decision: taking one value of a cell refuses its rivals in other files and forms.

    Of a cell for which several different ones are taken at once (都用来表) nothing is chosen by that.
    """
    chosen = dict(known)
    by_cell: dict[ObservationKey | NoteKey, list[K]] = {}
    for key, cell in cells.items():
        by_cell.setdefault(cell.key, []).append(key)
    for rivals in by_cell.values():
        told = {key: decided[key] for key in rivals if key in decided}
        takes = {cells[key].theirs for key, is_taken in told.items() if is_taken}
        if len(takes) > 1:
            continue
        chosen |= {key: cells[key].theirs in takes for key in rivals} if takes else told
    return chosen
