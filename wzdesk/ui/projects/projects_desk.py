"""Connects the page 项目进度 with its services: reads in threads what the view shows, stores moves and marks."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Slot

from wzdesk.domain.period import Period, period_of_code
from wzdesk.domain.projects.ledger import AS_ENTERED, Order
from wzdesk.domain.projects.ledger_line import LedgerLine
from wzdesk.domain.projects.roll_up import Division
from wzdesk.domain.projects.selection import Selection
from wzdesk.services.projects.choose_list import chosen_list
from wzdesk.services.projects.look_at import LedgerLook, Offers, look_at, offers_of
from wzdesk.services.projects.read_ledger import ledger_lines, ledger_months, ledger_years
from wzdesk.ui.jobs import JobRunner, Progress
from wzdesk.ui.projects.acts_desk import ActsDesk
from wzdesk.ui.projects.ledger.ledger_rows import WINDOW, LedgerRows, Window
from wzdesk.ui.projects.projects_page import ProjectsPage, View
from wzdesk.ui.projects.saved_filters import SavedFilters
from wzdesk.ui.projects.summary import summary_words
from wzdesk.ui.projects.view_reading import READERS, Asked, shown_in
from wzdesk.ui.workspace import Workspace

if TYPE_CHECKING:
    from wzdesk.services.open_data_file import DataFile


class ReadLedger(NamedTuple):
    """What one reading brought; ``number`` tells whether another was asked for since."""

    number: int
    look: LedgerLook
    rows: LedgerRows


class ReadWindow(NamedTuple):
    """Lines of a window of a reading."""

    number: int
    window: Window
    lines: list[LedgerLine]


class ReadView(NamedTuple):
    """What another view shows."""

    number: int
    view: View
    look: LedgerLook
    content: object


class ProjectsDesk(QObject):
    """One reading at a time counts: the newest. Nothing is read while the page is not shown."""

    def __init__(self, workspace: Workspace, page: ProjectsPage) -> None:
        super().__init__(page)
        self._workspace, self._page = workspace, page
        self._jobs = JobRunner(self)
        self._jobs.failed.connect(workspace.errors.show)
        self._month: Period | None = None
        self._months: list[Period] = []
        self._offered: Offers | None = None
        self._order, self._number = AS_ENTERED, 0
        self._look: LedgerLook | None = None
        self._is_stale = True
        self.acts = ActsDesk(workspace, page, self.month)
        self._connect()

    @property
    def busy(self) -> bool:
        """Whether anything is being read."""
        return self._jobs.busy

    def month(self) -> Period | None:
        """The month that is shown, None before anything was read."""
        return self._month

    def show_month(self, month: Period) -> None:
        """Show the ledger of another month."""
        self._month = month
        self._page.month.set_current(month.code)
        self._offer(self._workspace.file.store())
        self.refresh()

    def refresh(self) -> None:
        """Read what the page shows, where that has changed."""
        if not self._workspace.file.is_open or not self._page.isVisible():
            self._is_stale = True
            return
        self._is_stale = False
        if self._month is None and not self._find_months():
            return
        assert self._month is not None
        self._number += 1
        page, data = self._page, self._workspace.file.store()
        self._show_place()
        asked = Asked(
            data, self._month, page.filters.selection, page.roll_up.way, self._workspace.look.info.pack_code
        )
        if page.view is View.LEDGER:
            work: Callable[[Progress], object] = partial(
                _read_ledger, self._number, asked, page.grouping, self._order, page.ledger.lines.rows.folded
            )
        else:
            work = partial(_read_view, self._number, asked, page.view)
        self._jobs.run(work, done=self._on_read)

    # Inside

    def _connect(self) -> None:
        page, workspace = self._page, self._workspace
        page.shown.connect(self._on_shown)
        page.hidden.connect(partial(workspace.window.set_selection_summary, ""))
        page.view_picked.connect(self.refresh)
        page.month_picked.connect(self._on_month_picked)
        page.filters.changed.connect(self.refresh)
        page.grouping_picked.connect(self._on_grouping_picked)
        page.roll_up.way_picked.connect(self.refresh)
        page.ledger.order_asked.connect(self._on_order_asked)
        page.ledger.folded.connect(self._on_folded)
        page.ledger.lines.lines_wanted.connect(self._on_lines_wanted)
        page.ledger.selection_told.connect(self._on_selection_told)
        workspace.file_opened.connect(self._on_file_opened)
        workspace.file_reopened.connect(self._on_file_opened)
        workspace.closing.connect(self._jobs.close)
        workspace.signals.projects_changed.connect(self._on_projects_changed)
        if workspace.file.is_open:
            self._remember_filters()

    def _find_months(self) -> bool:
        """The last month that was reported, of the year's list of major projects; False where there is no ledger."""
        data = self._workspace.file.store()
        years = ledger_years(data)
        reported = ledger_months(data)
        if not years:
            return False
        months = [Period.of_month(year, month) for year in reversed(years) for month in range(12, 0, -1)]
        self._months, self._month = months, month_to_begin(years, reported)
        self._page.set_months(months, self._month)
        self._offer(data)
        filters = self._page.filters
        if filters.selection == Selection():
            filters.show_selection(chosen_list(data, None))
        return True

    def _offer(self, data: "DataFile") -> None:
        assert self._month is not None
        self._offered = offers_of(data, self._month)
        self._page.filters.offer(self._offered)

    def _show_place(self) -> None:
        if self._month is not None:
            self._workspace.show_fields(self._month.words, self._workspace.place.region.name)

    def _remember_filters(self) -> None:
        from wzdesk.ui.file_memory import FileMemory

        self._page.filters.saved = SavedFilters(FileMemory(self._workspace.file.path))

    @Slot(object)
    def _on_read(self, read: object) -> None:
        if isinstance(read, ReadLedger) and read.number == self._number:
            self._look = read.look
            self._page.show_headline(read.look)
            self._page.show_ledger(read.look, read.rows, self._order)
        elif isinstance(read, ReadView) and read.number == self._number:
            self._page.show_headline(read.look)
            self._workspace.window.set_selection_summary("")
            shown_in(self._page, read.view, read.look, read.content)
            self._page.show_stack()

    @Slot(object)
    def _on_lines_read(self, read: ReadWindow) -> None:
        if read.number == self._number:
            self._page.ledger.take(read.window, read.lines)

    @Slot(object)
    def _on_lines_wanted(self, window: Window) -> None:
        look = self._look
        if look is None or not self._workspace.file.is_open:
            return
        data = self._workspace.file.store()
        self._jobs.run(
            partial(_read_window, self._number, data, look, window, self._order), done=self._on_lines_read
        )

    def _on_shown(self) -> None:
        self._show_place()
        if self._is_stale:
            self.refresh()

    def _on_month_picked(self, code: str) -> None:
        month = period_of_code(code)
        assert month is not None
        self.show_month(month)

    def _on_grouping_picked(self, _division: Division | None) -> None:
        self.refresh()

    def _on_order_asked(self, order: Order) -> None:
        self._order = order
        self.refresh()

    def _on_folded(self, folded: frozenset[str]) -> None:
        """Rows that were read stay: only their places change."""
        if self._look is None:
            return
        table = self._page.ledger
        self._page.show_ledger(self._look, table.lines.rows.refolded(folded), self._order)

    def _on_selection_told(self, lines: list[LedgerLine]) -> None:
        if self._page.isVisible():
            words = summary_words(lines) if self._page.view is View.LEDGER else ""
            self._workspace.window.set_selection_summary(words)

    def _on_projects_changed(self, _keys: object) -> None:
        self._month = self._month if self._month in self._months else None
        self._is_stale = True
        self.refresh()

    def _on_file_opened(self) -> None:
        self._month, self._look = None, None
        self._remember_filters()
        self.refresh()


def month_to_begin(years: Sequence[int], reported: Sequence[Period]) -> Period:
    """The last month that was reported; before any was, the first one of the last year."""
    return reported[-1] if reported else Period.of_month(max(years), 1)


def _read_ledger(
    number: int, asked: Asked, by: Division | None, order: Order, folded: frozenset[str], _progress: Progress
) -> ReadLedger:
    """In a thread: the groups, and the first lines, so that nothing flickers."""
    look = look_at(asked.data, asked.month, asked.selection, by)
    keys = {group.key for group in look.groups}
    rows = LedgerRows(look.total, look.groups, folded & keys, grouped=by is not None)
    seen = 0
    while seen < rows.count and seen < WINDOW:
        if rows.head(seen) is None and rows.line(seen) is None:
            window = rows.window_of(seen)
            rows.take(window, _lines(asked.data, look, window, order))
        seen += 1
    return ReadLedger(number, look, rows)


def _read_window(
    number: int, data: "DataFile", look: LedgerLook, window: Window, order: Order, _progress: Progress
) -> ReadWindow:
    return ReadWindow(number, window, _lines(data, look, window, order))


def _lines(data: "DataFile", look: LedgerLook, window: Window, order: Order) -> list[LedgerLine]:
    group = (look.by, window.group) if look.by is not None else None
    return ledger_lines(data, look.month, look.selection, group, order, window.offset, WINDOW)


def _read_view(number: int, asked: Asked, view: View, _progress: Progress) -> ReadView:
    look = look_at(asked.data, asked.month, asked.selection, None)
    return ReadView(number, view, look, READERS[view](asked))
