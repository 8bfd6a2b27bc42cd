"""Sending a returned form back (退回): the same workbook with the reason beside the rows to mend, and a line in the log."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from wzdesk.db.store import Store
from wzdesk.domain.checks.finding import Finding
from wzdesk.domain.checks.reasons import reason_refusal
from wzdesk.domain.errors import Refused
from wzdesk.domain.exchange.identity import Labels, labels_of
from wzdesk.domain.exchange.merge import Outcome
from wzdesk.domain.exchange.transfer import Transfer, Way
from wzdesk.excel.exchange.answered_sheet import head_of
from wzdesk.excel.exchange.returned import read_returned
from wzdesk.excel.fill.other_formats import fill_any, target_of
from wzdesk.excel.fill.report import CellRef
from wzdesk.excel.read.book import LAST_COLUMN, Sheet, address, place_of
from wzdesk.excel.read.reader import read_source
from wzdesk.excel.read.source import open_source
from wzdesk.services.exchange.merge_returns import FileResult
from wzdesk.services.exchange.merged_cells import WORDS_FOR_NUMBER
from wzdesk.services.exchange.transfer_log import add_lines, now_text, read_log

HEADING = "退回原因"


@dataclass(frozen=True, slots=True)
class ReturnedForm:
    """What was sent back: the copy and how many rows have a reason of their own."""

    path: Path
    rows: int


def return_form(
    store: Store,
    file: FileResult,
    reason: str,
    out: Path,
    who: str = "",
    findings: Sequence[Finding] = (),
) -> ReturnedForm:
    """Write a copy of a returned workbook with the reason in a new column, and log that it went back.

    The written reason stands in the heading, at the rows what was refused or found there. The figures in the data
    file stay as they are.

    Raises:
        Refused: the reason is a stock phrase, or the file is none of the issued workbooks.
        WzdeskError: the copy or the log cannot be written.
    """
    objection = reason_refusal(reason)
    if objection is not None and objection.refuses:
        raise Refused(f"{objection.sentence.rstrip('。')}；没有退回。")
    if file.data is not None or not all(file.place):
        raise Refused(f"“{file.path.name}”不知道是哪张表、哪个地区，没有退回；请直接告诉报送单位。")
    target = target_of(file.path, out)
    if target.exists() and target.samefile(file.path):
        raise Refused(f"退回的表不能盖掉收来的“{file.path.name}”，请换个文件名；没有退回。")
    texts = _texts(file.path, reason.strip(), _reasons(file, findings))
    fill_any(file.path, texts, out)
    line = Transfer(Way.RETURNED, now_text(), who, target.name, file.digest, *file.place, counts=file.counts,
                    reason=reason.strip(), identity=file.identity, agency=file.agency)  # fmt: skip
    add_lines(store.path, [line])
    return ReturnedForm(target, len(texts) - 1)


def keep_form(store: Store, returned: Transfer, who: str = "") -> None:
    """Take the last return of a form back; both lines stay in the log.

    Raises:
        Refused: it was not returned, or that was taken back already.
        WzdeskError: the log cannot be written.
    """
    ways = [line.way for line in read_log(store.path).lines if line.at == returned.at]
    if ways.count(Way.RETURNED) <= ways.count(Way.KEPT):
        raise Refused("这张表没有退回过，没有可以撤销的。")
    place = (returned.form, returned.region, returned.period)
    kept = Transfer(Way.KEPT, now_text(), who, "", "", *place, reason="退回已撤销", agency=returned.agency)
    add_lines(store.path, [kept])


def _reasons(file: FileResult, findings: Iterable[Finding]) -> dict[str, list[str]]:
    """What is to be mended, by cell, with its sheet where there are several."""
    told: defaultdict[str, list[str]] = defaultdict(list)
    at = {cell.key: cell.cell for cell in file.cells}
    refused = [
        (cell.cell, cell.reason)
        for cell in file.cells
        if cell.outcome is Outcome.REFUSED or cell.reason == WORDS_FOR_NUMBER
    ]
    found = [(at.get(one.key, ""), one.sentence) for one in findings]
    for where, sentence in (*refused, *found):
        if place_of(where.rpartition("!")[2]):
            told[where].append(sentence)
    return told


def _texts(path: Path, reason: str, told: dict[str, list[str]]) -> dict[CellRef, str]:
    """The texts of the column of reasons; what concerns other sheets stands in its heading."""
    carried = read_returned(path)
    labels = labels_of(carried.signed.payload) if carried.signed else None
    sheet, head = _table(path, labels)
    rows: defaultdict[int, list[str]] = defaultdict(list)
    rows[head].append(f"{HEADING}：{reason}")
    for where, sentences in told.items():
        name, _, cell = where.rpartition("!")
        place = place_of(cell)
        assert place is not None
        row = place[0] if name in {"", sheet.name} else head
        rows[row] += [f"{where if row == head else cell}：{one}" for one in dict.fromkeys(sentences)]
    column = _free_column(sheet, head)
    return {CellRef(sheet.name, address(row, column)): "；".join(texts) for row, texts in rows.items()}


def _table(path: Path, labels: Labels | None) -> tuple[Sheet, int]:
    """The sheet with the form, and the row of its headings."""
    for sheet in read_source(open_source(path)).sheets:
        head = head_of(sheet, labels.headings) if labels and sheet.is_visible else None
        if head is not None:
            return sheet, head[0]
    raise Refused(f"“{path.name}”没有市里发出时的身份信息，写不进退回原因；没有退回，请直接告诉报送单位。")


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
