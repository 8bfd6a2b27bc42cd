"""The lines of a form being made: renamed in place, moved, indented, parted by section lines."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QHeaderView, QTableView, QWidget

from wzdesk.domain.form_draft import DraftLine
from wzdesk.domain.indicator import Indicator
from wzdesk.ui import painting
from wzdesk.ui.theme import Role, Strength, Theme
from wzdesk.ui.widgets.text_model import Index
from wzdesk.ui.widgets.text_table import TextTable

_HEADS = ("序号", "行", "单位", "对到的指标")
_NO, NAME, UNIT, _INDICATOR = range(4)
_ROOT = QModelIndex()


class LineModel(QAbstractTableModel):
    """One row for each line of a draft; what is typed is told, and shown when the draft has it."""

    typed = Signal(int, int, str)
    """Line, column and text."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[DraftLine, ...] = ()
        self._names: dict[str, str] = {}
        self._has_free_numbers = False

    def show_lines(
        self, lines: Sequence[DraftLine], indicators: Sequence[Indicator], *, has_free_numbers: bool
    ) -> None:
        """Show these lines; numbers can be typed where they are not counted through."""
        self._names = {one.code: one.name for one in indicators}
        self._has_free_numbers = has_free_numbers
        if len(lines) == len(self._lines):
            self._lines = tuple(lines)
            if lines:
                self.dataChanged.emit(self.index(0, 0), self.index(len(lines) - 1, len(_HEADS) - 1))
            return
        self.beginResetModel()
        self._lines = tuple(lines)
        self.endResetModel()

    def line(self, row: int) -> DraftLine:
        """The line in a row."""
        return self._lines[row]

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Lines shown."""
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Number, name, unit, indicator."""
        return 0 if parent.isValid() else len(_HEADS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The heads."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _HEADS[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Texts as shown, and as they are typed."""
        if not index.isValid():
            return None
        line, column = self._lines[index.row()], index.column()
        if role == Qt.ItemDataRole.EditRole:
            return (line.no, line.name, line.unit, "")[column]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._shown(line, column)
        if role == Qt.ItemDataRole.ToolTipRole and line.is_unknown:
            return "目录里没有这个指标：在左边选一个按 Enter 对上，或者新增为指标。"
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """What can be typed."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        is_section, column = self._lines[index.row()].is_section, index.column()
        can_type = column == NAME or (
            not is_section and (column == UNIT or (column == _NO and self._has_free_numbers))
        )
        return flags | Qt.ItemFlag.ItemIsEditable if can_type else flags

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Tell what was typed."""
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        text = str(value).strip()
        if text == self.data(index, role):
            return False
        self.typed.emit(index.row(), index.column(), text)
        return True

    def _shown(self, line: DraftLine, column: int) -> str:
        if line.is_section:
            return line.name if column == NAME else ""
        indent = "　" * line.depth + ("#" if line.marked else "")
        known = self._names.get(line.indicator, line.indicator)
        return (line.no, indent + line.name, line.unit, known if line.indicator else "目录里没有")[column]


class LineTable(TextTable):
    """Shows the lines; keys move, indent and remove them."""

    moved = Signal(int)
    indented = Signal(int)
    marked = Signal()
    removed = Signal()

    def __init__(self, theme: Theme, model: LineModel, parent: QWidget | None = None) -> None:
        self._lines = model
        super().__init__(
            theme, model, "表里的行", parent, color_of=self._color_of, paint_cell=self._paint_cell
        )
        self.setEditTriggers(QTableView.EditTrigger.DoubleClicked | QTableView.EditTrigger.EditKeyPressed)
        head = self.horizontalHeader()
        head.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        self._set_widths()
        theme.changed.connect(self._set_widths)

    @property
    def places(self) -> list[int]:
        """The rows that are marked."""
        return sorted({index.row() for index in self.selectionModel().selectedRows()})

    def select(self, places: Sequence[int]) -> None:
        """Mark other rows."""
        self.clearSelection()
        mode = self.selectionMode()
        self.setSelectionMode(QTableView.SelectionMode.MultiSelection)
        for row in places:
            self.selectRow(row)
        self.setSelectionMode(mode)
        if places:
            model = self.selectionModel()
            model.setCurrentIndex(self._lines.index(places[-1], NAME), model.SelectionFlag.NoUpdate)
            self.scrollTo(self._lines.index(places[-1], NAME))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt and an arrow move and indent, # marks a part, Delete removes."""
        arrows = {
            Qt.Key.Key_Up: (self.moved, -1),
            Qt.Key.Key_Down: (self.moved, 1),
            Qt.Key.Key_Right: (self.indented, 1),
            Qt.Key.Key_Left: (self.indented, -1),
        }
        key = Qt.Key(event.key())
        if event.modifiers() & Qt.KeyboardModifier.AltModifier and key in arrows:
            signal, step = arrows[key]
            signal.emit(step)
        elif key == Qt.Key.Key_Delete:
            self.removed.emit()
        elif event.text() in {"#", "＃"}:
            self.marked.emit()
        else:
            super().keyPressEvent(event)

    def _set_widths(self) -> None:
        px = self._theme.px
        for column, width in ((_NO, 52), (UNIT, 92), (_INDICATOR, 190)):
            self.setColumnWidth(column, px(width))

    def _color_of(self, index: Index) -> str:
        line = self._lines.line(index.row())
        if line.is_unknown:
            return "undetermined"
        if index.column() == _INDICATOR or index.column() == _NO:
            return "t3"
        return "t1" if index.column() == NAME else "t2"

    def _paint_cell(self, painter: QPainter, rect: QRect, index: Index) -> bool:
        """A section line stands out from the rows under it."""
        line = self._lines.line(index.row())
        if not line.is_section:
            return False
        p = self._theme.palette
        is_marked = self.selectionModel().isRowSelected(index.row())
        ground = rect.adjusted(-self._theme.px(8), 0, self._theme.px(6), -1)
        painting.fill(painter, ground, p.sel if is_marked else p.head)
        if index.column() == NAME:
            font = self._theme.font(Role.BODY, Strength.STRONG)
            painting.text(painter, rect, line.name or "（小节，F2 改名）", font, p.t2)
        return True
