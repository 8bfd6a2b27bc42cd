"""Cells beside a cell. Made outright: `dataclasses.replace` takes several times as long, and checks ask for thousands."""

from wzdesk.domain.observation import Measure, ObservationKey
from wzdesk.domain.period import Period


def in_period(key: ObservationKey, period: Period) -> ObservationKey:
    """The same figure in another period."""
    return ObservationKey(key.region, key.indicator, period, key.measure)


def as_measure(key: ObservationKey, measure: Measure) -> ObservationKey:
    """Another figure of the same indicator in the same period."""
    return ObservationKey(key.region, key.indicator, key.period, measure)


def of_indicator(key: ObservationKey, indicator: str) -> ObservationKey:
    """The same of another indicator."""
    return ObservationKey(key.region, indicator, key.period, key.measure)


def of_region(key: ObservationKey, region: str) -> ObservationKey:
    """The same of another region."""
    return ObservationKey(region, key.indicator, key.period, key.measure)
