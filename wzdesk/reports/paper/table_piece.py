"""The rows of a table that stand on one page, put there with their lines."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from wzdesk.domain.sheet_layout import Align
from wzdesk.reports.paper.column_fit import Band
from wzdesk.reports.paper.draft import FRAME, Draft
from wzdesk.reports.paper.figure_axis import FigureAxis
from wzdesk.reports.paper.fragments import Fragment, Setting


@dataclass(frozen=True, slots=True)
class TablePiece:
    """Rows ``rows`` of the heading or the body; ``lefts`` and ``tops`` are the edges of its columns and rows."""

    setting: Setting
    axes: Sequence[FigureAxis]
    band: Band
    lefts: Sequence[float]
    rows: range
    tops: Sequence[float]

    def put(self, fragments: Iterable[Fragment], draft: Draft) -> None:
        """Texts and lines; a merged cell is drawn over those of its rows that are here."""
        for fragment in fragments:
            first = max(fragment.block.top, self.rows.start) - self.rows.start
            last = min(fragment.block.bottom, self.rows.stop) - self.rows.start
            if first < last:
                self._put_fragment(fragment, self.tops[first], self.tops[last], draft)
        if self.rows:
            draft.frame(self.lefts[0], self.tops[0], self.lefts[-1], self.tops[-1], FRAME)

    def _put_fragment(self, fragment: Fragment, top: float, bottom: float, draft: Draft) -> None:
        left, right = self.lefts[fragment.start], self.lefts[fragment.end]
        draft.frame(left, top, right, bottom)
        letters = self.setting.lettering(fragment.block)
        start = top + (bottom - top - len(fragment.lines) * letters.line) / 2
        pad = self.setting.pad
        edges = (left + pad, right - pad)
        if fragment.sides:
            self._put_figure(fragment, edges, start, draft)
            return
        align = fragment.block.align
        if align is Align.LEFT:
            edges = (edges[0] + fragment.indent, edges[1])
        elif fragment.block.is_figure:
            align = Align.CENTRE  # words among figures
        draft.put_lines(fragment.lines, edges, start, letters, align)

    def _put_figure(self, fragment: Fragment, edges: tuple[float, float], top: float, draft: Draft) -> None:
        """A figure with its decimals behind the axis; the figures of a column stand in its middle together."""
        assert fragment.sides is not None
        letters = self.setting.lettering(fragment.block)
        axis = self.axes[fragment.block.left]
        middle = edges[0] + (edges[1] - edges[0] - axis.width) / 2 + axis.before
        draft.put("".join(fragment.sides), middle - letters.width(fragment.sides[0]), top, letters)
