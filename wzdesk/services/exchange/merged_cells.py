"""One form of a region and period: the answers of its returned files against what the data file holds, cell by cell."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from wzdesk.domain.exchange.identity import Place
from wzdesk.domain.exchange.merge import Answer, Merged, Outcome, merge_cell, merge_without_base
from wzdesk.domain.form import FormColumn
from wzdesk.domain.quantity import Availability, Quantity
from wzdesk.services.exchange.answered_cells import AnsweredCells, Sheet, answered_cells, is_plain
from wzdesk.services.exchange.form_cells import CellResults, FormCells

WORDS_FOR_NUMBER = "库里是数，来表填的是读不出数的文字；请核对，没有数的请填“暂无数据”"
"""Why a one-sided change is asked about: a number is not given up for words without a person's word."""


def merge_sheets(cells: FormCells, sheets: Sequence[Sheet]) -> list[CellResults]:
    """The result of each cell of each sheet; the sheets answer the same form, region and period.

    A cell that several sheets answer is judged over all of them, whatever their order.
    """
    read = [answered_cells(cells, sheet) for sheet in sheets]
    verdicts = _verdicts(cells, read) if len(read) > 1 else {}
    return [
        _results(cells, sheet.answers.sheet, its, verdicts) for sheet, its in zip(sheets, read, strict=True)
    ]


_Texts = tuple[str | None, str]
"""What a cell was sent with and what came back."""


def _verdicts(cells: FormCells, read: Sequence[AnsweredCells]) -> dict[Place, Merged]:
    """What several sheets come to in each cell; those that say the same with the same base count once."""
    told: dict[Place, dict[_Texts, None]] = {}
    for its in read:
        for at in its.moved():
            told.setdefault(its.places[at], {})[its.bases[at], its.theirs[at]] = None
    return {place: _judge(cells, place, tuple(answers)) for place, answers in told.items()}


def _results(
    cells: FormCells, sheet: str, its: AnsweredCells, verdicts: Mapping[Place, Merged]
) -> CellResults:
    """The results of one sheet; without ``verdicts`` over several it is judged alone."""
    ours, outcomes, reasons = cells.all_ours(its.places), [Outcome.UNCHANGED] * len(its.places), {}
    for at, why in its.problems.items():
        outcomes[at], reasons[at] = Outcome.REFUSED, why
    moved = its.moved()
    if not verdicts and not cells.resolved:
        filled = [at for at in moved if its.are_filled[at] and not ours[at]]
        for at in filled:
            outcomes[at] = Outcome.FILLED
        moved = [at for at in moved if outcomes[at] is Outcome.UNCHANGED] if filled else moved
    for at in moved:
        place, base, theirs = its.places[at], its.bases[at], its.theirs[at]
        verdict = verdicts[place] if verdicts else _judge(cells, place, ((base, theirs),))
        outcomes[at], reason = _of_sheet(cells, place, base, theirs, verdict)
        if reason:
            reasons[at] = reason
    return CellResults(
        cells.names, sheet, its.places, outcomes, its.bases, ours, its.theirs, its.wheres, reasons
    )


def _of_sheet(
    cells: FormCells, place: Place, base: str | None, theirs: str, verdict: Merged
) -> tuple[Outcome, str]:
    """The part that one sheet has in the verdict over all: what it did not touch, it leaves unchanged."""
    if cells.is_decided(place, theirs):
        return Outcome.UNCHANGED, "以前裁定过，保留库里的数"
    if verdict is _FILLED or verdict is _CHANGED or verdict is _UNCHANGED:
        return verdict.outcome, ""
    meaning = cells.meaning(place, theirs)
    if meaning == cells.meaning(
        place, base or ""
    ):  # nor does a blank say anything where the base is not known
        return Outcome.UNCHANGED, ""
    if verdict.outcome is Outcome.CHANGED and _loses_number(cells, place, theirs):
        return Outcome.CONFLICT, WORDS_FOR_NUMBER
    if verdict.outcome is not Outcome.CONFLICT:
        return verdict.outcome, ""
    if meaning == cells.meaning(place, cells.ours(place)):
        return Outcome.UNCHANGED, ""
    if base is None:
        return Outcome.CONFLICT, "不知道发出时是多少，库里已有别的数"
    several = any(one != meaning for one in verdict.rivals)
    return Outcome.CONFLICT, "几份来表填的不一样" if several else "发出以后两边都改过"


def _loses_number(cells: FormCells, place: Place, theirs: str) -> bool:
    """Whether words would take the place of a figure; remarks are words."""
    if place.column is FormColumn.REMARK:
        return False
    return words_for_number(cells.quantity(place, cells.ours(place)), cells.quantity(place, theirs))


def words_for_number(ours: Quantity, theirs: Quantity) -> bool:
    """Whether words that say nothing we know (不知道) stand against a figure; 暂无数据 and — are known."""
    return ours.value is not None and theirs.availability is Availability.WORDS


def _judge(cells: FormCells, place: Place, answers: Sequence[tuple[str | None, str]]) -> Merged:
    if len(answers) == 1:
        (base, theirs), held = answers[0], cells.ours(place)
        if base == held == "" and place.column is FormColumn.REMARK and theirs.strip():
            return _FILLED
        if (plainly := _plainly(base, theirs, held)) is not None:
            return plainly
    ours = cells.meaning(place, cells.ours(place))
    with_base = [
        Answer(cells.meaning(place, base), cells.meaning(place, theirs))
        for base, theirs in answers
        if base is not None
    ]
    without = [cells.meaning(place, theirs) for base, theirs in answers if base is None]
    if not without:
        return merge_cell(with_base, ours)
    if not with_base and len(set(without) - {None}) <= 1:
        return merge_without_base(next((one for one in without if one is not None), None), ours)
    moved = [one for one in without if one is not None]
    return merge_cell([*with_base, *(Answer(None, one) for one in moved)], ours)


def _plainly(base: str | None, theirs: str, ours: str) -> Merged | None:
    """The outcome of most cells, found without reading them: a plain number where the file holds what was sent.

    None where the texts have to be read.
    """
    if base is None or ours != base or not is_plain(theirs) or (base and not is_plain(base)):
        return None
    if not base:
        return _FILLED
    return _CHANGED if Decimal(base) != Decimal(theirs) else _UNCHANGED


_FILLED, _CHANGED, _UNCHANGED = (Merged(one) for one in (Outcome.FILLED, Outcome.CHANGED, Outcome.UNCHANGED))
