"""Where the ledger's figures go in an agency's sheet of projects; rows of sums and formulas are left alone."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from wzdesk.db.doors import execute_of
from wzdesk.db.plan_tables import read_file_info, read_regions
from wzdesk.db.projects.read import read_problems, read_projects, read_reports
from wzdesk.db.store import Store
from wzdesk.domain.errors import Refused
from wzdesk.domain.numerals import decimal_of
from wzdesk.domain.period import Frequency, Period
from wzdesk.domain.projects.project import Nature, Stage
from wzdesk.domain.text import normalise
from wzdesk.domain.units import convert, plain
from wzdesk.excel.fill.form_reading import FormReading
from wzdesk.excel.fill.report import CellRef, FillValue
from wzdesk.excel.read.book import BookCell, address
from wzdesk.services.form_placing import FormPlacing, Placement, PlacementState, Unplaced
from wzdesk.services.projects.sheets.cells import MONEY, NotRead, told_in
from wzdesk.services.projects.sheets.claims import RowReader
from wzdesk.services.projects.sheets.figures import ProjectState, Value, same, stored, words_of
from wzdesk.services.projects.sheets.match_names import ProjectNames
from wzdesk.services.projects.sheets.project_table import ProjectTable, SheetRow
from wzdesk.services.projects.sheets.reception import project_tables
from wzdesk.services.projects.sheets.table_columns import SheetColumn
from wzdesk.services.projects.sheets.what import AMOUNTS, OF_MONTH, WORDS, What
from wzdesk.services.receiving.names import RegionNames

_NOT_FILLED = frozenset(
    {What.SERIAL, What.RATE, What.REMARK, What.SPAN, What.LIST, What.DUE, What.SOLVER, What.NAME}
)
_PARTS = frozenset(Frequency) - {Frequency.YEAR, Frequency.YEARS}


def place_figures(store: Store, form: Path, region: str, period: Period, reading: FormReading) -> FormPlacing:
    """Find the cells of a sheet of projects that ask for a figure, and the figures; nothing is written.

    Args:
        store: The open data file.
        form: The agency's workbook.
        region: Code of the region that reports; it is told on the page, the rows say which project is meant.
        period: The month, or a span that ends with it; a whole year leaves the month to the sheet.
        reading: The form as it was read.

    Raises:
        Refused: the sheet is of another month, or neither it nor the period names one.
    """
    assert reading.sheets is not None
    asked = Period.of_month(period.last_year, period.last_month) if period.frequency in _PARTS else None
    tables = project_tables(reading.sheets, asked)
    month = _month_of(tables, asked, period)
    with store.reading() as session:
        execute = execute_of(session)
        is_demo = read_file_info(execute).is_demo
        regions = read_regions(execute)
        names = {one.code: one.name for one in regions}
        if region not in names:
            raise Refused(f"数据文件里没有代码是“{region}”的地区，请核对后再填。")
        projects = {one.code: one for one in read_projects(session)}
        known = ProjectNames(projects.values())
        found_names = RegionNames(regions, region)
        placements: list[Placement] = []
        unplaced: list[Unplaced] = []
        for table in tables:
            reader = RowReader(table, found_names)
            placing = _Placing(table, month, names, reading.percents, reader)
            for row in table.projects:
                match = known.find(
                    row.name, row.code, regions=reader.regions_of(row), field=reader.field_of(row)
                )
                if match.code is None or match.how.needs_consent:
                    unplaced.append(_unplaced(table, row, match.remark or "台账里没有这个项目"))
                    continue
                reports = {one.month: one for one in read_reports(session, match.code)}
                state = ProjectState(projects[match.code], reports, read_problems(session, match.code))
                placements += placing.of(row, state)
    return FormPlacing(form, names[region], month.words, tuple(placements), tuple(unplaced), is_demo)


def month_told(reading: FormReading) -> Period | None:
    """The month that a form of projects names itself; None of any other form."""
    tables = project_tables(reading.sheets) if reading.sheets is not None else ()
    return next((one.month for one in tables if one.month), None)


def _month_of(tables: tuple[ProjectTable, ...], asked: Period | None, period: Period) -> Period:
    """The month of the sheet; one that names another than was asked for is refused."""
    told = next((one.month for one in tables if one.month), None)
    month = asked or told
    if month is None:
        raise Refused("表样上没有写是几月的，请指定月份，如 2024-09；没有填。")
    if told and told != month:
        raise Refused(f"表样是{told.words}的，要填的是{month.words}，请核对；没有填。")
    if month.year != period.last_year:
        raise Refused(f"表样是{month.words}的，要填的是{period.words}，请核对；没有填。")
    return month


def _unplaced(table: ProjectTable, row: SheetRow, reason: str) -> Unplaced:
    column = table.column_of(What.NAME)
    assert column is not None
    return Unplaced(CellRef(table.sheet, address(row.row, column.column)), row.name, reason)


@dataclass(frozen=True, slots=True)
class _Placing:
    table: ProjectTable
    month: Period
    region_words: Mapping[str, str]
    percents: frozenset[CellRef]
    reader: RowReader

    def of(self, row: SheetRow, state: ProjectState) -> Iterator[Placement]:
        """The cells of a project's row."""
        for column in self.table.columns:
            what = column.what
            if (
                what is None
                or what in _NOT_FILLED
                or (what in OF_MONTH and column.month not in {None, self.month})
            ):
                continue
            merge = self.table.table.sheet.merge_at(row.row, column.column)
            if merge is None or (merge.top, merge.left) == (merge.bottom, column.column):
                yield self._placement(row, column, state)

    def _placement(self, row: SheetRow, column: SheetColumn, state: ProjectState) -> Placement:
        assert column.what is not None
        ref = CellRef(self.table.sheet, address(row.row, column.column))
        cell = self.table.table.sheet.cell_at(row.row, column.column)
        value = self._figure(column, state)
        text = words_of(value, self.region_words)
        written, remark = self._written(column, value, text, ref)
        there = cell.display if cell else ""
        placed = self._state(column, cell, value, written, text)
        month = self.month.words if column.what in OF_MONTH else ""
        return Placement(ref, row.name, WORDS[column.what], month, placed, text, written, there, remark)

    def _figure(self, column: SheetColumn, state: ProjectState) -> Value | None:
        what = column.what
        assert what is not None
        if what is What.CODE:
            return state.project.code
        if what is What.BEFORE:
            since, year = (stored(state, one, self.month) for one in (What.SINCE, What.YEAR))
            return since - year if isinstance(since, Decimal) and isinstance(year, Decimal) else None
        year_only = column.year is not None and column.year != self.month.year
        time = Period.of_year(column.year) if year_only and column.year else self.month
        return stored(state, what, time)

    def _written(
        self, column: SheetColumn, value: Value | None, text: str, ref: CellRef
    ) -> tuple[FillValue, str]:
        """What is written, in the sheet's unit; and what there is to remark."""
        if value is None:
            what = column.what
            said = "没有未解决的问题" if what is What.PROBLEM else f"没有{self.month.words}的数"
            return None, said if what in OF_MONTH else "台账里没有填"
        if not isinstance(value, Decimal):
            return (value.value if isinstance(value, Nature | Stage) else text), ""
        if column.what in AMOUNTS and column.unit != MONEY:
            amount = convert(value, MONEY, column.unit)
            assert amount is not None  # a unit of money
            return amount, f"{plain(value)}{MONEY}换成 {plain(amount)}{column.unit}"
        if column.what is What.PERCENT and ref in self.percents:
            return value.scaleb(-2), f"这一格按百分比显示，写入 {plain(value.scaleb(-2))}"
        return value, ""

    def _state(
        self, column: SheetColumn, cell: BookCell | None, value: Value | None, written: FillValue, text: str
    ) -> PlacementState:
        there = cell.display.strip() if cell else ""
        if cell is not None and cell.is_formula:
            return PlacementState.FORMULA
        if value is None or written is None:
            return PlacementState.KEPT if there else PlacementState.MISSING
        if not there or cell is None:
            return PlacementState.FILL
        if column.what is What.REGION:
            is_same = tuple(self.reader.regions_in(there)) == value
        else:
            is_same = _says(column, cell, there, value, text)
        return PlacementState.SAME if is_same else PlacementState.KEPT


def _says(column: SheetColumn, cell: BookCell, there: str, value: Value, text: str) -> bool:
    """Whether a cell tells the stored figure already, in its own words."""
    if normalise(there) == normalise(text):
        return True
    assert column.what is not None
    if column.what is What.BEFORE:
        number = decimal_of(normalise(there))
        return number is not None and convert(number, column.unit, MONEY) == value
    try:
        told = told_in(column.what, cell, there, column.unit)
    except NotRead:
        return False
    return any(same(one, value) for _, one, _ in told)
