"""What the cells of a project's row claim: a figure of a project each, or the reason why a cell was not taken."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from wzdesk.domain.demo import DEMO_WORD
from wzdesk.domain.period import Period
from wzdesk.domain.projects.when import read_when
from wzdesk.domain.text import normalise
from wzdesk.domain.units import plain
from wzdesk.excel.read.book import BookCell, address
from wzdesk.reports.projects.ledger_sheet import NO_FIELD
from wzdesk.services.projects.sheets.cells import MONEY, NotRead, Told, amount_in, told_in
from wzdesk.services.projects.sheets.figures import NEEDS_MONTH, ToldProblem, Value
from wzdesk.services.projects.sheets.project_table import ProjectTable, SheetRow
from wzdesk.services.projects.sheets.table_columns import SheetColumn
from wzdesk.services.projects.sheets.what import AMOUNTS, What
from wzdesk.services.projects.sheets.words import nature_in, problems_in, says_nothing
from wzdesk.services.receiving.claims import NotTaken
from wzdesk.services.receiving.names import How, RegionNames


@dataclass(frozen=True, slots=True)
class FigureKey:
    """Which figure of which project, of which month or year."""

    project: str
    what: What
    time: Period | None


@dataclass(frozen=True, slots=True)
class ProjectClaim:
    """A cell's word on one figure; ``text`` is what the cell shows, ``value`` what it means (amounts in 万元)."""

    sheet: str
    cell: str
    row: int
    column: int
    key: FigureKey
    text: str
    value: Value
    how: How
    remark: str = ""
    is_new: bool = False
    """The project is not in the ledger yet."""


@dataclass(frozen=True, slots=True)
class RowReader:
    """Reads the rows of one table; each cell becomes a claim or a reason."""

    table: ProjectTable
    regions: RegionNames

    def regions_of(self, row: SheetRow) -> tuple[str, ...]:
        """The codes of the regions that a row names; () where it names none that is known."""
        column = self.table.column_of(What.REGION)
        text = self.table.text(row.row, column.column) if column else ""
        return tuple(self.regions_in(text)) if text.strip() else ()

    def field_of(self, row: SheetRow) -> str:
        """The field in which a row stands, by its column or by the heading above it."""
        column = self.table.column_of(What.FIELD)
        own = normalise(self.table.text(row.row, column.column)) if column else ""
        return own or next((one for one in row.sections if self._is_field(one)), "")

    def _is_field(self, section: str) -> bool:
        return (
            bool(section)
            and section != NO_FIELD
            and nature_in(section) is None
            and not self.regions_in(section)
        )

    def regions_in(self, text: str) -> list[str]:
        """The codes of all regions of a text; [] where one of them is unknown."""
        codes, unknown = self.regions.listed(text)
        return [] if unknown else list(codes)

    def read(
        self, row: SheetRow, project: str, how: How, remark: str, *, is_new: bool
    ) -> Iterator[ProjectClaim | NotTaken]:
        """What the cells of a row claim of a project."""
        for column in self.table.columns:
            told = self._cell(row, column)
            if told is None:
                continue
            if isinstance(told, NotTaken):
                yield told
                continue
            for what, value, said in told:
                key = FigureKey(project, what, self._time(what, column))
                words = "；".join(filter(None, (said, remark if what is What.NAME else "")))
                yield self._claim(row, column, key, value, how, words, is_new=is_new)
        yield from self._of_sections(row, project, how, is_new=is_new)
        yield from self._since(row, project, how, is_new=is_new)

    def _claim(
        self,
        row: SheetRow,
        column: SheetColumn,
        key: FigureKey,
        value: Value,
        how: How,
        remark: str,
        *,
        is_new: bool,
    ) -> ProjectClaim:
        sure = how if column.is_sure or not how.is_sure else How.ASSUMED
        text = self.table.text(row.row, column.column).strip()
        place = address(row.row, column.column)
        return ProjectClaim(
            self.table.sheet, place, row.row, column.column, key, text, value, sure, remark, is_new
        )

    def _time(self, what: What, column: SheetColumn) -> Period | None:
        if what in {What.PLAN, What.NATURE}:
            return self.plan_time(column.year)
        if what is What.LIST:
            return self.plan_time(self.table.year)
        return column.month

    def plan_time(self, year: int | None) -> Period | None:
        """The month in which a plan of a year is told; the year as a whole where the sheet is of no month of it."""
        month = self.table.month
        if year is None:
            return None
        return month if month and month.year == year else Period.of_year(year)

    def _cell(self, row: SheetRow, column: SheetColumn) -> Told | NotTaken | None:
        """What one cell says: figures with remarks, a reason, or nothing."""
        sheet = self.table.table.sheet
        cell = sheet.cell_at(row.row, column.column)
        text = cell.display.strip() if cell else ""
        what = column.what
        if (
            not text
            or cell is None
            or what in {What.SERIAL, What.CODE, What.SOLVER, What.DUE, What.BEFORE, What.RATE}
        ):
            return None
        if what is What.REMARK and text == DEMO_WORD:
            return None  # our own mark on an invented project
        if what is None or what is What.REMARK:
            return self._not(row, column, text, column.why_not or "备注没有收")
        if what is What.NAME:
            return [(what, row.name, "")]
        merge = sheet.merge_at(row.row, column.column)
        if merge and merge.top != merge.bottom and what in AMOUNTS:
            return (
                self._not(row, column, text, "几个项目合用一格，不知道各是多少")
                if merge.top == row.row
                else None
            )
        try:
            told = self._value(row, column, cell, text)
        except NotRead as reason:
            return self._not(row, column, text, str(reason), to_mend=True)
        if not told:
            return None
        return self._in_time(row, column, told, text)

    def _in_time(self, row: SheetRow, column: SheetColumn, told: Told, text: str) -> Told | NotTaken:
        what = told[0][0]
        if what in NEEDS_MONTH and column.month is None:
            return self._not(row, column, text, "没有写是哪年哪月的数，请指定月份")
        if what in {What.PLAN, What.NATURE, What.LIST} and self._time(what, column) is None:
            return self._not(row, column, text, "没有写是哪一年的，请指定月份")
        return told

    def _not(
        self, row: SheetRow, column: SheetColumn, text: str, reason: str, *, to_mend: bool = False
    ) -> NotTaken:
        return NotTaken(self.table.sheet, address(row.row, column.column), text, reason, to_mend)

    def _value(self, row: SheetRow, column: SheetColumn, cell: BookCell, text: str) -> Told:
        """The figures of a cell; [] where it says that there is none."""
        what = column.what
        assert what is not None
        if what is What.PROBLEM:
            return self._problems(row, text)
        if what is What.REGION and not says_nothing(text):
            return self._region(text)
        return told_in(what, cell, text, column.unit)

    def _region(self, text: str) -> Told:
        found = self.regions_in(text)
        if not found:
            raise NotRead(f"数据文件里没有叫“{text}”的地区")
        return [(What.REGION, tuple(found), "")]

    def _problems(self, row: SheetRow, text: str) -> Told:
        solver, due = self._beside(row, What.SOLVER), self._beside(row, What.DUE)
        day = read_when(due) if due else None
        told = tuple(
            ToldProblem(one, "" if says_nothing(solver) else solver, day.last if day else None)
            for one in problems_in(text)
        )
        remark = f"时限“{due}”不是日期，没有收" if due and not day and not says_nothing(due) else ""
        return [(What.PROBLEM, told, remark)] if told else []

    def _beside(self, row: SheetRow, what: What) -> str:
        column = self.table.column_of(what)
        return self.table.text(row.row, column.column).strip() if column else ""

    def _of_sections(self, row: SheetRow, project: str, how: How, *, is_new: bool) -> Iterator[ProjectClaim]:
        """What the headings above a row say of it, where no column does: its field, nature or region."""
        name = self.table.column_of(What.NAME)
        assert name is not None
        for section in row.sections:
            regions = self.regions_in(section)
            nature = nature_in(section)
            if section == NO_FIELD:
                continue
            what: What
            value: Value
            if nature is not None:
                what, value = What.NATURE, nature
            elif regions:
                what, value = What.REGION, tuple(regions)
            else:
                what, value = What.FIELD, section
            time = self.plan_time(self.table.year) if what is What.NATURE else None
            if self.table.column_of(what) or (what is What.NATURE and time is None):
                continue
            made = self._claim(
                row, name, FigureKey(project, what, time), value, how, "按上面的标题", is_new=is_new
            )
            yield replace(made, text=section)

    def _since(self, row: SheetRow, project: str, how: How, *, is_new: bool) -> Iterator[ProjectClaim]:
        """Since the start: what was done before the year and in it, where the sheet does not add them up itself."""
        before, year = self.table.column_of(What.BEFORE), self.table.column_of(What.YEAR)
        if not before or not year or not year.month or self.table.column_of(What.SINCE):
            return
        told = [amount_of(self.table, row.row, column) for column in (before, year)]
        if told[0] is None or told[1] is None:
            return
        key = FigureKey(project, What.SINCE, year.month)
        remark = f"{plain(told[0])} 加 {plain(told[1])}（{MONEY}）"
        yield self._claim(row, before, key, told[0] + told[1], how, remark, is_new=is_new)


def amount_of(table: ProjectTable, row: int, column: SheetColumn) -> Decimal | None:
    """The amount of a cell in 万元; None where it holds none."""
    cell = table.table.sheet.cell_at(row, column.column)
    text = cell.display.strip() if cell else ""
    if cell is None or not text or column.what is None:
        return None
    try:
        told = amount_in(column.what, cell, text, column.unit)
    except NotRead:
        return None
    value = told[0][1] if told else None
    return value if isinstance(value, Decimal) else None
