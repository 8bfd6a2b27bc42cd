"""A line of the ledger as tables show it: a project with its plan and its report of one month; amounts in 万元."""

from dataclasses import dataclass
from decimal import Decimal

from wzdesk.domain.period import Period
from wzdesk.domain.projects.amount import ZERO
from wzdesk.domain.projects.lag import ahead, rate
from wzdesk.domain.projects.progress import Invested
from wzdesk.domain.projects.project import Nature, Stage

NOTHING = Invested()


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """One project at the end of a month.

    ``plan`` is the annual plan that holds in the month; ``reported`` the platform's account, ``booked`` that of
    statistics, ``before`` the platform's account of the month before; ``problems`` counts the open ones, ``lists``
    are those on which the project stands.
    """

    code: str
    name: str
    month: Period
    field: str = ""
    subfield: str = ""
    nature: Nature | None = None
    stage: Stage | None = None
    regions: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()
    agency: str = ""
    owner: str = ""
    total: Decimal = ZERO
    plan: Decimal | None = None
    reported: Invested = NOTHING
    booked: Invested = NOTHING
    before: Invested = NOTHING
    funds: Decimal | None = None
    image: str = ""
    image_percent: Decimal | None = None
    next_step: str = ""
    problems: int = 0
    is_invented: bool = False

    @property
    def rate(self) -> Decimal | None:
        """Percent of the annual plan that is done, unrounded."""
        return rate(self.reported.year, self.plan)

    @property
    def ahead(self) -> Decimal | None:
        """Points before (+) or behind (−) time progress, unrounded."""
        return ahead(self.reported.year, self.plan, self.month.last_month)

    @property
    def is_lagging(self) -> bool:
        """Whether it is behind time progress."""
        return self.ahead is not None and self.ahead < 0

    @property
    def gap(self) -> Decimal | None:
        """Booked less reported, year to date."""
        if self.booked.year is None or self.reported.year is None:
            return None
        return self.booked.year - self.reported.year
