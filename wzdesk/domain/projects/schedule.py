"""Starts and completions of a year: planned, actual, overdue (开工竣工时间轴)."""

from dataclasses import dataclass
from datetime import date

from wzdesk.domain.period import Period
from wzdesk.domain.projects.project import Project
from wzdesk.domain.projects.when import When


@dataclass(frozen=True, slots=True)
class Event:
    """A start or a completion; ``late`` are the days by which it came, or is still waited for, after its plan."""

    word: str
    planned: When | None
    actual: When | None
    late: int = 0

    @property
    def late_words(self) -> str:
        """How late it came, as exactly as its dates are known: what was planned for June and came in July, a month."""
        if self.planned is None or self.actual is None or (self.planned.day and self.actual.day):
            return f"{self.late} 天"
        months = [one.year * 12 + (one.month or 12) for one in (self.planned, self.actual)]
        return f"{months[1] - months[0]} 个月"

    @property
    def is_overdue(self) -> bool:
        """Whether it is still waited for after its day."""
        return self.actual is None and self.late > 0

    def falls_in(self, year: int) -> bool:
        """Whether the plan or what happened lies in a year."""
        return any(one is not None and one.year == year for one in (self.planned, self.actual))


@dataclass(frozen=True, slots=True)
class Schedule:
    """A project's start and completion as they stand at the end of a month."""

    project: Project
    start: Event
    end: Event


def schedule_of(project: Project, month: Period) -> Schedule | None:
    """The schedule of a project with a start or completion in the year of the month, or overdue from before."""
    day = When(month.last_year, month.last_month).last
    start = _event("开工", project.planned_start, project.actual_start, day)
    end = _event("竣工", project.planned_end, project.actual_end, day)
    if any(one.falls_in(month.year) or one.is_overdue for one in (start, end)):
        return Schedule(project, start, end)
    return None


def _event(word: str, planned: When | None, actual: When | None, day: date) -> Event:
    """Something actual that lies after the day has not happened yet, seen from there."""
    happened = actual if actual is not None and actual.first <= day else None
    late = 0
    if planned is not None:
        until = happened.first if happened is not None else day
        late = max(0, (until - planned.last).days)
    return Event(word, planned, happened, late)
