"""月度进度: rate and lag, the S-curve, image progress, problems, and the two accounts."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout

from wzdesk.domain.projects.amount import to_yi
from wzdesk.domain.projects.lag import rounded
from wzdesk.domain.projects.ledger_line import NOTHING
from wzdesk.domain.projects.month_checks import MonthFinding
from wzdesk.domain.projects.month_sheet import MonthLine
from wzdesk.domain.projects.problem import Problem
from wzdesk.domain.projects.progress import ProjectProgress
from wzdesk.domain.true_minus import MINUS
from wzdesk.domain.units import plain
from wzdesk.ui.entry.panel_parts import PanelBody, add_section, widget_of
from wzdesk.ui.projects.detail.curve_shape import curve_shape
from wzdesk.ui.projects.detail.lag_label import LagLabel
from wzdesk.ui.theme import Role, Theme
from wzdesk.ui.widgets.buttons import LinkButton
from wzdesk.ui.widgets.labels import PlainLabel, SectionLabel, WrappedLabel, breakable
from wzdesk.ui.widgets.room import Room

if TYPE_CHECKING:  # pyqtgraph comes after the first paint
    from wzdesk.ui.projects.detail.curve_chart import CurveChart

_HUNDREDTH = Decimal("0.01")
_RIGHT = Qt.AlignmentFlag.AlignRight


class MonthTab(PanelBody):
    """A project's month; follows every keystroke, so only what differs is set."""

    problem_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._line: MonthLine | None = None
        self._is_typing = False
        self._has_charts = False
        self._chart: CurveChart | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._build()

    @property
    def rate_words(self) -> str:
        """The completion rate and the lag, as shown."""
        return f"{self._rate.text()} {self._lag.words}"

    @property
    def chart(self) -> "CurveChart | None":
        """The S-curve, once charts can be drawn."""
        return self._chart

    def let_charts(self) -> None:
        """From now on the curve is drawn."""
        self._has_charts = True
        if self._line is not None:
            self._show_curve(self._line)

    def show_line(self, line: MonthLine, findings: Sequence[MonthFinding], *, is_typing: bool) -> None:
        """Show a project in a month, ``is_typing`` with a cell as it stands in the editor."""
        before, self._line, self._is_typing = self._line, line, is_typing
        self._rate.setText("" if line.rate is None else plain(rounded(line.rate)))
        for label in (self._rate, self._percent):
            label.setVisible(line.rate is not None)
        self._lag.show_lag(line.ahead)
        self._show_findings(findings)
        now = line.now
        self._month_head.setText(f"{line.month.last_month}月形象进度")
        self._image.setText(breakable(image_words(now) or "还没有填"))
        last = image_words(line.last_month)
        self._last_image.setText(breakable(f"{line.month.previous.last_month}月：{last}"))
        self._last_image.setVisible(bool(last))
        self._next.setText(breakable(f"下一步：{now.next_step}" if now and now.next_step else ""))
        self._next.setVisible(bool(now and now.next_step))
        if before is None or before.problems != line.problems or before.month != line.month:
            self._show_problems(line.open_problems)
        self._show_accounts(line)
        self._show_curve(line)

    # Building

    def _build(self) -> None:
        theme = self._theme
        head = add_section(self._column, theme)
        row = QHBoxLayout()
        Room(theme, row, gap=6)
        self._rate = PlainLabel(theme, "—", role=Role.BIG_FIGURE, color="t1")
        self._lag = LagLabel(theme)
        row.addWidget(self._rate)
        self._percent = PlainLabel(theme, "%", role=Role.CAPTION, color="t3")
        row.addWidget(self._percent, 0, Qt.AlignmentFlag.AlignBottom)
        row.addWidget(self._lag, 1)
        head.addLayout(row)
        self._findings = WrappedLabel(theme, role=Role.CAPTION, color="blocking")
        head.addWidget(self._findings)
        self._unit = PlainLabel(theme, "", role=Role.NOTE, color="t3")
        head.addWidget(self._unit)
        self._chart_column = head
        self._curve_words = WrappedLabel(theme, role=Role.NOTE, color="t3")
        head.addWidget(self._curve_words)
        image = add_section(self._column, theme)
        self._month_head = SectionLabel(theme, "")
        self._image = WrappedLabel(theme, role=Role.BODY, color="t1")
        self._last_image = WrappedLabel(theme, role=Role.CAPTION, color="t3")
        self._next = WrappedLabel(theme, role=Role.CAPTION, color="t2")
        for label in (self._month_head, self._image, self._last_image, self._next):
            image.addWidget(label)
        self._build_problems()
        self._accounts_section = add_section(self._column, theme, "两套投资数")
        self._accounts = QGridLayout()
        Room(theme, self._accounts, gap=(10, 3))
        self._accounts_section.addLayout(self._accounts)
        self._accounts_labels: list[PlainLabel] = []
        self._column.addStretch(1)

    def _build_problems(self) -> None:
        theme = self._theme
        box = add_section(self._column, theme)
        row = QHBoxLayout()
        row.addWidget(SectionLabel(theme, "问题"), 1)
        add = LinkButton(theme, "新增 Ctrl+N")
        add.clicked.connect(self.problem_asked)
        row.addWidget(add)
        box.addLayout(row)
        self._problems = QGridLayout()
        Room(theme, self._problems, gap=(8, 2))
        self._problems.setColumnStretch(0, 1)
        box.addLayout(self._problems)

    # Showing

    def _show_findings(self, findings: Sequence[MonthFinding]) -> None:
        self._findings.setText("\n".join(one.sentence for one in findings))
        self._findings.setVisible(bool(findings))

    def _show_curve(self, line: MonthLine) -> None:
        shape = curve_shape(line)
        self._unit.setText(f"{shape.unit}，{line.month.year}年年初起累计")
        self._curve_words.setText(shape.words)
        if not self._has_charts:
            return
        if self._chart is None:
            from wzdesk.ui.projects.detail.curve_chart import CurveChart

            self._chart = CurveChart(self._theme)
            self._chart_column.insertWidget(3, self._chart)
        self._chart.setVisible(bool(shape.planned or shape.actual))
        self._chart.show_curve(shape, is_typing=self._is_typing)

    def _show_problems(self, problems: Sequence[Problem]) -> None:
        clear(self._problems)
        today = date.today()  # noqa: DTZ011 - the office's day
        for number, one in enumerate(problems):
            text = WrappedLabel(self._theme, breakable(one.text), role=Role.BODY, color="t1")
            words, color = due_words(one, today)
            due = PlainLabel(self._theme, words, role=Role.CAPTION, color=color)
            self._problems.addWidget(text, 2 * number, 0)
            self._problems.addWidget(due, 2 * number, 1, Qt.AlignmentFlag.AlignTop)
            solver = WrappedLabel(self._theme, solver_words(one), role=Role.CAPTION, color="t3")
            self._problems.addWidget(solver, 2 * number + 1, 0, 1, 2)
        if not problems:
            self._problems.addWidget(
                PlainLabel(self._theme, "没有未解决的问题", role=Role.CAPTION, color="t3"), 0, 0
            )

    def _show_accounts(self, line: MonthLine) -> None:
        """Platform, statistics, and how far they are apart; labels are used again while one types."""
        now, month = line.now, line.month.last_month
        reported = now.reported if now else NOTHING
        booked = now.booked if now else NOTHING
        pairs = [(reported.month, booked.month), (reported.year, booked.year), (reported.start, booked.start)]
        so_far = "1月" if month == 1 else f"1—{month}月"
        texts = [
            ("亿元", f"{month}月", so_far, "开工以来"),
            ("平台报表", *(_yi(one) for one, _ in pairs)),
            ("统计入库", *(_yi(one) for _, one in pairs)),
            ("差额", *(_gap(*pair) for pair in pairs)),
        ]
        if not self._accounts_labels:
            for row, its in enumerate(texts):
                for column, _ in enumerate(its):
                    color = "t3" if row == 0 or column == 0 else "missed" if row == 3 else "t1"
                    label = PlainLabel(self._theme, "", role=Role.CAPTION, color=color)
                    self._accounts.addWidget(
                        label, row, column, _RIGHT if column else Qt.AlignmentFlag.AlignLeft
                    )
                    self._accounts.setColumnStretch(column, 1)
                    self._accounts_labels.append(label)
        for label, text in zip(self._accounts_labels, (text for row in texts for text in row), strict=True):
            label.setText(text)
        widget_of(self._accounts_section).setVisible(now is not None)


def _yi(amount: Decimal | None) -> str:
    return "" if amount is None else plain(rounded(to_yi(amount), _HUNDREDTH)).replace("-", MINUS)


def _gap(reported: Decimal | None, booked: Decimal | None) -> str:
    return "" if reported is None or booked is None else _yi(booked - reported)


def image_words(report: ProjectProgress | None) -> str:
    """主体结构封顶　45%; "" where nothing was said."""
    if report is None:
        return ""
    percent = f"{plain(report.image_percent)}%" if report.image_percent is not None else ""
    return "　".join(part for part in (report.image, percent) if part)


def due_words(problem: Problem, today: date) -> tuple[str, str]:
    """How long a problem has left, and the colour of the words."""
    if problem.solved is not None:
        return f"{problem.solved.month}月{problem.solved.day}日已解决", "achieved"
    left = problem.days_left(today)
    if left is None:
        return "没有定日期", "t3"
    return (f"已拖 {-left} 天", "missed") if left < 0 else (f"还有 {left} 天", "t2")


def solver_words(problem: Problem) -> str:
    """Who must solve it and by when."""
    due = problem.due
    parts = [
        f"由{problem.solver}解决" if problem.solver else "没有写解决单位",
        f"定于 {due.year}年{due.month}月{due.day}日" if due else "",
    ]
    return "；".join(part for part in parts if part)


def clear(grid: QGridLayout) -> None:
    """Take everything out of a grid."""
    while grid.count():
        old = grid.takeAt(0).widget()
        old.hide()
        old.deleteLater()
