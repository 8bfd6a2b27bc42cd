"""Readers of observations, through either door; the standard library and the domain only."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

from wzdesk.db.codec import key_of, observation_of
from wzdesk.db.plan_tables import OBSERVATION_COLUMNS, Execute
from wzdesk.domain.observation import Measure, Observation, ObservationKey

_PLACE = f"""
    SELECT {OBSERVATION_COLUMNS}, o.period, o.measure
    FROM observation o
    WHERE o.indicator_id = (SELECT id FROM indicator WHERE code = :indicator)
      AND o.region_id = (SELECT id FROM region WHERE code = :region)
"""  # noqa: S608 - nothing but our own column names
_MANY = f"""
    SELECT {OBSERVATION_COLUMNS}, r.code, i.code, o.period, o.measure
    FROM observation o JOIN indicator i ON i.id = o.indicator_id JOIN region r ON r.id = o.region_id
"""  # noqa: S608 - nothing but our own column names
_MOST_AT_ONCE = 400  # names in one IN (...)
_WHOLE_YEARS = " AND length(o.period) = 4"  # 2023, but not 2023-06 or 2016/2020


def series_of(
    execute: Execute, region: str, indicator: str, measures: Iterable[Measure] = tuple(Measure)
) -> list[Observation]:
    """Everything stored of an indicator in a region, oldest first; periods of all frequencies."""
    rows = execute(_PLACE, {"indicator": indicator, "region": region})
    return _series(rows, region, indicator, frozenset(measures))


def yearly_series_of(execute: Execute, region: str, indicator: str) -> list[Observation]:
    """The figures of whole years of an indicator in a region, oldest first: what its chart shows."""
    rows = execute(_PLACE + _WHOLE_YEARS, {"indicator": indicator, "region": region})
    return _series(rows, region, indicator, frozenset(Measure))


def _series(
    rows: Iterable[tuple[Any, ...]], region: str, indicator: str, wanted: frozenset[Measure]
) -> list[Observation]:
    found = []
    for row in rows:
        key = key_of(region, indicator, *row[-2:])
        if key.measure in wanted:
            found.append(observation_of(key, row))
    return sorted(found, key=lambda observation: (observation.key.period, observation.key.measure))


def observation(execute: Execute, key: ObservationKey) -> Observation | None:
    """What is stored under a key."""
    parameters = {
        "indicator": key.indicator,
        "region": key.region,
        "period": key.period.code,
        "measure": key.measure.value,
    }
    rows = execute(_PLACE + "AND o.period = :period AND o.measure = :measure", parameters)
    return next((observation_of(key, row) for row in list(rows)), None)


def series_of_many(
    execute: Execute, pairs: Collection[tuple[str, str]]
) -> dict[tuple[str, str], list[Observation]]:
    """Everything stored of pairs of region and indicator, oldest first; pairs without any are left out."""
    wanted = frozenset(pairs)
    found: defaultdict[tuple[str, str], list[Observation]] = defaultdict(list)
    for row in _rows_of(execute, wanted):
        region, indicator, period, measure = row[-4:]
        if (region, indicator) in wanted:
            key = key_of(region, indicator, period, measure)
            found[region, indicator].append(observation_of(key, row))
    for series in found.values():
        series.sort(key=lambda observation: (observation.key.period, observation.key.measure))
    return dict(found)


def stored_observations(
    execute: Execute, keys: Collection[ObservationKey]
) -> dict[ObservationKey, Observation]:
    """What is stored under keys; those under which there is nothing are left out."""
    wanted = {(key.region, key.indicator, key.period.code, key.measure.value): key for key in keys}
    found = {}
    for row in _rows_of(execute, {names[:2] for names in wanted}, {names[2] for names in wanted}):
        if key := wanted.get(row[-4:]):
            found[key] = observation_of(key, row)
    return found


def _rows_of(
    execute: Execute, pairs: Collection[tuple[str, str]], periods: Collection[str] = ()
) -> Iterator[tuple[Any, ...]]:
    """The rows of all indicators in all regions that pairs name, perhaps of few periods; more than the pairs."""
    regions = sorted({region for region, _ in pairs})
    indicators = sorted({indicator for _, indicator in pairs})
    few = sorted(periods) if len(periods) <= _MOST_AT_ONCE else []
    for some_regions in _batches(regions):
        for some_indicators in _batches(indicators):
            named = {"r.code": some_regions, "i.code": some_indicators} | ({"o.period": few} if few else {})
            conditions: list[str] = []
            parameters: dict[str, object] = {}
            for at, (column, names) in enumerate(named.items()):
                slots = {f"n{at}_{place}": name for place, name in enumerate(names)}
                conditions.append(f"{column} IN ({', '.join(f':{slot}' for slot in slots)})")
                parameters |= slots
            for row in execute(f"{_MANY} WHERE {' AND '.join(conditions)}", parameters):
                yield tuple(row)


def _batches(names: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(names), _MOST_AT_ONCE):
        yield names[start : start + _MOST_AT_ONCE]


def count(execute: Execute) -> int:
    """How many observations the file holds."""
    return int(next(iter(execute("SELECT count(*) FROM observation", {})))[0])
