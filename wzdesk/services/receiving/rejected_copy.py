"""Rejected rows go back in the same workbook, the reason beside them and nothing else changed."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import chain
from pathlib import Path

from wzdesk.domain.errors import Refused
from wzdesk.excel.fill.other_formats import fill_any
from wzdesk.excel.fill.report import CellRef
from wzdesk.excel.read.book import LAST_COLUMN, Sheet, address, place_of
from wzdesk.excel.recognise.table import Table
from wzdesk.services.receiving.differences import Kind
from wzdesk.services.receiving.reception import SheetReception, TableReception

_HEADING = "退回原因"
_TO_SENDER = {
    "目录里没有这个指标，可以对到一个指标，或新增": "目录里没有这个指标，请核对名称",
    "公式没有算出结果，请在表格软件里打开、保存一次再收": "公式没有算出结果，请在表格软件里打开，算好、保存后再报",
}
_MOST_CELLS, _LONGEST_TEXT = 4, 20

_Reasons = Mapping[int, list[str]]
"""By row what is to be told there."""


def write_rejected_copy(book: Path, reception: SheetReception, out: Path) -> int:
    """Write a copy of a received workbook with the reasons beside the rows that its sender should mend.

    Told are errors, words for numbers, units that cannot be converted, unknown indicators, contradictions and
    what a check holds back; not targets, computed or text columns. The reasons stand in the first column that
    is free right of the table, under a heading; no cell that holds something is touched.

    Args:
        book: The workbook as it was received.
        reception: What was understood of it.
        out: Where the copy goes, written whole or not at all.

    Returns:
        How many rows were told; without any no file is written.

    Raises:
        WzdeskError: the copy would take the place of the workbook, or cannot be written; nothing was.
    """
    if out.exists() and out.samefile(book):
        raise Refused(f"退回的表不能盖掉收来的“{book.name}”，请换个文件名；没有写。")
    texts: defaultdict[CellRef, list[str]] = defaultdict(list)
    headings: set[CellRef] = set()
    for received in reception.tables:
        if reasons := _reasons_of(received):
            table = received.match.table
            column = _free_column(table)
            headings |= _heading(table, column)
            for row, told in reasons.items():
                texts[CellRef(table.sheet.name, address(row, column))] += told
    if texts:
        values = {ref: "；".join(dict.fromkeys(told)) for ref, told in texts.items()}
        fill_any(book, {**dict.fromkeys(headings, _HEADING), **values}, out)
    return len(texts)


def _reasons_of(received: TableReception) -> _Reasons:
    """What the sender should mend, by row; the same reason for several cells of a row once."""
    cells: defaultdict[tuple[int, str], list[str]] = defaultdict(list)
    for cell, reason in chain(_not_taken(received), _conflicts(received), _held_back(received)):
        cells[_row_of(cell), reason].append(cell)
    told: defaultdict[int, list[str]] = defaultdict(list)
    for (row, reason), places in sorted(cells.items(), key=lambda each: each[0][0]):
        more = f"等 {len(places)} 格" if len(places) > _MOST_CELLS else ""
        told[row].append(f"{'、'.join(places[:_MOST_CELLS])}{more}：{reason}")
    return told


def _not_taken(received: TableReception) -> Iterator[tuple[str, str]]:
    for each in received.match.not_taken:
        if each.to_mend:
            reason = _TO_SENDER.get(each.reason)
            yield each.cell, reason or f"“{_short(each.text)}”{each.reason}"


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= _LONGEST_TEXT else f"{plain[:_LONGEST_TEXT]}…"


def _conflicts(received: TableReception) -> Iterator[tuple[str, str]]:
    """Each contradiction once in a row."""
    told: set[tuple[str, int]] = set()
    for each in received.differences:
        if each.kind is not Kind.CONFLICT:
            continue
        own = f"{each.claim.sheet}!"
        rivals = [rival.removeprefix(own) for rival in each.rivals]
        if not told & {(rival, each.claim.row) for rival in rivals}:
            yield each.claim.cell, f"和 {'、'.join(rivals)} 说的是同一个数，却不一样，请改成一致"
        told.add((each.claim.cell, each.claim.row))


def _held_back(received: TableReception) -> Iterator[tuple[str, str]]:
    for finding in received.findings:
        if finding.holds_back:
            yield finding.cell, finding.sentence


def _row_of(cell: str) -> int:
    place = place_of(cell)
    assert place
    return place[0]


def _free_column(table: Table) -> int:
    """The first visible column with nothing in it, nor right of it, in the rows of the table."""
    sheet = table.sheet
    rows = range(table.area.top, table.area.bottom + 1)
    used = max((max(held, default=0) for row in rows if (held := sheet.cells.row(row))), default=0)
    merged = max((merge.right for row in rows for merge in sheet.merges_of.get(row, ())), default=0)
    column = max(used, merged, table.area.right) + 1
    while column in sheet.hidden_columns or _is_covered(sheet, rows, column):
        column += 1
    if column > LAST_COLUMN:
        raise Refused(f"工作表“{sheet.name}”的表格右边没有空列，写不下退回原因；没有写。")
    return column


def _is_covered(sheet: Sheet, rows: range, column: int) -> bool:
    """Whether a merged range over very many rows lies there."""
    return any(merge.holds(row, column) for merge in sheet.tall_merges for row in (rows.start, rows.stop - 1))


def _heading(table: Table, column: int) -> set[CellRef]:
    """The cell for the heading: in the last heading row, where there is one."""
    row = max(table.header_rows, default=0)
    return {CellRef(table.sheet.name, address(row, column))} if row else set()
