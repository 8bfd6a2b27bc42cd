"""Painting of a pane of the grid: grounds, lines, contents, frames, each in one pass over what is visible.

The panes do not paint cell by cell through delegates: merged cells, frames around ranges and 150 rows under
16 ms ask for one painter that knows the whole.
"""

from collections.abc import Iterator
from typing import NamedTuple, Protocol

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QPainter

from wzdesk.ui import painting
from wzdesk.ui.entry.grid_cells import FINDING_COLORS, CellPainter, Spot
from wzdesk.ui.entry.grid_columns import MergedBy, Shape
from wzdesk.ui.entry.grid_metrics import GridMetrics
from wzdesk.ui.entry.grid_model import GridModel
from wzdesk.ui.entry.grid_rows import CellState
from wzdesk.ui.entry.grid_selection import Block
from wzdesk.ui.entry.text_cache import TextCache
from wzdesk.ui.theme import Palette


class Strip(NamedTuple):
    """A visible row or column: its number and where it lies in the pane, px."""

    number: int
    start: int
    size: int

    @property
    def end(self) -> int:
        """The first px after it."""
        return self.start + self.size


class RowTops(Protocol):
    """Where rows lie, visible or not."""

    def edges(self, first: int, last: int) -> tuple[int, int]:
        """Upper edge of one row and lower edge of another, px in the pane."""


class Scene(NamedTuple):
    """What a pane shows just now. ``tops`` knows where all rows lie."""

    rows: tuple[Strip, ...]
    columns: tuple[Strip, ...]
    tops: RowTops
    height: int
    selected: Block | None
    current: tuple[int, int] | None
    hovered: int
    is_scrolled: bool = False


class GridPainter:
    """Paints the panes of one grid."""

    def __init__(self, model: GridModel, metrics: GridMetrics, texts: TextCache) -> None:
        self._model, self._metrics, self._texts = model, metrics, texts
        self.cells = CellPainter(model, metrics, texts)

    @property
    def _palette(self) -> Palette:
        return self._metrics.theme.palette

    def paint(self, painter: QPainter, clip: QRect, scene: Scene) -> None:
        """Paint what lies in ``clip``."""
        painting.fill(painter, QRectF(clip), self._palette.page)
        if not scene.rows or not scene.columns:
            return
        merged = list(self._merged(scene))
        self._grounds(painter, scene)
        self._selection(painter, scene, merged)
        self._lines(painter, scene, merged)
        self._contents(painter, scene, merged)
        self._frames(painter, scene)

    # --- grounds ---

    def _grounds(self, painter: QPainter, scene: Scene) -> None:
        top, bottom = scene.rows[0].start, scene.rows[-1].end
        marked = [row for row in scene.rows if row.number in {scene.hovered, self._current_row(scene)}]
        for column in scene.columns:
            spec = self._model.specs[column.number]
            band = QRectF(column.start, top, column.size, bottom - top)
            if spec.shape is Shape.CATEGORY:
                painting.fill(painter, band, self._palette.head)
            elif spec.is_computed:
                painting.fill(painter, band, self._palette.calc)
            else:
                for row in marked:
                    rect = QRectF(column.start, row.start, column.size, row.size)
                    painting.fill(painter, rect, self._palette.hover)
                if spec.stored is not None:
                    self._tints(painter, scene, column)

    def _tints(self, painter: QPainter, scene: Scene, column: Strip) -> None:
        """The grounds of cells with findings, of locked ones and of sums in a column that is typed."""
        for row in scene.rows:
            state = self._model.state(row.number, column.number)
            if not state:
                continue
            if CellState.COMPUTED in state:
                rect = QRectF(column.start, row.start, column.size, row.size)
                painting.fill(painter, rect, self._palette.calc)
            elif color := next((its for flag, its in FINDING_COLORS if flag in state), ""):
                rect = QRectF(column.start, row.start, column.size, row.size)
                painting.fill(painter, rect, getattr(self._palette, f"{color}_tint"))
            elif CellState.LOCKED in state:
                rect = QRectF(column.start, row.start, column.size, row.size)
                painting.fill(painter, rect, self._palette.calc)
                painter.fillRect(
                    rect, QBrush(self._texts.color(self._palette.line), Qt.BrushStyle.BDiagPattern)
                )

    def _current_row(self, scene: Scene) -> int:
        return scene.current[0] if scene.current else -1

    def ground_of(self, column: int) -> str:
        """The ground of a column's cells."""
        spec = self._model.specs[column]
        if spec.shape is Shape.CATEGORY:
            return self._palette.head
        return self._palette.calc if spec.is_computed else self._palette.page

    def _selection(self, painter: QPainter, scene: Scene, merged: list[Spot]) -> None:
        """The fill of a range; of a single cell only the frame tells."""
        for spot in merged:
            painting.fill(painter, spot.rect, self.ground_of(spot.column))
        if scene.selected is None or scene.selected.is_single(self._model):
            return
        for column in scene.columns:
            if scene.selected.left <= column.number <= scene.selected.right:
                rows = [
                    row for row in scene.rows if scene.selected.top <= row.number <= scene.selected.bottom
                ]
                if rows:
                    band = QRectF(column.start, rows[0].start, column.size, rows[-1].end - rows[0].start)
                    painting.fill(painter, band, self._palette.sel)
        if scene.current is not None and (rect := self._rect(scene, *scene.current)):
            painting.fill(painter, rect, self.ground_of(scene.current[1]))

    # --- lines ---

    def _lines(self, painter: QPainter, scene: Scene, merged: list[Spot]) -> None:
        thin = painting.hair(painter)
        line, strong = self._palette.line, self._palette.line2
        top, height = scene.rows[0].start, scene.rows[-1].end - scene.rows[0].start
        for column in scene.columns:
            spec = self._model.specs[column.number]
            color = strong if spec.shape is Shape.CATEGORY or self._is_edge(scene, column) else line
            painting.fill(painter, QRectF(column.end - thin, top, thin, height), color)
        for row in scene.rows:
            closes_category = self._closes(scene, row, self._model.rows[row.number].merged[MergedBy.CATEGORY])
            for left, right in self._open_stretches(scene, row):
                rect = QRectF(left, row.end - thin, right - left, thin)
                painting.fill(painter, rect, strong if closes_category else line)

    def _is_edge(self, scene: Scene, column: Strip) -> bool:
        """Whether the column is the last frozen one while others have gone beneath it."""
        return scene.is_scrolled and column is scene.columns[-1] and self._model.specs[column.number].frozen

    def _open_stretches(self, scene: Scene, row: Strip) -> Iterator[tuple[float, float]]:
        """Where a line runs below a row: not through merged cells."""
        start: float | None = None
        for column in scene.columns:
            left = column.start + self._bridged(scene, row, column)
            if left > column.start and start is not None:
                yield start, column.start
                start = None
            if left < column.end and start is None:
                start = left
        if start is not None:
            yield start, scene.columns[-1].end

    def _bridged(self, scene: Scene, row: Strip, column: Strip) -> float:
        """How much of the lower edge of a place lies inside a merged cell, px from its left."""
        if not self._closes(scene, row, self._model.merged_rows(row.number, column.number)):
            return column.size
        if self._model.specs[column.number].shape is Shape.NAME and self._is_split(row.number):
            inside = not self._closes(scene, row, self._model.rows[row.number].merged[MergedBy.ITEM])
            return self._metrics.split_of(column.size) if inside else 0
        return 0

    def _closes(self, scene: Scene, row: Strip, run: tuple[int, int]) -> bool:
        """Whether a row is the last one on show of those merged with it."""
        return run[1] == row.number or scene.tops.edges(row.number, run[1])[1] <= row.end

    def _is_split(self, row: int) -> bool:
        head = self._model.rows[row].head
        return bool(head.item and head.part)

    # --- contents ---

    def _merged(self, scene: Scene) -> Iterator[Spot]:
        """The cells that cover several rows, each once."""
        for column in scene.columns:
            last_seen = -1
            for row in scene.rows:
                first, last = self._model.merged_rows(row.number, column.number)
                if first in {last, last_seen}:
                    continue
                last_seen = first
                yield self._spot(scene, first, last, column)

    def _spot(self, scene: Scene, first: int, last: int, column: Strip) -> Spot:
        """The visible part is never lower than a row: what is left of a cell scrolls off with its text."""
        top, bottom = scene.tops.edges(first, last)
        seen_top, seen_bottom = max(top, 0), min(bottom, scene.height)
        if seen_bottom - seen_top < self._metrics.row:
            seen_top, seen_bottom = (
                (bottom - self._metrics.row, bottom) if top < 0 else (top, top + self._metrics.row)
            )
        rect = QRectF(column.start, top, column.size, bottom - top)
        visible = QRectF(column.start, seen_top, column.size, seen_bottom - seen_top)
        is_current = first <= self._current_row(scene) <= last
        return Spot(first, column.number, rect, visible, is_current)

    def _contents(self, painter: QPainter, scene: Scene, merged: list[Spot]) -> None:
        rows, current = self._model.rows, self._current_row(scene)
        for column in scene.columns:
            spec, number = self._model.specs[column.number], column.number
            paint = self.cells.painter_of(spec)
            for row in scene.rows:
                line = rows[row.number]
                first, last = line.merged[spec.merged_by]
                if first == last and line.cells[number].text:
                    rect = QRectF(column.start, row.start, column.size, row.size)
                    paint(painter, Spot(row.number, number, rect, rect, row.number == current), spec)
            if spec.shape is Shape.NAME:
                self._item_names(painter, scene, column)
        for spot in merged:
            spec = self._model.specs[spot.column]
            self.cells.painter_of(spec)(painter, spot, spec)

    def _item_names(self, painter: QPainter, scene: Scene, column: Strip) -> None:
        last_seen = -1
        split, thin = self._metrics.split_of(column.size), painting.hair(painter)
        for row in scene.rows:
            first, last = self._model.rows[row.number].merged[MergedBy.ITEM]
            if first == last_seen or not self._is_split(row.number):
                continue
            last_seen = first
            spot = self._spot(scene, first, last, Strip(column.number, column.start, split))
            self.cells.item_name(painter, spot)
            edge = QRectF(column.start + split - thin, spot.rect.top(), thin, spot.rect.height())
            painting.fill(painter, edge, self._palette.line)

    # --- frames ---

    def _rect(self, scene: Scene, row: int, column: int) -> QRectF | None:
        """The rectangle of a cell with all rows it is merged with, where its column is in this pane."""
        strip = next((one for one in scene.columns if one.number == column), None)
        if strip is None or row >= len(self._model.rows):
            return None
        top, bottom = scene.tops.edges(*self._model.merged_rows(row, column))
        return QRectF(strip.start, top, strip.size, bottom - top)

    def _frames(self, painter: QPainter, scene: Scene) -> None:
        thin, selected = painting.hair(painter), scene.selected
        if selected is not None and not selected.is_single(self._model):
            self._range_frame(painter, scene, selected, thin)
        if scene.current is not None and (rect := self._rect(scene, *scene.current)):
            outer = rect.adjusted(0, 0, -thin, -thin)
            self._box(painter, outer, self._metrics.frame, self._palette.acc)

    def _range_frame(self, painter: QPainter, scene: Scene, block: Block, thin: float) -> None:
        inside = [column for column in scene.columns if block.left <= column.number <= block.right]
        if not inside:
            return
        top, bottom = scene.tops.edges(block.top, block.bottom)
        left, right = float(inside[0].start), float(inside[-1].end)
        color = self._palette.acc
        painting.fill(painter, QRectF(left, top, right - left, thin), color)
        painting.fill(painter, QRectF(left, bottom - thin, right - left, thin), color)
        if inside[0].number == block.left:
            painting.fill(painter, QRectF(left, top, thin, bottom - top), color)
        if inside[-1].number == block.right:
            painting.fill(painter, QRectF(right - thin, top, thin, bottom - top), color)

    def _box(self, painter: QPainter, rect: QRectF, width: float, color: str) -> None:
        painting.fill(painter, QRectF(rect.left(), rect.top(), rect.width(), width), color)
        painting.fill(painter, QRectF(rect.left(), rect.bottom() - width, rect.width(), width), color)
        painting.fill(painter, QRectF(rect.left(), rect.top(), width, rect.height()), color)
        painting.fill(painter, QRectF(rect.right() - width, rect.top(), width, rect.height()), color)
