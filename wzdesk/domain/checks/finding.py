"""Findings of the checks of entry."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from wzdesk.domain.checks.cells import as_measure
from wzdesk.domain.checks.rule import Rule, RuleKind, Severity
from wzdesk.domain.observation import Measure, ObservationKey

Place = tuple[str, ObservationKey]
"""A rule's code and the cell at which it is applied: where one finding, or none, can be."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule says about a cell.

    ``key`` is the cell to look at first, ``others`` those that are involved. ``corrected`` is a text that the cell
    could take by one key, where one is proposed. ``at`` is the cell at which the rule was applied.
    """

    rule: Rule
    at: ObservationKey
    key: ObservationKey
    sentence: str
    others: tuple[ObservationKey, ...] = ()
    corrected: str = ""
    proposed: str = ""
    """The same in words, in the unit in which the cell was typed."""

    def __hash__(self) -> int:
        """Of its place, which tells most findings apart: a rule's own hash would take longer than all else."""
        return hash(self.place)

    @property
    def severity(self) -> Severity:
        """How much it weighs."""
        return self.rule.severity

    @property
    def place(self) -> Place:
        """What it is known by: a re-check of the same place does away with it or renews it."""
        return self.rule.code, self.at

    @property
    def cells(self) -> tuple[ObservationKey, ...]:
        """All cells it names, the one to look at first."""
        return (self.key, *self.others)


@dataclass(frozen=True, slots=True)
class Recheck:
    """What a re-check after an edit says: the places looked at, and what was found there."""

    places: frozenset[Place]
    findings: tuple[Finding, ...]

    def renewed(self, before: Iterable[Finding]) -> list[Finding]:
        """The findings that stand now: those of before at other places, and the new ones."""
        return [finding for finding in before if finding.place not in self.places] + list(self.findings)


def without_echoes(findings: Iterable[Finding]) -> list[Finding]:
    """The findings that a person need look at: one slip is told once.

    Where a correction is proposed for a cell, the other queries that name it will go with it. An empty cell that
    must be filled is not told again as one of a pair, nor a level that jumped again by its growth.
    """
    all_of_them = list(findings)
    mended = {each.key for each in all_of_them if each.corrected}
    told = {(each.rule.kind, each.key) for each in all_of_them}
    return [each for each in all_of_them if not _is_echo(each, mended, told)]


def _is_echo(
    finding: Finding,
    mended: Collection[ObservationKey],
    told: Collection[tuple[RuleKind, ObservationKey]],
) -> bool:
    kind, key = finding.rule.kind, finding.key
    if kind is RuleKind.PAIRED:
        return (RuleKind.REQUIRED, key) in told
    if kind is RuleKind.JUMP and key.measure is Measure.GROWTH:
        return (kind, as_measure(key, Measure.LEVEL)) in told
    is_query = finding.severity is Severity.QUERY and not finding.corrected
    return is_query and any(cell in mended for cell in finding.cells)
