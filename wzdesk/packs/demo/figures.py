"""Invented figures as observations: running totals, single months and quarters, month ends and whole years."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from wzdesk.domain.cell_reading import read_observation
from wzdesk.domain.demo import DEMO_WORD
from wzdesk.domain.observation import Measure, Observation, ObservationKey
from wzdesk.domain.period import Frequency, Period
from wzdesk.domain.quantity import Quantity
from wzdesk.domain.region import Region
from wzdesk.packs.demo.numbers import text_of
from wzdesk.packs.demo.series import YEARS, Kind, Moment, Path, Series
from wzdesk.packs.demo.tables import Table, make_tables

Published = Mapping[ObservationKey, Observation]


@dataclass(frozen=True, slots=True)
class _Column:
    """One region's figures of one indicator, and how a level and what stands beside it are read."""

    series: Series
    region: str
    is_city: bool
    levels: Path
    beside: Path
    level_reading: Quantity
    beside_reading: Quantity

    def key(self, period: Period, measure: Measure) -> ObservationKey:
        return ObservationKey(self.region, self.series.code, period, measure)


def invented_observations(
    all_series: Sequence[Series], regions: Iterable[Region], city: str, observations: Iterable[Observation]
) -> Iterator[Observation]:
    """Everything that can be told beside the published ``observations``; none of these is replaced.

    Where a document tells a whole year of an indicator, nothing else is told of that year as a whole.
    """
    published = {observation.key: observation for observation in observations}
    years = {
        (key.region, key.indicator, key.period) for key in published if key.period.frequency is Frequency.YEAR
    }
    additive = {region.code for region in regions if region.additive}
    for table in make_tables(all_series, city, additive):
        for region in table.levels:
            column = _column(table, region, is_city=region == city)
            for period, moment in _periods(column.levels):
                if (region, column.series.code, period) not in years:
                    yield from _told_at(column, period, moment, published)
            yield from _single_periods(column)


def _column(table: Table, region: str, *, is_city: bool) -> _Column:
    series = table.series
    return _Column(
        series,
        region,
        is_city,
        table.levels[region],
        table.beside.get(region, {}),
        read_observation("1", Measure.LEVEL, series.indicator.unit),
        read_observation("1", series.told or Measure.GROWTH, series.indicator.unit),
    )


def _periods(moments: Collection[Moment]) -> Iterator[tuple[Period, Moment]]:
    """What is told of each moment: the months until then, as monthly forms head their columns, and the year it closes."""
    for year, month in moments:
        if year in YEARS:
            yield Period.to_month(year, month), (year, month)
            if month == 12:
                yield Period.of_year(year), (year, month)


def _told_at(column: _Column, period: Period, moment: Moment, published: Published) -> Iterator[Observation]:
    """The level and what is told beside it, but for what is published."""
    level = column.key(period, Measure.LEVEL)
    if level not in published:
        yield _observation(level, column.level_reading, _level_text(column, moment))
    if column.series.told is None or moment not in column.beside:
        return
    beside = column.key(period, column.series.told)
    if beside not in published:
        is_growth = column.series.told is Measure.GROWTH
        text = text_of(column.beside[moment], 1 if is_growth else column.series.digits)
        reading = column.beside_reading
        yield _observation(beside, reading, text, "" if is_growth else reading.unit)


def _level_text(column: _Column, moment: Moment) -> str:
    """A level; what a city has reached by December is written as documents do, 622.7 in place of 622.70."""
    figure, digits = column.levels[moment], column.series.digits
    usual = column.series.indicator.decimals
    if column.is_city and moment[1] == 12 and usual is not None and usual < digits:
        shorter, rest = divmod(figure, 10 ** (digits - usual))
        return text_of(shorter, usual) if not rest else text_of(figure, digits)
    return text_of(figure, digits)


def _single_periods(column: _Column) -> Iterator[Observation]:
    """What a running total rose by since the month before, and since the quarter before."""
    if column.series.kind not in {Kind.FLOW, Kind.SUM}:
        return
    for (year, month), figure in column.levels.items():
        if year not in YEARS:
            continue
        before = column.levels.get((year, month - 1))
        if before is not None:
            yield _single(column, Period.of_month(year, month), figure - before)
        start = 0 if month == 3 else column.levels.get((year, month - 3))
        if month % 3 == 0 and start is not None:
            yield _single(column, Period.of_quarter(year, month // 3), figure - start)


def _single(column: _Column, period: Period, figure: int) -> Observation:
    key = column.key(period, Measure.LEVEL)
    return _observation(key, column.level_reading, text_of(figure, column.series.digits))


def _observation(key: ObservationKey, reading: Quantity, text: str, unit: str = "") -> Observation:
    quantity = replace(reading, text=text + unit, value=Decimal(text))
    return Observation(key, quantity, note=DEMO_WORD, source=DEMO_WORD)
