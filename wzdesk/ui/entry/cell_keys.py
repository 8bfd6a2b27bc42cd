"""Which key of the store belongs to which cell of the grid."""

from collections.abc import Collection
from typing import NamedTuple

from wzdesk.domain.change import CellKey, OverrideKey, TargetKey
from wzdesk.domain.plan import TargetColumn
from wzdesk.domain.plan_table import PlanRow, PlanTable
from wzdesk.domain.typed_cell import Column

_TARGETS = {Column.TARGET: TargetColumn.LEVEL, Column.RATE_TARGET: TargetColumn.RATE}


class CellPlace(NamedTuple):
    """A cell of the grid by its row's number; no column where a cell stores nothing, such as a verdict."""

    row: int
    column: Column | None


def key_of(table: PlanTable, row: PlanRow, column: Column | None) -> CellKey:
    """What is stored of a cell: its figure, its target, or the verdict that a person set on its item."""
    if column is None:
        return OverrideKey(table.plan.code, table.region.code, row.item.no)
    if column in _TARGETS:
        return _target_key(table, row, column)
    stored = table.observation(row.part, column)
    return stored.key if stored else table.keys_of(row.part, column)[0]


def cell_with(table: PlanTable, keys: Collection[CellKey]) -> tuple[int, Column] | None:
    """The first cell that one of the keys belongs to; a verdict and a star belong to the level."""
    for row in table.rows():
        for column in table.columns:
            if any(key in keys for key in _keys_of(table, row, column)):
                return row.index, column
        if key_of(table, row, None) in keys or table.follow_key(row.part) in keys:
            return row.index, Column.LEVEL
    return None


def _keys_of(table: PlanTable, row: PlanRow, column: Column) -> tuple[CellKey, ...]:
    its = (_target_key(table, row, column),) if column in _TARGETS else table.keys_of(row.part, column)
    return (*its, table.comment_key(row.part, column))


def _target_key(table: PlanTable, row: PlanRow, column: Column) -> TargetKey:
    return TargetKey(table.plan.code, table.region.code, row.part.indicator, _TARGETS[column].value)
