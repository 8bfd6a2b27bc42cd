"""四个一批: a column of cards for each stage; a card is moved by dragging it or by Ctrl+← and Ctrl+→."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from wzdesk.domain.projects.ledger_line import LedgerLine
from wzdesk.domain.projects.project import Stage
from wzdesk.domain.projects.roll_up import Sum
from wzdesk.ui.projects.amounts import percent_words, yi_words
from wzdesk.ui.projects.views.card_list import CardList
from wzdesk.ui.theme import Role, Theme
from wzdesk.ui.widgets.labels import ElidedLabel, HairLine, PlainLabel
from wzdesk.ui.widgets.room import Room

MOST_CARDS = 500
"""Cards of a column; the foot says when there are more."""
_UNSTAGED = ""


class BoardColumn(NamedTuple):
    """A stage by its word ("" for those without), what its projects come to, and the first of them."""

    stage: str
    sum: Sum
    lines: Sequence[LedgerLine]


class BoardView(QWidget):
    """Shows columns; asks for moves."""

    moved = Signal(object, object)
    """A ``LedgerLine`` and the ``Stage`` to which it is moved."""
    chosen = Signal(object)
    """A ``LedgerLine``, or None."""
    opened = Signal(object)
    """A ``LedgerLine``."""

    def __init__(self, theme: Theme, regions: Mapping[str, str], parent: QWidget) -> None:
        super().__init__(parent)
        words = [_UNSTAGED, *(stage.value for stage in Stage)]
        self.lists = {word: CardList(theme, word or "未定阶段", regions, self) for word in words}
        self._heads = {word: PlainLabel(theme, "", self, role=Role.BODY_STRONG) for word in words}
        self._sums = {word: ElidedLabel(theme, "", self, role=Role.CAPTION, color="t2") for word in words}
        self._panes: dict[str, QWidget] = {}
        self._sought = ""
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for word in words:
            pane = self._pane(theme, word)
            row.addWidget(pane, 1)
            self._panes[word] = pane
        self._panes[_UNSTAGED].hide()
        self.setFocusProxy(self.lists[Stage.SOUGHT.value])

    def show_columns(self, columns: Sequence[BoardColumn]) -> None:
        """Show these; stages without projects stay as empty columns. A card that was moved stays current."""
        found = {column.stage: column for column in columns}
        for word, cards in self.lists.items():
            column = found.get(word, BoardColumn(word, Sum(), ()))
            cards.show_lines(column.lines)
            self._heads[word].setText(f"{word or '未定阶段'}　{column.sum.count} 项")
            self._sums[word].setText(_sum_words(column))
        self._panes[_UNSTAGED].setVisible(_UNSTAGED in found)
        if self._sought:
            for cards in self.lists.values():
                if cards.choose(self._sought):
                    cards.setFocus()
                    break
            self._sought = ""

    def move_card(self, word: str, by: int) -> None:
        """Move the current card of a column so many stages on or back."""
        stages = list(Stage)
        line = self.lists[word].current
        place = [stage.value for stage in stages].index(word) + by if word else (0 if by > 0 else -1)
        if line is not None and 0 <= place < len(stages):
            self._move_to(line, stages[place])

    def step_from(self, word: str, by: int) -> None:
        """Go with the keys to the column beside."""
        words = [one for one, pane in self._panes.items() if not pane.isHidden()]
        place = words.index(word) + by
        if 0 <= place < len(words):
            self.lists[words[place]].setFocus()

    # Inside

    def _pane(self, theme: Theme, word: str) -> QWidget:
        pane = QWidget(self)
        across = QHBoxLayout(pane)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        column = QVBoxLayout()
        column.setSpacing(0)
        head = QVBoxLayout()
        Room(theme, head, (12, 8, 12, 6), 2)
        head.addWidget(self._heads[word])
        head.addWidget(self._sums[word])
        column.addLayout(head)
        column.addWidget(HairLine(theme, pane, color="line2"))
        cards = self.lists[word]
        column.addWidget(cards, 1)
        across.addLayout(column, 1)
        across.addWidget(HairLine(theme, pane, upright=True, color="line2"))
        cards.moved.connect(partial(self.move_card, word))
        cards.stepped.connect(partial(self.step_from, word))
        cards.dropped.connect(partial(self._on_dropped, word))
        cards.opened.connect(self.opened)
        cards.chosen.connect(self.chosen)
        return pane

    def _move_to(self, line: LedgerLine, stage: Stage) -> None:
        self._sought = line.code
        self.moved.emit(line, stage)

    def _on_dropped(self, word: str, code: str) -> None:
        for source, cards in self.lists.items():
            line = cards.line_of(code)
            if line is not None and word and source != word:
                self._move_to(line, Stage(word))
                return


def _sum_words(column: BoardColumn) -> str:
    added = column.sum
    words = f"总投资 {yi_words(added.total)}　年度计划 {yi_words(added.plan)} 亿元"
    if added.rate is not None:
        words += f"　完成 {percent_words(added.rate)}%"
    if added.count > len(column.lines):
        words += f"　只列前 {len(column.lines)} 项，请用筛选缩小"
    return words
