"""A reading as JSON, with the keys and meanings of the golden readings."""

from collections.abc import Iterator

from wzdesk.excel.read.book import Range, address
from wzdesk.excel.recognise.table import BookReading, Record, SheetReading, Table

Json = dict[str, object]


def reading_json(reading: BookReading) -> Json:
    """``{"sheets": [{"name", "tables", "skipped"}]}``, and the remarks about the file where there are any."""
    told: Json = {"sheets": [_sheet(sheet) for sheet in reading.sheets]}
    return told | ({"remarks": list(reading.remarks)} if reading.remarks else {})


def _sheet(sheet: SheetReading) -> Json:
    return {
        "name": sheet.sheet.name,
        "tables": [_table(table) for table in sheet.tables],
        "skipped": [
            {"cell": address(each.row, each.column), "text": each.text, "reason": each.reason}
            for each in sheet.skipped
        ],
    }


def _table(table: Table) -> Json:
    return {
        "range": _range(table.area),
        "title": table.title or None,
        "unit": table.unit or None,
        "header_rows": list(table.header_rows),
        "label_columns": [_letters(column) for column in table.labels],
        "notes": list(table.notes),
        "records": list(_records(table)),
        "confidence": table.confidence,
        "reasons": list(table.reasons),
    }


def _records(table: Table) -> Iterator[Json]:
    for record in table.records():
        told: Json = {
            "cell": record.address,
            "row": list(record.row.path),
            "column": list(record.column.words),
            "text": record.text,
            "value": record.value,
        }
        yield told | dict(_more(table, record))


def _more(table: Table, record: Record) -> Iterator[tuple[str, object]]:
    """What is told only where there is something to tell."""
    if unit := record.unit or table.unit:
        yield "unit", unit
    if record.cell is not None and record.cell.is_formula:
        yield "formula", True
    if record.merged is not None:
        yield "merged", _range(record.merged)
    if record.row.row in table.sheet.hidden_rows or record.column.column in table.sheet.hidden_columns:
        yield "hidden", True


def _range(area: Range) -> str:
    return f"{address(area.top, area.left)}:{address(area.bottom, area.right)}"


def _letters(column: int) -> str:
    return address(1, column)[:-1]
