"""Sending a returned form back (退回): the same workbook with the reason beside the rows to mend, and a line in the log."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from wzdesk.db.store import Store
from wzdesk.domain.checks.finding import Finding
from wzdesk.domain.checks.reasons import reason_refusal
from wzdesk.domain.errors import Refused
from wzdesk.domain.exchange.merge import Outcome
from wzdesk.domain.exchange.objection import Objection
from wzdesk.domain.exchange.transfer import Transfer, Way
from wzdesk.domain.text import name_key
from wzdesk.excel.apart.apart import Apart
from wzdesk.excel.read.book import place_of
from wzdesk.services.exchange.form_cells import CellResult
from wzdesk.services.exchange.merge_returns import FileResult
from wzdesk.services.exchange.merged_cells import WORDS_FOR_NUMBER
from wzdesk.services.exchange.transfer_log import add_lines, now_text, read_log

OnProgress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class ReturnedForm:
    """What was sent back: the copy and how many rows have a reason of their own."""

    path: Path
    rows: int


@dataclass(frozen=True, slots=True)
class MendRow:
    """A row of a returned form that its sender may have to mend, and what was refused or found in it."""

    code: str
    name: str
    where: str
    objections: tuple[Objection, ...]

    @property
    def sheet(self) -> str:
        """The name of the sheet, where the file has several."""
        return self.where.rpartition("!")[0]

    @property
    def number(self) -> int:
        """The row of the sheet."""
        place = _place_in(self.where)
        assert place is not None
        return place[0]


def rows_to_mend(file: FileResult, findings: Iterable[Finding] = ()) -> list[MendRow]:
    """All rows of a returned form, top to bottom; those with objections are what a return proposes."""
    found: dict[object, list[str]] = {}
    for one in findings:
        found.setdefault(one.key, []).append(one.sentence)
    rows: dict[str, list[CellResult]] = {}
    for cell in file.cells:
        if _place_in(cell.cell) is not None:
            rows.setdefault(cell.place.row, []).append(cell)
    made = [
        MendRow(
            code,
            cells[0].name.rpartition(" ")[0],
            cells[0].cell,
            tuple(Objection(cell.cell, why) for cell in cells for why in _objections(cell, found)),
        )
        for code, cells in rows.items()
    ]
    sheets = list(dict.fromkeys(row.sheet for row in made))
    return sorted(made, key=lambda row: (sheets.index(row.sheet), row.number))


def rows_called(rows: Sequence[MendRow], texts: Iterable[str]) -> list[str]:
    """The codes of the rows that a person names by name, code or number of the row.

    Raises:
        Refused: there is no such row, or there are several.
    """
    found: list[str] = []
    for text in texts:
        key = name_key(text)
        codes = {row.code for row in rows if name_key(row.code) == key} or {
            row.code for row in rows if text.strip() == str(row.number) or key == name_key(row.name)
        }
        if not codes:
            raise Refused(f"这份表里没有“{text}”这一行，请写指标名称、代码或表上的行号；没有退回。")
        if len(codes) > 1:
            raise Refused(f"这份表里有几行都叫“{text}”，请写代码或表上的行号；没有退回。")
        found += codes
    return found


def objections_of(rows: Iterable[MendRow], codes: Collection[str] | None = None) -> list[Objection]:
    """What is to be said beside the rows that a person chose; None takes all that have something of their own.

    Beside a chosen row that has nothing, the reason of the whole is said again.
    """
    told: list[Objection] = []
    for row in rows:
        if codes is None:
            told += row.objections
        elif row.code in codes:
            told += row.objections or (Objection(row.where),)
    return told


def return_form(
    store: Store,
    file: FileResult,
    reason: str,
    out: Path,
    who: str = "",
    objections: Sequence[Objection] = (),
    on_progress: OnProgress = lambda _done, _total: None,
) -> ReturnedForm:
    """Write a copy of a returned workbook with the reason in a new column, and log that it went back.

    The written reason stands in the heading, the ``objections`` beside their rows. The figures in the data file stay as
    they are.

    Raises:
        Refused: the reason is a stock phrase, or the file is none of the issued workbooks.
        WzdeskError: the file cannot be read, or the copy or the log not be written.
    """
    objection = reason_refusal(reason)
    if objection is not None and objection.refuses:
        raise Refused(f"{objection.sentence.rstrip('。')}；没有退回。")
    if file.data is not None or not all(file.place):
        raise Refused(f"“{file.path.name}”不知道是哪张表、哪个地区，没有退回；请直接告诉报送单位。")
    from wzdesk.excel.fill.other_formats import target_of

    target = target_of(file.path, out)
    if target.exists() and target.samefile(file.path):
        raise Refused(f"退回的表不能盖掉收来的“{file.path.name}”，请换个文件名；没有退回。")
    with Apart() as apart:
        count = _write(file.path, reason.strip(), objections, out.absolute(), apart, on_progress)
    line = Transfer(Way.RETURNED, now_text(), who, target.name, file.digest, *file.place, counts=file.counts,
                    reason=reason.strip(), identity=file.identity, agency=file.agency)  # fmt: skip
    add_lines(store.path, [line])
    return ReturnedForm(target, count)


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


def _objections(cell: CellResult, found: dict[object, list[str]]) -> Iterator[str]:
    if cell.outcome is Outcome.REFUSED or cell.reason == WORDS_FOR_NUMBER:
        yield cell.reason
    yield from found.get(cell.key, ())


def _place_in(where: str) -> tuple[int, int] | None:
    """Row and column of a cell that may name its sheet."""
    return place_of(where.rpartition("!")[2])


def _write(
    path: Path, reason: str, told: Sequence[Objection], out: Path, apart: Apart, on_progress: OnProgress
) -> int:
    """Write the copy in the child process.

    LibreOffice, which takes an old format there and back, is a program of its own and would not have room within the
    child's limits.
    """
    from wzdesk.excel.exchange.sent_back import reason_texts, rows_told, write_sent_back
    from wzdesk.excel.fill.other_formats import fill_any, has_office, is_workbook

    if has_office() and not apart.run(is_workbook, path, on_progress):
        texts = apart.run(partial(reason_texts, reason=reason, objections=told), path, on_progress)
        fill_any(path, texts, out)
        return rows_told(texts)
    return apart.run(partial(write_sent_back, reason=reason, objections=told, out=out), path, on_progress)
