"""The checks of a form: all its cells once, then just those that an edit can touch."""

from collections.abc import Collection

from wzdesk.db.doors import execute_of
from wzdesk.db.forms import other_notes
from wzdesk.db.plan_tables import read_indicators, read_regions
from wzdesk.db.settings import CHECKS, get_setting
from wzdesk.db.store import Store
from wzdesk.domain.cell_note import NoteKey, NoteKind
from wzdesk.domain.checks.finding import Finding, without_echoes
from wzdesk.domain.checks.reasons import ReasonObjection, reason_refusal
from wzdesk.domain.checks.rule_book import RuleBook
from wzdesk.domain.form import FormColumn
from wzdesk.domain.form_table import FormTable
from wzdesk.domain.observation import ObservationKey
from wzdesk.packs.known import Known
from wzdesk.packs.rules import rules_of_text
from wzdesk.services.stored_figures import StoredFigures


class FormChecks:
    """The rules of a data file, held against what is stored."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._book = stored_rules(store)
        self._all: list[Finding] = []
        self._cells: frozenset[ObservationKey] = frozenset()

    def check(self, table: FormTable) -> list[Finding]:
        """All findings that name a cell of the form."""
        self._cells = frozenset(cells_of(table))
        with self._store.reading() as session:
            self._all = list(self._book.full_check(self._cells, StoredFigures(execute_of(session))))
        return self._shown()

    def recheck(self, keys: Collection[ObservationKey]) -> list[Finding]:
        """The findings after cells were stored or taken back; only what they can touch is checked anew."""
        with self._store.reading() as session:
            recheck = self._book.findings_for(keys, StoredFigures(execute_of(session)))
        renewed = recheck.renewed(self._all)
        self._all = [finding for finding in renewed if not self._cells.isdisjoint(finding.cells)]
        return self._shown()

    def objection_to(self, finding: Finding, reason: str) -> ReasonObjection | None:
        """What is to be said against a reason, or None where it can stand."""
        with self._store.reading() as session:
            earlier = other_notes(execute_of(session), reason_key(finding))
        return reason_refusal(reason, earlier)

    def _shown(self) -> list[Finding]:
        return sorted(without_echoes(self._all), key=lambda each: _WEIGHTS[each.severity.value])


def stored_rules(store: Store) -> RuleBook:
    """The rules of a data file, ready for its indicators and regions."""
    with store.reading() as session:
        execute = execute_of(session)
        indicators, regions = read_indicators(execute), read_regions(execute)
        text = get_setting(session, CHECKS, "")
    codes = frozenset(region.code for region in regions)
    known = Known(frozenset(), codes, {indicator.code: indicator for indicator in indicators})
    return RuleBook(rules_of_text(text, known), indicators, regions)


_WEIGHTS = {"fatal": 0, "blocking": 1, "query": 2}


def cells_of(table: FormTable) -> list[ObservationKey]:
    """The cells of a form that hold figures of its own."""
    keys = (
        table.key_of(row, column)
        for row in table.form.rows
        for column in (FormColumn.MONTH, FormColumn.TOTAL, FormColumn.GROWTH)
        if column in table.form.columns
    )
    return [key for key in keys if key is not None]


def reason_key(finding: Finding) -> NoteKey:
    """Where the reason that answers a finding is kept."""
    key = finding.key
    about = f"{key.measure.value} {finding.rule.code}"
    return NoteKey(NoteKind.REASON, key.region, key.indicator, key.period, about)
