"""The entry page in the window: what it tells, what it hears, and the workbooks that come and go through it."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from wzdesk.domain.change import CellKey
from wzdesk.domain.filled_plan import FilledPlan
from wzdesk.domain.observation import ObservationKey
from wzdesk.domain.period import Period
from wzdesk.ui.entry.elsewhere import tell_elsewhere
from wzdesk.ui.entry.entry_bars import FORM_PREFIX, table_choices
from wzdesk.ui.entry.entry_page import EntryPage
from wzdesk.ui.entry.paste_seam import PasteSeam
from wzdesk.ui.entry.table_printing import TablePrinting
from wzdesk.ui.entry.table_services import TableServices
from wzdesk.ui.form_maker.form_offers import FormOffers
from wzdesk.ui.pages import ENTRY
from wzdesk.ui.shell.window import MainWindow
from wzdesk.ui.workspace import Place, Workspace

if TYPE_CHECKING:  # comes after the first rows
    from wzdesk.domain.form_table import FormTable
    from wzdesk.domain.pasting.judge import PasteGround
    from wzdesk.services.judge_paste import PasteRecords
    from wzdesk.ui.exchange.exchange_desk import ExchangeDesk
    from wzdesk.ui.file_desk import FileDesk
    from wzdesk.ui.forms.form_page import FormPage


class EntryScreen(QStackedWidget):
    """The entry page; the differences of a workbook lie over it while they wait for a decision."""

    review_asked = Signal()
    """Back to the page 审核."""
    form_shown = Signal(object)
    """The ``FormTable`` that is shown now."""
    plan_picked = Signal()
    """A plan was picked in place of a form."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._summary = ""
        self._services = TableServices(workspace)
        look = workspace.look
        tables = table_choices(look.plans, look.forms)
        self.entry = EntryPage(
            workspace.theme,
            workspace.signals,
            self._services.plan,
            look.filled,
            tables,
            look.regions,
            open_checks=self._services.checks,
        )
        self.plan_pastes = self._pastes_of(self.entry, self._plan_ground)
        """What judges the blocks pasted into the plan; ``form_pastes`` those pasted into a form."""
        self.form_pastes: PasteSeam | None = None
        self.forms: FormPage | None = None
        """The page of forms, made when the first one is picked."""
        self.offers = FormOffers(workspace, self)
        """What makes, changes and retires forms."""
        self.files: FileDesk | None = None
        """The menu of the data file."""
        self.exchange: ExchangeDesk | None = None
        """What takes workbooks in and gives them out; both come after the first rows."""
        self.printing = TablePrinting(workspace, self)
        self.addWidget(self.entry)
        self.setFocusProxy(self.entry)
        self._hear_entry()
        self._hear_workspace()

    def open_item(self, plan: str, item_no: str) -> None:
        """Make an item of a plan current, in the region that is shown."""
        table = self.entry.filled.table
        if table.plan.code != plan:
            self.entry.show_plan(plan, table.region.code)
        self.entry.open_item(item_no)

    def show_form_cells(self, form: str, region: str, period: Period, keys: Sequence[ObservationKey]) -> bool:
        """Show a form and make the first of some cells current; False where that cannot be."""
        page = self._form_page()
        is_shown = page.desk.is_open and self.currentWidget() is page
        place = (page.table.form.code, page.table.region.code, page.table.period) if is_shown else None
        if place != (form, region, period):
            self.show_form(form, region, period)
        return self.currentWidget() is page and page.show_cells(keys)

    def show_plan_cells(self, plan: str, region: str, keys: Sequence[ObservationKey]) -> bool:
        """The same for a plan."""
        if self.forms is not None and not self.forms.finish_editing():
            return False
        self.setCurrentWidget(self.entry)
        table = self.entry.filled.table
        if (table.plan.code, table.region.code) != (plan, region):
            self.entry.show_plan(plan, region)
        self.entry.grid.setFocus()
        return self.entry.show_cells(keys)

    def offer_way_back(self) -> None:
        """One came from the page 审核."""
        page = self.currentWidget()
        if page is self.forms and self.forms is not None:
            self.forms.findings.offer_way_back()
        elif self.entry.checks is not None:
            self.entry.checks.findings.offer_way_back()

    def show_form(self, form: str, region: str, period: Period | None = None) -> None:
        """Show a form in place of the plan."""
        if not self.entry.finish_editing():
            return
        page = self._form_page()
        if page.show_form(form, region, period):
            self.setCurrentWidget(page)
            page.grid.setFocus()
        else:
            self.entry.header.set_place(self.entry.filled)

    def show_plan_again(self) -> None:
        """The plan that was shown last, in place of a form."""
        self.setCurrentWidget(self.entry)
        self.entry.grid.setFocus()
        self._on_shown_changed(self.entry.filled)

    def _form_page(self) -> "FormPage":
        if self.forms is None:
            from wzdesk.ui.forms.form_page import FormPage

            workspace = self._workspace
            page = self.forms = FormPage(
                workspace.theme,
                workspace.signals,
                self._services.form,
                self._services.checks,
                self.offers.tables,
                workspace.look.regions,
            )
            self.form_pastes = self._pastes_of(page, self._form_ground)
            self._hear_page(page)
            page.summary_changed.connect(self._on_form_summary_changed)
            page.table_picked.connect(self._on_table_picked)
            page.print_requested.connect(self._on_form_print_requested)
            page.shown_changed.connect(self._on_form_shown)
            self.offers.connect_menu(page)
            workspace.closing.connect(page.checking.forget)
            if workspace.are_charts_loaded:
                page.panel.let_charts()
            self.addWidget(page)
        return self.forms

    def _pastes_of(self, page: "EntryPage | FormPage", ground: "Callable[[], PasteGround]") -> PasteSeam:
        theme, window = self._workspace.theme, self._workspace.window
        return PasteSeam(
            theme, page.grid, ground, self._paste_records, page.header, page, window.hide_message
        )

    def _paste_records(self) -> "PasteRecords":
        """With what the checks of the page in front have read already, else those of the other one."""
        both = self.forms, self.entry.checks
        pages = both[::-1] if self.currentWidget() is self.entry else both
        checks = (page.checking.checks for page in pages if page is not None)
        return self._services.paste_records(next((one for one in checks if one is not None), None))

    def _plan_ground(self) -> "PasteGround":
        from wzdesk.domain.pasting.grounds import PlanGround

        return PlanGround(self.entry.filled.table)

    def _form_ground(self) -> "PasteGround":
        from wzdesk.domain.pasting.grounds import FormGround

        return FormGround(self._form_page().table)

    def _on_form_picked(self, form: str) -> None:
        if not form:
            self.entry.header.set_place(self.entry.filled)
            self.offers.ask_new()
            return
        self.show_form(form, self.entry.filled.table.region.code)

    def _on_table_picked(self, key: str) -> None:
        page = self._form_page()
        if key == FORM_PREFIX:
            page.header.set_table(page.table)
            self.offers.ask_new()
            return
        if key.startswith(FORM_PREFIX):
            page.show_form(key.removeprefix(FORM_PREFIX), page.table.region.code)
            return
        if page.finish_editing():
            self.setCurrentWidget(self.entry)
            self.entry.show_plan(key, page.table.region.code)
            self.entry.grid.setFocus()
            self.plan_picked.emit()
            self._on_shown_changed(self.entry.filled)

    def _on_form_summary_changed(self, summary: str) -> None:
        window = self._workspace.window
        is_seen = window.current_page == ENTRY and self.currentWidget() is self.forms
        window.set_selection_summary(summary if is_seen else "")

    def _on_form_shown(self, table: "FormTable") -> None:
        self._workspace.show_fields(table.words, table.region.name)
        self.form_shown.emit(table)

    # Wiring

    def _hear_page(self, page: "EntryPage | FormPage") -> None:
        """What both pages tell the window."""
        window = self._workspace.window
        self._workspace.finishers.append(page.finish_editing)
        page.saved.connect(self._on_saved)
        page.told.connect(self._on_told)
        page.refused.connect(window.show_refusal)
        page.hint_changed.connect(window.set_hint)
        page.changed_elsewhere.connect(self._on_changed_elsewhere)
        page.review_asked.connect(self.review_asked)

    def _hear_entry(self) -> None:
        entry = self.entry
        self._hear_page(entry)
        entry.summary_changed.connect(self._on_summary_changed)
        entry.shown_changed.connect(self._on_shown_changed)
        entry.rows_painted.connect(self._on_rows_painted)
        entry.form_picked.connect(self._on_form_picked)
        entry.print_requested.connect(self._on_print_requested)
        self._workspace.closing.connect(entry.rest)

    def _hear_workspace(self) -> None:
        workspace = self._workspace
        workspace.window.page_shown.connect(self._on_page_shown)
        self.currentChanged.connect(self._on_widget_shown)
        workspace.file_opened.connect(self._on_file_opened)
        workspace.file_reopened.connect(self._on_file_reopened)
        workspace.charts_loaded.connect(self._on_charts_loaded)
        workspace.signals.person_changed.connect(self._on_person_changed)
        if workspace.are_charts_loaded:
            self._on_charts_loaded()
        if workspace.file.is_open:
            self.entry.attach()

    def make_desks(self) -> None:
        """What takes files in and gives them out, if it is not there yet; the data file is open."""
        if self.exchange is not None:
            return
        from wzdesk.ui.exchange.exchange_desk import ExchangeDesk
        from wzdesk.ui.file_desk import FileDesk

        workspace = self._workspace
        self.exchange = ExchangeDesk(
            workspace.theme, workspace.window, self, self.entry, workspace.file.store,
            lambda: workspace.readers, self,
        )  # fmt: skip
        self.exchange.form_asked.connect(self.offers.make_of)
        self.exchange.projects_stored.connect(workspace.signals.announce)
        workspace.closing.connect(self.exchange.close)
        self.files = FileDesk(workspace, self.entry.header.file_button)

    # What the workspace tells

    def _on_file_opened(self) -> None:
        self.make_desks()
        self.entry.attach()

    def _on_file_reopened(self) -> None:
        for seam in (self.plan_pastes, self.form_pastes):
            if seam is not None:
                seam.forget()
        self.entry.detach()
        self.entry.attach()
        self.entry.reload()
        if self.forms is not None and self.forms.desk.is_open:
            table = self.forms.table
            self.forms.detach()
            self.forms.show_form(table.form.code, table.region.code, table.period)

    def _on_person_changed(self) -> None:
        self.entry.sign_as(self._workspace.person)

    def _on_charts_loaded(self) -> None:
        self.entry.panel.let_charts()
        if self.forms is not None:
            self.forms.panel.let_charts()

    def _on_page_shown(self, _key: str) -> None:
        self._show_summary()

    def _on_widget_shown(self, _index: int) -> None:
        self.setFocusProxy(self.currentWidget())
        self._show_summary()

    # What the page tells

    def _on_rows_painted(self) -> None:
        self._on_shown_changed(self.entry.filled)
        self.make_desks()
        self._workspace.page_painted.emit()

    def _on_summary_changed(self, summary: str) -> None:
        self._summary = summary
        self._show_summary()

    def _show_summary(self) -> None:
        """Of the selected cells, while they can be seen."""
        window = self._workspace.window
        is_seen = window.current_page == ENTRY and self.currentWidget() is self.entry
        window.set_selection_summary(self._summary if is_seen else "")

    def _on_print_requested(self) -> None:
        """What is being typed is stored first."""
        if self.entry.finish_editing():
            self.printing.show_plan(self.entry.filled)

    def _on_form_print_requested(self) -> None:
        if self.forms is not None and self.forms.finish_editing():
            self.printing.show_form(self.forms.table, self.forms.whole_check)

    def _on_saved(self, when: datetime) -> None:
        self._workspace.window.hide_message()
        self._workspace.window.set_saved(when.time())

    def _on_told(self, sentence: str) -> None:
        self._workspace.window.show_message(sentence)

    def _on_shown_changed(self, filled: FilledPlan) -> None:
        self._workspace.set_place(Place(filled.table.plan, filled.table.region))

    def _on_changed_elsewhere(self, keys: "frozenset[CellKey]") -> None:
        tell_elsewhere(self._workspace, keys)


def entry_screen_of(window: MainWindow) -> EntryScreen:
    """The entry page's screen, made if it was not."""
    screen = window.page(ENTRY)
    assert isinstance(screen, EntryScreen)
    return screen
