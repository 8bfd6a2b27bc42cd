"""The series behind a row's chart: years, the figure of this plan, and the target as a line or a band."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from wzdesk.domain.assess import clauses_of
from wzdesk.domain.observation import Measure, Observation, ObsStatus
from wzdesk.domain.period import Frequency
from wzdesk.domain.plan import PlanPart
from wzdesk.domain.plan_table import PlanTable
from wzdesk.domain.quantity import Basis, Op, Quantity
from wzdesk.domain.target import Clause
from wzdesk.domain.typed_cell import Column

_MEASURES = {Basis.LEVEL: Measure.LEVEL, Basis.GROWTH: Measure.GROWTH, Basis.CHANGE: Measure.CHANGE}
_COLUMNS = {Measure.LEVEL: Column.LEVEL, Measure.GROWTH: Column.GROWTH, Measure.CHANGE: Column.CHANGE}
_BASES = {measure: basis for basis, measure in _MEASURES.items()}


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """One year's figure.

    ``bounded`` where it is a bound or an approximation, ``is_break`` where the definition changed with it.
    """

    year: int
    value: Decimal
    bounded: bool = False
    estimated: bool = False
    is_break: bool = False


@dataclass(frozen=True, slots=True)
class Trend:
    """What the chart of a row shows: yearly points, oldest first, all in ``unit``.

    ``current`` is the year being filled (its point is absent until there is a figure). ``target`` to
    ``target_high`` is the target's number or range, ``target_words`` its sentence.
    """

    measure: Measure
    unit: str
    current: int
    points: tuple[TrendPoint, ...]
    target: Decimal | None = None
    target_high: Decimal | None = None
    target_words: str = ""

    @property
    def is_line(self) -> bool:
        """Three points make a line; fewer are shown as bars of last year, actual and target."""
        return len(self.points) >= 3


def trend_of(
    table: PlanTable, part: PlanPart, series: Iterable[Observation], measure: Measure | None = None
) -> Trend:
    """The trend of a row over the years.

    ``series`` holds the indicator's stored figures of all periods; those of the table itself (which
    has what is being typed) come before them. ``measure`` defaults to what the target is about.
    """
    chosen = measure or charted_measure(table, part)
    stored = {
        o.key: o for o in series if o.key.measure is chosen and o.key.period.frequency is Frequency.YEAR
    }
    column = _COLUMNS[chosen]
    for key in table.keys_of(part, column) if column in table.columns else ():
        stored.pop(key, None)
        if (typed := table.observations.get(key)) is not None:
            stored[key] = typed
    unit = part.unit if chosen is Measure.LEVEL else "%" if chosen is Measure.GROWTH else "个百分点"
    points = sorted((point for o in stored.values() if (point := _point(o, unit))), key=lambda p: p.year)
    low, high, words = _target(table, part, chosen)
    return Trend(chosen, unit, table.plan.last_year, tuple(points), low, high, words)


def charted_measure(table: PlanTable, part: PlanPart) -> Measure:
    """What the chart of a row shows: the figure its target is about, else the one that is filled."""
    for clause in clauses_of(table, part):
        if clause.basis in _MEASURES and clause.value is not None:
            return _MEASURES[clause.basis]
        if clause.basis is Basis.RELATIVE:
            return Measure.GROWTH
    for measure, column in _COLUMNS.items():
        if (found := table.observation(part, column)) and found.quantity.is_given:
            return measure
    return Measure.LEVEL


def _point(observation: Observation, unit: str) -> TrendPoint | None:
    quantity = observation.quantity
    if quantity.value is None or not _same_unit(quantity, unit, observation.key.measure):
        return None
    return TrendPoint(
        observation.key.period.last_year,
        quantity.value,
        quantity.op is not Op.AT,
        observation.status is ObsStatus.ESTIMATED,
        observation.status in {ObsStatus.BREAK, ObsStatus.DEFINITION_DIFFERS},
    )


def _same_unit(quantity: Quantity, unit: str, measure: Measure) -> bool:
    return measure is not Measure.LEVEL or quantity.unit == unit or unit in {"-", "—"} or not quantity.unit


def _target(table: PlanTable, part: PlanPart, measure: Measure) -> tuple[Decimal | None, Decimal | None, str]:
    basis = _BASES[measure]
    found: Clause | None = next(
        (c for c in clauses_of(table, part) if c.basis is basis and c.value is not None), None
    )
    if found is None:
        return None, None, ""
    return found.value, found.high, found.text
