"""What a data file knows that helps to judge a pasted block: what is stored, and its rules."""

from collections.abc import Collection, Mapping, Sequence

from wzdesk.db.doors import execute_of
from wzdesk.db.store import Store
from wzdesk.domain.checks.kept_lines import KeptLines
from wzdesk.domain.checks.line import Line
from wzdesk.domain.checks.rule import RuleKind
from wzdesk.domain.checks.rule_book import ByAndBy
from wzdesk.domain.checks.sight import Figures, LinesOf, Pair
from wzdesk.domain.observation import Observation, ObservationKey
from wzdesk.services.check_cells import CellChecks, forget_changed, read_rule_book
from wzdesk.services.stored_figures import StoredFigures


class PasteRecords:
    """The figures and rules of a data file; ``checks`` of a page have its rules and lines at hand."""

    def __init__(self, store: Store, checks: CellChecks | None = None) -> None:
        self._store = store
        self._book = checks.book if checks else read_rule_book(store)
        self._kept = checks.kept if checks else KeptLines()

    def lines(self, pairs: Collection[Pair]) -> Mapping[Pair, Line]:
        """The lines of pairs of region and indicator as they are stored."""
        return self._kept.lines(pairs, self._read_lines)

    def series(self, pairs: Collection[Pair]) -> Mapping[Pair, Sequence[Observation]]:
        """Everything stored of pairs of region and indicator."""
        with self._store.reading() as session:
            return StoredFigures(execute_of(session)).series(pairs)

    def observations(self, keys: Collection[ObservationKey]) -> Mapping[ObservationKey, Observation]:
        """What is stored under the keys."""
        return self._kept.cells(keys, self._read_cells)

    def by_and_by(self, figures: Figures, without: Collection[RuleKind], lines: LinesOf) -> ByAndBy:
        """What the rules say of cells on these figures, some at a time, ``without`` rules of some kinds.

        What was changed in the file since it was kept is read anew from here on.
        """
        with self._store.reading() as session:
            forget_changed(self._kept, execute_of(session))
        return self._book.by_and_by(figures, without, lines)

    def _read_lines(self, pairs: Collection[Pair]) -> Mapping[Pair, Line]:
        with self._store.reading() as session:
            return self._book.lines_of(pairs, StoredFigures(execute_of(session)))

    def _read_cells(self, keys: Collection[ObservationKey]) -> Mapping[ObservationKey, Observation]:
        with self._store.reading() as session:
            return StoredFigures(execute_of(session)).observations(keys)
