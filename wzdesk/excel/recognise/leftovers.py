"""The cells that no table took, each with its reason: nothing on a sheet is lost silently."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import islice

from wzdesk.excel.read.book import Sheet
from wzdesk.excel.recognise.table import Skipped, Table

_MOST = 20_000
"""Cells told one by one; the last of them tells how many more there are."""


def skipped_cells(sheet: Sheet, tables: Sequence[Table]) -> Iterator[Skipped]:
    """Every non-empty cell that is in no table, no line and no label; beyond very many only how many they are."""
    found = _left_over(sheet, tables)
    yield from islice(found, _MOST)
    if (first := next(found, None)) is not None:
        more = 1 + sum(1 for _ in found)
        yield replace(first, reason=f"{first.reason}；从这一格起还有 {more} 格没有取，不再一一列出")


def _left_over(sheet: Sheet, tables: Sequence[Table]) -> Iterator[Skipped]:
    taken = {(line.row, line.column) for table in tables for line in table.lines}
    owned: dict[int, frozenset[int]] = {}
    for table in tables:
        for row in table.record_rows:
            owned[row] = _union(owned.get(row, frozenset()), table.own_columns)
    for row in sheet.cells.rows:
        own = owned.get(row)
        is_plain = not sheet.merges_of.get(row) and not sheet.tall_merges
        if own and is_plain and own.issuperset(sheet.cells.columns(row)):
            continue
        for column, cell in sheet.cells.row(row).items():
            if (row, column) in taken or any(_holds(table, row, column) for table in tables):
                continue
            text = cell.display.strip()
            if text or cell.raw.strip():
                yield Skipped(row, column, text or cell.raw, _reason(sheet, tables, row, column))


@lru_cache(maxsize=64)
def _union(one: frozenset[int], other: frozenset[int]) -> frozenset[int]:
    """One object for all rows of the same tables."""
    return one | other


def _holds(table: Table, row: int, column: int) -> bool:
    area = table.area
    if not (area.top <= row <= area.bottom and area.left <= column <= area.right):
        return False
    if table.sheet.merge_at(row, column) is not None and _is_covered(table.sheet, row, column):
        return False
    return row in table.header_rows or (row in table.record_rows and column in table.own_columns)


def _is_covered(sheet: Sheet, row: int, column: int) -> bool:
    merge = sheet.merge_at(row, column)
    return merge is not None and (merge.top, merge.left) != (row, column)


def _reason(sheet: Sheet, tables: Sequence[Table], row: int, column: int) -> str:
    if _is_covered(sheet, row, column):
        return "被合并的格盖住了，表上看不见"
    if not tables:
        return "这一页没有认出表格"
    if any(table.area.top <= row <= table.area.bottom for table in tables):
        return "这一行或这一列没有名称，不知道是什么数"
    return "不在任何表格里"
