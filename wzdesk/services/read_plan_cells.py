"""What the cells of a matched row say, and which of them say nothing that can be taken."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from wzdesk.domain.cell_reading import own_column, read_cell
from wzdesk.domain.numerals import decimal_of
from wzdesk.domain.observation import ObsStatus
from wzdesk.domain.plan_edit import COLUMN_WORDS
from wzdesk.domain.plan_table import PlanRow, PlanTable
from wzdesk.domain.quantity import Availability, Quantity
from wzdesk.domain.quantity_reading import plain_unit
from wzdesk.domain.quantity_words import number_words, with_unit
from wzdesk.domain.text import normalise
from wzdesk.domain.typed_cell import ACTUAL_COLUMNS, Column
from wzdesk.domain.units import same_unit
from wzdesk.excel.read.book import ValueKind
from wzdesk.excel.read.headings import Role
from wzdesk.excel.read.plan_tables import FoundCell, FoundRow, FoundTable
from wzdesk.services.import_preview import NotTaken

_NO_VALUES = {
    ValueKind.UNCALCULATED: "公式没有算出结果，请在表格软件里打开并保存一次再导入",
    ValueKind.DATE: "是日期，不是数（录入时可能被表格软件改成了日期），请改成文本后再填",
    ValueKind.BOOLEAN: "是 TRUE 或 FALSE，不是数",
}
_UNIT_LINE = re.compile(r"(?<!填报)(?<!报送)(?:计量)?单位:\s*([^\s,;()]+)")
_DASHES = re.compile(r"[-—]{1,4}")
_MEASURED = frozenset({Column.TARGET, Column.LEVEL})


@dataclass(frozen=True, slots=True)
class Claim:
    """A cell's word on one cell of the plan's table; ``quantity`` is None for targets."""

    sheet: str
    cell: str
    row: PlanRow
    column: Column
    text: str
    quantity: Quantity | None
    remark: str = ""
    statuses: "RowStatuses | None" = None


@dataclass(frozen=True, slots=True)
class RowStatuses:
    """What 备注 says of a row's figures: a status for all of them (None) or for one column."""

    by_column: Mapping[Column | None, ObsStatus]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a cell of the sheet belongs: the plan's row and column, the sheet, the unit said there."""

    sheet: str
    row: PlanRow
    column: Column
    unit: str


def unit_over(found: FoundTable, row: FoundRow) -> str:
    """The unit that a sheet says for a row: beside it, else in the line over the table, else none."""
    if unit := row.label(Role.UNIT).strip():
        return unit
    lines = (_UNIT_LINE.search(normalise(cell.text)) for cell in found.above)
    return next((line[1] for line in lines if line), "")


def read_claim(table: PlanTable, place: Place, cell: FoundCell) -> Claim | NotTaken | None:
    """What a cell says; None where it is empty or only repeats the shared target over it."""
    text = cell.text.strip()
    if cell.cell is None or (not text and cell.cell.kind is not ValueKind.UNCALCULATED):
        return None
    if reason := _no_value(place, cell):
        return NotTaken(place.sheet, cell.address, cell.text, reason)
    if cell.from_above and place.column is Column.TARGET and not place.row.part.target:
        return None
    converted = _in_own_unit(place, text)
    if isinstance(converted, str):
        return NotTaken(place.sheet, cell.address, cell.text, converted)
    text, unit_remark = converted
    claim = _placed(table, place, cell, text)
    remarks = [*_cell_remarks(cell), unit_remark, claim.remark]
    return replace(claim, remark="；".join(filter(None, remarks)))


def _no_value(place: Place, cell: FoundCell) -> str:
    assert cell.cell
    if cell.cell.kind is ValueKind.ERROR:
        return f"格里是错误值 {cell.text}"
    if reason := _NO_VALUES.get(cell.cell.kind):
        return reason
    merged = (cell.rows > 1) and place.column in ACTUAL_COLUMNS
    if merged and read_cell(cell.text, place.column, place.row.part.unit).is_given:
        return f"这个数的格子合并了 {cell.rows} 行，分不清是哪一行的"
    return ""


def _in_own_unit(place: Place, text: str) -> tuple[str, str] | str:
    """The text with the sheet's unit where it is not the plan's, and a remark; or why it cannot be converted.

    ``448600`` under 万元 becomes ``448600万元``, which reads as 44.86 亿元: as reported, and exact.
    """
    own, said = plain_unit(place.row.part.unit), plain_unit(place.unit)
    if (
        not said
        or same_unit(said, own)
        or place.column not in _MEASURED
        or decimal_of(normalise(text)) is None
    ):
        return _words_under_unit(place, text, said, own)
    quantity = read_cell(text + said, place.column, own)
    if not (own and quantity.is_given and quantity.value is not None and quantity.unit == own):
        return f"表上单位是“{said}”，计划里是“{own or '无'}”，换算不了"
    return text + said, f"表上单位是{said}，合 {with_unit(number_words(quantity.value), own)}"


def _words_under_unit(place: Place, text: str, said: str, own: str) -> tuple[str, str] | str:
    """A text with more than a number (5以内) is safe only where the units agree or it names its own."""
    if not said or same_unit(said, own) or place.column is not Column.LEVEL:
        return text, ""
    there, here = read_cell(text, place.column, said), read_cell(text, place.column, own)
    if here.is_given and here.value == there.value and here.basis == there.basis and here.unit != there.unit:
        return f"表上单位是“{said}”，计划里是“{own or '无'}”，这一格不是单纯的数，没有换算"
    return text, ""


def _placed(table: PlanTable, place: Place, cell: FoundCell, text: str) -> Claim:
    row, column = place.row, place.column
    if column not in ACTUAL_COLUMNS:
        remark = "目标与上面的行合并" if cell.from_above and not row.part.shares_target else ""
        return Claim(place.sheet, cell.address, row, column, text, None, remark)
    quantity = read_cell(text, column, row.part.unit)
    belongs = own_column(quantity, column)
    if belongs is column or belongs not in table.columns or text == table.text(row.part, column):
        return Claim(place.sheet, cell.address, row, column, text, quantity)
    moved = read_cell(text, belongs, row.part.unit)
    remark = f"“{text}”是{COLUMN_WORDS[belongs]}，放到“{COLUMN_WORDS[belongs]}”列"
    return Claim(place.sheet, cell.address, row, belongs, text, moved, remark)


def _cell_remarks(cell: FoundCell) -> list[str]:
    assert cell.cell
    remarks = []
    if cell.cell.shown:
        remarks.append(f"表上显示 {cell.cell.shown}，格里是 {cell.text}，取格里的数")
    if cell.cell.is_formula:
        remarks.append("是公式的结果")
    if cell.is_hidden:
        remarks.append("在隐藏的行或列里")
    return remarks


def same_reading(text: str, quantity: Quantity, stored: Quantity) -> bool:
    """Whether a cell says what is stored, be it in another spelling (8,730.6, full-width, 29 for 29.0)."""
    if text == stored.text or _closed(text) == _closed(stored.text):
        return True
    if quantity.availability is not stored.availability:
        return False
    if quantity.availability is Availability.GIVEN:
        return _meaning(quantity) == _meaning(stored)
    return quantity.availability is Availability.NOT_APPLICABLE


def same_target(text: str, stored: str) -> bool:
    """Whether two target sentences are the same words, or the same bare number."""
    if _closed(text) == _closed(stored) or (
        _DASHES.fullmatch(_closed(text)) and _DASHES.fullmatch(_closed(stored))
    ):
        return True
    here, there = decimal_of(normalise(text)), decimal_of(normalise(stored))
    return here is not None and here == there


def _closed(text: str) -> str:
    return "".join(normalise(text).split())


def _meaning(quantity: Quantity) -> tuple[object, ...]:
    also = tuple(_meaning(each) if each.is_given else (_closed(each.text),) for each in quantity.also)
    return quantity.basis, quantity.op, quantity.value, quantity.high, plain_unit(quantity.unit), also
