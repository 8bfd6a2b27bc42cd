"""Monthly progress of a project (月度进度); amounts in 万元."""

from dataclasses import dataclass
from decimal import Decimal

from wzdesk.domain.period import Period


@dataclass(frozen=True, slots=True)
class Invested:
    """One account of what was invested: in the month, in the year to date, since the start; None where not given."""

    month: Decimal | None = None
    year: Decimal | None = None
    start: Decimal | None = None


@dataclass(frozen=True, slots=True)
class ProjectProgress:
    """What is reported of a project for a month.

    ``reported`` is the platform's figure (平台报表), ``booked`` what statistics has booked (统计入库); ``image`` says
    in words how far the works are (形象进度), ``image_percent`` in percent; ``funds`` arrived in the year to date.
    """

    project: str
    month: Period
    reported: Invested = Invested()
    booked: Invested = Invested()
    funds: Decimal | None = None
    image: str = ""
    image_percent: Decimal | None = None
    next_step: str = ""

    @property
    def gap(self) -> Decimal | None:
        """Booked less reported, year to date: the gap is reported itself."""
        if self.booked.year is None or self.reported.year is None:
            return None
        return self.booked.year - self.reported.year
