"""Readers of observations, through either door; the standard library and the domain only."""

from collections.abc import Iterable
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


def count(execute: Execute) -> int:
    """How many observations the file holds."""
    return int(next(iter(execute("SELECT count(*) FROM observation", {})))[0])
