"""What a data file knows that helps to judge a pasted block: what is stored, and its rules."""

from collections.abc import Collection, Mapping, Sequence

from wzdesk.db.doors import execute_of
from wzdesk.db.store import Store
from wzdesk.domain.checks.rule import RuleKind
from wzdesk.domain.checks.rule_book import ByAndBy, RuleBook
from wzdesk.domain.checks.sight import Figures, Pair
from wzdesk.domain.observation import Observation, ObservationKey
from wzdesk.services.check_cells import read_rule_book
from wzdesk.services.stored_figures import StoredFigures


class PasteRecords:
    """The figures and rules of a data file; ``book`` are its rules where they have been read before."""

    def __init__(self, store: Store, book: RuleBook | None = None) -> None:
        self._store, self._book = store, book or read_rule_book(store)

    def series(self, pairs: Collection[Pair]) -> Mapping[Pair, Sequence[Observation]]:
        """Everything stored of pairs of region and indicator."""
        with self._store.reading() as session:
            return StoredFigures(execute_of(session)).series(pairs)

    def observations(self, keys: Collection[ObservationKey]) -> Mapping[ObservationKey, Observation]:
        """What is stored under the keys."""
        with self._store.reading() as session:
            return StoredFigures(execute_of(session)).observations(keys)

    def by_and_by(self, figures: Figures, without: Collection[RuleKind]) -> ByAndBy:
        """What the rules say of cells on these figures, some at a time, ``without`` rules of some kinds."""
        return self._book.by_and_by(figures, without)
