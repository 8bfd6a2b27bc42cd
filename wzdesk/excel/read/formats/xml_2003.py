"""Workbooks in the XML of Excel 2003, which many report systems write under the name ``.xls``."""

import re
from collections.abc import Callable, Mapping

from wzdesk.excel.read.book import LAST_COLUMN, LAST_ROW, Book, BookCell, CellFormat, Range, ValueKind
from wzdesk.excel.read.formats.book_maker import BookMaker, SheetMaker, exact_text, number_cell
from wzdesk.excel.read.formats.text_encoding import decoded
from wzdesk.excel.read.number_display.built_in import BUILT_IN
from wzdesk.excel.read.number_format import is_date_format, plain_number, serial_of
from wzdesk.excel.read.package import scan_xml
from wzdesk.excel.read.source import Source

_OWN = "urn:schemas-microsoft-com:office:spreadsheet|"
_EXCEL = "urn:schemas-microsoft-com:office:excel|"
_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")
_CLAIM = re.compile(rb"""<\?xml[^>]{0,60}encoding\s*=\s*["']([\w-]{3,20})""")
_NAMED = {
    "General Number": "General", "General": "General", "Fixed": "0.00", "Standard": "#,##0.00", "Percent": "0.00%",
    "Scientific": "0.00E+00", "Currency": '"¥"#,##0.00', "Euro Currency": '"€"#,##0.00', "Yes/No": "General",
    "True/False": "General", "On/Off": "General", "General Date": BUILT_IN[22], "Long Date": BUILT_IN[14],
    "Medium Date": BUILT_IN[15], "Short Date": BUILT_IN[14], "Long Time": BUILT_IN[19], "Medium Time": BUILT_IN[18],
    "Short Time": BUILT_IN[20],
}  # fmt: skip


def read_xml_2003(source: Source) -> Book:
    """The sheets of such a workbook.

    Raises:
        CannotRead: it breaks off, declares entities, or is too large.
    """
    found = _CLAIM.search(source.content[:200])
    text = decoded(source.content, found[1].decode("ascii") if found else "utf-8")
    text = text[declaration.end() :] if (declaration := _DECLARATION.match(text)) else text.lstrip()
    styles = _Styles(is_1904="<Date1904" in text or "<x:Date1904" in text)
    scan = _Scan(BookMaker(source.name), styles)
    scan_xml(source.name, text, scan.start, scan.end, scan.text)
    return scan.maker.book()


class _Styles:
    """The number formats by the name of their style; one without takes its parent's."""

    def __init__(self, *, is_1904: bool) -> None:
        self.is_1904 = is_1904
        self._formats: dict[str, CellFormat] = {}
        self._now = ""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Takes an element of the list of styles."""
        if name == "Style":
            self._now = attributes.get(f"{_OWN}ID", "")
            self._formats[self._now] = self.of(attributes.get(f"{_OWN}Parent", "Default"))
        elif name == "NumberFormat" and self._now in self._formats:
            written = attributes.get(f"{_OWN}Format", "") or "General"
            old = self._formats[self._now]
            self._formats[self._now] = CellFormat(_NAMED.get(written, written), old.indent, self.is_1904)
        elif name == "Alignment" and self._now in self._formats:
            indent = _small(attributes.get(f"{_OWN}Indent", ""), 0)
            self._formats[self._now] = CellFormat(self._formats[self._now].code, indent, self.is_1904)

    def of(self, style: str) -> CellFormat:
        """The format of a style; the usual one where it is not known."""
        return self._formats.get(style) or CellFormat(is_1904=self.is_1904)


class _Scan:
    """Takes the events of the file and gathers its sheets."""

    def __init__(self, maker: BookMaker, styles: _Styles) -> None:
        self.maker, self._styles = maker, styles
        self._sheet: SheetMaker | None = None
        self._row = self._column = self._columns = 0
        self._across = self._down = 0
        self._cell: Mapping[str, str] = {}
        self._kind = ""
        self._pieces: list[str] | None = None
        self._in_comment = False
        self._visible = ""
        self._row_style = ""
        self._starts: Mapping[str, Callable[[Mapping[str, str]], None]] = {
            "Worksheet": self._start_sheet,
            "Column": self._start_column,
            "Row": self._start_row,
            "Cell": self._start_cell,
            "Data": self._start_data,
        }

    def start(self, element: str, attributes: dict[str, str]) -> None:
        namespace, _, name = element.rpartition("|")
        if element == f"{_EXCEL}Visible":
            self._pieces = []
        elif f"{namespace}|" != _OWN:
            return
        elif name == "Comment":
            self._in_comment = True
        elif self._sheet is None and name != "Worksheet":
            self._styles.start(name, attributes)
        elif name in self._starts:
            self._starts[name](attributes)

    def end(self, element: str) -> None:
        match element.removeprefix(_OWN):
            case "Comment":
                self._in_comment = False
            case "Data" if not self._in_comment:
                self._end_data()
            case "Cell":
                self._end_cell()
            case "Worksheet":
                self._sheet = None
        if element == f"{_EXCEL}Visible" and self._pieces is not None and self._sheet:
            self._sheet.is_visible = "".join(self._pieces).strip() == "SheetVisible"
            self._pieces = None

    def text(self, piece: str) -> None:
        if self._pieces is not None:
            self._pieces.append(piece)

    def _start_sheet(self, attributes: Mapping[str, str]) -> None:
        self._sheet = self.maker.start_sheet(attributes.get(f"{_OWN}Name", ""))
        self._row = self._columns = 0

    def _start_column(self, attributes: Mapping[str, str]) -> None:
        first = _small(attributes.get(f"{_OWN}Index", ""), self._columns + 1)
        count = _small(attributes.get(f"{_OWN}Span", ""), 0) + 1
        self._columns = min(first + count - 1, LAST_COLUMN)
        if self._sheet and attributes.get(f"{_OWN}Hidden") == "1":
            self._sheet.hide_columns(first, count)

    def _start_row(self, attributes: Mapping[str, str]) -> None:
        first = _small(attributes.get(f"{_OWN}Index", ""), self._row + 1)
        count = _small(attributes.get(f"{_OWN}Span", ""), 0) + 1
        if self._sheet and attributes.get(f"{_OWN}Hidden") == "1":
            self._sheet.hide_rows(first, count)
        self._row, self._column = min(first + count - 1, LAST_ROW + 1), 0
        self._row_style = attributes.get(f"{_OWN}StyleID", "")

    def _start_cell(self, attributes: Mapping[str, str]) -> None:
        self._column = _small(attributes.get(f"{_OWN}Index", ""), self._column + 1)
        self._across = _small(attributes.get(f"{_OWN}MergeAcross", ""), 0)
        self._down = _small(attributes.get(f"{_OWN}MergeDown", ""), 0)
        self._cell = attributes
        if self._sheet and (self._across or self._down):
            self._sheet.merge(
                Range(self._row, self._column, self._row + self._down, self._column + self._across)
            )

    def _start_data(self, attributes: Mapping[str, str]) -> None:
        if not self._in_comment:
            self._kind = attributes.get(f"{_OWN}Type", "String")
            self._pieces = []

    def _end_data(self) -> None:
        text = "".join(self._pieces or ())
        self._pieces = None
        if self._sheet and self._row:
            self._sheet.cell(self._made(text))

    def _end_cell(self) -> None:
        self._column += self._across

    def _made(self, text: str) -> BookCell:
        """A cell of what was written; a number that is none stands as a text."""
        place = self._row, self._column
        format_ = self._styles.of(self._cell.get(f"{_OWN}StyleID", self._row_style))
        is_formula = f"{_OWN}Formula" in self._cell
        kind = self._kind
        number = exact_text(text) if kind == "Number" else self._serial(text) if kind == "DateTime" else None
        if number is not None:
            if kind == "DateTime" and not is_date_format(format_.code):
                format_ = CellFormat(BUILT_IN[14], format_.indent, format_.is_1904)
            return number_cell(*place, number, format_, is_formula=is_formula)
        if kind == "Boolean":
            text = "TRUE" if text.strip() == "1" else "FALSE"
        kinds = {"Boolean": ValueKind.BOOLEAN, "Error": ValueKind.ERROR}
        return BookCell(*place, text, kinds.get(kind, ValueKind.TEXT), format_, is_formula)

    def _serial(self, text: str) -> str | None:
        serial = serial_of(text.strip(), is_1904=self._styles.is_1904)
        return None if serial is None else plain_number(serial)


def _small(text: str, other: int) -> int:
    """A count as written, if it is one."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 8 else other
