"""The current cell and the selected range of the grid, and how they move."""

from collections.abc import Callable

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QObject, Signal

from wzdesk.ui.entry.grid_blocks import Visible
from wzdesk.ui.entry.grid_moves import Moves, Place
from wzdesk.ui.entry.grid_pane import GridPane
from wzdesk.ui.entry.grid_selection import Block, places

_FLAG = QItemSelectionModel.SelectionFlag
Move = Callable[[Place], Place]


class Cursor(QObject):
    """Moves through one selection model; the current cell stays while a range grows from it, as in Excel."""

    changed = Signal()

    def __init__(
        self, pane: GridPane, visible: Callable[[], Visible], reveal: Callable[[Place], None]
    ) -> None:
        super().__init__(pane)
        self._pane, self._visible, self._reveal = pane, visible, reveal
        self._head: Place | None = None
        self._tab_origin: int | None = None
        selection = pane.selectionModel()
        selection.selectionChanged.connect(self.changed)
        selection.currentChanged.connect(self.changed)

    # --- what it is ---

    @property
    def place(self) -> Place | None:
        """The current cell."""
        index = self._pane.currentIndex()
        return (index.row(), index.column()) if index.isValid() else None

    @property
    def block(self) -> Block | None:
        """The selected range; the current cell where nothing else is selected."""
        ranges = [one for one in self._pane.selectionModel().selection().toList() if one.isValid()]
        if ranges:
            return Block(
                min(one.top() for one in ranges),
                min(one.left() for one in ranges),
                max(one.bottom() for one in ranges),
                max(one.right() for one in ranges),
            )
        return Block(*self.place, *self.place).with_merged(self._pane.grid) if self.place else None

    def moves(self) -> Moves:
        """Steps between the cells now visible."""
        return Moves(self._pane.grid, self._visible())

    def _here(self) -> Place | None:
        """The current cell, where there is anything on show to move to."""
        return self.place if self._visible().rows else None

    # --- moving ---

    def set_place(self, place: Place) -> None:
        """Make one cell current and the only one selected."""
        self._tab_origin = None
        self._put(place)

    def _put(self, place: Place) -> None:
        place = self._head = self.moves().anchored(place)
        self._select(Block(*place, *place))
        self._pane.selectionModel().setCurrentIndex(self._pane.grid.index(*place), _FLAG.NoUpdate)
        self._reveal(place)

    def extend_to(self, place: Place) -> None:
        """Select from the current cell to another."""
        here = self.place
        if here is None:
            self.set_place(place)
            return
        self._head = place
        self._select(Block.around(here, place))
        self._reveal(place)

    def _select(self, block: Block) -> None:
        grid = self._pane.grid
        block = block.with_merged(grid)
        corners = grid.index(block.top, block.left), grid.index(block.bottom, block.right)
        self._pane.selectionModel().select(QItemSelection(*corners), _FLAG.ClearAndSelect)

    def go(self, move: Move) -> None:
        """Move the current cell."""
        if (place := self._here()) is not None:
            self.set_place(move(place))

    def extend(self, move: Move) -> None:
        """Move the far corner of the range."""
        block, place = self.block, self._here()
        if block is None or place is None:
            return
        head = self._head
        if head is None or not (
            block.top <= head[0] <= block.bottom and block.left <= head[1] <= block.right
        ):
            head = place
        self.extend_to(move(head))

    def select_block(self, block: Block) -> None:
        """Select a range as if drawn from its first cell on show; leave all as it is where none is."""
        shown = self._visible()
        rows, columns = shown.rows_of(block), shown.columns_of(block)
        if not rows or not columns:
            return
        self._tab_origin, self._head = None, (rows[-1], columns[-1])
        first = self.moves().anchored((rows[0], columns[0]))
        self._select(block)
        self._pane.selectionModel().setCurrentIndex(self._pane.grid.index(*first), _FLAG.NoUpdate)

    def select_all(self) -> None:
        """Everything visible; the current cell stays."""
        shown = self._visible()
        if shown.rows and shown.columns:
            self._select(Block(shown.rows[0], shown.columns[0], shown.rows[-1], shown.columns[-1]))

    # --- Enter and Tab ---

    def step_on(self, *, vertical: bool, sign: int) -> None:
        """Enter and Tab: within a range round and round, else to the neighbour.

        Enter after Tabs goes to the column where they began.
        """
        place, block = self._here(), self.block
        if place is None or block is None:
            return
        if not block.is_single(self._pane.grid):
            self._step_within(block, place, vertical=vertical, sign=sign)
        elif vertical:
            column = place[1] if self._tab_origin is None else self._tab_origin
            self.set_place(self.moves().onward((place[0], column), sign, vertical=True))
        else:
            origin = place[1] if self._tab_origin is None else self._tab_origin
            self._put(self.moves().onward(place, sign, vertical=False))
            self._tab_origin = origin

    def _step_within(self, block: Block, place: Place, *, vertical: bool, sign: int) -> None:
        shown = self._visible()
        order = list(places(self._pane.grid, block, shown.rows, shown.columns))
        if vertical:
            order.sort(key=lambda one: (one[1], one[0]))
        at = order.index(place) if place in order else 0
        after = order[(at + sign) % len(order)]
        self._pane.selectionModel().setCurrentIndex(self._pane.grid.index(*after), _FLAG.NoUpdate)
        self._reveal(after)
