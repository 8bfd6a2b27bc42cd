"""Reads for the page 工作台 in a thread, part by part, and leads to what is chosen on it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QObject, QTimer, Slot

from wzdesk.domain.address import Address, PlanAddress
from wzdesk.domain.office import OfficeRole
from wzdesk.domain.verdict import Verdict
from wzdesk.ui.file_memory import FileMemory, office_role
from wzdesk.ui.home import lines, project_link, readings
from wzdesk.ui.home.card import Cell, LinkRow
from wzdesk.ui.home.home_page import CHANGE_LINES, TOP_LINES, HomePage
from wzdesk.ui.jobs import JobRunner, Progress
from wzdesk.ui.pages import ENTRY, EXCHANGE, HISTORY, PLANS
from wzdesk.ui.workspace import Workspace

if TYPE_CHECKING:  # other pages and the services, which load SQLAlchemy: the page is painted before
    from wzdesk.domain.backup import Backup
    from wzdesk.services.key_figures import PlanOverview
    from wzdesk.services.workbench import DueForm, Followed, LastChange, OpenFindings
    from wzdesk.ui.home.choose_figures import ChooseFigures

_AFTER_MS = 250
_REGION = "home/region"
_ACTS, _BACKUPS = "acts", "backups"
"""The views of the page 历史与备份."""


class _Read(NamedTuple):
    """What a job brings: for which question (an older one's answer is dropped), and what shows it."""

    asked: int
    show: Callable[[Any], None]
    what: object


class HomeDesk(QObject):
    """Reads when the page is seen, and again when something was stored."""

    def __init__(self, workspace: Workspace, page: HomePage) -> None:
        super().__init__(page)
        self._workspace, self._page = workspace, page
        self._memory = FileMemory(workspace.file.path)
        self._jobs = JobRunner(self, threads=1)
        self._asked = 0
        self._overview: PlanOverview | None = None
        self._due: list[DueForm] = []
        self._chooser: ChooseFigures | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_AFTER_MS)
        self._soon.timeout.connect(self.refresh)
        page.region.set_current(self._memory.text(_REGION) or workspace.look.info.home)
        self._connect()
        self._show_start()

    @property
    def busy(self) -> bool:
        """Whether something is being read."""
        return self._jobs.busy or self._soon.isActive()

    @property
    def region(self) -> str:
        """Whose work is shown."""
        return self._page.region.current

    def refresh(self) -> None:
        """Read all parts anew, if the page is seen and the file is open."""
        if not self._workspace.file.is_open or not self._page.isVisible():
            return
        self._asked += 1
        self._show_start()
        store, region = self._workspace.file.store(), self.region
        plan, path = self._workspace.place.plan.code, self._workspace.file.path
        chosen = self._memory.chosen_items(plan)
        self._run(partial(readings.due, store, region, _now()), self._show_due)
        self._run(partial(readings.overview, store, plan, region, chosen), self._show_overview)
        self._run(partial(readings.changes, store), self._show_changes)
        self._run(partial(readings.stars, store, region), self._show_followed)
        self._run(partial(readings.backups, path), self._show_backups)
        self._run(partial(project_link.standing, store), self._show_projects)

    def go_on(self) -> None:
        """To the cell that was worked on last, else to what is due next, else to the plan."""
        address = self._memory.last_address
        if address is None and self._due:
            address = self._due[0].address
        if address is None:
            self._go_to_plan()
        else:
            self._go(address)

    def choose_figures(self) -> None:
        """Let the person say which figures are the key ones."""
        if self._overview is None:
            return
        from wzdesk.ui.home.choose_figures import ChooseFigures

        shown = [tile.figure.item_no for tile in self._page.tiles.shown]
        plan = self._overview.filled.table.plan
        self._chooser = ChooseFigures(self._workspace.theme, plan, shown, self._page)
        self._chooser.chosen.connect(self._on_figures_chosen)
        self._chooser.open()

    @property
    def chooser(self) -> ChooseFigures | None:
        """The dialog, once it was asked for."""
        return self._chooser

    # Wiring

    def _connect(self) -> None:
        page, workspace = self._page, self._workspace
        page.shown.connect(self._soon.start)
        page.go_on.clicked.connect(self.go_on)
        page.no_figures.clicked.connect(self._go_to_plan)
        project_link.lead(page.projects, workspace.window)
        page.search.clicked.connect(workspace.window.search_requested)
        page.region.picked.connect(self._on_region_picked)
        if office_role() is OfficeRole.MERGE:
            page.due.add_link("收表汇总", partial(workspace.window.show_page, EXCHANGE))
        page.due.add_link("全部填报表", partial(workspace.window.show_page, ENTRY))
        page.figures.add_link("选指标", self.choose_figures)
        page.changes.add_link("历史", partial(self._show_history, _ACTS))
        page.backups.add_link("全部备份", partial(self._show_history, _BACKUPS))
        for verdict, link in page.verdicts.items():
            link.clicked.connect(partial(self._show_verdict, verdict))
        workspace.file_opened.connect(self._on_file_opened)
        workspace.file_reopened.connect(self.refresh)
        workspace.closing.connect(self._close)
        if workspace.file.is_open:
            self._hear_backups()
        for changed in (
            workspace.signals.observations_changed,
            workspace.signals.overrides_changed,
            workspace.signals.targets_changed,
            workspace.signals.projects_changed,
        ):
            changed.connect(self._soon.start)

    def _run(self, work: Callable[[], object], show: Callable[[Any], None]) -> None:
        asked = self._asked

        def read(_progress: Progress) -> _Read:
            return _Read(asked, show, work())

        self._jobs.run(read, done=self._on_read, failed=self._workspace.errors.show)

    def _on_file_opened(self) -> None:
        self._workspace.show_place()
        QTimer.singleShot(0, self, self._hear_backups)  # they are loaded next
        self.refresh()

    def _hear_backups(self) -> None:
        self._workspace.backups.changed.connect(self._soon.start)

    # What was read

    @Slot(object)
    def _on_read(self, read: object) -> None:
        assert isinstance(read, _Read)
        if read.asked == self._asked:
            read.show(read.what)

    def _show_start(self) -> None:
        """What is known without reading."""
        self._page.set_day(_now().date())
        words = self._memory.last_words
        has_last = self._memory.last_address is not None
        self._page.go_on.setText(f"继续上次的填报：{words}" if has_last else "开始填报")
        self._page.go_on.setAccessibleName(self._page.go_on.text())
        self._page.go_on.updateGeometry()

    def _show_due(self, forms: list[DueForm]) -> None:
        self._due = forms
        today = _now().date()
        rows = [self._row(lines.due_cells(one, today), one.address) for one in forms]
        self._show_due_rows(rows)
        store = self._workspace.file.store()
        self._run(partial(readings.findings, store, forms), self._show_findings)

    def _show_due_rows(self, rows: list[LinkRow]) -> None:
        if self._overview is not None:
            rows = [*rows, self._plan_row(self._overview)]
        self._page.due.show_lines(rows, "这个地区没有要填的表。")

    def _plan_row(self, overview: PlanOverview) -> LinkRow:
        table = overview.filled.table
        return self._row(lines.plan_cells(overview.filled), PlanAddress(table.plan.code, table.region.code))

    def _show_overview(self, overview: PlanOverview) -> None:
        from wzdesk.ui.home.figure_tile import FigureTile

        self._overview = overview
        page, table = self._page, overview.filled.table
        page.figures.note.setText(f"{table.plan.name}　虚线为目标")
        for verdict, link in page.verdicts.items():
            link.set_count(overview.counts[verdict])
        figures = overview.figures if any(one.has_something for one in overview.figures) else ()
        page.no_figures.setVisible(not figures)
        tiles = [FigureTile(self._workspace.theme, figure, page.tiles) for figure in figures]
        for tile in tiles:
            tile.clicked.connect(partial(self._go, tile.figure.address))
        page.tiles.show_tiles(tiles, all_of_them=bool(self._memory.chosen_items(table.plan.code)))
        today = _now().date()
        self._show_due_rows([self._row(lines.due_cells(one, today), one.address) for one in self._due])

    def _show_findings(self, findings: OpenFindings) -> None:
        rows = [
            self._row(lines.finding_cells(severity, count), findings.first.get(severity))
            for severity, count in findings.counts.items()
            if count
        ]
        if findings.missing and self._due:
            rows.append(self._row(lines.missing_cells(findings.missing), self._due[0].address))
        self._page.findings.show_lines(rows, "要报的表里没有要处理的问题。")

    def _show_followed(self, found: list[Followed]) -> None:
        rows = [self._row(lines.followed_cells(one), one.address) for one in found[:TOP_LINES]]
        more = f"共 {len(found)} 行" if len(found) > TOP_LINES else ""
        self._page.followed.note.setText(more)
        self._page.followed.show_lines(rows, "在填报表里按 Ctrl+E 给一行加上星，就列在这里。")

    def _show_changes(self, found: list[LastChange]) -> None:
        now = _now()
        rows = [self._row(lines.change_cells(one, now), one.address, _ACTS) for one in found[:CHANGE_LINES]]
        self._page.changes.show_lines(rows, "还没有改动；填了数，谁在什么时候把什么改成了什么，都列在这里。")

    def _show_backups(self, found: list[Backup]) -> None:
        now = _now()
        rows = [self._row(lines.backup_cells(one, now), None, _BACKUPS) for one in found[:CHANGE_LINES]]
        self._page.backups.show_lines(rows, "还没有备份；软件每天、有改动时每小时自动备份一次。")

    def _show_projects(self, found: project_link.Standing | None) -> None:
        self._page.show_projects(project_link.words_of(found))

    def _row(self, cells: list[Cell], address: Address | None, history: str = "") -> LinkRow:
        """A line that leads to a cell, or to the history where there is none."""
        row = LinkRow(self._workspace.theme, cells)
        row.clicked.connect(
            partial(self._go, address) if address else partial(self._show_history, history or _ACTS)
        )
        return row

    # Where it leads

    def _go(self, address: Address) -> None:
        from wzdesk.ui.goto import go_to

        go_to(self._workspace, address)

    def _go_to_plan(self) -> None:
        """The plan that is worked on, for the region of the page."""
        self._go(PlanAddress(self._workspace.place.plan.code, self.region))

    def _show_history(self, view: str) -> None:
        from wzdesk.ui.history.history_page import HistoryPage

        window = self._workspace.window
        window.show_page(HISTORY)
        page = window.page(HISTORY)
        if isinstance(page, HistoryPage):
            page.show_view(view)

    def _show_verdict(self, verdict: Verdict) -> None:
        """The plan's items with this verdict."""
        from wzdesk.ui.plans.plans_page import PlansPage

        window = self._workspace.window
        window.show_page(PLANS)
        page = window.page(PLANS)
        if isinstance(page, PlansPage) and self._overview is not None:
            page.show_plan(self._overview.filled.table.plan.code)
            page.show_only(verdict)

    def _on_region_picked(self, code: str) -> None:
        self._memory.keep(_REGION, code)
        self.refresh()

    def _on_figures_chosen(self, items: list[str]) -> None:
        self._memory.keep_chosen_items(self._workspace.place.plan.code, items)
        self.refresh()

    def _close(self) -> None:
        self._soon.stop()
        self._jobs.close()


def _now() -> datetime:
    return datetime.now().astimezone()
