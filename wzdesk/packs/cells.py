"""Cells of a row as what they mean; a cell that cannot be read is noted and a stand-in given."""

from collections.abc import Collection, Iterable, Mapping
from enum import StrEnum
from typing import TypeVar

from wzdesk.packs.csv_rows import Row

Word = TypeVar("Word", bound=StrEnum)

_YES = frozenset({"1", "true", "yes", "是"})
_NO = frozenset({"", "0", "false", "no", "否"})


def word(row: Row, column: str, words: Mapping[str, Word], default: Word) -> Word:
    """The enum value of a cell, written as its code or as the office's word; empty is the default."""
    cell = row[column]
    if not cell:
        return default
    by_code = {value.value.lower(): value for value in words.values()}
    if (found := words.get(cell) or by_code.get(cell.lower())) is not None:
        return found
    choices = "、".join(f"{value.value}（{name}）" for name, value in words.items())
    row.mistake(f"“{column}”一栏写的是“{cell}”，应为{choices}之一，请改正。")
    return default


def flag(row: Row, column: str, *, default: bool = False) -> bool:
    """A cell that says 1 or 0."""
    cell = row[column].lower()
    if cell and cell not in _YES | _NO:
        row.mistake(f"“{column}”一栏写的是“{row[column]}”，应为 1（是）或 0（否），请改正。")
    return cell in _YES if cell else default


def whole(row: Row, column: str, default: int | None = None) -> int | None:
    """A cell that holds a small whole number."""
    cell = row[column]
    if not cell:
        return default
    if cell.isascii() and cell.isdigit() and len(cell) <= 2:
        return int(cell)
    row.mistake(f"“{column}”一栏写的是“{cell}”，应为 0、1、2 这样的整数，请改正。")
    return default


def several(row: Row, column: str) -> tuple[str, ...]:
    """The names of a cell that holds several, separated by ``|``."""
    parts = row[column].replace("｜", "|").split("|")
    return tuple(part.strip() for part in parts if part.strip())


def demand(row: Row, *columns: str) -> None:
    """Notes the cells that may not be empty but are."""
    for column in columns:
        if not row[column]:
            row.mistake(f"“{column}”一栏是空的，请填写。")


def refer(row: Row, column: str, codes: Iterable[str], known: Collection[str], file: str) -> None:
    """Notes the codes that a cell names and that another file does not have."""
    for code in codes:
        if code and code not in known:
            row.mistake(f"“{column}”一栏的“{code}”在 {file} 里没有，请改正或在那里补上。")


def once(rows: Iterable[Row], column: str) -> None:
    """Notes the rows whose cell repeats that of a row above."""
    lines: dict[str, int] = {}
    for row in rows:
        first = lines.setdefault(row[column], row.line)
        if row[column] and first != row.line:
            row.mistake(f"“{column}”一栏的“{row[column]}”与第{first}行重复，请改正或删去一行。")


def no_circle(rows: Iterable[Row], code: str, parent: str) -> None:
    """Notes each ring of parents once, at its first row."""
    rows = list(rows)
    above = {row[code]: row[parent] for row in rows}
    noted: set[str] = set()
    for row in rows:
        seen, at = {row[code]}, row[parent]
        while at and at not in seen:
            seen.add(at)
            at = above.get(at, "")
        if at and at == row[code] and at not in noted:
            noted |= seen
            row.mistake(f"“{at}”经“{parent}”一栏绕回了自己，请改正上级。")
