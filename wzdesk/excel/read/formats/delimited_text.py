"""Tables in plain text: fields between commas, tabs or semicolons; every cell is the text as written."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import PurePath

from wzdesk.excel.read.book import Book
from wzdesk.excel.read.formats.book_maker import BookMaker
from wzdesk.excel.read.formats.text_encoding import decoded, is_wordy
from wzdesk.excel.read.package import refusal
from wzdesk.excel.read.source import Source

_DELIMITERS = ("\t", ";", ",", "|")
_TRIED = 60_000
_LONGEST_FIELD, _MOST_BREAKS = 32_767, 60
_SEPARATOR = re.compile(r"sep=([\t;,|])\r?\n", re.IGNORECASE)
_GUARD = re.compile(r'="(.*)"\s*', re.DOTALL)


def read_delimited_text(source: Source) -> Book:
    """The one sheet of a text; ``="001"`` is what keeps the zeros, and stands for ``001``.

    Raises:
        CannotRead: it is no text, or a text without columns.
    """
    text = decoded(source.content)
    if not is_wordy(text):
        raise refusal(source.name, "不是工作簿，请选 Excel 或 WPS 的表格文件")
    found = _SEPARATOR.match(text)
    try:
        delimiter = found[1] if found else _delimiter_of(text[:_TRIED])
    except csv.Error:
        delimiter = ""
    if not delimiter:
        raise refusal(source.name, "里面只有文字，没有分出列来，不是表格；请选 Excel 或 WPS 的表格文件")
    try:
        return _book(source.name, text[found.end() if found else 0 :], delimiter)
    except csv.Error as error:  # a field without end
        raise refusal(source.name, "有一格长得不正常，不像表格，请核对文件") from error


def _book(name: str, text: str, delimiter: str) -> Book:
    maker = BookMaker(name)
    sheet = maker.start_sheet(PurePath(name).stem)
    for row, fields in enumerate(_rows(text, delimiter), 1):
        for column, field in enumerate(fields, 1):
            if field:
                sheet.text(row, column, _unguarded(field))
    return maker.book()


def _delimiter_of(text: str) -> str:
    """The sign that parts most lines into the same number of fields; "" where none parts any."""
    scores = {delimiter: _score(text, delimiter) for delimiter in _DELIMITERS if delimiter in text}
    best = max(scores, key=lambda one: scores[one], default="")
    return best if scores.get(best) else ""


def _score(text: str, delimiter: str) -> int:
    """How many lines have the usual number of fields; 0 where a single line of several has fields at all."""
    counts = Counter(len(fields) for fields in _rows(text, delimiter) if any(fields))
    parted = {fields: lines for fields, lines in counts.items() if fields > 1}
    if sum(parted.values()) < min(2, counts.total()):
        return 0
    return max(parted.values(), default=0)


def _rows(text: str, delimiter: str) -> Iterator[list[str]]:
    """The fields line by line; quotes that do not close are signs like others."""
    is_quoted = '"' in text and _closes(text, delimiter)
    return csv.reader(
        io.StringIO(text, newline=""),
        delimiter=delimiter,
        quoting=csv.QUOTE_MINIMAL if is_quoted else csv.QUOTE_NONE,
    )


def _closes(text: str, delimiter: str) -> bool:
    """Whether the quotes of a text enclose fields, not half the file."""
    try:
        return not any(
            len(field) > _LONGEST_FIELD or field.count("\n") > _MOST_BREAKS
            for fields in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
            for field in fields
            if "\n" in field
        )
    except csv.Error:
        return False


def _unguarded(field: str) -> str:
    found = _GUARD.fullmatch(field)
    text = found[1].replace('""', '"') if found else field
    return text.replace("\r\n", "\n").strip("\t\r\x1a")
