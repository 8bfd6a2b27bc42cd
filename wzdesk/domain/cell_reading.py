"""Reading of a cell of a plan's table: the column says what a bare number is (§3)."""

from dataclasses import replace

from wzdesk.domain.figure_phrase import is_share
from wzdesk.domain.observation import Measure
from wzdesk.domain.quantity import Availability, Basis, Quantity
from wzdesk.domain.quantity_reading import plain_unit, read_quantity
from wzdesk.domain.typed_cell import Column

_LEVEL = Measure.LEVEL  # a name of a module is found several times as fast as a member of an enum
_COLUMN_BASIS = {Column.LEVEL: Basis.LEVEL, Column.GROWTH: Basis.GROWTH, Column.CHANGE: Basis.CHANGE}
_BASIS_COLUMN = {basis: column for column, basis in _COLUMN_BASIS.items()}


def read_cell(text: str, column: Column, unit: str) -> Quantity:
    """What the text of a cell says, given its column and the row's unit.

    A bare number is what the column is for: in 增速 a percent, in 变动 points (or units, for amounts);
    in the rate column of a plan of several years ``7.2%`` is average growth and ``[20]`` a total.
    """
    match column:
        case Column.GROWTH | Column.RATE:
            return _as_growth(_read_rate(text, unit, column))
        case Column.CHANGE:
            return _as_change(read_quantity(text, unit), unit)
        case _:
            return read_quantity(text, unit)


def _read_rate(text: str, unit: str, column: Column) -> Quantity:
    """A total in [] is in the row's unit, everything else in percent."""
    if column is Column.RATE and (total := read_quantity(text, unit)).basis is Basis.CUMULATIVE:
        return total
    return read_quantity(text, "%")


def _as_growth(quantity: Quantity) -> Quantity:
    if quantity.basis is Basis.LEVEL:
        return replace(quantity, basis=Basis.GROWTH, unit="%")
    return quantity


def _as_change(quantity: Quantity, unit: str) -> Quantity:
    if quantity.basis is not Basis.LEVEL:
        return quantity
    own = plain_unit(unit)
    points = is_share(own) or is_share(quantity.unit)
    return replace(quantity, basis=Basis.CHANGE, unit="个百分点" if points else quantity.unit)


def own_column(quantity: Quantity, column: Column) -> Column:
    """The column a quantity belongs to: 缩小0.04个点 typed under 增速 is a change.

    Words, dashes and empty cells stay where they are; so does all that is in its place.
    """
    if quantity.availability is not Availability.GIVEN or column is Column.RATE or quantity.basis is None:
        return column
    return _BASIS_COLUMN.get(quantity.basis, column)


def rate_measure(quantity: Quantity) -> Measure:
    """The measure under which a figure of the rate column is stored: a total is a change over the span."""
    return Measure.CHANGE if quantity.basis is Basis.CUMULATIVE else Measure.GROWTH


_MEASURE_COLUMNS = {Measure.GROWTH: Column.GROWTH, Measure.CHANGE: Column.CHANGE}


def read_observation(text: str, measure: Measure, unit: str, *, several_years: bool = False) -> Quantity:
    """What a published text says as a figure of ``measure``; over several years it is a rate or a total."""
    if measure is _LEVEL:
        return read_quantity(text, unit)
    column = Column.RATE if several_years else _MEASURE_COLUMNS[measure]
    return read_cell(text, column, unit)
