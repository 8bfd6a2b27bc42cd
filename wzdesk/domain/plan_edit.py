"""What typing into a plan's table changes: typed cells to changes, and changes to the table after them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from wzdesk.domain.cell_reading import own_column, rate_measure, read_cell
from wzdesk.domain.change import (
    Change,
    NoteChange,
    ObservationChange,
    OverrideChange,
    TargetChange,
    TargetKey,
)
from wzdesk.domain.errors import Refused
from wzdesk.domain.observation import Observation, ObservationKey, natural_status
from wzdesk.domain.plan import Plan, PlanItem, PlanPart, TargetColumn
from wzdesk.domain.plan_table import PlanTable
from wzdesk.domain.quantity import Availability, Quantity
from wzdesk.domain.typed_cell import Column, TypedCell

COLUMN_WORDS = {
    Column.TARGET: "目标",
    Column.RATE_TARGET: "年均增长目标",
    Column.LEVEL: "绝对值",
    Column.GROWTH: "增速",
    Column.CHANGE: "变动",
    Column.RATE: "年均增长",
}
_BASIS_WORDS = {Column.LEVEL: "绝对值", Column.GROWTH: "增速", Column.CHANGE: "变动"}
_TARGET_COLUMNS = {Column.TARGET: TargetColumn.LEVEL, Column.RATE_TARGET: TargetColumn.RATE}


@dataclass(frozen=True, slots=True)
class Entry:
    """Changes that typed cells ask for, and what the person should know of them."""

    changes: tuple[Change, ...]
    notes: tuple[str, ...] = ()


def entry_of(table: PlanTable, cells: Sequence[TypedCell]) -> Entry:
    """The changes of typed cells.

    An empty text takes the number out. A figure typed in a neighbour's column (缩小0.04个点 under
    增速) goes where it belongs when that cell is free.

    Raises:
        Refused: the row is not in the plan, or the cell where the figure belongs is taken.
    """
    parts = {part.indicator: (item, part) for item, part in table.plan.parts()}
    changes: list[Change] = []
    notes: list[str] = []
    for cell in cells:
        if cell.indicator not in parts:
            raise Refused(f"计划里没有代码是“{cell.indicator}”的指标，这一格没有写入。")
        item, part = parts[cell.indicator]
        if cell.column in _TARGET_COLUMNS:
            changes += _target_changes(table, item, part, cell)
        else:
            column, quantity, note = _placed(table, part, cell)
            changes += _observation_changes(table, part, column, quantity)
            notes += [note] if note else []
    return Entry(tuple(changes), tuple(notes))


def _target_changes(table: PlanTable, item: PlanItem, part: PlanPart, cell: TypedCell) -> list[Change]:
    """A merged target cell is the target of all the rows it spans."""
    rows = [one for _, one in table.plan.parts()]
    first = rows.index(part)
    sharing = [part]
    for follower in rows[first + 1 :]:
        if not follower.shares_target:
            break
        sharing.append(follower)
    column = _TARGET_COLUMNS[cell.column].value
    return [
        TargetChange(TargetKey(table.plan.code, table.region.code, one.indicator, column), cell.text)
        for one in sharing
    ]


def _placed(table: PlanTable, part: PlanPart, cell: TypedCell) -> tuple[Column, Quantity, str]:
    quantity = read_cell(cell.text, cell.column, part.unit)
    column = own_column(quantity, cell.column)
    if column is cell.column or column not in table.columns:
        return cell.column, quantity, ""
    said = f"“{cell.text.strip()}”是{_BASIS_WORDS[column]}，不是{COLUMN_WORDS[cell.column]}"
    there = table.observation(part, column)
    if there is not None and there.quantity.text.strip() != cell.text.strip():
        raise Refused(
            f"{said}；“{COLUMN_WORDS[column]}”列已有 {there.quantity.text.strip()}，请直接改那一格。"
        )
    return column, quantity, f"{said}，改放“{COLUMN_WORDS[column]}”列。"


def _observation_changes(
    table: PlanTable, part: PlanPart, column: Column, quantity: Quantity
) -> list[Change]:
    keys = table.keys_of(part, column)
    wanted = _key_for(keys, column, quantity)
    changes: list[Change] = []
    for key in keys:
        stored = table.observations.get(key)
        if key == wanted and quantity.availability is not Availability.NOT_GIVEN:
            changes.append(ObservationChange(key, _observation(stored, key, quantity)))
        elif stored is not None:
            changes.append(ObservationChange(key, None))
    return changes


def _key_for(keys: Sequence[ObservationKey], column: Column, quantity: Quantity) -> ObservationKey:
    if column is not Column.RATE:
        return keys[0]
    measure = rate_measure(quantity)
    return next(key for key in keys if key.measure is measure)


def _observation(stored: Observation | None, key: ObservationKey, quantity: Quantity) -> Observation:
    """A new figure keeps the cell's status (预计数) and remark; it comes from a person, not a document."""
    if stored is None:
        return Observation(key, quantity, natural_status(quantity))
    if stored.quantity == quantity:
        return stored
    return replace(stored, quantity=quantity, status=natural_status(quantity, stored.status), source="")


def with_changes(table: PlanTable, changes: Iterable[Change]) -> PlanTable:
    """The table as it stands after changes; those of other regions or plans leave it as it is."""
    observations = dict(table.observations)
    overrides, notes = dict(table.overrides), dict(table.notes)
    targets: dict[tuple[str, str], str] = {}
    for change in changes:
        match change:
            case ObservationChange(key, after):
                _put(observations, key, after)
            case OverrideChange(override_key, verdict):
                if (override_key.plan, override_key.region) == (table.plan.code, table.region.code):
                    _put(overrides, override_key.item_no, verdict)
            case NoteChange(note_key, note):
                _put(notes, note_key, note or None)
            case TargetChange(target_key, text):
                if (target_key.plan, target_key.region) == (table.plan.code, table.region.code):
                    targets[target_key.indicator, target_key.column] = text
    plan = _with_targets(table.plan, targets) if targets else table.plan
    return replace(table, plan=plan, observations=observations, overrides=overrides, notes=notes)


_K = TypeVar("_K")
_V = TypeVar("_V")


def _put(mapping: dict[_K, _V], key: _K, value: _V | None) -> None:
    if value is None:
        mapping.pop(key, None)
    else:
        mapping[key] = value


def _with_targets(plan: Plan, targets: dict[tuple[str, str], str]) -> Plan:
    return replace(plan, items=tuple(_item_with_targets(item, targets) for item in plan.items))


def _item_with_targets(item: PlanItem, targets: dict[tuple[str, str], str]) -> PlanItem:
    if not any(part.indicator == indicator for part in item.parts for indicator, _ in targets):
        return item
    parts = tuple(
        replace(
            part,
            target=targets.get((part.indicator, TargetColumn.LEVEL.value), part.target),
            rate_target=targets.get((part.indicator, TargetColumn.RATE.value), part.rate_target),
        )
        for part in item.parts
    )
    return replace(item, parts=parts)
