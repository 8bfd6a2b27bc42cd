"""The page 项目进度: header, filters, and the six ways to look at the ledger of a month."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QApplication, QMenu, QStackedWidget, QVBoxLayout, QWidget

from wzdesk.domain.period import Period
from wzdesk.domain.projects.ledger import Order
from wzdesk.domain.projects.project import Nature
from wzdesk.domain.projects.roll_up import Division
from wzdesk.domain.projects.selection import Selection
from wzdesk.services.projects.look_at import LedgerLook
from wzdesk.ui.projects.amounts import yi_words
from wzdesk.ui.projects.filter_bar import FilterBar
from wzdesk.ui.projects.ledger.ledger_look import ColumnChooser
from wzdesk.ui.projects.ledger.ledger_rows import LedgerRows
from wzdesk.ui.projects.ledger.ledger_table import LedgerTable
from wzdesk.ui.projects.views.board_view import BoardView
from wzdesk.ui.projects.views.problems_view import ProblemsView
from wzdesk.ui.projects.views.race_view import RaceView
from wzdesk.ui.projects.views.roll_up_view import RollUpView
from wzdesk.ui.projects.views.timeline_view import TimelineView
from wzdesk.ui.shell.page_header import PageHeader
from wzdesk.ui.theme import Theme
from wzdesk.ui.widgets.buttons import LinkButton
from wzdesk.ui.widgets.chip import Segment, Segments
from wzdesk.ui.widgets.empty_page import EmptyPage
from wzdesk.ui.widgets.labels import PlainLabel
from wzdesk.ui.widgets.picker import Choice, PickerButton


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
    undo_asked = Signal()
    redo_asked = Signal()

    def __init__(self, theme: Theme, regions: Mapping[str, str]) -> None:
        super().__init__()
        self._theme, self._regions = theme, regions
        self.grouping: Division | None = Division.FIELD
        self.header = PageHeader(theme, "项目进度")
        self.views = Segments(theme, [Segment(one, VIEW_WORDS[one]) for one in View], self, name="视图")
        self.month = PickerButton(theme, "期别", (), self)
        self.headline = PlainLabel(theme, "", self)
        self.natures = PlainLabel(theme, "", self, color="t2")
        self.planned = PlainLabel(theme, "", self)
        self.filters = FilterBar(theme, self, regions)
        self.back = LinkButton(theme, "← 回到汇总 Alt+←", self)
        self.ledger = LedgerTable(theme, regions, self)
        self.columns = ColumnChooser(self.ledger, self.filters.columns)
        self.roll_up = RollUpView(theme, regions, self)
        self.board = BoardView(theme, regions, self)
        self.timeline = TimelineView(theme, self)
        self.race = RaceView(theme, regions, self)
        self.problems = ProblemsView(theme, self)
        self._nothing = EmptyPage(theme, "crane-tower", "", "", parent=self)
        self._way_back: Selection | None = None
        self._lay_out()
        self._connect()
        self.say_nothing(
            "这里是重大项目的台账", "数据文件里还没有项目。把项目清单拖到窗口里收进来，或者用演示数据看看。"
        )

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
        self.headline.setText(f"全部 {look.whole.count} 项")
        parts = [
            f"{nature.value} {look.natures[nature].count}" for nature in Nature if nature in look.natures
        ]
        self.natures.setText(" · ".join(parts))
        self.planned.setText(f"年度计划 {yi_words(look.whole.plan)} 亿元")
        self.filters.show_counts(look)

    def show_ledger(self, look: LedgerLook, rows: LedgerRows, order: Order) -> None:
        """The lines that are chosen, in their groups."""
        names = dict(self._regions) if look.by is Division.REGION else None
        self.ledger.show_rows(rows, look.month, order, names)
        self._show_stack(bool(look.whole.count))
        if look.whole.count and not look.total.count:
            self.say_nothing("没有这样的项目", "筛选把项目都滤掉了：Ctrl+Shift+L 取消全部筛选。")
            self._stack.setCurrentWidget(self._nothing)

    def show_view(self, view: View) -> None:
        """Show another view, which asks for what is in it."""
        self.views.set_current(view)

    def show_stack(self) -> None:
        """Show what belongs to the view."""
        self._show_stack(True)

    def say_nothing(self, subject: str, sentence: str) -> None:
        """What stands in place of the ledger."""
        old, self._nothing = (
            self._nothing,
            EmptyPage(self._theme, "crane-tower", subject, sentence, parent=self),
        )
        self._stack.addWidget(self._nothing)
        if self._stack.currentWidget() is old:
            self._stack.setCurrentWidget(self._nothing)
        self._stack.removeWidget(old)
        old.deleteLater()

    def drill(self, selection: Selection) -> None:
        """To the ledger of a line of the roll-up; there is a way back."""
        self._way_back = self.filters.selection
        self.back.show()
        self.show_view(View.LEDGER)
        self.filters.set_selection(selection)

    def go_back(self) -> None:
        """To the roll-up and the filters that it had."""
        if self._way_back is None:
            return
        selection, self._way_back = self._way_back, None
        self.back.hide()
        self.show_view(View.ROLL_UP)
        self.filters.set_selection(selection)

    def showEvent(self, event: QShowEvent) -> None:
        """What is shown may have changed meanwhile."""
        super().showEvent(event)
        self.shown.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        """The status bar says nothing of it any more."""
        super().hideEvent(event)
        self.hidden.emit()

    # Inside

    def _show_stack(self, has_projects: bool) -> None:  # noqa: FBT001 - one plain fact
        if not has_projects:
            self._stack.setCurrentWidget(self._nothing)
            return
        widgets: dict[View, QWidget] = {
            View.LEDGER: self.ledger, View.ROLL_UP: self.roll_up, View.BOARD: self.board,
            View.TIMELINE: self.timeline, View.RACE: self.race, View.PROBLEMS: self.problems,
        }  # fmt: skip
        focused = QApplication.focusWidget()
        had_keys = focused is not None and self._stack.isAncestorOf(focused)
        self._stack.setCurrentWidget(widgets[self.view])
        if had_keys:
            widgets[self.view].setFocus()

    def _lay_out(self) -> None:
        self.header.add_left(self.views, self.month, self.back)
        self.header.add_right(self.headline, self.natures, self.planned)
        self.header.let_go(self.natures, self.planned, self.headline)
        self.back.hide()
        self._stack = QStackedWidget(self)
        for widget in (
            self._nothing, self.ledger, self.roll_up, self.board, self.timeline, self.race, self.problems,
        ):  # fmt: skip
            self._stack.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self.filters)
        column.addWidget(self._stack, 1)
        self.setFocusProxy(self.ledger)

    def _connect(self) -> None:
        self.views.picked.connect(self._on_view_picked)
        self.month.picked.connect(self.month_picked)
        self.filters.groups.clicked.connect(self._offer_groupings)
        self.filters.finder.left.connect(self.ledger.setFocus)
        self.back.clicked.connect(self.go_back)
        self.roll_up.drilled.connect(self.drill)
        for key, act in (
            ("Alt+Left", self.go_back),
            ("Ctrl+Shift+L", self.filters.clear),
            ("Ctrl+Shift+S", self.filters.save_now),
            ("Ctrl+G", self._offer_groupings),
            ("Ctrl+Z", self.undo_asked.emit),
            ("Ctrl+Y", self.redo_asked.emit),
            *((f"Alt+{place}", partial(self.show_view, view)) for place, view in enumerate(View, 1)),
        ):
            shortcut = QShortcut(key, self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def _on_view_picked(self, view: str) -> None:
        if View(view) is not View.LEDGER and self._way_back is not None:
            self._way_back = None
            self.back.hide()
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
