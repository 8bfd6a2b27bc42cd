"""A form in the entry grid."""

from collections.abc import Collection
from types import MappingProxyType

from wzdesk.domain.form_edit import COLUMN_OF
from wzdesk.domain.form_table import FormTable
from wzdesk.domain.typed_cell import ACTUAL_COLUMNS, Column
from wzdesk.ui.entry.grid_model import GridModel
from wzdesk.ui.forms.form_columns import columns_of
from wzdesk.ui.forms.form_rows import Marks, build_rows, renew_rows


class FormGridModel(GridModel):
    """One row per indicator of a form; a closed period can only be looked at."""

    _marks: Marks = MappingProxyType({})
    _without: frozenset[tuple[int, Column]] = frozenset()
    """Cells of figures that their rows do not have: the single month of a stock or a ratio."""

    def set_table(self, table: FormTable) -> None:
        """Show another form, region or period."""
        specs = self.arranged(columns_of(table))
        figures = [
            (spec.stored, COLUMN_OF[spec.stored])
            for spec in specs
            if spec.stored is not None and spec.stored is not Column.REMARK
        ]
        self._without = frozenset(
            (index, stored)
            for index, row in enumerate(table.form.rows)
            for stored, column in figures
            if table.key_of(row, column) is None and not row.parts
        )
        self._marks = {}
        self.set_rows(specs, build_rows(table, specs, {}))

    def update(self, table: FormTable, marks: Marks, edited: Collection[str] | None = None) -> None:
        """Show what is stored now, and what the checks say of it.

        ``edited`` are the codes of the rows that were edited; all are made anew where it is None.
        """
        before, self._marks = self._marks, marks
        if edited is None:
            self.replace(build_rows(table, self.specs, marks))
            return
        changed = [key for key in before.keys() | marks.keys() if before.get(key) != marks.get(key)]
        marked = {table.code_at(key) for key in changed}
        self.replace(renew_rows(self.rows, table, self.specs, marks, marked | set(edited)))

    def is_editable(self, row: int, column: int) -> bool:
        """Whether a person may type at this place."""
        return not self._is_without(row, column) and super().is_editable(row, column)

    def why_closed(self, row: int, column: int) -> str:
        """One sentence why nothing can be typed at this place; empty where it can."""
        if self._is_without(row, column) and not self.is_read_only and not self.rows[row].closed:
            return f"{self.rows[row].head.item}没有单月的数，不用填。"
        return super().why_closed(row, column)

    def _is_without(self, row: int, column: int) -> bool:
        return (row, self.specs[column].stored) in self._without

    def first_empty(self) -> tuple[int, Column] | None:
        """Where filling goes on: the first empty cell of a column that was begun, else of the leftmost one."""
        empty: dict[Column, list[int]] = {}
        begun = set()
        for number, spec in enumerate(self.specs):
            if spec.stored in ACTUAL_COLUMNS:
                rows = [row for row in range(len(self.rows)) if self.is_editable(row, number)]
                missing = [row for row in rows if not self.cell(row, number).text]
                if missing:
                    empty[spec.stored] = missing
                if 0 < len(missing) < len(rows):
                    begun.add(spec.stored)
        column = next((its for its in empty if its in begun), next(iter(empty), None))
        return None if column is None else (empty[column][0], column)
