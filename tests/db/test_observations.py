"""Many observations read at once are those read one by one."""

from wzdesk.db.doors import execute_of
from wzdesk.db.observations import observation, series_of, series_of_many, stored_observations
from wzdesk.db.plan_tables import read_indicators, read_regions
from wzdesk.db.store import Store


def test_that_many_series_are_the_single_ones(store: Store) -> None:
    with store.reading() as session:
        execute = execute_of(session)
        pairs = [
            (region.code, indicator.code)
            for region in read_regions(execute)
            for indicator in read_indicators(execute)
        ]
        single = {pair: found for pair in pairs if (found := series_of(execute, *pair))}
        assert single
        assert series_of_many(execute, pairs) == single
        assert series_of_many(execute, pairs[:1]).keys() <= {pairs[0]}
        assert series_of_many(execute, []) == {}


def test_that_many_observations_are_the_single_ones(store: Store) -> None:
    with store.reading() as session:
        execute = execute_of(session)
        regions = [region.code for region in read_regions(execute)]
        keys = [
            each.key
            for region in regions
            for indicator in read_indicators(execute)
            for each in series_of(execute, region, indicator.code)
        ]
        assert stored_observations(execute, keys) == {key: observation(execute, key) for key in keys}
        assert stored_observations(execute, keys[1:2]).keys() == {keys[1]}
        assert stored_observations(execute, []) == {}
