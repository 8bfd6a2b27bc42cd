"""Which unit a number was meant in that came out some thousand times too large or too small."""

from decimal import Decimal
from functools import lru_cache
from math import log10

from wzdesk.domain.cell_reading import read_observation
from wzdesk.domain.import_checks import Figure, is_percent
from wzdesk.domain.numerals import decimal_of
from wzdesk.domain.observation import Measure
from wzdesk.domain.text import normalise
from wzdesk.domain.units import Unit, parse_unit, plain, trimmed

NEAR = 0.5
"""Decades by which a figure may lie off the factor of a unit."""
_SLIPS = (3, 4, 8)
_BEFORE_BASE, _BEFORE_MONEY = ("", "千", "万"), ("", "千", "万", "亿")
_OTHER_NAMES = {"mass": ("吨", "公斤"), "length": ("公里", "米"), "power": ("千瓦", "瓦")}


def meant_text(figure: Figure, unit: str, decades: float) -> tuple[str, Decimal, str] | None:
    """The text that was meant, its value, and what went wrong; None where no unit fits."""
    typed_in = figure.typed_in or unit
    number = bare_number(figure, typed_in)
    if number is None:
        return None
    if is_percent(unit):
        return _meant_share(number, unit, decades)
    other = unit_meant(typed_in, decades)
    if other is None:
        return None
    corrected = f"{plain(number)}{other}"
    quantity = read_observation(corrected, Measure.LEVEL, unit)
    if quantity.value is None or quantity.value == figure.value:
        return None
    return corrected, quantity.value, f"像是{other}写在{typed_in}里"


def _meant_share(number: Decimal, unit: str, decades: float) -> tuple[str, Decimal, str] | None:
    if abs(abs(decades) - 2) > NEAR:
        return None
    value = trimmed(number / 100 if decades > 0 else number * 100)
    why = "像是小数点错了两位" if decades > 0 else "像是把百分数写成了小数"
    return f"{plain(value)}{unit}", value, why


def bare_number(figure: Figure, typed_in: str) -> Decimal | None:
    """The bare number of a text; a whole number without zeros behind the point."""
    text = figure.text.strip()
    number = decimal_of(normalise(text.removesuffix(typed_in).strip()))
    if number is None:
        return None
    return trimmed(number) if number == number.to_integral_value() else number


@lru_cache(maxsize=4096)
def unit_meant(typed_in: str, decades: float) -> str | None:
    """The unit that was meant by a number that came out so many decades too large when read in ``typed_in``."""
    top, slash, below = typed_in.partition("/")
    parsed = parse_unit(top)
    if parsed is None:
        return None
    fitting = []
    for name in _alternatives(parsed):
        other = parse_unit(name)
        if other is None or not other.measures_as(parsed):
            continue
        step = log10(parsed.factor / other.factor)
        off = abs(step - decades)
        if off <= NEAR and any(abs(abs(step) - slip) < 0.01 for slip in _SLIPS):
            fitting.append((off, name))
    return min(fitting)[1] + slash + below if fitting else None


def _alternatives(unit: Unit) -> list[str]:
    others = _OTHER_NAMES.get(unit.dimension[0], ()) if len(unit.dimension) == 1 else ()
    before_base = _BEFORE_MONEY if unit.base.endswith("元") else _BEFORE_BASE
    return [*(before + unit.base for before in before_base), *others]
