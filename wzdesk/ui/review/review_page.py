"""The page 审核: how many findings of each severity, the list in groups, and one of them in full."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from wzdesk.domain.checks.reviewed import Told
from wzdesk.domain.checks.rule import Severity
from wzdesk.ui.entry.panel_room import PanelRoom
from wzdesk.ui.review.lines import GROUPING_WORDS, KEPT_WORDS, Grouping, Kept, counts, lines_of
from wzdesk.ui.review.review_panel import ReviewPanel
from wzdesk.ui.review.review_table import ReviewTable
from wzdesk.ui.shell.page_header import PageHeader, ToolRow
from wzdesk.ui.theme import Theme
from wzdesk.ui.widgets.chip import Chip, Segment, Segments
from wzdesk.ui.widgets.empty_page import EmptyPage
from wzdesk.ui.widgets.find_field import FindField
from wzdesk.ui.widgets.labels import HairLine, PlainLabel
from wzdesk.ui.widgets.picker import Choice, PickerButton

ALL_REGIONS = "*"


class ReviewPage(QWidget):
    """Shows findings; what is asked for is done by the desk."""

    shown = Signal()
    period_picked = Signal(str)
    """A period's code."""
    jump_asked = Signal(object)
    """To the cell of a ``Told``."""
    correction_asked = Signal(object)
    reason_given = Signal(object, str)
    undo_asked = Signal()
    redo_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._told: list[Told] = []
        self._is_running = False
        self._kept = Kept.OPEN
        self.header = PageHeader(theme, "审核")
        self.period = PickerButton(theme, "期别", (), self)
        self.region = PickerButton(theme, "地区", (), self)
        self.about = PlainLabel(theme, "", self, color="t2")
        self.header.add_left(self.period, self.region, self.about)
        self.header.let_go(self.about)
        self.tools = ToolRow(theme)
        self.grouping = Segments(
            theme, [Segment(one.value, GROUPING_WORDS[one]) for one in Grouping], self, name="怎样分组"
        )
        self.chips = {one: Chip(theme, KEPT_WORDS[one], 0, "条", parent=self) for one in Kept}
        self.finder = FindField(theme, self, self)
        self.finder.setPlaceholderText("查找指标、规则 Ctrl+F")
        self.table = ReviewTable(theme)
        self.panel = ReviewPanel(theme)
        self._not_yet = EmptyPage(theme, "shield-check", "正在审核", "查到的问题会马上列在这里。")
        self._nothing = EmptyPage(theme, "shield-check", "没有要处理的问题", "这几张表里没有这样的审核问题。")
        self._lay_out()
        self._connect()
        self._show_chips()

    @property
    def kept(self) -> Kept:
        """Which findings are listed."""
        return self._kept

    def show_told(self, told: Sequence[Told], *, is_running: bool = False) -> None:
        """Show what the checks say now; ``is_running`` while rows are still to be checked."""
        self._told, self._is_running = list(told), is_running
        self._show()

    def show_about(self, words: str) -> None:
        """Say what is being checked, or what was."""
        self.about.setText(words)

    def set_periods(self, choices: Sequence[Choice], current: str) -> None:
        """The periods that can be reviewed."""
        self.period.set_choices(choices, current)

    def set_regions(self, choices: Sequence[Choice]) -> None:
        """The regions under review; the one that was picked stays so where it is among them."""
        current = self.region.current
        keys = {choice.key for choice in choices}
        everything = Choice(ALL_REGIONS, "全部")
        self.region.set_choices([everything, *choices], current if current in keys else ALL_REGIONS)

    def keep(self, kept: Kept) -> None:
        """List others."""
        self._kept = kept
        self._show()

    def act_on_current(self) -> None:
        """Take what is proposed for the chosen finding, or ask for the reason."""
        told = self.table.current
        if told is None:
            return
        if told.finding.corrected:
            self.correction_asked.emit(told)
        elif told.finding.severity is Severity.QUERY:
            self.panel.ask_reason()

    def go_on(self) -> None:
        """To the next finding that is open."""
        told = self.table.next_after(self.table.current)
        if told is not None:
            self.table.choose(told)
        self.table.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A wide window gives the panel more room."""
        self._room.fit(self.window().width())
        super().resizeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """What is shown may have changed meanwhile."""
        super().showEvent(event)
        self.shown.emit()

    def _lay_out(self) -> None:
        theme = self._theme
        self.tools.add_left(self.grouping)
        self.tools.add_separator()
        self.tools.add_left(*self.chips.values())
        self.tools.add_right(self.finder)
        self.tools.let_go(*(self.chips[one] for one in (Kept.ANSWERED, Kept.MISSING, Kept.BLOCKING)))
        self._room = PanelRoom(theme, self)
        self._room.put(self.panel)
        self._left = QStackedWidget(self)
        self._left.addWidget(self.table)
        self._left.addWidget(self._not_yet)
        self._left.addWidget(self._nothing)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self.tools)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self._left, 1)
        row.addWidget(HairLine(theme, self, upright=True, color="line2"))
        row.addWidget(self._room)
        column.addLayout(row, 1)
        self.setFocusProxy(self.table)

    def _connect(self) -> None:
        for kept, chip in self.chips.items():
            chip.clicked.connect(partial(self.keep, kept))
        self.grouping.picked.connect(self._show)
        self.region.picked.connect(self._show)
        self.finder.sought.connect(self._show)
        self.finder.left.connect(self.table.setFocus)
        self.period.picked.connect(self.period_picked)
        self.table.chosen.connect(self.panel.show_told)
        self.table.jump_asked.connect(self.jump_asked)
        self.panel.jump_asked.connect(self.jump_asked)
        self.panel.correction_asked.connect(self.correction_asked)
        self.panel.reason_given.connect(self.reason_given)
        self.panel.left.connect(self.table.setFocus)
        for keys, act in (
            ("F8", self.go_on),
            ("Ctrl+.", self.act_on_current),
            ("Ctrl+Z", self.undo_asked.emit),
            ("Ctrl+Y", self.redo_asked.emit),
        ):
            shortcut = QShortcut(keys, self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def _show(self) -> None:
        self._show_chips()
        region = self.region.current
        grouping = Grouping(self.grouping.current)
        code = "" if region == ALL_REGIONS else region
        self.table.show_lines(lines_of(self._told, self._kept, grouping, code, self.finder.text()))
        self.panel.show_told(self.table.current)
        empty = self._not_yet if self._is_running else self._nothing
        was_empty = self._left.currentWidget() is not self.table
        self._left.setCurrentWidget(self.table if self.table.shown else empty)
        if was_empty and self.table.shown and self._has_idle_keys():
            self.table.setFocus()

    def _has_idle_keys(self) -> bool:
        """Whether the keyboard is at this page and nothing is sought: the empty list could not take it."""
        focused = QApplication.focusWidget()
        here = focused is None or self.isAncestorOf(focused)
        return self.isVisible() and here and not self.finder.text()

    def _show_chips(self) -> None:
        region = self.region.current
        told = [one for one in self._told if region in {"", ALL_REGIONS, one.sheet.region.code}]
        found = counts(told)
        for kept, chip in self.chips.items():
            chip.set_count(found[kept])
            chip.setChecked(kept is self._kept)
