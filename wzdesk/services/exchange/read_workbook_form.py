"""Reading an agency's workbook that is to be sent as a form: what its cells ask, found once by recognition."""

import re
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from wzdesk.db.store import Store
from wzdesk.domain.errors import Refused
from wzdesk.domain.exchange.identity import ENTRY_COLUMNS, Place
from wzdesk.domain.exchange.mapping import MappedRow, MappedTable
from wzdesk.domain.form import Form, FormColumn
from wzdesk.domain.form_table import FormTable
from wzdesk.domain.indicator import Indicator
from wzdesk.domain.observation import Measure, ObservationKey
from wzdesk.domain.period import Period
from wzdesk.domain.region import Region
from wzdesk.excel.apart.apart import Apart
from wzdesk.excel.exchange.form_to_send import FormToSend, read_form_to_send
from wzdesk.excel.exchange.mapped import label_words, numbered
from wzdesk.excel.exchange.marks import SHEET
from wzdesk.excel.fill.form_reading import read_tables
from wzdesk.excel.fill.other_formats import as_workbook, is_workbook, office_copy
from wzdesk.excel.fill.report import CellRef
from wzdesk.excel.recognise.table import Table
from wzdesk.excel.recognise.words import LabelKind
from wzdesk.services.exchange.recipients import Known
from wzdesk.services.exchange.sheet_heads import HeadText, head_texts
from wzdesk.services.exchange.workbook_form import SheetCell, SheetTable, WorkbookForm
from wzdesk.services.receiving.context import Context
from wzdesk.services.receiving.facts import Role
from wzdesk.services.receiving.layouts import Layout, fingerprint, known_only
from wzdesk.services.receiving.match import Asked, asked_cells
from wzdesk.services.receiving.names import How
from wzdesk.services.receiving.reception import known_of, stored_layouts

_REMARK = re.compile(r"备注|说明|注$")
_LEADS = re.compile(r"责任单位|牵头单位|责任部门|牵头部门|填报单位|数据来源")
_NAMES = frozenset({LabelKind.NAME, LabelKind.CODE})


@contextmanager
def read_workbook_form(
    store: Store, path: Path, form: Form, period: Period, known: Known, apart: Apart | None = None
) -> Iterator[WorkbookForm]:
    """Read an agency's workbook as the sheet of a form; an old kind is converted first.

    Raises:
        WzdeskError: the file is none, locked, damaged or hostile, was sent already, or asks nothing that the form has.
    """
    if apart is None:
        with Apart() as own, read_workbook_form(store, path, form, period, known, own) as found:
            yield found
        return
    with tempfile.TemporaryDirectory() as folder:
        book, notes = path, list[str]()
        if not apart.run(is_workbook, path):
            apart.run(read_tables, path)  # whatever is wrong with it is found out there
            book = office_copy(path, Path(folder)) or as_workbook(path, Path(folder))
            notes.append(
                f"“{path.name}”是 {path.suffix} 格式，发出的是换成的 .xlsx，样子可能和原来略有不同，请打开一份看一遍。"
            )
        source = _Source(path, book, apart.run(read_form_to_send, book), notes)
        yield _Reader(store, source, form, period, known).read()


class _Source(NamedTuple):
    """The file that was chosen, what it is as ``.xlsx``, what was read of that, and what to say of it."""

    path: Path
    book: Path
    content: FormToSend
    notes: Sequence[str]


class _Reader:
    """Finds what the cells of a workbook are to a form."""

    def __init__(self, store: Store, source: _Source, form: Form, period: Period, known: Known) -> None:
        self._path, self._book, (self._reading, self._formulas), self._notes = source
        self._form, self._period, self._known = form, period, known
        self._catalogue = known_of(store, None, period)
        self._layouts = {one.fingerprint: one for one in stored_layouts(store)}
        self._places = dict(_places(self._catalogue.indicators, form, period, known))
        self._rows = {row.code for row in form.rows}
        self._leads: dict[str, str] = {}
        self._heads: dict[CellRef, HeadText] = {}
        self._region: Region | None = None
        self._periods: set[Period] = set()
        self._formula_count = self._elsewhere = self._unknown = 0

    def read(self) -> WorkbookForm:
        """The workbook, if it asks something that the form has."""
        sheets = self._reading.sheets
        assert sheets is not None
        if any(one.sheet.name == SHEET for one in sheets.sheets):
            raise Refused(
                f"没有发“{self._path.name}”：这是已经发出过的表，里面有身份信息，请用没有发过的原表。"
            )
        tables = []
        for one in (table for sheet in sheets.sheets if sheet.sheet.is_visible for table in sheet.tables):
            context, asked = asked_cells(one, self._path.name, self._catalogue, self._layout(one))
            self._meet(context)
            cells = tuple(self._cells(one, asked))
            if any(cell.place is not None and cell.key is not None for cell in cells):  # not remarks alone
                tables.append(SheetTable(_mapped_table(one, cells), cells))
                self._look_over(one)
        if not tables:
            raise Refused(self._why_none())
        return WorkbookForm(
            self._book, self._book.suffix.lower(), tuple(tables), tuple(self._heads.values()), self._region,
            self._leads, tuple(self._told()),
        )  # fmt: skip

    def _layout(self, table: Table) -> Layout | None:
        kept, known = self._layouts.get(fingerprint(table)), self._catalogue
        return known_only(kept, known.indicators, known.region_words) if kept else None

    def _meet(self, context: Context) -> None:
        if context.region.how is not How.ASSUMED and self._region is None:
            self._region = next(one for one in self._known.regions if one.code == context.region.code)

    def _look_over(self, table: Table) -> None:
        for head in head_texts(table.sheet, table.header_rows[0], self._region):
            self._heads[head.ref] = head

    def _cells(self, table: Table, asked: Sequence[Asked]) -> Iterator[SheetCell]:
        remarks = {one.column for one in table.columns if one.words and _REMARK.search(one.words[-1])}
        leads = {one.column for one in table.columns if one.words and _LEADS.search(one.words[-1])}
        named = {one.record.row.row: one.key for one in asked if one.key is not None}
        for one in asked:
            record = one.record
            own = named.get(record.row.row)
            if record.column.column in leads and own is not None:
                self._leads.setdefault(own.indicator, self._known.agency_named(record.text))
            place = self._place(one, own, is_remark=record.column.column in remarks)
            cell = self._cell(table, one, place, own)
            self._count(cell, one)
            if place is not None or one.key is not None or cell.target_of or cell.text:
                yield cell

    def _cell(self, table: Table, one: Asked, place: Place | None, own: ObservationKey | None) -> SheetCell:
        record, key = one.record, one.key
        ref, named = CellRef(table.sheet.name, record.address), key or own
        return SheetCell(
            ref,
            record.row.row,
            record.column.column,
            place,
            key,
            named.region if one.is_named and named is not None else "",
            one.unit or (self._catalogue.indicators[key.indicator].unit if key else ""),
            record.text,
            ref in self._formulas,
            ref in self._reading.percents,
            own.indicator if one.role is Role.TARGET and own is not None else "",
        )

    def _place(self, one: Asked, own: ObservationKey | None, *, is_remark: bool) -> Place | None:
        """The form's cell that a cell asks for."""
        merged = one.record.merged
        if merged is not None and merged.bottom > merged.top:
            return None
        if one.key is None:
            has_remark = is_remark and own is not None and FormColumn.REMARK in self._form.columns
            return (
                Place(own.indicator, FormColumn.REMARK)
                if has_remark and own and own.indicator in self._rows
                else None
            )
        key = one.key
        if key.indicator in self._rows:
            self._periods.add(key.period)
        return self._places.get((key.indicator, _span(key.period), key.measure))

    def _count(self, cell: SheetCell, one: Asked) -> None:
        self._formula_count += cell.place is not None and cell.is_formula
        if one.key is not None and one.key.indicator not in self._rows:
            self._elsewhere += 1
        self._unknown += one.key is None and "目录里没有" in one.reason

    def _told(self) -> Iterator[str]:
        """What a person should know before it is sent."""
        yield from self._notes
        if not any(head.has_place for head in self._heads.values()):
            where = "表上没有认出“填报单位”的地方"
            is_named = self._region is not None and bool(self._heads)
            yield f"{where}，{'表题里的地区名会换成各家的' if is_named else '表上不写各家的名称，只写在文件名和隐藏的身份里'}。"
        if self._region is not None:
            yield f"表上写的是{self._region.name}；发给别家时名称换成各家的，表上{self._region.name}的数换成各家的或清空。"
        if self._formula_count:
            yield f"{self._formula_count} 格要填的是公式，由表自己算，不收；改成数字的才收。"
        if self._elsewhere:
            yield f"{self._elsewhere} 格的指标不在“{self._form.name}”里，原样发出，不收。"
        if self._unknown:
            yield f"{self._unknown} 格的指标目录里没有，原样发出，不收；可以先在“导入”里认定或新增指标。"

    def _why_none(self) -> str:
        name = self._path.name
        if self._periods:
            words = max(self._periods, key=lambda one: (one.last_year, one.last_month, one.months)).words
            wanted = self._form.words(self._period)
            return f"没有发“{name}”：表上是{words}的数，要发的是{wanted}，没有对得上的格；请改好表上的期别，或换一期。"
        return f"没有发“{name}”：没有认出“{self._form.name}”的指标；请先在“导入”里认一遍这张表，或用它新建一张填报表。"


def _places(
    indicators: Mapping[str, Indicator], form: Form, period: Period, known: Known
) -> Iterator[tuple[tuple[str, tuple[int, int], Measure], Place]]:
    """The form's cells by what is stored there, whatever the region."""
    table = FormTable(form, known.home, period, indicators, {})
    for row in form.rows:
        for column in ENTRY_COLUMNS:
            if column in form.columns and column is not FormColumn.REMARK:
                key = table.key_of(row, column)
                if key is not None:
                    yield (key.indicator, _span(key.period), key.measure), Place(row.code, column)


def _span(period: Period) -> tuple[int, int]:
    """What 1—6月 and 上半年 have in common: the first month, and how many."""
    return period.last_year * 12 + period.last_month - period.months, period.months


def _mapped_table(table: Table, cells: Iterable[SheetCell]) -> MappedTable:
    """How the table is found again; its columns are all that any recipient may be asked for."""
    head = min(table.header_rows), max(table.header_rows)
    labels = sorted(table.labels)
    asked = sorted({cell.at for cell in cells if cell.place is not None})
    named = tuple(at for at, column in enumerate(labels) if table.labels[column] in _NAMES)
    return MappedTable(
        table.sheet.name,
        head,
        tuple(numbered(table.sheet, head, labels)),
        named or tuple(range(len(labels))),
        tuple(numbered(table.sheet, head, asked)),
        tuple(MappedRow(row.row, label_words(table.sheet, row.row, labels)) for row in table.rows),
        (),
    )
