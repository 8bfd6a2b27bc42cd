"""The figures of a data file, as the checks of entry look at them."""

from collections.abc import Collection, Mapping, Sequence

from wzdesk.db.observations import series_of_many, stored_observations
from wzdesk.db.plan_tables import Execute, read_indicators, read_regions
from wzdesk.domain.checks.rule import Rule
from wzdesk.domain.checks.rule_book import RuleBook
from wzdesk.domain.checks.sight import Figures, Pair
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


class PartlyKnown:
    """Figures of which some series are at hand; only the others are looked up."""

    def __init__(self, figures: Figures, known: Mapping[Pair, Sequence[Observation]]) -> None:
        self._figures, self._known = figures, known

    def observations(self, keys: Collection[ObservationKey]) -> Mapping[ObservationKey, Observation]:
        """What stands under the keys."""
        return self._figures.observations(keys)

    def series(self, pairs: Collection[Pair]) -> Mapping[Pair, Sequence[Observation]]:
        """Everything there is of pairs of region and indicator."""
        at_hand = {pair: self._known[pair] for pair in pairs if pair in self._known}
        rest = [pair for pair in pairs if pair not in at_hand]
        return {**at_hand, **self._figures.series(rest)} if rest else at_hand


def rule_book_of(execute: Execute, rules: Collection[Rule]) -> RuleBook:
    """The rules, ready for the indicators and regions of a data file."""
    return RuleBook(rules, read_indicators(execute), read_regions(execute))
