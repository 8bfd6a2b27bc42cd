"""Checking cells of a data file, a row at a time, so that a screen need not wait; then just what an edit can touch."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from types import MappingProxyType

from wzdesk.db.changed_pairs import last_change_set, pairs_changed_since
from wzdesk.db.doors import execute_of
from wzdesk.db.forms import other_notes
from wzdesk.db.plan_tables import Execute, read_indicators, read_regions
from wzdesk.db.reasons import reasons_in
from wzdesk.db.settings import CHECKS, get_setting
from wzdesk.db.store import Store
from wzdesk.domain.cell_note import NoteKey, NoteKind
from wzdesk.domain.checks.finding import Finding, Place, Recheck, without_echoes
from wzdesk.domain.checks.kept_lines import KeptLines
from wzdesk.domain.checks.reasons import ReasonObjection, reason_refusal
from wzdesk.domain.checks.rule_book import RuleBook, in_order
from wzdesk.domain.checks.sight import Pair
from wzdesk.domain.observation import Observation, ObservationKey
from wzdesk.packs.known import Known
from wzdesk.packs.rules import rules_of_text
from wzdesk.services.stored_figures import PartlyKnown, StoredFigures

NOTHING_KNOWN: Mapping[Pair, Sequence[Observation]] = MappingProxyType({})


def read_rule_book(store: Store) -> RuleBook:
    """The rules that a data file keeps, ready for its indicators and regions."""
    with store.reading() as session:
        execute = execute_of(session)
        indicators, regions = read_indicators(execute), read_regions(execute)
        text = get_setting(session, CHECKS, "")
    codes = frozenset(region.code for region in regions)
    known = Known(frozenset(), codes, {indicator.code: indicator for indicator in indicators})
    return RuleBook(rules_of_text(text, known), indicators, regions)


def forget_changed(kept: KeptLines, execute: Execute) -> None:
    """Have lines forgotten of which a figure was changed since they were kept, by whomever."""
    last = last_change_set(execute)
    if kept.as_of != last:
        kept.forget(None if kept.as_of is None else pairs_changed_since(execute, kept.as_of), last)


class CellChecks:
    """The rules of a data file, held against what is stored of some cells.

    ``begin`` names the cells row by row; each ``check_next`` checks one of the rows, at places where no row before
    was checked. An edit in between is told by ``recheck``. What was found before stands until its row has been checked.
    """

    def __init__(self, store: Store, book: RuleBook | None = None) -> None:
        self._store = store
        self.book = book or read_rule_book(store)
        """The rules, which others who judge figures of the same file can use."""
        self.kept = KeptLines()
        """The lines of the rows checked last, for the same."""
        self._all: list[Finding] = []
        self._cells: frozenset[ObservationKey] = frozenset()
        self._waiting: list[Sequence[ObservationKey]] = []
        self._looked_at: set[Place] = set()

    @property
    def is_done(self) -> bool:
        """Whether all rows have been checked."""
        return not self._waiting

    @property
    def waiting(self) -> int:
        """How many rows have not been checked."""
        return len(self._waiting)

    def begin(self, rows: Iterable[Sequence[ObservationKey]]) -> None:
        """Check these cells from now on, row by row."""
        self._waiting = _by_line(rows)
        cells = frozenset(key for row in self._waiting for key in row)
        if cells != self._cells:
            self._all = []
        self._cells, self._looked_at = cells, set()
        self._waiting.reverse()
        with self._store.reading() as session:
            forget_changed(self.kept, execute_of(session))

    def check_next(self) -> None:
        """Check the next row, if there is one."""
        if not self._waiting:
            return
        row = self._waiting.pop()
        with self._store.reading() as session:
            figures = StoredFigures(execute_of(session))
            self._take(self.book.findings_naming(row, figures, self._looked_at, self.kept))
        if not self._waiting:
            self._all = [finding for finding in self._all if finding.place in self._looked_at]

    def recheck(
        self, keys: Collection[ObservationKey], known: Mapping[Pair, Sequence[Observation]] = NOTHING_KNOWN
    ) -> None:
        """Cells were stored or taken back; only what they can touch is checked anew.

        ``known`` are series as they stand now, which need not be looked up.
        """
        with self._store.reading() as session:
            figures = PartlyKnown(StoredFigures(execute_of(session)), known)
            self._take(self.book.findings_for(keys, figures))

    def check(self, rows: Iterable[Sequence[ObservationKey]]) -> list[Finding]:
        """Check these cells, all at once; what was found."""
        self.begin(rows)
        while not self.is_done:
            self.check_next()
        return self.findings

    @property
    def findings(self) -> list[Finding]:
        """What was found and is worth telling, the gravest first."""
        return list(in_order(without_echoes(self._all)))

    def reasons(self) -> dict[NoteKey, str]:
        """The reasons that were given for what was found, and others of the same periods; by `reason_key`."""
        periods = {finding.key.period for finding in self._all}
        if not periods:
            return {}
        with self._store.reading() as session:
            return reasons_in(execute_of(session), periods)

    def objection_to(self, finding: Finding, reason: str) -> ReasonObjection | None:
        """What is to be said against a reason, or None where it can stand."""
        with self._store.reading() as session:
            earlier = other_notes(execute_of(session), reason_key(finding))
        return reason_refusal(reason, earlier)

    def _take(self, recheck: Recheck) -> None:
        self._looked_at |= recheck.places
        renewed = recheck.renewed(self._all)
        self._all = [finding for finding in renewed if not self._cells.isdisjoint(finding.cells)]


def _by_line(rows: Iterable[Sequence[ObservationKey]]) -> list[Sequence[ObservationKey]]:
    """The rows in their order; those of one indicator and region, on several sheets, as one: its line is read once."""
    found: dict[frozenset[Pair], dict[ObservationKey, None]] = {}
    for row in rows:
        if row:
            line = frozenset((key.region, key.indicator) for key in row)
            found.setdefault(line, {}).update(dict.fromkeys(row))
    return [tuple(keys) for keys in found.values()]


def reason_key(finding: Finding) -> NoteKey:
    """Where the reason that answers a finding is kept."""
    key = finding.key
    about = f"{key.measure.value} {finding.rule.code}"
    return NoteKey(NoteKind.REASON, key.region, key.indicator, key.period, about)
