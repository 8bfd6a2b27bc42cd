"""Connects the page 审核 with the service: checks in slices, answers, corrects, goes to a cell and back."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtCore import QObject

from wzdesk.domain.change import CellKey
from wzdesk.domain.checks.reviewed import Told
from wzdesk.domain.errors import WzdeskError
from wzdesk.domain.observation import ObservationKey
from wzdesk.domain.period import Period, period_of_code
from wzdesk.services.enter_form import forms_of, period_to_fill
from wzdesk.services.review import Review, Sheets, sheets_of
from wzdesk.services.undo_change import turn
from wzdesk.ui.entry.entry_screen import EntryScreen, entry_screen_of
from wzdesk.ui.pages import ENTRY, REVIEW
from wzdesk.ui.review.review_page import ReviewPage
from wzdesk.ui.shell.message import MessageAction
from wzdesk.ui.slices import Slices
from wzdesk.ui.widgets.picker import Choice
from wzdesk.ui.workspace import Workspace

_MANY = 20
"""So many cells at once are checked in slices with everything else."""
_MONTHS_BACK = 24


Act = Callable[[Review], frozenset[CellKey]]


class ReviewDesk(QObject):
    """Everything is checked when the page is shown for a period; after that just what an edit can touch."""

    def __init__(self, workspace: Workspace, page: ReviewPage) -> None:
        super().__init__(page)
        self._workspace, self._page = workspace, page
        self._review: Review | None = None
        self._sheets = Sheets((), 0)
        self._of: tuple[Period | None, str, str] = (None, "", "")
        self._told: list[Told] = []
        self._sent: Told | None = None
        self._has_way_back = False
        self._followed: Period | None = None
        self._slices = Slices(self._check_next, self)
        self._connect()

    @property
    def is_running(self) -> bool:
        """Whether rows wait to be checked."""
        return self._slices.is_running

    @property
    def period(self) -> Period | None:
        """The period under review."""
        return self._of[0]

    def refresh(self) -> None:
        """Review what is in work now, where that is something else than before."""
        if not self._workspace.file.is_open:
            return
        plan, region = self._workspace.place
        period = self._period_to_review()
        if self._review is None or self._of != (period, plan.code, region.code):
            self._begin(period)
        else:
            self._tell()

    def _connect(self) -> None:
        page, workspace = self._page, self._workspace
        page.shown.connect(self.refresh)
        page.period_picked.connect(self._on_period_picked)
        page.jump_asked.connect(self._on_jump_asked)
        page.correction_asked.connect(self._on_correction_asked)
        page.reason_given.connect(self._on_reason_given)
        page.undo_asked.connect(partial(self._turn, back=True))
        page.redo_asked.connect(partial(self._turn, back=False))
        self._slices.rested.connect(self._tell)
        workspace.file_opened.connect(self._on_file_opened)
        workspace.file_reopened.connect(self._on_file_opened)
        workspace.closing.connect(self._close)
        workspace.signals.observations_changed.connect(self._on_changed)
        workspace.signals.notes_changed.connect(self._on_notes_changed)

    # What is reviewed

    def _period_to_review(self) -> Period:
        """That of the form that is open, where it is another one since; else the one that was reviewed before."""
        opened = self._open_period()
        if opened is not None and opened != self._followed:
            self._followed = opened
            return opened
        return self.period or self._usual_period()

    def _usual_period(self) -> Period:
        """The month that the region is filling."""
        store, region = self._workspace.file.store(), self._workspace.place.region.code
        forms, today = forms_of(store), datetime.now().astimezone()
        if not forms:
            return Period.to_month(today.year, today.month)
        return period_to_fill(store, forms[0].code, region, today)

    def _open_period(self) -> Period | None:
        """That of the form that is open on the entry page."""
        screen = self._workspace.window.made_page(ENTRY)
        if isinstance(screen, EntryScreen) and screen.forms is not None and screen.forms.desk.is_open:
            return screen.forms.table.period
        return None

    def _begin(self, period: Period) -> None:
        """Check all sheets of a period and the plan."""
        store, (plan, region) = self._workspace.file.store(), self._workspace.place
        try:
            self._sheets = sheets_of(store, period, plan.code, region.code)
            self._review = self._review or Review(store)
        except WzdeskError as error:
            self._workspace.window.show_refusal(error.sentence)
            return
        self._of = (period, plan.code, region.code)
        self._page.set_periods(_choices(period), period.code)
        regions = {sheet.region.code: sheet.region for sheet in self._sheets.sheets}
        self._page.set_regions([Choice(one.code, one.name, one.short_name) for one in regions.values()])
        self._review.begin(self._sheets.sheets)
        self._slices.start()
        self._tell()

    def _check_next(self) -> bool:
        if self._review is None or self._review.is_done:
            return False
        self._review.check_next()
        return True

    def _tell(self) -> None:
        """What is found so far, and how far it is."""
        if self._review is None:
            return
        self._told = self._review.told()
        self._page.show_told(self._told, is_running=not self._review.is_done)
        self._page.show_about(self._about())
        self._workspace.window.set_waiting(REVIEW, sum(told.is_open for told in self._told))

    def _about(self) -> str:
        assert self._review is not None
        done, rows = self._review.progress
        if done < rows:
            return f"正在审核，已查 {done} / {rows} 行"
        closed = f"，已关账的 {self._sheets.closed} 张不再查" if self._sheets.closed else ""
        return f"已查 {len(self._sheets.sheets)} 张表、{rows} 行{closed}"

    # What is asked for

    def _on_period_picked(self, code: str) -> None:
        period = period_of_code(code)
        if period is not None:
            self._begin(period)

    def _on_jump_asked(self, told: Told) -> None:
        """To the cell; there is a way back beside its findings."""
        window, sheet = self._workspace.window, told.sheet
        window.show_page(ENTRY)
        screen = entry_screen_of(window)
        if sheet.form:
            is_there = screen.show_form_cells(sheet.form, sheet.region.code, sheet.period, told.finding.cells)
        else:
            is_there = screen.show_plan_cells(sheet.plan, sheet.region.code, told.finding.cells)
        if is_there:
            self._sent = told
            self._offer_way_back(screen)

    def _offer_way_back(self, screen: EntryScreen) -> None:
        if not self._has_way_back:
            screen.review_asked.connect(partial(self._workspace.window.show_page, REVIEW))
            self._has_way_back = True
        screen.offer_way_back()

    def _say(self, sentence: str) -> None:
        window = self._workspace.window
        window.show_message(sentence, MessageAction("回到审核", partial(window.show_page, REVIEW)))

    def _on_correction_asked(self, told: Told) -> None:
        if not told.sheet.form:
            self._on_jump_asked(told)
            return
        self._workspace.signals.announce(
            self._act(lambda review: review.correct(told, self._workspace.person))
        )

    def _on_reason_given(self, told: Told, reason: str) -> None:
        objection = self._review.objection_to(told.finding, reason) if self._review and reason else None
        if objection is not None and objection.refuses:
            self._page.panel.ask_reason(objection.sentence, reason)
            return
        keys = self._act(lambda review: review.answer(told.finding, reason, self._workspace.person))
        if not keys:
            return
        self._workspace.signals.announce(keys)
        if objection is not None:
            self._workspace.window.show_message(objection.sentence)
        if reason:
            self._page.go_on()

    def _turn(self, *, back: bool) -> None:
        workspace = self._workspace
        workspace.signals.announce(
            self._act(lambda _review: turn(workspace.file.store(), workspace.person, back=back))
        )

    def _act(self, act: Act) -> frozenset[CellKey]:
        """The cells that changed; none where it was refused."""
        if self._review is None or not self._workspace.finish_typing():
            return frozenset()
        window = self._workspace.window
        try:
            keys = act(self._review)
        except WzdeskError as error:
            window.show_refusal(error.sentence)
            return frozenset()
        window.hide_message()
        window.set_saved(datetime.now().astimezone().time())
        return keys

    # What happened elsewhere

    def _on_changed(self, keys: frozenset[ObservationKey]) -> None:
        if self._review is None:
            return
        if len(keys) > _MANY:
            self._review.begin(self._sheets.sheets)
            self._slices.start()
        else:
            self._review.recheck(keys)
        self._tell()
        self._tell_whether_mended(keys)

    def _tell_whether_mended(self, keys: frozenset[ObservationKey]) -> None:
        """Where one was sent to a cell and changed it: whether the finding is gone."""
        sent = self._sent
        if sent is None or keys.isdisjoint(sent.finding.cells) or self._page.isVisible():
            return
        is_gone = sent.finding.place not in {told.finding.place for told in self._told}
        self._say("已重新审核，这一条没有了。" if is_gone else f"已重新审核，还有：{sent.finding.sentence}")
        if is_gone:
            self._sent = None

    def _on_notes_changed(self, _keys: object) -> None:
        if self._review is not None:
            self._tell()

    def _on_file_opened(self) -> None:
        self._close()
        if self._page.isVisible():
            self.refresh()

    def _close(self) -> None:
        self._slices.stop()
        self._review = None


def _choices(period: Period) -> list[Choice]:
    """The months before a period and the two after it, the newest first."""
    found = []
    last = period.last_year * 12 + period.last_month - 1
    for number in range(last + 2, last - _MONTHS_BACK, -1):
        year, month = divmod(number, 12)
        its = Period.to_month(year, month + 1)
        if month:  # January comes with February
            found.append(Choice(its.code, its.words, f"{its.code} {year}{month + 1:02d}"))
    return found
