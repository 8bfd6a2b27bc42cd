"""Readers of observations, through either door; the standard library and the domain only."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache
from itertools import islice
from typing import Any, TypeVar

from wzdesk.db.codec import key_of, observation_of, observation_texts
from wzdesk.db.plan_tables import OBSERVATION_COLUMNS, Execute
from wzdesk.domain.observation import Measure, Observation, ObservationKey

T = TypeVar("T", bound=tuple[str, ...])

_PLACE = f"""
    SELECT {OBSERVATION_COLUMNS}, o.period, o.measure
    FROM observation o
    WHERE o.indicator_id = (SELECT id FROM indicator WHERE code = :indicator)
      AND o.region_id = (SELECT id FROM region WHERE code = :region)
"""  # noqa: S608 - nothing but our own column names
_WANTED_KEYS, _WANTED_PAIRS = ("region", "indicator", "period", "measure"), ("region", "indicator")
_BATCHES = (200, 20)  # rows looked up at once; the last ones in a shorter statement where that does
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


def series_of_many(
    execute: Execute, pairs: Collection[tuple[str, str]]
) -> dict[tuple[str, str], list[Observation]]:
    """Everything stored of pairs of region and indicator, oldest first; an empty list where there is nothing."""
    found: dict[tuple[str, str], list[Observation]] = {pair: [] for pair in pairs}
    for batch, rows in _looked_up(execute, _WANTED_PAIRS, found):
        for row in rows:
            pair = batch[row[-3]]
            found[pair].append(observation_of(key_of(*pair, *row[-2:]), row))
    for series in found.values():
        series.sort(key=_by_period)
    return found


def stored_observations(
    execute: Execute, keys: Collection[ObservationKey]
) -> dict[ObservationKey, Observation]:
    """What is stored under many keys; keys with nothing under them are left out."""
    wanted = {(key.region, key.indicator, *observation_texts(key)[:2]): key for key in keys}
    found = {}
    for batch, rows in _looked_up(execute, _WANTED_KEYS, wanted):
        for row in rows:
            key = wanted[batch[row[-3]]]
            found[key] = observation_of(key, row)
    return found


def _looked_up(
    execute: Execute, names: Sequence[str], wanted: Iterable[T]
) -> Iterator[tuple[list[T], Iterable[tuple[Any, ...]]]]:
    """Batches of what is wanted, with the rows found: OBSERVATION_COLUMNS, place in the batch, period, measure."""
    rest = iter(wanted)
    while batch := list(islice(rest, _BATCHES[0])):
        size = min(size for size in _BATCHES if size >= len(batch))
        parameters: dict[str, object] = {
            f"{name}_{n}": part
            for n, parts in enumerate(batch)
            for name, part in zip(names, parts, strict=True)
        }
        blanks = {f"{name}_{n}": None for n in range(len(batch), size) for name in names}
        yield batch, execute(_look_up(tuple(names), size), parameters | blanks)


@cache
def _look_up(names: tuple[str, ...], size: int) -> str:
    """The statement that looks as many keys or pairs up, each told by its names."""
    values = ", ".join(f"({n}, {', '.join(f':{name}_{n}' for name in names)})" for n in range(size))
    more = "".join(f" AND o.{name} = w.{name}" for name in names[2:])
    return f"""
        WITH wanted (n, {", ".join(names)}) AS (VALUES {values})
        SELECT {OBSERVATION_COLUMNS}, w.n, o.period, o.measure
        FROM wanted w CROSS JOIN region r CROSS JOIN indicator i CROSS JOIN observation o
        WHERE r.code = w.region AND i.code = w.indicator
          AND o.indicator_id = i.id AND o.region_id = r.id{more}
    """  # noqa: S608 - nothing but our own column names


def _series(
    rows: Iterable[tuple[Any, ...]], region: str, indicator: str, wanted: frozenset[Measure]
) -> list[Observation]:
    found = []
    for row in rows:
        key = key_of(region, indicator, *row[-2:])
        if key.measure in wanted:
            found.append(observation_of(key, row))
    return sorted(found, key=_by_period)


def _by_period(observation: Observation) -> tuple[int | str, ...]:
    """The order of periods, told in plain numbers: comparing periods themselves takes ten times as long."""
    period, measure = observation.key.period, observation.key.measure
    return period.year, period.month, period.last_year, period.last_month, period.frequency, measure


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


def count(execute: Execute) -> int:
    """How many observations the file holds."""
    return int(next(iter(execute("SELECT count(*) FROM observation", {})))[0])
