"""The ways into the current cell: a first sign, its own text, a qualifier; or why nothing can be typed."""

from datetime import date

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QMenu

from wzdesk.domain.typed_cell import WORD_COLUMNS
from wzdesk.ui.entry.cell_editor import EditMode
from wzdesk.ui.entry.grid_cursor import Cursor
from wzdesk.ui.entry.grid_editing import QUALIFIERS, Editing, qualified
from wzdesk.ui.entry.grid_moves import Place
from wzdesk.ui.entry.grid_pane import GridPane
from wzdesk.ui.entry.grid_words import NOTHING_SHOWN


class CellTyping(QObject):
    """Opens the editor on the current cell of a pane."""

    notice_raised = Signal(str)
    """Why nothing can be typed."""

    def __init__(self, pane: GridPane, cursor: Cursor, editing: Editing) -> None:
        super().__init__(pane)
        self._pane, self._cursor, self._editing = pane, cursor, editing

    def place(self) -> Place | None:
        """The current cell; where nothing can be typed the page is told why."""
        place = self._cursor.place
        if place is None:
            return None
        why = NOTHING_SHOWN if self._pane.isRowHidden(place[0]) else self._pane.grid.why_closed(*place)
        if why:
            self.notice_raised.emit(why)
        return None if why else place

    def begin(self, text: str) -> None:
        """Replace the current cell's text, beginning with this."""
        if (place := self.place()) is not None:
            self._editing.begin(*place, EditMode.TYPING, text)

    def revise(self) -> None:
        """Edit the current cell's text, the caret at its end."""
        if (place := self.place()) is not None:
            self._editing.begin(*place, EditMode.REVISING)

    def offer_qualifiers(self) -> None:
        """A small list of 以上, 以内, 左右, 暂无数据, — for the current cell."""
        if (place := self.place()) is None:
            return
        menu = QMenu(self._pane)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setAccessibleName("限定词")
        for word in QUALIFIERS:
            menu.addAction(word)
        menu.triggered.connect(lambda action: self.put_qualifier(action.text()))
        menu.setActiveAction(menu.actions()[0])
        menu.popup(self._pane.viewport().mapToGlobal(self._pane.place_of(*place).bottomLeft()))

    def put_today(self) -> None:
        """Write today's date behind what stands in the cell; only words take a date."""
        if (place := self.place()) is None:
            return
        if self._pane.grid.specs[place[1]].stored not in WORD_COLUMNS:
            self.notice_raised.emit("这一列填的是数，没有写入日期；日期请写在备注列或批注里。")
            return
        today = date.today()  # noqa: DTZ011 - the office's day
        words = f"{today.year}年{today.month}月{today.day}日"
        if self._editing.is_open:
            self._editing.editor.insert(words)
        else:
            self._editing.begin(*place, EditMode.REVISING, self._pane.grid.cell(*place).text + words)

    def put_qualifier(self, word: str) -> None:
        """Put a qualifier into the text being typed, or store it with the current cell's text.

        Without a number to qualify it opens the editor, the caret before the word.
        """
        if self._editing.is_open:
            self._editing.qualify(word)
        elif (place := self.place()) is not None:
            grid = self._pane.grid
            text = qualified(grid.cell(*place).text, word)
            if text == word and word in QUALIFIERS[:3]:
                self._editing.begin(*place, EditMode.REVISING, text)
                self._editing.editor.home(False)
            else:
                grid.setData(grid.index(*place), text)
