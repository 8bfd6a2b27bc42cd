"""时间轴: starts and completions of a year, planned and actual, with those that are overdue."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QRectF
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wzdesk.domain.period import Period
from wzdesk.domain.projects.schedule import Event, Schedule
from wzdesk.domain.projects.when import When
from wzdesk.services.projects.look_at import MOST_SCHEDULED
from wzdesk.ui import painting
from wzdesk.ui.projects.amounts import name_words
from wzdesk.ui.projects.views.figure_table import FigureLine, FigureTable, Heads
from wzdesk.ui.shell.page_header import ToolRow
from wzdesk.ui.theme import Theme
from wzdesk.ui.widgets.labels import ElidedLabel
from wzdesk.ui.widgets.text_model import Index

_AXIS, _STATE = 1, 4
_LEGEND = "○ 计划开工　● 实际开工　□ 计划竣工　■ 实际竣工　竖线为所看月份的月底"


class TimelineView(QWidget):
    """A line for each project with a start or completion in the year, or overdue."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.about = ElidedLabel(theme, "", self, color="t2")
        self.table = _TimelineTable(theme, self)
        bar = ToolRow(theme, self)
        bar.add_left(self.about)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(bar)
        column.addWidget(self.table, 1)
        self.setFocusProxy(self.table)

    def show_schedules(self, schedules: Sequence[Schedule], month: Period, chosen: int) -> None:
        """The schedules as they stand at the end of a month; ``chosen`` projects were looked through."""
        late = sum(one.start.is_overdue or one.end.is_overdue for one in schedules)
        words = f"{month.year}年要开工、竣工的 {len(schedules)} 项，其中逾期 {late} 项　{_LEGEND}"
        if chosen > MOST_SCHEDULED:
            words += f"　项目太多，只看了前 {MOST_SCHEDULED} 项，请用筛选缩小"
        self.about.setText(words)
        self.about.setToolTip(words)
        self.table.month = month
        self.table.show_lines([_line(one, month.year) for one in schedules], month.last_month)


class _TimelineTable(FigureTable):
    """Paints the months of the year in its second column."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        self.month = Period.of_month(2000, 12)
        heads = Heads(
            ("项目", "1月　→　12月", "开工 计划 / 实际", "竣工 计划 / 实际", "情况"),
            (260, 0, 150, 150, 170),
            coloured=frozenset({_STATE}),
        )
        super().__init__(theme, heads, "开工竣工时间轴", parent)

    def _paint(self, painter: QPainter, rect: QRect, index: Index) -> bool:
        key = self.lines.line(index.row()).key
        if index.column() != _AXIS or not isinstance(key, Schedule):
            return super()._paint(painter, rect, index)
        palette = self._theme.palette
        for month in range(1, 12):
            x = rect.left() + rect.width() * month / 12
            painting.vertical_line(painter, x, rect.top(), rect.bottom(), palette.line)
        now = rect.left() + rect.width() * self.month.last_month / 12
        painting.vertical_line(painter, now, rect.top(), rect.bottom() + 1, palette.t1)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_span(painter, rect, key)
        for event, is_round in ((key.start, True), (key.end, False)):
            self._paint_event(painter, rect, event, is_round=is_round)
        painter.restore()
        return True

    def _paint_span(self, painter: QPainter, rect: QRect, schedule: Schedule) -> None:
        """A line over the months in which it is built, as planned."""
        start, end = (one.actual or one.planned for one in (schedule.start, schedule.end))
        if start is None:
            return
        left = self._x(rect, start, clamp=True)
        right = self._x(rect, end, clamp=True) if end is not None else rect.right()
        if left is None or right is None:
            return
        painter.setPen(QPen(QColor(self._theme.palette.bar), self._theme.px(2)))
        middle = rect.center().y() + 0.5
        painter.drawLine(QPointF(left, middle), QPointF(max(left, right), middle))

    def _paint_event(self, painter: QPainter, rect: QRect, event: Event, *, is_round: bool) -> None:
        palette, half = self._theme.palette, self._theme.px(4.5)
        for when, is_actual in ((event.planned, False), (event.actual, True)):
            x = self._x(rect, when) if when is not None else None
            if x is None:
                continue
            color = QColor(palette.missed if event.is_overdue else palette.acc)
            painter.setPen(QPen(color, 1.5))
            painter.setBrush(color if is_actual else QColor(palette.page))
            box = QRectF(x - half, rect.center().y() + 0.5 - half, 2 * half, 2 * half)
            (painter.drawEllipse if is_round else painter.drawRect)(box)

    def _x(self, rect: QRect, when: When, *, clamp: bool = False) -> float | None:
        """Where a date stands; what is known by its month alone stands in the middle of it."""
        month = when.month or (12 if clamp else 0)
        if when.year != self.month.year:
            if not clamp:
                return None
            return float(rect.left() if when.year < self.month.year else rect.right())
        if not month:
            return None
        within = (when.day - 0.5) / 31 if when.day else 0.5
        return rect.left() + rect.width() * (month - 1 + within) / 12


def _line(schedule: Schedule, year: int) -> FigureLine:
    start, end = schedule.start, schedule.end
    told = (one for one in (start, end) if one.falls_in(year) or one.is_overdue)
    states = [state for one in told if (state := _state(one))]
    colour = "missed" if start.is_overdue or end.is_overdue else "t2"
    texts = (name_words(schedule.project), "", _dates(start), _dates(end), "；".join(states))
    return FigureLine(texts, schedule, colour=colour)


def _dates(event: Event) -> str:
    planned, actual = (one.text if one is not None else "—" for one in (event.planned, event.actual))
    return "" if event.planned is None and event.actual is None else f"{planned} / {actual}"


def _state(event: Event) -> str:
    if event.is_overdue:
        return f"逾期 {event.late} 天未{event.word}"
    if event.actual is not None and event.planned is not None:
        return f"晚 {event.late_words}{event.word}" if event.late else f"按期{event.word}"
    return ""
