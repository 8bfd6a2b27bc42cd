"""What can be compared of a reported cell: its figure on the line of time, in the indicator's unit."""

from wzdesk.domain.import_checks import Figure, Span
from wzdesk.domain.observation import Measure, ObsStatus
from wzdesk.domain.period import Frequency, Period
from wzdesk.domain.quantity import Basis, Op, Quantity

_UNSURE = frozenset({ObsStatus.ESTIMATED, ObsStatus.PROVISIONAL, ObsStatus.FORECAST, ObsStatus.UNVALIDATED})
_BREAKS = frozenset({ObsStatus.BREAK, ObsStatus.DEFINITION_DIFFERS})
# Asked for with every cell: a name of a module is found several times as fast as a member of an enum.
_LEVEL, _BASE, _LEVELS = Measure.LEVEL, Measure.BASE, Basis.LEVEL
_AT, _ABOUT, _YEARS, _NORMAL = Op.AT, Op.ABOUT, Frequency.YEARS, ObsStatus.NORMAL
_BASES = {Measure.GROWTH: Basis.GROWTH, Measure.CHANGE: Basis.CHANGE}
_LARGEST = 1e30


def span_of(period: Period) -> Span:
    """The months of a period."""
    return period.year * 12 + period.month - 1, period.last_year * 12 + period.last_month - 1


def comparable_figure(
    quantity: Quantity, period: Period, measure: Measure, unit: str, status: ObsStatus
) -> Figure | None:
    """A figure that can be compared: no bound, no range, no total of several years, in the indicator's unit.

    ``unit`` is the indicator's, plain (`plain_unit`).
    """
    value, op = quantity.value, quantity.op
    if value is None or (op is not _AT and op is not _ABOUT) or period.frequency is _YEARS:
        return None
    if measure is _LEVEL or measure is _BASE:
        if quantity.basis is not _LEVELS or (quantity.unit and quantity.unit != unit):
            return None
    elif quantity.basis is not _BASES[measure]:
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
