"""From a recognised table to the observations that its cells claim; nothing is guessed silently."""

from dataclasses import dataclass, field, replace
from typing import NamedTuple

from wzdesk.domain.cell_reading import read_observation
from wzdesk.domain.figure_phrase import is_share
from wzdesk.domain.indicator import Indicator
from wzdesk.domain.numerals import decimal_of
from wzdesk.domain.observation import Measure, ObservationKey, ObsStatus, natural_status
from wzdesk.domain.period import Period
from wzdesk.domain.quantity import Availability, Basis, Quantity
from wzdesk.domain.quantity_reading import plain_unit
from wzdesk.domain.quantity_words import number_words, with_unit
from wzdesk.domain.text import normalise
from wzdesk.domain.units import same_unit
from wzdesk.excel.read.book import BookCell, ValueKind, letters_of
from wzdesk.excel.recognise.table import Record, Row, Table
from wzdesk.services.receiving.claims import Axis, Claim, NotTaken, TableMatch
from wzdesk.services.receiving.context import Context, Known, context_of
from wzdesk.services.receiving.facts import Facts, Role
from wzdesk.services.receiving.layouts import Layout, fingerprint
from wzdesk.services.receiving.lines import Lines, lines_of
from wzdesk.services.receiving.names import How, Named
from wzdesk.services.receiving.times import NO_TIME, Relation, TimeWords, period_of

# Asked for with every cell: a name of a module is found several times as fast as a member of an enum.
_LEVEL, _LEVELS, _NORMAL = Measure.LEVEL, Basis.LEVEL, ObsStatus.NORMAL
_UNCALCULATED = ValueKind.UNCALCULATED
_WORDS, _PLAIN_KINDS = Availability.WORDS, frozenset({ValueKind.NUMBER, ValueKind.TEXT})

_RANK = {how: rank for rank, how in enumerate(How)}
_RELATIVE = frozenset({Measure.GROWTH, Measure.CHANGE})
_ROLE_REASONS = {
    Role.TARGET: "是计划目标，不是实绩；目标在计划里改",
    Role.COMPUTED: "是算出来的数，由程序重算，不收",
    Role.TEXT: "是文字说明，不是数",
}
_KIND_REASONS = {
    ValueKind.UNCALCULATED: "公式没有算出结果，请在表格软件里打开、保存一次再收",
    ValueKind.DATE: "是日期，不是数（可能被表格软件改成了日期）",
    ValueKind.BOOLEAN: "是 TRUE 或 FALSE，不是数",
}
_MEASURE_OF = {Basis.GROWTH: Measure.GROWTH, Basis.CHANGE: Measure.CHANGE}
_STATUSES = {"预计": ObsStatus.ESTIMATED, "初步": ObsStatus.PROVISIONAL, "快报": ObsStatus.PROVISIONAL}


class _Reason(Exception):
    """Why a cell is not taken."""


class _ToMend(_Reason):
    """Something that whoever sent the sheet should put right."""


def match_table(table: Table, book: str, known: Known, layout: Layout | None = None) -> TableMatch:
    """Understand a table's lines and read each of its cells as an observation, or say why not."""
    context = context_of(table, book, known)
    lines = lines_of(table, known, layout)
    claims, not_taken = _CellReader(table, known, context, lines).read()
    return TableMatch(
        table,
        fingerprint(table),
        lines.rows,
        lines.columns,
        context.region.code,
        context.period,
        tuple(claims),
        tuple(not_taken),
        context.why,
        remembered=layout is not None,
    )


class Asked(NamedTuple):
    """A cell of a table's body and what its row and column say that it is, whether anything stands in it or not.

    ``key`` is None where it is no figure of the catalogue's, ``reason`` says why then. ``is_named`` tells that a row or
    column names the region; else it is that of the whole sheet. ``unit`` is the sheet's.
    """

    record: Record
    key: ObservationKey | None
    unit: str = ""
    is_named: bool = False
    reason: str = ""
    role: Role | None = None


def asked_cells(
    table: Table, book: str, known: Known, layout: Layout | None = None
) -> tuple[Context, list[Asked]]:
    """What each cell of a table asks for: of a form that is still empty too."""
    context = context_of(table, book, known)
    return context, _CellReader(table, known, context, lines_of(table, known, layout)).asked()


@dataclass(frozen=True, slots=True)
class _Place:
    """What a row and a column say together, all but the period.

    ``own`` is the indicator's unit, ``said`` the sheet's where numbers are to be converted from it, else "".
    """

    region: str
    indicator: Indicator
    measure: Measure
    how: How
    unit: str
    own: str
    said: str


@dataclass(frozen=True, slots=True)
class _Column:
    """What holds for all cells of a column; ``alike`` is the first column that says the same but for its time."""

    column: int
    letters: str
    alike: int
    status: ObsStatus | None
    is_hidden: bool


@dataclass(slots=True)
class _CellReader:
    """Reads the cells of one table; what many cells share is found once."""

    table: Table
    known: Known
    context: Context
    lines: Lines
    _row: Row | None = None
    _places: dict[int, _Place] = field(default_factory=dict)
    """Those of the row at hand, by the first column that says the same but for its time."""
    _columns: dict[int, _Column] = field(default_factory=dict)
    _row_periods: dict[int, Period | None] = field(default_factory=dict)
    _periods: dict[TimeWords, dict[int, Period | None]] = field(default_factory=dict)
    """The periods of the columns, by what the row says of the time."""
    _line_units: dict[tuple[Measure | None, str], str] = field(default_factory=dict)
    _status_column: int | None = None

    def __post_init__(self) -> None:
        first: dict[tuple[Facts, bool, str], int] = {}
        for column in self.table.columns:
            line = self.lines.columns[column.column]
            but_time = replace(line.facts, time=NO_TIME), line.is_left_out, column.unit
            self._columns[column.column] = _Column(
                column.column,
                letters_of(column.column),
                first.setdefault(but_time, column.column),
                next((status for word in column.words if (status := status_in(word))), None),
                column.column in self.table.sheet.hidden_columns,
            )
            if self._status_column is None and any("状态" in word for word in column.words):
                self._status_column = column.column

    def read(self) -> tuple[list[Claim], list[NotTaken]]:
        """What each cell with something in it claims, or why it is not taken."""
        sheet = self.table.sheet.name
        claims: list[Claim] = []
        not_taken: list[NotTaken] = []
        for record in self.table.records():
            cell = record.cell
            if cell is None or not (record.text.strip() or cell.kind is _UNCALCULATED):
                continue
            try:
                claims.append(self._claim(record, cell))
            except _Reason as reason:
                to_mend = isinstance(reason, _ToMend)
                not_taken.append(NotTaken(sheet, record.address, record.text, str(reason), to_mend))
        return claims, not_taken

    def asked(self) -> list[Asked]:
        """What every cell of the body is, blank ones too."""
        found = []
        for record in self.table.records():
            try:
                place, period = self._placed(record)
            except _Reason as reason:
                role = self.lines.columns[record.column.column].facts.role
                found.append(Asked(record, None, record.unit, reason=str(reason), role=role))
                continue
            if place.how.needs_consent:
                found.append(Asked(record, None, reason="指标名称只是相近，要先在“导入”里认定"))
                continue
            key = ObservationKey(place.region, place.indicator.code, period, place.measure)
            found.append(Asked(record, key, place.unit, self.lines.region_axis is not None))
        return found

    def _claim(self, record: Record, cell: BookCell) -> Claim:
        place, period = self._placed(record)
        return self._read(record, cell, self._columns[record.column.column], period, place)

    def _placed(self, record: Record) -> tuple[_Place, Period]:
        """What the row and the column of a cell say together.

        Raises:
            _Reason: they say nothing, or not enough.
        """
        if record.row is not self._row:
            self._row, self._places = record.row, {}
            said = self.lines.rows[record.row.row].facts.time
            self._row_periods = self._periods.setdefault(said, {})
        own = self._columns[record.column.column]
        place = self._places.get(own.alike)
        if place is None:
            place = self._places[own.alike] = self._place(record)
        if own.column not in self._row_periods:
            self._row_periods[own.column] = self._period(record)
        period = self._row_periods[own.column]
        if period is None:
            raise _Reason("没有写是哪一年哪一期的数，请先选期别")
        return place, period

    def _place(self, record: Record) -> _Place:
        row = self.lines.rows[record.row.row]
        column = self.lines.columns[record.column.column]
        if row.is_left_out or column.is_left_out:
            raise _Reason("选了不收这一行" if row.is_left_out else "选了不收这一列")
        own, other = column.facts, row.facts
        if role := own.role or other.role:
            raise _Reason(_ROLE_REASONS[role])
        if own.rest and own.indicator is None:
            raise _Reason(f"列名“{own.rest[0]}”不知道是什么数，可以点列名指定")
        indicator, how = self._indicator(own.indicator or other.indicator)
        region, region_how = self._region(own.region or other.region)
        said = own.measure or other.measure
        unit = record.unit or own.unit or other.unit or self.context.facts.unit
        unit = unit or self._line_unit(said, indicator)
        measure = self._measure(said, indicator, unit)
        least_sure = how if _RANK[how] >= _RANK[region_how] else region_how
        own_unit, said_unit = plain_unit(indicator.unit), plain_unit(unit)
        converts = measure is Measure.LEVEL and said_unit and own_unit and not same_unit(said_unit, own_unit)
        return _Place(region, indicator, measure, least_sure, unit, own_unit, said_unit if converts else "")

    def _period(self, record: Record) -> Period | None:
        own = self.lines.columns[record.column.column].facts.time
        other = self.lines.rows[record.row.row].facts.time
        return period_of(own.over(other), self.context.period)

    def _indicator(self, named: Named | None) -> tuple[Indicator, How]:
        named = named or (self.context.facts.indicator if self.lines.indicator_axis is None else None)
        if named is None:
            raise _ToMend("目录里没有这个指标，可以对到一个指标，或新增")
        return self.known.indicators[named.code], named.how

    def _region(self, named: Named | None) -> tuple[str, How]:
        if named:
            return named.code, named.how
        if self.lines.region_axis is not None:
            raise _Reason("这一行（列）不是认得的地区")
        return self.context.region.code, How.EXACT

    def _line_unit(self, said: Measure | None, indicator: Indicator) -> str:
        """The unit of the line over the table; of several (元、%) the one that fits."""
        if not self.table.unit or said in _RELATIVE:
            return ""
        if (said, indicator.unit) not in self._line_units:
            self._line_units[said, indicator.unit] = self._fitting_unit(indicator)
        return self._line_units[said, indicator.unit]

    def _fitting_unit(self, indicator: Indicator) -> str:
        told = [part for part in normalise(self.table.unit).replace("、", ",").split(",") if part.strip()]
        fitting = [unit.strip() for unit in told if _comparable(unit.strip(), indicator.unit)]
        return fitting[0] if fitting else (told[0].strip() if len(told) == 1 else "")

    def _measure(self, said: Measure | None, indicator: Indicator, unit: str) -> Measure:
        """What is told, else what the unit says: a percent of an amount is its growth."""
        if said in _RELATIVE:
            return said
        if unit == "%" and not is_share(plain_unit(indicator.unit)):
            return Measure.GROWTH
        if unit == "个百分点":
            return Measure.CHANGE
        return said or self.context.facts.measure or Measure.LEVEL

    def _read(self, record: Record, cell: BookCell, own: _Column, period: Period, place: _Place) -> Claim:
        text, quantity, remark = _quantity(record, cell, place)
        measure = place.measure
        if measure is _LEVEL and quantity.basis is not _LEVELS and quantity.basis in _MEASURE_OF:
            measure = _MEASURE_OF[quantity.basis]
            moved = f"“{text}”是{'增速' if measure is Measure.GROWTH else '变动'}，按此存"
            remark = f"{remark}；{moved}" if remark else moved
            quantity = read_observation(text, measure, place.indicator.unit)
        row, sheet = record.row.row, self.table.sheet
        is_hidden = own.is_hidden or row in sheet.hidden_rows
        if is_hidden or cell.is_formula or cell.format.code != "General":
            remark = _remarks(cell, remark, is_hidden=is_hidden)
        status = own.status
        if status is None and self._status_column is not None:
            beside = sheet.cells.row(row).get(self._status_column)
            status = status_in(beside.display) if beside else None
        return Claim(
            sheet.name,
            f"{own.letters}{row}",
            row,
            own.column,
            ObservationKey(place.region, place.indicator.code, period, measure),
            text,
            quantity,
            place.how,
            remark,
            place.unit,
            natural_status(quantity, status or _NORMAL),
        )


def _quantity(record: Record, cell: BookCell, place: _Place) -> tuple[str, Quantity, str]:
    """The text to store, what it says, and what was converted."""
    text = cell.text.strip()
    if cell.kind not in _PLAIN_KINDS:
        raise _ToMend(_KIND_REASONS.get(cell.kind) or f"格里是错误值 {text}")
    if record.merged and record.merged.bottom > record.merged.top:
        raise _ToMend(f"这一格合并了 {record.merged.bottom - record.merged.top + 1} 行，分不清是哪一行的")
    remark = ""
    if place.said:
        text, remark = _converted(text, place.said, place.own)
    quantity = read_observation(text, place.measure, place.own)
    if quantity.availability is _WORDS:
        raise _ToMend("是文字，不是数")
    return text, quantity, remark


def _remarks(cell: BookCell, converted: str, *, is_hidden: bool) -> str:
    """What the person should know of a cell: a formula's result, shown otherwise, hidden, converted."""
    told = []
    if cell.is_formula:
        told.append("是公式的结果")
    if cell.format.code != "General" and cell.shown:
        told.append(f"表上显示 {cell.display}，格里是 {cell.text}，取格里的数")
    if is_hidden:
        told.append("在隐藏的行或列里")
    if converted:
        told.append(converted)
    return "；".join(told)


def _comparable(unit: str, own: str) -> bool:
    quantity = read_observation(f"1{unit}", Measure.LEVEL, own)
    return same_unit(unit, own) or (quantity.is_given and quantity.unit == plain_unit(own))


def _converted(text: str, said: str, own: str) -> tuple[str, str]:
    """A number with the sheet's unit behind it, which reads as the indicator's: ``448600万元`` is 44.86 亿元.

    Raises:
        _Reason: the units cannot be converted, or the cell is more than a number.
    """
    if decimal_of(normalise(text)) is None:
        quantity = read_observation(text, Measure.LEVEL, own)
        if quantity.is_given and normalise(text) and not quantity.text.strip().endswith(own):
            raise _ToMend(f"表上单位是“{said}”，目录里是“{own}”，这一格不是单纯的数，没有换算")
        return text, ""
    quantity = read_observation(text + said, Measure.LEVEL, own)
    if not (quantity.is_given and quantity.value is not None and same_unit(quantity.unit or own, own)):
        raise _ToMend(f"表上单位是“{said}”，目录里是“{own}”，换算不了")
    return text + said, f"表上单位是{said}，合 {with_unit(number_words(quantity.value), own)}"


def status_in(words: str) -> ObsStatus | None:
    """The status that a heading or a cell says: 2024年（预计）."""
    return next((status for word, status in _STATUSES.items() if word in words), None)


__all__ = ["Asked", "Axis", "Relation", "asked_cells", "match_table", "status_in"]
