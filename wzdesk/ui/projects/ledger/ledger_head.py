"""The head of the ledger: title and unit of each column, and under them the total, which never scrolls away."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from wzdesk.domain.projects.ledger import Order
from wzdesk.ui import icons, painting
from wzdesk.ui.projects.ledger.ledger_cells import SumRow, paint_sum
from wzdesk.ui.projects.ledger.ledger_columns import SPECS, Shape, title_of, unit_of
from wzdesk.ui.projects.ledger.ledger_model import LedgerModel
from wzdesk.ui.theme import Role, Theme

HEAD_HEIGHT, ROW_HEIGHT = 46, 27


class LedgerHead(QHeaderView):
    """Paints three lines; sections are resized and clicked as usual."""

    def __init__(self, theme: Theme, model: LedgerModel, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme, self._model = theme, model
        self.order = Order()
        self.setSectionsClickable(True)
        self.setSectionsMovable(False)
        self.setHighlightSections(False)

    def sizeHint(self) -> QSize:
        """Two lines of head and one row."""
        px = self._theme.px
        return QSize(super().sizeHint().width(), px(HEAD_HEIGHT) + px(ROW_HEIGHT))

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """Title, unit, total."""
        theme, palette, px = self._theme, self._theme.palette, self._theme.px
        spec, month = SPECS[section], self._model.month
        head = QRect(rect.left(), rect.top(), rect.width(), px(HEAD_HEIGHT))
        painting.fill(painter, head, palette.head)
        inner = head.adjusted(px(8), 0, -px(6), 0)
        align = painting.RIGHT if spec.shape is Shape.AMOUNT else painting.LEFT
        unit, middle = unit_of(spec, month), head.height() // 2
        first = QRect(inner.left(), inner.top() + px(3), inner.width(), middle - px(3)) if unit else inner
        painting.text(painter, first, title_of(spec, month), theme.font(Role.HEAD), palette.t2, align)
        if unit:
            second = QRect(inner.left(), inner.top() + middle, inner.width(), middle - px(3))
            painting.text(painter, second, unit, theme.font(Role.CAPTION), palette.t3, align)
        if spec.order is not None and spec.order == self.order.column:
            side = px(11)
            name = "caret-down" if self.order.descending else "caret-up"
            spot = QRect(head.right() - side, head.top() + px(2), side, side)
            icons.paint_icon(painter, spot, name, palette.acc)
        painting.horizontal_line(painter, rect.left(), rect.right() + 1, head.bottom(), palette.line2)
        total = QRect(rect.left(), head.bottom() + 1, rect.width(), px(ROW_HEIGHT))
        words = f"合计　筛选出 {self._model.rows.total.count} 项"
        paint_sum(painter, total, spec, SumRow(self._model.rows.total, words, month, "accbg"), theme)
        painting.vertical_line(painter, rect.right(), rect.top(), rect.bottom(), palette.line)
