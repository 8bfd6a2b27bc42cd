"""When an invented project is to begin and to end, and when it did: most in time, some late, some not yet."""

from dataclasses import dataclass

from wzdesk.domain.projects.project import Nature
from wzdesk.domain.projects.when import When
from wzdesk.packs.demo.ledger.seeds import LAST_YEAR, THIS_YEAR, Seed
from wzdesk.packs.demo.numbers import swing

LAST_MONTH = 9
"""The ledger has been filled until September: the next month is the person's."""
YEAR_END = 12


@dataclass(frozen=True, slots=True)
class Dates:
    """The four dates of a project; its works run ``behind`` months after their plan."""

    planned_start: When
    planned_end: When
    actual_start: When | None
    actual_end: When | None
    behind: int = 0

    @property
    def first(self) -> int:
        """The month of this year with which its plan begins."""
        return self.planned_start.month if self.planned_start.year == THIS_YEAR else 1

    @property
    def last(self) -> int:
        """The month of this year with which its plan is done."""
        return (self.planned_end.month or YEAR_END) if self.planned_end.year == THIS_YEAR else YEAR_END

    @property
    def is_finishing(self) -> bool:
        """Whether it is to be completed this year."""
        return self.planned_end.year == THIS_YEAR


def dates_of(seed: Seed) -> Dates:
    """The dates of a project; a year of completion that a document states is kept."""
    years = 2 + _draw(seed, "years") // 34
    nature = seed.natures.get(THIS_YEAR)
    if nature is Nature.EARLY:
        return Dates(When(THIS_YEAR + 1, 6), When(THIS_YEAR + 1 + years, YEAR_END), None, None)
    if nature is Nature.NEW:
        return _new(seed, years)
    begun = LAST_YEAR if seed.natures.get(LAST_YEAR) is Nature.NEW else LAST_YEAR - 1
    start = When(begun, 3 + _draw(seed, "begun") // 12)
    if nature is None:
        return Dates(start, When(LAST_YEAR, YEAR_END), start, When(LAST_YEAR, 11))
    return _carried_on(seed, start, When(THIS_YEAR + years, 6))


def _new(seed: Seed, years: int) -> Dates:
    first, end = 1 + _draw(seed, "start") * 9 // 100, When(THIS_YEAR + years, YEAR_END)
    planned = When(THIS_YEAR, first)
    if first > LAST_MONTH or _draw(seed, "late") > 95:
        return Dates(planned, end, None, None, YEAR_END)
    behind = 1 + _draw(seed, "weeks") % 2 if _draw(seed, "waits") > 85 and first < LAST_MONTH - 1 else 0
    return Dates(planned, end, When(THIS_YEAR, first + behind), None, behind)


def _carried_on(seed: Seed, start: When, later: When) -> Dates:
    if seed.named and seed.named.planned_end:
        return Dates(start, seed.named.planned_end, start, None)
    month = 4 + _draw(seed, "month of end") // 12
    if seed.named or _draw(seed, "finishes") <= 80 or not seed.can_finish:
        return Dates(start, later, start, None)
    behind = 1 + _draw(seed, "weeks") % 2 if _draw(seed, "slips") > 75 else 0
    is_done = month + behind <= LAST_MONTH
    end = When(THIS_YEAR, month + behind) if is_done else None
    return Dates(start, When(THIS_YEAR, month), start, end, behind)


def _draw(seed: Seed, what: str) -> int:
    """A number from 0 to 100 that is always the same for the same project."""
    return swing(50, what, seed.code) + 50
