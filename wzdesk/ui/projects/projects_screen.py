"""The ledger with the panel of the current project beside it, and the page of a month that takes their place."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QStackedWidget

from wzdesk.domain.period import Period
from wzdesk.domain.projects.ledger_line import LedgerLine
from wzdesk.domain.projects.selection import Selection
from wzdesk.ui.pages import ENTRY
from wzdesk.ui.projects.projects_desk import ProjectsDesk
from wzdesk.ui.projects.projects_page import ProjectsPage, View
from wzdesk.ui.workspace import Workspace

if TYPE_CHECKING:  # made when they are asked for first
    from wzdesk.ui.projects.detail.panel import ProjectPanel
    from wzdesk.ui.projects.monthly.page import MonthlyPage

_REST_MS = 60
"""The panel follows when the keys rest: not each line that an arrow key passes."""


class ProjectsScreen(QStackedWidget):
    """What the rail shows as 项目进度."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        regions = {region.code: region.short_name or region.name for region in workspace.look.regions}
        self.ledger = ProjectsPage(workspace.theme, regions)
        self.desk = ProjectsDesk(workspace, self.ledger)
        self.panel: ProjectPanel | None = None
        self.monthly: MonthlyPage | None = None
        self._code = ""
        self._resting = QTimer(self)
        self._resting.setSingleShot(True)
        self._resting.setInterval(_REST_MS)
        self._resting.timeout.connect(self._show_project)
        self.addWidget(self.ledger)
        self.setFocusProxy(self.ledger)
        self._connect()

    def show_project(self, code: str) -> None:
        """Show one project: the panel beside, the ledger filtered down to it; Ctrl+Shift+L shows all again."""
        self.setCurrentWidget(self.ledger)
        self.ledger.show_view(View.LEDGER)
        self.ledger.filters.set_selection(Selection(text=code))
        self.ledger.show_panel(shown=True)

    def fill_month(self) -> None:
        """Fill the month of the chosen projects."""
        month = self.desk.month()
        if month is None:
            return
        page = self._made_monthly()
        if page.show_month(month, self.ledger.filters.selection):
            self.setCurrentWidget(page)

    def _made_monthly(self) -> "MonthlyPage":
        from wzdesk.ui.projects.monthly.page import MonthlyPage

        if self.monthly is None:
            self.monthly = MonthlyPage(self._workspace, self)
            self.monthly.done.connect(self._on_month_done)
            self.addWidget(self.monthly)
        return self.monthly

    def _connect(self) -> None:
        ledger = self.ledger
        ledger.fill_button.clicked.connect(self.fill_month)
        ledger.receive.clicked.connect(self._on_receive_asked)
        ledger.ledger.chosen.connect(self._on_chosen)
        ledger.board.chosen.connect(self._on_chosen)
        ledger.ledger.opened.connect(self._on_opened)
        ledger.board.opened.connect(self._on_opened)
        ledger.problems.opened.connect(self._on_code_opened)
        ledger.panel_shown.connect(self._resting.start)
        ledger.shown.connect(self._resting.start)
        self._workspace.signals.projects_changed.connect(self._resting.start)

    def _show_project(self) -> None:
        """Read the project that is chosen into the panel, if the panel is to be seen."""
        month, is_seen = self.desk.month(), self.ledger.isVisible() and self.ledger.has_panel
        if not is_seen or month is None or not self._workspace.file.is_open:
            return
        if self.panel is None:
            from wzdesk.ui.projects.detail.panel import ProjectPanel

            self.panel = ProjectPanel(self._workspace, self.ledger)
            self.panel.left.connect(self.ledger.ledger.setFocus)
            self.ledger.put_panel(self.panel)
        if self._code:
            self.panel.show_project(self._code, month)
        else:
            self.panel.clear()

    def _on_receive_asked(self) -> None:
        """A list of projects is a workbook like any other: it is known by what stands in it."""
        from wzdesk.ui.entry.entry_screen import entry_screen_of

        self._workspace.window.show_page(ENTRY)
        entry_screen_of(self._workspace.window).entry.import_requested.emit()

    def _on_chosen(self, line: LedgerLine | None) -> None:
        code = line.code if line is not None else ""
        if code != self._code:
            self._code = code
            self._resting.start()

    def _on_opened(self, line: LedgerLine) -> None:
        self._on_code_opened(line.code)

    def _on_code_opened(self, code: str) -> None:
        self._code = code
        self.ledger.show_panel(shown=True)
        self._resting.start()

    def _on_month_done(self) -> None:
        """Back from the month: the one that was filled last is shown."""
        assert self.monthly is not None
        month: Period = self.monthly.sheet.month
        self.setCurrentWidget(self.ledger)
        self.desk.show_month(month)
        self.ledger.setFocus()


def projects_screen_of(workspace: Workspace) -> ProjectsScreen:
    """The screen of the window, made if it was not."""
    from wzdesk.ui.pages import PROJECTS

    screen = workspace.window.page(PROJECTS)
    assert isinstance(screen, ProjectsScreen)
    return screen
