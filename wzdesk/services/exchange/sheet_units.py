"""Figures in the unit of an agency's own sheet: written in it, and read back from it, exactly."""

from collections.abc import Mapping
from decimal import Decimal

from wzdesk.domain.cell_reading import read_observation
from wzdesk.domain.exchange.identity import Identity, Place
from wzdesk.domain.exchange.mapping import MappedCell
from wzdesk.domain.numerals import decimal_of
from wzdesk.domain.observation import Measure
from wzdesk.domain.quantity_reading import plain_unit
from wzdesk.domain.text import normalise
from wzdesk.domain.units import convert, plain, same_unit
from wzdesk.excel.exchange.answers import Found
from wzdesk.excel.fill.report import FillValue
from wzdesk.reports.number_cells import number_format_of


def value_for_sheet(text: str, own: str, said: str, *, shows_percent: bool) -> FillValue:
    """What is written for a form's text (unit ``own``) into a cell of a sheet under ``said`` ("": the same one).

    None where it cannot be said there: a bound in another unit.
    """
    number = decimal_of(text) if number_format_of(text) else None
    if said and own and not same_unit(plain_unit(said), plain_unit(own)):
        number = convert(number, plain_unit(own), plain_unit(said)) if number is not None else None
        text = plain(number) if number is not None else ""
    if number is None or number_format_of(text) is None:
        return text or None
    return number / 100 if shows_percent else Decimal(text.replace(",", ""))


def in_form_units(identity: Identity, found: Mapping[Place, Found]) -> dict[Place, Found]:
    """The answers of an agency's own workbook in the units of the form."""
    units = {row.code: row.unit for row in identity.rows}
    cells = {Place(cell.code, cell.column): cell for table in identity.tables for cell in table.cells}
    return {
        place: _converted(one, cells.get(place), units.get(place.row, "")) for place, one in found.items()
    }


def _converted(one: Found, cell: MappedCell | None, own: str) -> Found:
    said = plain_unit(cell.unit) if cell else ""
    text, plain_own = one.text.strip(), plain_unit(own)
    if one.problem or not text or not said or not plain_own or same_unit(said, plain_own):
        return one._replace(unit="")
    number = decimal_of(normalise(text))
    if number is None:
        quantity = read_observation(text, Measure.LEVEL, said)
        if not quantity.is_given or _says_its_unit(text):
            return one._replace(unit="")
        return one._replace(
            unit="", problem=f"表上单位是“{said}”，“{text}”换不成{own}，没有收；请只填数，或写明单位"
        )
    converted = convert(number, said, plain_own)
    if converted is None:
        return one._replace(unit="", problem=f"表上单位是“{said}”，换不成{own}，没有收")
    return one._replace(text=plain(converted), unit="")


def _says_its_unit(text: str) -> bool:
    return bool(read_observation(text, Measure.LEVEL, "").unit)
