"""Blocks of Excel tables as formulas name them: ``表1[[#This Row],[本年]]``."""

import re
from dataclasses import dataclass

from wzdesk.excel.fill.formula_tokens import Corners, NotUnderstood
from wzdesk.excel.read.book import Range

_PIECE = re.compile(r"\[((?:'.|[^\[\]'])*)\]|\s*([,:])\s*")
_ESCAPED = re.compile(r"'(.)")
_THIS_ROW = "#this row"


@dataclass(frozen=True, slots=True)
class Table:
    """An Excel table on a sheet; its columns by name in small letters."""

    name: str
    range: Range
    header_rows: int
    total_rows: int = 0
    columns: tuple[str, ...] = ()


def block_of(table: Table, words: str, row: int) -> Corners:
    """The cells that the words in brackets behind a table's name stand for in a formula of a row.

    Raises:
        NotUnderstood: they name none.
    """
    parts, columns = _split(words[1:-1].strip())
    top, bottom = _rows(table, parts, row)
    left, right = _columns(table, columns)
    return top, left, bottom, right


def _split(inner: str) -> tuple[list[str], list[str]]:
    """The parts (``#this row``) and the columns, one or the first and the last."""
    if inner.startswith("@"):
        parts, columns = _split(inner[1:].strip())
        return [*parts, _THIS_ROW], columns
    if not inner.startswith("["):
        word = _ESCAPED.sub(r"\1", inner).casefold()
        return ([word], []) if inner.startswith("#") else ([], [word] if word else [])
    parts, columns, at = [], [], 0
    while at < len(inner):
        found = _PIECE.match(inner, at)
        if not found:
            raise NotUnderstood
        at = found.end()
        if found[2] is None:
            word = _ESCAPED.sub(r"\1", found[1]).casefold()
            (parts if found[1].startswith("#") else columns).append(word)
    return parts, columns


def _rows(table: Table, parts: list[str], row: int) -> tuple[int, int]:
    first, last = table.range.top + table.header_rows, table.range.bottom - table.total_rows
    known = {
        "#all": (table.range.top, table.range.bottom),
        "#headers": (table.range.top, first - 1),
        "#data": (first, last),
        "#totals": (last + 1, table.range.bottom),
        _THIS_ROW: (row, row),
    }
    if any(part not in known for part in parts) or (_THIS_ROW in parts and not first <= row <= last):
        raise NotUnderstood
    spans = [known[part] for part in parts] or [known["#data"]]
    if any(top > bottom for top, bottom in spans):
        raise NotUnderstood
    return min(top for top, _ in spans), max(bottom for _, bottom in spans)


def _columns(table: Table, columns: list[str]) -> tuple[int, int]:
    if not columns:
        return table.range.left, table.range.right
    if len(columns) > 2 or any(column not in table.columns for column in columns):
        raise NotUnderstood
    places = [table.range.left + table.columns.index(column) for column in columns]
    return min(places), max(places)
