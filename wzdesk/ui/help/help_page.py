"""The page 帮助: contents at the left, the text at the right, and a field that finds words in all of it."""

from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from wzdesk.ui.help.book import Hit, Section, read_book
from wzdesk.ui.help.contents import Contents
from wzdesk.ui.help.reading import Reading
from wzdesk.ui.shell.page_header import PageHeader
from wzdesk.ui.theme import Role, Theme
from wzdesk.ui.widgets.buttons import FlatButton
from wzdesk.ui.widgets.labels import HairLine, PlainLabel
from wzdesk.ui.widgets.room import FixedSize

BACK_KEY = "Alt+Left"
_FIELD = "在帮助里找：词、拼音首字母"


class HelpPage(QWidget):
    """Shows the numbered Markdown files of a folder."""

    guide_asked = Signal()
    pdf_asked = Signal()
    back_asked = Signal()

    def __init__(self, theme: Theme, folder: Path) -> None:
        super().__init__()
        self._theme = theme
        self.book = read_book(folder)
        self.text = Reading(theme, self.book, folder, self)
        self.contents = Contents(theme, self.book, self)
        self.field = QLineEdit(self)
        self.field.setPlaceholderText(_FIELD)
        self.field.setAccessibleName(_FIELD)
        self.field.setClearButtonEnabled(True)
        FixedSize(theme, self.field, width=230)
        self.found = PlainLabel(theme, "", self, role=Role.CAPTION, color="t2")
        self.back = FlatButton(theme, "回到刚才那一页", self, icon_name="arrow-left", key=BACK_KEY)
        self.back.hide()
        self.guide = FlatButton(theme, "导览", self, icon_name="path", outlined=True)
        self.pdf = FlatButton(theme, "把帮助印成 PDF…", self, icon_name="file-pdf", outlined=True)
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.contents.tree)
        self._go_to(self.book.sections[0])

    def show_place(self, anchor: str) -> bool:
        """Show the section of an anchor; False where there is none."""
        section = self.book.section(anchor)
        if section is not None:
            self.field.clear()
            self._go_to(section)
        return section is not None

    def set_way_back(self, *, open_: bool) -> None:
        """Whether one came from another page by a key or a link."""
        self.back.setVisible(open_)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter and the arrows in the field go through what was found; Esc shows the contents again."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        keys = Qt.Key
        is_back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        match event.key():
            case keys.Key_Return | keys.Key_Enter:
                self.contents.step(-1 if is_back else 1)
            case keys.Key_Down:
                self.contents.step(1)
            case keys.Key_Up:
                self.contents.step(-1)
            case keys.Key_Escape:
                self.field.clear()
                self.contents.tree.setFocus()
            case _:
                return super().eventFilter(watched, event)
        return True

    def _lay_out(self) -> None:
        header = PageHeader(self._theme, "帮助")
        header.add_left(self.field, self.found)
        header.add_right(self.back, self.guide, self.pdf)
        header.let_go(self.found)
        row, column = QHBoxLayout(), QVBoxLayout(self)
        row.addWidget(self.contents)
        row.addWidget(HairLine(self._theme, self, upright=True, color="line2"))
        row.addWidget(self.text, 1)
        column.addWidget(header)
        column.addLayout(row, 1)
        for layout in (row, column):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(0)

    def _connect(self) -> None:
        self.field.textChanged.connect(self._on_sought)
        self.field.installEventFilter(self)
        self.contents.section_picked.connect(self._go_to)
        self.contents.hit_picked.connect(self._on_hit)
        self.text.link_followed.connect(self.show_place)
        self.guide.clicked.connect(self.guide_asked)
        self.pdf.clicked.connect(self.pdf_asked)
        self.back.clicked.connect(self.back_asked)
        find = QShortcut("Ctrl+F", self)
        find.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        find.activated.connect(self._on_find_asked)

    def _go_to(self, section: Section) -> None:
        self.contents.show_section(section)
        self.text.show_section(section)

    def _on_hit(self, hit: Hit) -> None:
        self.contents.show_section(hit.section)
        self.text.show_hit(hit)

    def _on_sought(self, words: str) -> None:
        hits = self.book.find(words)
        if not words.strip():
            self.contents.show_tree()
            self.found.setText("")
            return
        self.contents.show_hits(hits)
        self.found.setText(f"找到 {len(hits)} 处" if hits else "没有找到")
        if hits:
            self.contents.step(1)

    def _on_find_asked(self) -> None:
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()
