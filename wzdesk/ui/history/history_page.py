"""The page 历史与备份: two views, each with its own tool in the header."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from wzdesk.ui import painting
from wzdesk.ui.history.acts_view import ActsView
from wzdesk.ui.history.backups_view import BackupsView
from wzdesk.ui.shell.page_header import PageHeader
from wzdesk.ui.theme import Theme
from wzdesk.ui.widgets.buttons import FlatButton
from wzdesk.ui.widgets.chip import Segment, Segments

ACTS, BACKUPS = "acts", "backups"


class HistoryPage(QWidget):
    """Shows; ``HistoryDesk`` reads."""

    shown = Signal()
    """A view came to the front: what it shows may be old."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.header = PageHeader(theme, "历史与备份")
        self.views = Segments(
            theme, (Segment(ACTS, "修改历史"), Segment(BACKUPS, "备份")), self, name="看什么"
        )
        self.seek = _field(self, "按姓名、指标、文件、做了什么来找")
        self.name = _field(self, "给备份起个名字（可以不写）")
        self.make = FlatButton(theme, "现在备份", self, outlined=True, icon_name="floppy-disk")
        self.header.add_left(self.views)
        self.header.add_right(self.seek, self.name, self.make)
        self._stack = QStackedWidget(self)
        self.acts, self.backups = ActsView(theme, self._stack), BackupsView(theme, self._stack)
        self._stack.addWidget(self.acts)
        self._stack.addWidget(self.backups)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self._stack, 1)
        self.views.picked.connect(self.show_view)
        self.show_view(ACTS)
        self._on_theme_changed()
        theme.changed.connect(self._on_theme_changed)

    @property
    def view(self) -> str:
        """Which of the two is shown."""
        return self.views.current

    def show_view(self, key: str) -> None:
        """Show one of the two."""
        self.views.set_current(key)
        is_past = key == ACTS
        view = self.acts if is_past else self.backups
        self._stack.setCurrentWidget(view)
        self.setFocusProxy(view)
        self.seek.setVisible(is_past)
        for widget in (self.name, self.make):
            widget.setVisible(not is_past)
        if self.isVisible():
            self.shown.emit()

    def show_backups_only(self, *, only: bool) -> None:
        """While the data file is not open there is nothing to look back on, but to go back to."""
        self.show_view(BACKUPS if only else ACTS)
        self.views.setVisible(not only)

    def showEvent(self, event: QShowEvent) -> None:
        """Come back with what happened meanwhile."""
        super().showEvent(event)
        self.shown.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The page's ground."""
        painting.fill(QPainter(self), event.rect(), self._theme.palette.page)

    def _on_theme_changed(self) -> None:
        for field in (self.seek, self.name):
            field.setFixedWidth(self._theme.px(250))


def _field(parent: QWidget, words: str) -> QLineEdit:
    field = QLineEdit(parent)
    field.setPlaceholderText(words)
    field.setAccessibleName(words)
    field.setClearButtonEnabled(True)
    field.setMaxLength(40)
    return field
