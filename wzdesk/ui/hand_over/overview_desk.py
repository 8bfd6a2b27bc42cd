"""Keeps the views of the exchange up to date, and decides conflicts of earlier merges."""

from datetime import datetime
from functools import partial

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QGuiApplication, QShortcut

from wzdesk.domain.address import FormAddress
from wzdesk.domain.errors import WzdeskError
from wzdesk.domain.period import Period, period_of_code
from wzdesk.services.exchange.overview import Overview, read_overview
from wzdesk.services.exchange.standings import OpenConflict, resolve
from wzdesk.ui.goto import go_to
from wzdesk.ui.hand_over.city_desk import CityDesk
from wzdesk.ui.hand_over.exchange_screen import ExchangeScreen
from wzdesk.ui.hand_over.export_desk import ExportDesk
from wzdesk.ui.hand_over.issue_desk import IssueDesk
from wzdesk.ui.hand_over.merge_desk import MergeDesk
from wzdesk.ui.hand_over.return_desk import ReturnDesk
from wzdesk.ui.jobs import JobRunner, Progress
from wzdesk.ui.widgets.picker import Choice
from wzdesk.ui.workspace import Workspace

_MONTHS_BACK, _MONTHS_ON = 24, 2


class OverviewDesk(QObject):
    """Reads the overview in the background whenever it may have changed."""

    def __init__(self, workspace: Workspace, screen: ExchangeScreen) -> None:
        super().__init__(screen)
        self._workspace, self._screen = workspace, screen
        self._jobs = JobRunner(self, threads=1)
        self._period: Period | None = None
        self._is_reading = self._is_stale = False
        self._follows_log = False
        """Something was sent or merged just now: its period is shown next."""
        self.merging = MergeDesk(workspace, screen)
        self.issuing = IssueDesk(workspace, screen)
        self.city = CityDesk(workspace, screen, self.merging)
        self.exporting = ExportDesk(workspace, screen)
        self.returning = ReturnDesk(workspace, screen)
        self._connect()

    @property
    def busy(self) -> bool:
        """Whether something is being read, sent or merged."""
        return (
            self._jobs.busy
            or self.merging.busy
            or self.issuing.busy
            or self.city.busy
            or self.exporting.busy
            or self.returning.busy
        )

    def refresh(self) -> None:
        """Read everything anew; once more afterwards where it is asked for meanwhile."""
        workspace = self._workspace
        if not workspace.file.is_open:
            return
        if self._is_reading:
            self._is_stale = True
            return
        self._is_reading, self._is_stale = True, False
        store, home, period = (
            workspace.file.store(),
            workspace.look.info.home,
            None if self._follows_log else self._period,
        )
        today = datetime.now().astimezone().date()
        self._jobs.run(
            lambda _progress: read_overview(store, period, home, today),
            done=self._on_read,
            failed=self._on_not_read,
        )

    # Inside

    def _connect(self) -> None:
        screen, workspace = self._screen, self._workspace
        screen.shown.connect(self.refresh)
        screen.period_picked.connect(self._on_period_picked)
        screen.overview.resolve_asked.connect(self._on_resolve_asked)
        screen.overview.open_asked.connect(self._on_open_asked)
        screen.overview.remind_asked.connect(self._on_remind_asked)
        self.merging.merged.connect(self._on_exchanged)
        self.issuing.issued.connect(self._on_exchanged)
        self.merging.return_asked.connect(self.returning.give_back)
        self.returning.went_back.connect(self.merging.leave_out)
        self.returning.returned.connect(self._on_exchanged)
        screen.overview.keep_asked.connect(self.returning.keep)
        self.exporting.exported.connect(self.refresh)
        workspace.file_opened.connect(self._on_file_opened)
        workspace.file_reopened.connect(self._on_file_opened)
        workspace.closing.connect(self._close)
        workspace.signals.observations_changed.connect(self._on_changed)
        workspace.signals.forms_changed.connect(self._on_changed)
        for keys, back in (("Ctrl+Z", True), ("Ctrl+Y", False)):
            shortcut = QShortcut(keys, screen.views)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(partial(self.merging.turn, back=back))

    @Slot(object)
    def _on_read(self, overview: object) -> None:
        assert isinstance(overview, Overview)
        self._is_reading = False
        self._period = overview.period
        self._screen.set_periods(_choices(overview.period), overview.period.code)
        self._screen.overview.show_overview(overview)
        self._screen.log.show_overview(overview)
        self.issuing.set_period(overview.period)
        self.city.show_overview(overview)
        self.exporting.show_overview(overview)
        if self._is_stale:
            self.refresh()
        else:
            self._follows_log = False

    def _on_exchanged(self) -> None:
        self._follows_log = True
        self.refresh()

    def _on_period_picked(self, code: str) -> None:
        self._follows_log, self._period = False, period_of_code(code)
        self.refresh()

    def _on_resolve_asked(self) -> None:
        told = self._screen.overview.decided()
        choices = [(conflict, takes) for conflict, takes in told if isinstance(conflict, OpenConflict)]
        if not choices or not self._workspace.finish_typing():
            return
        store, who = self._workspace.file.store(), self._workspace.person

        def work(_progress: Progress) -> tuple[int, frozenset[object]]:
            resolve(store, choices, who)
            return len(choices), frozenset(one.cell.key for one, _ in choices)

        self._jobs.run(work, done=self._on_resolved, failed=self._on_failed)

    @Slot(object)
    def _on_resolved(self, told: object) -> None:
        assert isinstance(told, tuple)
        count, keys = told
        window = self._workspace.window
        window.set_saved(datetime.now().astimezone().time())
        window.show_message(f"已裁定 {count} 处，没有采用的数留在批注里；Ctrl+Z 撤销。")
        self._workspace.signals.announce(keys)
        self.refresh()

    def _on_open_asked(self, place: tuple[str, str, str]) -> None:
        period, overview = period_of_code(place[2]), self._screen.overview.overview
        if period is None or overview is None:
            return
        is_region = (
            place[1] in overview.names.regions
        )  # what an agency answers is kept under the office's own region
        region = place[1] if is_region else self._workspace.look.info.home
        go_to(self._workspace, FormAddress(place[0], region, period))

    def _on_remind_asked(self) -> None:
        words = self._screen.overview.late_words()
        QGuiApplication.clipboard().setText(words)
        count = len(words.splitlines())
        self._workspace.window.show_message(f"催报名单已复制，{count} 家，可以贴进通知。")

    def _on_changed(self, _keys: object = None) -> None:
        if self._screen.isVisible():
            self.refresh()

    def _on_file_opened(self) -> None:
        self._period = None
        if self._screen.isVisible():
            self.refresh()

    def _close(self) -> None:
        self._jobs.close()
        self.merging.close()
        self.issuing.close()
        self.city.close()
        self.exporting.close()
        self.returning.close()

    @Slot(object)
    def _on_not_read(self, error: object) -> None:
        self._is_reading = False
        self._on_failed(error)

    @Slot(object)
    def _on_failed(self, error: object) -> None:
        if isinstance(error, WzdeskError):
            self._workspace.window.show_refusal(error.sentence)
        else:
            self._workspace.errors.show(error)


def _choices(period: Period) -> list[Choice]:
    """The months around a period, the newest first."""
    last = period.last_year * 12 + period.last_month - 1
    found = []
    for number in range(last + _MONTHS_ON, last - _MONTHS_BACK, -1):
        year, month = divmod(number, 12)
        if month:  # January comes with February
            its = period if number == last else Period.to_month(year, month + 1)
            found.append(Choice(its.code, its.words, f"{year}{month + 1:02d}"))
    return found
