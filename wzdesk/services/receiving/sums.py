"""Sums over regions and parts, with what is stored where the sheet tells only some of them."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from wzdesk.db.plan_tables import Execute, read_regions
from wzdesk.domain.figure_reading import span_of
from wzdesk.domain.import_checks import Doubts, Figure, is_additive_flow
from wzdesk.domain.indicator import Indicator
from wzdesk.domain.observation import Measure, ObservationKey
from wzdesk.domain.period import Frequency, Period
from wzdesk.domain.region import Region
from wzdesk.domain.sum_checks import counties_against_city, parts_against_whole
from wzdesk.services.receiving.claims import Claim
from wzdesk.services.receiving.figure_lines import Lines, Pair, StoredObservations, add_stored

_MOST_ASKED = 50_000
_Group = tuple[str, str, Period]
"""City, indicator and period."""


def family_of(pairs: Collection[Pair], indicators: Mapping[str, Indicator]) -> set[Pair]:
    """The pairs themselves, with the wholes of which they are parts and the other parts of these."""
    parts: defaultdict[str, list[str]] = defaultdict(list)
    for code, indicator in indicators.items():
        if indicator.parent:
            parts[indicator.parent].append(code)
    found = set(pairs)
    for region, code in pairs:
        whole = indicators[code].parent if indicators[code].parent in indicators else None
        for head in filter(None, (code, whole)):
            if head in parts:
                found.add((region, head))
                found.update((region, part) for part in parts[head])
    return found


def part_sums(lines: Lines, came: Collection[Pair]) -> Doubts:
    """Parts against their wholes in each region."""
    parts: defaultdict[Pair, list[Pair]] = defaultdict(list)
    for (region, code), line in lines.items():
        if line.indicator.parent:
            parts[region, line.indicator.parent].append((region, code))
    for whole, members in parts.items():
        if whole in lines and (whole in came or any(member in came for member in members)):
            yield from parts_against_whole(lines[whole], [lines[member] for member in members])


def county_sums(
    claims: Sequence[Claim],
    lines: Lines,
    indicators: Mapping[str, Indicator],
    execute: Execute,
    stored: StoredObservations,
) -> Doubts:
    """Counties against their city, for each flow and period in which all of them are told."""
    flows = {code for code, indicator in indicators.items() if is_additive_flow(indicator)}
    if not any(code in flows for _, code in lines):
        return
    regions = {region.code: region for region in read_regions(execute)}
    members = _members(regions.values())
    groups = _groups(claims, flows, regions, members)
    _fill_from_store(groups, members, lines, indicators, (execute, stored))
    for city, code, period in groups:
        told = [line for region in (city, *members[city]) if (line := lines.get((region, code)))]
        if not any(line.brings(span_of(period)) for line in told):
            continue  # what is stored already is not told again
        whole = _level(lines, city, code, period)
        found = {
            regions[county].name: figure
            for county in members[city]
            if (figure := _level(lines, county, code, period))
        }
        if whole and len(found) == len(members[city]):
            doubt = counties_against_city(indicators[code], (regions[city].name, whole), found)
            if doubt:
                yield doubt


def _members(regions: Iterable[Region]) -> dict[str, list[str]]:
    """The regions that add up to another, where there are several."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for region in regions:
        if region.parent and region.additive:
            found[region.parent].append(region.code)
    return {parent: codes for parent, codes in found.items() if len(codes) > 1}


def _groups(
    claims: Sequence[Claim],
    flows: Collection[str],
    regions: Mapping[str, Region],
    members: Mapping[str, Sequence[str]],
) -> set[_Group]:
    """The cities, indicators and periods that claims on levels touch."""
    city_of = {code: code if code in members else regions[code].parent or "" for code in regions}
    city_of = {code: city for code, city in city_of.items() if city in members}
    found: dict[tuple[str, str], dict[int, Period]] = defaultdict(dict)
    for claim in claims:
        key = claim.key
        if key.indicator in flows and key.measure is Measure.LEVEL and (city := city_of.get(key.region)):
            found[city, key.indicator].setdefault(id(key.period), key.period)
    return {
        (city, code, period)
        for (city, code), periods in found.items()
        for period in periods.values()
        if period.frequency is not Frequency.YEARS
    }


def _fill_from_store(
    groups: Collection[_Group],
    members: Mapping[str, Sequence[str]],
    lines: Lines,
    indicators: Mapping[str, Indicator],
    store: tuple[Execute, StoredObservations],
) -> None:
    """Read what the sheet does not tell: first one region of each sum, and the rest where that is stored."""
    execute, stored = store
    missing: dict[_Group, list[ObservationKey]] = {}
    for city, code, period in groups:
        keys = [
            ObservationKey(region, code, period, Measure.LEVEL)
            for region in (city, *members[city])
            if not _level(lines, region, code, period)
        ]
        if keys:
            missing[city, code, period] = keys
    if not missing or len(missing) > _MOST_ASKED:
        return
    probes = stored(execute, [keys[0] for keys in missing.values()])
    rest = [key for keys in missing.values() if keys[0] in probes for key in keys[1:]]
    found = stored(execute, rest) if rest and len(rest) <= _MOST_ASKED else {}
    add_stored(lines, [*probes.values(), *found.values()], indicators)


def _level(lines: Lines, region: str, code: str, period: Period) -> Figure | None:
    line = lines.get((region, code))
    return line.level(span_of(period)) if line else None
