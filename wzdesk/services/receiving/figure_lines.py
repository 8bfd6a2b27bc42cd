"""Claims and stored figures as lines of figures, on which the checks look."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Protocol

from wzdesk.db.observations import series_of_many
from wzdesk.db.plan_tables import Execute
from wzdesk.domain.import_checks import Figure, FigureLine, Span
from wzdesk.domain.indicator import Indicator
from wzdesk.domain.observation import Measure, Observation, ObservationKey, ObsStatus
from wzdesk.domain.period import Frequency, Period
from wzdesk.domain.quantity import Basis, Op, Quantity
from wzdesk.domain.quantity_reading import plain_unit
from wzdesk.services.receiving.claims import Claim

Pair = tuple[str, str]
"""Region and indicator."""
Lines = dict[Pair, FigureLine]

# Asked for with every cell: a name of a module is found several times as fast as a member of an enum.
_LEVEL, _CHANGE, _LEVELS, _GROWTHS = Measure.LEVEL, Measure.CHANGE, Basis.LEVEL, Basis.GROWTH
_AT, _ABOUT, _YEARS, _NORMAL = Op.AT, Op.ABOUT, Frequency.YEARS, ObsStatus.NORMAL

_UNSURE = frozenset({ObsStatus.ESTIMATED, ObsStatus.PROVISIONAL, ObsStatus.FORECAST, ObsStatus.UNVALIDATED})
_BREAKS = frozenset({ObsStatus.BREAK, ObsStatus.DEFINITION_DIFFERS})
_LARGEST = 1e30


class SeriesOfMany(Protocol):
    """Reads everything stored of pairs of region and indicator in few queries."""

    def __call__(self, execute: Execute, pairs: Collection[Pair], /) -> Mapping[Pair, list[Observation]]:
        """The series of each pair that has one, oldest first."""


class SeriesRead:
    """A reader of series that reads each pair once, however many tables and checks ask for it."""

    def __init__(self) -> None:
        self._read: dict[Pair, list[Observation]] = {}

    def __call__(self, execute: Execute, pairs: Collection[Pair], /) -> Mapping[Pair, list[Observation]]:
        """The series of each pair, oldest first; an empty list where there is nothing."""
        self._read.update(series_of_many(execute, [pair for pair in pairs if pair not in self._read]))
        return {pair: self._read[pair] for pair in pairs}


class StoredObservations(Protocol):
    """Reads what is stored under keys in few queries."""

    def __call__(
        self, execute: Execute, keys: Collection[ObservationKey], /
    ) -> Mapping[ObservationKey, Observation]:
        """The observations, without the keys under which there is nothing."""


def lines_of_claims(claims: Sequence[Claim], indicators: Mapping[str, Indicator]) -> Lines:
    """A line for each region and indicator that the claims tell figures of."""
    lines: Lines = {}
    units: dict[str, str] = {}
    line: FigureLine | None = None
    region = indicator = unit = ""
    for at, claim in enumerate(claims):
        key, quantity = claim.key, claim.quantity
        if quantity.value is None or key.measure is _CHANGE:
            continue
        if line is None or key.indicator != indicator or key.region != region:  # not that of the cell before
            region, indicator = key.region, key.indicator
            line = lines.get((region, indicator))
            if line is None:
                line = lines[region, indicator] = FigureLine(region, indicators[indicator])
            unit = units.get(indicator) or units.setdefault(indicator, plain_unit(line.indicator.unit))
        figure = _figure(quantity, key, unit, claim.status)
        if figure is None:
            continue
        figure.at = at
        if claim.sheet_unit:
            figure.typed_in = _typed_in(claim)
        figures = line.levels if key.measure is _LEVEL else line.growths
        if figures.setdefault(figure.span, figure) is not figure and figures is line.levels:
            line.more.append(figure)
    return lines


def add_stored(
    lines: Lines, observations: Iterable[Observation], indicators: Mapping[str, Indicator]
) -> None:
    """Lay what is stored beside what comes in."""
    units: dict[str, str] = {}
    for each in observations:
        key = each.key
        if key.measure is _CHANGE or key.indicator not in indicators:
            continue
        line = lines.get((key.region, key.indicator))
        if line is None:
            line = lines[key.region, key.indicator] = FigureLine(key.region, indicators[key.indicator])
        unit = units.get(key.indicator)
        if unit is None:
            unit = units[key.indicator] = plain_unit(line.indicator.unit)
        figure = _figure(each.quantity, key, unit, each.status)
        if figure is not None:
            stored = line.stored_levels if key.measure is _LEVEL else line.stored_growths
            stored.setdefault(figure.span, figure)


def span_of(period: Period) -> Span:
    """The months of a period."""
    return period.year * 12 + period.month - 1, period.last_year * 12 + period.last_month - 1


def _figure(quantity: Quantity, key: ObservationKey, unit: str, status: ObsStatus) -> Figure | None:
    """A figure that can be compared: no bound, no range, no total of several years, in the indicator's unit."""
    value, op, period = quantity.value, quantity.op, key.period
    if value is None or (op is not _AT and op is not _ABOUT) or period.frequency is _YEARS:
        return None
    if key.measure is _LEVEL:
        if quantity.basis is not _LEVELS or (quantity.unit and quantity.unit != unit):
            return None
    elif quantity.basis is not _GROWTHS:
        return None
    size = float(value)
    if not -_LARGEST < size < _LARGEST:
        return None
    figure = Figure(value, quantity.text, span_of(period), size)
    if op is not _AT or status is not _NORMAL:
        figure.is_exact = op is _AT
        figure.is_firm = figure.is_exact and status not in _UNSURE
        figure.is_break = status in _BREAKS
    return figure


def _typed_in(claim: Claim) -> str:
    """The sheet's unit where it was put behind the number, else "": the number is in the indicator's own."""
    unit = plain_unit(claim.sheet_unit)
    return unit if unit and claim.text.endswith(unit) else ""
