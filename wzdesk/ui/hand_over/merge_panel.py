"""The panel of one returned form: its counts, its conflicts to decide, what was refused and what the checks say."""

from collections.abc import Hashable, Mapping
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from wzdesk.ui import painting
from wzdesk.ui.hand_over.conflict_card import ConflictCard
from wzdesk.ui.hand_over.counts_row import CountsRow
from wzdesk.ui.hand_over.panel_content import PanelContent, Rows
from wzdesk.ui.help.why_link import why_link
from wzdesk.ui.theme import Role, Theme
from wzdesk.ui.widgets.buttons import FlatButton, LinkButton
from wzdesk.ui.widgets.labels import HairLine, KeyValueRows, PlainLabel, SectionLabel, WrappedLabel
from wzdesk.ui.widgets.room import Room

CARDS_AT_ONCE, ROWS_AT_ONCE = 10, 20


class MergePanel(QWidget):
    """Shows a ``PanelContent``; choices are told and kept by whoever listens."""

    decided = Signal(object)
    """``dict`` of conflict keys and True for what came, False for what the file holds."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.content: PanelContent | None = None
        self._choices: Mapping[Hashable, bool] = {}
        self.cards: list[ConflictCard] = []
        self.subject = WrappedLabel(theme, "", self, role=Role.SUBJECT)
        self.about = WrappedLabel(theme, "", self, role=Role.CAPTION, color="t2")
        self.counts = CountsRow(theme, self)
        self._body: QWidget | None = None
        self._scroll = QScrollArea(self)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setAccessibleName("冲突、拒收和审核")
        head = QVBoxLayout()
        Room(theme, head, (12, 8, 12, 8), 4)
        for widget in (self.subject, self.about, self.counts):
            head.addWidget(widget)
        self._foot = QHBoxLayout()
        Room(theme, self._foot, (12, 8, 12, 8), 8)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(1, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addLayout(head)
        self._column.addWidget(HairLine(theme, self, color="line2"))
        self._column.addWidget(self._scroll, 1)
        self._column.addLayout(self._foot)

    def add_button(self, *buttons: QWidget) -> None:
        """Buttons at the foot, the main one last."""
        if not self._foot.count():
            self._foot.addStretch(1)
        for button in buttons:
            self._foot.addWidget(button)

    def show_content(self, content: PanelContent, choices: Mapping[Hashable, bool]) -> None:
        """Show another form, with what is decided of it."""
        self.content, self._choices = content, choices
        self.subject.setText(content.subject)
        self.about.setText(content.about)
        self.about.setVisible(bool(content.about))
        self.counts.setVisible(content.counts is not None)
        if content.counts is not None:
            self.counts.set_counts(content.counts)
        self._fill(1)

    def show_choices(self, choices: Mapping[Hashable, bool]) -> None:
        """What is decided, of the same form."""
        self._choices = choices
        for card in self.cards:
            card.show_choice(choice=choices.get(card.asked.key))

    def bring(self, card: ConflictCard) -> None:
        """Scroll a card into sight."""
        self._scroll.ensureWidgetVisible(card)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Page ground and the line to what stands at the left."""
        painter, p = QPainter(self), self._theme.palette
        painting.fill(painter, self.rect(), p.page)
        painting.vertical_line(painter, 0, 0, self.height(), p.line2)

    # Inside

    def _fill(self, times: int) -> None:
        """Make so many times what is shown at once: hundreds of cards would keep the keys waiting."""
        assert self.content is not None
        content, theme = self.content, self._theme
        body = QWidget()
        column = QVBoxLayout(body)
        Room(theme, column, (12, 8, 12, 8), 4)
        for note in content.notes:
            column.addWidget(WrappedLabel(theme, note, body, color="blocking"))
            if note and (why := why_link(theme, note, body)):
                column.addWidget(why, 0, Qt.AlignmentFlag.AlignLeft)
        self.cards = []
        if content.asked:
            self._add_conflicts(column, body, times)
        for title, rows in (
            (f"拒收 {len(content.refused)} 格", content.refused),
            (f"审核 {len(content.findings)} 条", content.findings),
            (f"写入 {len(content.taken)} 格", content.taken),
        ):
            if rows:
                self._add_rows(column, body, title, rows, times)
        column.addStretch(1)
        self._body = body
        self._scroll.setWidget(body)

    def _add_conflicts(self, column: QVBoxLayout, body: QWidget, times: int) -> None:
        assert self.content is not None
        theme, asked, cards = self._theme, self.content.asked, times * CARDS_AT_ONCE
        row = QHBoxLayout()
        row.addWidget(SectionLabel(theme, f"冲突 {len(asked)} 格", body))
        row.addWidget(PlainLabel(theme, "没有选中的一边也留底", body, role=Role.CAPTION, color="t3"), 1)
        for words, takes in (("都用来表", True), ("都用库里", False)):
            button = FlatButton(theme, words, body, outlined=True, small=True)
            button.clicked.connect(partial(self._decide_all, takes))
            row.addWidget(button)
        column.addLayout(row)
        for one in asked[:cards]:
            card = ConflictCard(theme, one, body, choice=self._choices.get(one.key))
            card.decided.connect(self._on_decided)
            column.addWidget(card)
            self.cards.append(card)
        self._add_more(column, body, len(asked) - cards, times)

    def _add_more(self, column: QVBoxLayout, body: QWidget, left: int, times: int) -> None:
        if left > 0:
            more = LinkButton(self._theme, f"还有 {left} 条，再看一些", body)
            more.clicked.connect(partial(self._fill, 2 * times))
            column.addWidget(more)

    def _add_rows(self, column: QVBoxLayout, body: QWidget, title: str, rows: Rows, times: int) -> None:
        most = times * ROWS_AT_ONCE
        column.addWidget(HairLine(self._theme, body))
        column.addWidget(SectionLabel(self._theme, title, body))
        is_refused = self.content is not None and rows is self.content.refused
        if is_refused and (why := why_link(self._theme, rows[0][1], body)):
            column.addWidget(why, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(KeyValueRows(self._theme, rows[:most], body, caption=116))
        self._add_more(column, body, len(rows) - most, times)

    def _on_decided(self, key: Hashable, takes: bool) -> None:  # noqa: FBT001 - Qt's signal
        self.decided.emit({key: takes})

    def _decide_all(self, takes: bool) -> None:  # noqa: FBT001 - bound by partial
        assert self.content is not None
        self.decided.emit({one.key: takes for one in self.content.asked})
