"""The rows of the entry grid as immutable values, built from a plan's table and its assessments."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Flag, auto

from wzdesk.domain.observation import Observation, ObsStatus
from wzdesk.domain.plan_table import PlanRow, PlanTable
from wzdesk.domain.quantity import Availability, Op, Quantity
from wzdesk.domain.typed_cell import ACTUAL_COLUMNS, Column
from wzdesk.domain.verdict import Assessment, Judgement, PartJudgement
from wzdesk.ui.entry.grid_columns import ColumnSpec, GridColumn, MergedBy


class CellState(Flag):
    """What a cell shows beside its text; several may hold at once."""

    NONE = 0
    ESTIMATED = auto()
    PRELIMINARY = auto()
    DRAFT = auto()
    SAVED = auto()
    OVERRIDDEN = auto()


@dataclass(frozen=True, slots=True)
class GridCell:
    """One cell: its text as given (computed ones as shown), and what is stored behind it."""

    text: str = ""
    observation: Observation | None = None
    state: CellState = CellState.NONE

    @property
    def quantity(self) -> Quantity | None:
        """How the text was read, where it was."""
        return self.observation.quantity if self.observation else None


@dataclass(frozen=True, slots=True)
class GridRow:
    """One row: its cells, its judgement, and for each way of merging the first and last row it is merged with."""

    plan_row: PlanRow
    cells: tuple[GridCell, ...]
    assessment: Assessment | None
    part_judgement: PartJudgement | None
    merged: Mapping[MergedBy, tuple[int, int]]

    @property
    def indicator(self) -> str:
        """Code of the row's indicator."""
        return self.plan_row.part.indicator


def build_rows(
    table: PlanTable, assessments: Sequence[Assessment], specs: Sequence[ColumnSpec]
) -> tuple[GridRow, ...]:
    """All rows of a table, top to bottom."""
    plan_rows = list(table.rows())
    merged = _merged_runs(plan_rows)
    by_no = {assessment.item_no: assessment for assessment in assessments}
    rows = []
    for plan_row in plan_rows:
        assessment = by_no.get(plan_row.item.no)
        judged = _part_judgement(assessment, plan_row)
        cells = tuple(_cell(table, plan_row, spec, assessment, judged) for spec in specs)
        runs = {way: starts[plan_row.index] for way, starts in merged.items()}
        rows.append(GridRow(plan_row, cells, assessment, judged, runs))
    return tuple(rows)


def _part_judgement(assessment: Assessment | None, plan_row: PlanRow) -> PartJudgement | None:
    parts = assessment.parts if assessment else ()
    return next((part for part in parts if part.indicator == plan_row.part.indicator), None)


def _merged_runs(rows: Sequence[PlanRow]) -> dict[MergedBy, list[tuple[int, int]]]:
    return {
        MergedBy.ROW: [(index, index) for index in range(len(rows))],
        MergedBy.ITEM: _runs(rows, lambda row: row.is_first_part),
        MergedBy.CATEGORY: _runs(
            rows, lambda row: row.index == 0 or row.item.category != rows[row.index - 1].item.category
        ),
        MergedBy.TARGET: _runs(rows, lambda row: not row.part.shares_target),
    }


def _runs(rows: Sequence[PlanRow], opens: Callable[[PlanRow], bool]) -> list[tuple[int, int]]:
    starts = [row.index for row in rows if row.index == 0 or opens(row)]
    runs: list[tuple[int, int]] = []
    for first, after in zip(starts, [*starts[1:], len(rows)], strict=True):
        runs += [(first, after - 1)] * (after - first)
    return runs


def _cell(
    table: PlanTable,
    row: PlanRow,
    spec: ColumnSpec,
    assessment: Assessment | None,
    judged: PartJudgement | None,
) -> GridCell:
    if spec.stored is not None:
        return _stored_cell(table, row, spec.stored)
    if spec.column is GridColumn.VERDICT:
        return _verdict_cell(assessment) if row.is_first_part else GridCell()
    if spec.column is GridColumn.GAP:
        return GridCell(gap_text(table, row, judged.judgement)) if judged else GridCell()
    return GridCell(_printed_text(row, spec.column))


def _stored_cell(table: PlanTable, row: PlanRow, column: Column) -> GridCell:
    text = table.text(row.part, column)
    if column not in ACTUAL_COLUMNS:
        return GridCell(text)
    observation = table.observation(row.part, column)
    return GridCell(text, observation, _state_of(observation))


def _state_of(observation: Observation | None) -> CellState:
    """Words in place of a figure are a draft, unless the judgement builds on them (已完成)."""
    if observation is None:
        return CellState.NONE
    state = {
        ObsStatus.ESTIMATED: CellState.ESTIMATED,
        ObsStatus.PROVISIONAL: CellState.PRELIMINARY,
    }.get(observation.status, CellState.NONE)
    if observation.quantity.availability is Availability.WORDS and not _says_done(observation.quantity):
        state |= CellState.DRAFT
    return state


def _says_done(quantity: Quantity) -> bool:
    from wzdesk.domain.assess import says_done  # loaded after the first rows, see filled_plan

    return says_done(quantity)


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
            return full_name(row)
        case GridColumn.UNIT:
            return row.part.unit
        case _:
            return row.part.base


def full_name(row: PlanRow) -> str:
    """The name of a row in one line: ``#制造业投资``, ``主要污染物减排量　氨氮``."""
    sign = "#" if row.item.marked and not row.item.name.startswith(("#", "＃")) else ""
    names = name_parts(row)
    return sign + "　".join(name for name in names if name)


def name_parts(row: PlanRow) -> tuple[str, str]:
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
