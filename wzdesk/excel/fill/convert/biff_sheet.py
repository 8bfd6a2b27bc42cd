"""One sheet of an old workbook as a plain sheet."""

from collections.abc import Iterator

import xlrd
from xlrd import formula
from xlrd.sheet import Sheet

from wzdesk.excel.fill.convert.biff_formulas import Cell, Unusual, formula_text
from wzdesk.excel.fill.convert.biff_looks import BiffLooks
from wzdesk.excel.fill.convert.biff_page import page_of
from wzdesk.excel.fill.convert.biff_records import SheetRecords
from wzdesk.excel.fill.convert.limits import apart
from wzdesk.excel.fill.convert.plain_book import (
    Fault,
    Font,
    PlainCell,
    PlainColumn,
    PlainRow,
    PlainSheet,
    PlainValue,
)
from wzdesk.excel.fill.convert.sheet_xml import quoted
from wzdesk.excel.read.book import Range

_TEXT, _NUMBER, _DATE, _BOOLEAN, _ERROR = 1, 2, 3, 4, 5
_FAULTS = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A",
}  # fmt: skip
_STATES = ("visible", "hidden", "veryHidden")
_TOKEN_SHARED, _LAST_COLUMN = 0x01, 256
_MOST_RUNS = 500
_PADDING = 0.71  # what Excel adds to a default width in signs


class BiffSheet:
    """Reads one sheet; ``given_up`` counts the formulas that became their results."""

    def __init__(self, book: xlrd.Book, sheet: Sheet, looks: BiffLooks, records: SheetRecords) -> None:
        self._book, self._sheet, self._looks, self._records = book, sheet, looks, records
        self.given_up = 0
        self._formulas = dict(self._formula_texts())

    def plain(self) -> PlainSheet:
        """The sheet."""
        its = self._sheet
        is_frozen = bool(getattr(its, "panes_are_frozen", 0))
        return PlainSheet(
            its.name,
            {number: row for number, row in self._rows() if row.cells or _says_something(row)},
            list(self._columns()),
            apart(Range(top + 1, left + 1, bottom, right) for top, bottom, left, right in its.merged_cells),
            _STATES[its.visibility] if its.visibility < len(_STATES) else "hidden",
            (its.horz_split_pos, its.vert_split_pos) if is_frozen else (0, 0),
            bool(getattr(its, "show_grid_lines", 1)),
            self._default_width(),
            its.default_row_height / 20 if its.default_row_height else None,
            page_of(self._book, its, self._records),
        )

    # Cells

    def _rows(self) -> Iterator[tuple[int, PlainRow]]:
        told = self._sheet.rowinfo_map
        for row in sorted({*range(self._sheet.nrows), *told}):
            yield row + 1, self._row(row)

    def _row(self, row: int) -> PlainRow:
        sheet = self._sheet
        cells: dict[int, PlainCell] = {}
        if row < sheet.nrows:
            for column, kind in enumerate(sheet.row_types(row)):
                if kind:
                    cells[column + 1] = self._cell(row, column, kind)
        made = PlainRow(cells)
        told = sheet.rowinfo_map.get(row)
        if told is not None:
            made.is_hidden = bool(told.hidden)
            made.height = told.height / 20 if told.height and not told.has_default_height else None
            made.is_fixed = bool(told.height_mismatch)
            made.look = self._looks.place_of(told.xf_index) if told.has_default_xf_index else 0
        return made

    def _cell(self, row: int, column: int, kind: int) -> PlainCell:
        look = self._looks.place_of(self._sheet.cell_xf_index(row, column))
        value = _value(kind, self._sheet.cell_value(row, column))
        return PlainCell(value, look, self._formulas.get((row, column), ""), self._runs(row, column))

    def _runs(self, row: int, column: int) -> tuple[tuple[int, Font], ...]:
        runs = self._sheet.rich_text_runlist_map.get((row, column), [])[:_MOST_RUNS]
        return tuple((start, self._looks.font(index)) for start, index in runs)

    # Formulas

    def _formula_texts(self) -> Iterator[tuple[tuple[int, int], str]]:
        for row, column, tokens in self._records.formulas:
            try:
                yield (row, column), self._formula_text(Cell(row, column), tokens)
            except Unusual:
                self.given_up += 1

    def _formula_text(self, at: Cell, tokens: bytes) -> str:
        if not tokens or tokens[0] != _TOKEN_SHARED:
            return formula_text(tokens, at, self._name_before)
        for shared in self._records.shared:
            is_in = shared.first_row <= at.row <= shared.last_row
            if is_in and shared.first_column <= at.column <= shared.last_column:
                return formula_text(shared.tokens, at, self._name_before, is_shared=True)
        raise Unusual

    def _name_before(self, number: int) -> str:
        """The quoted name of the sheet that a reference's number stands for."""
        first, last = formula.get_externsheet_local_range(self._book, number)  # type: ignore[attr-defined]
        if first != last or first < 0:
            raise Unusual
        return quoted(self._book.sheet_names()[first])

    # Columns

    def _columns(self) -> Iterator[PlainColumn]:
        """Columns that are alike and stand side by side are one entry."""
        last: PlainColumn | None = None
        for column, its in sorted(self._sheet.colinfo_map.items()):
            if column >= _LAST_COLUMN:
                continue
            place = self._looks.place_of(its.xf_index)
            one = PlainColumn(column + 1, column + 1, its.width / 256, bool(its.hidden), place)
            if last and last[2:] == one[2:] and last.last == column:
                last = last._replace(last=column + 1)
                continue
            if last:
                yield last
            last = one
        if last:
            yield last

    def _default_width(self) -> float | None:
        if self._sheet.standardwidth:
            return self._sheet.standardwidth / 256
        signs = self._sheet.defcolwidth
        return None if signs in {None, 8} else signs + _PADDING


def _value(kind: int, value: object) -> PlainValue:
    if kind == _TEXT:
        return str(value)
    if kind in {_NUMBER, _DATE} and isinstance(value, float | int):
        return float(value)
    if kind == _BOOLEAN:
        return bool(value)
    return Fault(_FAULTS.get(int(str(value)), "#VALUE!")) if kind == _ERROR else None


def _says_something(row: PlainRow) -> bool:
    return row.is_hidden or row.height is not None or bool(row.look)
