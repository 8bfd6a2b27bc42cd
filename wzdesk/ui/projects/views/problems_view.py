"""问题: what is open, by who must solve it, the longest overdue first; one key says that it is solved."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from wzdesk.domain.projects.problem import Problem
from wzdesk.services.projects.roll_up import OpenProblem
from wzdesk.ui.projects.amounts import name_words
from wzdesk.ui.projects.views.figure_table import FigureLine, FigureTable, Heads
from wzdesk.ui.shell.page_header import ToolRow
from wzdesk.ui.theme import Theme
from wzdesk.ui.widgets.buttons import FlatButton
from wzdesk.ui.widgets.empty_page import EmptyPage
from wzdesk.ui.widgets.labels import PlainLabel

_HEADS = Heads(
    ("问题", "项目", "提出", "应解决", "还有几天"), (0, 260, 104, 104, 108), coloured=frozenset({4})
)
NOBODY = "没有写明谁解决"


class ProblemsView(QWidget):
    """Shows problems; asks for the mark and for the project."""

    solved = Signal(object)
    """A ``Problem`` that is said to be solved."""
    opened = Signal(str)
    """The code of a project."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.about = PlainLabel(theme, "", self, color="t2")
        self.solve_button = FlatButton(theme, "标为已解决", self, icon_name="check", key="Ctrl+.", small=True)
        self.table = FigureTable(theme, _HEADS, "没有解决的问题", self)
        self._nothing = EmptyPage(
            theme, "flag", "没有还没解决的问题", "各项目在月报里提出的问题，没解决前都列在这里。"
        )
        bar = ToolRow(theme, self)
        bar.add_left(self.about)
        bar.add_right(self.solve_button)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.table)
        self._stack.addWidget(self._nothing)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(bar)
        column.addWidget(self._stack, 1)
        self.solve_button.clicked.connect(self._on_solve)
        self.table.asked.connect(self._on_asked)
        self.setFocusProxy(self.table)

    def show_problems(self, found: Sequence[OpenProblem], day: date) -> None:
        """Those that are open at the end of a day."""
        listed = sorted(found, key=lambda one: (one.problem.solver == "", one.problem.solver))
        lines: list[FigureLine] = []
        for solver, group in groupby(listed, key=lambda one: one.problem.solver):
            members = sorted(group, key=lambda one: one.problem.due or date.max)
            lines.append(FigureLine((f"{solver or NOBODY}　{len(members)} 条", "", "", "", ""), depth=0))
            lines += [_line(one, day) for one in members]
        late = sum((one.problem.days_left(day) or 0) < 0 for one in found)
        self.about.setText(f"截至 {_day(day)}，没有解决的 {len(found)} 条，其中已过期 {late} 条")
        self.table.show_lines(lines, day.month)
        self._stack.setCurrentWidget(self.table if lines else self._nothing)
        self.solve_button.setEnabled(bool(lines))

    def _on_solve(self) -> None:
        if isinstance(self.table.current_key, Problem):
            self.solved.emit(self.table.current_key)

    def _on_asked(self, problem: Problem) -> None:
        self.opened.emit(problem.project)


def _line(one: OpenProblem, today: date) -> FigureLine:
    problem, left = one.problem, one.problem.days_left(today)
    words, colour = "", "t2"
    if left is not None:
        words = f"已拖 {-left} 天" if left < 0 else f"还有 {left} 天" if left else "今天到期"
        colour = "missed" if left < 0 else "nearly" if left <= 7 else "t2"
    texts = (problem.text, name_words(one.project), _day(problem.raised), _day(problem.due), words)
    return FigureLine(texts, problem, colour=colour)


def _day(day: date | None) -> str:
    return f"{day.year}.{day.month}.{day.day}" if day else ""
