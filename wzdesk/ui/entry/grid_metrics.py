"""Measures of the entry grid at the present scale, and what its contents need of room."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtGui import QFont, QFontMetricsF

from wzdesk.domain.verdict import Verdict
from wzdesk.ui.entry.grid_columns import ColumnSpec, Shape
from wzdesk.ui.entry.grid_model import GridModel
from wzdesk.ui.entry.grid_rows import CORNERS, GridCell, GridRow
from wzdesk.ui.entry.number_look import NumberLook, is_small, number_look
from wzdesk.ui.figures import figure_width
from wzdesk.ui.theme import Role, Strength, Theme
from wzdesk.ui.verdict_marks import verdict_width

_LEAST_SLOT = 26
_MOST_SLOT = 48
_MOST_OF_WIDE = 1.1
"""What one cell's number may ask for, of its column's wide measure: one more and 判定 is out of sight at 1366."""


@dataclass(slots=True)
class _Room:
    """What the content of a column asks for, px: the most of what stands before the axis and behind it.

    ``long`` is the room for numbers with more behind the axis than a slot has, ``words`` that for words.
    """

    front: float = 0.0
    behind: float = 0.0
    long: float = 0.0
    words: float = 0.0


class GridMetrics:
    """Measures and fonts for one theme and one model; ``refresh`` after either has changed, or ``rows_changed``.

    ``slots[column]`` is the room right of a number column's axis, ``needed[column]`` the least width that
    shows the column's content, both px.
    """

    def __init__(self, theme: Theme, model: GridModel) -> None:
        self.theme, self._model = theme, model
        self.slots: list[float] = []
        self.needed: list[int] = []
        self._columns: list[_Room] = []
        self._widths: dict[tuple[str, bool], float] = {}
        self._heads: dict[ColumnSpec, float] = {}
        self.refresh_theme()

    def refresh_theme(self) -> None:
        """Take the scale's measures and fonts."""
        theme, px = self.theme, self.theme.px
        self.row, self.pad, self.mark, self.mark_left = px(26), px(8), px(13), px(4)
        self.mark_slot, self.bar, self.frame = px(4) + px(16), px(3), px(2)
        self.head_upper, self.head_lower = px(23), px(23)
        self.body, self.strong = theme.font(Role.BODY), theme.font(Role.BODY, Strength.STRONG)
        self.small, self.mark_font = theme.font(Role.CAPTION), theme.font(Role.MARK)
        self.head, self.head_note = theme.font(Role.HEAD), theme.font(Role.CAPTION)
        self._widths.clear()
        self._heads.clear()
        self.refresh_content()

    def refresh_content(self) -> None:
        """Measure the model's texts."""
        self._columns = [_Room() for _ in self._model.specs]
        self._take_rows(self._model.rows)
        self.names = self._names()

    def rows_changed(self, first: int, last: int) -> None:
        """Measure rows whose content is another now: columns widen as they must, and keep their width otherwise."""
        rows = self._model.rows[first : last + 1]
        if len(rows) == len(self._model.rows):
            self.refresh_content()
        else:
            self._take_rows(rows)

    def _take_rows(self, rows: Sequence[GridRow]) -> None:
        specs = self._model.specs
        for number, spec in enumerate(specs):
            match spec.shape:
                case Shape.NUMBER:
                    self._take_numbers(self._columns[number], spec, [row.cells[number] for row in rows])
                case Shape.CAPTION:
                    texts = {row.cells[number].text for row in rows}
                    widest = max((self.width(text, small=True) for text in texts), default=0.0)
                    self._columns[number].words = max(self._columns[number].words, widest)
        self.slots = [self._slot(number, spec) for number, spec in enumerate(specs)]
        self.needed = [self._needed(number, spec) for number, spec in enumerate(specs)]

    # --- pieces of numbers ---

    def look(self, spec: ColumnSpec, cell: GridCell) -> NumberLook:
        """How a cell's text is taken apart: what was read as no number is shown as words."""
        look = number_look(cell.text, spec.implied)
        quantity = cell.quantity
        if quantity is not None and not quantity.is_given and look.whole != "—" and not look.words:
            return NumberLook(words=" ".join(cell.text.split()))
        return look

    def font_of(self, piece: str) -> QFont:
        """The font of what stands before or behind a number."""
        return self.small if is_small(piece) else self.body

    def width(self, text: str, *, small: bool = False) -> float:
        """Width of a piece; figures stand in equal cells."""
        key = (text, small)
        if key not in self._widths:
            self._widths[key] = figure_width(text, self.small if small else self.body) if text else 0.0
        return self._widths[key]

    def before(self, look: NumberLook) -> float:
        """Room left of the axis."""
        return self.width(look.lead, small=is_small(look.lead)) + self.width(look.whole)

    def behind(self, look: NumberLook) -> float:
        """Room right of the axis."""
        return self.width(look.digits) + self.width(look.tail, small=is_small(look.tail))

    def edge_of(self, cell: GridCell) -> int:
        """Room at the left of a number cell: for its lasting mark, or the padding."""
        return self.mark_slot if cell.state & ~CORNERS else self.pad

    def fits(self, look: NumberLook, room: float) -> bool:
        """Whether a number has room, its tail at least as an ellipsis."""
        tail = self.width(look.tail, small=is_small(look.tail))
        bare = self.before(look) + self.width(look.digits)
        return bare + min(tail, self.width("…", small=True)) <= room + 0.5

    # --- columns ---

    def _take_numbers(self, room: _Room, spec: ColumnSpec, cells: Iterable[GridCell]) -> None:
        """Measure numbers, each by the way in which it asks for room."""
        most, most_slot = float(self.theme.px(spec.wide)), self.theme.px(_MOST_SLOT)
        for cell in cells:
            if not cell.text:
                continue
            look, edges = self.look(spec, cell), self.pad + self.edge_of(cell)
            if look.words:
                room.words = max(room.words, min(edges + self.width(look.words), most))
                continue
            front, behind = edges + self.before(look), self.behind(look)
            if behind <= most_slot:
                room.front, room.behind = max(room.front, front), max(room.behind, behind)
            else:
                room.long = max(room.long, front + self.width(look.digits), min(front + behind, most))

    def _slot(self, number: int, spec: ColumnSpec) -> float:
        if spec.shape is not Shape.NUMBER:
            return 0.0
        return max(self._columns[number].behind, float(self.theme.px(_LEAST_SLOT)))

    def _needed(self, number: int, spec: ColumnSpec) -> int:
        content, room = 0.0, self._columns[number]
        match spec.shape:
            case Shape.NUMBER:
                aligned = room.front + self.slots[number] if room.front else 0.0
                most = self.theme.px(spec.wide) * _MOST_OF_WIDE
                content = min(max(room.words, room.long, aligned), most)
            case Shape.VERDICT:
                content = 2 * self.pad + max(verdict_width(verdict, self.theme) for verdict in Verdict)
            case Shape.CAPTION:
                content = min(1.5 * self.pad + room.words, self.theme.px(spec.wide))
        return round(max(content, self._needed_by_head(spec)) + 0.5)

    def _needed_by_head(self, spec: ColumnSpec) -> float:
        if spec.shape in {Shape.CATEGORY, Shape.NO, Shape.NAME}:
            return 0.0
        if spec not in self._heads:
            title = QFontMetricsF(self.head).horizontalAdvance(spec.title)
            note = QFontMetricsF(self.head_note).horizontalAdvance(f" {spec.unit}") if spec.unit else 0.0
            self._heads[spec] = title + note + self.pad / 2
        return self._heads[spec]

    def _names(self) -> tuple[float, float, float]:
        """Room that the first pieces of names need in one line and in two, and the second pieces, px."""
        pieces = [(row.head.item, row.head.part) for row in self._model.rows]
        both = [(self.width(item), self.width(part)) for item, part in pieces if item and part]
        edges = 2 * self.pad
        first = max((one for one, _ in both), default=0.0)
        second = max((two for _, two in both), default=0.0)
        return first + edges, first / 2 + self.theme.px(13) + edges, second + edges

    def split_of(self, width: float) -> int:
        """Where names of two pieces are divided in a name column of that width.

        Where both do not fit, the first gives way: it has several rows to stand in.
        """
        in_one, in_two, second = self.names
        return round(max(min(in_one, width - second), min(in_two, width / 2)))
