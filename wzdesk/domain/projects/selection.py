"""Which projects of the ledger are looked at: the filters of a page, as data that can be kept under a name."""

from collections.abc import Callable
from dataclasses import dataclass

from wzdesk.domain.projects.ledger_line import LedgerLine
from wzdesk.domain.projects.project import Nature, Stage
from wzdesk.domain.text import normalise


@dataclass(frozen=True, slots=True)
class Selection:
    """What a project must be to be shown; an empty filter lets every project pass.

    ``regions`` holds the codes of regions, ``project_list`` the name of a list (市“百项千亿” …), ``agency`` and
    ``owner`` names, ``text`` a part of a name or code. ``is_lagging`` leaves those behind time progress,
    ``has_problems`` those with a problem that is open.
    """

    fields: frozenset[str] = frozenset()
    natures: frozenset[Nature] = frozenset()
    stages: frozenset[Stage] = frozenset()
    regions: frozenset[str] = frozenset()
    project_list: str = ""
    agency: str = ""
    owner: str = ""
    text: str = ""
    is_lagging: bool = False
    has_problems: bool = False

    def takes(self, line: LedgerLine) -> bool:
        """Whether a line of the ledger passes every filter."""
        return all(passes(self, line) for passes in _FILTERS)


_FILTERS: tuple[Callable[[Selection, LedgerLine], bool], ...] = (
    lambda wanted, line: not wanted.fields or line.field in wanted.fields,
    lambda wanted, line: not wanted.natures or line.nature in wanted.natures,
    lambda wanted, line: not wanted.stages or line.stage in wanted.stages,
    lambda wanted, line: not wanted.regions or bool(wanted.regions & set(line.regions)),
    lambda wanted, line: not wanted.project_list or wanted.project_list in line.lists,
    lambda wanted, line: not wanted.agency or line.agency == wanted.agency,
    lambda wanted, line: not wanted.owner or line.owner == wanted.owner,
    lambda wanted, line: (
        not wanted.text or normalise(wanted.text) in normalise(line.name) or wanted.text in line.code
    ),
    lambda wanted, line: not wanted.is_lagging or line.is_lagging,
    lambda wanted, line: not wanted.has_problems or line.problems > 0,
)
