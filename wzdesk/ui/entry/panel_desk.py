"""The side panel beside the grid: made after the first rows, it follows the current cell and takes decisions."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from wzdesk.domain.change import CellKey, Revision
from wzdesk.domain.errors import Refused
from wzdesk.domain.filled_plan import FilledPlan
from wzdesk.domain.observation import Observation, ObsStatus
from wzdesk.domain.plan_table import PlanRow, PlanTable
from wzdesk.domain.typed_cell import TypedCell
from wzdesk.domain.verdict import Verdict
from wzdesk.ui.entry.cell_keys import CellPlace, key_of
from wzdesk.ui.entry.panel_room import PanelRoom
from wzdesk.ui.entry.record_desk import RecordDesk
from wzdesk.ui.theme import Theme

if TYPE_CHECKING:  # comes after the first rows
    from wzdesk.ui.entry.side_panel import SidePanel


class PanelDesk(QObject):
    """Gives the panel what it shows of a row, and hands what is decided there to ``records``.

    Years and history are read once while the row or the cell stays the same.
    """

    hint_changed = Signal(str)
    """Why what is being typed cannot be judged."""
    decided = Signal()
    """A verdict, a status or a note was stored, or a box was left."""
    comment_asked = Signal()
    """A comment is to be written, once what is being typed has been stored."""

    def __init__(self, theme: Theme, room: PanelRoom, records: RecordDesk, parent: QObject) -> None:
        super().__init__(parent)
        self._theme, self._room, self._records = theme, room, records
        self._panel: SidePanel | None = None
        self._shown: FilledPlan | None = None
        self._place = CellPlace(-1, None)
        self._documents: dict[str, str] = {}
        self._years: tuple[str, list[Observation]] = ("", [])
        self._history: tuple[CellKey | None, list[Revision]] = (None, [])

    @property
    def is_made(self) -> bool:
        """Whether the panel is there."""
        return self._panel is not None

    @property
    def panel(self) -> "SidePanel":
        """The panel, once it is made."""
        assert self._panel is not None
        return self._panel

    def make(self) -> None:
        """Put the panel in its place."""
        from wzdesk.ui.entry.side_panel import SidePanel

        self._panel = panel = SidePanel(self._theme)
        self._room.put(panel)
        panel.verdict_decided.connect(self._on_verdict_decided)
        panel.verdict_taken_back.connect(self._on_verdict_taken_back)
        panel.status_picked.connect(self._on_status_picked)
        panel.comment_asked.connect(self.comment_asked)
        panel.comment_given.connect(self._on_comment_given)
        panel.follow_asked.connect(self.turn_star)
        panel.left.connect(self.decided)
        self.show_whether_writable()

    def show_whether_writable(self) -> None:
        """Offer no decisions where nothing can be stored."""
        if self._panel is not None:
            self._panel.set_read_only(self._records.read_only)

    # Following

    def read_documents(self) -> None:
        """The data file is open now: titles of the sources, years and histories can be read."""
        self._documents = self._records.filling().documents()
        self.forget_all()

    def forget_history(self) -> None:
        """Something was stored: the histories are longer now."""
        self._history = (None, [])

    def forget_all(self) -> None:
        """Another plan or region is shown, or another file."""
        self._years = ("", [])
        self.forget_history()

    def show_cell(self, shown: FilledPlan, place: CellPlace, typed: TypedCell | None = None) -> None:
        """Show a row, with its current cell as it stands or as it is being typed."""
        self._shown, self._place = shown, place
        if self._panel is None:
            return
        from wzdesk.ui.entry.panel_content import panel_content

        filled = shown if typed is None else self._with_typed(shown, typed)
        rows = list(filled.table.rows())
        if not 0 <= place.row < len(rows):
            return
        row = rows[place.row]
        years, history = self._years_of(row), self._history_of(shown.table, row)
        text = typed.text if typed else None
        content = panel_content(filled, row, place.column, years, history, self._documents, text)
        self._panel.show_content(content)

    def _with_typed(self, filled: FilledPlan, typed: TypedCell) -> FilledPlan:
        try:
            return filled.typed([typed])
        except Refused as refusal:
            self.hint_changed.emit(refusal.sentence)
            return filled

    def _years_of(self, row: PlanRow) -> list[Observation]:
        indicator = row.part.indicator
        if self._records.is_open and self._years[0] != indicator:
            self._years = (indicator, self._records.filling().years(indicator))
        return self._years[1]

    def _history_of(self, table: PlanTable, row: PlanRow) -> list[Revision]:
        if not self._records.is_open:
            return []
        key = key_of(table, row, self._place.column)
        if self._history[0] != key:
            self._history = (key, self._records.filling().history(key))
        return self._history[1]

    # Noting

    def ask_comment(self) -> str:
        """Let the person comment on the current cell; why not, where it takes no comment."""
        if self._place.column is None:
            return "这一列是自动计算的，没有批注；请先选中一个填报的格。"
        if self._panel is not None:
            self._room.show()
            self._panel.ask_comment()
        return ""

    def _on_comment_given(self, text: str) -> None:
        row = self._current_row()
        if row is not None and self._shown is not None and self._place.column is not None:
            self._records.note(self._shown.table.comment_key(row.part, self._place.column), text)

    def turn_star(self) -> None:
        """Follow the current row, or no longer."""
        row = self._current_row()
        if row is not None and self._shown is not None:
            table = self._shown.table
            self._records.note(table.follow_key(row.part), "" if table.is_followed(row.part) else "跟踪")

    def _current_row(self) -> PlanRow | None:
        rows = self._shown.table.rows() if self._shown is not None else ()
        return next((row for row in rows if row.index == self._place.row), None)

    # Deciding

    def _on_verdict_decided(self, item_no: str, verdict: Verdict, reason: str) -> None:
        if self._records.set_verdict(item_no, verdict, reason):
            self.decided.emit()

    def _on_verdict_taken_back(self, item_no: str) -> None:
        if self._records.take_back_verdict(item_no):
            self.decided.emit()

    def _on_status_picked(self, status: ObsStatus) -> None:
        """Mark the current cell's figure as 预计数, 初步数, or neither."""
        row, column = self._place
        if self._shown is None or column is None:
            return
        table = self._shown.table
        stored = table.observation(list(table.rows())[row].part, column)
        if stored is not None and self._records.set_status(stored.key, ObsStatus(status)):
            self.decided.emit()
