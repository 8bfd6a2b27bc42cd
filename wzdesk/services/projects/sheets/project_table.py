"""A table of projects: which column holds what, for which month, and which rows are projects, which are sums."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from wzdesk.domain.period import Period
from wzdesk.domain.text import normalise
from wzdesk.excel.recognise.table import Table
from wzdesk.excel.recognise.words import heading_word, tight
from wzdesk.services.projects.sheets.columns import meaning_of
from wzdesk.services.projects.sheets.table_columns import (
    SheetColumn,
    columns_of,
    headings_of,
    time_of,
    unit_words,
)
from wzdesk.services.projects.sheets.what import AMOUNTS, TELLING, What
from wzdesk.services.receiving.names import plain_name

_SUM = re.compile(
    r".{0,12}(?:合计|小计|总计|共计|累计总数|汇总)(?:\(.*\))?|(?:合|小|总|共)计.{0,12}|全市|总数"
)
_COUNTED = re.compile(r"[(（]\s*(?:共)?\s*(\d+)\s*[个项]\s*(?:项目)?\s*[)）]\s*$")
_SECTION = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}[、.．]|[(（][一二三四五六七八九十]{1,3}[)）]|第[一二三四五六七八九十]+[类、])"
)
_HAN_NUMBER = re.compile(r"[(（]?[一二三四五六七八九十]{1,3}[)）]?[、.．]?")


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row that is a project, or a sum: then ``name`` is its label. ``sections`` are the headings it stands under."""

    row: int
    name: str
    code: str = ""
    sections: tuple[str, ...] = ()
    is_sum: bool = False
    count: int | None = None
    """How many projects the label of a sum says it has."""


@dataclass(frozen=True, slots=True)
class ProjectTable:
    """A recognised table as one of projects; ``why`` says what was concluded, in the user's words."""

    table: Table
    columns: tuple[SheetColumn, ...]
    rows: tuple[SheetRow, ...]
    month: Period | None
    year: int | None
    why: tuple[str, ...] = ()

    @property
    def sheet(self) -> str:
        """The name of its sheet."""
        return self.table.sheet.name

    @property
    def projects(self) -> tuple[SheetRow, ...]:
        """The rows that are projects."""
        return tuple(row for row in self.rows if not row.is_sum)

    def column_of(self, what: What) -> SheetColumn | None:
        """The first column of a kind."""
        return next((one for one in self.columns if one.what is what), None)

    def text(self, row: int, column: int) -> str:
        """What shows in a cell, of a merged one in all its rows."""
        cell = self.table.sheet.cell_at(row, column)
        return cell.display if cell else ""


def project_table_of(
    table: Table, book: str, usual: Period | None = None, above: ProjectTable | None = None
) -> ProjectTable | None:
    """The table as one of projects; None where it is none.

    Args:
        table: What recognition found.
        book: The file's name, which may tell the month.
        usual: The month that holds where the sheet names none.
        above: The table before it on its sheet: without a title of its own it goes on with that one.
    """
    goes_on = above is not None and (not table.title or _SECTION.match(tight(table.title)) is not None)
    headed_by = (section_name(table.title),) if goes_on and table.title else ()
    if above is not None and goes_on:
        table = replace(table, title=above.table.title, unit=table.unit or above.table.unit)
    headed = list(headings_of(table))
    meanings = {column: meaning_of(words) for column, words in headed}
    found = {one.what for one in meanings.values() if one}
    if What.NAME not in found or len(found & TELLING) < 2:
        return None
    time, why = time_of(table, book, [words for _, words in headed], usual)
    year = time.year
    month = Period.of_month(year, time.span.last_month) if year and time.span else None
    if month is None and usual is not None and year in {None, usual.year}:
        month, year = usual, usual.year
        why = f"月份：{usual.words}（表上没有写，按给定的）"
    columns = columns_of(table, headed, month, year)
    carried = headed_by or (above.rows[-1].sections if above is not None and goes_on else ())
    rows = tuple(_rows(table, columns, carried))
    if not any(not row.is_sum for row in rows):
        return None
    said = (why, unit_words(columns))
    return ProjectTable(table, columns, rows, month, year, tuple(filter(None, said)))


def _rows(table: Table, columns: Sequence[SheetColumn], carried: tuple[str, ...]) -> Iterator[SheetRow]:
    places = {one.what: one.column for one in reversed(columns) if one.what}
    name_at, code_at, serial_at = places[What.NAME], places.get(What.CODE), places.get(What.SERIAL)
    amounts = [one.column for one in columns if one.what in AMOUNTS]
    texts = [one.column for one in columns if one.what in {What.AGENCY, What.OWNER, What.REGION, What.NATURE}]
    section = ""
    for row in table.rows:
        own = _label(table, row.row, name_at)
        label = own or _label(table, row.row, serial_at) or (row.path[-1] if row.path else "")
        code = _own_text(table, row.row, code_at)
        serial = _own_text(table, row.row, serial_at)
        sections = tuple(section_name(one) for one in row.path[:-1])
        carried = () if sections or section else carried
        sections = sections or carried
        if section and section not in sections:
            sections = (section, *sections)
        is_text = any(_own_text(table, row.row, column) for column in texts)
        kind = _kind_of_sum(own or label, serial, code, is_text=is_text)
        if kind:
            if kind == "section":
                section = section_name(own or label)
                sections = (section,)
            counted = _COUNTED.search(own or label)
            yield SheetRow(
                row.row, label, "", sections, is_sum=True, count=int(counted[1]) if counted else None
            )
        elif own and not _is_heading(own):
            name = heading_word(own) if serial_at else plain_name(heading_word(own))
            yield SheetRow(row.row, name, code, sections)
        elif not own and any(_own_text(table, row.row, column) for column in amounts):
            yield SheetRow(row.row, "", code, sections, is_sum=True)


def _kind_of_sum(label: str, serial: str, code: str, *, is_text: bool) -> str:
    """``sum`` of a subtotal, ``section`` of a heading with sums, "" of a project."""
    plain = tight(label)
    if _SUM.fullmatch(_COUNTED.sub("", plain)) and not code:
        return "sum"
    if code or is_text:
        return ""
    if _HAN_NUMBER.fullmatch(tight(serial)) and serial:
        return "section"
    if _SECTION.match(plain) or _COUNTED.search(plain):
        return "section"
    return ""


def section_name(label: str) -> str:
    """先进制造业基地 of ``一、先进制造业基地（176个）``."""
    bare = _COUNTED.sub("", normalise(label).strip())
    bare = re.sub(r"(?:项目)?(?:小计|合计)$", "", plain_name(_SECTION.sub("", bare).strip()))
    return heading_word(bare).strip("：: ")


def _label(table: Table, row: int, column: int | None) -> str:
    return table.sheet.text_at(row, column).strip() if column else ""


def _own_text(table: Table, row: int, column: int | None) -> str:
    """The text of a cell; of one merged with a label beside it nothing."""
    if column is None:
        return ""
    merge = table.sheet.merge_at(row, column)
    if merge and merge.left != column:
        return ""
    cell = table.sheet.cell_at(row, column)
    return cell.display.strip() if cell else ""


def _is_heading(name: str) -> bool:
    """Whether a row repeats the heading at a page's beginning."""
    meaning = meaning_of([name])
    return meaning is not None and meaning.what is What.NAME
