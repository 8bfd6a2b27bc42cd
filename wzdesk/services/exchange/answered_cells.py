"""The answers of one returned file cell by cell, in the unit of the form, and why some cannot be taken."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import compress
from operator import not_

from wzdesk.domain.exchange.identity import Identity, Place, SentTexts
from wzdesk.domain.form import FormColumn
from wzdesk.domain.form_edit import column_words
from wzdesk.domain.numerals import decimal_of
from wzdesk.domain.quantity import Basis
from wzdesk.domain.quantity_reading import plain_unit
from wzdesk.domain.text import normalise
from wzdesk.domain.units import convert, plain, same_unit
from wzdesk.excel.exchange.answers import Answers, Found, FoundTable
from wzdesk.services.exchange.form_cells import FormCells
from wzdesk.services.exchange.sheet_units import in_form_units

_PLAIN = r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?"
_ARE_PLAIN = re.compile(rf"{_PLAIN}(?:\n{_PLAIN})*").fullmatch
is_plain = re.compile(_PLAIN).fullmatch
"""Whether a text is a number as programs write it, which needs no reading."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The answers of one returned file, and the units of the form's rows in which they are read.

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


@dataclass(slots=True)
class AnsweredCells:
    """The cells of a form as one sheet answers them; all sequences belong together cell by cell.

    ``bases`` are the texts that were sent, None where that is not known; ``theirs`` those that came back, in the unit of
    the form; ``are_filled`` tells which were sent empty and came back with what needs no reading. ``problems`` tell why a
    cell is refused.
    """

    places: list[Place] = field(default_factory=list)
    bases: list[str | None] = field(default_factory=list)
    theirs: list[str] = field(default_factory=list)
    wheres: list[str] = field(default_factory=list)
    are_filled: list[bool] = field(default_factory=list)
    problems: dict[int, str] = field(default_factory=dict)

    def moved(self) -> list[int]:
        """Where another text came back than was sent, and can be taken."""
        texts = zip(self.bases, self.theirs, strict=True)
        moved = [at for at, (base, text) in enumerate(texts) if text != base]
        return [at for at in moved if at not in self.problems] if self.problems else moved


def answered_cells(cells: FormCells, sheet: Sheet) -> AnsweredCells:
    """What a sheet answers."""
    made, found = AnsweredCells(), sheet.answers.found
    if isinstance(sheet.base, SentTexts) and isinstance(found, FoundTable) and _fit(sheet.base, found):
        need_none = _add_columns(made, cells, sheet.base, found, sheet.units)
    else:
        need_none = _add_one_by_one(made, cells, sheet)
    for at in compress(range(len(made.places)), map(not_, need_none)):
        place, text = made.places[at], made.theirs[at]
        if text == made.bases[at] or at in made.problems:
            continue
        answer = found[place]
        converted, why = _in_unit(cells, place, made.bases[at], answer, sheet.units.get(place.row, ""))
        if why:
            made.problems[at] = why
        else:
            made.theirs[at] = converted
    return made


def _fit(sent: SentTexts, found: FoundTable) -> bool:
    """Whether every row is told by its code, and every column was looked for."""
    return len(set(sent.codes)) == len(sent.codes) and found.columns.keys() >= sent.columns.keys()


def _add_columns(
    made: AnsweredCells, cells: FormCells, sent: SentTexts, found: FoundTable, units: Mapping[str, str]
) -> list[bool]:
    """The answers of the application's own form, column by column as they were sent and found; which need no reading."""
    codes = tuple(sent.codes)
    lines = [found.place_of.get(code, -1) for code in codes]
    has_all = -1 not in lines
    units_found = [found.units[line] if line >= 0 else None for line in lines]
    is_in_unit = [unit == units.get(code, "") for code, unit in zip(codes, units_found, strict=True)]
    need_none: list[bool] = []
    for column, sent_texts in sent.columns.items():
        its, first = found.columns[column], len(made.places)
        texts, wheres = (
            [*its.texts, ""],
            [*found.cells_of(column), ""],
        )  # of a line that is not there the last
        asked = [at for at, base in enumerate(sent_texts) if base is not None]
        those = [lines[at] for at in asked]
        bases, theirs = [sent_texts[at] for at in asked], [texts[line] for line in those]
        if column is FormColumn.REMARK:
            theirs = [
                text if text == base else text.strip() for base, text in zip(bases, theirs, strict=True)
            ]
            say_something, are_read = [*map(bool, theirs)], [True] * len(asked)
        else:
            say_something = are_read = _are_plain(theirs, [is_in_unit[at] for at in asked])
        made.places += (
            _places(codes, column) if len(asked) == len(codes) else [Place(codes[at], column) for at in asked]
        )
        made.bases += bases
        made.theirs += theirs
        made.wheres += [wheres[line] for line in those]
        made.are_filled += [says and base == "" for says, base in zip(say_something, bases, strict=True)]
        need_none += are_read
        if its.problems or not has_all:
            for at, line in enumerate(those, first):
                if line < 0:
                    made.problems[at] = _missing(cells, made.places[at])
                elif line in its.problems:
                    made.problems[at] = its.problems[line]
    return need_none


@lru_cache(maxsize=16)
def _places(codes: tuple[str, ...], column: FormColumn) -> Sequence[Place]:
    """The places of a whole column; the forms of many regions have the same."""
    return [Place(code, column) for code in codes]


def _are_plain(texts: Sequence[str], are_in_unit: Sequence[bool]) -> list[bool]:
    """Which texts are numbers that need no reading, in the unit of the form; most often all are, seen at one look."""
    joined = "\n".join(texts)
    if _ARE_PLAIN(joined) and joined.count("\n") == len(texts) - 1:
        return [*are_in_unit]
    return [is_in and is_plain(text) is not None for is_in, text in zip(are_in_unit, texts, strict=True)]


def _add_one_by_one(made: AnsweredCells, cells: FormCells, sheet: Sheet) -> list[bool]:
    """The same of an agency's own workbook, or of one that was recognised."""
    need_none: list[bool] = []
    for at, (place, base) in enumerate(sheet.base.items()):
        one = sheet.answers.found.get(place)
        if one is None:
            made.problems[at] = _missing(cells, place)
        elif one.problem:
            made.problems[at] = one.problem
        text, where, unit = one[:3] if one is not None else ("", "", "")
        is_remark = place.column is FormColumn.REMARK
        if is_remark and text != base:
            text = text.strip()
        is_read = is_remark or (unit == sheet.units.get(place.row, "") and is_plain(text) is not None)
        made.places.append(place)
        made.bases.append(base)
        made.theirs.append(text)
        made.wheres.append(where)
        made.are_filled.append(base == "" and is_read and text != "")
        need_none.append(is_read)
    return need_none


def _missing(cells: FormCells, place: Place) -> str:
    return f"来表里没有“{cells.words(place)}”这一格（行或列被删了，或改了名称）"


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
    if place.column is FormColumn.GROWTH or is_plain(text):
        return text, ""
    if cells.quantity(place, text).basis is Basis.GROWTH:
        return text, f"“{text}”是增速，不是{column_words(cells.table.form, place.column)}，请填到增速一栏"
    return text, ""
