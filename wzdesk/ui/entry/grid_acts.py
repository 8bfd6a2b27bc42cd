"""What the grid does with a selected range: copy, cut, paste, fill, clear."""

from collections.abc import Callable

from PySide6.QtCore import QMimeData, QObject, Signal
from PySide6.QtGui import QGuiApplication

from wzdesk.domain.change import ChangeKind
from wzdesk.ui.entry.grid_blocks import (
    CLEARING,
    FILLING,
    PASTING,
    ActWords,
    Texts,
    Typing,
    Visible,
    cleared,
    copied,
    filled_down,
    filled_right,
    pasted,
    stored_words,
)
from wzdesk.ui.entry.grid_cursor import Cursor
from wzdesk.ui.entry.grid_model import GridModel
from wzdesk.ui.entry.grid_selection import Block, places
from wzdesk.ui.entry.grid_words import NOTHING_SHOWN

_LARGEST_TEXT = 4_000_000


class BlockActs(QObject):
    """Each act is one change set."""

    notice_raised = Signal(str)

    def __init__(
        self, model: GridModel, cursor: Cursor, visible: Callable[[], Visible], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._model, self._cursor, self._visible = model, cursor, visible
        self.look: Callable[[Block, Texts], None] | None = None
        """Judges a pasted block before it is stored, and stores it by ``store_pasted``; None stores it unseen."""

    def copy(self) -> None:
        """Put the range on the clipboard, as tab-separated text and as a table."""
        from wzdesk.ui.entry.clipboard import to_html, to_tsv

        if (block := self._cursor.block) is not None:
            texts = copied(self._model, self._visible(), block)
            data = QMimeData()
            data.setText(to_tsv(texts))
            data.setHtml(to_html(texts))
            QGuiApplication.clipboard().setMimeData(data)

    def cut(self) -> None:
        """Copy, then clear."""
        self.copy()
        self.clear()

    def clear(self) -> None:
        """Empty the range's cells."""
        self._act(CLEARING, cleared)

    def fill_down(self) -> None:
        """Repeat the first row."""
        self._act(FILLING, filled_down)

    def fill_right(self) -> None:
        """Repeat the first column."""
        self._act(FILLING, filled_right)

    def paste(self) -> None:
        """Lay the clipboard's block on the range, and select what it covers."""
        if self._model.is_read_only:
            self.notice_raised.emit(self._model.read_only_words)
            return
        from wzdesk.ui.entry.clipboard import read_block

        data: QMimeData | None = QGuiApplication.clipboard().mimeData()  # None where nothing was ever copied
        plain = data.text() if data is not None else ""
        html = data.html() if data is not None and data.hasHtml() else ""
        if max(len(plain), len(html)) > _LARGEST_TEXT:
            self.notice_raised.emit("剪贴板里的内容太大，没有粘贴，表没有改动。")
            return
        block, texts = self._cursor.block, read_block(plain, html)
        if not texts:
            self.notice_raised.emit("剪贴板里没有可以粘贴的文字，表没有改动。")
        elif block is not None:
            self._paste(block, texts)

    def _paste(self, block: Block, texts: Texts) -> None:
        """A single text on a single cell is as good as typed; all else is looked at first."""
        is_single = len(texts) == 1 and len(texts[0]) == 1 and block.is_single(self._model)
        if self.look is None or is_single:
            self._store(PASTING, pasted(self._model, self._visible(), block, texts))
        else:
            self.look(block, texts)

    def store_pasted(self, typing: Typing) -> bool:
        """Store a block that was looked at as one act; False where it was refused and nothing is stored."""
        return self._store(PASTING, typing)

    def _act(self, act: ActWords, typing_of: Callable[[GridModel, Visible, Block], Typing]) -> None:
        if (block := self._cursor.block) is None:
            return
        if why := self._why_closed(block):
            self.notice_raised.emit(why)
        else:
            self._store(act, typing_of(self._model, self._visible(), block))

    def _why_closed(self, block: Block) -> str:
        """Why no cell of a range can be written; empty where one can."""
        shown = self._visible()
        inside = list(places(self._model, block, shown.rows, shown.columns))
        if any(self._model.is_editable(*place) for place in inside):
            return ""
        if not shown.rows:
            return NOTHING_SHOWN
        return self._model.why_closed(*(self._cursor.place or (block.top, block.left)))

    def _store(self, act: ActWords, typing: Typing) -> bool:
        if typing.cells:
            kind = ChangeKind.EDIT if len(typing.cells) == 1 else ChangeKind.PASTE
            if not self._model.record_cells(typing.cells, kind):
                return False
        if typing.laid is not None:
            self._cursor.select_block(typing.laid)
        if words := stored_words(self._model, act, typing):
            self.notice_raised.emit(words)
        return True
