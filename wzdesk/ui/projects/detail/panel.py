"""The panel of one project: its head, and what there is to know of it in tabs; all of it can be changed here."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from wzdesk.domain.change import CellKey, Change
from wzdesk.domain.errors import WzdeskError
from wzdesk.domain.period import Period
from wzdesk.domain.projects.change import LedgerKey, ProblemChange, ProblemKey, ProjectChange, ProjectKey
from wzdesk.domain.projects.month_checks import MonthFinding, month_findings
from wzdesk.domain.projects.month_sheet import MoneyUnit, MonthLine
from wzdesk.domain.projects.problem import Problem
from wzdesk.domain.projects.project import Project
from wzdesk.domain.projects.project_texts import Rows, places_of
from wzdesk.services.projects.form_places import form_places
from wzdesk.services.projects.read_project import history_of, problems_of, project_of, reports_of
from wzdesk.services.projects.record import record
from wzdesk.services.projects.split_package import split_package
from wzdesk.ui.entry.panel_parts import PanelBody, add_section
from wzdesk.ui.projects.detail.editor import ProjectEditor, SplitEditor
from wzdesk.ui.projects.detail.list_tabs import (
    BasicTab,
    FundsTab,
    HistoryTab,
    LineTab,
    MilestoneTab,
)
from wzdesk.ui.projects.detail.month_tab import MonthTab
from wzdesk.ui.projects.detail.problem_tab import ProblemTab
from wzdesk.ui.projects.detail.tab_strip import TabStrip
from wzdesk.ui.theme import Role
from wzdesk.ui.widgets.labels import TagLabel, WrappedLabel
from wzdesk.ui.workspace import Workspace

_TABS = ("基本信息", "月度进度", "里程碑", "资金", "问题", "历史")
_BASIC, _MONTH, _MILESTONES, _FUNDS, _PROBLEMS, _HISTORY = range(len(_TABS))


class ProjectPanel(QWidget):
    """Shows a project in a month."""

    changed = Signal()
    """Something of the project was stored here; ``AppSignals.projects_changed`` says what."""
    left = Signal()
    """A form was left: whoever has the panel beside it takes the keys again."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.places = form_places(workspace.look.regions, workspace.look.info.home)
        """The regions of the file, as the form of the project names and reads them."""
        self._line: MonthLine | None = None
        self._findings: tuple[MonthFinding, ...] = ()
        self._is_typing = False
        self._is_outdated = False
        """What is shown was changed while the panel was hidden; it is read when it is shown."""
        self._stale: set[int] = set()
        """Tabs that show something older than the line; each is filled when it is looked at."""
        self.setAccessibleName("项目的明细")
        theme = workspace.theme
        self._title = WrappedLabel(theme, role=Role.SUBJECT, color="t1")
        self._mark = TagLabel(theme, "演示", self)
        self._caption = WrappedLabel(theme, role=Role.CAPTION, color="t3")
        self._tabs = TabStrip(theme, _TABS, self)
        self.basic, self.month, self.milestones = (
            BasicTab(theme, self.places.names),
            MonthTab(theme),
            MilestoneTab(theme),
        )
        self.funds, self.problems, self.history = FundsTab(theme), ProblemTab(theme), HistoryTab(theme)
        self._stack = QStackedWidget(self)
        self._body = PanelBody(theme)
        self._lay_out()
        self._connect()
        self._tabs.choose(_MONTH)
        workspace.signals.projects_changed.connect(self._on_projects_changed)
        if workspace.are_charts_loaded:
            self.month.let_charts()
        workspace.charts_loaded.connect(self.month.let_charts)
        self.clear()

    @property
    def line(self) -> MonthLine | None:
        """What is shown."""
        return self._line

    def show_project(self, code: str, month: Period) -> bool:
        """Read a project and show it in a month; False where the file has none of that code."""
        data = self._workspace.file.store()
        project = project_of(data, code)
        if project is None:
            self.clear()
            return False
        line = MonthLine(month, project, reports_of(data, code), problems_of(data, code))
        self.show_line(line, month_findings(line, MoneyUnit.WAN))
        return True

    def show_line(
        self, line: MonthLine, findings: Sequence[MonthFinding] = (), *, is_typing: bool = False
    ) -> None:
        """Show a line that is at hand, at every keystroke ``is_typing``: only the tab in sight is drawn."""
        self._line, self._is_outdated = line, False
        self._body.show()
        self._title.setText(line.project.name)
        self._mark.setVisible(line.project.is_invented)
        self._caption.setText(caption_of(line, self.places.names))
        self._tabs.set_count(_PROBLEMS, len(line.open_problems))
        self._findings, self._is_typing = tuple(findings), is_typing
        self._stale = set(range(len(_TABS)))
        self._show_tab()

    def clear(self) -> None:
        """Show no project."""
        self._line = None
        self._body.hide()

    def choose_tab(self, number: int) -> None:
        """Look at another tab: 0 基本信息 … 5 历史."""
        self._tabs.choose(number)

    def ask_problem(self) -> None:
        """Open the form for a new problem of the project."""
        if self._line is not None:
            self._tabs.choose(_PROBLEMS)
            self.problems.ask()

    def ask_edit(self) -> None:
        """Open the form of the whole project."""
        if self._line is not None:
            theme, project = self._workspace.theme, self._line.project
            ProjectEditor(theme, project, self.places, self._store_project, self).exec()

    # Building

    def _lay_out(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._body)
        column = QVBoxLayout(self._body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = add_section(column, self._workspace.theme)
        row = QHBoxLayout()
        row.addWidget(self._title, 1)
        row.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(row)
        head.addWidget(self._caption)
        column.addWidget(self._tabs)
        for tab in (self.basic, self.month, self.milestones, self.funds, self.problems, self.history):
            self._stack.addWidget(_scrolled(tab))
        column.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self._tabs.picked.connect(self._on_tab_picked)
        self.month.problem_asked.connect(self.ask_problem)
        self.problems.given.connect(self._on_problem_given)
        self.problems.left.connect(self.left)
        for tab in (self.basic, self.milestones, self.funds):
            tab.edit_asked.connect(self.ask_edit)
        self.basic.split_asked.connect(self._on_split_asked)
        self._add_key("Ctrl+I", self.ask_edit)
        self._add_key("F6", partial(self._tabs.step, 1))
        self._add_key("Shift+F6", partial(self._tabs.step, -1))

    def _add_key(self, keys: str, act: Callable[[], object]) -> None:
        """A key of the page on which the panel stands, while it is seen."""
        shortcut = QShortcut(keys, self)
        shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
        shortcut.activated.connect(partial(self._do_if_seen, act))

    def _do_if_seen(self, act: Callable[[], object]) -> None:
        if self._line is not None and self.isVisible():
            act()

    # Showing

    def _show_tab(self) -> None:
        number, line = self._tabs.current, self._line
        self._stack.setCurrentIndex(number)
        if line is None or number not in self._stale:
            return
        self._stale.discard(number)
        match number:
            case _ if number == _MONTH:
                self.month.show_line(line, self._findings, is_typing=self._is_typing)
            case _ if number == _HISTORY:
                self.history.show_steps(history_of(self._workspace.file.store(), line.project.code))
            case _ if number == _PROBLEMS:
                self.problems.show_line(line)
            case _:
                tabs: dict[int, LineTab] = {
                    _BASIC: self.basic,
                    _MILESTONES: self.milestones,
                    _FUNDS: self.funds,
                }
                tabs[number].show_line(line)

    # Storing

    def _store(self, changes: Sequence[Change], why: str = "") -> None:
        """Store as one act and tell the window.

        Raises:
            WzdeskError: nothing was stored.
        """
        workspace = self._workspace
        applied = record(workspace.file.store(), changes, who=workspace.person, why=why)
        self._tell_stored(frozenset(applied.keys))

    def _tell_stored(self, keys: frozenset[CellKey]) -> None:
        if keys:
            self._workspace.signals.announce(keys)
            self.changed.emit()

    def _store_project(self, project: Project, why: str) -> None:
        self._store([ProjectChange(ProjectKey(project.code), project)], why)

    def _store_split(self, rows: Rows) -> None:
        """Store the package and its parts as one act.

        Raises:
            WzdeskError: they cannot be split so; nothing was stored.
        """
        assert self._line is not None
        line, workspace = self._line, self._workspace
        keys = split_package(workspace.file.store(), line.project.code, rows, line.month, workspace.person)
        self._tell_stored(keys)

    # Slots

    def _on_tab_picked(self, _number: int) -> None:
        self._show_tab()

    def _on_split_asked(self) -> None:
        if self._line is not None:
            SplitEditor(self._workspace.theme, self._line.project, self._store_split, self).exec()

    def _on_problem_given(self, problem: Problem) -> None:
        try:
            self._store([ProblemChange(ProblemKey(problem.project, problem.no), problem)])
        except WzdeskError as error:
            self._workspace.window.show_refusal(error.sentence)

    def _on_projects_changed(self, keys: frozenset[LedgerKey]) -> None:
        """What is shown here may have been changed here, in the grid, or by an undo."""
        line = self._line
        if line is None or all(key.project != line.project.code for key in keys):
            return
        if self.isVisible():
            self.show_project(line.project.code, line.month)
        else:
            self._is_outdated = True

    def showEvent(self, event: QShowEvent) -> None:
        """Read what was changed while nobody saw it."""
        super().showEvent(event)
        if self._is_outdated and self._line is not None and self._workspace.file.is_open:
            self.show_project(self._line.project.code, self._line.month)


def caption_of(line: MonthLine, regions: Mapping[str, str]) -> str:
    """续建　清洁能源保供　泰顺县　2022.12—2029年底; ``regions`` are the short names by their codes."""
    project, plan = line.project, line.project.plan_in(line.month)
    start, end = project.actual_start or project.planned_start, project.actual_end or project.planned_end
    span = f"{start.text if start else ''}—{end.text if end else ''}" if start or end else ""
    parts = (plan.nature.value if plan else "", project.field, places_of(project, regions), span)
    return "　".join(part for part in parts if part)


def _scrolled(tab: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setFrameShape(QScrollArea.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
    area.setWidget(tab)
    return area
