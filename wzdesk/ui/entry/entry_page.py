"""The page 指标填报: header, chips, the grid, and the side panel that follows every keystroke."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from wzdesk.domain.change import ChangeKind, OverrideKey, Revision, TargetKey
from wzdesk.domain.errors import Refused, WzdeskError
from wzdesk.domain.filled_plan import FilledPlan, fill
from wzdesk.domain.observation import Observation, ObservationKey, ObsStatus
from wzdesk.domain.plan import PlanSummary, TargetColumn
from wzdesk.domain.plan_table import Column, PlanRow, TypedCell
from wzdesk.domain.region import Region
from wzdesk.domain.verdict import Verdict
from wzdesk.ui.app_signals import AppSignals
from wzdesk.ui.entry.entry_bars import EntryHeader, EntryTools
from wzdesk.ui.entry.grid_model import PlanGridModel
from wzdesk.ui.entry.grid_view import PlanGridView
from wzdesk.ui.entry.panel_room import PanelRoom
from wzdesk.ui.entry.row_filters import RowFilter, rows_of
from wzdesk.ui.theme import Theme

if TYPE_CHECKING:  # services load SQLAlchemy, which comes after the first rows
    from wzdesk.services.fill_plan import CellKey, PlanFilling, Recorded
    from wzdesk.ui.entry.side_panel import SidePanel  # comes after the first rows too

OpenFilling = Callable[[str, str], "PlanFilling"]
_TARGETS = {Column.TARGET: TargetColumn.LEVEL, Column.RATE_TARGET: TargetColumn.RATE}


class EntryPage(QWidget):
    """One region's plan to fill.

    The rows are shown from ``shown`` at once; ``open_filling`` gives what stores, and may wait for the
    data file to be open. Nothing typed is lost in between: the first cell that is left waits for it.
    Rows that are not judged yet are judged right after their first paint, and the side panel is made then.
    """

    rows_painted = Signal()
    """Once: the rows are on the screen and judged, and the side panel stands beside them."""
    saved = Signal(datetime)
    told = Signal(str)
    """One sentence that is worth knowing; ``refused`` one about what was not done."""
    refused = Signal(str)
    summary_changed = Signal(str)
    hint_changed = Signal(str)
    changed_elsewhere = Signal(object)
    """Keys that an undo or redo put back in another plan or region."""
    shown_changed = Signal(object)
    """The ``FilledPlan`` that is shown now is of another plan or region."""
    import_requested = Signal()
    export_requested = Signal()

    def __init__(
        self,
        theme: Theme,
        signals: AppSignals,
        open_filling: OpenFilling,
        shown: FilledPlan,
        plans: Sequence[PlanSummary],
        regions: Sequence[Region],
    ) -> None:
        super().__init__()
        self._theme, self._signals, self._open_filling = theme, signals, open_filling
        self._shown = shown
        self._filling: PlanFilling | None = None
        self._series: tuple[str, list[Observation]] = ("", [])
        self._history: tuple[CellKey | None, list[Revision]] = (None, [])
        self._documents: dict[str, str] = {}
        self._place: tuple[int, Column | None] = (0, None)
        self._filter = RowFilter.ALL
        self._announcing = False
        self._block_notes: tuple[str, ...] = ()
        self.header = EntryHeader(theme, plans, regions)
        self.tools = EntryTools(theme)
        self.model = PlanGridModel(self._record, self)
        self.grid = PlanGridView(self.model, theme)
        self._panel: SidePanel | None = None
        self._room = PanelRoom(theme, self)
        self._lay_out()
        self._connect()
        self._show(shown)
        self.grid.viewport().installEventFilter(self)

    @property
    def filled(self) -> FilledPlan:
        """What is shown."""
        return self._shown

    @property
    def panel(self) -> "SidePanel":
        """Chart, verdict, readings and history of the current row."""
        self.complete()
        assert self._panel is not None
        return self._panel

    def complete(self) -> None:
        """Judge the rows and make the side panel, where that has not been done."""
        if self._panel is not None:
            return
        from wzdesk.ui.entry.side_panel import SidePanel

        self._panel = panel = SidePanel(self._theme)
        self._room.put(panel)
        panel.verdict_decided.connect(self._on_verdict_decided)
        panel.verdict_taken_back.connect(self._on_verdict_taken_back)
        panel.status_picked.connect(self._on_status_picked)
        self._show_whether_writable()
        if self._shown.is_judged:
            self._update_panel()
        else:
            self._take(fill(self._shown.table))

    def detach(self) -> None:
        """The data file is closed, to be opened anew: the next cell that is left waits for it."""
        self._filling = None

    def attach(self) -> None:
        """The data file is open now: history and years can be read."""
        self.complete()
        self._documents = self._need_filling().documents()
        self._series = ("", [])
        self._history = (None, [])
        self._update_panel()
        self._update_turning()

    def show_plan(self, plan: str, region: str) -> None:
        """Show another plan or region; what was typed is stored first."""
        if not self.finish_editing():
            return
        try:
            self._filling = self._open_filling(plan, region)
        except WzdeskError as error:
            self.refused.emit(error.sentence)
            self.header.set_place(self._shown)
            return
        self._show(self._filling.filled)
        self._update_turning()
        self.shown_changed.emit(self._shown)

    def open_item(self, item_no: str) -> None:
        """Make an item's first cell current."""
        row = next((row.index for row in self._rows() if row.item.no == item_no), None)
        if row is not None:
            self._set_filter(RowFilter.ALL)
            self.grid.select_cell(row, Column.LEVEL)

    @property
    def person(self) -> str:
        """Who fills."""
        return self._need_filling().who

    def reload_after(self, count: int) -> None:
        """An import stored cells: show them and tell the rest of the window."""
        self.reload()
        self._update_turning()
        if count:
            table = self._shown.table
            keys = frozenset(key for key in table.observations if key.region == table.region.code)
            self.saved.emit(datetime.now().astimezone())
            self._announce(keys)

    def reload(self) -> None:
        """Something else changed the file: show what is stored now."""
        filling = self._need_filling()
        filling.reload()
        self._take(filling.filled)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A wide window gives the panel more room."""
        self._room.fit(self.window().width())
        super().resizeEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The first paint of the rows: what they did without comes right after it."""
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self._on_rows_painted)
        return False

    # Building

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        row = QHBoxLayout()
        row.setSpacing(0)
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addWidget(self.grid, 1)
        row.addLayout(left, 1)
        row.addWidget(self._room)
        column.addWidget(self.tools)
        column.addLayout(row, 1)
        self.setFocusProxy(self.grid)

    def _connect(self) -> None:
        self.header.place_picked.connect(self.show_plan)
        self.header.import_button.clicked.connect(self.import_requested)
        self.header.export_button.clicked.connect(self.export_requested)
        self.tools.undo.clicked.connect(self.undo)
        self.tools.redo.clicked.connect(self.redo)
        for filter_, chip in self.tools.chips.items():
            chip.clicked.connect(partial(self._set_filter, filter_))
        grid = self.grid
        grid.undo_requested.connect(self.undo)
        grid.redo_requested.connect(self.redo)
        grid.current_cell_changed.connect(self._on_current_cell_changed)
        grid.cell_edited.connect(self._on_cell_edited)
        grid.edit_ended.connect(self._on_edit_ended)
        grid.selection_summary_changed.connect(self.summary_changed)
        grid.notice_raised.connect(self._on_notice_raised)
        self.model.refused.connect(self.refused)
        signals = self._signals
        for signal in (signals.observations_changed, signals.overrides_changed, signals.targets_changed):
            signal.connect(self._on_changed_elsewhere)

    # Showing

    def _show(self, filled: FilledPlan) -> None:
        self._shown = filled
        self._series, self._history = ("", []), (None, [])
        self._filter = RowFilter.ALL
        self.model.set_table(filled.table, filled.assessments)
        self._show_whether_writable()
        self.header.set_place(filled)
        self._after_showing()

    def _show_whether_writable(self) -> None:
        read_only = self._filling is not None and self._filling.read_only
        self.model.set_read_only(read_only)
        self.header.import_button.setEnabled(not read_only)
        if self._panel is not None:
            self._panel.set_read_only(read_only)

    def _take(self, filled: FilledPlan) -> None:
        """The same plan with other figures."""
        self._shown = filled
        self._history = (None, [])
        self.model.update(filled.table, filled.assessments)
        self._after_showing()

    def _after_showing(self) -> None:
        self.header.set_filled(self._shown)
        self.tools.set_counts(self._shown)
        self._set_filter(self._filter)
        self._update_panel()

    def _set_filter(self, chosen: RowFilter) -> None:
        if chosen is not RowFilter.ALL:
            self.complete()
        self._filter = chosen
        self.tools.set_filter(chosen)
        self.grid.show_rows(None if chosen is RowFilter.ALL else rows_of(self._shown, chosen))

    def _rows(self) -> list[PlanRow]:
        return list(self._shown.table.rows())

    def _update_panel(self, typed: TypedCell | None = None) -> None:
        rows = self._rows()
        index, column = self._place
        if self._panel is None or not 0 <= index < len(rows):
            return
        from wzdesk.ui.entry.panel_content import panel_content

        filled = self._shown
        if typed is not None:
            try:
                filled = filled.typed([typed])
            except Refused as refusal:
                self.hint_changed.emit(refusal.sentence)
        row = list(filled.table.rows())[index]
        text = typed.text if typed else None
        self._panel.show_content(
            panel_content(
                filled,
                row,
                column,
                self._series_of(row),
                self._history_of(row, column),
                self._documents,
                text,
            )
        )

    def _series_of(self, row: PlanRow) -> list[Observation]:
        if self._filling is not None and self._series[0] != row.part.indicator:
            self._series = (row.part.indicator, self._filling.years(row.part.indicator))
        return self._series[1]

    def _history_of(self, row: PlanRow, column: Column | None) -> list[Revision]:
        key = self._key_of(row, column)
        if self._filling is None or key is None:
            return []
        if self._history[0] != key:
            self._history = (key, self._filling.history(key))
        return self._history[1]

    def _key_of(self, row: PlanRow, column: Column | None) -> "CellKey | None":
        table = self._shown.table
        if column is None:
            return OverrideKey(table.plan.code, table.region.code, row.item.no)
        if column in _TARGETS:
            return TargetKey(table.plan.code, table.region.code, row.part.indicator, _TARGETS[column].value)
        stored = table.observation(row.part, column)
        return stored.key if stored else table.keys_of(row.part, column)[0]

    # Storing

    def _need_filling(self) -> "PlanFilling":
        if self._filling is None:
            table = self._shown.table
            self._filling = self._open_filling(table.plan.code, table.region.code)
            self._show_whether_writable()
        return self._filling

    def _record(self, cells: Sequence[TypedCell], kind: ChangeKind) -> None:
        filling = self._need_filling()
        recorded: Recorded = filling.record(cells, kind)
        self._after_storing(recorded.keys)
        if kind is ChangeKind.EDIT and recorded.notes:
            self.told.emit("".join(recorded.notes))
        elif recorded.notes:  # the grid goes on to say what was pasted; one message holds both
            self._block_notes = recorded.notes

    def _after_storing(self, keys: "frozenset[CellKey]") -> None:
        if not keys:
            return
        self._take(self._need_filling().filled)
        self._update_turning()
        self.saved.emit(datetime.now().astimezone())
        self._announce(keys)

    def _announce(self, keys: "frozenset[CellKey]") -> None:
        """Tell whoever shows figures of this file, once, after the commit."""
        self._announcing = True
        figures = frozenset(key for key in keys if isinstance(key, ObservationKey))
        overrides = frozenset(key for key in keys if isinstance(key, OverrideKey))
        for signal, changed in (
            (self._signals.observations_changed, figures),
            (self._signals.overrides_changed, overrides),
            (self._signals.targets_changed, keys - figures - overrides),
        ):
            if changed:
                signal.emit(changed)
        self._announcing = False

    def undo(self) -> None:
        """Take the latest act back, and show the cell."""
        self._turn(back=True)

    def redo(self) -> None:
        """Do it again."""
        self._turn(back=False)

    def _turn(self, *, back: bool) -> None:
        if not self.finish_editing():
            return
        filling = self._need_filling()
        try:
            turned = filling.undo() if back else filling.redo()
        except WzdeskError as error:
            self.refused.emit(error.sentence)
            return
        if turned is None:
            self.told.emit("没有可以撤销的改动了。" if back else "没有可以重做的改动。")
            return
        self._after_storing(turned.keys)
        self._go_to(turned.keys)

    def _go_to(self, keys: "frozenset[CellKey]") -> None:
        """Make the first cell that went back current, or say which plan it was in."""
        table = self._shown.table
        for row in self._rows():
            for column in table.columns:
                places: tuple[CellKey, ...] = table.keys_of(row.part, column) or self._target_places(
                    row, column
                )
                if any(place in keys for place in places):
                    self.grid.select_cell(row.index, column)
                    return
            if OverrideKey(table.plan.code, table.region.code, row.item.no) in keys:
                self.grid.select_cell(row.index, Column.LEVEL)
                return
        self.changed_elsewhere.emit(keys)

    def _target_places(self, row: PlanRow, column: Column) -> "tuple[CellKey, ...]":
        key = self._key_of(row, column)
        return (key,) if key else ()

    def finish_editing(self) -> bool:
        """Store what stands in an open editor; False where it was refused and stays there."""
        return not self.grid.editing.is_open or self.grid.editing.commit()

    def _update_turning(self) -> None:
        if self._filling is not None:
            back, forth = self._filling.can_turn()
            self.tools.undo.setEnabled(back)
            self.tools.redo.setEnabled(forth)

    # Slots

    def _on_notice_raised(self, sentence: str) -> None:
        notes, self._block_notes = self._block_notes, ()
        self.told.emit(sentence + "".join(notes))

    def _on_rows_painted(self) -> None:
        self.complete()
        self.rows_painted.emit()

    def _on_current_cell_changed(self, row: int, column: Column | None) -> None:
        self._place = (row, column)
        self._update_panel()

    def _on_cell_edited(self, cell: TypedCell) -> None:
        self.hint_changed.emit("编辑中　Enter 存入下移　Tab 存入右移　Esc 放弃")
        self._update_panel(cell)

    def _on_edit_ended(self) -> None:
        self.hint_changed.emit("")
        self._update_panel()

    def _on_verdict_decided(self, item_no: str, verdict: Verdict, reason: str) -> None:
        self._override(item_no, lambda filling: filling.set_verdict(item_no, verdict, reason))

    def _on_verdict_taken_back(self, item_no: str) -> None:
        self._override(item_no, lambda filling: filling.take_back_verdict(item_no))

    def _on_status_picked(self, status: ObsStatus) -> None:
        """Mark the current cell's figure as 预计数, 初步数, or neither."""
        row, column = self._place
        part = self._rows()[row].part
        if column is None or (stored := self._shown.table.observation(part, column)) is None:
            return
        try:
            keys = self._need_filling().set_status([stored.key], ObsStatus(status))
        except WzdeskError as error:
            self.refused.emit(error.sentence)
            return
        self._after_storing(keys)
        self.grid.setFocus()

    def _override(self, item_no: str, act: "Callable[[PlanFilling], None]") -> None:
        table = self._shown.table
        try:
            act(self._need_filling())
        except WzdeskError as error:
            self.refused.emit(error.sentence)
            return
        self._after_storing(frozenset({OverrideKey(table.plan.code, table.region.code, item_no)}))
        self.grid.setFocus()

    def _on_changed_elsewhere(self, _keys: object) -> None:
        if not self._announcing:
            self.reload()
