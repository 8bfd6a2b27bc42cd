"""Filling an agency's own form: rows by name, columns by their words, numbers from the plan and observations."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

from wzdesk.db.catalogue import indicators
from wzdesk.db.doors import execute_of
from wzdesk.db.observations import observation
from wzdesk.db.plan_tables import read_file_info, read_plan_table, read_plans, read_regions
from wzdesk.db.store import Store
from wzdesk.domain.assess import indicator_named
from wzdesk.domain.demo import DEMO_MARK
from wzdesk.domain.errors import Refused
from wzdesk.domain.indicator import Indicator
from wzdesk.domain.observation import Measure, Observation, ObservationKey
from wzdesk.domain.period import Frequency, Period, period_of_code, read_period
from wzdesk.domain.plan import PlanPart, PlanSummary
from wzdesk.domain.plan_table import PlanTable
from wzdesk.domain.text import normalise
from wzdesk.domain.units import parse_unit, plain
from wzdesk.excel.fill.form_reading import FormReading
from wzdesk.excel.fill.other_formats import fill_any
from wzdesk.excel.fill.report import CellRef, FillReport, FillValue
from wzdesk.excel.read.headings import Role
from wzdesk.excel.read.plan_tables import FoundCell, FoundColumn, FoundRow, FoundTable
from wzdesk.services.form_figures import (
    Figure,
    in_form,
    reported_figure,
    says_the_same,
    target_figure,
    unit_asked,
)
from wzdesk.services.form_placing import FormPlacing, Placement, PlacementState, Unplaced
from wzdesk.services.import_fit import title_of
from wzdesk.services.match_plan_rows import Match, match_rows
from wzdesk.services.projects.sheets.place_figures import place_figures
from wzdesk.services.projects.sheets.reception import project_tables
from wzdesk.services.read_form import read_form

_MEASURES = {Role.LEVEL: Measure.LEVEL, Role.GROWTH: Measure.GROWTH, Role.CHANGE: Measure.CHANGE}
_LAST_YEAR = re.compile(r"(?:上年|去年)(?:同期)?(?:累计)?(?:绝对值|数|实绩|完成)?$|^同期(?:数|绝对值)?$")
_SINGLE_MONTH = re.compile(r"(?:(?<![-—~至到\d])([1-9]\d?)月份?)?[当本]月")
_THIS_MONTH = re.compile(r"(?:\d{1,2}月份?)?[当本]月(?:数|完成|完成数)?")
_BRACKET = re.compile(r"[(（][^()（）]{1,12}[)）]$")
_YEAR_IN_TITLE = re.compile(r"(?<!\d)((?:19|20)\d{2})\s*年")
_PART_OF_REGION = re.compile(r"其中|本级|市区|市直|直属")
"""Words over a column that asks for a part of the region, which is not what is stored for the whole."""
_GROWTH_NAME = re.compile(r"(?:增速|增幅|增长率|增长)(?:[(（][^()（）]*[)）])?$")
_DEMO_NOTE = f"数据文件{DEMO_MARK}，填好的表只供演示，不能上报。"
Find = Callable[[ObservationKey], Observation | None]


def place_numbers(
    store: Store, form: Path, region: str, period: str, reading: FormReading | None = None
) -> FormPlacing:
    """Find the cells of a form that ask for a figure, and the figures; nothing is written.

    Args:
        store: The open data file.
        form: The agency's workbook, of any kind that ``fill_any`` takes.
        region: Code of the region that reports.
        period: Code or words of the period the form is for (``2023``, ``2024-01/09``).
        reading: The form as it was read already; else a child process reads it.

    Raises:
        WzdeskError: not a workbook, no table in it, no such region or period; nothing was changed.
    """
    span = period_of_code(period) or read_period(period)
    if span is None:
        raise Refused(f"期别“{period}”不认识，请写成 2023、2024-01/09 这样。")
    reading = reading or read_form(form)
    if reading.sheets is not None and project_tables(reading.sheets):
        return place_figures(store, form, region, span, reading)
    if not reading.tables:
        raise Refused(
            f"“{form.name}”里没有找到有“指标”或“项目名称”表头的表，没有填；请核对是不是要填的表样。"
        )
    with store.reading() as session:
        execute = execute_of(session)
        names = {one.code: one.name for one in read_regions(execute)}
        if region not in names:
            raise Refused(f"数据文件里没有代码是“{region}”的地区，请核对后再填。")
        plan = _plan_of(read_plans(execute), span)
        table = read_plan_table(execute, plan, region) if plan else None
        catalogue = {one.code: one for one in indicators(session)}
        is_demo = read_file_info(execute).is_demo
        placing = _Placing(
            region, span, table, catalogue, lambda key: observation(execute, key), reading.percents
        )
        found = [placing.of(each) for each in reading.tables]
    return FormPlacing(
        form,
        names[region],
        span.words,
        tuple(one for placements, _ in found for one in placements),
        tuple(one for _, unplaced in found for one in unplaced),
        is_demo,
    )


def write_form(placing: FormPlacing, out: Path) -> FillReport:
    """Write what is to be filled, and nothing else; the result goes to ``target_of(placing.form, out)``.

    A form has no place for a mark of ours, so the report tells that invented figures went into it.

    Raises:
        CannotFill: a cell or the file does not allow it; nothing was written.
    """
    report = fill_any(placing.form, {one.ref: one.value for one in placing.to_fill}, out)
    return replace(report, notes=(*report.notes, _DEMO_NOTE)) if placing.is_demo else report


def _plan_of(plans: list[PlanSummary], span: Period) -> str:
    """The plan whose rows a form of this period has: the year's, else the one of several years."""
    within = [one for one in plans if one.first_year <= span.last_year <= one.last_year]
    exact = [one for one in within if (one.first_year, one.last_year) == (span.year, span.last_year)]
    narrow = sorted(exact or within, key=lambda one: one.last_year - one.first_year)
    return narrow[0].code if narrow else ""


@dataclass(frozen=True, slots=True)
class _Subject:
    """What a row of the form is about: an indicator, in the unit it is stored in, and its plan row.

    ``is_growth`` marks a row that asks for an indicator's growth by its name: 固定资产投资增速.
    """

    indicator: str
    name: str
    unit: str
    part: PlanPart | None
    is_growth: bool = False


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
    percents: Collection[CellRef]

    def of(self, found: FoundTable) -> tuple[list[Placement], list[Unplaced]]:
        """The places of one table, row by row."""
        year = _YEAR_IN_TITLE.search(normalise(title_of(found)))
        wanted = [
            (column, asked)
            for column in found.columns
            if (asked := self._wanted(column, int(year[1]) if year else self.period.last_year))
        ]
        placements: list[Placement] = []
        unplaced: list[Unplaced] = []
        for row, subject in self._subjects(found):
            if isinstance(subject, str):
                unplaced += _unplaced(found, row, subject)
                continue
            for column, asked in wanted:
                cell = row.cells.get(column.column)
                if cell is not None and not cell.from_above:
                    placements.append(self._placement(found, row, column, subject, asked))
        return placements, unplaced

    def _subjects(self, found: FoundTable) -> Iterator[tuple[FoundRow, _Subject | str]]:
        """Each row with its indicator, or why there is none."""
        matches = match_rows(found.rows, self.table) if self.table else []
        for index, row in enumerate(found.rows):
            yield row, self._subject(row, matches[index] if matches else None)

    def _subject(self, row: FoundRow, match: Match | None) -> _Subject | str:
        """By its names alone: a row that only its number speaks for is told, not filled."""
        name = row.label(Role.PART) or row.label(Role.NAME)
        if match and match.row and not match.remark:
            part = match.row.part
            printed = part.name or match.row.item.name
            return _Subject(part.indicator, printed, part.unit, part, _adds_growth(name, printed))
        code = self._code_named(name)
        if code:
            known, only = self.catalogue[code], self._only_part(code)
            unit = only.unit if only else known.unit
            return _Subject(code, known.name, unit, only, _adds_growth(name, known.name))
        if match and match.row:
            return f"{match.remark}，名称对不上，没有填"
        return (match.remark if match else "") or "计划和指标目录里没有这个名称"

    def _code_named(self, name: str) -> str | None:
        """The indicator of a name, as printed or without the unit in brackets behind it."""
        plain_name = name.lstrip("#＃ ").removeprefix("其中：")
        without = _BRACKET.sub("", plain_name)
        unit = plain_name.removeprefix(without).strip("()（）")
        names = [plain_name, *([without] if without and parse_unit(unit) else [])]
        codes = (indicator_named(self.catalogue, one) for one in names if one)
        return next(filter(None, codes), None)

    def _only_part(self, code: str) -> PlanPart | None:
        """The plan's row of an indicator, where it has one and no other."""
        parts = [row.part for row in self.table.rows() if row.part.indicator == code] if self.table else []
        return parts[0] if len(parts) == 1 else None

    def _wanted(self, column: FoundColumn, year: int) -> _Wanted | None:
        """What a column asks for and of which time; None where it asks for no figure of ours."""
        heading = column.heading
        if _PART_OF_REGION.search(heading.text):
            return None
        if heading.role in {Role.TARGET, Role.RATE_TARGET}:
            fits = not heading.years or self.period.last_year in heading.years
            return _Wanted(heading.role) if fits else None
        if heading.role in _MEASURES:
            return _Wanted(heading.role, self._time_of(column, year))
        lowest = heading.words[-1] if heading.words else ""
        if heading.role is Role.OTHER and _LAST_YEAR.search(lowest):
            return _Wanted(Role.LEVEL, self.period.year_before)
        if heading.role is Role.OTHER and _THIS_MONTH.fullmatch(lowest):
            return _Wanted(Role.LEVEL, self._time_of(column, year))
        return None

    def _time_of(self, column: FoundColumn, year: int) -> Period:
        heading = column.heading
        which = next(iter(heading.years)) if len(heading.years) == 1 else year
        if single := _SINGLE_MONTH.search(heading.text):
            month = int(single[1] or self.period.last_month)
            return Period.of_month(self.period.last_year, month if month <= 12 else self.period.last_month)
        if heading.period and (named := read_period(heading.period, which)):
            return named
        if len(heading.years) == 1 and which != self.period.last_year:
            return Period.of_year(which)
        return self.period

    def _placement(
        self, found: FoundTable, row: FoundRow, column: FoundColumn, subject: _Subject, asked: _Wanted
    ) -> Placement:
        cell = row.cells[column.column]
        ref = CellRef(found.sheet, cell.address)
        figure = self._figure(subject, asked)
        value, remark = in_form(figure, self._unit(found, row, column, figure, asked))
        if not figure.text:
            value, remark = None, figure.why
        state = _state(cell, figure.text, value)
        if state is PlacementState.FILL and isinstance(value, Decimal) and ref in self.percents:
            value, remark = _as_percent(value, figure.unit, remark)
            state = state if value is not None else PlacementState.MISSING
        period = asked.period.words if asked.period else ""
        return Placement(
            ref, subject.name, column.heading.text, period, state, figure.text, value, cell.text, remark
        )

    def _unit(
        self, found: FoundTable, row: FoundRow, column: FoundColumn, figure: Figure, asked: _Wanted
    ) -> str:
        """The unit in which the form wants a level or a target; other figures are in per cent everywhere."""
        if asked.role not in {Role.LEVEL, Role.TARGET}:
            return figure.unit
        return unit_asked(found, column, row, figure.unit)

    def _figure(self, subject: _Subject, asked: _Wanted) -> Figure:
        if asked.period is None:
            return self._target(subject, asked.role)
        is_growth = subject.is_growth and asked.role is Role.LEVEL
        measure = Measure.GROWTH if is_growth else _MEASURES[asked.role]
        for period in _same_spans(asked.period):
            found = self._stored(subject.indicator, period, measure)
            if found is not None:
                return reported_figure(found, subject.unit if measure is Measure.LEVEL else "%", measure)
        return Figure(why=f"没有{asked.period.words}的数")

    def _stored(self, indicator: str, period: Period, measure: Measure) -> Observation | None:
        """A growth column takes the change where no growth was reported: 2.1个百分点 under 增速."""
        found = self.find(ObservationKey(self.region, indicator, period, measure))
        if found is None and measure is Measure.GROWTH:
            found = self.find(ObservationKey(self.region, indicator, period, Measure.CHANGE))
        return found if found and found.quantity.text.strip() else None

    def _target(self, subject: _Subject, role: Role) -> Figure:
        if subject.part is None:
            return target_figure("", "")
        is_level = role is Role.TARGET
        return target_figure(
            subject.part.target if is_level else subject.part.rate_target,
            subject.unit if is_level else "%",
        )


def _adds_growth(name: str, known: str) -> bool:
    """Whether a row's name is an indicator's with 增速 behind it."""
    return bool(_GROWTH_NAME.search(normalise(name)) and not _GROWTH_NAME.search(normalise(known)))


def _as_percent(value: Decimal, unit: str, remark: str) -> tuple[Decimal | None, str]:
    """A figure for a cell that shows percentages: 7.6 is written 0.076 and shows as 7.6%."""
    if unit != "%":
        return None, f"这一格按百分比显示，存的数按{unit or '无单位'}，请核对表样"
    told = f"这一格按百分比显示，写入 {plain(value / 100)}，显示 {plain(value)}%"
    return value / 100, "；".join(filter(None, (remark, told)))


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


def _state(cell: FoundCell, text: str, value: FillValue) -> PlacementState:
    there = cell.text.strip()
    if cell.cell is not None and cell.cell.is_formula:
        return PlacementState.FORMULA
    if value is None:
        return PlacementState.MISSING if not there else PlacementState.KEPT
    if not there:
        return PlacementState.FILL
    return PlacementState.SAME if says_the_same(there, text, value) else PlacementState.KEPT


def _unplaced(found: FoundTable, row: FoundRow, reason: str) -> list[Unplaced]:
    name = row.label(Role.PART) or row.label(Role.NAME)
    cell = next((one for one in row.cells.values() if name and one.text == name), None)
    return [Unplaced(CellRef(found.sheet, cell.address), name, reason)] if cell else []
