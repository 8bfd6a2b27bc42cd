"""What the entry grid shows of each part of a plan: built from a plan's table and its assessments."""

from collections.abc import Iterator, Mapping, Sequence

from wzdesk.domain.observation import ObservationKey
from wzdesk.domain.plan_table import PlanRow, PlanTable
from wzdesk.domain.quantity import Op, Quantity
from wzdesk.domain.typed_cell import ACTUAL_COLUMNS, Column
from wzdesk.domain.verdict import Assessment, Judgement, PartJudgement
from wzdesk.ui.entry.grid_columns import ColumnSpec, GridColumn
from wzdesk.ui.entry.grid_rows import CellState, GridCell, GridRow, RowHead, merged_by, state_of

Marks = Mapping[ObservationKey, CellState]
"""What the checks say of cells."""
NO_MARKS: Marks = {}


def build_rows(
    table: PlanTable,
    assessments: Sequence[Assessment],
    specs: Sequence[ColumnSpec],
    marks: Marks = NO_MARKS,
) -> tuple[GridRow, ...]:
    """All rows of a table, top to bottom."""
    plan_rows = list(table.rows())
    merged = merged_by(
        len(plan_rows),
        item=lambda row: plan_rows[row].is_first_part,
        category=lambda row: plan_rows[row].item.category != plan_rows[row - 1].item.category,
        target=lambda row: not plan_rows[row].part.shares_target,
    )
    by_no = {assessment.item_no: assessment for assessment in assessments}
    rows = []
    for plan_row in plan_rows:
        assessment = by_no.get(plan_row.item.no)
        judged = _part_judgement(assessment, plan_row)
        cells = tuple(_cell(table, plan_row, spec, assessment, judged, marks) for spec in specs)
        spans = {way: starts[plan_row.index] for way, starts in merged.items()}
        rows.append(GridRow(_head(plan_row), cells, spans, assessment, judged))
    return tuple(rows)


def _part_judgement(assessment: Assessment | None, plan_row: PlanRow) -> PartJudgement | None:
    parts = assessment.parts if assessment else ()
    return next((part for part in parts if part.indicator == plan_row.part.indicator), None)


def _cell(
    table: PlanTable,
    row: PlanRow,
    spec: ColumnSpec,
    assessment: Assessment | None,
    judged: PartJudgement | None,
    marks: Marks,
) -> GridCell:
    if spec.stored is not None:
        return _stored_cell(table, row, spec.stored, marks)
    if spec.column is GridColumn.VERDICT:
        return _verdict_cell(assessment) if row.is_first_part else GridCell()
    if spec.column is GridColumn.GAP:
        return GridCell(gap_text(table, row, judged.judgement)) if judged else GridCell()
    is_followed = spec.column is GridColumn.NAME and table.is_followed(row.part)
    state = CellState.FOLLOWED if is_followed else CellState.NONE
    return GridCell(_printed_text(row, spec.column), state=state)


def _stored_cell(table: PlanTable, row: PlanRow, column: Column, marks: Marks) -> GridCell:
    text, comment = table.text(row.part, column), table.comment(row.part, column)
    state, remark = (CellState.COMMENTED, f"批注：{comment}") if comment else (CellState.NONE, "")
    if column not in ACTUAL_COLUMNS:
        return GridCell(text, state=state, remark=remark)
    observation = table.observation(row.part, column)
    state |= state_of(observation)
    for key in table.keys_of(row.part, column):
        state |= marks.get(key, CellState.NONE)
    return GridCell(text, observation, state, remark)


def _verdict_cell(assessment: Assessment | None) -> GridCell:
    if assessment is None:
        return GridCell()
    state = CellState.OVERRIDDEN if assessment.override else CellState.NONE
    return GridCell(assessment.verdict.word, state=state)


def _printed_text(row: PlanRow, column: GridColumn) -> str:
    match column:
        case GridColumn.CATEGORY:
            return row.item.category
        case GridColumn.NO:
            return row.item.no if row.is_first_part else ""
        case GridColumn.NAME:
            return _head(row).full_name
        case GridColumn.UNIT:
            return row.part.unit
        case _:
            return row.part.base


def _head(row: PlanRow) -> RowHead:
    item, part = _names(row)
    return RowHead(
        row.part.indicator, row.item.no, item, part, row.part.unit, row.item.depth, row.item.marked
    )


def _names(row: PlanRow) -> tuple[str, str]:
    """The name of the item and that of the part; one of them empty where the row shows a single name."""
    item, part = row.item.name, row.part.name
    if not part or part == item:
        return item, ""
    if not item or part.startswith(item) or item == row.item.parts[0].name:
        return "", part
    return item, part


def gap_text(table: PlanTable, row: PlanRow, judgement: Judgement) -> str:
    """The distance to the target as shown: ``+0.9``, ``−0.6``, ``+1左右``, ``≥0``, ``0``.

    The precision of the judged figure goes with it: what is 5以内 against 5 is not above 0.
    """
    from wzdesk.domain.assess import gap_words

    number = gap_words(judgement)
    if not number:
        return ""
    match _precision(table, row, judgement.gap_unit):
        case Op.ABOUT:
            return f"{number}左右"
        case Op.GE | Op.GT | Op.LE | Op.LT as op:
            return f"{_BOUND[op]}{number.removeprefix('+')}"
        case _:
            return number


_BOUND = {Op.GE: "≥", Op.GT: ">", Op.LE: "≤", Op.LT: "<"}


def _precision(table: PlanTable, row: PlanRow, gap_unit: str) -> Op | None:
    """The op of the figure that the gap was measured with, told by its unit; None if that is not clear."""
    ops = {found.op for column, found in _given(table, row) if _unit_fits(column, row.part.unit, gap_unit)}
    return ops.pop() if len(ops) == 1 else None


def _given(table: PlanTable, row: PlanRow) -> Iterator[tuple[Column, Quantity]]:
    for column in table.columns:
        found = table.observation(row.part, column) if column in ACTUAL_COLUMNS else None
        if found and found.quantity.is_given:
            yield column, found.quantity


def _unit_fits(column: Column, unit: str, gap_unit: str) -> bool:
    in_points = gap_unit in {"个百分点", "%", "百分点"}
    return in_points == (column is not Column.LEVEL or unit in {"%", "％"})
