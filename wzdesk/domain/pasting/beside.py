"""A pasted figure beside last year's and the last period's: the change, and the unit that may have been meant."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from math import log10

from wzdesk.domain.checks.line import Told, place_of
from wzdesk.domain.checks.sight import Pair
from wzdesk.domain.figure_reading import comparable_figure
from wzdesk.domain.import_checks import Figure, is_percent, rounded, times_words
from wzdesk.domain.meant_units import meant_text
from wzdesk.domain.observation import Measure, Observation, ObservationKey, ObsStatus
from wzdesk.domain.pasting.verdict import Beside, JudgedCell, PasteKind
from wzdesk.domain.period import Frequency, Period
from wzdesk.domain.quantity import Availability, Basis, Op, Quantity
from wzdesk.domain.quantity_reading import plain_unit
from wzdesk.domain.quantity_words import number_words, with_unit
from wzdesk.domain.typed_cell import TypedCell
from wzdesk.domain.units import convert, same_unit

_SLIP = 2.5
"""Decades off last year's figure from which a unit may have been mistaken: 千, 万 and 亿 are three and more."""
_SLIP_SHARE = 1.6
_AVAILABILITY = {Availability.NOT_AVAILABLE: "暂无数据", Availability.NOT_APPLICABLE: "—"}
_BOUNDS = {Op.GE: "以上", Op.GT: "以上", Op.LE: "以内", Op.LT: "以下", Op.ABOUT: "左右"}
_FLOWS = frozenset({Measure.LEVEL, Measure.BASE})


@dataclass(frozen=True, slots=True)
class Shown:
    """The unit in which figures are stored, and the one in which the column shows them."""

    stored: str
    column: str


ShownOf = Callable[[ObservationKey, TypedCell], Shown]
ToldOf = Callable[[Collection[Pair]], Mapping[Pair, Told]]


def with_figures_beside(cells: Sequence[JudgedCell], shown_of: ShownOf, told_of: ToldOf) -> list[JudgedCell]:
    """Cells with what they are read as, the figures beside which they stand, and the unit that was meant."""
    pairs = {(cell.key.region, cell.key.indicator) for cell in cells if cell.key is not None}
    by_pair = told_of(pairs) if pairs else {}
    return [_beside(cell, shown_of, by_pair) for cell in cells]


def _beside(cell: JudgedCell, shown_of: ShownOf, by_pair: Mapping[Pair, Told]) -> JudgedCell:
    key, quantity, typed = cell.key, cell.quantity, cell.laid.typed
    if key is None or quantity is None or typed is None:
        return cell
    shown = shown_of(key, typed)
    read_as, unit = _read_as(quantity, shown)
    if quantity.basis is Basis.CHANGE and key.measure is Measure.GROWTH:
        return replace(cell, read_as=read_as, unit=unit)  # what stands beside it is growth
    known = by_pair.get((key.region, key.indicator), {})
    year, period = _year_before(key), _period_before(key)
    last_year, last_period = _stands(known, year), _stands(known, period) if period else None
    change, change_unit = _change(quantity, last_year, key.measure)
    found = replace(
        cell,
        read_as=read_as,
        unit=unit,
        last_year=_said(last_year, year, shown),
        last_period=_said(last_period, period, shown) if period else None,
        change=change,
        change_unit=change_unit,
    )
    return _with_unit_guess(found, shown, last_year or last_period)


def _stands(told: Told, key: ObservationKey) -> Observation | None:
    return told.get((key.measure, key.period.frequency), {}).get(place_of(key.period))


def _read_as(quantity: Quantity, shown: Shown) -> tuple[str, str]:
    """The figure in the column's unit, and the unit it is in."""
    if quantity.value is None:
        return _AVAILABILITY.get(quantity.availability, quantity.text.strip()), ""
    unit = plain_unit(quantity.unit)
    value, high = _in_column(quantity.value, unit, shown), quantity.high
    is_change = quantity.basis is Basis.CHANGE  # in points, also where it stands among percentages
    if value is not None and same_unit(unit, plain_unit(shown.stored)) and not is_change:
        unit = plain_unit(shown.column)
    text = number_words(quantity.value if value is None else value)
    if high is not None:
        text += f"—{number_words(_in_column(high, quantity.unit, shown) or high)}"
    return text + _BOUNDS.get(quantity.op or Op.AT, ""), unit


def _in_column(value: Decimal, unit: str, shown: Shown) -> Decimal | None:
    if same_unit(plain_unit(unit), plain_unit(shown.column)):
        return value
    return convert(value, plain_unit(unit), plain_unit(shown.column))


def _year_before(key: ObservationKey) -> ObservationKey:
    """Last year's figure; that of 上年同期 is what was reported then."""
    measure = Measure.LEVEL if key.measure is Measure.BASE else key.measure
    return ObservationKey(key.region, key.indicator, key.period.year_before, measure)


def _period_before(key: ObservationKey) -> ObservationKey | None:
    """The figure of the period before in the same year; none for years and for 上年同期.

    The totals from January to March, June and September of quarterly forms are met by the months between.
    """
    period = key.period
    if key.measure is Measure.BASE or period.frequency in {Frequency.YEAR, Frequency.YEARS}:
        return None
    before: Period = period.previous
    if before.year != period.year or before.last_year != period.last_year:
        return None
    return ObservationKey(key.region, key.indicator, before, key.measure)


def _said(found: Observation | None, key: ObservationKey, shown: Shown) -> Beside | None:
    if found is None or found.quantity.value is None:
        return None
    value = found.quantity.value
    return Beside(key.period.words, _in_column(value, found.quantity.unit, shown) or value)


def _change(quantity: Quantity, before: Observation | None, measure: Measure) -> tuple[Decimal | None, str]:
    """In percent for amounts, in points for percentages and growth; None where it means nothing."""
    value, old = quantity.value, before.quantity.value if before else None
    if value is None or old is None or before is None or quantity.unit != before.quantity.unit:
        return None, ""
    if measure not in _FLOWS or is_percent(quantity.unit):
        return value - old, "个百分点"
    if old <= 0 or value < 0:
        return None, ""
    return (value / old - 1) * 100, "%"


def _with_unit_guess(cell: JudgedCell, shown: Shown, before: Observation | None) -> JudgedCell:
    """The cell with the unit that was meant, where it is some thousand times the figure before."""
    key, quantity = cell.key, cell.quantity
    assert key is not None
    assert quantity is not None
    if before is None or key.measure not in _FLOWS or cell.kind is PasteKind.SAME:
        return cell
    stored = plain_unit(shown.stored)
    figure = comparable_figure(quantity, key.period, Measure.LEVEL, stored, ObsStatus.NORMAL)
    old = comparable_figure(before.quantity, before.key.period, Measure.LEVEL, stored, before.status)
    if figure is None or old is None or figure.size <= 0 or old.size <= 0:
        return cell
    decades = round(log10(figure.size / old.size), 1)
    if abs(decades) < (_SLIP_SHARE if is_percent(stored) else _SLIP):
        return cell
    return _as_slip(cell, shown, decades, (figure, old))


def _as_slip(cell: JudgedCell, shown: Shown, decades: float, pair: tuple[Figure, Figure]) -> JudgedCell:
    figure, old = pair
    figure.typed_in = plain_unit(shown.column)
    found = meant_text(figure, plain_unit(shown.stored), decades)
    ratio = figure.value / old.value
    head = f"读作 {with_unit(cell.read_as, cell.unit)}，是上年或上期的 {times_words(ratio)}"
    if found is None:
        sentence = f"{head}，单位或小数点可能错了，请核对。"
        return replace(cell, kind=_at_least_look(cell.kind), guess=sentence)
    corrected, value, why = found
    meant = _in_column(value, shown.stored, shown) or value
    sentence = f"{head}，{why}；改正后是 {with_unit(rounded_if_long(meant), shown.column)}。"
    return replace(
        cell,
        kind=_at_least_look(cell.kind),
        guess=sentence,
        corrected=corrected,
    )


def rounded_if_long(value: Decimal) -> str:
    """A number for a sentence; more than four places are cut."""
    places = -int(value.as_tuple().exponent) if value else 0
    return rounded(value, 4) if places > 4 else number_words(value)


def _at_least_look(kind: PasteKind) -> PasteKind:
    return PasteKind.LOOK if kind is PasteKind.CLEAR else kind
