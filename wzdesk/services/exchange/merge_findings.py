"""What the checks of entry (审核) say of the values that came back, before any is stored."""

from collections.abc import Iterable

from wzdesk.db.doors import execute_of
from wzdesk.db.store import Store
from wzdesk.domain.change import ObservationChange
from wzdesk.domain.checks.finding import Finding, without_echoes
from wzdesk.domain.checks.rule_book import RuleBook
from wzdesk.domain.checks.typed_over import TypedOver
from wzdesk.domain.exchange.merge import TAKEN, Outcome
from wzdesk.services.check_cells import read_rule_book
from wzdesk.services.exchange.form_cells import cells_with
from wzdesk.services.exchange.merge_returns import FileResult, cells_of
from wzdesk.services.stored_figures import StoredFigures


def findings_of(store: Store, files: Iterable[FileResult], book: RuleBook | None = None) -> list[Finding]:
    """The findings at the cells that a merge would change, with all returned values laid over the stored ones.

    A conflict is judged as if the returned value were chosen. ``book`` are the rules, where they were read already.
    """
    rules = book or read_rule_book(store)
    with store.reading() as session:
        execute = execute_of(session)
        typed = {}
        for one in files:
            if one.reason:
                continue
            if one.data is not None:
                asked = {cell.key for cell in cells_with(one.cells, *TAKEN, Outcome.CONFLICT)}
                typed.update({each.key: each.theirs for each in one.data.figures if each.key in asked})
                continue
            cells = cells_of(execute, one.place, frozenset())
            changes = [
                cells.change(cell, f"{one.path.name} {cell.cell}")
                for cell in cells_with(one.cells, *TAKEN, Outcome.CONFLICT)
            ]
            typed.update({each.key: each.after for each in changes if isinstance(each, ObservationChange)})
        figures = TypedOver(StoredFigures(execute), typed)
        found = rules.findings_for(typed, figures).findings
    return list(without_echoes(one for one in found if not typed.keys().isdisjoint(one.cells)))
