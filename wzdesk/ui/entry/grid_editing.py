"""Editing a cell of the grid: begin, follow, store or abandon; also by an input method."""

import re
from collections.abc import Callable

from PySide6.QtCore import QObject, QRect, Qt, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication

from wzdesk.domain.typed_cell import TypedCell
from wzdesk.ui.entry.cell_editor import CellEditor, EditMode
from wzdesk.ui.entry.grid_pane import GridPane

QUALIFIERS = ("以上", "以内", "左右", "暂无数据", "—")
"""What Alt+↓ offers; the first three go behind a number, the others stand alone."""
_BEHIND = QUALIFIERS[:3]
_QUALIFIED = re.compile(r"(?:以上|以内|以下|左右)$")


def qualified(text: str, qualifier: str) -> str:
    """The text of a cell with a qualifier: ``5`` and 以内 give ``5以内``, in place of one that is there."""
    if qualifier not in _BEHIND:
        return qualifier
    bare = _QUALIFIED.sub("", text.strip())
    return (bare if any(sign.isdecimal() for sign in bare) else "") + qualifier


class Editing(QObject):
    """The one editor of a grid and the cell it stands on."""

    typed = Signal(TypedCell)
    """What stands in the editor, at every change."""
    began = Signal()
    ended = Signal()

    def __init__(self, pane: GridPane, on_key: Callable[[QKeyEvent], bool]) -> None:
        super().__init__(pane)
        self._pane = pane
        self._place: tuple[int, int] | None = None
        self._before = ""
        self._is_handing_over = False
        self.editor = CellEditor(pane.metrics, on_key, pane.viewport())
        self.editor.textEdited.connect(self._on_edited)
        self.editor.focus_lost.connect(self._on_focus_lost)
        pane.grid.modelAboutToBeReset.connect(self.abandon)

    @property
    def is_open(self) -> bool:
        """Whether a cell is being typed."""
        return self._place is not None

    @property
    def mode(self) -> EditMode:
        """How the editing began, or was switched by F2."""
        return self.editor.mode

    def begin(
        self, row: int, column: int, mode: EditMode, text: str | None = None, *, take_focus: bool = True
    ) -> bool:
        """Open the editor on a cell, with its text or another; False where nothing can be typed."""
        grid = self._pane.grid
        if self.is_open or not grid.is_editable(row, column):
            return False
        self._place, self._before = (row, column), grid.cell(row, column).text
        self.place()
        slot = self._pane.metrics.slots[column]
        self.editor.begin(grid.specs[column], slot, self._before if text is None else text, mode)
        self.editor.show()
        if take_focus:
            self.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        self.began.emit()
        if text is not None:
            self._on_edited()
        return True

    def place(self) -> None:
        """Put the editor over its cell, wherever that has gone."""
        if self._place is not None:
            rect = self._pane.place_of(*self._place)
            self.editor.setGeometry(QRect(rect.left(), rect.top(), rect.width() - 1, rect.height() - 1))

    def switch_mode(self) -> None:
        """F2 again: arrows leave the cell, or move the caret."""
        revising = self.mode is EditMode.REVISING
        self.editor.mode = EditMode.TYPING if revising else EditMode.REVISING

    def qualify(self, qualifier: str) -> None:
        """Put a qualifier into what is being typed."""
        self.editor.setText(qualified(self.editor.text(), qualifier))
        self._on_edited()

    def commit(self) -> bool:
        """Store what was typed and close; False where it was refused: the text stays in the editor."""
        if self._place is None:
            return True
        text = self.editor.text()
        if text != self._before:
            index = self._pane.grid.index(*self._place)
            if not self._pane.grid.setData(index, text) and self.is_open:
                self.editor.setFocus(Qt.FocusReason.OtherFocusReason)
                return False
        self.abandon()
        return True

    def abandon(self) -> None:
        """Close without storing."""
        if self._place is None:
            return
        self._place = None
        if self.editor.hasFocus():  # before hiding: Qt would press Tab in the grid to find the next one
            self._pane.setFocus(Qt.FocusReason.OtherFocusReason)
        self.editor.hide()
        self.ended.emit()

    def _on_edited(self) -> None:
        if self._place is None:
            return
        cell = self._pane.grid.typed(*self._place, self.editor.text())
        if cell is not None:
            self.typed.emit(cell)

    def _on_focus_lost(self) -> None:
        """The person went elsewhere; a refused text stays where it is, to be mended."""
        if self._place is not None and not self._pane.hasFocus():
            text = self.editor.text()
            index = self._pane.grid.index(*self._place)
            if text == self._before or self._pane.grid.setData(index, text):
                self.abandon()

    # --- input methods ---

    def compose(self, event: QInputMethodEvent, row: int, column: int) -> bool:
        """Take an input method's event that came to the grid; False where nothing can be typed.

        The grid keeps the focus until the first piece is composed: moving it earlier would end the
        composition and lose its first signs.
        """
        if not self.is_open:
            if not event.preeditString() and not event.commitString():
                return False
            if not self.begin(row, column, EditMode.TYPING, "", take_focus=False):
                return False
        QApplication.sendEvent(self.editor, event)
        if event.commitString():
            self.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        elif not event.preeditString() and not self.editor.text():
            self.abandon()
        return True

    def take_over(self, event: QKeyEvent) -> bool:
        """A key came to the grid while the editor is open without focus; False where it has come from there."""
        if self._is_handing_over or self.editor.hasFocus():
            return False
        self._is_handing_over = True
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        QApplication.sendEvent(self.editor, event)
        self._is_handing_over = False
        return True
