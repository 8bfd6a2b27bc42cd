"""Which projects lag behind time progress, and what of them wants a look, in sentences."""

from dataclasses import dataclass
from decimal import Decimal

from wzdesk.db.doors import execute_of
from wzdesk.db.plan_tables import read_file_info
from wzdesk.db.store import Store
from wzdesk.domain.period import Period
from wzdesk.domain.projects.alerts import Alert, yi
from wzdesk.domain.projects.lag import USUAL_WORDS, rounded, time_progress
from wzdesk.domain.projects.ledger_line import LedgerLine
from wzdesk.domain.projects.selection import Selection
from wzdesk.services.projects.read_ledger import ledger_lines
from wzdesk.services.projects.roll_up import alerts_of


@dataclass(frozen=True, slots=True)
class Lagging:
    """A project with its line of the month, how far behind it is, the word for that, and its alerts.

    ``points`` and ``word`` are None and "" where it is not behind, and stands here for its alerts alone.
    """

    line: LedgerLine
    points: Decimal | None
    word: str
    alerts: tuple[Alert, ...]

    @property
    def sentence(self) -> str:
        """What a head wants to hear of it."""
        line = self.line
        said = [one.sentence for one in self.alerts]
        if self.points is not None and line.rate is not None:
            progress = rounded(time_progress(line.month.last_month))
            said.insert(
                0,
                f"年度计划 {yi(line.plan or Decimal(0))} 亿元，完成 {yi(line.reported.year or Decimal(0))} 亿元，"
                f"完成率 {rounded(line.rate)}%，序时进度 {progress}%，{self.word}序时进度 "
                f"{rounded(-self.points)} 个百分点",
            )
        return f"{line.name}：{'；'.join(said)}。"


@dataclass(frozen=True, slots=True)
class LaggingProjects:
    """The projects of a month that lag or have alerts, the furthest behind first."""

    month: Period
    projects: tuple[Lagging, ...]
    is_demo: bool


def lagging_projects(data: Store, month: Period, selection: Selection) -> LaggingProjects:
    """The chosen projects of a month that are behind time progress or want a look."""
    warned = {one.project.code: one.alerts for one in alerts_of(data, month, selection)}
    found = []
    for line in ledger_lines(data, month, selection):
        told = warned.get(line.code, ())
        points = line.ahead if line.is_lagging else None
        if points is not None or told:
            found.append(Lagging(line, points, "" if points is None else USUAL_WORDS.say(points), told))
    with data.reading() as session:
        is_demo = read_file_info(execute_of(session)).is_demo
    found.sort(key=lambda one: (one.points is None, one.points or Decimal(0)))
    return LaggingProjects(month, tuple(found), is_demo)
