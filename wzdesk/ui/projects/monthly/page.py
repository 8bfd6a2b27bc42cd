"""The page of a month: a row for each project to fill, and the panel of the project that follows every keystroke."""

from collections.abc import Collection, Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QWidget

from wzdesk.domain.change import CellKey
from wzdesk.domain.pasting.judge import Slices
from wzdesk.domain.pasting.verdict import LaidCell
from wzdesk.domain.period import Period
from wzdesk.domain.pinyin import finds
from wzdesk.domain.projects.change import LedgerKey, ProblemKey, ProgressKey
from wzdesk.domain.projects.month_checks import MonthFinding, month_findings
from wzdesk.domain.projects.month_entry import typed_line
from wzdesk.domain.projects.month_paste import judged_in_slices
from wzdesk.domain.projects.month_sheet import MoneyUnit, MonthLine, MonthSheet
from wzdesk.domain.projects.selection import Selection
from wzdesk.domain.typed_cell import Column, TypedCell
from wzdesk.services.projects.fill_month import MonthFilling
from wzdesk.ui.entry.cell_editor import EditMode
from wzdesk.ui.entry.column_look import ColumnLook
from wzdesk.ui.entry.grid_view import GridView
from wzdesk.ui.entry.grid_words import READ_ONLY
from wzdesk.ui.entry.panel_room import PanelRoom
from wzdesk.ui.entry.table_page import TablePage
from wzdesk.ui.file_memory import FileMemory
from wzdesk.ui.paste.paste_desk import PasteDesk
from wzdesk.ui.projects.detail.panel import ProjectPanel
from wzdesk.ui.projects.monthly.kept_drafts import KeptDrafts
from wzdesk.ui.projects.monthly.month_bars import MonthFilter, MonthHeader, MonthTools
from wzdesk.ui.projects.monthly.month_desk import MonthDesk
from wzdesk.ui.projects.monthly.month_grid import MonthGridModel
from wzdesk.ui.projects.monthly.month_rows import last_text
from wzdesk.ui.workspace import Workspace

_LOOK = "projects month"


class MonthlyPage(TablePage):
    """A month of the chosen projects to fill."""

    done = Signal()
    """Back to the ledger."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        theme = workspace.theme
        self._selection = Selection()
        self._filter = MonthFilter.ALL
        self._findings: dict[str, tuple[MonthFinding, ...]] = {}
        self._row = -1
        self.desk = MonthDesk(self._open_month, self._kept_drafts, workspace.signals, self)
        self.header = MonthHeader(theme)
        self.tools = MonthTools(theme, self)
        self.model = MonthGridModel(self.desk.record, self)
        self.grid = GridView(self.model, theme)
        self._columns = ColumnLook(self.grid, self.tools.columns)
        self.pastes = PasteDesk(theme, self.grid, self._judge_block, self.header, self)
        self.panel = ProjectPanel(workspace, self)
        self._room = PanelRoom(theme, self)
        self._room.put(self.panel)
        self._lay_out(self.header, self.tools)
        self._connect_grid(self.tools)
        self._connect()
        self._hear_workspace()

    @property
    def sheet(self) -> MonthSheet:
        """What is shown."""
        return self.desk.sheet

    def show_month(self, month: Period, selection: Selection) -> bool:
        """Show a month of the chosen projects; what was typed is stored first. False where it was refused."""
        if not self.finish_editing() or not self.desk.open(month, selection):
            return False
        self._selection, self._filter = selection, MonthFilter.ALL
        self._check(None)
        self.model.shown = None
        self._show_sheet()
        row = self.model.first_empty()
        if self.model.rows[1:]:
            number = self.model.column_of(Column.MONTH)
            self.grid.cell_cursor.set_place((row if row is not None else 1, number))
        self._workspace.show_fields(month.words, self._workspace.place.region.name)
        self.shown_changed.emit(self.sheet)
        self.grid.setFocus()
        return True

    # Building

    def _open_month(self, month: Period, selection: Selection) -> MonthFilling:
        workspace = self._workspace
        return MonthFilling.open(workspace.file.store(), month, selection, workspace.person)

    def _kept_drafts(self) -> KeptDrafts:
        return KeptDrafts(FileMemory(self._workspace.file.path))

    def _judge_block(self, cells: Sequence[LaidCell]) -> Slices:
        return judged_in_slices(cells, self.sheet)

    def _connect(self) -> None:
        self.header.back.clicked.connect(self._on_back)
        self.header.month_picked.connect(self._on_month_picked)
        self.tools.step_asked.connect(self._on_step_asked)
        self.tools.unit_picked.connect(self._on_unit_picked)
        for filter_, chip in self.tools.chips.items():
            chip.clicked.connect(partial(self._set_filter, filter_))
        self.tools.finder.sought.connect(self._show_rows)
        grid = self.grid
        grid.acts.look = self.pastes.look
        self.pastes.preview_opened.connect(self._workspace.window.hide_message)
        grid.current_cell_changed.connect(self._on_current_cell_changed)
        grid.cell_edited.connect(self._on_cell_edited)
        grid.edit_ended.connect(self._on_edit_ended)
        grid.notice_raised.connect(self.told)
        self.model.refused.connect(self.refused)
        self.desk.stored.connect(self._on_stored)
        self.desk.reloaded.connect(self._on_reloaded)
        self.desk.told.connect(self.told)
        self.desk.refused.connect(self.refused)
        self.panel.left.connect(grid.setFocus)
        self._add_keys(
            {
                "Ctrl+'": self.take_last_month,
                "Ctrl+N": self.panel.ask_problem,
                "Ctrl+T": self._turn_unit,
                "F8": self.go_to_next_finding,
            }
        )

    def _hear_workspace(self) -> None:
        workspace, window = self._workspace, self._workspace.window
        workspace.finishers.append(self.finish_editing)
        workspace.file_reopened.connect(self._on_file_reopened)
        self.saved.connect(self._on_saved)
        self.told.connect(window.show_message)
        self.refused.connect(window.show_refusal)
        self.hint_changed.connect(window.set_hint)
        self.summary_changed.connect(self._on_summary_changed)

    # Showing

    def _show_sheet(self) -> None:
        self.model.set_sheet(self.sheet, self._findings)
        self._columns.show(_LOOK)
        self.header.set_sheet(self.sheet)
        with QSignalBlocker(self.tools.unit):
            self.tools.unit.set_current(self.sheet.unit.value)
        self._after_showing()

    def _after_showing(self) -> None:
        filling = self.desk.filling
        self.model.set_read_only(filling.read_only)
        self.model.read_only_words = READ_ONLY
        self.header.set_filled(self.sheet)
        self.tools.set_counts({one: len(self._kept(one)) for one in MonthFilter})
        self.tools.set_filter(self._filter)
        back, forth = filling.can_turn()
        self.tools.undo.setEnabled(back)
        self.tools.redo.setEnabled(forth)

    def _kept(self, chosen: MonthFilter) -> list[MonthLine]:
        """The lines that a chip leaves."""
        match chosen:
            case MonthFilter.ALL:
                return list(self.sheet.lines)
            case MonthFilter.EMPTY:
                return [line for line in self.sheet.lines if line.reported.month is None]
            case MonthFilter.DOUBTED:
                drafts = {code for code, _ in self.sheet.drafts}
                return [
                    line
                    for line in self.sheet.lines
                    if self._findings.get(line.project.code) or line.project.code in drafts
                ]
            case MonthFilter.LAGGING:
                return [line for line in self.sheet.lines if line.ahead is not None and line.ahead < 0]
            case MonthFilter.HELD_UP:
                return [line for line in self.sheet.lines if line.open_problems]

    def _set_filter(self, chosen: MonthFilter) -> None:
        self._filter = chosen
        self.tools.set_filter(chosen)
        self._show_rows()

    def _show_rows(self) -> None:
        """Those of the chip that have what is sought in their name; the sum is theirs."""
        query = self.tools.finder.text()
        kept = {
            line.project.code
            for line in self._kept(self._filter)
            if not query.strip() or finds(query, line.project.name, line.project.code)
        }
        every = len(kept) == len(self.sheet.lines)
        self.model.shown = None if every else kept
        self.model.update(self.sheet, self._findings, ())
        rows = {0} | {number for number, row in enumerate(self.model.rows) if row.indicator in kept}
        self.grid.show_rows(None if every else rows)

    def _check(self, projects: Collection[str] | None) -> None:
        """Check the lines of some projects anew, or all."""
        for line in self.sheet.lines:
            if projects is None or line.project.code in projects:
                self._findings[line.project.code] = month_findings(line, self.sheet.unit)

    def _renew(self, projects: Collection[str] | None) -> None:
        self._check(projects)
        self.model.update(self.sheet, self._findings, projects)
        self._after_showing()
        self._show_line()

    def _line(self) -> MonthLine | None:
        lines = self.sheet.lines if self.desk.is_open else ()
        return lines[self._row - 1] if 0 < self._row <= len(lines) else None

    def _show_line(self) -> None:
        """The panel follows the current row with what is read of it here already."""
        line = self._line()
        if line is None:
            self.panel.clear()
        else:
            self.panel.show_line(line, self._findings.get(line.project.code, ()))

    # Acts

    def take_last_month(self) -> None:
        """Open the current cell with what it held last month, to be said otherwise or left as it is."""
        place, line = self.grid.cell_cursor.place, self._line()
        column = self.model.specs[place[1]].stored if place is not None else None
        if place is None or line is None or column is None or self.grid.editing.is_open:
            return
        text = last_text(self.sheet, line, column)
        if not text:
            self.told.emit("上月这一格没有填，没有可以沿用的。")
        elif not self.model.why_closed(*place):
            self.grid.editing.begin(*place, EditMode.REVISING, text)

    def go_to_next_finding(self) -> None:
        """The next cell with a finding below the current one, then from the top again."""
        rows = list(range(1, len(self.model.rows)))
        later = [row for row in rows if row > self._row] + [row for row in rows if row <= self._row]
        for row in later:
            found = self._findings.get(self.model.rows[row].indicator, ())
            if found:
                self.grid.select_cell(row, found[0].column)
                self.told.emit(found[0].sentence)
                return
        self.told.emit("没有要看的提示了。")

    def _turn(self, *, back: bool) -> None:
        if not self.finish_editing():
            return
        keys = self.desk.turn(back=back)
        if not keys:
            return
        if (place := self._place_of(keys)) is not None:
            self.grid.select_cell(*place)
        else:
            self.told.emit(f"{'撤销' if back else '重做'}了别处的改动，这个月的数没有动。")

    def _place_of(self, keys: Collection[CellKey]) -> tuple[int, Column] | None:
        for key in keys:
            row = self.model.row_of(key.project) if isinstance(key, LedgerKey) else -1
            if row > 0 and isinstance(key, ProgressKey) and key.month == self.sheet.month:
                current = self.grid.cell_cursor.place
                stored = self.model.specs[current[1]].stored if current else None
                return row, stored or Column.MONTH
            if row > 0 and isinstance(key, ProblemKey):
                return row, Column.PROBLEM
        return None

    # Slots

    def _on_file_reopened(self) -> None:
        """The file may hold something else now."""
        if self.desk.is_open:
            month = self.sheet.month
            self.desk.forget()
            self.show_month(month, self._selection)

    def _on_back(self) -> None:
        if self.finish_editing():
            self.done.emit()

    def _on_month_picked(self, month: Period) -> None:
        if not self.show_month(month, self._selection):
            self.header.set_sheet(self.sheet)

    def _on_step_asked(self, step: int) -> None:
        month = self.sheet.month
        self._on_month_picked(month.next if step > 0 else month.previous)

    def _turn_unit(self) -> None:
        units = list(MoneyUnit)
        self.tools.unit.set_current(units[units.index(self.sheet.unit) - 1].value)

    def _on_unit_picked(self, unit: MoneyUnit) -> None:
        if not self.desk.is_open or not self.finish_editing() or unit is self.sheet.unit:
            return
        place = self.grid.cell_cursor.place
        self.desk.filling.show_in(unit)
        self._check(None)
        self._show_sheet()
        self._show_rows()
        if place is not None:
            self.grid.cell_cursor.set_place(place)

    def _on_stored(self, keys: frozenset[CellKey]) -> None:
        self._renew({key.project for key in keys if isinstance(key, LedgerKey)})
        self.saved.emit(datetime.now().astimezone())

    def _on_reloaded(self, projects: Collection[str] | None) -> None:
        self._renew(projects)

    def _on_current_cell_changed(self, row: int, _column: Column | None) -> None:
        if row != self._row:
            self._row = row
            self._show_line()

    def _on_cell_edited(self, cell: TypedCell) -> None:
        self.hint_changed.emit("编辑中　Enter 存入下移　Tab 存入右移　Esc 放弃")
        line = typed_line(self.sheet, cell)
        if line is not None:
            self.panel.show_line(line, month_findings(line, self.sheet.unit), is_typing=True)

    def _on_edit_ended(self) -> None:
        self.hint_changed.emit("")
        self._show_line()

    def _on_saved(self, when: datetime) -> None:
        self._workspace.window.hide_message()
        self._workspace.window.set_saved(when.time())

    def _on_summary_changed(self, summary: str) -> None:
        if self.isVisible():
            self._workspace.window.set_selection_summary(summary)
