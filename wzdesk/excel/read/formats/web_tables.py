"""The tables of a web page as rows of cells, with the lines of text around them; tags may be left open."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from wzdesk.excel.read.formats.web_tokens import CUT_OFF, Tag, tokens_of

_DEEPEST = 40
_MOST_ACROSS, _MOST_DOWN = 1_000, 65_534
_SPACE = re.compile("[ \t\r\n\f]+")
_BLOCKS = frozenset(
    {"p", "div", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "center", "pre", "dd", "dt"}
)
_VOID = frozenset({"input", "img", "hr", "meta", "link", "area", "base", "embed", "source", "wbr"})
_BREAK = "\v"


@dataclass(slots=True)
class PageCell:
    """A cell: what stands in it, how far it reaches, and the tables within it."""

    tag: Tag
    pieces: list[str] = field(default_factory=list)
    tables: list["PageTable"] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The text as a browser shows it, lines apart."""
        words = _SPACE.sub(" ", "".join(self.pieces))
        lines = [line.strip(" ").replace("\xa0", " ").rstrip() for line in words.split(_BREAK)]
        return "\n".join(lines).strip("\n") if any(line.strip() for line in lines) else ""

    @property
    def across(self) -> int:
        """How many columns it spans."""
        return self.tag.count("colspan", _MOST_ACROSS)

    @property
    def down(self) -> int:
        """How many rows it spans."""
        return self.tag.count("rowspan", _MOST_DOWN)


@dataclass(slots=True)
class PageRow:
    """A row of cells."""

    cells: list[PageCell] = field(default_factory=list)
    is_hidden: bool = False


@dataclass(slots=True)
class PageTable:
    """A table, or a line of text as a table of one cell."""

    rows: list[PageRow] = field(default_factory=list)
    hidden_columns: list[range] = field(default_factory=list)
    columns: int = 0
    is_hidden: bool = False


@dataclass(slots=True)
class Page:
    """What a page shows, from top to bottom."""

    title: str = ""
    tables: list[PageTable] = field(default_factory=list)
    has_tables: bool = False
    is_complete: bool = True


@dataclass(slots=True)
class _Open:
    """A table whose end has not come yet, with its open row and cell."""

    table: PageTable
    row: PageRow | None = None
    cell: PageCell | None = None


def page_of(text: str) -> Page:
    """The page that a text describes."""
    builder = _Builder()
    for token in tokens_of(text):
        builder.take(token)
    return builder.page()


class _Builder:
    """Takes the tags of a page one after the other."""

    def __init__(self) -> None:
        self._page = Page()
        self._open: list[_Open] = []
        self._line = PageCell(Tag("p"))
        self._in_title = False
        self._hidden: list[str] = []
        self._starts = {
            "table": self._table,
            "tr": self._row,
            "td": self._cell,
            "th": self._cell,
            "col": self._column,
        }
        self._ends = {
            "table": self._end_table,
            "tr": self._end_row,
            "td": self._end_cell,
            "th": self._end_cell,
        }

    def page(self) -> Page:
        """The page; what is still open ends here."""
        self._page.is_complete = self._page.is_complete and not self._open
        while self._open:
            self._end_table()
        self._end_line()
        return self._page

    def take(self, token: Tag | str) -> None:
        """The next tag or text."""
        if isinstance(token, str):
            self._text(token)
        elif token is CUT_OFF:
            self._page.is_complete = False
        elif token.is_end:
            self._end(token)
        else:
            self._start(token)

    def _start(self, tag: Tag) -> None:
        if tag.name in self._starts:
            self._hidden = []
            self._starts[tag.name](tag)
        elif tag.name in {"thead", "tbody", "tfoot", "caption"}:
            self._end_row()
        elif tag.name == "br":
            self._break()
        elif self._hidden:
            self._hidden += [tag.name] * (tag.name == self._hidden[0])
        elif tag.is_hidden and tag.name not in _VOID:
            self._hidden = [tag.name]
        elif tag.name in _BLOCKS:
            self._break_between()
        self._in_title = tag.name == "title"

    def _end(self, tag: Tag) -> None:
        if tag.name in self._ends:
            self._hidden = []
            self._ends[tag.name]()
        elif self._hidden:
            self._hidden = self._hidden[: -1 if tag.name == self._hidden[0] else None]
        elif tag.name in _BLOCKS:
            self._break_between()
        self._in_title = False

    def _text(self, text: str) -> None:
        if self._in_title:
            self._page.title = self._page.title or _SPACE.sub(" ", text).strip()
        elif not self._hidden:
            self._here().pieces.append(text)

    def _here(self) -> PageCell:
        """The open cell; where none is, the line of text around the tables."""
        return (self._open[-1].cell if self._open else None) or self._line

    def _break(self) -> None:
        if self._here() is self._line:
            self._end_line()
        else:
            self._here().pieces.append(_BREAK)

    def _break_between(self) -> None:
        """A new line, but none at the beginning and no second one."""
        pieces = self._here().pieces
        while pieces and pieces[-1] != _BREAK and not pieces[-1].strip(" \t\r\n\f"):
            pieces.pop()
        if pieces and pieces[-1] != _BREAK:
            self._break()

    def _end_line(self) -> None:
        if self._line.text:
            self._page.tables.append(PageTable([PageRow([self._line])]))
        self._line = PageCell(Tag("p"))

    def _table(self, tag: Tag) -> None:
        if len(self._open) >= _DEEPEST:
            return
        self._end_line()
        self._open.append(_Open(PageTable(is_hidden=tag.is_hidden)))
        self._page.has_tables = True

    def _row(self, tag: Tag) -> None:
        if not self._open:
            self._table(Tag("table"))
        self._end_row()
        here = self._open[-1]
        here.row = PageRow(is_hidden=tag.is_hidden or here.table.is_hidden)
        here.table.rows.append(here.row)

    def _cell(self, tag: Tag) -> None:
        if not self._open or self._open[-1].row is None:
            self._row(Tag("tr"))
        here = self._open[-1]
        here.cell = PageCell(tag)
        if here.row and not tag.is_hidden:
            here.row.cells.append(here.cell)

    def _column(self, tag: Tag) -> None:
        if self._open:
            table = self._open[-1].table
            count = tag.count("span", _MOST_ACROSS)
            if tag.is_hidden:
                table.hidden_columns.append(range(table.columns + 1, table.columns + count + 1))
            table.columns += count

    def _end_cell(self) -> None:
        if self._open:
            self._open[-1].cell = None

    def _end_row(self) -> None:
        if self._open:
            self._open[-1].row = self._open[-1].cell = None

    def _end_table(self) -> None:
        self._end_line()
        if self._open:
            table = self._open.pop().table
            cell = self._open[-1].cell if self._open else None
            (cell.tables if cell else self._page.tables).append(table)


def rows_of(table: PageTable) -> list[list[PageRow]]:
    """The rows of a table in blocks: a table that only holds other tables in place comes apart into those."""
    blocks: list[list[PageRow]] = [[]]
    for row in table.rows:
        inner = [one for cell in row.cells for one in cell.tables]
        if inner and (not any(cell.text for cell in row.cells) or any(_is_real(one) for one in inner)):
            if any(cell.text for cell in row.cells):
                blocks[-1].append(row)
            blocks += [block for one in inner for block in rows_of(one)]
            blocks.append([])
        else:
            _take_in(row.cells)
            blocks[-1].append(row)
    return [block for block in blocks if block]


def _is_real(table: PageTable) -> bool:
    """Whether a table within a cell has rows and columns, not only one of them."""
    return len(table.rows) > 1 and max(len(row.cells) for row in table.rows) > 1


def _take_in(cells: Iterable[PageCell]) -> None:
    """Texts of small tables within a cell become the cell's own."""
    for cell in cells:
        for table in cell.tables:
            texts = [" ".join(one.text for one in row.cells if one.text) for row in table.rows]
            cell.pieces += [_BREAK * bool(cell.text), _BREAK.join(texts)]
        cell.tables = []
