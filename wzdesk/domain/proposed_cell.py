"""The figure that a check proposes, as it is typed into a form."""

from wzdesk.domain.checks.finding import Finding
from wzdesk.domain.form_edit import COLUMN_OF
from wzdesk.domain.form_table import FormTable, shown_in
from wzdesk.domain.typed_cell import Column, TypedCell


def correction(table: FormTable, finding: Finding) -> TypedCell | None:
    """What is typed, in the form's unit; None where nothing is proposed or the cell is not on the form."""
    if not finding.corrected:
        return None
    for row in table.form.rows:
        for column, of_form in COLUMN_OF.items():
            if table.key_of(row, of_form) != finding.key:
                continue
            text = finding.corrected
            if column is not Column.GROWTH:
                text = shown_in(text, table.indicators[row.indicator].unit, row.unit)
            return TypedCell(row.code, column, text)
    return None
