"""The page 指标填报: header, chips, the grid, and the side panel that follows every keystroke."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from wzdesk.domain.cell_note import NoteKey
from wzdesk.domain.change import CellKey
from wzdesk.domain.filled_plan import FilledPlan, fill
from wzdesk.domain.observation import ObservationKey
from wzdesk.domain.pinyin import finds
from wzdesk.domain.region import Region
from wzdesk.domain.typed_cell import Column, TypedCell
from wzdesk.ui.app_signals import AppSignals
from wzdesk.ui.entry.cell_keys import CellPlace, cell_with
from wzdesk.ui.entry.column_look import ColumnLook
from wzdesk.ui.entry.entry_bars import EntryHeader, EntryTools
from wzdesk.ui.entry.grid_view import GridView
from wzdesk.ui.entry.panel_desk import PanelDesk
from wzdesk.ui.entry.panel_room import PanelRoom
from wzdesk.ui.entry.plan_grid import PlanGridModel
from wzdesk.ui.entry.record_desk import OpenFilling, RecordDesk
from wzdesk.ui.entry.row_filters import RowFilter, rows_of
from wzdesk.ui.entry.table_page import TablePage
from wzdesk.ui.first_paint import FirstPaint
from wzdesk.ui.theme import Theme
from wzdesk.ui.widgets.picker import Choice

if TYPE_CHECKING:  # comes after the first rows
    from wzdesk.ui.entry.plan_checks import PlanChecks
    from wzdesk.ui.entry.side_panel import SidePanel
    from wzdesk.ui.forms.checking import OpenChecks


class EntryPage(TablePage):
    """One region's plan to fill.

    The rows are shown from ``shown`` at once; ``open_filling`` gives what stores, and may wait for the
    data file to be open. Nothing typed is lost in between: the first cell that is left waits for it.
    Rows that are not judged yet are judged right after their first paint, and the side panel is made then.
    """

    rows_painted = Signal()
    """Once: the rows are on the screen and judged, and the side panel stands beside them."""
    form_picked = Signal(str)
    """A form was picked in the title."""
    import_requested = Signal()
    export_requested = Signal()

    def __init__(
        self,
        theme: Theme,
        signals: AppSignals,
        open_filling: OpenFilling,
        shown: FilledPlan,
        tables: Sequence[Choice],
        regions: Sequence[Region],
        open_checks: "OpenChecks | None" = None,
    ) -> None:
        super().__init__()
        self._theme, self._open_checks = theme, open_checks
        self.checks: PlanChecks | None = None
        """What the checks say; made when the data file is open."""
        self._shown = shown
        self._place = CellPlace(0, None)
        self._filter = RowFilter.ALL
        self._signals = signals
        self._records = RecordDesk(open_filling, self._codes, signals, self)
        self.header = EntryHeader(theme, tables, regions)
        self.tools = EntryTools(theme, self)
        self.model = PlanGridModel(self._records.record, self)
        self.grid = GridView(self.model, theme)
        self._columns = ColumnLook(self.grid, self.tools.columns)
        self._room = PanelRoom(theme, self)
        self._panel_desk = PanelDesk(theme, self._room, self._records, self)
        self._left = self._lay_out(self.header, self.tools)
        self._connect_grid(self.tools)
        self._connect()
        self._connect_desks()
        self._show(shown)
        self._first_paint = FirstPaint(self.grid.viewport())
        self._first_paint.painted.connect(self._on_rows_painted)

    @property
    def filled(self) -> FilledPlan:
        """What is shown."""
        return self._shown

    @property
    def panel(self) -> "SidePanel":
        """Chart, verdict, readings and history of the current row."""
        self.complete()
        return self._panel_desk.panel

    @property
    def person(self) -> str:
        """Who fills."""
        return self._records.filling().who

    def sign_as(self, who: str) -> None:
        """Someone else fills from now on."""
        self._records.sign_as(who)

    def complete(self) -> None:
        """Judge the rows and make the side panel, where that has not been done."""
        if self._panel_desk.is_made:
            return
        self._panel_desk.make()
        if self._shown.is_judged:
            self._update_panel()
        else:
            self._take(fill(self._shown.table))

    def detach(self) -> None:
        """The data file is closed, to be opened anew: the next cell that is left waits for it."""
        self.rest()
        self._records.detach()

    def rest(self) -> None:
        """The data file is closed next: nothing more is read of it."""
        if self.checks is not None:
            self.checks.checking.forget()

    def attach(self) -> None:
        """The data file is open now: history and years can be read."""
        self.complete()
        self._panel_desk.read_documents()
        self._update_panel()
        self._update_turning()
        self._check()

    def offer_tables(self, choices: Sequence[Choice]) -> None:
        """There are other forms to choose from."""
        self.header.plan.set_choices(choices, self.header.plan.current)

    def show_plan(self, plan: str, region: str) -> None:
        """Show another plan or region; what was typed is stored first."""
        if not self.finish_editing():
            return
        if not self._records.open(plan, region):
            self.header.set_place(self._shown)
            return
        self._show(self._records.filling().filled)
        self._update_turning()
        self._check()
        self.shown_changed.emit(self._shown)

    def open_item(self, item_no: str) -> None:
        """Make an item's first cell current."""
        row = next((row.index for row in self._shown.table.rows() if row.item.no == item_no), None)
        if row is not None:
            self._set_filter(RowFilter.ALL)
            self.grid.select_cell(row, Column.LEVEL)

    def show_cells(self, keys: Sequence[CellKey]) -> bool:
        """Make the first of some cells that is in the plan current; False where none is."""
        cell = next((found for key in keys if (found := cell_with(self._shown.table, {key}))), None)
        if cell is None:
            return False
        self._set_filter(RowFilter.ALL)
        self.grid.select_cell(*cell)
        return True

    def reload(self) -> None:
        """Something else changed the file: show what is stored now."""
        self._records.reload()

    def reload_after(self, count: int) -> None:
        """An import stored cells: show them and tell the rest of the window."""
        self.reload()
        self._update_turning()
        if count:
            table = self._shown.table
            keys = frozenset(key for key in table.observations if key.region == table.region.code)
            self.saved.emit(datetime.now().astimezone())
            self._records.announce(keys)

    # Building

    def _connect(self) -> None:
        self.header.place_picked.connect(self.show_plan)
        self.header.form_picked.connect(self.form_picked)
        self.header.import_button.clicked.connect(self.import_requested)
        self.header.export_button.clicked.connect(self.export_requested)
        self.header.print_button.clicked.connect(self.print_requested)
        for filter_, chip in self.tools.chips.items():
            chip.clicked.connect(partial(self._set_filter, filter_))
        self.tools.finder.sought.connect(self._show_rows)
        grid = self.grid
        grid.current_cell_changed.connect(self._on_current_cell_changed)
        grid.cell_edited.connect(self._on_cell_edited)
        grid.edit_ended.connect(self._on_edit_ended)
        grid.notice_raised.connect(self._records.tell)
        self.model.refused.connect(self.refused)

    def _connect_desks(self) -> None:
        records = self._records
        records.opened.connect(self._show_whether_writable)
        records.stored.connect(self._on_stored)
        records.reloaded.connect(self._on_reloaded)
        records.told.connect(self.told)
        records.refused.connect(self.refused)
        self._panel_desk.hint_changed.connect(self.hint_changed)
        self._panel_desk.decided.connect(self.grid.setFocus)
        self._panel_desk.comment_asked.connect(self._on_comment_asked)
        self._add_keys({"Ctrl+M": self._on_comment_asked, "Ctrl+E": self._panel_desk.turn_star})

    def _make_checks(self) -> None:
        """They come after the first rows."""
        from wzdesk.ui.entry.plan_checks import PlanChecks

        if self._open_checks is None:
            return
        checks = self.checks = PlanChecks(self._theme, self.grid, self._records, self._open_checks)
        self._left.addWidget(checks)
        checks.found.connect(self._update_rows)
        checks.acts.told.connect(self.told)
        checks.acts.all_rows_asked.connect(partial(self._set_filter, RowFilter.ALL))
        checks.findings.review_asked.connect(self.review_asked)
        self._signals.notes_changed.connect(checks.checking.refresh)
        self._add_keys(
            {
                "F8": checks.acts.go_to_next,
                "Ctrl+.": checks.acts.answer_current,
                "Alt+Left": self.review_asked.emit,
            }
        )

    # Showing

    def _check(self) -> None:
        """Check the plan that is shown, once the data file is open."""
        if self.checks is None and self._records.is_open:
            self._make_checks()
        if self.checks is not None:
            self.checks.check_after(None, self._shown.table)

    def _update_rows(self) -> None:
        marks = self.checks.checking.marks if self.checks is not None else {}
        self.model.update(self._shown.table, self._shown.assessments, marks)

    def _show(self, filled: FilledPlan) -> None:
        """Another plan or region."""
        self._shown = filled
        self._panel_desk.forget_all()
        self._filter = RowFilter.ALL
        self.model.set_table(filled.table, filled.assessments)
        self._columns.show(f"plan {filled.table.plan.code}")
        self._show_whether_writable()
        self.header.set_place(filled)
        self._after_showing()

    def _take(self, filled: FilledPlan) -> None:
        """The same plan with other figures."""
        self._shown = filled
        self._panel_desk.forget_history()
        self._update_rows()
        self._after_showing()

    def _after_showing(self) -> None:
        self.header.set_filled(self._shown)
        self.tools.set_counts(self._shown)
        self._set_filter(self._filter)
        self._update_panel()

    def _show_whether_writable(self) -> None:
        read_only = self._records.read_only
        self.model.set_read_only(read_only)
        self.header.import_button.setEnabled(not read_only)
        self._panel_desk.show_whether_writable()

    def _set_filter(self, chosen: RowFilter) -> None:
        if chosen is not RowFilter.ALL:
            self.complete()
        self._filter = chosen
        self.tools.set_filter(chosen)
        self._show_rows()

    def _show_rows(self) -> None:
        """Those of the chip that have what is sought in their name."""
        query, heads = self.tools.finder.text(), [row.head for row in self.model.rows]
        if self._filter is RowFilter.ALL and not query.strip():
            self.grid.show_rows(None)
            return
        kept = set(range(len(heads))) if self._filter is RowFilter.ALL else rows_of(self._shown, self._filter)
        if query.strip():
            kept = {
                number for number in kept if finds(query, heads[number].full_name, heads[number].indicator)
            }
        self.grid.show_rows(kept)

    def _update_panel(self, typed: TypedCell | None = None) -> None:
        self._panel_desk.show_cell(self._shown, self._place, typed)

    def _update_turning(self) -> None:
        if self._records.is_open:
            back, forth = self._records.filling().can_turn()
            self.tools.undo.setEnabled(back)
            self.tools.redo.setEnabled(forth)

    def _codes(self) -> tuple[str, str]:
        """Plan and region that are shown."""
        table = self._shown.table
        return table.plan.code, table.region.code

    def _turn(self, *, back: bool) -> None:
        """Make the first cell that went back current, or say which plan it was in."""
        if not self.finish_editing():
            return
        keys = self._records.turn(back=back)
        if cell := cell_with(self._shown.table, keys):
            self.grid.select_cell(*cell)
        elif keys and all(isinstance(key, NoteKey) and self._is_here(key) for key in keys):
            self.told.emit(f"{'撤销' if back else '重做'}了一条说明或批注。")
        elif keys:
            self.changed_elsewhere.emit(keys)

    def _is_here(self, key: NoteKey) -> bool:
        """Whether a note belongs to a row of the plan that is shown, though to no cell of it."""
        table = self._shown.table
        return (
            key.region == table.region.code
            and key.period in {table.plan.year, table.plan.span}
            and any(part.indicator == key.indicator for _, part in table.plan.parts())
        )

    # Slots

    def _on_stored(self, keys: frozenset[CellKey]) -> None:
        self._take(self._records.filling().filled)
        if self.checks is not None:
            self.checks.recheck({key for key in keys if isinstance(key, ObservationKey)})
        self._update_turning()
        self.saved.emit(datetime.now().astimezone())

    def _on_reloaded(self, keys: frozenset[CellKey] | None) -> None:
        self._take(self._records.filling().filled)
        if self.checks is not None:
            self.checks.check_after(keys, self._shown.table)

    def _on_rows_painted(self) -> None:
        self.complete()
        self.rows_painted.emit()

    def _on_current_cell_changed(self, row: int, column: Column | None) -> None:
        self._place = CellPlace(row, column)
        self._update_panel()

    def _on_cell_edited(self, cell: TypedCell) -> None:
        self.hint_changed.emit("编辑中　Enter 存入下移　Tab 存入右移　Esc 放弃")
        self._update_panel(cell)

    def _on_edit_ended(self) -> None:
        self.hint_changed.emit("")
        self._update_panel()

    def _on_comment_asked(self) -> None:
        if self.finish_editing() and (why_not := self._panel_desk.ask_comment()):
            self.told.emit(why_not)
