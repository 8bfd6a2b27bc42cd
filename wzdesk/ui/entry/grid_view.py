"""The entry grid: frozen and scrolling pane, keys, editor, and what the page hears of it."""

from collections.abc import Collection, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QWidget

from wzdesk.domain.typed_cell import ACTUAL_COLUMNS, Column, TypedCell
from wzdesk.ui.entry.cell_typing import CellTyping
from wzdesk.ui.entry.frozen_pane import FrozenPane
from wzdesk.ui.entry.grid_acts import BlockActs
from wzdesk.ui.entry.grid_blocks import Visible
from wzdesk.ui.entry.grid_columns import GridColumn, Shape, fitted_widths, with_own_widths
from wzdesk.ui.entry.grid_cursor import Cursor
from wzdesk.ui.entry.grid_editing import Editing
from wzdesk.ui.entry.grid_keys import GridKeys, KeyTargets
from wzdesk.ui.entry.grid_metrics import GridMetrics
from wzdesk.ui.entry.grid_model import GridModel, Index
from wzdesk.ui.entry.grid_pane import GridPane
from wzdesk.ui.entry.grid_pointer import GridPointer
from wzdesk.ui.entry.grid_selection import Block, places, selection_summary
from wzdesk.ui.entry.text_cache import TextCache
from wzdesk.ui.theme import Theme

_STEP, _LEAST = 8, 24
"""By how much a key widens a column, and its least width, px at 100 %."""


class GridView(GridPane):
    """A table to fill, keys as in Excel.

    Typing a cell goes through the model's ``record``; a refused text stays in the editor.
    """

    current_cell_changed = Signal(int, object)
    """Row number and its ``Column``, or None on a cell that stores nothing."""
    selection_summary_changed = Signal(str)
    cell_edited = Signal(TypedCell)
    """What is being typed, at every key; ``edit_ended`` when it was stored or abandoned."""
    edit_ended = Signal()
    notice_raised = Signal(str)
    """One sentence about what was written or left out, or why nothing can be typed."""
    columns_changed = Signal()
    """A person made a column wider or narrower, or put it elsewhere."""
    panel_turned = Signal()
    """The side panel is to be folded, or unfolded."""
    undo_requested = Signal()
    redo_requested = Signal()

    def __init__(self, model: GridModel, theme: Theme, parent: QWidget | None = None) -> None:
        texts = TextCache()
        super().__init__(model, GridMetrics(theme, model), texts, parent)
        self.hidden_columns: frozenset[GridColumn] = frozenset()
        self.own_widths: dict[GridColumn, int] = {}
        """Widths that a person set, px at 100 %; the others fit the window."""
        self._is_laying_out = False
        self._rows_on_show: tuple[int, ...] | None = None
        """Read anew after rows were shown or hidden: every key asks for them, of 10 000 rows too."""
        self._widths: list[int] = []
        self._marked_row = -1
        self.setVerticalHeader(_Room(self))
        self.frozen = FrozenPane(self, texts)
        self.cell_cursor = Cursor(self, self.visible_part, self.reveal)
        self.editing = Editing(self, self._on_editor_key)
        self.acts = BlockActs(model, self.cell_cursor, self.visible_part, self)
        self.typing = CellTyping(self, self.cell_cursor, self.editing)
        self._pointer = GridPointer(self, self.frozen, self.cell_cursor, self.editing, self.visible_part)
        self._keys = self._make_keys()
        self._connect(model, theme)
        self.setAccessibleName("填报表")
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
        self._on_theme_changed()
        self._on_model_reset()

    def _make_keys(self) -> GridKeys:
        return GridKeys(
            KeyTargets(
                cursor=self.cell_cursor,
                editing=self.editing,
                acts=self.acts,
                begin_typing=self.typing.begin,
                begin_revising=self.typing.revise,
                offer_qualifiers=self.typing.offer_qualifiers,
                put_today=self.typing.put_today,
                turn_panel=self.panel_turned.emit,
                widen=self.widen,
                move_column=self.move_column,
                undo=self.undo_requested.emit,
                redo=self.redo_requested.emit,
                rows_per_page=self.rows_per_page,
            )
        )

    def _connect(self, model: GridModel, theme: Theme) -> None:
        theme.changed.connect(self._on_theme_changed)
        model.modelReset.connect(self._on_model_reset)
        model.dataChanged.connect(self._on_data_changed)
        self.cell_cursor.changed.connect(self._on_cursor_changed)
        self.editing.typed.connect(self.cell_edited)
        self.editing.began.connect(self._tell_summary)
        self.editing.ended.connect(self._on_edit_ended)
        self.acts.notice_raised.connect(self.notice_raised)
        self.typing.notice_raised.connect(self.notice_raised)
        for pane in (self, self.frozen):
            pane.opened.connect(self.typing.revise)
            pane.header.sectionResized.connect(self._on_section_resized)
        self.header.setSectionsMovable(True)
        self.header.sectionMoved.connect(self._on_section_moved)

    # --- what is shown ---

    def visible_part(self) -> Visible:
        """Rows and columns on show, frozen ones first."""
        if self._rows_on_show is None:
            count = range(len(self.grid.rows))
            self._rows_on_show = tuple(row for row in count if not self.isRowHidden(row))
        specs = self.grid.specs
        return Visible(
            self._rows_on_show,
            tuple(n for n, spec in enumerate(specs) if spec.column not in self.hidden_columns),
        )

    def show_rows(self, rows: Collection[int] | None) -> None:
        """Show only these rows, or all; the cursor does not stay on a row that is left out."""
        for row in range(len(self.grid.rows)):
            is_hidden = rows is not None and row not in rows
            if is_hidden is not self.isRowHidden(row):
                self._set_hidden(row, is_hidden=is_hidden)
        self._rows_on_show = None
        if not self.editing.is_open:  # a key that stores what was typed goes on from the row it was on
            self._leave_hidden_row()
        self._tell_summary()

    def _set_hidden(self, row: int, *, is_hidden: bool) -> None:
        """Qt gives a row back the height that it was hidden with, which may be that of another size of the font."""
        for pane in (self, self.frozen):
            pane.setRowHidden(row, is_hidden)
            if not is_hidden and pane.rowHeight(row) != self.metrics.row:
                pane.setRowHeight(row, self.metrics.row)

    def _leave_hidden_row(self) -> None:
        place, rows = self.cell_cursor.place, self.visible_part().rows
        if place is not None and rows and self.isRowHidden(place[0]):
            self.cell_cursor.set_place((rows[0], place[1]))

    def set_columns(
        self,
        hidden: Collection[GridColumn],
        widths: Mapping[GridColumn, int],
        order: Sequence[GridColumn] = (),
    ) -> None:
        """Leave these columns out, show all others; ``widths`` are those a person set, px at 100 %.

        ``order`` names the columns that were put elsewhere, left to right.
        """
        self.hidden_columns, self.own_widths = frozenset(hidden), dict(widths)
        self._set_order(order)
        self._lay_out(anew=True)
        place, shown = self.cell_cursor.place, self.visible_part().columns
        if place is not None and place[1] not in shown and shown and self.editing.commit():
            after = [column for column in shown if column > place[1]]
            self.cell_cursor.set_place((place[0], after[0] if after else shown[-1]))
        self._tell_summary()

    def widen(self, sign: int) -> None:
        """Make the current column a step wider or narrower."""
        place = self.cell_cursor.place
        if place is not None:
            now = (self.frozen if self.grid.specs[place[1]].frozen else self).columnWidth(place[1])
            self._set_width(place[1], now + sign * self.metrics.theme.px(_STEP))

    def _set_width(self, number: int, width: int) -> None:
        """A person sets a column's width; the name column then keeps its own, so that no edge runs away."""
        scale, specs = self.metrics.theme.scale_percent / 100, self.grid.specs
        name = next(at for at, spec in enumerate(specs) if spec.shape is Shape.NAME)
        pane = self.frozen if specs[name].frozen else self
        self.own_widths.setdefault(specs[name].column, round(pane.columnWidth(name) / scale))
        self.own_widths[specs[number].column] = max(round(width / scale), _LEAST)
        self._lay_out(anew=True)
        self.columns_changed.emit()

    def move_column(self, sign: int) -> None:
        """Put the current column before its neighbour on the left or behind that on the right."""
        place = self.cell_cursor.place
        shown = [at for at in self.visible_part().columns if not self.grid.specs[at].frozen]
        if place is None or place[1] not in shown:
            self.notice_raised.emit("固定在左边的列不能换位置。")
            return
        to = shown.index(place[1]) + sign
        if 0 <= to < len(shown):
            self._put_column(place[1], shown[to])

    def _put_column(self, number: int, to: int) -> None:
        """A person puts a column where another one stands, which gives way."""
        columns = [spec.column for spec in self.grid.specs]
        columns.insert(to, columns.pop(number))
        frozen = {spec.column for spec in self.grid.specs if spec.frozen}
        self._set_order([column for column in columns if column not in frozen])
        self.columns_changed.emit()

    def _set_order(self, order: Sequence[GridColumn]) -> None:
        """The current cell and the rows on show stay."""
        if tuple(order) == self.grid.order or not self.editing.commit():
            return
        place, column, rows = self.cell_cursor.place, self.current_column(), self.visible_part().rows
        self.grid.set_order(order)
        if len(rows) < len(self.grid.rows):
            self.show_rows(rows)
        if place is not None:
            self.go_to(place[0], column)

    def _on_section_moved(self, number: int, before: int, to: int) -> None:
        """A head was dragged: the model takes the order, Qt's own is as it was."""
        if number == before:  # else it is the way back
            self.header.moveSection(to, before)
            QTimer.singleShot(0, self, partial(self._put_dragged, number, to))

    def _put_dragged(self, number: int, to: int) -> None:
        """Frozen columns stay at the left of all others."""
        first = next(at for at, spec in enumerate(self.grid.specs) if not spec.frozen)
        self._put_column(number, max(to, first))

    def _on_section_resized(self, number: int, _before: int, width: int) -> None:
        if not self._is_laying_out and width > 0:
            self._set_width(number, width)

    def rows_per_page(self) -> int:
        """How many rows PageDown goes."""
        return max(1, self.viewport().height() // self.metrics.row - 1)

    def select_cell(self, row: int, column: Column) -> None:
        """Make a cell current and bring it into view, as after a click on a finding; a hidden row is shown."""
        number = self.grid.column_of(column)
        if number >= 0 and 0 <= row < len(self.grid.rows) and self.editing.commit():
            self._set_hidden(row, is_hidden=False)
            self._rows_on_show = None
            self.cell_cursor.set_place((row, number))
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def current_column(self) -> GridColumn | None:
        """The column of the current cell."""
        place = self.cell_cursor.place
        return self.grid.specs[place[1]].column if place is not None else None

    def go_to(self, row: int, column: GridColumn | None) -> None:
        """Make a cell current; nothing happens where the table has no such place."""
        number = next((at for at, spec in enumerate(self.grid.specs) if spec.column is column), -1)
        if row >= 0 and number >= 0:
            self.cell_cursor.set_place((row, number))

    def _on_model_reset(self) -> None:
        self._rows_on_show = None
        self.metrics.refresh_content()
        self.block = self.frozen.block = None
        self._lay_out(anew=True)
        if self.grid.rows:
            first = next((n for n, spec in enumerate(self.grid.specs) if spec.stored in ACTUAL_COLUMNS), 0)
            self.cell_cursor.set_place((0, first))

    def _on_data_changed(self, first: Index, last: Index) -> None:
        self.metrics.rows_changed(first.row(), last.row())
        self._lay_out()
        self._tell_summary()

    def _on_theme_changed(self) -> None:
        self.texts.clear()
        self.metrics.refresh_theme()
        self.editing.editor.dress()
        for pane in (self, self.frozen):
            pane.verticalHeader().setDefaultSectionSize(self.metrics.row)
        self._lay_out(anew=True)
        self.frozen.viewport().update()
        self.viewport().update()
        QTimer.singleShot(0, self, self._keep_current_seen)  # when bars and heads have their new heights too

    # --- layout ---

    def _lay_out(self, *, anew: bool = False) -> None:
        specs = self.grid.specs
        if not specs:
            return
        shown = [number for number, spec in enumerate(specs) if spec.column not in self.hidden_columns]
        room = self.width() - self.verticalScrollBar().sizeHint().width()
        scale = self.metrics.theme.scale_percent / 100
        needed = [self.metrics.needed[number] for number in shown]
        its = [specs[number] for number in shown]
        fitted = with_own_widths(its, fitted_widths(its, scale, needed, room), self.own_widths, scale)
        if fitted == self._widths and not anew:
            return
        self._widths = fitted
        self._is_laying_out = True
        widths = dict(zip(shown, fitted, strict=True))
        for number, spec in enumerate(specs):
            for pane, is_frozen in ((self, False), (self.frozen, True)):
                pane.setColumnHidden(number, number not in widths or spec.frozen is not is_frozen)
                pane.setColumnWidth(number, widths.get(number, 0))
        self._is_laying_out = False
        self.verticalHeader().setFixedWidth(sum(widths[number] for number in shown if specs[number].frozen))
        self.updateGeometries()  # Qt looks at a head's width only when a column beside it changes
        self._place_frozen()
        self.editing.place()

    def _place_frozen(self) -> None:
        height = self.header.height() + self.viewport().height()
        self.frozen.setGeometry(0, 0, self.verticalHeader().width(), height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the columns to the new width; the current cell does not slip under the edge."""
        is_seen = self._is_current_seen(event.oldSize().height())
        self._lay_out()
        super().resizeEvent(event)
        self._place_frozen()
        if is_seen:
            self._keep_current_seen()

    def _is_current_seen(self, height: int) -> bool:
        """Whether any of the current cell's row stood in the view while that was so high."""
        place = self.cell_cursor.place
        if place is None:
            return False
        top, bottom = self.edges(place[0], place[0])
        return bottom > 0 and top < height

    def _keep_current_seen(self) -> None:
        """All of the current cell, whatever the view or the rows measure now."""
        place = self.cell_cursor.place
        if place is not None and not self.isRowHidden(place[0]):
            self.reveal(place)
            self.editing.place()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """The frozen pane and the editor follow."""
        super().scrollContentsBy(dx, dy)
        if dy:
            self.frozen.verticalScrollBar().setValue(self.verticalScrollBar().value())
            self._pointer.hover(-1)
        if dx:
            self.frozen.viewport().update()
        self.editing.place()

    # --- typing ---

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The grid's keys; all others go on to the page, those too that the editor left over."""
        if self.editing.is_open:
            if not self.editing.take_over(event):
                event.ignore()
                return
        elif not self._keys.in_cells(event):
            event.ignore()
            return
        event.accept()

    def _on_editor_key(self, event: QKeyEvent) -> bool:
        return self._keys.in_editor(event)

    def event(self, event: QEvent) -> bool:
        """The grid's keys come before the window's shortcuts."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and self._keys.claims(event)
        ):
            event.accept()
            return True
        return super().event(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """The first composed sign opens the editor and is not lost."""
        is_first = not self.editing.is_open and bool(event.preeditString() or event.commitString())
        place = self.typing.place() if is_first else self.cell_cursor.place
        if place is None or not self.editing.compose(event, *place):
            event.ignore()

    def inputMethodQuery(self, query: Qt.InputMethodQuery) -> object:
        """Where the list of candidates stands: at the cell."""
        if query == Qt.InputMethodQuery.ImCursorRectangle and (place := self.cell_cursor.place) is not None:
            return self.place_of(*place).translated(self.viewport().pos())
        if self.editing.is_open:
            return self.editing.editor.inputMethodQuery(query)
        return super().inputMethodQuery(query)

    # --- what the page hears ---

    def _on_cursor_changed(self) -> None:
        place, block = self.cell_cursor.place, self.cell_cursor.block
        touched = {self._marked_row, place[0] if place else -1}
        for one in (self.block, block):
            if one is not None and not one.is_single(self.grid):
                touched |= set(range(one.top, one.bottom + 1))
        self._marked_row = place[0] if place else -1
        if self.hovered != self._marked_row:  # the pointer rests: another lit row would look current
            self._pointer.hover(-1)
        for pane in (self, self.frozen):
            pane.block = block
            pane.update_rows(*touched)
            pane.header.set_current(place[1] if place else -1)
        self._tell_summary()

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell the page which cell it is now."""
        super().currentChanged(current, previous)
        if not current.isValid():
            return
        row, column = current.row(), current.column()
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, self.grid.is_editable(row, column))
        self.current_cell_changed.emit(row, self.grid.specs[column].stored)

    def _on_edit_ended(self) -> None:
        self.edit_ended.emit()
        self._tell_summary()
        QTimer.singleShot(0, self, self._leave_hidden_row)

    def _tell_summary(self) -> None:
        """Nothing while a cell is typed: its old figure would stand beside the new one."""
        block, shown = self.cell_cursor.block, self.visible_part()
        if self.editing.is_open or block is None:
            self.selection_summary_changed.emit("")
            return
        cells = [self.grid.cell(*place) for place in places(self.grid, block, shown.rows, shown.columns)]
        self.selection_summary_changed.emit(selection_summary(cells))

    def selected_block(self) -> Block | None:
        """The selected range."""
        return self.cell_cursor.block


class _Room(QHeaderView):
    """The place of the frozen pane: as wide, never seen. Its rows are as high as told, whatever the style's least."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(1)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Nothing: the frozen pane lies over it."""
