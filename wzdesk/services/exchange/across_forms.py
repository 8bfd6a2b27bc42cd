"""Two forms that ask for the same figure: what one merge brings for it from both is held together."""

from collections.abc import Sequence

from wzdesk.domain.cell_note import NoteKey
from wzdesk.domain.exchange.merge import TAKEN, Outcome
from wzdesk.domain.observation import ObservationKey
from wzdesk.services.exchange.form_cells import CellResult, FormCells

Judged = tuple[FormCells, Sequence[CellResult]]
"""The results of one file, and the cells of the form that they were held against."""
_OPEN = TAKEN | {Outcome.CONFLICT}


def ask_across(judged: Sequence[Judged]) -> list[Sequence[CellResult]]:
    """The results of the files of one region, after forms that share figures were compared.

    月报 and 季报 both have the figures of 1—6月. As within one form, different answers, and one that meets a conflict, are
    asked on every side; the order of files does not matter.
    """
    if len({id(cells) for cells, _ in judged}) < 2:
        return [results for _, results in judged]
    told: dict[ObservationKey | NoteKey, list[tuple[FormCells, CellResult]]] = {}
    for cells, results in judged:
        for one in results:
            if _answers(cells, one):
                told.setdefault(one.key, []).append((cells, one))
    shared = {
        key: answers
        for key, answers in told.items()
        if any(cells is not answers[0][0] for cells, _ in answers)
    }
    if not shared:
        return [results for _, results in judged]
    return [[_asked(cells, one, shared.get(one.key, ())) for one in results] for cells, results in judged]


def _answers(cells: FormCells, one: CellResult) -> bool:
    """Whether a file says something of a cell; also where it says what the data file holds meanwhile."""
    if one.outcome is not Outcome.UNCHANGED or one.theirs == (one.base or ""):
        return one.outcome in _OPEN
    came = cells.meaning(one.place, one.theirs)
    return cells.meaning(one.place, one.base or "") != came == cells.meaning(one.place, one.ours)


def _asked(cells: FormCells, one: CellResult, answers: Sequence[tuple[FormCells, CellResult]]) -> CellResult:
    if one.outcome not in _OPEN:
        return one
    came = cells.meaning(one.place, one.theirs)
    for other, rival in answers:
        if other is not cells and other.meaning(rival.place, rival.theirs) != came:
            reason = f"同一个数，“{other.table.form.name}”填的是 {rival.theirs or '空'}"
            return one._replace(outcome=Outcome.CONFLICT, reason=reason)
    if one.outcome is Outcome.CONFLICT:
        return one
    for other, rival in answers:
        if rival.outcome is Outcome.CONFLICT:
            reason = f"同一个数，在“{other.table.form.name}”里有冲突"
            return one._replace(outcome=Outcome.CONFLICT, reason=reason)
    return one
