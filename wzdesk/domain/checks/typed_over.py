"""Figures with what is being typed laid over them, so that a draft is checked before it is stored."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from wzdesk.domain.checks.sight import Figures, Pair
from wzdesk.domain.observation import Observation, ObservationKey


class TypedOver:
    """Other figures, and over them what is typed; None for a cell that was emptied."""

    def __init__(self, figures: Figures, typed: Mapping[ObservationKey, Observation | None]) -> None:
        self._figures = figures
        self._typed = dict(typed)
        self._of_pair: defaultdict[Pair, list[ObservationKey]] = defaultdict(list)
        for key in self._typed:
            self._of_pair[key.region, key.indicator].append(key)

    def observations(self, keys: Collection[ObservationKey]) -> Mapping[ObservationKey, Observation]:
        """What stands under the keys; keys with nothing under them are left out."""
        below = self._figures.observations([key for key in keys if key not in self._typed])
        typed = {key: found for key in keys if (found := self._typed.get(key))}
        return {**below, **typed}

    def series(self, pairs: Collection[Pair]) -> Mapping[Pair, Sequence[Observation]]:
        """Everything there is of pairs of region and indicator."""
        below = self._figures.series(pairs)
        return {pair: self._laid_over(below.get(pair, ()), self._of_pair.get(pair, ())) for pair in pairs}

    def _laid_over(
        self, below: Sequence[Observation], typed: Sequence[ObservationKey]
    ) -> Sequence[Observation]:
        if not typed:
            return below
        last_years = {key.period.last_year for key in typed}  # keys themselves take long to compare
        kept = [
            each
            for each in below
            if each.key.period.last_year not in last_years or each.key not in self._typed
        ]
        return kept + [found for key in typed if (found := self._typed[key])]
