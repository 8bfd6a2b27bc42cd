"""Between a grid and what judges pasted blocks, which is loaded when the first block is pasted."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from wzdesk.ui.entry.grid_blocks import Texts
from wzdesk.ui.entry.grid_selection import Block
from wzdesk.ui.entry.grid_view import GridView
from wzdesk.ui.theme import Theme

if TYPE_CHECKING:  # come after the first rows
    from wzdesk.domain.pasting.judge import PasteGround, PasteRecords, Slices
    from wzdesk.domain.pasting.verdict import LaidCell
    from wzdesk.ui.paste.paste_desk import PasteDesk


class PasteSeam:
    """Lets what is pasted into a grid be judged.

    ``header`` of the page stays free when a block is looked at; ``hide_message`` takes away the bar that would lie
    over it.
    """

    def __init__(
        self,
        theme: Theme,
        grid: GridView,
        ground: "Callable[[], PasteGround]",
        open_records: "Callable[[], PasteRecords]",
        header: QWidget,
        page: QWidget,
        hide_message: Callable[[], None],
    ) -> None:
        self._theme, self._grid, self._header, self._page = theme, grid, header, page
        self._ground, self._open_records, self._hide_message = ground, open_records, hide_message
        self._records: PasteRecords | None = None
        self.desk: PasteDesk | None = None
        """Made at the first block."""
        grid.acts.look = self._look

    def forget(self) -> None:
        """The data file is closed: its rules are read anew with the next block."""
        self._records = None
        if self.desk is not None:
            self.desk.close()

    def _look(self, block: Block, texts: Texts) -> None:
        if self.desk is None:
            from wzdesk.ui.paste.paste_desk import PasteDesk

            self.desk = PasteDesk(self._theme, self._grid, self._judge, self._header, self._page)
            self.desk.preview_opened.connect(self._hide_message)
        self.desk.look(block, texts)

    def _judge(self, cells: "Sequence[LaidCell]") -> "Slices":
        from wzdesk.domain.pasting.judge import judged_in_slices

        if self._records is None:
            self._records = self._open_records()
        return judged_in_slices(cells, self._ground(), self._records)
