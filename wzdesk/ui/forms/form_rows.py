"""What the entry grid shows of each row of a form."""

from collections.abc import Collection, Mapping, Sequence

from wzdesk.domain.cell_note import NoteKey, NoteKind
from wzdesk.domain.change import CellKey
from wzdesk.domain.form import FormColumn, FormRow
from wzdesk.domain.form_edit import COLUMN_OF, closed_region_words
from wzdesk.domain.form_table import FormTable, text_in
from wzdesk.domain.observation import ObservationKey
from wzdesk.domain.typed_cell import Column
from wzdesk.ui.entry.grid_columns import ColumnSpec, GridColumn
from wzdesk.ui.entry.grid_rows import CellState, GridCell, GridRow, RowHead, merged_by, state_of

_FORM_COLUMNS = {GridColumn(column.value): column for column in FormColumn}


Marks = Mapping[ObservationKey, CellState]
"""What the checks say of cells."""


def build_rows(table: FormTable, specs: Sequence[ColumnSpec], marks: Marks) -> tuple[GridRow, ...]:
    """All rows of a form, top to bottom."""
    rows = table.form.rows
    merged = merged_by(len(rows), category=lambda row: rows[row].category != rows[row - 1].category)
    return tuple(
        GridRow(
            _head(row),
            _cells(table, row, specs, marks),
            {way: runs[number] for way, runs in merged.items()},
            closed=_why_closed(table, row),
        )
        for number, row in enumerate(rows)
    )


def renew_rows(
    before: Sequence[GridRow],
    table: FormTable,
    specs: Sequence[ColumnSpec],
    marks: Marks,
    codes: Collection[str],
) -> tuple[GridRow, ...]:
    """The rows after an edit: those of some codes made anew, all others as they were."""
    return tuple(
        old._replace(cells=_cells(table, row, specs, marks)) if row.code in codes else old
        for old, row in zip(before, table.form.rows, strict=True)
    )


def _cells(table: FormTable, row: FormRow, specs: Sequence[ColumnSpec], marks: Marks) -> tuple[GridCell, ...]:
    return tuple(_cell(table, row, spec, marks) for spec in specs)


def _state_of_row(table: FormTable, row: FormRow, spec: ColumnSpec) -> CellState:
    """What a cell shows because of the row it stands in: a sum, or a region that closed the period."""
    if row.parts:
        return CellState.COMPUTED
    return CellState.LOCKED if spec.stored is not None and _is_closed(table, row) else CellState.NONE


def _is_closed(table: FormTable, row: FormRow) -> bool:
    return table.is_closed or row.region in table.closed_regions


def _why_closed(table: FormTable, row: FormRow) -> str:
    if row.parts:
        return "这一行是各地区相加的合计，自动计算，不用填。"
    return closed_region_words(table, row) if row.region in table.closed_regions else ""


def _head(row: FormRow) -> RowHead:
    return RowHead(row.code, row.no, row.name, "", row.unit, row.depth, row.marked)


def _cell(table: FormTable, row: FormRow, spec: ColumnSpec, marks: Marks) -> GridCell:
    match spec.column:
        case GridColumn.CATEGORY:
            return GridCell(row.category)
        case GridColumn.NO:
            return GridCell(row.no)
        case GridColumn.NAME:
            state = CellState.FOLLOWED if table.is_followed(row) else CellState.NONE
            return GridCell(_head(row).full_name, state=state)
        case GridColumn.UNIT:
            return GridCell(row.unit)
    column = _FORM_COLUMNS[spec.column]
    text = table.text(row, column)
    if column in {FormColumn.COMPLETION, FormColumn.TIME}:
        return GridCell(text.removesuffix("%"))
    observation = table.observation(row, column)
    state, remark = state_of(observation), ""
    key = table.key_of(row, column)
    if key is not None:
        state |= marks.get(key, CellState.NONE)
    state |= _state_of_row(table, row, spec)
    if key is not None and _comment(table, row, column):
        state |= CellState.COMMENTED
        remark = f"批注：{_comment(table, row, column)}"
    if column is FormColumn.LAST_YEAR and (stored := table.revised_base(row)) is not None:
        state |= CellState.REVISED
        told = text_in(stored.quantity, table.indicators[row.indicator].unit, row.unit)
        remark = f"上年报的是 {told}，这张表改为 {text}，两个数都留着。"
    if (correction := table.correction(row, column)) is not None:
        state |= CellState.CORRECTED
        remark = f"{correction.words}。"
    if column is FormColumn.REMARK and table.is_carried(row):
        state |= CellState.CARRIED
    return GridCell(text, observation, state, remark)


def comment_key(table: FormTable, row: FormRow, column: FormColumn) -> NoteKey:
    """Where the comment on a cell is kept."""
    return NoteKey(NoteKind.COMMENT, table.region_of(row), row.indicator, table.period, column.value)


def _comment(table: FormTable, row: FormRow, column: FormColumn) -> str:
    return table.notes.get(comment_key(table, row, column), "")


def place_of(table: FormTable, keys: Collection[CellKey]) -> tuple[int, Column] | None:
    """Row and column of the first of some cells that is on the form."""
    for number, row in enumerate(table.form.rows):
        for column, of_form in COLUMN_OF.items():
            key = table.remark_key(row) if column is Column.REMARK else table.key_of(row, of_form)
            if key in keys:
                return number, column
    return None
