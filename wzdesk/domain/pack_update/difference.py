"""A data file's contents held against a newer pack: everything that would change, in words and as changes."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from wzdesk.domain.change import CellKey, OverrideKey
from wzdesk.domain.checks.rule import Rule
from wzdesk.domain.observation import Observation, ObservationKey
from wzdesk.domain.pack import Pack
from wzdesk.domain.pack_update import cells as of_cells
from wzdesk.domain.pack_update.catalogue import (
    agencies_changed,
    documents_changed,
    indicators_changed,
    plans_changed,
    regions_changed,
)
from wzdesk.domain.pack_update.cells import Cells
from wzdesk.domain.pack_update.change import How, PackChange, PackDifference, Part, Written
from wzdesk.domain.verdict import Override


@dataclass(frozen=True, slots=True)
class Stored:
    """What a data file holds of what a pack brings: ``pack`` without figures, rules as they are read today.

    ``touched`` are cells that a person changed, ``measured`` indicators with figures that the new pack does not bring.
    """

    pack: Pack
    rules: Sequence[Rule] = ()
    observations: Mapping[ObservationKey, Observation] = field(default_factory=dict)
    overrides: Mapping[OverrideKey, Override] = field(default_factory=dict)
    closed: Mapping[ObservationKey, str] = field(default_factory=dict)
    touched: Collection[CellKey] = ()
    measured: Collection[str] = ()
    own_code: str = "\0"
    """With what the codes of the office's own indicators begin."""


def difference_to(stored: Stored, new: Pack) -> PackDifference:
    """What a newer pack changes in a file."""
    pack = stored.pack
    regions, said = regions_changed(pack, new)
    agencies, of_agencies = agencies_changed(pack, new)
    indicators, of_indicators = indicators_changed(pack, new, stored.measured, stored.own_code)
    plans, of_plans = plans_changed(pack, new)
    documents, of_documents = documents_changed(pack, new)
    of_rules = _rules(stored.rules, new.rules)
    cells = Cells(stored.touched)
    of_cells.targets(cells, pack, new)
    of_cells.verdicts(cells, stored.overrides, new)
    of_cells.forms(cells, pack, new)
    of_cells.figures(cells, stored.observations, new, stored.closed)
    of_cells.projects(cells, pack, new)
    every = [*said, *of_agencies, *of_indicators, *of_plans, *of_rules, *of_documents, *cells.said]
    order = list(Part)
    every.sort(key=lambda one: (order.index(one.part), list(How).index(one.how)))
    written = Written(
        regions,
        new.groups if pack.groups != new.groups else (),
        agencies,
        indicators,
        documents,
        plans,
        new.rules_text if of_rules else "",
        cells.changes,
    )
    return PackDifference(every, written, new.version)


def _rules(before: Sequence[Rule], after: Sequence[Rule]) -> list[PackChange]:
    """Rules of the checks; those that are gone are no longer asked."""
    was = {rule.code: rule for rule in before}
    said = []
    for rule in after:
        old = was.pop(rule.code, None)
        if old is None:
            said.append(PackChange(Part.RULE, How.NEW, rule.code, rule.name))
        elif old != rule:
            said.append(PackChange(Part.RULE, How.CHANGED, rule.code, rule.name, _rule_words(old, rule)))
    if after:
        said += [
            PackChange(Part.RULE, How.REMOVED, code, rule.name, "不再审核这一条")
            for code, rule in was.items()
        ]
    return said


def _rule_words(before: Rule, after: Rule) -> str:
    if before.sentence != after.sentence:
        return "说法有改动"
    if before.severity is not after.severity:
        return "级别有改动"
    return "范围或幅度有改动"
