"""The body of a plan's table: one sheet row per part, merged as the documents merge them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from wzdesk.domain.plan import Nature, PlanItem
from wzdesk.domain.plan_table import PlanRow, PlanTable
from wzdesk.domain.sheet_layout import Align, CellKind, SheetCell
from wzdesk.domain.text import name_key
from wzdesk.domain.typed_cell import Column
from wzdesk.domain.verdict import Assessment
from wzdesk.reports.number_cells import number_format_of
from wzdesk.reports.plan_heads import Head, Label
from wzdesk.reports.row_note import row_note

NATURE_WORDS = {Nature.EXPECTED: "预期性", Nature.BINDING: "约束性"}
TARGETS = (Column.TARGET, Column.RATE_TARGET)


@dataclass(frozen=True, slots=True)
class _Body:
    table: PlanTable
    assessments: Mapping[str, Assessment]
    rows: tuple[PlanRow, ...]


def row_cells(
    table: PlanTable, assessments: Sequence[Assessment], heads: Sequence[Head], first_row: int
) -> Iterator[SheetCell]:
    """The cells of all rows, from sheet row ``first_row`` on; every cell of the grid is covered once."""
    body = _Body(table, {each.item_no: each for each in assessments}, tuple(table.rows()))
    for column, head in enumerate(heads, 1):
        for row in body.rows:
            blank = SheetCell(first_row + row.index, column, "")
            if cell := _cell(body, row, head.holds, blank):
                yield cell


def _cell(body: _Body, row: PlanRow, holds: Label | Column, blank: SheetCell) -> SheetCell | None:
    """The cell of a row in one column; None where it lies under a merged one."""
    if isinstance(holds, Column):
        return (
            _target_cell(body, row, holds, blank)
            if holds in TARGETS
            else _actual_cell(body, row, holds, blank)
        )
    return _LABELS[holds](body, row, blank)


def _category(body: _Body, row: PlanRow, blank: SheetCell) -> SheetCell | None:
    for _, members in groupby(body.rows, lambda each: each.item.category):
        indices = [member.index for member in members]
        if indices[0] == row.index:
            return replace(blank, text=row.item.category, rows=len(indices))
    return None


def _number(_: _Body, row: PlanRow, blank: SheetCell) -> SheetCell | None:
    return _over_parts(row, _figure(blank, row.item.no))


def _name(_: _Body, row: PlanRow, blank: SheetCell) -> SheetCell | None:
    """The item's name over its parts; one name over both columns where there are no two."""
    item = row.item
    left = replace(blank, align=Align.LEFT, indent=1 if item.depth and not item.marked else 0)
    if has_whole_part_names(item):
        return replace(left, text=row.part.name, columns=2)
    named = replace(left, text=("#" if item.marked else "") + item.name)
    return _over_parts(row, named if has_part_names(item) else replace(named, columns=2))


def _part(_: _Body, row: PlanRow, blank: SheetCell) -> SheetCell | None:
    if has_whole_part_names(row.item) or not has_part_names(row.item):
        return None
    return replace(blank, text=row.part.name, align=Align.LEFT)


def has_part_names(item: PlanItem) -> bool:
    """Whether the rows of an item have names of their own beside the item's."""
    return any(part.name for part in item.parts)


def has_whole_part_names(item: PlanItem) -> bool:
    """Whether the names of the parts say all (家庭可支配收入10-50万元群体占比), so that the item's is not printed."""
    names = [name_key(part.name) for part in item.parts if part.name]
    whole = name_key(item.name)
    return len(names) == len(item.parts) and (whole in names or all(name.startswith(whole) for name in names))


def _unit(_: _Body, row: PlanRow, blank: SheetCell) -> SheetCell:
    return replace(blank, text=row.part.unit)


def _nature(_: _Body, row: PlanRow, blank: SheetCell) -> SheetCell | None:
    natures = {part.nature for part in row.item.parts if part.nature}
    if len(natures) > 1:
        return replace(blank, text=NATURE_WORDS[row.part.nature] if row.part.nature else "")
    return _over_parts(row, replace(blank, text="".join(NATURE_WORDS[nature] for nature in natures)))


def _verdict(body: _Body, row: PlanRow, blank: SheetCell) -> SheetCell | None:
    computed = replace(blank, kind=CellKind.COMPUTED)
    if found := body.assessments.get(row.item.no):
        computed = replace(computed, text=found.verdict.word, verdict=found.verdict)
    return _over_parts(row, computed)


def _note(body: _Body, row: PlanRow, blank: SheetCell) -> SheetCell:
    text = row_note(body.table, row, body.assessments.get(row.item.no))
    return replace(blank, text=text, align=Align.LEFT)


def _over_parts(row: PlanRow, cell: SheetCell) -> SheetCell | None:
    return replace(cell, rows=len(row.item.parts)) if row.is_first_part else None


def _target_cell(body: _Body, row: PlanRow, column: Column, blank: SheetCell) -> SheetCell | None:
    """A target sentence; over the rows that share it, whatever items they belong to."""
    owner = target_owner(body.rows, row, column)
    if owner is not row:
        return None
    sharing = 1
    for below in body.rows[row.index + 1 :]:
        if target_owner(body.rows, below, column) is not row:
            break
        sharing += 1
    return replace(_figure(blank, body.table.text(row.part, column)), rows=sharing)


def target_owner(rows: Sequence[PlanRow], row: PlanRow, column: Column) -> PlanRow:
    """The row whose target cell a row's is merged with: itself, or the first of those that share it.

    Only the first target column is ever shared, and never where the row has other words of its own.
    """
    owner = row
    while column is Column.TARGET and owner.part.shares_target and owner.index > 0:
        owner = rows[owner.index - 1]
    return owner if row.part.target in {"", owner.part.target} else row


def _actual_cell(body: _Body, row: PlanRow, column: Column, blank: SheetCell) -> SheetCell:
    return replace(_figure(blank, body.table.text(row.part, column)), align=Align.RIGHT)


def _figure(blank: SheetCell, text: str) -> SheetCell:
    """A number where a sheet shows it exactly, else the text."""
    if number_format := number_format_of(text):
        return replace(blank, text=text, kind=CellKind.NUMBER, number_format=number_format)
    return replace(blank, text=text)


_LABELS: dict[Label, Callable[[_Body, PlanRow, SheetCell], SheetCell | None]] = {
    Label.CATEGORY: _category,
    Label.NUMBER: _number,
    Label.NAME: _name,
    Label.PART: _part,
    Label.UNIT: _unit,
    Label.NATURE: _nature,
    Label.VERDICT: _verdict,
    Label.NOTE: _note,
}
