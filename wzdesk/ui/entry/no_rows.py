"""What stands in a grid whose rows are all left out by what is sought or by a filter."""

from wzdesk.ui.entry.grid_view import GridView
from wzdesk.ui.widgets.labels import PlainLabel

_LEFT, _TOP = 24, 16
WORDS = "没有这样的行。清空查找、点“全部”，就都回来了。"


class NoRows(PlainLabel):
    """Shown in the grid while it has rows and none of them is on show."""

    def __init__(self, grid: GridView) -> None:
        theme = grid.metrics.theme
        super().__init__(theme, WORDS, grid.viewport(), color="t3")
        self._grid = grid
        self.hide()
        grid.selection_summary_changed.connect(self._follow)

    def _follow(self) -> None:
        """Rows may be others now: the grid tells its sums after each change of them."""
        is_bare = bool(self._grid.grid.rows) and not self._grid.visible_part().rows
        if is_bare:
            px = self._grid.metrics.theme.px
            self.move(px(_LEFT), px(_TOP))
            self.resize(self.sizeHint())
        self.setVisible(is_bare)
