"""The side panel beside a form: it follows the current cell and takes comments and stars."""

from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal

from wzdesk.domain.change import CellKey, Revision
from wzdesk.domain.errors import Refused
from wzdesk.domain.form import TYPED_COLUMNS, FormColumn
from wzdesk.domain.form_edit import form_after, form_entry_of
from wzdesk.domain.form_table import FormTable
from wzdesk.domain.observation import Observation, ObservationKey
from wzdesk.domain.typed_cell import TypedCell
from wzdesk.domain.typed_sum import with_sums_done
from wzdesk.ui.forms.form_content import form_content
from wzdesk.ui.forms.form_desk import FormDesk
from wzdesk.ui.forms.form_panel import FormPanel
from wzdesk.ui.forms.form_rows import comment_key

_HISTORY_MS = 120
"""Series and history are read when the cursor rests: arrows held down do not wait for the file."""


class FormPanelDesk(QObject):
    """Gives the panel what it shows of a row, and hands what is noted there to ``desk``.

    Series and history are read once while the row or the cell stays the same.
    """

    hint_changed = Signal(str)
    """Why what is being typed cannot be read."""
    told = Signal(str)

    def __init__(self, panel: FormPanel, desk: FormDesk, parent: QObject) -> None:
        super().__init__(parent)
        self._panel, self._desk = panel, desk
        self._place: tuple[int, FormColumn | None] = (0, None)
        self._series: tuple[tuple[str, str], list[Observation]] = (("", ""), [])
        self._history: tuple[CellKey | None, list[Revision]] = (None, [])
        self._resting = QTimer(self)
        self._resting.setSingleShot(True)
        self._resting.setInterval(_HISTORY_MS)
        self._resting.timeout.connect(self.show_cell)
        panel.comment_given.connect(self._on_comment_given)
        panel.follow_asked.connect(self.turn_star)

    def follow(self, place: tuple[int, FormColumn | None]) -> None:
        """Another cell is current; it is shown when the cursor rests."""
        self._place = place
        self._resting.start()

    def forget_read(self) -> None:
        """Something was stored: series and histories are others now."""
        self._series, self._history = (("", ""), []), (None, [])

    def show_typed(self, typed: TypedCell) -> None:
        """Show the current cell as it is being typed, at once."""
        self._resting.stop()
        self.show_cell(typed)

    def show_cell(self, typed: TypedCell | None = None) -> None:
        """Show the current cell, as it stands or as it is being typed."""
        if not self._desk.is_open:
            return
        number, column = self._place
        table = self._desk.table
        if not 0 <= number < len(table.form.rows):
            return
        row = table.form.rows[number]
        its = (row.indicator, "" if row.parts else table.region_of(row))
        if self._series[0] != its:
            self._series = (its, [] if row.parts else self._desk.filling.series(*its))
        history = self._history_of(table.key_of(row, column) if column else None)
        shown = table if typed is None else self._with_typed(table, typed)
        text = typed.text if typed else None
        self._panel.show_content(form_content(shown, row, column, self._series[1], history, text))

    def ask_comment(self) -> None:
        """Let the person comment on the current cell."""
        self._resting.stop()
        self.show_cell()
        if self._place[1] not in TYPED_COLUMNS:
            self.told.emit("这一列没有批注；请先选中一个填数的格。")
        else:
            self._panel.ask_comment()

    def _history_of(self, key: ObservationKey | None) -> list[Revision]:
        if key is None:
            return []
        if self._history[0] != key:
            self._history = (key, self._desk.filling.history(key))
        return self._history[1]

    def _with_typed(self, table: FormTable, typed: TypedCell) -> FormTable:
        try:
            open_table = replace(table, closing=None) if self._desk.correcting else table
            return form_after(table, form_entry_of(open_table, with_sums_done([typed])).changes)
        except Refused as refusal:
            self.hint_changed.emit(refusal.sentence)
            return table

    def _on_comment_given(self, text: str) -> None:
        number, column = self._place
        if column is not None:
            table = self._desk.table
            self._desk.note(comment_key(table, table.form.rows[number], column), text)

    def turn_star(self) -> None:
        """Follow the current row, or no longer."""
        table = self._desk.table
        row = table.form.rows[self._place[0]]
        self._desk.note(table.follow_key(row), "" if table.is_followed(row) else "跟踪")
