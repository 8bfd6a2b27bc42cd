"""Filling an agency's own form: rows by name, columns by their words, numbers from the plan and observations."""

import re
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from wzdesk.db.catalogue import indicators
from wzdesk.db.doors import execute_of
from wzdesk.db.observations import observation
from wzdesk.db.plan_tables import read_plan_table, read_plans, read_regions
from wzdesk.db.store import Store
from wzdesk.domain.assess import indicator_named
from wzdesk.domain.errors import Refused
from wzdesk.domain.indicator import Indicator
from wzdesk.domain.numerals import decimal_of
from wzdesk.domain.observation import Measure, Observation, ObservationKey
from wzdesk.domain.period import Frequency, Period, period_of_code, read_period
from wzdesk.domain.plan import PlanPart, PlanSummary
from wzdesk.domain.plan_table import PlanTable
from wzdesk.domain.quantity_reading import plain_unit
from wzdesk.domain.text import normalise
from wzdesk.domain.units import convert, plain, same_unit
from wzdesk.excel.fill.other_formats import as_workbook, fill_any
from wzdesk.excel.fill.report import CellRef, FillReport, FillValue
from wzdesk.excel.read.headings import Role
from wzdesk.excel.read.plan_tables import FoundCell, FoundColumn, FoundRow, FoundTable, find_plan_tables
from wzdesk.excel.read.reader import read_book
from wzdesk.services.form_placing import FormPlacing, Placement, PlacementState, Unplaced
from wzdesk.services.import_fit import title_of
from wzdesk.services.match_plan_rows import match_rows

_MEASURES = {Role.LEVEL: Measure.LEVEL, Role.GROWTH: Measure.GROWTH, Role.CHANGE: Measure.CHANGE}
_LAST_YEAR = re.compile(r"(?:上年|去年)(?:同期)?(?:累计)?(?:绝对值|数|实绩|完成)?$|^同期(?:数|绝对值)?$")
_SINGLE_MONTH = re.compile(r"[当本]月")
_YEAR_IN_TITLE = re.compile(r"(?<!\d)((?:19|20)\d{2})\s*年")
Find = Callable[[ObservationKey], Observation | None]


def place_numbers(store: Store, form: Path, region: str, period: str) -> FormPlacing:
    """Find the cells of a form that ask for a figure, and the figures; nothing is written.

    Args:
        store: The open data file.
        form: The agency's workbook, of any kind that ``fill_any`` takes.
        region: Code of the region that reports.
        period: Code or words of the period the form is for (``2023``, ``2024-01/09``).

    Raises:
        WzdeskError: not a workbook, no table in it, no such region or period; nothing was changed.
    """
    span = period_of_code(period) or read_period(period)
    if span is None:
        raise Refused(f"期别“{period}”不认识，请写成 2023、2024-01/09 这样。")
    tables = _tables_of(form)
    if not tables:
        raise Refused(f"“{form.name}”里没有找到有“指标”表头的表，没有填；请核对是不是要填的表样。")
    with store.reading() as session:
        execute = execute_of(session)
        names = {one.code: one.name for one in read_regions(execute)}
        if region not in names:
            raise Refused(f"数据文件里没有代码是“{region}”的地区，请核对后再填。")
        plan = _plan_of(read_plans(execute), span)
        table = read_plan_table(execute, plan, region) if plan else None
        catalogue = {one.code: one for one in indicators(session)}
        placing = _Placing(region, span, table, catalogue, lambda key: observation(execute, key))
        found = [placing.of(each) for each in tables]
    return FormPlacing(
        form,
        names[region],
        span.words,
        tuple(one for placements, _ in found for one in placements),
        tuple(one for _, unplaced in found for one in unplaced),
    )


def _tables_of(form: Path) -> list[FoundTable]:
    with tempfile.TemporaryDirectory() as folder:
        return find_plan_tables(read_book(as_workbook(form, Path(folder))))


def write_form(placing: FormPlacing, out: Path) -> FillReport:
    """Write what is to be filled, and nothing else; the result goes to ``target_of(placing.form, out)``.

    Raises:
        CannotFill: a cell or the file does not allow it; nothing was written.
    """
    return fill_any(placing.form, {one.ref: one.value for one in placing.to_fill}, out)


def _plan_of(plans: list[PlanSummary], span: Period) -> str:
    """The plan whose rows a form of this period has: the year's, else the one of several years."""
    within = [one for one in plans if one.first_year <= span.last_year <= one.last_year]
    exact = [one for one in within if (one.first_year, one.last_year) == (span.year, span.last_year)]
    narrow = sorted(exact or within, key=lambda one: one.last_year - one.first_year)
    return narrow[0].code if narrow else ""


@dataclass(frozen=True, slots=True)
class _Subject:
    """What a row of the form is about: an indicator, in the unit it is stored in, and its plan row."""

    indicator: str
    name: str
    unit: str
    part: PlanPart | None


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What a column of the form asks for."""

    role: Role
    period: Period | None = None


@dataclass(frozen=True, slots=True)
class _Placing:
    region: str
    period: Period
    table: PlanTable | None
    catalogue: Mapping[str, Indicator]
    find: Find

    def of(self, found: FoundTable) -> tuple[list[Placement], list[Unplaced]]:
        """The places of one table, row by row."""
        year = _YEAR_IN_TITLE.search(normalise(title_of(found)))
        wanted = {
            column.column: asked
            for column in found.columns
            if (asked := self._wanted(column, int(year[1]) if year else self.period.last_year))
        }
        headings = {column.column: column.heading.text for column in found.columns}
        placements: list[Placement] = []
        unplaced: list[Unplaced] = []
        for row, subject in self._subjects(found):
            if isinstance(subject, str):
                unplaced += _unplaced(found, row, subject)
                continue
            for column, asked in wanted.items():
                cell = row.cells.get(column)
                if cell is not None and not cell.from_above:
                    ref = CellRef(found.sheet, cell.address)
                    placements.append(self._placement(ref, headings[column], row, cell, subject, asked))
        return placements, unplaced

    def _subjects(self, found: FoundTable) -> Iterator[tuple[FoundRow, _Subject | str]]:
        """Each row with its indicator, or why there is none."""
        matches = match_rows(found.rows, self.table) if self.table else []
        for index, row in enumerate(found.rows):
            match = matches[index] if matches else None
            if match and match.row:
                part = match.row.part
                yield row, _Subject(part.indicator, part.name or match.row.item.name, part.unit, part)
                continue
            name = row.label(Role.PART) or row.label(Role.NAME)
            code = (
                indicator_named(self.catalogue, name.lstrip("#＃ ").removeprefix("其中：")) if name else None
            )
            if code:
                known = self.catalogue[code]
                yield row, _Subject(code, known.name, known.unit, None)
            else:
                yield row, (match.remark if match else "") or "计划和指标目录里没有这个名称"

    def _wanted(self, column: FoundColumn, year: int) -> _Wanted | None:
        """What a column asks for and of which time; None where it asks for no figure of ours."""
        heading = column.heading
        if heading.role in {Role.TARGET, Role.RATE_TARGET}:
            fits = not heading.years or self.period.last_year in heading.years
            return _Wanted(heading.role) if fits else None
        if heading.role in _MEASURES:
            return _Wanted(heading.role, self._time_of(column, year))
        if heading.role is Role.OTHER and _LAST_YEAR.search(heading.words[-1] if heading.words else ""):
            return _Wanted(Role.LEVEL, self.period.year_before)
        return None

    def _time_of(self, column: FoundColumn, year: int) -> Period:
        heading = column.heading
        which = next(iter(heading.years)) if len(heading.years) == 1 else year
        if _SINGLE_MONTH.search(heading.text):
            return Period.of_month(self.period.last_year, self.period.last_month)
        if heading.period and (named := read_period(heading.period, which)):
            return named
        if len(heading.years) == 1 and which != self.period.last_year:
            return Period.of_year(which)
        return self.period

    def _placement(
        self, ref: CellRef, heading: str, row: FoundRow, cell: FoundCell, subject: _Subject, asked: _Wanted
    ) -> Placement:
        text, own_unit, why = self._figure(subject, asked)
        unit = row.label(Role.UNIT) if asked.role is Role.LEVEL else own_unit
        value, remark = _in_form(text, own_unit, unit) if text else (None, why)
        state = _state(cell, text, value)
        period = asked.period.words if asked.period else ""
        return Placement(ref, subject.name, heading, period, state, text, value, cell.text, remark)

    def _figure(self, subject: _Subject, asked: _Wanted) -> tuple[str, str, str]:
        """The text as reported, the unit it is in, and why there is none."""
        if asked.period is None:
            return self._target(subject, asked.role), subject.unit, "没有定目标"
        measure = _MEASURES[asked.role]
        for period in _same_spans(asked.period):
            found = self._stored(subject.indicator, period, measure)
            if found is not None:
                unit = subject.unit if measure is Measure.LEVEL else "%"
                return found.quantity.text, unit, ""
        return "", subject.unit, f"没有{asked.period.words}的数"

    def _stored(self, indicator: str, period: Period, measure: Measure) -> Observation | None:
        """A growth column takes the change where no growth was reported: 2.1个百分点 under 增速."""
        found = self.find(ObservationKey(self.region, indicator, period, measure))
        if found is None and measure is Measure.GROWTH:
            found = self.find(ObservationKey(self.region, indicator, period, Measure.CHANGE))
        return found if found and found.quantity.text.strip() else None

    def _target(self, subject: _Subject, role: Role) -> str:
        if subject.part is None:
            return ""
        return subject.part.target if role is Role.TARGET else subject.part.rate_target


def _same_spans(period: Period) -> list[Period]:
    """The ways to store the same months: 上半年 and 1—6月, 全年 and 1—12月."""
    found = [period]
    if period.frequency is Frequency.MONTH or period.frequency is Frequency.YEARS or period.month != 1:
        return found
    found += [Period.to_month(period.year, period.last_month)]
    if period.last_month == 12:
        found.append(Period.of_year(period.year))
    elif period.last_month == 6:
        found.append(Period.of_half(period.year, 1))
    elif period.last_month == 3:
        found.append(Period.of_quarter(period.year, 1))
    return list(dict.fromkeys(found))


def _in_form(text: str, own: str, form_unit: str) -> tuple[FillValue, str]:
    """What is written: a plain number as number, in the form's unit; anything else as its text."""
    number = decimal_of(normalise(text))
    unit = plain_unit(form_unit)
    if not unit or not plain_unit(own) or same_unit(unit, own):
        return (number if number is not None else text), ""
    if number is None:
        return None, f"表样按{form_unit}，存的“{text}”按{own}，不是单个的数，换不了单位"
    converted = convert(number, own, unit)
    if converted is None:
        return None, f"表样按{form_unit}，存的按{own}，换不了单位"
    return converted, f"{text}{own}换成 {plain(converted)}{form_unit}"


def _state(cell: FoundCell, text: str, value: FillValue) -> PlacementState:
    there = cell.text.strip()
    if cell.cell is not None and cell.cell.is_formula:
        return PlacementState.FORMULA
    if value is None:
        return PlacementState.MISSING if not there else PlacementState.KEPT
    if not there:
        return PlacementState.FILL
    number = decimal_of(normalise(there))
    same = there == str(value).strip() or there == text.strip() or (number is not None and number == value)
    return PlacementState.SAME if same else PlacementState.KEPT


def _unplaced(found: FoundTable, row: FoundRow, reason: str) -> list[Unplaced]:
    name = row.label(Role.PART) or row.label(Role.NAME)
    cell = next((one for one in row.cells.values() if name and one.text == name), None)
    return [Unplaced(CellRef(found.sheet, cell.address), name, reason)] if cell else []
