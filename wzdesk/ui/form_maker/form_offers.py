"""The forms that can be chosen on the entry page, and what its menu does with them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from wzdesk.ui.entry.entry_bars import table_choices
from wzdesk.ui.widgets.picker import Choice

if TYPE_CHECKING:  # services come after the first rows
    from wzdesk.domain.form import Form
    from wzdesk.services.receiving.reception import SheetReception
    from wzdesk.ui.entry.entry_screen import EntryScreen
    from wzdesk.ui.form_maker.maker_desk import MakerDesk
    from wzdesk.ui.forms.form_page import FormPage
    from wzdesk.ui.workspace import Workspace


class FormOffers(QObject):
    """Keeps the pickers of a screen to the forms that there are, and opens the page that makes them."""

    def __init__(self, workspace: "Workspace", screen: "EntryScreen") -> None:
        super().__init__(screen)
        self._workspace, self._screen = workspace, screen
        self._maker: MakerDesk | None = None
        self.tables: Sequence[Choice] = table_choices(workspace.look.plans, workspace.look.forms)
        workspace.signals.forms_changed.connect(self._on_forms_changed)

    @property
    def maker(self) -> "MakerDesk":
        """What makes and changes forms; it comes when it is first asked for."""
        if self._maker is None:
            from wzdesk.ui.form_maker.maker_desk import MakerDesk

            self._maker = MakerDesk(self._workspace, self._screen)
            self._maker.made.connect(self._on_made)
            self._maker.retired.connect(self._on_retired)
            self._maker.left.connect(self._on_left)
            self._workspace.closing.connect(self._maker.close)
        return self._maker

    def connect_menu(self, page: "FormPage") -> None:
        """Hear what is picked in the menu of a form."""
        menu = page.header.menu
        menu.retired = self._retired
        menu.new_asked.connect(self.ask_new)
        menu.book_asked.connect(self._on_book_asked)
        menu.change_asked.connect(self._on_change_asked)
        menu.retire_asked.connect(self._on_retire_asked)
        menu.return_asked.connect(self._on_return_asked)

    def ask_new(self) -> None:
        """Make a form; what is being typed is stored first."""
        if self._workspace.finish_typing():
            self.maker.open_new()

    def make_of(self, reception: "SheetReception") -> None:
        """Make a form of a workbook that was recognised; its page waits behind."""
        self.maker.open_reception(reception)

    def _on_left(self) -> None:
        """The sheets that wait may be read otherwise, with indicators that were added."""
        if self._screen.exchange is not None:
            self._screen.exchange.refresh_sheets()

    # The menu

    def _retired(self) -> "Sequence[Form]":
        return self.maker.retired_forms()

    def _on_book_asked(self) -> None:
        if self._workspace.finish_typing():
            self.maker.ask_book()

    def _on_change_asked(self) -> None:
        if self._workspace.finish_typing() and (code := self._shown):
            self.maker.open_form(code)

    def _on_retire_asked(self) -> None:
        if self._workspace.finish_typing() and (code := self._shown):
            self.maker.retire(code)

    def _on_return_asked(self, code: str) -> None:
        if self._workspace.finish_typing():
            self.maker.bring_back(code)

    # What was done

    @property
    def _shown(self) -> str:
        """The code of the form that is open; "" where none is."""
        page = self._screen.forms
        return page.table.form.code if page is not None and page.desk.is_open else ""

    def _on_made(self, code: str) -> None:
        """Fill it at once, in the region that was worked on; unless a workbook waits for a decision."""
        self._workspace.signals.forms_changed.emit()
        screen = self._screen
        if screen.exchange is not None and screen.currentWidget() is screen.exchange.sheets:
            return
        page = screen.forms
        region = (
            page.table.region.code
            if page is not None and self._shown
            else screen.entry.filled.table.region.code
        )
        reporters = next((one.reporters for one in self._forms() if one.code == code), ())
        screen.show_form(code, region if not reporters or region in reporters else reporters[0])

    def _on_retired(self, code: str) -> None:
        self._workspace.signals.forms_changed.emit()
        if self._shown == code:
            self._screen.show_plan_again()

    def _on_forms_changed(self) -> None:
        """Offer the forms that there are now; the one that is shown may be another, or gone."""
        from wzdesk.services.enter_form import forms_of

        workspace, screen = self._workspace, self._screen
        self.tables = table_choices(workspace.look.plans, forms_of(workspace.file.store()))
        screen.entry.offer_tables(self.tables)
        page = screen.forms
        if page is None or not self._shown:
            return
        page.offer_tables(self.tables)
        table = page.table
        if table.form.code not in {one.code for one in self._forms()}:
            page.detach()
            screen.show_plan_again()
            return
        form = next(one for one in self._forms() if one.code == table.form.code)
        page.show_form(form.code, table.region.code, table.period if form.has(table.period) else None)

    def _forms(self) -> "Sequence[Form]":
        from wzdesk.services.make_form import form_parts

        return form_parts(self._workspace.file.store()).forms
