"""Readers of many observations give what the readers of one give."""

import random
from itertools import product

import pytest

from tests.db.samples import CITY, COUNTY, key, number
from wzdesk.db.changes import apply_changes
from wzdesk.db.doors import execute_of
from wzdesk.db.observations import observation, series_of, series_of_many, stored_observations
from wzdesk.db.store import Store
from wzdesk.domain.change import ChangeKind, ObservationChange
from wzdesk.domain.observation import Measure, Observation, ObservationKey
from wzdesk.domain.period import Period

PERIODS = (*(Period.of_year(year) for year in range(2000, 2050)), Period.of_years(2021, 2025))
REGIONS, INDICATORS = (CITY, COUNTY, "330000", "330300-WZW"), ("gdp", "cpi", "so2", "services")


@pytest.fixture
def filled(store: Store) -> Store:
    """Some six hundred more observations, here and there."""
    places = list(product(REGIONS, INDICATORS, PERIODS, Measure))
    chosen = [ObservationKey(*place) for place in random.Random(1).sample(places, 600)]
    changes = [
        ObservationChange(place, Observation(place, number(f"{n}.0"))) for n, place in enumerate(chosen)
    ]
    with store.writing() as session:
        apply_changes(session, changes, kind=ChangeKind.IMPORT, who="王某")
    return store


@pytest.mark.parametrize("count", (0, 1, 20, 21, 200, 201, 2_000))
def test_that_many_keys_find_what_each_of_them_finds(filled: Store, count: int) -> None:
    places = [ObservationKey(*place) for place in product(REGIONS, INDICATORS, PERIODS, Measure)]
    asked = random.Random(count).sample(places, min(count, len(places)))
    with filled.reading() as session:
        execute = execute_of(session)
        one_by_one = {place: found for place in asked if (found := observation(execute, place))}
        assert stored_observations(execute, asked) == one_by_one
    assert one_by_one or count <= 20


def test_that_keys_of_unknown_codes_find_nothing(store: Store) -> None:
    asked = {key(), key("nothing"), key(region="999999"), key(measure=Measure.CHANGE)}
    with store.reading() as session:
        assert set(stored_observations(execute_of(session), asked)) == {key()}


def test_that_many_pairs_find_their_series(filled: Store) -> None:
    pairs = [*product(REGIONS, INDICATORS), (CITY, "nothing"), ("999999", "gdp")]
    with filled.reading() as session:
        execute = execute_of(session)
        many = series_of_many(execute, pairs)
        assert many == {pair: series_of(execute, *pair) for pair in pairs}
    assert many[CITY, "nothing"] == []
    assert sum(map(len, many.values())) > 600
    assert series_of_many(execute, ()) == {}


def test_that_a_file_open_for_reading_only_can_be_asked(filled: Store) -> None:
    with Store.open(filled.path, read_only=True) as store, store.reading() as session:
        assert stored_observations(execute_of(session), [key()])[key()].quantity.text
