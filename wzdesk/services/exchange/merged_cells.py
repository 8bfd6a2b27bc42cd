"""One form of a region and period: the answers of its returned files against what the data file holds, cell by cell."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import NamedTuple

from wzdesk.domain.cell_note import NoteKey, NoteKind
from wzdesk.domain.change import Change, NoteChange, ObservationChange
from wzdesk.domain.exchange.identity import ENTRY_COLUMNS, Identity, Place
from wzdesk.domain.exchange.merge import (
    Answer,
    Merged,
    Outcome,
    Said,
    merge_cell,
    merge_without_base,
    said,
    said_in_words,
)
from wzdesk.domain.form import FormColumn, FormRow
from wzdesk.domain.form_edit import column_words, read_figure
from wzdesk.domain.form_table import FormTable
from wzdesk.domain.numerals import decimal_of
from wzdesk.domain.observation import Measure, Observation, ObservationKey, natural_status
from wzdesk.domain.quantity import Availability, Basis, Quantity
from wzdesk.domain.quantity_reading import plain_unit
from wzdesk.domain.text import normalise
from wzdesk.domain.units import convert, plain, same_unit
from wzdesk.excel.exchange.answers import Answers, Found
from wzdesk.services.exchange.sheet_units import in_form_units

Resolved = frozenset[tuple[str, ...]]
"""Conflicts decided before: row, column, the text kept, the text that lost."""


class CellResult(NamedTuple):
    """What becomes of one cell, a tuple as there are as many as files have cells; texts are in the unit of the form, ``cell`` is where it stands in the returned sheet."""

    place: Place
    key: ObservationKey | NoteKey
    name: str
    outcome: Outcome
    base: str | None
    ours: str
    theirs: str
    cell: str
    reason: str = ""


class FormCells:
    """The cells of a form as the data file holds them, and what texts in them mean."""

    def __init__(self, table: FormTable, resolved: Resolved = frozenset()) -> None:
        self.table, self._resolved = table, resolved
        self._rows = {row.code: row for row in table.form.rows}
        self._columns = {column: column_words(table.form, column) for column in ENTRY_COLUMNS}
        self._measures = {
            FormColumn.MONTH: (table.single, Measure.LEVEL),
            FormColumn.TOTAL: (table.period, Measure.LEVEL),
            FormColumn.GROWTH: (table.period, Measure.GROWTH),
        }
        self._held = dict(self._texts())
        self._meanings: dict[tuple[Place, str], Said] = {}

    def _texts(self) -> Iterator[tuple[Place, str]]:
        """The cells that hold something; most of a new period's hold nothing."""
        columns = {told: column for column, told in reversed(self._measures.items())}
        for key in self.table.observations:
            row, column = self._rows.get(key.indicator), columns.get((key.period, key.measure))
            if row is not None and column is not None:
                yield Place(row.code, column), self.table.text(row, column)
        for note in self.table.notes:
            if (
                note.kind is NoteKind.REMARK
                and note.indicator in self._rows
                and note.period == self.table.period
            ):
                yield Place(note.indicator, FormColumn.REMARK), self.table.notes[note]

    def row(self, place: Place) -> FormRow | None:
        """The form's row; None where it has none of this code any more."""
        return self._rows.get(place.row)

    def key(self, place: Place) -> ObservationKey | NoteKey:
        """Where the cell's figure or remark is kept."""
        region = self.table.region.code
        if place.column is FormColumn.REMARK:
            return NoteKey(NoteKind.REMARK, region, place.row, self.table.period)
        return ObservationKey(region, place.row, *self._measures[place.column])

    def ours(self, place: Place) -> str:
        """The text that the data file holds."""
        return self._held.get(place, "")

    def words(self, place: Place) -> str:
        """地区生产总值 增速."""
        return f"{self._rows[place.row].name} {self._columns[place.column]}"

    def quantity(self, place: Place, text: str) -> Quantity:
        """What a figure's text says, in the unit of the catalogue."""
        return read_figure(self.table, self._rows[place.row], place.column, text)

    def meaning(self, place: Place, text: str) -> Said:
        """What a text says in a cell, however it is spelled; kept, as it is asked for again and again."""
        if (place, text) not in self._meanings:
            self._meanings[place, text] = self._meaning(place, text)
        return self._meanings[place, text]

    def _meaning(self, place: Place, text: str) -> Said:
        if place.column is FormColumn.REMARK:
            return said_in_words(text)
        return said(self.quantity(place, text)) if text.strip() else None

    def is_decided(self, place: Place, theirs: str) -> bool:
        """Whether a person decided before for what the file holds, against this value."""
        if not self._resolved:
            return False
        return (place.row, place.column.value, self.ours(place), theirs.strip()) in self._resolved

    def change(self, result: CellResult, source: str) -> Change:
        """What stores a cell's returned value."""
        if isinstance(result.key, NoteKey):
            return NoteChange(result.key, result.theirs.strip())
        if not result.theirs.strip():
            return ObservationChange(result.key, None)
        quantity = self.quantity(result.place, result.theirs)
        stored = self.table.observations.get(result.key)
        status = natural_status(quantity, stored.status) if stored else natural_status(quantity)
        note = stored.note if stored else ""
        return ObservationChange(result.key, Observation(result.key, quantity, status, note, source))


WORDS_FOR_NUMBER = "库里是数，来表填的是读不出数的文字；请核对，没有数的请填“暂无数据”"
"""Why a one-sided change is asked about: a number is not given up for words without a person's word."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The answers of one returned file; ``identity`` is None where it carried none that can be trusted.

    ``base`` has the texts that were sent, or None where that is not known; its places are the cells of the form.
    """

    base: Mapping[Place, str | None]
    answers: Answers
    units: Mapping[str, str]


def sheet_of(identity: Identity, answers: Answers) -> Sheet:
    """The answers to an identity."""
    if identity.tables:
        found = in_form_units(identity, answers.found)
        return Sheet(identity.base, replace(answers, found=found), {})
    return Sheet(identity.base, answers, {row.code: row.unit for row in identity.rows})


def merge_sheets(cells: FormCells, sheets: Sequence[Sheet]) -> list[list[CellResult]]:
    """The result of each cell of each sheet; the sheets answer the same form, region and period.

    A cell that several sheets answer is judged over all of them, whatever their order.
    """
    read = [_texts_of(cells, sheet) for sheet in sheets]
    told: dict[Place, tuple[_Texts, ...]]
    if len(sheets) == 1:
        told = {place: (answer,) for place, answer in _moved(sheets[0], read[0][0])}
    else:
        told = _together(sheets, [texts for texts, _ in read])
    verdicts = {place: _judge(cells, place, answers) for place, answers in told.items()}
    return [
        _results(cells, sheet, texts, problems, verdicts)
        for sheet, (texts, problems) in zip(sheets, read, strict=True)
    ]


_Texts = tuple[str | None, str]
"""What a cell was sent with and what came back."""


def _moved(sheet: Sheet, texts: Mapping[Place, str]) -> Iterator[tuple[Place, _Texts]]:
    """The answers that do not stand there just as they were sent."""
    base = sheet.base
    return ((place, (base[place], text)) for place, text in texts.items() if text != base[place])


def _together(
    sheets: Sequence[Sheet], read: Sequence[Mapping[Place, str]]
) -> dict[Place, tuple[_Texts, ...]]:
    """What several sheets say of each cell; those that say the same with the same base count once."""
    told: dict[Place, dict[_Texts, None]] = {}
    for sheet, texts in zip(sheets, read, strict=True):
        for place, answer in _moved(sheet, texts):
            told.setdefault(place, {})[answer] = None
    return {place: tuple(answers) for place, answers in told.items()}


def _results(
    cells: FormCells,
    sheet: Sheet,
    texts: Mapping[Place, str],
    problems: Mapping[Place, str],
    verdicts: Mapping[Place, Merged],
) -> list[CellResult]:
    found, name = sheet.answers.found, sheet.answers.sheet
    before = f"{name}!" if name else ""
    key_of, words_of, ours_of = cells.key, cells.words, cells.ours
    results = []
    for place, base in sheet.base.items():
        text, where = found.get(place, _NOWHERE)[:2]
        theirs = texts.get(place, text)
        outcome, reason = _UNTOUCHED
        if problems and place in problems:
            outcome, reason = Outcome.REFUSED, problems[place]
        elif theirs != base:
            outcome, reason = _of_sheet(cells, place, base, theirs, verdicts[place])
        where = before + where if where and "!" not in where else where
        results.append(
            (place, key_of(place), words_of(place), outcome, base, ours_of(place), theirs, where, reason)
        )
    return [*map(CellResult._make, results)]


_UNTOUCHED = (Outcome.UNCHANGED, "")
_NOWHERE = Found("", "")


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
    if base is None or ours != base or not _is_plain(theirs) or (base and not _is_plain(base)):
        return None
    if not base:
        return _FILLED
    return _CHANGED if Decimal(base) != Decimal(theirs) else _UNCHANGED


_is_plain = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?").fullmatch
_FILLED, _CHANGED, _UNCHANGED = (Merged(one) for one in (Outcome.FILLED, Outcome.CHANGED, Outcome.UNCHANGED))


def _texts_of(cells: FormCells, sheet: Sheet) -> tuple[dict[Place, str], dict[Place, str]]:
    """The text of each answer in the unit of the form, and why others are refused."""
    texts: dict[Place, str] = {}
    problems: dict[Place, str] = {}
    found_at, units = sheet.answers.found, sheet.units
    for place, base in sheet.base.items():
        found = found_at.get(place)
        if found is not None and not found.problem:
            text, unit = found.text, units.get(place.row, "")
            if text == base or (found.unit == unit and _is_plain(text)):
                texts[place] = text
                continue
        if found is None:
            problems[place] = f"来表里没有“{cells.words(place)}”这一格（行或列被删了，或改了名称）"
        elif found.problem:
            problems[place] = found.problem
        else:
            text, why = _in_unit(cells, place, base, found, units.get(place.row, ""))
            if why:
                problems[place] = why
            else:
                texts[place] = text
    return texts, problems


def _in_unit(cells: FormCells, place: Place, base: str | None, found: Found, unit: str) -> tuple[str, str]:
    """The answer's text in the form's unit, and why it cannot be taken."""
    text = found.text.strip()
    if place.column is FormColumn.REMARK or not text or text == base:
        return text, ""
    row = cells.row(place)
    assert row is not None
    said_unit = plain_unit(found.unit) if found.unit != unit else ""
    if place.column is not FormColumn.GROWTH and said_unit and not same_unit(said_unit, plain_unit(unit)):
        number = decimal_of(normalise(text))
        converted = convert(number, said_unit, plain_unit(unit)) if number is not None else None
        if converted is None:
            return text, f"单位一栏改成了“{found.unit}”，表上要的是“{unit}”，换不了，没有收"
        text = plain(converted)
    if place.column is FormColumn.GROWTH or _is_plain(text):
        return text, ""
    if cells.quantity(place, text).basis is Basis.GROWTH:
        return text, f"“{text}”是增速，不是{column_words(cells.table.form, place.column)}，请填到增速一栏"
    return text, ""
