"""Blocks of cells on the clipboard: the tab-separated text and the HTML of Excel, WPS and LibreOffice Calc.

A block is a list of rows of texts. Rows may differ in length when read; nothing is trimmed or converted,
except that in HTML blanks run together, as every program that shows HTML has it.
"""

import re
from collections.abc import Sequence
from html import escape
from html.parser import HTMLParser

Block = list[list[str]]

_SPAN_LIMIT = 1000
_ASIDES = frozenset({"comment", "style", "script"})
"""What may stand in a cell without being its text; Calc puts the comments of cells there."""
_NUMBER = re.compile(r"-?\d+(?:\.(\d+))?")


def parse_tsv(text: str) -> Block:
    """The cells of tab-separated text; a quoted cell may hold tabs and line breaks.

    Excel quotes a cell only when it must, and leaves ``"一网通办"率`` as it is: quotes count as such
    only where they close before the next tab or line and hide a tab, a line break or a doubled quote.
    One line break at the end belongs to the last row.
    """
    plain = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    if not plain:
        return []
    plain = plain.removesuffix("\n")
    rows: Block = [[]]
    at = 0
    while True:
        cell, at = _read_cell(plain, at)
        rows[-1].append(cell)
        if at >= len(plain):
            return rows
        if plain[at] == "\n":
            rows.append([])
        at += 1


_QUOTED = re.compile(r'"((?:[^"]|"")*)"(?=[\t\n]|\Z)')
_BARE = re.compile(r"[^\t\n]*")


def _read_cell(plain: str, at: int) -> tuple[str, int]:
    found = _QUOTED.match(plain, at)
    if found and re.search(r'[\t\n]|""', found[1]):
        return found[1].replace('""', '"'), found.end()
    bare = _BARE.match(plain, at)
    assert bare is not None
    return bare[0], bare.end()


def to_tsv(block: Sequence[Sequence[str]]) -> str:
    """Tab-separated text as Excel writes it, each row ended by CR LF."""
    return "".join("\t".join(_quoted(cell) for cell in row) + "\r\n" for row in block)


def _quoted(cell: str) -> str:
    if "\t" in cell or "\n" in cell or "\r" in cell or cell.startswith('"'):
        return '"' + cell.replace('"', '""') + '"'
    return cell


def to_html(block: Sequence[Sequence[str]]) -> str:
    """A table that Excel, WPS and Calc take without changing a figure.

    Plain numbers carry a format with their own decimals (``29.0`` stays so), all else is marked as
    text: no dates out of ``1-2``, no formulas.
    """
    rows = "".join("<tr>" + "".join(map(_html_cell, row)) + "</tr>\n" for row in block)
    return f'<html><head><meta charset="utf-8"></head><body><table>\n{rows}</table></body></html>'


def _html_cell(text: str) -> str:
    inner = escape(text, quote=False).replace("\n", '<br style="mso-data-placement:same-cell">')
    inner = re.sub(r"^ | $|(?<= ) |\t", "&#160;", inner)
    return f"<td style='mso-number-format:\"{_number_format(text)}\"'>{inner}</td>"


def _number_format(text: str) -> str:
    found = _NUMBER.fullmatch(text)
    if not found or len(text) > 15:
        return r"\@"
    return "0" if not found[1] else rf"0\.{'0' * len(found[1])}"


def parse_html_table(html: str) -> Block:
    """The cells of the first table; empty where there is none.

    A merged cell gives its text at its first place and empty texts at the others.
    """
    reader = _TableReader()
    reader.feed(html)
    reader.close()
    return reader.block()


class _TableReader(HTMLParser):
    """Gathers the first outermost table; what stands in a nested one belongs to its cell's text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._grid: list[dict[int, str]] = []
        self._taken: set[tuple[int, int]] = set()
        self._depth = 0
        self._done = False
        self._text: list[str] | None = None
        self._place = (0, 0)
        self._hidden = False
        self._aside: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table" and not self._done:
            self._depth += 1
        if self._depth != 1:
            return
        if tag == "tr":
            self._end_cell()
            self._hidden = "display:none" in _style(attrs)
            if not self._hidden:
                self._grid.append({})
        elif tag in {"td", "th"} and not self._hidden:
            self._start_cell(dict(attrs), _style(attrs))
        elif tag in {"br", "p", "div"} and self._text:
            self._text.append("\n")
        elif tag in _ASIDES:
            self._aside = tag

    def handle_endtag(self, tag: str) -> None:
        if tag == self._aside:
            self._aside = None
        if tag == "table" and self._depth:
            self._depth -= 1
            if not self._depth:
                self._end_cell()
                self._done = True
        elif self._depth == 1 and tag in {"td", "th", "tr"}:
            self._end_cell()

    def handle_data(self, data: str) -> None:
        if self._text is not None and self._aside is None:
            self._text.append(re.sub(r"[ \t\r\n]+", " ", data))

    def _start_cell(self, attributes: dict[str, str | None], style: str) -> None:
        self._end_cell()
        if "display:none" in style:
            return
        if not self._grid:
            self._grid.append({})
        row, column = len(self._grid) - 1, 0
        while (row, column) in self._taken:
            column += 1
        self._aside = None
        self._place, self._text = (row, column), []
        for down in range(_span(attributes.get("rowspan"))):
            for right in range(_span(attributes.get("colspan"))):
                self._taken.add((row + down, column + right))

    def _end_cell(self) -> None:
        if self._text is None:
            return
        row, column = self._place
        lines = "".join(self._text).split("\n")
        self._grid[row][column] = "\n".join(re.sub(" +", " ", line).strip(" ") for line in lines).strip("\n")
        self._text = None

    def block(self) -> Block:
        """What was found: all rows of the table's full width."""
        self._end_cell()
        rows = range(len(self._grid))
        width = 1 + max((column for row, column in self._taken if row in rows), default=-1)
        found = [
            [cells.get(column, "").replace("\u00a0", " ") for column in range(width)] for cells in self._grid
        ]
        return found if width else []


def _style(attrs: list[tuple[str, str | None]]) -> str:
    return (dict(attrs).get("style") or "").replace(" ", "").lower()


def _span(text: str | None) -> int:
    found = re.match(r"\s*(\d{1,6})", text or "")
    return min(max(int(found[1]), 1), _SPAN_LIMIT) if found else 1


def read_block(plain: str, html: str) -> Block:
    """The block on a clipboard: the plain text where it is a table, else the HTML table, else one cell."""
    rows = parse_tsv(plain)
    if len(rows) > 1 or (rows and len(rows[0]) > 1):
        return rows
    return (parse_html_table(html) if html else []) or rows
