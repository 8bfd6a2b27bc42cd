"""A list to tick with the space bar: to whom a form is sent, which rows go back."""

from collections.abc import Callable, Collection, Iterable, Sequence

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from wzdesk.ui import painting
from wzdesk.ui.theme import Role, Theme
from wzdesk.ui.widgets.clear_edges import ClearEdges
from wzdesk.ui.widgets.text_model import Index

_ROW_HEIGHT, _NAME_WIDTH, _TEXT_LEFT = 28, 196, 34
_CODE, _NAME = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1


class TickList(QListWidget):
    """Things by their codes, each with a few words beside its name; all are ticked at first."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAccessibleName(name)
        self.setFrameShape(QListWidget.Shape.NoFrame)
        ClearEdges(theme, self)
        self.setItemDelegate(_Beside(theme, self))
        theme.changed.connect(self._dress)

    @property
    def ticked(self) -> tuple[str, ...]:
        """The codes of those that are chosen, top to bottom."""
        return tuple(_code(one) for one in self._items() if one.checkState() is Qt.CheckState.Checked)

    @property
    def codes(self) -> list[str]:
        """All codes, top to bottom."""
        return [_code(one) for one in self._items()]

    def offer(self, lines: Iterable[tuple[str, str]]) -> None:
        """Codes and names; what was not ticked stays so."""
        left_out = {_code(one) for one in self._items()} - set(self.ticked)
        self.blockSignals(True)
        self.clear()
        for code, name in lines:
            item = QListWidgetItem(name)
            item.setData(_CODE, code)
            item.setData(_NAME, name)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Unchecked if code in left_out else Qt.CheckState.Checked)
            item.setSizeHint(QSize(0, self._theme.px(_ROW_HEIGHT)))
            self.addItem(item)
        self.setCurrentRow(0)
        self.blockSignals(False)

    def tick_all(self, *, on: bool) -> None:
        """All or none."""
        for item in self._items():
            item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)

    def tick_only(self, codes: Collection[str]) -> None:
        """These and no others."""
        for item in self._items():
            item.setCheckState(Qt.CheckState.Checked if _code(item) in codes else Qt.CheckState.Unchecked)

    def show_only(self, codes: Collection[str]) -> None:
        """Show these; what is hidden stays ticked as it is."""
        for item in self._items():
            item.setHidden(_code(item) not in codes)

    def tell(self, told: Callable[[str], str | None]) -> None:
        """Say something behind each name; None leaves what is said."""
        self.blockSignals(True)
        for item in self._items():
            words = told(_code(item))
            if words is not None:
                name = str(item.data(_NAME))
                item.setText(f"{name}　{words}" if words else name)
        self.blockSignals(False)
        self.viewport().update()

    def _items(self) -> Sequence[QListWidgetItem]:
        return [self.item(row) for row in range(self.count())]

    def _dress(self) -> None:
        for item in self._items():
            item.setSizeHint(QSize(0, self._theme.px(_ROW_HEIGHT)))


class _Beside(QStyledItemDelegate):
    """Draws what is said behind a name in a column of its own."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """The box and the name as everywhere; the rest is drawn beside."""
        super().initStyleOption(option, index)
        option.text = str(index.data(_NAME))  # type: ignore[attr-defined]

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The name, and in grey what is said of it."""
        super().paint(painter, option, index)
        name = str(index.data(_NAME))
        words = str(index.data()).removeprefix(name).removeprefix("　")
        if words:
            theme, area = self._theme, option.rect  # type: ignore[attr-defined]
            wide = max(theme.px(_NAME_WIDTH), painting.width_of(name, option.font) + theme.px(16))  # type: ignore[attr-defined]
            left = area.left() + theme.px(_TEXT_LEFT) + wide
            inner = QRect(left, area.top(), max(area.right() - left - theme.px(8), 0), area.height())
            painting.text(painter, inner, words, theme.font(Role.BODY), theme.palette.t2)


def _code(item: QListWidgetItem) -> str:
    return str(item.data(_CODE))
