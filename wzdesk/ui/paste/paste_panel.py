"""Beside the table of a pasted block: a card for each cell to look at, and what becomes of all the others."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from wzdesk.domain.pasting.choice import PasteChoice
from wzdesk.domain.pasting.verdict import JudgedCell, PasteKind
from wzdesk.ui.paste.card import Card, laid_card, paint_card
from wzdesk.ui.paste.cards import PasteCards
from wzdesk.ui.theme import Role, Theme
from wzdesk.ui.widgets.buttons import FlatButton
from wzdesk.ui.widgets.labels import PlainLabel

_WIDTH, _WIDE = 340, 412
_WIDE_FROM = 1500
"""Windows from this width on have room for the wider panel."""


class OtherCell(QWidget):
    """The card of the current cell where it is none of those to look at."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._card: Card | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_cell(self, choice: PasteChoice, cell: JudgedCell, title: str, width: int) -> None:
        """Show a cell in a card of this width."""
        self._card = laid_card(self._theme, choice, cell, title, width)
        self.setFixedHeight(self._card.size.height())
        self.setAccessibleName(self._card.words)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The card."""
        if self._card is not None:
            paint_card(QPainter(self), self._theme, self._card, QPoint(0, 0), is_current=True)


class PastePanel(QWidget):
    """The cells to look at as cards, the current one among them."""

    answered = Signal(object, object)
    """A ``JudgedCell`` and the ``Answer`` chosen for it."""
    picked = Signal(object)
    mend_alike_asked = Signal()

    def __init__(self, theme: Theme, name_of: Callable[[JudgedCell], str], parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._name_of = theme, name_of
        self._choice = PasteChoice(())
        self.head = PlainLabel(theme, role=Role.SUBJECT, color="t1")
        self._keys = PlainLabel(theme, "上一处 Shift+F8　下一处 F8", role=Role.NOTE, color="t3")
        self.cards = PasteCards(theme, name_of, self)
        self.other = OtherCell(theme, self)
        self.mend_alike = FlatButton(theme, "", self, key="Ctrl+Shift+.", outlined=True)
        self.mend_alike.setShortcut("")  # the preview hears the keys itself, wherever the focus is in it
        self.foot = PlainLabel(theme, role=Role.CAPTION, color="t2", wrap=True)
        self.cards.answered.connect(self.answered)
        self.cards.picked.connect(self.picked)
        self.mend_alike.clicked.connect(self.mend_alike_asked)
        self._lay_out()
        theme.changed.connect(self.fit)

    def _lay_out(self) -> None:
        px = self._theme.px
        head, below = QHBoxLayout(), QVBoxLayout()
        head.setContentsMargins(px(12), px(8), px(12), px(6))
        head.addWidget(self.head, 1)
        head.addWidget(self._keys)
        below.setContentsMargins(px(12), px(4), px(12), px(10))
        below.setSpacing(px(6))
        for widget in (self.other, self.mend_alike, self.foot):
            below.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.cards, 1)
        column.addLayout(below)

    def fit(self) -> None:
        """As wide as the window allows."""
        px, window = self._theme.px, self.window().width()
        self.setFixedWidth(px(_WIDE) if window >= px(_WIDE_FROM) else min(px(_WIDTH), max(240, window // 3)))

    def show_choice(self, choice: PasteChoice, blanks: int) -> None:
        """Show the cards of a block, and in words what becomes of its other cells."""
        self._choice = choice
        self.fit()
        self.cards.show_choice(choice)
        doubtful = sum(cell.kind.is_doubtful for cell in choice.cells)
        self.head.setText(f"要看的 {doubtful} 格" if doubtful else "没有要看的格")
        self._keys.setVisible(bool(choice.listed))
        self.foot.setText(others_words(choice, blanks))

    def show_cell(self, cell: JudgedCell | None) -> None:
        """Tell of the current cell, in its card or in one of its own below the others."""
        self.cards.go_to(cell)
        has_own = cell is not None and self.cards.number_of(cell) is None
        self.other.setVisible(has_own)
        if cell is not None and has_own:
            room = self.width() - 2 * self._theme.px(12)
            self.other.show_cell(self._choice, cell, self._name_of(cell), room)
        alike = len(self._choice.alike(cell)) if cell is not None and cell.corrected else 0
        self.mend_alike.setVisible(alike > 1)
        self.mend_alike.setText(f"这一列 {alike} 格都照改")
        self.mend_alike.updateGeometry()


def others_words(choice: PasteChoice, blanks: int) -> str:
    """What becomes of the cells that need no look, and of empty texts."""
    counts = choice.counts()
    parts = [
        (counts.get(PasteKind.CLEAR, 0), "格可写入"),
        (counts.get(PasteKind.SAME, 0), "格与现有相同"),
        (counts.get(PasteKind.CLOSED, 0), "格不能写"),
        (counts.get(PasteKind.OUTSIDE, 0), "格超出表外"),
        (blanks, "格空白不动"),
    ]
    total = sum(count for count, _ in parts)
    said = (
        f"其余 {total} 格：" + "，".join(f"{count} {words}" for count, words in parts if count) + "。"
        if total
        else ""
    )
    return said + ("空白的格保留原来的数；要清空，回到表里选中后按 Delete。" if blanks else "")
