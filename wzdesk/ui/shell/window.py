"""The main window: rail, page, message bar and status bar.

Nothing is built before the first paint but what that paint shows; pages are built when they are first shown.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QByteArray, QSettings, QSize, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QPalette
from PySide6.QtWidgets import QApplication, QGridLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from wzdesk.ui.shell.looks import Looks
from wzdesk.ui.shell.message import MessageAction, MessageKind
from wzdesk.ui.shell.page_area import PageGround
from wzdesk.ui.shell.rail import PageEntry, Rail
from wzdesk.ui.shell.status_bar import StatusBar
from wzdesk.ui.theme import Theme

if TYPE_CHECKING:  # what the first paint does without
    from datetime import time

    from wzdesk.ui.shell.message_bar import MessageBar

PROGRAM = "计划与项目工作台"
LEAST_SIZE, USUAL_SIZE = QSize(1100, 640), QSize(1366, 728)
WidgetMaker = Callable[[], QWidget]


class MainWindow(QMainWindow):
    """The one window of the program.

    ``resources`` is the folder of icons and other files, found beside the package if None. ``settings`` keeps the geometry and the scale; the person's own if None.
    """

    first_painted = Signal()
    """Once, after the first paint has reached the screen: the time to load and wire the rest."""
    page_shown = Signal(str)
    search_requested = Signal()
    help_requested = Signal()
    answer_requested = Signal(str)
    """The help at an anchor."""
    closed = Signal()

    def __init__(
        self, theme: Theme, resources: Path | None = None, *, settings: QSettings | None = None
    ) -> None:
        super().__init__()
        self._theme, self._resources = theme, resources
        self._settings = settings or QSettings("wzdesk", "wzdesk")
        self.looks = Looks(theme, self._settings, self)
        self.explain: Callable[[str], MessageAction | None] = lambda _sentence: None
        """What a refusal offers where nothing else can be done: whoever knows the help sets it."""
        self.may_close: Callable[[], bool] = lambda: True
        """Asked before the window closes; whoever has something to store sets it."""
        self._makers: dict[str, WidgetMaker] = {}
        self._entries: dict[str, PageEntry] = {}
        self._pages: dict[str, QWidget] = {}
        self._current = ""
        self._was_painted = self._pages_held = False
        self._message: MessageBar | None = None
        self._file_name = self._data_mark = ""
        self._build()
        self._restore()
        self.set_file_name("")

    # Pages

    @property
    def current_page(self) -> str:
        """Key of the page that is shown, or empty."""
        return self._current

    def add_page(
        self, key: str, word: str, icon_name: str, make_widget: WidgetMaker, *, at_bottom: bool = False
    ) -> None:
        """Give the rail an item; ``make_widget`` is called when the page is shown for the first time."""
        self._entries[key] = PageEntry(key, word, icon_name, at_bottom)
        self._makers[key] = make_widget
        self._rail.add(self._entries[key])
        if self._was_painted:
            self._finish_rail()
        if not self._current:
            self.show_page(key)

    def show_page(self, key: str) -> None:
        """Show a page; before the first paint its ground only, the page itself right after."""
        changed, self._current = key != self._current, key
        if changed:
            self.hide_message()  # it was of the page before; what is told from now on stays
        self._rail.set_current(key)
        self._show_current()
        if changed:
            self.page_shown.emit(key)

    def hold_pages(self) -> None:
        """Show grounds only, until ``release_pages``: for makers that need what is loaded after the first paint."""
        self._pages_held = True

    def release_pages(self) -> None:
        """From now on pages can be made."""
        self._pages_held = False
        if self._current:
            self._show_current()

    def page(self, key: str) -> QWidget:
        """The widget of a page, built if it was not. It stands on the ground ``page``; a page may paint its own."""
        if key not in self._pages:
            page = self._makers[key]()
            page.setBackgroundRole(QPalette.ColorRole.Base)
            page.setAutoFillBackground(True)
            self._pages[key] = page
            self._stack.addWidget(page)
        return self._pages[key]

    def made_page(self, key: str) -> QWidget | None:
        """The widget of a page, or None where it was not built yet."""
        return self._pages.get(key)

    def forget_pages(self) -> None:
        """Have pages made anew when they are shown next: what they were made for is another thing now."""
        self._stack.setCurrentWidget(self._ground)
        for page in self._pages.values():
            self._stack.removeWidget(page)
            page.deleteLater()
        self._pages.clear()

    def set_waiting(self, key: str, count: int) -> None:
        """Show on the rail how many things wait on a page; 0 shows nothing."""
        self._rail.set_waiting(key, count)

    def focus_page(self) -> None:
        """Give the keyboard to where it was on the page."""
        page = self._stack.currentWidget()
        last = cast("QWidget | None", page.focusWidget())
        (page if last is None else last).setFocus()

    # What the window says

    def show_message(
        self, sentence: str, action: MessageAction | None = None, kind: MessageKind = MessageKind.INFO
    ) -> None:
        """Show one sentence below the page until it is closed, another takes its place, or another page is shown.

        The page gives way at its foot: no row is covered, and nothing above moves under the pointer.
        """
        if self._message is None:
            from wzdesk.ui.shell.message_bar import MessageBar

            self._message = MessageBar(self._theme, self.centralWidget())
            self._column.addWidget(self._message)
        self._message.show_sentence(sentence, action, kind)

    def show_refusal(self, sentence: str, action: MessageAction | None = None) -> None:
        """Show why something was not done, and that all stayed as it was."""
        self.show_message(sentence, action or self.explain(sentence), MessageKind.REFUSAL)

    def hide_message(self) -> None:
        """Take the sentence away."""
        if self._message is not None:
            self._message.hide()

    def add_bar(self, bar: QWidget) -> None:
        """Put a strip above the page, such as the progress of a long work; it goes when it is deleted."""
        self._column.insertWidget(self._column.indexOf(self._stack), bar)

    def set_fields(self, *fields: str) -> None:
        """Texts at the left of the status bar: who, file, period, region."""
        self._status.set_fields(*fields)

    def set_hint(self, text: str) -> None:
        """Mode and keys in the status bar."""
        self._status.set_hint(text)

    def set_selection_summary(self, text: str) -> None:
        """Count, sum and mean of the selected cells, as Excel shows them."""
        self._status.set_selection_summary(text)

    def set_saved(self, when: time | None) -> None:
        """When the last change was saved."""
        self._status.set_saved(when)

    def set_file_name(self, name: str) -> None:
        """Show the name of the open file in the title."""
        self._file_name = name
        marked = f"{name}（{self._data_mark}）" if self._data_mark else name
        self.setWindowTitle(f"{marked} — {PROGRAM}" if name else PROGRAM)

    @property
    def data_mark(self) -> str:
        """What title and page headers say of the data: 含演示数据, or nothing."""
        return self._data_mark

    def set_data_mark(self, mark: str) -> None:
        """Say in the title and in every page header what kind of data the file holds."""
        from wzdesk.ui.shell.page_header import PageHeader

        self._data_mark = mark
        self.set_file_name(self._file_name)
        for header in self.findChildren(PageHeader):
            header.set_mark(mark)

    # Inside

    def _build(self) -> None:
        """Rail and page side by side, the status bar below both."""
        centre = QWidget(self)
        grid = QGridLayout(centre)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(0)
        self._rail = Rail(self._theme, centre)
        self._rail.picked.connect(self.show_page)
        self._status = StatusBar(self._theme, centre)
        self._stack = QStackedWidget(centre)
        self._ground = PageGround(self._theme, self._stack)
        self._ground.painted.connect(self._on_ground_painted)
        self._stack.addWidget(self._ground)
        self._column = QVBoxLayout()
        self._column.setSpacing(0)
        self._column.addWidget(self._stack, 1)
        grid.addWidget(self._rail, 0, 0)
        grid.addLayout(self._column, 0, 1)
        grid.addWidget(self._status, 1, 0, 1, 2)
        self.setCentralWidget(centre)

    def _restore(self) -> None:
        """Size and place as they were left; at the first start as large as the smallest screen allows."""
        scale = str(self._settings.value("looks/scale", ""))
        if scale.isdecimal():
            self._theme.set_scale(int(scale))
        room = QApplication.primaryScreen().availableSize()
        self.setMinimumSize(LEAST_SIZE.boundedTo(room))
        geometry = self._settings.value("window/geometry")
        if not isinstance(geometry, QByteArray) or not self.restoreGeometry(geometry):
            self.resize(USUAL_SIZE.boundedTo(room))

    def _show_current(self) -> None:
        """The current page where it can be made, else its ground and title."""
        if not self._was_painted or self._pages_held:
            self._ground.set_title(self._entries[self._current].word)
            return
        page = self.page(self._current)
        is_new = page.focusWidget() is None
        self._stack.setCurrentWidget(page)  # which gives the keyboard to the first control that Tab stops at
        if self._rail.has_keyboard():
            return
        if is_new and page.focusProxy() is not None:
            page.setFocus()
        else:
            self.focus_page()

    def _on_ground_painted(self) -> None:
        QTimer.singleShot(0, self._after_first_paint)

    def _after_first_paint(self) -> None:
        """What the first paint could do without, then the page itself."""
        self._was_painted = True
        self._finish()
        self._make_keys()
        self.first_painted.emit()
        if self._current:
            self._show_current()

    def _finish(self) -> None:
        """Style sheet and icons."""
        from wzdesk.ui import icons

        if self._resources:
            icons.use_resources(self._resources)
        self._theme.apply_style_sheet()
        self._finish_rail()
        self._status.finish(icons.paint_icon)
        self._ground.finish()
        QTimer.singleShot(1, self, self._await_page)

    def _await_page(self) -> None:
        """The page is painted, which comes at 0: what it does next, and keys that wait for it, go before the icon."""
        QTimer.singleShot(0, self, self._take_icon)

    def _take_icon(self) -> None:
        from wzdesk.ui import icons

        self.setWindowIcon(icons.application_icon())

    def _finish_rail(self) -> None:
        from wzdesk.ui import icons

        self._rail.finish(icons.paint_icon)

    def _make_keys(self) -> None:
        from wzdesk.ui.shell.keys import make_keys

        acts: dict[str, Callable[[], object]] = {
            "Ctrl+K": self.search_requested.emit,
            "F1": self.help_requested.emit,
            "Ctrl++": partial(self._theme.zoom, 1),
            "Ctrl+=": partial(self._theme.zoom, 1),
            "Ctrl+-": partial(self._theme.zoom, -1),
            "Ctrl+0": partial(self._theme.set_scale, 100),
        }
        for place in range(9):
            acts[f"Ctrl+{place + 1}"] = partial(self._show_place, place)
        make_keys(self, acts)

    def _show_place(self, place: int) -> None:
        if place < len(self._rail.keys):
            self.show_page(self._rail.keys[place])
            self.focus_page()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember size, place and scale; stay open where something typed could not be stored."""
        if not self.may_close():
            event.ignore()
            return
        self._settings.setValue("window/geometry", self.saveGeometry())
        self._settings.setValue("looks/scale", self._theme.scale_percent)
        super().closeEvent(event)
        if event.isAccepted():
            self.closed.emit()
