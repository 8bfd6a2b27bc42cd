"""The comment on a cell (批注) in the side panel: shown while there is one, and the box to write it."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wzdesk.ui.entry.panel_parts import add_section, widget_of
from wzdesk.ui.theme import Role, Theme
from wzdesk.ui.widgets.buttons import LinkButton
from wzdesk.ui.widgets.labels import WrappedLabel, breakable
from wzdesk.ui.widgets.text_box import TextBox


class CommentSection(QObject):
    """One more section at the end of a panel's column."""

    asked = Signal()
    """The comment is to be changed."""
    given = Signal(str)
    left = Signal()
    """The box was left: the grid has the keys again."""

    def __init__(self, theme: Theme, column: QVBoxLayout, panel: QWidget) -> None:
        super().__init__(panel)
        self._panel, self._text = panel, ""
        box = add_section(column, theme, "批注")
        self._words = WrappedLabel(theme, role=Role.BODY, color="t1")
        self.change = LinkButton(theme, "改批注")
        self.change.clicked.connect(self.asked)
        self.box = TextBox(theme, "批注", panel)
        self.box.given.connect(self._on_given)
        self.box.abandoned.connect(self._on_abandoned)
        self.box.hide()
        for widget in (self._words, self.box, self.change):
            box.addWidget(widget)
        self._section = widget_of(box)
        self._section.hide()

    def show_comment(self, text: str, *, is_same_cell: bool) -> None:
        """What is written on a cell; a box that is open for another cell goes."""
        if not is_same_cell:
            self.box.hide()
        self._text = text
        self._words.setText(breakable(text))
        self._section.setVisible(bool(text) or self.box.isVisibleTo(self._panel))

    def ask(self, where: str) -> None:
        """Open the box for the comment on a cell that is called so."""
        self._section.show()
        self.box.ask(f"给“{where}”写批注（Ctrl+Enter 存入，清空就是删去）", self._text)

    def _on_given(self, text: str) -> None:
        self.box.hide()
        self.given.emit(text)
        self.left.emit()

    def _on_abandoned(self) -> None:
        self.box.hide()
        self._section.setVisible(bool(self._text))
        self.left.emit()
