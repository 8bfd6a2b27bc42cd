"""The left side of the help: its contents as a tree, and in their place what was found."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStackedWidget,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from wzdesk.ui import painting
from wzdesk.ui.help.book import Book, Hit, Section
from wzdesk.ui.theme import Role, Theme
from wzdesk.ui.widgets.text_model import Index

WIDTH = 268
_OF_ITEM = Qt.ItemDataRole.UserRole
_HIT_HEIGHT = 44


class Contents(QStackedWidget):
    """Tells which section is wanted; it may be told which one is being read."""

    section_picked = Signal(object)
    """A ``Section``."""
    hit_picked = Signal(object)
    """A ``Hit``."""

    def __init__(self, theme: Theme, book: Book, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.tree = QTreeWidget(self)
        self.tree.setAccessibleName("目录")
        self.tree.setHeaderHidden(True)
        self.tree.setFrameShape(QFrame.Shape.NoFrame)
        self.tree.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.tree.setUniformRowHeights(True)
        self._items: dict[Section, QTreeWidgetItem] = {}
        for topic in book.topics:
            above = [self._add(self.tree.invisibleRootItem(), topic.sections[0])]
            for section in topic.sections[1:]:
                del above[section.level - 1 :]
                above.append(self._add(above[-1], section))
        self.hits = QListWidget(self)
        self.hits.setAccessibleName("找到的地方")
        self.hits.setFrameShape(QFrame.Shape.NoFrame)
        self.hits.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.hits.setItemDelegate(_HitLines(theme, self.hits))
        self.addWidget(self.tree)
        self.addWidget(self.hits)
        self.tree.currentItemChanged.connect(self._on_item)
        self.hits.currentRowChanged.connect(self._on_row)
        self._dress()
        theme.changed.connect(self._dress)

    def show_section(self, section: Section) -> None:
        """Mark the section that is read; other topics are folded."""
        self.tree.blockSignals(True)
        item = self._items[section]
        self.tree.setCurrentItem(item)
        way: set[Section] = {section}
        parent: QTreeWidgetItem | None = item.parent()
        while parent is not None:
            way.add(parent.data(0, _OF_ITEM))
            parent = parent.parent()
        for each, its in self._items.items():
            its.setExpanded(each in way)
        self.tree.scrollToItem(item)
        self.tree.blockSignals(False)

    def show_hits(self, hits: Sequence[Hit]) -> None:
        """List what was found, in place of the contents."""
        self.hits.blockSignals(True)
        self.hits.clear()
        for hit in hits:
            item = QListWidgetItem(f"{hit.section.title}：{hit.before}{hit.match}{hit.after}")
            item.setData(_OF_ITEM, hit)
            self.hits.addItem(item)
        self.hits.blockSignals(False)
        self.setCurrentWidget(self.hits)

    def show_tree(self) -> None:
        """The contents again."""
        self.setCurrentWidget(self.tree)

    def step(self, by: int) -> None:
        """The next hit, from the top again after the last."""
        count = self.hits.count()
        if count:
            row = self.hits.currentRow()
            self.hits.setCurrentRow((row + by) % count if row >= 0 else 0)

    def _add(self, parent: QTreeWidgetItem, section: Section) -> QTreeWidgetItem:
        item = QTreeWidgetItem(parent, [section.title])
        item.setData(0, _OF_ITEM, section)
        item.setToolTip(0, section.title)
        self._items[section] = item
        return item

    def _on_item(self, item: QTreeWidgetItem | None) -> None:
        if item is not None:
            self.section_picked.emit(item.data(0, _OF_ITEM))

    def _on_row(self, row: int) -> None:
        if row >= 0:
            self.hit_picked.emit(self.hits.item(row).data(_OF_ITEM))

    def _dress(self) -> None:
        theme = self._theme
        self.setFixedWidth(theme.px(WIDTH))
        self.tree.setFont(theme.font(Role.BODY))
        self.tree.setIndentation(theme.px(14))
        for item in self._items.values():
            item.setSizeHint(0, QSize(0, theme.px(26)))
            if item.parent() is None:
                item.setFont(0, theme.font(Role.BODY_STRONG))
        self.hits.doItemsLayout()


class _HitLines(QStyledItemDelegate):
    """The section in small grey, below it the line with what was found in the accent colour."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(0, self._theme.px(_HIT_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, palette = self._theme, self._theme.palette
        hit: Hit = index.data(_OF_ITEM)
        area: QRect = option.rect  # type: ignore[attr-defined]
        if option.state & QStyle.StateFlag.State_Selected:  # type: ignore[attr-defined]
            painting.fill(painter, area, palette.sel)
        inner = area.adjusted(theme.px(12), theme.px(4), -theme.px(8), -theme.px(4))
        half = inner.height() // 2
        caption = QRect(inner.left(), inner.top(), inner.width(), half)
        painting.text(painter, caption, hit.section.title, theme.font(Role.CAPTION), palette.t3)
        font, left = theme.font(Role.BODY), inner.left()
        for words, color in ((hit.before, palette.t1), (hit.match, palette.acc), (hit.after, palette.t1)):
            room = inner.right() - left
            if room > 0 and words:
                painting.text(painter, QRect(left, inner.top() + half, room, half), words, font, color)
            left += painting.width_of(words, font)
