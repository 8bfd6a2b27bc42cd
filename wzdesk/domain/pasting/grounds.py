"""The tables on which a block can be pasted: forms and plans behind one face."""

from dataclasses import replace

from wzdesk.domain.errors import Refused
from wzdesk.domain.form_edit import form_entry_of
from wzdesk.domain.form_table import FormTable
from wzdesk.domain.observation import Measure, ObservationKey
from wzdesk.domain.pasting.beside import Shown
from wzdesk.domain.plan_edit import Entry, entry_of
from wzdesk.domain.plan_table import PlanTable
from wzdesk.domain.typed_cell import TypedCell


class FormGround:
    """A form of a region and a period."""

    def __init__(self, table: FormTable) -> None:
        self._table = table
        self._rows = {row.code: row for row in table.form.rows}
        self._of_row: dict[str, FormTable] = {}

    def entry_of(self, cell: TypedCell) -> Entry:
        """The changes of one cell; the form is cut down to its row, so that large ones are not gone through.

        Raises:
            Refused: the cell cannot be stored.
        """
        row = self._rows.get(cell.indicator)
        if row is None:
            raise Refused(f"这张表里没有代码是“{cell.indicator}”的指标，这一格不写入。")
        table = self._of_row.get(row.code)
        if table is None:
            table = replace(self._table, form=replace(self._table.form, rows=(row,)))
            self._of_row[row.code] = table
        return form_entry_of(table, [cell])

    def shown_of(self, key: ObservationKey, cell: TypedCell) -> Shown:
        """Amounts in the form's own unit; growth in percent."""
        own = self._table.indicators[key.indicator].unit
        if key.measure in {Measure.LEVEL, Measure.BASE}:
            return Shown(own, self._rows[cell.indicator].unit)
        return Shown("%", "%")


class PlanGround:
    """A plan of a region."""

    def __init__(self, table: PlanTable) -> None:
        self._table = table
        self._units = {part.indicator: part.unit for _, part in table.plan.parts()}

    def entry_of(self, cell: TypedCell) -> Entry:
        """The changes of one cell.

        Raises:
            Refused: the cell cannot be stored.
        """
        return entry_of(self._table, [cell])

    def shown_of(self, key: ObservationKey, cell: TypedCell) -> Shown:
        """Plans show figures in the unit in which they are stored."""
        unit = self._units[cell.indicator]
        return Shown("%", "%") if key.measure is Measure.GROWTH else Shown(unit, unit)
