"""The cells to look at, one card each, however many: only those in sight are laid out."""

from collections.abc import Callable, Iterator

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from wzdesk.domain.pasting.choice import PasteChoice
from wzdesk.domain.pasting.verdict import JudgedCell
from wzdesk.ui import painting
from wzdesk.ui.paste.card import Card, laid_card, paint_card
from wzdesk.ui.theme import Theme

_BETWEEN, _MARGIN = 6, 12


class PasteCards(QAbstractScrollArea):
    """Scrolls card by card; the keys stay with the table beside it."""

    answered = Signal(object, object)
    """A ``JudgedCell`` and the ``Answer`` that was chosen for it."""
    picked = Signal(object)
    """The ``JudgedCell`` whose card was clicked."""

    def __init__(self, theme: Theme, name_of: Callable[[JudgedCell], str], parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._name_of = theme, name_of
        self._choice = PasteChoice(())
        self._current: JudgedCell | None = None
        self._laid: dict[int, Card] = {}
        self._numbers: dict[int, int] = {}
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("要看的格")
        theme.changed.connect(self._forget)

    def show_choice(self, choice: PasteChoice) -> None:
        """Show the cells to look at, with the answers given so far."""
        self._choice = choice
        self._numbers = {id(choice.cells[at]): number for number, at in enumerate(choice.listed)}
        self._forget()

    def go_to(self, cell: JudgedCell | None) -> None:
        """Mark a cell's card and bring it into sight; a cell without a card marks none."""
        for each in (self._current, cell):
            self._laid.pop(self._numbers.get(id(each), -1), None)  # opened, or closed again
        self._current = cell
        at = self.number_of(cell)
        if at is not None:
            self._bring(at)
            self.setAccessibleDescription(self._card(at).words)
        self.viewport().update()

    def number_of(self, cell: JudgedCell | None) -> int | None:
        """Which of the cards is a cell's, from 0."""
        return self._numbers.get(id(cell)) if cell is not None else None

    def cards_in_sight(self) -> Iterator[tuple[Card, QPoint]]:
        """The cards that are seen, and where their upper left corners are."""
        top, left = 0, self._theme.px(_MARGIN)
        for number in range(self.verticalScrollBar().value(), len(self._choice.listed)):
            if top >= self.viewport().height():
                return
            card = self._card(number)
            yield card, QPoint(left, top)
            top += self._step(card)

    def _card(self, number: int) -> Card:
        found = self._laid.get(number)
        if found is None:
            cell = self._choice.cells[self._choice.listed[number]]
            width = self.viewport().width() - 2 * self._theme.px(_MARGIN)
            room, name = self.viewport().height(), self._name_of(cell)
            most = max(1, len(cell.said)) if cell is self._current else 1
            found = laid_card(self._theme, self._choice, cell, name, width, most_said=most)
            while most > 1 and found.size.height() > room:  # its answers must be seen
                most -= 1
                found = laid_card(self._theme, self._choice, cell, name, width, most_said=most)
            self._laid[number] = found
        return found

    def _step(self, card: Card) -> int:
        return card.size.height() + self._theme.px(_BETWEEN)

    def _forget(self) -> None:
        """Cards are laid out anew: other answers, another width, another theme."""
        self._laid = {}
        bar, count = self.verticalScrollBar(), len(self._choice.listed)
        first = self._first_for(count - 1) if count else 0
        bar.setRange(0, first)
        bar.setPageStep(max(1, count - first))
        self.viewport().update()

    def _first_for(self, number: int) -> int:
        """The first card in sight when a card stands at the lower end."""
        room = self.viewport().height()
        while number >= 0 and room > 0:
            room -= self._step(self._card(number))
            number -= 1
        return number + 1 if room >= 0 else number + 2

    def _bring(self, number: int) -> None:
        bar = self.verticalScrollBar()
        if number < bar.value():
            bar.setValue(number)
        else:
            bar.setValue(max(bar.value(), min(self._first_for(number), number)))

    # --- Qt ---

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Words break at other places."""
        super().resizeEvent(event)
        self._forget()

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:
        """Cards are painted where they come to stand."""
        self.viewport().update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The cards in sight."""
        painter = QPainter(self.viewport())
        painting.fill(painter, self.viewport().rect(), self._theme.palette.page)
        for card, at in self.cards_in_sight():
            paint_card(painter, self._theme, card, at, is_current=card.cell is self._current)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click goes to the card's cell; on an answer it chooses that."""
        spot = event.position().toPoint()
        for card, at in self.cards_in_sight():
            if QRect(at, card.size.size()).contains(spot):
                option = card.option_at(spot - at)
                self.picked.emit(card.cell)
                if option is not None:
                    self.answered.emit(card.cell, option.answer)
                return

    def sizeHint(self) -> QSize:
        """As high as there is room."""
        return QSize(self._theme.px(300), self._theme.px(400))
