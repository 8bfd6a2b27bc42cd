"""A returned form with the reasons why it goes back in a column of their own; done apart, for the file is foreign."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

from wzdesk.domain.errors import Refused
from wzdesk.domain.exchange.identity import Labels
from wzdesk.domain.exchange.objection import Objection
from wzdesk.excel.exchange.answered_sheet import head_of
from wzdesk.excel.exchange.mapped import table_in
from wzdesk.excel.exchange.returned import labels_in
from wzdesk.excel.fill.other_formats import fill_any
from wzdesk.excel.fill.report import CellRef
from wzdesk.excel.read.book import LAST_COLUMN, Book, Sheet, address, place_of
from wzdesk.excel.read.reader import read_source
from wzdesk.excel.read.source import open_source

HEADING = "退回原因"
Texts = dict[CellRef, str | None]
"""What goes into the column of reasons; None takes out what an earlier return said."""


def write_sent_back(path: Path, reason: str, objections: Sequence[Objection], out: Path) -> int:
    """Write the copy; how many rows have a text beside them.

    Raises:
        Refused: the file is none of the issued workbooks, or has no room beside its table.
        WzdeskError: it cannot be read, or the copy not be written.
    """
    texts = reason_texts(path, reason, objections)
    fill_any(path, texts, out)
    return rows_told(texts)


def rows_told(texts: Texts) -> int:
    """The rows with a text, without that of the headings."""
    return sum(text is not None for text in texts.values()) - 1


def reason_texts(path: Path, reason: str, objections: Iterable[Objection]) -> Texts:
    """The texts of the column of reasons; what concerns other sheets stands in its heading.

    Raises:
        Refused: the file is none of the issued workbooks, or has no room beside its table.
        WzdeskError: it cannot be read.
    """
    book = read_source(open_source(path))
    sheet, head = _table(book, path.name)
    rows: defaultdict[int, dict[str, None]] = defaultdict(dict)
    rows[head][f"{HEADING}：{reason}"] = None
    for where, sentence in objections:
        name, _, cell = where.rpartition("!")
        place = place_of(cell)
        assert place is not None
        if name in {"", sheet.name}:
            rows[place[0]][f"{cell}：{sentence}" if sentence else reason] = None
        else:
            rows[head][f"{where}：{sentence}" if sentence else where] = None
    column = _free_column(sheet, head)
    before = [row for row in sheet.cells.rows if row > head and column in sheet.cells.row(row)]
    texts: Texts = {CellRef(sheet.name, address(row, column)): None for row in before}
    for row, told in rows.items():
        texts[CellRef(sheet.name, address(row, column))] = "；".join(told)
    return texts


def _table(book: Book, name: str) -> tuple[Sheet, int]:
    """The sheet with the form, and the last row of its headings."""
    labels = labels_in(book)
    if labels is None:
        raise Refused(f"“{name}”没有市里发出时的身份信息，写不进退回原因；没有退回，请直接告诉报送单位。")
    found = table_in(book, labels.tables) if labels.tables else _form_in(book, labels)
    if found is None:
        raise Refused(f"“{name}”里找不到这张表的表头了，写不进退回原因；没有退回，请直接告诉报送单位。")
    return found


def _form_in(book: Book, labels: Labels) -> tuple[Sheet, int] | None:
    for sheet in book.sheets:
        head = head_of(sheet, labels.headings) if sheet.is_visible else None
        if head is not None:
            return sheet, head[0]
    return None


def _free_column(sheet: Sheet, head: int) -> int:
    """The first visible column with nothing in it nor right of it, from the headings on; that of an earlier return."""
    for column, cell in sheet.cells.row(head).items():
        if cell.raw.startswith(HEADING):
            return column
    rows = [row for row in sheet.cells.rows if row >= head]
    held = max((max(sheet.cells.row(row), default=0) for row in rows), default=0)
    merged = max((merge.right for row in rows for merge in sheet.merges_of.get(row, ())), default=0)
    column = max(held, merged) + 1
    while column in sheet.hidden_columns:
        column += 1
    if column > LAST_COLUMN:
        raise Refused(f"工作表“{sheet.name}”的表格右边没有空列，写不下退回原因；没有退回。")
    return column
