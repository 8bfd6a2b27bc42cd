"""Where the answers stand on a sheet that is an agency's own: what tells its rows, columns and cells apart (design.md §6).

An agency's workbook is sent as it is, with nothing of ours on its sheets. Its identity remembers the words beside and over
each cell that is asked, so that the answers are found again after sorting, hiding, and rows put in between.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from wzdesk.domain.form import FormColumn

_MOST_HEADING_ROWS = 60


class MappedRow(NamedTuple):
    """A row of the body: its number when it was sent, and the texts of the label columns, "" where one shows none."""

    at: int
    words: tuple[str, ...]


class MappedColumn(NamedTuple):
    """A column: its number when it was sent, its words in each heading row, and how many columns before it have the same."""

    at: int
    words: tuple[str, ...]
    nth: int = 0


class MappedCell(NamedTuple):
    """A cell that is asked: the form's row and column, its place on the sheet when it was sent, the sheet's unit there.

    ``is_formula``: the sheet works it out; it is an answer only where somebody typed over the formula.
    """

    code: str
    column: FormColumn
    row: int
    at: int
    unit: str = ""
    is_formula: bool = False


@dataclass(frozen=True, slots=True)
class MappedTable:
    """A table of an agency's sheet; ``head`` are the first and the last row of its headings.

    ``rows`` are all of its body, for a row's words tell it only where no other has the same. ``names`` are those of the
    label columns (by their place in ``labels``) that name a row; the others number it, or tell unit and category.
    """

    sheet: str
    head: tuple[int, int]
    labels: tuple[MappedColumn, ...]
    names: tuple[int, ...]
    columns: tuple[MappedColumn, ...]
    rows: tuple[MappedRow, ...]
    cells: tuple[MappedCell, ...]


def mapping_told(tables: Iterable[MappedTable]) -> list[dict[str, object]]:
    """Tables as an identity's text tells them."""
    return [
        {
            "sheet": table.sheet,
            "head": list(table.head),
            "labels": [_listed(one) for one in table.labels],
            "names": list(table.names),
            "columns": [_listed(one) for one in table.columns],
            "rows": [_listed(one) for one in table.rows],
            "cells": [
                [one.code, one.column.value, one.row, one.at, one.unit, int(one.is_formula)]
                for one in table.cells
            ],
        }
        for table in tables
    ]


def _listed(one: MappedRow | MappedColumn) -> list[object]:
    return [list(part) if isinstance(part, tuple) else part for part in one]


def mapping_of(told: Sequence[dict[str, Any]]) -> tuple[MappedTable, ...]:
    """The tables that an identity's text tells.

    Raises:
        ValueError, KeyError, TypeError: it tells none.
    """
    return tuple(_table(one) for one in told)


def _table(told: dict[str, Any]) -> MappedTable:
    first, last = (int(one) for one in told["head"])
    if not 0 < first <= last < first + _MOST_HEADING_ROWS:
        raise ValueError(told["head"])
    labels, names = tuple(_column(one) for one in told["labels"]), tuple(int(one) for one in told["names"])
    rows = tuple(MappedRow(int(at), tuple(map(str, words))) for at, words in told["rows"])
    if any(not 0 <= at < len(labels) for at in names) or any(len(row.words) != len(labels) for row in rows):
        raise ValueError(told["names"])
    return MappedTable(
        str(told["sheet"]),
        (first, last),
        labels,
        names,
        tuple(_column(one) for one in told["columns"]),
        rows,
        tuple(
            MappedCell(str(code), FormColumn(column), int(row), int(at), str(unit), bool(is_formula))
            for code, column, row, at, unit, is_formula in told["cells"]
        ),
    )


def _column(told: Sequence[Any]) -> MappedColumn:
    at, words, nth = told
    return MappedColumn(int(at), tuple(map(str, words)), int(nth))
