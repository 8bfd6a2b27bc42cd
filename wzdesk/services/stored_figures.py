"""The figures of a data file, as the checks of entry look at them."""

from collections.abc import Collection, Mapping, Sequence

from wzdesk.db.observations import series_of_many, stored_observations
from wzdesk.db.plan_tables import Execute, read_indicators, read_regions
from wzdesk.domain.checks.rule import Rule
from wzdesk.domain.checks.rule_book import RuleBook
from wzdesk.domain.checks.sight import Pair
from wzdesk.domain.observation import Observation, ObservationKey


class StoredFigures:
    """What is stored, read in few queries through either door."""

    def __init__(self, execute: Execute) -> None:
        self._execute = execute

    def observations(self, keys: Collection[ObservationKey]) -> Mapping[ObservationKey, Observation]:
        """What is stored under the keys; keys with nothing under them are left out."""
        return stored_observations(self._execute, keys)

    def series(self, pairs: Collection[Pair]) -> Mapping[Pair, Sequence[Observation]]:
        """Everything stored of pairs of region and indicator."""
        return series_of_many(self._execute, pairs)


def rule_book_of(execute: Execute, rules: Collection[Rule]) -> RuleBook:
    """The rules, ready for the indicators and regions of a data file."""
    return RuleBook(rules, read_indicators(execute), read_regions(execute))
