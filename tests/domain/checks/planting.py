"""Errors as people make them, planted one at a time in clean figures: kind, cell and size drawn by a seeded generator."""

import random
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from tests.domain.checks.memory import MemoryFigures
from wzdesk.domain.cell_reading import read_observation
from wzdesk.domain.checks.rule_book import RuleBook
from wzdesk.domain.import_checks import is_additive_flow, is_percent, is_share_of_whole, may_fall
from wzdesk.domain.indicator import Accumulation, Indicator, PriceBasis
from wzdesk.domain.observation import Measure, Observation, ObservationKey
from wzdesk.domain.period import Frequency
from wzdesk.domain.region import Region
from wzdesk.domain.units import plain

_TRIES = 10_000


@dataclass(frozen=True)
class Planted:
    """An error: its kind, its cell, the text that stood there, and the wrong one; None for an emptied cell."""

    kind: str
    key: ObservationKey
    was: str
    text: str | None


class Planter:
    """Draws errors for the cells of a year; each can be told from a correct figure by someone who knows the rest."""

    def __init__(
        self,
        figures: MemoryFigures,
        keys: Collection[ObservationKey],
        indicators: Collection[Indicator],
        regions: Collection[Region],
        seed: int,
    ) -> None:
        self._figures = figures
        self._keys = sorted(key for key in keys if self._value(key) is not None)
        self._indicators = {indicator.code: indicator for indicator in indicators}
        self._adding = {region.code for region in regions if region.additive}
        self._random = random.Random(seed)
        self._kinds: dict[str, Callable[[ObservationKey, Decimal], str | None]] = {
            "unit x10000": lambda key, value: _level(key, value.scaleb(4)),
            "unit /10000": lambda key, value: _level(key, value.scaleb(-4)),
            "unit x100": lambda key, value: _level(key, value.scaleb(2)),
            "unit /100": lambda key, value: _level(key, value.scaleb(-2)),
            "digits swapped": self._swapped,
            "digit doubled": self._doubled,
            "sign lost": lambda _, value: plain(-value) if value < 0 else None,
            "year-to-date fell": self._fallen,
            "sum broken": self._broken_sum,
            "growth off": self._growth_off,
            "percentage out of range": self._out_of_range,
            "cell emptied": lambda key, _: "" if key.measure is Measure.LEVEL else None,
            "growth left out": self._left_out,
            "point moved": self._point_moved,
        }

    def draw(self) -> Planted:
        """An error of a random kind that can happen in these figures, in a random cell that it can happen to."""
        while True:
            kind = self._random.choice(list(self._kinds))
            for _ in range(_TRIES):
                key = self._random.choice(self._keys)
                value, was = self._value(key), self._figures.at(key)
                assert value is not None
                assert was is not None
                text = self._kinds[kind](key, value)
                if text == "" or (text is not None and Decimal(text) != value):
                    return Planted(kind, key, was.quantity.text, text or None)

    def _value(self, key: ObservationKey) -> Decimal | None:
        found = self._figures.at(key)
        return found.quantity.value if found else None

    def _indicator(self, key: ObservationKey) -> Indicator:
        return self._indicators[key.indicator]

    def _share(self, low: int, high: int) -> Decimal:
        """A random number of thousandths."""
        return Decimal(self._random.randint(low, high)) / 1000

    def _swapped(self, _: ObservationKey, value: Decimal) -> str | None:
        text = plain(value)
        places = [
            at
            for at in range(len(text) - 1)
            if text[at : at + 2].isdigit() and text[at] != text[at + 1] and not (at == 0 and text[1] == "0")
        ]
        if not places:
            return None
        at = self._random.choice(places)
        return text[:at] + text[at + 1] + text[at] + text[at + 2 :]

    def _doubled(self, _: ObservationKey, value: Decimal) -> str | None:
        text = plain(value)
        at = self._random.choice([at for at, sign in enumerate(text) if sign.isdigit()])
        return text[: at + 1] + text[at:]

    def _fallen(self, key: ObservationKey, _: Decimal) -> str | None:
        indicator = self._indicator(key)
        flows = indicator.accumulation is Accumulation.YTD and not may_fall(indicator)
        if key.measure is not Measure.LEVEL or key.period.frequency is not Frequency.YTD or not flows:
            return None
        before = ObservationKey(key.region, key.indicator, key.period.previous, key.measure)
        value = self._value(before) if before.period.year == key.period.year else None
        return _like(value, value * self._share(500, 995)) if value else None

    def _broken_sum(self, key: ObservationKey, value: Decimal) -> str | None:
        adds = is_additive_flow(self._indicator(key)) and key.region in self._adding
        if key.measure is not Measure.LEVEL or not adds:
            return None
        broken = Decimal(_like(value, value * (1 + self._random.choice((-1, 1)) * self._share(10, 300))))
        steps = abs(broken - value).scaleb(-int(value.as_tuple().exponent))
        return plain(broken) if steps > len(self._adding) / 2 else None  # less may be rounding

    def _growth_off(self, key: ObservationKey, value: Decimal) -> str | None:
        indicator = self._indicator(key)
        is_current = indicator.price_basis is PriceBasis.CURRENT and not is_percent(indicator.unit)
        if key.measure is not Measure.GROWTH or not is_current:
            return None
        return _like(value, value + self._random.choice((-1, 1)) * self._share(500, 10_000))

    def _out_of_range(self, key: ObservationKey, value: Decimal) -> str | None:
        if key.measure is not Measure.LEVEL or not is_share_of_whole(self._indicator(key)):
            return None
        return _like(value, self._random.choice((-value, 100 + self._share(100, 900_000))))

    def _left_out(self, key: ObservationKey, _: Decimal) -> str | None:
        level = ObservationKey(key.region, key.indicator, key.period, Measure.LEVEL)
        return "" if key.measure is Measure.GROWTH and self._value(level) is not None else None

    def _point_moved(self, key: ObservationKey, value: Decimal) -> str | None:
        return _level(key, value.scaleb(self._random.choice((-1, 1))))


def _level(key: ObservationKey, value: Decimal) -> str | None:
    return plain(value) if key.measure is Measure.LEVEL and value else None


def _like(pattern: Decimal, value: Decimal) -> str:
    """A number with as many decimals as another."""
    return plain(value.quantize(Decimal(1).scaleb(int(pattern.as_tuple().exponent)), ROUND_HALF_UP))


def is_found(book: RuleBook, figures: MemoryFigures, planted: Planted, unit: str) -> bool:
    """Whether an error is found: a finding on its cell, or naming it, that was not there before it was made."""
    was = figures.at(planted.key)
    assert was is not None
    before = {each.place for each in book.findings_for([planted.key], figures).findings}
    if planted.text is None:
        figures.take(planted.key)
    else:
        figures.put(Observation(planted.key, read_observation(planted.text, planted.key.measure, unit)))
    try:
        after = book.findings_for([planted.key], figures).findings
    finally:
        figures.put(was)
    return any(each.place not in before and planted.key in each.cells for each in after)


def missed(planted: Sequence[tuple[Planted, bool]]) -> list[str]:
    """What was not found, for a person to look at."""
    return [f"{each.kind}: {each.key} {each.was} -> {each.text}" for each, found in planted if not found]
