"""What a data file knows that helps to judge a pasted block: what is stored, and its rules."""

from collections.abc import Collection, Mapping, Sequence

from wzdesk.db.doors import execute_of
from wzdesk.db.store import Store
from wzdesk.domain.checks.finding import Finding
from wzdesk.domain.checks.sight import Figures, Pair
from wzdesk.domain.observation import Observation, ObservationKey
from wzdesk.services.check_cells import read_rule_book
from wzdesk.services.stored_figures import StoredFigures


class PasteRecords:
    """The figures and rules of a data file; made anew for each file, for the rules are read once."""

    def __init__(self, store: Store) -> None:
        self._store, self._book = store, read_rule_book(store)

    def series(self, pairs: Collection[Pair]) -> Mapping[Pair, Sequence[Observation]]:
        """Everything stored of pairs of region and indicator."""
        with self._store.reading() as session:
            return StoredFigures(execute_of(session)).series(pairs)

    def observations(self, keys: Collection[ObservationKey]) -> Mapping[ObservationKey, Observation]:
        """What is stored under the keys."""
        with self._store.reading() as session:
            return StoredFigures(execute_of(session)).observations(keys)

    def findings(self, keys: Collection[ObservationKey], figures: Figures) -> Sequence[Finding]:
        """What the rules say of cells on these figures."""
        return self._book.findings_for(keys, figures).findings
