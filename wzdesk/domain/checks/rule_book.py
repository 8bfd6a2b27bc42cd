"""The engine: rules prepared once for a catalogue, then applied to just the cells that an edit can touch."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from itertools import product

from wzdesk.domain.checks.catalogue import catalogue_of
from wzdesk.domain.checks.finding import Finding, Place, Recheck
from wzdesk.domain.checks.kept_lines import KeptLines
from wzdesk.domain.checks.kind import Cells, Touched
from wzdesk.domain.checks.kinds import KINDS
from wzdesk.domain.checks.line import Line
from wzdesk.domain.checks.rule import Rule, RuleKind, Severity
from wzdesk.domain.checks.sight import Figures, LinesOf, Pair, Sight, lines_of
from wzdesk.domain.indicator import Indicator
from wzdesk.domain.observation import Measure, ObservationKey
from wzdesk.domain.period import Frequency, Period
from wzdesk.domain.region import Region

_ORDER = {severity: place for place, severity in enumerate(Severity)}
_YEARS = Frequency.YEARS
_Work = dict[Place, tuple[Rule, ObservationKey]]
ByAndBy = Callable[[Iterable[ObservationKey]], list[Finding]]
"""What the rules say of more cells: each line is read once, each place looked at once."""


class RuleBook:
    """The rules of an office, ready to be applied; it holds no figures."""

    def __init__(
        self, rules: Iterable[Rule], indicators: Iterable[Indicator], regions: Iterable[Region]
    ) -> None:
        self.rules = tuple(rules)
        self._catalogue = catalogue_of(indicators, regions)
        self._judged = {rule.code: self._judged_at(rule) for rule in self.rules}
        self._regions = {
            rule.code: frozenset(
                region.code for region in self._catalogue.regions.values() if rule.scope.covers_region(region)
            )
            for rule in self.rules
        }
        kinds = {
            rule.code: KINDS[rule.kind] for rule in self.rules
        }  # looked up once: rules are asked all the time
        self._touched = {code: kind.touched for code, kind in kinds.items()}
        self._naming = {code: kind.naming or kind.touched for code, kind in kinds.items()}
        self._reads = {code: kind.reads for code, kind in kinds.items()}
        self._measures = {rule.code: rule.scope.measures or kinds[rule.code].measures for rule in self.rules}
        self._bounded = {rule.code for rule in self.rules if rule.scope.bounds_cells}
        self._touching: defaultdict[str, list[Rule]] = defaultdict(list)
        for rule in self.rules:
            for code in self._looked_at(rule):
                self._touching[code].append(rule)

    def findings_for(
        self, keys: Iterable[ObservationKey], figures: Figures, kept: KeptLines | None = None
    ) -> Recheck:
        """What the rules say after an edit, at every cell that the edited cells can touch.

        Args:
            keys: The cells that were edited, emptied too.
            figures: The figures as they stand now.
            kept: Keeps the lines that are read, for whoever looks at them next.
        """
        sight = Sight(self._catalogue, figures)
        work = self._work(keys, sight, self._touched)
        if kept is not None:
            kept.keep(sight.lines)
            kept.keep_cells(sight.cells)
        return Recheck(frozenset(work), in_order(_found(work, sight)))

    def findings_naming(
        self,
        keys: Iterable[ObservationKey],
        figures: Figures,
        done: Collection[Place] = (),
        kept: KeptLines | None = None,
    ) -> Recheck:
        """What the rules say that names one of some cells, as a full check wants it; places that are ``done`` are left out.

        What an edit of them could touch besides, other months for instance, is not looked at. ``kept`` as above.
        """
        sight = Sight(self._catalogue, figures)
        work = self._work(keys, sight, self._naming, done)
        if kept is not None:
            kept.keep(sight.lines)
            kept.keep_cells(sight.cells)
        return Recheck(frozenset(work), in_order(_found(work, sight)))

    def lines_of(self, pairs: Collection[Pair], figures: Figures) -> Mapping[Pair, Line]:
        """The lines of pairs as their figures stand."""
        return lines_of(self._catalogue, pairs, figures)

    def by_and_by(
        self, figures: Figures, without: Collection[RuleKind] = (), lines: LinesOf | None = None
    ) -> ByAndBy:
        """The rules for many cells, some at a time, on figures that stay as they are meanwhile.

        Only where a finding would name one of the cells, and ``without`` rules of some kinds; ``lines`` gives the
        lines of the figures where they are at hand.
        """
        sight, places = Sight(self._catalogue, figures, lines), set[Place]()

        naming = {each: kind.naming or kind.touched for each, kind in KINDS.items() if each not in without}
        touched = {rule.code: naming.get(rule.kind, _nowhere) for rule in self.rules}

        def findings_for(keys: Iterable[ObservationKey]) -> list[Finding]:
            work = self._work(keys, sight, touched, places)
            places.update(work)
            return _found(work, sight)

        return findings_for

    def full_check(self, keys: Iterable[ObservationKey], figures: Figures) -> tuple[Finding, ...]:
        """All findings that name one of the cells, of a form for instance; empty cells are checked too."""
        cells = frozenset(keys)
        found = self.findings_for(cells, figures).findings
        return tuple(finding for finding in found if not cells.isdisjoint(finding.cells))

    def cells_of(
        self, regions: Iterable[str], indicators: Iterable[str], periods: Iterable[Period]
    ) -> list[ObservationKey]:
        """The cells of whole regions and periods, for a full check without a form."""
        known = [code for code in indicators if code in self._catalogue.indicators]
        return [ObservationKey(*cell) for cell in product(regions, known, periods, Measure)]

    def indicators_of(self, rule: Rule) -> frozenset[str]:
        """The codes of the indicators at whose cells one of the rules is applied."""
        return self._judged[rule.code]

    def _judged_at(self, rule: Rule) -> frozenset[str]:
        """The indicators at whose cells a rule is applied."""
        indicators = self._catalogue.indicators
        if rule.formula is not None:
            codes = rule.formula.codes
            return frozenset(codes[:1]) if all(code in indicators for code in codes) else frozenset()
        suits = KINDS[rule.kind].suits
        return frozenset(
            code for code, each in indicators.items() if suits(each) and rule.scope.covers_indicator(each)
        )

    def _looked_at(self, rule: Rule) -> frozenset[str]:
        """The indicators whose edits can touch a rule."""
        judged = self._judged[rule.code]
        if rule.formula is not None:
            return frozenset(rule.formula.codes) if judged else frozenset()
        if rule.kind is RuleKind.PARTS:
            return judged.union(*(self._catalogue.parts.get(code, ()) for code in judged))
        return judged

    def _work(
        self,
        keys: Iterable[ObservationKey],
        sight: Sight,
        touched: Mapping[str, Touched],
        done: Collection[Place] = (),
    ) -> _Work:
        """The rules to be applied and where, but for places that are done, with everything read that they look at.

        ``touched`` tells by a rule's code where it must be applied.
        """
        known = [key for key in dict.fromkeys(keys) if self._is_known(key)]
        sight.read_lines({(key.region, key.indicator) for key in known})
        work: _Work = {}
        reads: set[ObservationKey] = set()
        for key in known:
            for rule in self._touching[key.indicator]:
                reads_of = self._reads[rule.code]
                for at in touched[rule.code](rule, key, sight):
                    place = rule.code, at
                    if self._covers(rule, at) and place not in work and place not in done:
                        work[place] = rule, at
                        reads.update(reads_of(rule, at, self._catalogue))
        sight.read_cells(reads)
        return work

    def _is_known(self, key: ObservationKey) -> bool:
        is_figure = (
            key.measure is not Measure.BASE
        )  # last year's figure in other words, checked where it is reported
        return is_figure and key.indicator in self._touching and key.region in self._catalogue.regions

    def _covers(self, rule: Rule, at: ObservationKey) -> bool:
        return (
            at.measure in self._measures[rule.code]
            and at.indicator in self._judged[rule.code]
            and at.region in self._regions[rule.code]
            and (
                rule.scope.covers_cell(at)
                if rule.code in self._bounded
                else at.period.frequency is not _YEARS
            )
        )


def _nowhere(_rule: Rule, _key: ObservationKey, _sight: Sight) -> Cells:
    return ()


def _found(work: _Work, sight: Sight) -> list[Finding]:
    found = (KINDS[rule.kind].judge(rule, at, sight) for rule, at in work.values())
    return [finding for finding in found if finding]


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The most severe first, then by cell and rule."""
    return tuple(sorted(findings, key=_place_in_order))


def _place_in_order(finding: Finding) -> tuple[int | str, ...]:
    """Severity, cell, rule in plain numbers and texts: comparing keys themselves takes ten times as long."""
    key, period = finding.key, finding.key.period
    span = period.year, period.month, period.last_year, period.last_month, period.frequency
    return _ORDER[finding.severity], key.region, key.indicator, *span, key.measure, finding.rule.code
