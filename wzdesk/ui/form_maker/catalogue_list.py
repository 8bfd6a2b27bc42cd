"""The catalogue beside a form being made: indicators found while one types, added with Enter."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHeaderView, QLineEdit, QVBoxLayout, QWidget

from wzdesk.domain.indicator import Indicator
from wzdesk.domain.pinyin import finds
from wzdesk.ui.theme import Role, Theme
from wzdesk.ui.widgets.labels import PlainLabel, SectionLabel
from wzdesk.ui.widgets.text_model import Index, TextModel
from wzdesk.ui.widgets.text_table import TextTable

_WIDTH, _UNIT_WIDTH = 300, 76


@dataclass(frozen=True, slots=True)
class CatalogueLine:
    """An indicator as it is listed; one that is in the form already stays, and says so."""

    indicator: Indicator
    is_in: bool

    @property
    def texts(self) -> tuple[str, ...]:
        """Name and unit."""
        return self.indicator.name, "已在表里" if self.is_in else self.indicator.unit


class CatalogueList(QWidget):
    """A field and a list; the marked indicators are taken with Enter or a double click."""

    taken = Signal(object)
    """Codes of the indicators to add."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._indicators: tuple[Indicator, ...] = ()
        self._inside: frozenset[str] = frozenset()
        self.field = QLineEdit(self)
        self.field.setPlaceholderText("查找：名称、首字母、代码（Ctrl+F）")
        self.field.setAccessibleName("在目录里查找指标")
        self.field.setClearButtonEnabled(True)
        self.field.textChanged.connect(self._fill)
        self.field.installEventFilter(self)
        self.model: TextModel[CatalogueLine] = TextModel(("目录里的指标", "单位"), self)
        self.table = TextTable(theme, self.model, "目录里的指标", self, color_of=self._color_of)
        self.table.doubleClicked.connect(self._take)
        self.table.installEventFilter(self)
        head = self.table.horizontalHeader()
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.note = PlainLabel(theme, "", self, role=Role.NOTE, color="t3")
        self._lay_out()
        theme.changed.connect(self._dress)
        self._dress()

    def offer(self, indicators: Sequence[Indicator], inside: Collection[str]) -> None:
        """Offer the catalogue; ``inside`` are the codes that the form has already."""
        if (tuple(indicators), frozenset(inside)) != (self._indicators, self._inside):
            self._indicators, self._inside = tuple(indicators), frozenset(inside)
            self._fill()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows and Enter in the field work on the list."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers():
            self._take()
            return True
        if watched is self.field and event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Up}:
            step = 1 if event.key() == Qt.Key.Key_Down else -1
            last = self.model.rowCount() - 1
            self.table.selectRow(max(0, min(self.table.currentIndex().row() + step, last)))
            return True
        return super().eventFilter(watched, event)

    def _lay_out(self) -> None:
        px = self._theme.px
        column = QVBoxLayout(self)
        column.setContentsMargins(px(12), px(8), px(8), px(8))
        column.setSpacing(px(6))
        column.addWidget(SectionLabel(self._theme, "指标目录"))
        column.addWidget(self.field)
        column.addWidget(self.table, 1)
        column.addWidget(self.note)

    def _dress(self) -> None:
        self.setFixedWidth(self._theme.px(_WIDTH))
        self.table.setColumnWidth(1, self._theme.px(_UNIT_WIDTH))

    def _fill(self) -> None:
        query, row = self.field.text(), self.table.currentIndex().row()
        found = [one for one in self._indicators if finds(query, one.name, one.code, *one.aliases)]
        self.model.show_lines([CatalogueLine(one, one.code in self._inside) for one in found])
        self.table.selectRow(min(max(row, 0), len(found) - 1) if not query else 0)
        self.note.setText(f"{len(found)} 个指标　Enter 加入，Shift、Ctrl 可多选")

    def _take(self) -> None:
        rows = sorted({index.row() for index in self.table.selectionModel().selectedRows()})
        codes = [line.indicator.code for line in map(self.model.line, rows) if not line.is_in]
        if codes:
            self.taken.emit(codes)
        self.field.selectAll()

    def _color_of(self, index: Index) -> str:
        return "t3" if index.column() or self.model.line(index.row()).is_in else "t1"
