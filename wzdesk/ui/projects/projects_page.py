"""The page 项目进度: header, filters, and the six ways to look at the ledger of a month."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from wzdesk.domain.period import Period
from wzdesk.domain.projects.ledger import Order
from wzdesk.domain.projects.roll_up import Division
from wzdesk.domain.projects.selection import Selection
from wzdesk.services.projects.look_at import LedgerLook
from wzdesk.ui.entry.panel_room import PanelRoom
from wzdesk.ui.projects.filter_bar import FilterBar
from wzdesk.ui.projects.ledger.ledger_look import ColumnChooser
from wzdesk.ui.projects.ledger.ledger_rows import LedgerRows
from wzdesk.ui.projects.ledger.ledger_table import LedgerTable
from wzdesk.ui.projects.projects_header import ProjectsHeader
from wzdesk.ui.projects.views.board_view import BoardView
from wzdesk.ui.projects.views.problems_view import ProblemsView
from wzdesk.ui.projects.views.race_view import RaceView
from wzdesk.ui.projects.views.roll_up_view import RollUpView
from wzdesk.ui.projects.views.timeline_view import TimelineView
from wzdesk.ui.theme import Theme
from wzdesk.ui.widgets.buttons import PrimaryButton
from wzdesk.ui.widgets.chip import Segment
from wzdesk.ui.widgets.empty_page import EmptyPage
from wzdesk.ui.widgets.labels import HairLine
from wzdesk.ui.widgets.picker import Choice

_NO_LEDGER = (
    "这里是重大项目的台账",
    "数据文件里还没有项目。选单位发来的项目清单或月报表，看清认出的项目再收；也可以把文件拖到窗口里。",
)
_NO_LINES = ("没有这样的项目", "筛选把项目都滤掉了：按 Ctrl+Shift+L，或者点下面的按钮。")


class View(StrEnum):
    """A way to look at the ledger."""

    LEDGER = "ledger"
    ROLL_UP = "roll_up"
    BOARD = "board"
    TIMELINE = "timeline"
    RACE = "race"
    PROBLEMS = "problems"


VIEW_WORDS = {
    View.LEDGER: "台账",
    View.ROLL_UP: "汇总",
    View.BOARD: "四个一批",
    View.TIMELINE: "时间轴",
    View.RACE: "赛马",
    View.PROBLEMS: "问题",
}
GROUPINGS: dict[Division | None, str] = {
    Division.FIELD: "按领域",
    Division.NATURE: "按性质",
    Division.REGION: "按地区",
    Division.AGENCY: "按责任单位",
    None: "不分组",
}


class ProjectsPage(QWidget):
    """Shows what the desk reads; asks for another month, view, filter, grouping or order."""

    shown = Signal()
    hidden = Signal()
    view_picked = Signal(str)
    month_picked = Signal(str)
    """A period's code."""
    grouping_picked = Signal(object)
    """A ``Division``, or None."""
    panel_shown = Signal()
    """The panel was opened: what is chosen is to stand in it."""
    undo_asked = Signal()
    redo_asked = Signal()

    def __init__(self, theme: Theme, regions: Mapping[str, str]) -> None:
        super().__init__()
        self._theme, self._regions = theme, regions
        self.grouping: Division | None = Division.FIELD
        self.header = ProjectsHeader(theme, [Segment(one, VIEW_WORDS[one]) for one in View], self)
        self.views, self.month = self.header.views, self.header.month
        self.fill_button = self.header.fill_button
        self.filters = FilterBar(theme, self, regions)
        self.ledger = LedgerTable(theme, regions, self)
        self.columns = ColumnChooser(self.ledger, self.filters.columns)
        self.roll_up = RollUpView(theme, regions, self)
        self.board = BoardView(theme, regions, self)
        self.timeline = TimelineView(theme, self)
        self.race = RaceView(theme, regions, self)
        self.problems = ProblemsView(theme, self)
        self.receive = PrimaryButton(theme, "收项目清单…", self)
        self._nothing = EmptyPage(theme, "crane-tower", *_NO_LEDGER, self.receive, parent=self)
        self._all = PrimaryButton(theme, "取消全部筛选", self)
        self._all.clicked.connect(self.filters.clear)
        self._no_lines = EmptyPage(theme, "funnel", *_NO_LINES, self._all, parent=self)
        self._room = PanelRoom(theme, self)
        self._edge = HairLine(theme, self, upright=True, color="line2")
        self._way_back: Selection | None = None
        self._lay_out()
        self._connect()

    # What is shown

    @property
    def view(self) -> View:
        """The view that is chosen."""
        return View(self.views.current)

    def set_months(self, months: Sequence[Period], current: Period) -> None:
        """The months that can be looked at, the newest first."""
        choices = [
            Choice(one.code, one.words, f"{one.code} {one.year}{one.last_month:02d}") for one in months
        ]
        self.month.set_choices(choices, current.code)

    def show_headline(self, look: LedgerLook) -> None:
        """The whole ledger of the month in one line."""
        self.header.show_look(look)
        self.filters.show_counts(look)

    def show_ledger(self, look: LedgerLook, rows: LedgerRows, order: Order) -> None:
        """The lines that are chosen, in their groups."""
        names = dict(self._regions) if look.by is Division.REGION else None
        self.ledger.show_rows(rows, look.month, order, names)
        self.show_stack()
        if not look.total.count:
            self._stack.setCurrentWidget(self._no_lines if look.whole.count else self._nothing)

    def show_view(self, view: View) -> None:
        """Show another view, which asks for what is in it."""
        self.views.set_current(view)

    @property
    def has_panel(self) -> bool:
        """Whether the panel is open."""
        return not self._room.isHidden()

    def put_panel(self, panel: QWidget) -> None:
        """The panel is made now."""
        self._room.put(panel)

    def show_panel(self, *, shown: bool) -> None:
        """Open the panel beside the ledger, or give its room to the ledger."""
        self._room.setVisible(shown)
        self._edge.setVisible(shown)
        if shown:
            self.panel_shown.emit()

    def drill(self, selection: Selection) -> None:
        """To the ledger of a line of the roll-up; there is a way back."""
        self._way_back = self.filters.selection
        self.header.show_way_back(shown=True)
        self.show_view(View.LEDGER)
        self.filters.set_selection(selection)

    def go_back(self) -> None:
        """To the roll-up and the filters that it had."""
        if self._way_back is None:
            return
        selection, self._way_back = self._way_back, None
        self.header.show_way_back(shown=False)
        self.show_view(View.ROLL_UP)
        self.filters.set_selection(selection)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A wide window gives the panel more room."""
        self._room.fit(self.window().width())
        super().resizeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """What is shown may have changed meanwhile."""
        super().showEvent(event)
        self.shown.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        """The status bar says nothing of it any more."""
        super().hideEvent(event)
        self.hidden.emit()

    def show_stack(self) -> None:
        """Show what belongs to the view."""
        widgets: dict[View, QWidget] = {
            View.LEDGER: self.ledger, View.ROLL_UP: self.roll_up, View.BOARD: self.board,
            View.TIMELINE: self.timeline, View.RACE: self.race, View.PROBLEMS: self.problems,
        }  # fmt: skip
        focused = QApplication.focusWidget()
        had_keys = focused is not None and self._stack.isAncestorOf(focused)
        self._stack.setCurrentWidget(widgets[self.view])
        if had_keys:
            widgets[self.view].setFocus()

    # Inside

    def _lay_out(self) -> None:
        self._stack = QStackedWidget(self)
        for widget in (
            self._nothing, self._no_lines, self.ledger, self.roll_up, self.board, self.timeline, self.race, self.problems,
        ):  # fmt: skip
            self._stack.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self.filters)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self._stack, 1)
        row.addWidget(self._edge)
        row.addWidget(self._room)
        column.addLayout(row, 1)
        self.show_panel(shown=False)
        self.setFocusProxy(self.ledger)

    def _connect(self) -> None:
        self.views.picked.connect(self._on_view_picked)
        self.month.picked.connect(self.month_picked)
        self.filters.groups.clicked.connect(self._offer_groupings)
        self.filters.finder.left.connect(self.ledger.setFocus)
        self.header.back.clicked.connect(self.go_back)
        self.roll_up.drilled.connect(self.drill)
        for key, act in (
            ("Alt+Left", self.go_back),
            ("Ctrl+Shift+L", self.filters.clear),
            ("Ctrl+Shift+S", self.filters.save_now),
            ("Ctrl+G", self._offer_groupings),
            ("Ctrl+Shift+F", self.filters.open_saved),
            ("Ctrl+Shift+C", self.columns.offer),
            ("Ctrl+Return", self._turn_panel),
            ("Ctrl+Z", self.undo_asked.emit),
            ("Ctrl+Y", self.redo_asked.emit),
            ("Ctrl+PgDown", partial(self._turn_view, 1)),
            ("Ctrl+PgUp", partial(self._turn_view, -1)),
        ):
            shortcut = QShortcut(key, self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def _turn_panel(self) -> None:
        self.show_panel(shown=not self.has_panel)

    def _turn_view(self, by: int) -> None:
        """To the view beside, as between the sheets of a workbook."""
        views = list(View)
        self.show_view(views[(views.index(self.view) + by) % len(views)])

    def _on_view_picked(self, view: str) -> None:
        if View(view) is not View.LEDGER and self._way_back is not None:
            self._way_back = None
            self.header.show_way_back(shown=False)
        is_ledger = View(view) is View.LEDGER
        self.filters.columns.setEnabled(is_ledger)
        self.filters.groups.setEnabled(is_ledger)
        self.view_picked.emit(view)

    def grouping_menu(self) -> QMenu:
        """By what the lines stand together."""
        menu = QMenu(self.filters.groups)
        menu.setAccessibleName("怎样分组")
        for division, words in GROUPINGS.items():
            action = menu.addAction(words, partial(self._on_grouping_picked, division))
            action.setCheckable(True)
            action.setChecked(division is self.grouping)
        return menu

    def _offer_groupings(self) -> None:
        menu = self.grouping_menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.filters.groups.mapToGlobal(self.filters.groups.rect().bottomLeft()))

    def _on_grouping_picked(self, division: Division | None) -> None:
        self.grouping = division
        self.grouping_picked.emit(division)
