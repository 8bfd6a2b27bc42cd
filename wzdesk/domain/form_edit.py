"""What typing into a form changes: typed cells to changes, and changes to the table after them."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from wzdesk.domain.cell_reading import read_cell
from wzdesk.domain.change import Change, NoteChange, ObservationChange
from wzdesk.domain.errors import Refused
from wzdesk.domain.form import Form, FormColumn, FormRow
from wzdesk.domain.form_table import FormTable
from wzdesk.domain.numerals import decimal_of
from wzdesk.domain.observation import Observation, natural_status
from wzdesk.domain.period import Frequency
from wzdesk.domain.plan_edit import COLUMN_WORDS, Entry
from wzdesk.domain.quantity import Availability, Basis, Op, Quantity
from wzdesk.domain.quantity_reading import plain_unit
from wzdesk.domain.quantity_words import number_words, with_unit
from wzdesk.domain.text import normalise
from wzdesk.domain.typed_cell import Column, TypedCell
from wzdesk.domain.units import plain, same_unit

COLUMN_OF = {
    Column.LAST_YEAR: FormColumn.LAST_YEAR,
    Column.MONTH: FormColumn.MONTH,
    Column.TOTAL: FormColumn.TOTAL,
    Column.GROWTH: FormColumn.GROWTH,
    Column.REMARK: FormColumn.REMARK,
}
"""The columns of a form that are typed into."""
FORM_COLUMN_WORDS = {
    FormColumn.LAST_YEAR: "上年同期",
    FormColumn.MONTH: "本月",
    FormColumn.TOTAL: "累计",
    FormColumn.GROWTH: "增速",
    FormColumn.TARGET: "年度目标",
    FormColumn.COMPLETION: "完成率",
    FormColumn.TIME: "时间进度",
    FormColumn.REMARK: "备注",
}


def closed_form_words(table: FormTable) -> str:
    """What is said to whoever types into a closed period."""
    return f"{table.words}已经关账，没有写入；要改数，请用“修订”，或先“重新打开”，并写明理由。"


def closed_region_words(table: FormTable, row: FormRow) -> str:
    """What is said to whoever types into a row whose region has closed the period."""
    return f"{row.name}{table.words}已经关账，没有写入；要改数，请回到它的表里用“修订”或“重新打开”。"


def column_words(form: Form, column: FormColumn) -> str:
    """A column's name in a form: what is 本月 in a monthly one is 本季 in a quarterly one."""
    if column is FormColumn.MONTH and form.frequency is Frequency.QUARTER:
        return "本季"
    if column is FormColumn.TOTAL and form.frequency is Frequency.YEAR:
        return "全年"
    return FORM_COLUMN_WORDS[column]


def form_entry_of(table: FormTable, cells: Sequence[TypedCell]) -> Entry:
    """The changes of typed cells; an empty text takes the figure out.

    A figure typed in a neighbour's column (下降3% under 累计) goes where it belongs when that cell is free.

    Raises:
        Refused: the period is closed, or a cell holds nothing that is typed, or the one it belongs to is taken.
    """
    if table.closing is not None:
        raise Refused(closed_form_words(table))
    rows = {row.code: row for row in table.form.rows}
    changes: list[Change] = []
    notes: list[str] = []
    for cell in cells:
        row = rows.get(cell.indicator)
        if row is None:
            raise Refused(
                f"这张表里没有代码是“{cell.indicator}”的{'地区' if table.is_across else '指标'}，这一格没有写入。"
            )
        if row.region in table.closed_regions:
            raise Refused(closed_region_words(table, row))
        if cell.column is Column.REMARK:
            changes.append(NoteChange(table.remark_key(row), cell.text.strip()))
            changes += [NoteChange(table.carried_key(row), "")] if table.is_carried(row) else []
            continue
        column, observation, note = _placed(table, row, cell)
        key = table.key_of(row, column)
        assert key is not None
        changes.append(ObservationChange(key, observation))
        notes += [note] if note else []
    return Entry(tuple(changes), tuple(notes))


def carried_remarks(table: FormTable, without: Collection[str] = ()) -> list[Change]:
    """The 备注 of the period before, for rows that have none yet, marked as carried; ``without`` names indicators."""
    changes: list[Change] = []
    for row in table.form.rows:
        text = table.last_remark(row)
        if text and row.indicator not in without and table.remark_key(row) not in table.notes:
            changes.append(NoteChange(table.remark_key(row), text))
            changes.append(NoteChange(table.carried_key(row), table.form.previous(table.period).code))
    return changes


def form_after(table: FormTable, changes: Iterable[Change]) -> FormTable:
    """The table as it stands after changes; those of other places leave it as it is."""
    observations, notes = dict(table.observations), dict(table.notes)
    for change in changes:
        match change:
            case ObservationChange(key, None):
                observations.pop(key, None)
            case ObservationChange(key, Observation() as after):
                observations[key] = after
            case NoteChange(note_key, text) if text:
                notes[note_key] = text
            case NoteChange(note_key, _):
                notes.pop(note_key, None)
    return replace(table, observations=observations, notes=notes)


def _placed(table: FormTable, row: FormRow, cell: TypedCell) -> tuple[FormColumn, Observation | None, str]:
    """The column that a text belongs to, what it says there, and what the person should know."""
    given = COLUMN_OF.get(cell.column)
    if given is None or table.key_of(row, given) is None:
        words = column_words(table.form, given) if given else COLUMN_WORDS[cell.column]
        raise Refused(f"{row.name}的“{words}”不用填，没有写入。")
    quantity = read_figure(table, row, given, cell.text)
    if quantity.availability is Availability.NOT_GIVEN:
        return given, None, ""
    column = _own_column(quantity, given)
    if column is given:
        return column, _observation(table, row, column, quantity), ""
    here, there_words = column_words(table.form, given), column_words(table.form, column)
    said = f"“{cell.text.strip()}”是{there_words}，不是{here}"
    there = table.observation(row, column)
    if there is not None and there.quantity.text.strip() != quantity.text.strip():
        raise Refused(f"{said}；“{there_words}”列已有 {there.quantity.text.strip()}，请直接改那一格。")
    note = f"{said}，改放“{there_words}”列。"
    return column, _observation(table, row, column, quantity), note


def _own_column(quantity: Quantity, column: FormColumn) -> FormColumn:
    if quantity.basis is Basis.GROWTH and column is FormColumn.TOTAL:
        return FormColumn.GROWTH
    return column


def read_figure(table: FormTable, row: FormRow, column: FormColumn, text: str) -> Quantity:
    """What a typed text says, in the catalogue's unit: 448600 under 万元 is kept as ``448600万元`` and is 44.86."""
    if column is FormColumn.GROWTH:
        return read_cell(text, Column.GROWTH, "%")
    own, said = plain_unit(table.indicators[row.indicator].unit), plain_unit(row.unit)
    if said and own and not same_unit(said, own) and decimal_of(normalise(text)) is not None:
        text = text.strip() + said
    return read_cell(text, Column.LEVEL, own)


def _observation(table: FormTable, row: FormRow, column: FormColumn, quantity: Quantity) -> Observation:
    key = table.key_of(row, column)
    assert key is not None
    stored = table.observations.get(key)
    if stored is None:
        return Observation(key, quantity, natural_status(quantity))
    if stored.quantity == quantity:
        return stored
    return replace(stored, quantity=quantity, status=natural_status(quantity, stored.status), source="")


def read_as(table: FormTable, row: FormRow, column: FormColumn, text: str) -> str:
    """What a typed text was read as, in words, where that is not plain to see: 合 44.86亿元."""
    if column not in {FormColumn.MONTH, FormColumn.TOTAL, FormColumn.LAST_YEAR}:
        return ""
    quantity, own = read_figure(table, row, column, text), table.indicators[row.indicator].unit
    if quantity.value is None or quantity.op is not Op.AT or normalise(text) == plain(quantity.value):
        return ""
    return f"合 {with_unit(number_words(quantity.value), own)}"
