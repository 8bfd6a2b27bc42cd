"""Readers of observations, through either door; the standard library and the domain only."""

from collections.abc import Iterable

from wzdesk.db.codec import key_of, observation_of
from wzdesk.db.plan_tables import OBSERVATION_COLUMNS, Execute
from wzdesk.domain.observation import Measure, Observation, ObservationKey

_PLACE = f"""
    SELECT {OBSERVATION_COLUMNS}, o.period, o.measure
    FROM observation o
    WHERE o.indicator_id = (SELECT id FROM indicator WHERE code = :indicator)
      AND o.region_id = (SELECT id FROM region WHERE code = :region)
"""  # noqa: S608 - nothing but our own column names


def series_of(
    execute: Execute, region: str, indicator: str, measures: Iterable[Measure] = tuple(Measure)
) -> list[Observation]:
    """Everything stored of an indicator in a region, oldest first; periods of all frequencies."""
    wanted = frozenset(measures)
    rows = execute(_PLACE, {"indicator": indicator, "region": region})
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
