"""OpenDocument workbooks (``.ods``): cells with the texts they show, merges, hidden lines, formulas."""

from bisect import bisect_right
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from wzdesk.excel.read.book import LAST_COLUMN, LAST_ROW, Book, BookCell, CellFormat, Range, ValueKind
from wzdesk.excel.read.formats.book_maker import BookMaker, SheetMaker, exact_text, number_cell
from wzdesk.excel.read.formats.open_styles import OpenStyles, short_name
from wzdesk.excel.read.formats.shown_format import code_of_shown
from wzdesk.excel.read.number_format import plain_number, serial_of
from wzdesk.excel.read.package import Package, refusal
from wzdesk.excel.read.source import Source

_MANIFEST = "META-INF/manifest.xml"
_CELLS = frozenset({"table:table-cell", "table:covered-table-cell"})
_BESIDE = frozenset(
    {"office:annotation", "table:shapes", "draw:frame", "draw:custom-shape", "draw:g", "draw:line"}
)
_SIGNS = {"text:tab": "\t", "text:line-break": "\n"}
_NUMBERS = frozenset({"float", "currency", "percentage"})
_HIDDEN = frozenset({"collapse", "filter"})
_MOST_BLANKS = 250
_EMPTY = frozenset({"table:style-name", "table:number-columns-repeated"})  # all that an empty cell says


def read_open_document(source: Source) -> Book:
    """The sheets of an ``.ods``.

    Raises:
        CannotRead: it is locked, broken or too large.
    """
    package = source.package
    if _is_locked(package):
        raise refusal(source.name, "加了打开密码，请在表格软件里去掉密码，另存后再导入")
    scan = _Scan(BookMaker(source.name))
    if package.has("styles.xml"):
        package.scan("styles.xml", scan.start, scan.end, scan.text)
    package.scan("content.xml", scan.start, scan.end, scan.text)
    return scan.maker.book()


def _is_locked(package: Package) -> bool:
    found = False

    def on_start(element: str, _: dict[str, str]) -> None:
        nonlocal found
        found = found or short_name(element) == "manifest:encryption-data"

    if package.has(_MANIFEST) and b"encryption-data" in package.read(_MANIFEST):
        package.scan(_MANIFEST, on_start)
    return found


@dataclass(slots=True)
class _Cell:
    """A cell as written: what it says of itself, and its paragraphs."""

    column: int
    told: Mapping[str, str]
    count: int
    pieces: list[str] = field(default_factory=list)
    paragraphs: int = 0

    @property
    def shown(self) -> str:
        """The text that the sheet shows."""
        return "".join(self.pieces)


@dataclass(slots=True)
class _Row:
    """A row as written, and how often it stands below itself."""

    first: int
    count: int
    cells: list[_Cell] = field(default_factory=list)
    columns: int = 0


class _Scan:
    """Takes the events of the file and gathers its sheets."""

    def __init__(self, maker: BookMaker) -> None:
        self.maker, self._styles = maker, OpenStyles()
        self._sheet: SheetMaker | None = None
        self._rows = self._beside = 0
        self._columns: list[tuple[int, str]] = []
        self._next_column = 1
        self._row: _Row | None = None
        self._cell: _Cell | None = None
        self._starts: Mapping[str, Callable[[Mapping[str, str]], None]] = {
            "table:table": self._start_sheet,
            "table:table-column": self._start_column,
            "table:table-row": self._start_row,
            "table:table-cell": self._start_cell,
            "table:covered-table-cell": self._start_cell,
        }

    def start(self, element: str, attributes: dict[str, str]) -> None:
        name = short_name(element)
        if self._beside or name in _BESIDE:
            self._beside += 1
        elif name in self._starts:
            self._starts[name]({short_name(key): value for key, value in attributes.items()})
        elif self._cell:
            self._start_text(self._cell, name, attributes)
        elif self._sheet is None:
            self._styles.start(name, {short_name(key): value for key, value in attributes.items()})

    def end(self, element: str) -> None:
        name = short_name(element)
        if self._beside:
            self._beside -= 1
        elif name in _CELLS:
            self._cell = None
        elif name == "table:table-row":
            self._end_row()
        elif name == "table:table":
            self._sheet = None
        elif self._sheet is None:
            self._styles.end(name)

    def text(self, piece: str) -> None:
        if self._cell and self._cell.paragraphs and not self._beside:
            self._cell.pieces.append(piece)
        elif self._sheet is None:
            self._styles.text(piece)

    def _start_sheet(self, told: Mapping[str, str]) -> None:
        style = self._styles.of(told.get("table:style-name", ""))
        self._sheet = self.maker.start_sheet(told.get("table:name", ""), is_visible=style.is_visible)
        self._rows, self._columns, self._next_column = 0, [], 1

    def _start_column(self, told: Mapping[str, str]) -> None:
        count = _count(told, "table:number-columns-repeated", LAST_COLUMN)
        self._columns.append((self._next_column, told.get("table:default-cell-style-name", "")))
        if self._sheet and told.get("table:visibility") in _HIDDEN:
            self._sheet.hide_columns(self._next_column, count)
        self._next_column = min(self._next_column + count, LAST_COLUMN + 1)

    def _start_row(self, told: Mapping[str, str]) -> None:
        count = _count(told, "table:number-rows-repeated", LAST_ROW)
        self._row = _Row(self._rows + 1, count)
        self._rows = min(self._rows + count, LAST_ROW)
        if self._sheet and told.get("table:visibility") in _HIDDEN:
            self._sheet.hide_rows(self._row.first, count)

    def _start_cell(self, told: Mapping[str, str]) -> None:
        if self._row is None:
            raise self.maker.damaged()
        count = _count(told, "table:number-columns-repeated", LAST_COLUMN)
        self._cell = _Cell(self._row.columns + 1, told, count)
        self._row.columns = min(self._row.columns + count, LAST_COLUMN)
        if told.keys() - _EMPTY:
            self._row.cells.append(self._cell)

    def _start_text(self, cell: _Cell, name: str, attributes: Mapping[str, str]) -> None:
        if name == "text:p":
            cell.pieces += ["\n"] * bool(cell.paragraphs)
            cell.paragraphs += 1
        elif name == "text:s":
            told = {short_name(key): value for key, value in attributes.items()}
            cell.pieces.append(" " * _count(told, "text:c", _MOST_BLANKS))
        elif name in _SIGNS:
            cell.pieces.append(_SIGNS[name])

    def _end_row(self) -> None:
        row, self._row = self._row, None
        if row is None or self._sheet is None:
            return
        for cell in row.cells:
            self._merge(row, cell)
            made = self._made(row.first, cell)
            if made:
                self._sheet.cells_like(made, row.count, cell.count)

    def _merge(self, row: _Row, cell: _Cell) -> None:
        across = _count(cell.told, "table:number-columns-spanned", LAST_COLUMN)
        down = _count(cell.told, "table:number-rows-spanned", LAST_ROW)
        if self._sheet and (across > 1 or down > 1):
            self._sheet.merge(Range(row.first, cell.column, row.first + down - 1, cell.column + across - 1))

    def _made(self, row: int, cell: _Cell) -> BookCell | None:
        """A cell of what is stored; None where nothing is."""
        told, shown = cell.told, cell.shown
        place, is_formula = (row, cell.column), "table:formula" in told
        kind = told.get("office:value-type", "")
        if told.get("calcext:value-type") == "error" or (is_formula and shown.startswith(("#", "Err:"))):
            return BookCell(*place, shown, ValueKind.ERROR, is_formula=is_formula)
        if kind == "boolean":
            word = "TRUE" if told.get("office:boolean-value") == "true" else "FALSE"
            return BookCell(*place, word, ValueKind.BOOLEAN, is_formula=is_formula)
        number = exact_text(told.get("office:value", "")) if kind in _NUMBERS else None
        serial = serial_of(told.get("office:date-value", ""), is_1904=False) if kind == "date" else None
        style = told.get("table:style-name") or self._style_of(cell.column)
        indent = self._styles.of(style).indent
        if number is not None:
            code = code_of_shown(shown, number)
            code = "0.00%" if code == "General" and kind == "percentage" else code
            return BookCell(*place, number, ValueKind.NUMBER, CellFormat(code, indent), is_formula)
        if serial is not None:
            return number_cell(
                *place,
                plain_number(serial),
                CellFormat(self._styles.date_code(style), indent),
                is_formula=is_formula,
            )
        text = shown or told.get("office:string-value", "")
        if is_formula and not kind and not text:
            return BookCell(*place, "", ValueKind.UNCALCULATED, is_formula=True)
        return BookCell(*place, text, ValueKind.TEXT, CellFormat(indent=indent), is_formula) if text else None

    def _style_of(self, column: int) -> str:
        """The style of a column's cells that name none."""
        at = bisect_right(self._columns, (column, "\uffff"))
        return self._columns[at - 1][1] if at else ""


def _count(told: Mapping[str, str], name: str, most: int) -> int:
    text = told.get(name, "1")
    return max(1, min(int(text), most)) if text.isascii() and text.isdigit() and len(text) < 12 else 1
