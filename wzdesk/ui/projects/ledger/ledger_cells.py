"""How the cells of the ledger are painted: of a line, of a group's head, of the total."""

from typing import NamedTuple

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from wzdesk.domain.demo import DEMO_WORD
from wzdesk.domain.period import Period
from wzdesk.domain.projects.ledger_line import LedgerLine
from wzdesk.domain.projects.roll_up import Sum
from wzdesk.ui import icons, painting, shapes
from wzdesk.ui.projects.amounts import yi_words
from wzdesk.ui.projects.lag_marks import paint_lag, paint_rate
from wzdesk.ui.projects.ledger.ledger_columns import SPECS, Col, Shape, Spec, figure_of, words_of
from wzdesk.ui.projects.ledger.ledger_model import LedgerModel
from wzdesk.ui.theme import Role, Strength, Theme
from wzdesk.ui.widgets.text_model import Index


class SumRow(NamedTuple):
    """The row of a sum; ``words`` stand in its first column, ``left`` px from the edge."""

    added: Sum
    words: str
    month: Period
    ground: str = "head"
    left: int = 0


def paint_sum(painter: QPainter, rect: QRect, spec: Spec, row: SumRow, theme: Theme) -> None:
    """A cell of the row of a sum."""
    palette, px = theme.palette, theme.px
    painting.fill(painter, rect, str(getattr(palette, row.ground)))
    painting.horizontal_line(painter, rect.left(), rect.right() + 1, rect.bottom(), palette.line2)
    inner = rect.adjusted(px(8), 0, -px(6), 0)
    if spec.shape is Shape.NAME:
        area = inner.adjusted(row.left, 0, 0, 0)
        painting.text(painter, area, row.words, theme.font(Role.BODY_STRONG), palette.t1)
    elif spec.shape is not Shape.WORDS:
        _paint_figure(painter, inner, spec, row.added, row.month, theme, strong=True)


def _paint_figure(
    painter: QPainter,
    inner: QRect,
    spec: Spec,
    row: LedgerLine | Sum,
    month: Period,
    theme: Theme,
    *,
    strong: bool = False,
) -> None:
    figure = figure_of(row, spec.col, month)
    if spec.shape is Shape.RATE:
        ahead = figure_of(row, Col.AHEAD, month)
        paint_rate(painter, inner, figure, ahead, month.last_month, theme)
    elif spec.shape is Shape.LAG:
        paint_lag(painter, inner, figure, theme)
    else:
        font = theme.font(Role.BODY, Strength.STRONG if strong else Strength.REGULAR)
        color = theme.palette.t2 if spec.col is Col.GAP else theme.palette.t1
        painting.text(painter, inner, yi_words(figure), font, color, painting.RIGHT)


class LedgerCells(QStyledItemDelegate):
    """Paints what the model holds; it never asks it for texts."""

    def __init__(self, theme: Theme, model: LedgerModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._model = theme, model

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """A cell of a head or of a line."""
        rect: QRect = option.rect  # type: ignore[attr-defined]
        selected = bool(option.state & QStyle.StateFlag.State_Selected)  # type: ignore[attr-defined]
        spec, model, px = SPECS[index.column()], self._model, self._theme.px
        head = model.rows.head(index.row())
        if head is not None:
            ground = "sel" if selected else "head"
            words = f"{model.head_words(head)}　{head.sum.count} 项"
            paint_sum(painter, rect, spec, SumRow(head.sum, words, model.month, ground, px(16)), self._theme)
            if spec.shape is Shape.NAME:
                self._paint_caret(painter, rect, folded=model.rows.is_folded(head))
        else:
            self._paint_line(painter, rect, spec, index.row(), selected=selected)
        painting.vertical_line(painter, rect.right(), rect.top(), rect.bottom(), self._theme.palette.line)

    def _paint_caret(self, painter: QPainter, rect: QRect, *, folded: bool) -> None:
        side = self._theme.px(13)
        spot = QRect(rect.left() + self._theme.px(6), rect.top() + (rect.height() - side) // 2, side, side)
        name = "caret-right" if folded else "caret-down"
        icons.paint_icon(painter, spot, name, self._theme.palette.t2)

    def _paint_line(self, painter: QPainter, rect: QRect, spec: Spec, row: int, *, selected: bool) -> None:
        palette, px = self._theme.palette, self._theme.px
        painting.fill(painter, rect, palette.sel if selected else palette.page)
        painting.horizontal_line(painter, rect.left(), rect.right() + 1, rect.bottom(), palette.line)
        if selected and spec.shape is Shape.NAME:
            painting.fill(painter, QRect(rect.left(), rect.top(), px(3), rect.height()), palette.acc)
        line = self._model.line(row)
        inner = rect.adjusted(px(8), 0, -px(6), 0)
        if line is None:
            if spec.shape is Shape.NAME:
                painting.text(painter, inner, "…", self._theme.font(Role.BODY), palette.t3)
        elif spec.shape is Shape.NAME:
            self._paint_name(painter, inner, line)
        elif spec.shape is Shape.WORDS:
            words = words_of(line, spec.col, self._model.region_names())
            painting.text(painter, inner, words, self._theme.font(Role.BODY), palette.t1)
        else:
            _paint_figure(painter, inner, spec, line, self._model.month, self._theme)

    def _paint_name(self, painter: QPainter, inner: QRect, line: LedgerLine) -> None:
        """The name, and at the right end 演示 and the flag of its problems."""
        theme, palette, px = self._theme, self._theme.palette, self._theme.px
        right = inner.right() + 1
        caption = theme.font(Role.CAPTION)
        if line.problems:
            words, side = str(line.problems), px(13)
            width = painting.width_of(words, caption)
            area = QRect(right - width, inner.top(), width, inner.height())
            painting.text(painter, area, words, caption, palette.blocking)
            spot = QRect(area.left() - side - px(2), inner.top() + (inner.height() - side) // 2, side, side)
            icons.paint_icon(painter, spot, "flag-fill", palette.blocking)
            right = spot.left() - px(4)
        if line.is_invented:
            font = theme.font(Role.MARK)
            width, height = painting.width_of(DEMO_WORD, font) + px(6), px(15)
            box = QRect(right - width, inner.top() + (inner.height() - height) // 2, width, height)
            shapes.frame(painter, box, px(2), "", palette.t4, dashed=True)
            painting.text(painter, box, DEMO_WORD, font, palette.t2, painting.CENTRE)
            right = box.left() - px(4)
        left = inner.left() + (px(16) if self._model.rows.grouped else 0)
        area = QRect(left, inner.top(), right - left, inner.height())
        painting.text(painter, area, line.name, theme.font(Role.BODY), palette.t1)
