"""The answers of one returned file cell by cell, in the unit of the form, and why some cannot be taken."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from itertools import compress, repeat
from operator import not_

from wzdesk.domain.exchange.identity import Identity, Place, SentTexts
from wzdesk.domain.form import FormColumn
from wzdesk.domain.form_edit import column_words
from wzdesk.domain.numerals import decimal_of
from wzdesk.domain.quantity import Basis
from wzdesk.domain.quantity_reading import plain_unit
from wzdesk.domain.text import normalise
from wzdesk.domain.units import convert, plain, same_unit
from wzdesk.excel.exchange.answers import Answers, Found, FoundTable, tuples_of
from wzdesk.services.exchange.form_cells import FormCells
from wzdesk.services.exchange.sheet_units import in_form_units

is_plain = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?").fullmatch
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
    the form; ``are_plain`` tells which of them are numbers that need no reading. ``problems`` tell why a cell is refused.
    """

    places: list[Place] = field(default_factory=list)
    bases: list[str | None] = field(default_factory=list)
    theirs: list[str] = field(default_factory=list)
    wheres: list[str] = field(default_factory=list)
    are_plain: list[bool] = field(default_factory=list)
    problems: dict[int, str] = field(default_factory=dict)

    def moved(self) -> list[int]:
        """Where another text came back than was sent, and can be taken."""
        texts = zip(self.bases, self.theirs, strict=True)
        moved = [at for at, (base, text) in enumerate(texts) if text != base]
        return [at for at in moved if at not in self.problems] if self.problems else moved

    def is_filled(self, at: int) -> bool:
        """Whether a cell that was sent empty came back with words, or with a number that needs no reading."""
        return self.bases[at] == "" and (
            self.are_plain[at] or (self.places[at].column is FormColumn.REMARK and self.theirs[at] != "")
        )


def answered_cells(cells: FormCells, sheet: Sheet) -> AnsweredCells:
    """What a sheet answers."""
    made, found = AnsweredCells(), sheet.answers.found
    if isinstance(sheet.base, SentTexts) and isinstance(found, FoundTable) and _fit(sheet.base, found):
        _add_columns(made, cells, sheet.base, found, sheet.units)
    else:
        _add_one_by_one(made, cells, sheet)
    for at in compress(range(len(made.places)), map(not_, made.are_plain)):
        place, text = made.places[at], made.theirs[at]
        if text == made.bases[at] or at in made.problems:
            continue
        if place.column is FormColumn.REMARK:
            made.theirs[at] = text.strip()
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
) -> None:
    """The answers of the application's own form, column by column as they were sent and found."""
    lines = [found.place_of.get(code, -1) for code in sent.codes]
    in_unit = [
        line >= 0 and found.units[line] == units.get(code, "")
        for code, line in zip(sent.codes, lines, strict=True)
    ]
    for column, bases in sent.columns.items():
        its, wheres = found.columns[column], found.cells_of(column)
        asked = [at for at, base in enumerate(bases) if base is not None]
        first, those = len(made.places), [lines[at] for at in asked]
        texts = [its.texts[line] if line >= 0 else "" for line in those]
        made.places += tuples_of(Place, zip([sent.codes[at] for at in asked], repeat(column)))
        made.bases += [bases[at] for at in asked]
        made.theirs += texts
        made.wheres += [wheres[line] if line >= 0 else "" for line in those]
        are_in_unit = [in_unit[at] for at in asked]
        made.are_plain += [
            is_in and is_plain(text) is not None for is_in, text in zip(are_in_unit, texts, strict=True)
        ]
        if its.problems or -1 in those:
            for at, line in enumerate(those, first):
                if line < 0:
                    made.problems[at] = _missing(cells, made.places[at])
                elif line in its.problems:
                    made.problems[at] = its.problems[line]


def _add_one_by_one(made: AnsweredCells, cells: FormCells, sheet: Sheet) -> None:
    for at, (place, base) in enumerate(sheet.base.items()):
        one = sheet.answers.found.get(place)
        if one is None:
            made.problems[at] = _missing(cells, place)
        elif one.problem:
            made.problems[at] = one.problem
        text, where, unit = one[:3] if one is not None else ("", "", "")
        made.places.append(place)
        made.bases.append(base)
        made.theirs.append(text)
        made.wheres.append(where)
        made.are_plain.append(unit == sheet.units.get(place.row, "") and is_plain(text) is not None)


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
