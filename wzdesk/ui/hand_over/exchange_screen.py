"""The page 数据交换: receiving and summing up, sending out, the log, and filling an agency's form, side by side."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShortcut, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from wzdesk.ui.hand_over.city_view import CityView
from wzdesk.ui.hand_over.issue_view import IssueView
from wzdesk.ui.hand_over.log_view import LogView
from wzdesk.ui.hand_over.overview_view import OverviewView
from wzdesk.ui.hand_over.view_words import CITY, FILL, ISSUE, LOG, OVERVIEW, VIEW_WORDS
from wzdesk.ui.shell.page_header import PageHeader
from wzdesk.ui.theme import Theme
from wzdesk.ui.widgets.buttons import FlatButton
from wzdesk.ui.widgets.chip import Segment, Segments
from wzdesk.ui.widgets.picker import Choice, PickerButton
from wzdesk.ui.widgets.tab_order import tab_through

if TYPE_CHECKING:
    from wzdesk.ui.exchange.fill_page import FillPage


class ExchangeScreen(QStackedWidget):
    """The views under one header; what takes the whole page (files to merge, a preview) lies above them."""

    shown = Signal()
    period_picked = Signal(str)
    files_asked = Signal()
    form_asked = Signal()
    """There is no form yet: one is to be made."""
    export_asked = Signal()

    def __init__(self, theme: Theme, fill: "FillPage") -> None:
        super().__init__()
        self.fill = fill
        self.views = QWidget(self)
        header = PageHeader(theme, "数据交换", self.views)
        self.segments = Segments(theme, [Segment(key, word) for key, word in VIEW_WORDS.items()], header)
        self.period = PickerButton(theme, "期别", (), header)
        self.receive = FlatButton(
            theme, "收文件…", header, icon_name="download-simple", outlined=True, key="Ctrl+O"
        )
        header.add_left(self.segments, self.period)
        self.export = FlatButton(theme, "导出数据…", header, icon_name="export", outlined=True)
        header.add_right(self.export, self.receive)
        tab_through(self.segments, self.period, self.export, self.receive)
        self.overview, self.issue, self.log = OverviewView(theme), IssueView(theme), LogView(theme)
        self.city = CityView(theme)
        self._stack = QStackedWidget(self.views)
        self._views: dict[str, QWidget] = {
            OVERVIEW: self.overview, ISSUE: self.issue, CITY: self.city, LOG: self.log, FILL: fill,
        }  # fmt: skip
        for view in self._views.values():
            self._stack.addWidget(view)
        column = QVBoxLayout(self.views)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(header)
        column.addWidget(self._stack, 1)
        self.addWidget(self.views)
        self.segments.picked.connect(self.show_view)
        self.period.picked.connect(self.period_picked)
        self.receive.clicked.connect(self.files_asked)
        self.export.clicked.connect(self.export_asked)
        self.overview.log_asked.connect(self._on_log_asked)
        for view in (self.issue, self.city):
            view.new_form.clicked.connect(self.form_asked)
        self.overview.next_step.form_asked.connect(self.form_asked)
        self.overview.next_step.period_asked.connect(self.period_picked)
        for keys, step in (("Ctrl+PgDown", 1), ("Ctrl+PgUp", -1)):
            shortcut = QShortcut(keys, self.views)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(partial(self._turn_view, step))

    @property
    def current(self) -> str:
        """Which view is shown."""
        return self.segments.current

    def show_view(self, key: str) -> None:
        """Show one of the views; the buttons of the header are those that it can use."""
        self.segments.set_current(key)
        self._stack.setCurrentWidget(self._views[key])
        self.period.setVisible(key in {OVERVIEW, CITY})
        self.receive.setVisible(key in {OVERVIEW, LOG})
        self.export.setVisible(key in {OVERVIEW, CITY, LOG})
        self._views[key].setFocus()

    def set_periods(self, choices: Sequence[Choice], current: str) -> None:
        """The periods that can be looked at."""
        self.period.set_choices(choices, current)

    def showEvent(self, event: QShowEvent) -> None:
        """What is shown may have changed meanwhile."""
        super().showEvent(event)
        self.shown.emit()

    def _turn_view(self, step: int) -> None:
        """The next view of the header, or the one before; after the last comes the first."""
        keys = list(self._views)
        self.show_view(keys[(keys.index(self.current) + step) % len(keys)])

    def _on_log_asked(self) -> None:
        self.show_view(LOG)
