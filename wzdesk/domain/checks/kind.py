"""What a kind of rule must be able to say of itself, so that the engine can apply it to any cell."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from wzdesk.domain.checks.catalogue import Catalogue
from wzdesk.domain.checks.finding import Finding
from wzdesk.domain.checks.rule import Rule
from wzdesk.domain.checks.sight import Sight
from wzdesk.domain.indicator import Indicator
from wzdesk.domain.observation import Measure, ObservationKey

LEVELS = frozenset({Measure.LEVEL})
Cells = Iterable[ObservationKey]
Touched = Callable[[Rule, ObservationKey, Sight], Cells]


def _any(_: Indicator) -> bool:
    return True


def _own_line(_rule: Rule, _at: ObservationKey, _catalogue: Catalogue) -> Cells:
    return ()


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of rule.

    ``touched``: the cells at which a rule must be applied anew when a cell was edited, whose line has been read.
    ``judge``: the finding of a rule applied at a cell, if there is one. ``reads``: the cells it looks at beyond the
    line of the edited cell. ``suits``: the indicators for which it has any sense. ``words``: the values that its
    sentence may name beside the common ones. ``measures``: where the scope names none. ``naming``: those of ``touched``
    whose finding would name the edited cell, where there are others.
    """

    touched: Touched
    judge: Callable[[Rule, ObservationKey, Sight], Finding | None]
    words: frozenset[str] = frozenset()
    suits: Callable[[Indicator], bool] = _any
    reads: Callable[[Rule, ObservationKey, Catalogue], Cells] = _own_line
    measures: frozenset[Measure] = LEVELS
    naming: Touched | None = None
