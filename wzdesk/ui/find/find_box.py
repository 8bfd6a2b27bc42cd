"""The box over the window: a field, and below it what was found, by kind. The keys alone do."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from wzdesk.domain.find import Found, Thing
from wzdesk.ui import painting, shapes
from wzdesk.ui.theme import Role, Theme
from wzdesk.ui.widgets.labels import PlainLabel
from wzdesk.ui.widgets.text_model import Index

WIDTH, TOP, ROW_HEIGHT, HEAD_HEIGHT, MOST_HEIGHT = 600, 52, 28, 24, 430
WORDS = "指标、地区、填报表、页面、命令：名称、拼音首字母或代码"
_THING = Qt.ItemDataRole.UserRole


class FindBox(QFrame):
    """Shows what it is given; the keyboard stays in the field."""

    sought = Signal(str)
    chosen = Signal(object)
    """The ``Thing`` to go to."""
    left = Signal()
    """Closed without going anywhere."""

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._theme, self._window = theme, window
        self.setAccessibleName("查找")
        self.field = _Field(self)
        self.field.setPlaceholderText(WORDS)
        self.field.setAccessibleName(f"查找{WORDS}")
        self.field.setMaxLength(60)
        self.field.textChanged.connect(self.sought)
        self.field.installEventFilter(self)
        self.field.abandoned.connect(self._on_abandoned)
        self.list = QListWidget(self)
        self.list.setAccessibleName("找到的")
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setItemDelegate(_Lines(theme, self.list))
        self.list.itemClicked.connect(self._on_item_chosen)
        self.nothing = PlainLabel(theme, "", self, color="t2")
        self._column = QVBoxLayout(self)
        self._column.setSpacing(theme.px(6))
        for widget in (self.field, self.nothing, self.list):
            self._column.addWidget(widget)
        self.hide()

    @property
    def current(self) -> Thing | None:
        """What Enter goes to."""
        row = self.list.currentRow()
        thing = self.list.item(row).data(_THING) if row >= 0 else None
        return thing if isinstance(thing, Thing) else None

    @property
    def things(self) -> list[Thing]:
        """All that is listed, from top to bottom."""
        items = (self.list.item(row).data(_THING) for row in range(self.list.count()))
        return [thing for thing in items if thing is not None]

    def open(self) -> None:
        """Show the box with an empty field."""
        self.field.clear()
        self.sought.emit("")
        self._place()
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_found(self, found: Sequence[Found], nothing: str) -> None:
        """List what was found; the best is marked."""
        self.list.clear()
        for group in found:
            self._add_head(group.kind)
            for thing in group.things:
                self._add(thing)
        self.nothing.setText("" if found else nothing)
        self.nothing.setVisible(not found and bool(nothing))
        self._step(1, since=-1)
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows, Enter and Esc in the field work on the list; an input method keeps its own keys."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        match event.key():
            case Qt.Key.Key_Down | Qt.Key.Key_Tab:
                self._step(1)
            case Qt.Key.Key_Up | Qt.Key.Key_Backtab:
                self._step(-1)
            case Qt.Key.Key_PageDown:
                self._to_group(1)
            case Qt.Key.Key_PageUp:
                self._to_group(-1)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._choose(self.current)
            case Qt.Key.Key_Escape:
                self._leave()
            case _:
                return super().eventFilter(watched, event)
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        """Page ground and a frame in the accent colour."""
        palette = self._theme.palette
        shapes.frame(QPainter(self), self.rect(), self._theme.px(4), palette.page, palette.acc)

    def _add_head(self, words: str) -> None:
        item = QListWidgetItem(words)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        item.setSizeHint(QSize(0, self._theme.px(HEAD_HEIGHT)))
        self.list.addItem(item)

    def _add(self, thing: Thing) -> None:
        item = QListWidgetItem(thing.name)
        item.setData(_THING, thing)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{thing.kind}：{thing.name} {thing.hint}".strip())
        item.setSizeHint(QSize(0, self._theme.px(ROW_HEIGHT)))
        self.list.addItem(item)

    def _step(self, by: int, since: int | None = None) -> None:
        """The next thing up or down; heads are passed over."""
        row = (self.list.currentRow() if since is None else since) + by
        while 0 <= row < self.list.count():
            if self.list.item(row).data(_THING) is not None:
                self.list.setCurrentRow(row)
                return
            row += by

    def _to_group(self, by: int) -> None:
        """The first thing of the group before or after."""
        heads = [row for row in range(self.list.count()) if self.list.item(row).data(_THING) is None]
        here = max((row for row in heads if row < self.list.currentRow()), default=-1)
        there = [row for row in heads if (row > here if by > 0 else row < here)]
        if there:
            self._step(1, since=there[0] if by > 0 else there[-1])

    def _choose(self, thing: Thing | None) -> None:
        if thing is not None:
            self.hide()
            self.chosen.emit(thing)

    def _leave(self) -> None:
        self.hide()
        self.left.emit()

    def _on_item_chosen(self, item: QListWidgetItem) -> None:
        self._choose(item.data(_THING))

    def _on_abandoned(self) -> None:
        """The keyboard went elsewhere by itself: only the box goes."""
        self.hide()

    def _place(self) -> None:
        px, window = self._theme.px, self._window
        self._column.setContentsMargins(px(8), px(8), px(8), px(8))
        width = min(px(WIDTH), window.width() - 2 * px(20))
        rows = sum(self.list.item(row).sizeHint().height() for row in range(self.list.count()))
        room = min(px(MOST_HEIGHT), window.height() - px(TOP + 60))
        self.list.setVisible(rows > 0)
        self.list.setFixedHeight(min(rows + 2, room))
        self.resize(width, self._column.minimumSize().height())
        self.move((window.width() - width) // 2, px(TOP))


class _Field(QLineEdit):
    """Tells when the keyboard leaves it, but for the window losing it as a whole."""

    abandoned = Signal()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        reasons = Qt.FocusReason
        if event.reason() not in {reasons.ActiveWindowFocusReason, reasons.PopupFocusReason}:
            self.abandoned.emit()


class _Lines(QStyledItemDelegate):
    """Heads in small grey, things with their hint at the right."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, palette = self._theme, self._theme.palette
        area: QRect = option.rect  # type: ignore[attr-defined]
        inner = area.adjusted(theme.px(8), 0, -theme.px(8), 0)
        thing = index.data(_THING)
        if not isinstance(thing, Thing):
            painting.text(painter, inner, str(index.data() or ""), theme.font(Role.HEAD), palette.t3)
            return
        if option.state & QStyle.StateFlag.State_Selected:  # type: ignore[attr-defined]
            painting.fill(painter, area, palette.sel)
        font = theme.font(Role.CAPTION)
        width = min(painting.width_of(thing.hint, font) + 1, inner.width() // 2)
        hint = QRect(inner.right() - width, inner.top(), width + 1, inner.height())
        painting.text(painter, hint, thing.hint, font, palette.t3, painting.RIGHT)
        name = inner.adjusted(0, 0, -width - theme.px(10), 0)
        painting.text(painter, name, thing.name, theme.font(Role.BODY), palette.t1)
