"""Claims and stored figures as lines of figures, on which the checks look."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Protocol

from wzdesk.db.observations import series_of_many
from wzdesk.db.plan_tables import Execute
from wzdesk.domain.figure_reading import comparable_figure
from wzdesk.domain.import_checks import FigureLine
from wzdesk.domain.indicator import Indicator
from wzdesk.domain.observation import Measure, Observation, ObservationKey
from wzdesk.domain.quantity_reading import plain_unit
from wzdesk.services.receiving.claims import Claim

Pair = tuple[str, str]
"""Region and indicator."""
Lines = dict[Pair, FigureLine]

# Asked for with every cell: a name of a module is found several times as fast as a member of an enum.
_LEVEL, _CHANGE, _BASE = Measure.LEVEL, Measure.CHANGE, Measure.BASE


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
        figure = comparable_figure(quantity, key.period, key.measure, unit, claim.status)
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
        if key.measure is _CHANGE or key.measure is _BASE or key.indicator not in indicators:
            continue
        line = lines.get((key.region, key.indicator))
        if line is None:
            line = lines[key.region, key.indicator] = FigureLine(key.region, indicators[key.indicator])
        unit = units.get(key.indicator)
        if unit is None:
            unit = units[key.indicator] = plain_unit(line.indicator.unit)
        figure = comparable_figure(each.quantity, key.period, key.measure, unit, each.status)
        if figure is not None:
            stored = line.stored_levels if key.measure is _LEVEL else line.stored_growths
            stored.setdefault(figure.span, figure)


def _typed_in(claim: Claim) -> str:
    """The sheet's unit where it was put behind the number, else "": the number is in the indicator's own."""
    unit = plain_unit(claim.sheet_unit)
    return unit if unit and claim.text.endswith(unit) else ""
