"""The keys of the grid, as in Excel: which key does what, in the cells and in the editor."""

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeyEvent

from wzdesk.ui.entry.cell_editor import EditMode
from wzdesk.ui.entry.grid_acts import BlockActs
from wzdesk.ui.entry.grid_cursor import Cursor, Move
from wzdesk.ui.entry.grid_editing import Editing
from wzdesk.ui.entry.grid_moves import Place

Act = Callable[[], object]
_Key = Qt.Key
_CTRL, _SHIFT, _ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
_NONE = Qt.KeyboardModifier.NoModifier
_TYPED_ONLY = frozenset(
    {_Key.Key_Left, _Key.Key_Right, _Key.Key_Up, _Key.Key_Down, _Key.Key_Home, _Key.Key_End}
)
_ALWAYS = frozenset(
    {_Key.Key_Return, _Key.Key_Enter, _Key.Key_Tab, _Key.Key_Backtab, _Key.Key_PageUp, _Key.Key_PageDown}
)


class KeyTargets(NamedTuple):
    """What the keys act upon. ``begin_typing`` opens the editor with a first text, ``begin_revising`` with the cell's."""

    cursor: Cursor
    editing: Editing
    acts: BlockActs
    begin_typing: Callable[[str], object]
    begin_revising: Act
    offer_qualifiers: Act
    put_today: Act
    turn_panel: Act
    widen: Callable[[int], object]
    move_column: Callable[[int], object]
    undo: Act
    redo: Act
    rows_per_page: Callable[[], int]


class GridKeys:
    """Binds keys to a grid's acts."""

    def __init__(self, targets: KeyTargets) -> None:
        self._targets = targets
        self._acts: dict[int, Act] = {}
        self._bind_moves()
        self._bind_acts()

    # --- dispatch ---

    def in_cells(self, event: QKeyEvent) -> bool:
        """Do what a key means while no cell is being typed; False where it means nothing here."""
        act = self._acts.get(_code(event))
        if act is not None:
            act()
            return True
        text = event.text()
        commands = event.modifiers() & (_CTRL | _ALT | Qt.KeyboardModifier.MetaModifier)
        if not text or not text.isprintable() or (commands and commands != _CTRL | _ALT):
            return False
        self._targets.begin_typing(text)
        return True

    def in_editor(self, event: QKeyEvent) -> bool:
        """Do what a key means in the editor; False where it is typing."""
        editing, key, code = self._targets.editing, event.key(), _code(event)
        if code == _combined(_NONE, _Key.Key_Escape):
            editing.abandon()
            return True
        if code == _combined(_NONE, _Key.Key_F2):
            editing.switch_mode()
            return True
        if code == _combined(_ALT, _Key.Key_Down):
            self._targets.offer_qualifiers()
            return True
        if code == _combined(_CTRL, _Key.Key_Semicolon):
            self._targets.put_today()
            return True
        leaves = key in _ALWAYS or (key in _TYPED_ONLY and editing.mode is EditMode.TYPING)
        act = self._acts.get(code)
        if leaves and act is not None and not (event.modifiers() & _SHIFT and key in _TYPED_ONLY):
            if editing.commit():
                act()
            return True
        return key in {_Key.Key_Up, _Key.Key_Down}

    def claims(self, event: QKeyEvent) -> bool:
        """Whether a key is the grid's before it is any shortcut of the window."""
        return _code(event) in self._acts

    # --- tables ---

    def _bind(self, modifiers: Qt.KeyboardModifier, key: Qt.Key, act: Act) -> None:
        self._acts[_combined(modifiers, key)] = act

    def _bind_moves(self) -> None:
        cursor, page = self._targets.cursor, self._targets.rows_per_page
        for key, sign in ((_Key.Key_Up, -1), (_Key.Key_Down, 1)):
            self._bind_move(_NONE, key, partial(_vertical, cursor, sign))
            self._bind_move(_CTRL, key, partial(_jumped_vertically, cursor, sign))
        for key, sign in ((_Key.Key_Left, -1), (_Key.Key_Right, 1)):
            self._bind_move(_NONE, key, partial(_horizontal, cursor, sign))
            self._bind_move(_CTRL, key, partial(_jumped_horizontally, cursor, sign))
        self._bind_move(_NONE, _Key.Key_PageUp, lambda place: cursor.moves().vertical(place, -page()))
        self._bind_move(_NONE, _Key.Key_PageDown, lambda place: cursor.moves().vertical(place, page()))
        self._bind_move(_NONE, _Key.Key_Home, lambda place: cursor.moves().row_start(place))
        self._bind_move(_NONE, _Key.Key_End, lambda place: cursor.moves().row_end(place))
        self._bind_move(_CTRL, _Key.Key_Home, lambda _: cursor.moves().first())
        self._bind_move(_CTRL, _Key.Key_End, lambda _: cursor.moves().last())

    def _bind_move(self, modifiers: Qt.KeyboardModifier, key: Qt.Key, move: Move) -> None:
        """A key that moves; with Shift it extends the selection."""
        cursor = self._targets.cursor
        self._bind(modifiers, key, lambda: cursor.go(move))
        self._bind(modifiers | _SHIFT, key, lambda: cursor.extend(move))

    def _bind_acts(self) -> None:
        targets, acts, cursor = self._targets, self._targets.acts, self._targets.cursor
        for enter in (_Key.Key_Return, _Key.Key_Enter):
            self._bind(_NONE, enter, lambda: cursor.step_on(vertical=True, sign=1))
            self._bind(_SHIFT, enter, lambda: cursor.step_on(vertical=True, sign=-1))
            self._bind(_CTRL, enter, targets.turn_panel)
        self._bind(_NONE, _Key.Key_Tab, lambda: cursor.step_on(vertical=False, sign=1))
        for modifiers, key in ((_NONE, _Key.Key_Backtab), (_SHIFT, _Key.Key_Backtab), (_SHIFT, _Key.Key_Tab)):
            self._bind(modifiers, key, lambda: cursor.step_on(vertical=False, sign=-1))
        self._bind(_NONE, _Key.Key_F2, targets.begin_revising)
        self._bind(_NONE, _Key.Key_Delete, acts.clear)
        self._bind(_NONE, _Key.Key_Backspace, lambda: targets.begin_typing(""))
        self._bind(_ALT, _Key.Key_Down, targets.offer_qualifiers)
        self._bind(_CTRL, _Key.Key_Semicolon, targets.put_today)
        self._bind(_ALT | _SHIFT, _Key.Key_Right, lambda: targets.widen(1))
        self._bind(_ALT | _SHIFT, _Key.Key_Left, lambda: targets.widen(-1))
        self._bind(_ALT | _CTRL, _Key.Key_Right, lambda: targets.move_column(1))
        self._bind(_ALT | _CTRL, _Key.Key_Left, lambda: targets.move_column(-1))
        letters: dict[Qt.Key, Act] = {
            _Key.Key_A: cursor.select_all,
            _Key.Key_C: acts.copy,
            _Key.Key_Insert: acts.copy,
            _Key.Key_X: acts.cut,
            _Key.Key_V: acts.paste,
            _Key.Key_D: acts.fill_down,
            _Key.Key_R: acts.fill_right,
            _Key.Key_Z: targets.undo,
            _Key.Key_Y: targets.redo,
        }
        for key, act in letters.items():
            self._bind(_CTRL, key, act)
        self._bind(_SHIFT, _Key.Key_Insert, acts.paste)
        self._bind(_CTRL | _SHIFT, _Key.Key_Z, targets.redo)


def _vertical(cursor: Cursor, steps: int, place: Place) -> Place:
    return cursor.moves().vertical(place, steps)


def _horizontal(cursor: Cursor, steps: int, place: Place) -> Place:
    return cursor.moves().horizontal(place, steps)


def _jumped_vertically(cursor: Cursor, sign: int, place: Place) -> Place:
    return cursor.moves().jumped_vertically(place, sign)


def _jumped_horizontally(cursor: Cursor, sign: int, place: Place) -> Place:
    return cursor.moves().jumped_horizontally(place, sign)


def _combined(modifiers: Qt.KeyboardModifier, key: Qt.Key) -> int:
    return QKeyCombination(modifiers, key).toCombined()


def _code(event: QKeyEvent) -> int:
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return _combined(modifiers, Qt.Key(event.key()))
