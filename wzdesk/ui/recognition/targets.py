"""From the sheet to the lines and back: which row or column a cell names, and which cell names a line."""

from wzdesk.excel.recognise.words import LabelKind
from wzdesk.services.receiving.claims import Axis
from wzdesk.services.receiving.reception import SheetReception
from wzdesk.ui.exchange.sheet_geometry import Place, cell_name
from wzdesk.ui.recognition.views import LineView, SheetView


def line_at(reception: SheetReception, sheet: SheetView, place: Place) -> LineView | None:
    """The line that the cell at a place is the label or heading of."""
    row, column = place
    for view in sheet.lines:
        table = reception.tables[view.table].match.table
        if view.axis is Axis.ROW and view.place == row and column in table.labels:
            return view
        if view.axis is Axis.COLUMN and view.place == column and row in table.header_rows:
            return view
    return None


def cell_of_line(reception: SheetReception, view: LineView) -> str:
    """The cell with a line's own words."""
    table = reception.tables[view.table].match.table
    if view.axis is Axis.COLUMN:
        rows = [row for row in table.header_rows if (row, view.place) in table.sheet.cells]
        return cell_name((max(rows, default=table.header_rows[-1] if table.header_rows else 1), view.place))
    held = table.sheet.cells.row(view.place)
    names = [column for column, kind in table.labels.items() if kind is LabelKind.NAME]
    own = [column for column in names if column in held]
    return cell_name((view.place, (own or names or [min(table.labels, default=1)])[-1]))
