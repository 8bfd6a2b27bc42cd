"""Indicators and regions as the checks look at them: parts of wholes, counties of cities."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from wzdesk.domain.import_checks import cuts_across
from wzdesk.domain.indicator import Indicator
from wzdesk.domain.observation import Measure, ObservationKey
from wzdesk.domain.quantity_reading import plain_unit
from wzdesk.domain.region import Region
from wzdesk.domain.sum_checks import is_part_of


@dataclass(frozen=True, slots=True)
class Catalogue:
    """What the rules are applied to.

    ``parts`` holds the codes of the 其中 parts of a whole; ``dividing`` those of them that do not cut across each
    other. ``members`` holds the codes of the regions that add up to another: never a functional zone, which lies
    inside counties.
    """

    indicators: Mapping[str, Indicator]
    regions: Mapping[str, Region]
    units: Mapping[str, str]
    parts: Mapping[str, tuple[str, ...]]
    dividing: Mapping[str, frozenset[str]]
    members: Mapping[str, tuple[str, ...]]

    def unit_of(self, key: ObservationKey) -> str:
        """The unit in which a cell's figure is told."""
        unit = self.units[key.indicator]
        if key.measure is Measure.GROWTH:
            return "%"
        return "个百分点" if key.measure is Measure.CHANGE and unit == "%" else unit


def catalogue_of(indicators: Iterable[Indicator], regions: Iterable[Region]) -> Catalogue:
    """The catalogue of a file or pack, prepared once."""
    by_code = {indicator.code: indicator for indicator in indicators}
    listed = {region.code: region for region in regions}
    parts: defaultdict[str, list[str]] = defaultdict(list)
    for code, indicator in by_code.items():
        whole = by_code.get(indicator.parent or "")
        if whole and is_part_of(whole, indicator):
            parts[whole.code].append(code)
    members: defaultdict[str, list[str]] = defaultdict(list)
    for region in listed.values():
        if region.parent and region.additive:
            members[region.parent].append(region.code)
    return Catalogue(
        by_code,
        listed,
        {code: plain_unit(indicator.unit) for code, indicator in by_code.items()},
        {whole: tuple(codes) for whole, codes in parts.items()},
        {whole: frozenset(c for c in codes if not cuts_across(by_code[c])) for whole, codes in parts.items()},
        {parent: tuple(codes) for parent, codes in members.items() if len(codes) > 1},
    )
