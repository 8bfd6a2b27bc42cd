"""The page of a form: header, chips, the grid, and the side panel that follows every keystroke."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import QSignalBlocker, QTimer, Signal

from wzdesk.domain.cell_note import NoteKey
from wzdesk.domain.change import CellKey, ClosingKey, FormKey
from wzdesk.domain.checks.reviewed import form_cells
from wzdesk.domain.form import FormColumn
from wzdesk.domain.form_edit import COLUMN_OF, closed_form_words
from wzdesk.domain.form_table import FormTable
from wzdesk.domain.observation import ObservationKey
from wzdesk.domain.period import Period
from wzdesk.domain.pinyin import finds
from wzdesk.domain.region import Region
from wzdesk.domain.typed_cell import Column, TypedCell
from wzdesk.ui.app_signals import AppSignals
from wzdesk.ui.entry.column_look import ColumnLook
from wzdesk.ui.entry.grid_view import GridView
from wzdesk.ui.entry.grid_words import READ_ONLY
from wzdesk.ui.entry.panel_room import PanelRoom
from wzdesk.ui.entry.table_page import TablePage
from wzdesk.ui.forms.checked_form import CheckedForm
from wzdesk.ui.forms.checking import Checking, OpenChecks
from wzdesk.ui.forms.closing import Closing
from wzdesk.ui.forms.correcting import Correcting
from wzdesk.ui.forms.finding_acts import FindingActs
from wzdesk.ui.forms.findings_list import FindingsList
from wzdesk.ui.forms.form_bars import ACROSS, BY_FORM, FormHeader, FormTools, next_period
from wzdesk.ui.forms.form_desk import FormDesk, OpenForm
from wzdesk.ui.forms.form_filters import FormFilter, rows_of
from wzdesk.ui.forms.form_grid import FormGridModel
from wzdesk.ui.forms.form_panel import FormPanel
from wzdesk.ui.forms.form_panel_desk import FormPanelDesk
from wzdesk.ui.forms.form_rows import place_of
from wzdesk.ui.forms.whole_check import WholeCheck
from wzdesk.ui.theme import Theme
from wzdesk.ui.widgets.picker import Choice


class FormPage(TablePage):
    """A form of a region and a month to fill."""

    table_picked = Signal(str)
    """A plan or another form was picked in the title."""

    def __init__(
        self,
        theme: Theme,
        signals: AppSignals,
        open_form: OpenForm,
        open_checks: OpenChecks,
        choices: Sequence[Choice],
        regions: Sequence[Region],
    ) -> None:
        super().__init__()
        self._place: tuple[int, FormColumn | None] = (0, None)
        self._filter = FormFilter.ALL
        self._stale: set[str] | None = set()
        """Indicators of rows that are to be made anew; None where all are."""
        self.desk = FormDesk(open_form, signals, self)
        self.checking = Checking(open_checks, self)
        self.header = FormHeader(theme, choices, regions)
        self.tools = FormTools(theme, self)
        self.model = FormGridModel(self.desk.record, self)
        self.grid = GridView(self.model, theme)
        self._columns = ColumnLook(self.grid, self.tools.columns)
        self.panel = FormPanel(theme)
        self._panel_desk = FormPanelDesk(self.panel, self.desk, self)
        self.correcting = Correcting(self.header, self.panel, self.desk, self)
        self.whole_check = WholeCheck(self.desk, self.checking, self)
        self.closing = Closing(theme, self.desk, self.whole_check, self.panel, self)
        self.findings = FindingsList(theme)
        self._acts = FindingActs(
            CheckedForm(self.desk), self.grid, self.checking, self.findings, self.panel.ask_reason, self
        )
        self._room = PanelRoom(theme, self)
        self._room.put(self.panel)
        self._lay_out(self.header, self.tools, self.closing.bar).addWidget(self.findings)
        self._connect_grid(self.tools)
        self._connect()

    @property
    def table(self) -> FormTable:
        """What is shown."""
        return self.desk.table

    def show_form(
        self, form: str, region: str, period: Period | None = None, *, across: str = "", at: str = ""
    ) -> bool:
        """Show a form of a region, or one indicator of it ``across`` regions; what was typed is stored first.

        ``at`` is the code of the row to stand on, in the column that was current. False where it was refused.
        """
        column = self.grid.current_column()
        if not self.finish_editing() or not self.desk.open(form, region, period, across):
            if self.desk.is_open:
                self._show_place()
            return False
        self._panel_desk.forget_read()
        self.closing.leave()
        self._filter = FormFilter.ALL
        self.model.set_table(self.table)
        self._columns.show(f"form {self.table.form.code}")
        self._show_place()
        self._after_showing()
        if at:
            self.grid.go_to(self.model.row_of(at), column)
        elif (place := self.model.first_empty()) is not None:
            self.grid.cell_cursor.set_place((place[0], self.model.column_of(place[1])))
        self.shown_changed.emit(self.table)
        QTimer.singleShot(0, self, self._check)
        return True

    def _show_place(self) -> None:
        """Say above the grid what is shown."""
        self.header.set_table(self.table)
        with QSignalBlocker(self.tools.shape):
            self.tools.shape.set_current(ACROSS if self.table.is_across else BY_FORM)

    def turn_over(self) -> None:
        """One indicator in all regions, or back to the form of the region that is current; the cell stays."""
        table = self.table
        row = table.form.rows[self._place[0]]
        region, across = table.region_of(row), "" if table.is_across else row.indicator
        code = region if across else row.indicator
        self.show_form(table.form.code, region, table.period, across=across, at=code)
        self.grid.setFocus()

    def _check(self) -> None:
        """After the rows are on the screen."""
        if self.desk.is_open:
            self.checking.check(form_cells(self.table))

    def offer_tables(self, choices: Sequence[Choice]) -> None:
        """There are other forms to choose from."""
        self.header.form.set_choices(choices, self.header.form.current)

    def show_cells(self, keys: Sequence[ObservationKey]) -> bool:
        """Make the first of some cells that is on the form current; False where none is."""
        place = next((found for key in keys if (found := place_of(self.table, {key}))), None)
        if place is None:
            return False
        self._set_filter(FormFilter.ALL)
        self.grid.select_cell(*place)
        return True

    def go_to_row(self, code: str) -> None:
        """Make a row current, in the column where one is; what was typed is stored first."""
        if self.finish_editing():
            self._set_filter(FormFilter.ALL)
            self.grid.go_to(self.model.row_of(code), self.grid.current_column())
            self.grid.setFocus()

    def detach(self) -> None:
        """The data file is closed, to be opened anew."""
        self.desk.forget()
        self.checking.forget()

    def reload(self) -> None:
        """Something else changed the file: show what is stored now."""
        self.desk.reload()

    # Building

    def _connect(self) -> None:
        self.header.table_picked.connect(self.table_picked)
        self.header.place_picked.connect(self._on_place_picked)
        self.header.indicator_picked.connect(self._on_indicator_picked)
        self.tools.shape.picked.connect(self.turn_over)
        self.header.print_button.clicked.connect(self.print_requested)
        self.header.close_button.clicked.connect(self._on_close_asked)
        self.closing.told.connect(self.told)
        self.closing.cell_asked.connect(self._on_cell_asked)
        self.closing.ended.connect(self.grid.setFocus)
        self.header.menu.remarks_asked.connect(self._on_remarks_asked)
        self.correcting.changed.connect(self._after_showing)
        self.correcting.told.connect(self.told)
        self.tools.step_asked.connect(self._on_step_asked)
        for filter_, chip in self.tools.chips.items():
            chip.clicked.connect(partial(self._set_filter, filter_))
        self.tools.finder.sought.connect(self._show_rows)
        grid = self.grid
        grid.current_cell_changed.connect(self._on_current_cell_changed)
        grid.cell_edited.connect(self._on_cell_edited)
        grid.edit_ended.connect(self._on_edit_ended)
        grid.notice_raised.connect(self.told)
        self.model.refused.connect(self.refused)
        self.desk.stored.connect(self._on_stored)
        self.desk.reloaded.connect(self._on_reloaded)
        self.desk.told.connect(self.told)
        self.desk.refused.connect(self.refused)
        self.panel.comment_asked.connect(self._on_comment_asked)
        self.panel.asking.connect(self._room.show)
        self._panel_desk.hint_changed.connect(self.hint_changed)
        self._panel_desk.told.connect(self.told)
        self._connect_findings()
        self.panel.left.connect(self.grid.setFocus)

    def _connect_findings(self) -> None:
        self.checking.found.connect(self._on_found)
        self.findings.review_asked.connect(self.review_asked)
        acts = self._acts
        acts.told.connect(self.told)
        acts.all_rows_asked.connect(partial(self._set_filter, FormFilter.ALL))
        self._add_keys(
            {
                "Ctrl+M": self._on_comment_asked,
                "Ctrl+E": self._panel_desk.turn_star,
                "F8": acts.go_to_next,
                "Ctrl+.": acts.answer_current,
                "Alt+Left": self.review_asked.emit,
                "Ctrl+T": self.turn_over,
            }
        )

    # Showing

    def _after_showing(self) -> None:
        table = self.table
        read_only = self.desk.filling.read_only
        self.model.set_read_only(read_only or (table.is_closed and not self.correcting.is_on))
        self.model.read_only_words = READ_ONLY if read_only else closed_form_words(table)
        for button in (self.header.close_button, self.header.correct_button):
            button.setEnabled(not read_only)
        self.header.menu.can_write = not read_only
        self.header.set_filled(table, self.desk.correcting)
        self.tools.set_counts(table, self._doubted())
        self._set_filter(self._filter)
        back, forth = self.desk.filling.can_turn()
        self.tools.undo.setEnabled(back)
        self.tools.redo.setEnabled(forth)
        self._panel_desk.show_cell()

    def _set_filter(self, chosen: FormFilter) -> None:
        self._filter = chosen
        self.tools.set_filter(chosen)
        self._show_rows()

    def _show_rows(self) -> None:
        """Those of the chip that have what is sought in their name."""
        query, rows = self.tools.finder.text(), self.table.form.rows
        kept = rows_of(self.table, self._filter, self._doubted())
        if query.strip():
            kept = {number for number in kept if finds(query, rows[number].name, rows[number].code)}
        self.grid.show_rows(None if len(kept) == len(rows) else kept)

    def _doubted(self) -> set[str]:
        return {self.table.code_at(key) for key in self.checking.marks}

    def _turn(self, *, back: bool) -> None:
        """Make the first cell that went back current, or say that it was elsewhere."""
        if not self.finish_editing():
            return
        keys = self.desk.turn(back=back)
        if any(isinstance(key, FormKey) for key in keys):
            self.told.emit(f"{'撤销' if back else '重做'}了表样的改动，填的数没有动。")
        elif (place := place_of(self.table, keys)) is not None:
            self.grid.select_cell(*place)
        elif here := [key for key in keys if self._is_here(key)]:
            words = "关账" if isinstance(here[0], ClosingKey) else "批注、跟踪或说明"
            self.told.emit(f"{'撤销' if back else '重做'}了这张表的{words}。")
        elif keys:
            self.changed_elsewhere.emit(keys)

    def _is_here(self, key: CellKey) -> bool:
        """Whether what went back belongs to the form that is shown, though to no cell of it."""
        table = self.table
        place = (table.region.code, table.period)
        return isinstance(key, ClosingKey | NoteKey) and (key.region, key.period) == place

    # Slots

    def _on_place_picked(self, region: str, period: Period | None) -> None:
        self._show_same(region, period)

    def _on_step_asked(self, step: int) -> None:
        table = self.table
        self._show_same(table.region.code, next_period(table, step))

    def _show_same(self, region: str, period: Period | None) -> None:
        """The same table of another region or period, the cell kept."""
        table = self.table
        across = table.form.rows[0].indicator if table.is_across else ""
        at = table.form.rows[self._place[0]].code
        self.show_form(table.form.code, region, period, across=across, at=at)

    def _on_indicator_picked(self, indicator: str) -> None:
        table = self.table
        at = table.form.rows[self._place[0]].code
        self.show_form(table.form.code, table.region.code, table.period, across=indicator, at=at)

    def _on_close_asked(self) -> None:
        if self.finish_editing():
            self.correcting.end()
            self.closing.ask()

    def _on_cell_asked(self, key: ObservationKey) -> None:
        self.show_cells([key])
        self.grid.setFocus()

    def _on_remarks_asked(self) -> None:
        if self.finish_editing() and self.desk.carry_remarks():
            self.told.emit("上期的备注带进来了，灰色的是还没有动过的；Ctrl+Z 撤销。")

    def _on_stored(self, keys: frozenset[CellKey]) -> None:
        self._panel_desk.forget_read()
        if self.table.is_across or any(isinstance(key, ClosingKey) for key in keys):
            self._stale = None  # the sum of the regions goes with each of them, closing with all rows
        elif self._stale is not None:
            self._stale |= {key.indicator for key in keys if isinstance(key, ObservationKey | NoteKey)}
        figures = [key for key in keys if isinstance(key, ObservationKey)]
        if not self.checking.has_begun:
            self._on_found()  # a quick hand stores before the first check
        elif figures:
            self.checking.recheck(figures, self.desk.filling.known_series())
        else:
            self.checking.refresh()
        self.saved.emit(datetime.now().astimezone())

    def _on_reloaded(self, keys: frozenset[CellKey] | None) -> None:
        self._panel_desk.forget_read()
        self._stale = None
        self.checking.check_after(keys if self.checking.has_begun else None, form_cells(self.table))

    def _on_found(self) -> None:
        rows = {row.code: row.name for row in self.table.form.rows}
        self._acts.show_findings(
            {one: rows.get(self.table.code_at(one.key), "") for one in self.checking.told}
        )
        self.model.update(self.table, self.checking.marks, self._stale)
        self._stale = set()
        self._after_showing()
        self.closing.renew()

    def _on_current_cell_changed(self, row: int, column: Column | None) -> None:
        self._place = (row, COLUMN_OF.get(column) if column else None)
        self._panel_desk.follow(self._place)

    def _on_cell_edited(self, cell: TypedCell) -> None:
        self.hint_changed.emit("编辑中　Enter 存入下移　Tab 存入右移　Esc 放弃")
        self._panel_desk.show_typed(cell)

    def _on_edit_ended(self) -> None:
        self.hint_changed.emit("")
        self._panel_desk.show_cell()

    def _on_comment_asked(self) -> None:
        if self.finish_editing():
            self._panel_desk.ask_comment()
