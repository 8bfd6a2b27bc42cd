"""What is to be filled, and what was."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from wzdesk.excel.fill.refusal import CannotFill
from wzdesk.excel.read.book import place_of

FillValue = Decimal | str | bool | date | datetime | None

_QUOTED = re.compile(r"'((?:[^']|'')+)'[!！]([^!！]+)")
_PLAIN = re.compile(r"([^'].*)[!！]([^!！]+)", re.DOTALL)
_NEEDS_NO_QUOTES = re.compile(r"[^\W\d]\w*")


class CellRef(NamedTuple):
    """A cell of a sheet: ``CellRef("一 季度", "D7")``."""

    sheet: str
    cell: str

    def __str__(self) -> str:
        if _NEEDS_NO_QUOTES.fullmatch(self.sheet):
            return f"{self.sheet}!{self.cell}"
        return "'" + self.sheet.replace("'", "''") + f"'!{self.cell}"


def parse_cell_ref(text: str) -> CellRef:
    """The cell that ``Sheet!D7`` or ``'一 季度'!$D$7`` names.

    Raises:
        CannotFill: it names none.
    """
    found = _QUOTED.fullmatch(text.strip()) or _PLAIN.fullmatch(text.strip())
    cell = found[2].strip().upper().replace("$", "") if found else ""
    if not found or not place_of(cell):
        raise CannotFill(f"“{text}”不是一个格子，请写成“工作表!D7”，工作表名有空格时写成“'一 季度'!D7”。")
    sheet = found[1].replace("''", "'") if found.re is _QUOTED else found[1]
    return CellRef(sheet, cell)


class FilledCell(NamedTuple):
    """A cell whose content is new; ``remark`` says what the user should know about it, or nothing."""

    ref: CellRef
    before: str
    after: str
    remark: str = ""


class RecalculatedCell(NamedTuple):
    """A formula whose stored result was brought up to date."""

    ref: CellRef
    before: str
    after: str


class DroppedResult(NamedTuple):
    """A formula whose stored result was taken away: it is calculated when the file is opened."""

    ref: CellRef
    why: str


@dataclass(frozen=True, slots=True)
class FillReport:
    """What a filling did; ``backup`` is the copy of the original where it was written over."""

    filled: tuple[FilledCell, ...] = ()
    unchanged: tuple[CellRef, ...] = ()
    recalculated: tuple[RecalculatedCell, ...] = ()
    dropped: tuple[DroppedResult, ...] = ()
    backup: Path | None = None
    notes: tuple[str, ...] = ()
