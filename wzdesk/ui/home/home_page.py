"""The page 工作台: what must be done at the top, what the figures say in the middle, what changed at the bottom."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QGridLayout, QScrollArea, QVBoxLayout, QWidget

from wzdesk.domain.region import Region, RegionLevel
from wzdesk.domain.verdict import Verdict
from wzdesk.ui import painting
from wzdesk.ui.home.card import HEAD_HEIGHT, ROW_HEIGHT, Card, Cell, LinkRow
from wzdesk.ui.home.tile_grid import TileGrid
from wzdesk.ui.home.verdict_link import VerdictLink
from wzdesk.ui.shell.page_area import HEADER_HEIGHT
from wzdesk.ui.shell.page_header import PageHeader, SearchButton
from wzdesk.ui.theme import Theme
from wzdesk.ui.widgets.buttons import LinkButton, PrimaryButton
from wzdesk.ui.widgets.labels import PlainLabel
from wzdesk.ui.widgets.picker import Choice, PickerButton

TOP_LINES, CHANGE_LINES = 4, 5
_GAP = 8
_DAYS = "一二三四五六日"


class HomePage(QWidget):
    """Shows; ``HomeDesk`` reads and leads elsewhere."""

    shown = Signal()
    """It came to the front: what it shows may be old."""

    def __init__(self, theme: Theme, regions: Sequence[Region]) -> None:
        super().__init__()
        self._theme = theme
        self.header = PageHeader(theme, "工作台")
        kept = [one for one in regions if one.level is not RegionLevel.PROVINCE]
        choices = [Choice(one.code, one.name, f"{one.code} {one.short_name}") for one in kept]
        self.region = PickerButton(theme, "地区", choices, self)
        self.today = PlainLabel(theme, "", self, color="t2")
        self.projects = LinkButton(theme, "", self)
        self.projects.hide()
        self.search = SearchButton(theme, self)
        self.go_on = PrimaryButton(theme, "开始填报", self, icon_name="arrow-right")
        self.header.add_left(self.region, self.today, self.projects)
        self.header.add_right(self.search, self.go_on)
        self.header.let_go(self.today)
        self._ground = QWidget(self)
        self.due = Card(theme, "要报的", self._ground)
        self.findings = Card(theme, "没处理的问题", self._ground)
        self.followed = Card(theme, "我的跟踪", self._ground)
        self.figures = Card(theme, "主要指标", self._ground)
        self.changes = Card(theme, "最近改动", self._ground)
        self.backups = Card(theme, "备份", self._ground)
        self.tiles = TileGrid(theme, self.figures)
        self.no_figures = LinkRow(
            theme,
            [
                Cell("这个地区在这个计划里还没有数和目标；填上实绩，这里就是一张张小图。"),
                Cell("去填报", 60, "acc"),
            ],
        )
        self.no_figures.hide()
        self.verdicts = {one: VerdictLink(theme, one, self.figures) for one in Verdict}
        for link in self.verdicts.values():
            self.figures.head.addWidget(link)
            link.set_count(0)
        self._scroll = QScrollArea(self)
        self._lay_out()
        self._on_theme_changed()
        theme.changed.connect(self._on_theme_changed)

    @property
    def cards(self) -> tuple[Card, ...]:
        """All cards in the order of the tab key."""
        return self.due, self.findings, self.followed, self.figures, self.changes, self.backups

    def set_day(self, day: date) -> None:
        """Show which day it is."""
        self.today.setText(f"{day.year}年{day.month}月{day.day}日　星期{_DAYS[day.weekday()]}")

    def show_projects(self, words: str) -> None:
        """How the projects stand, or nothing."""
        self.projects.setText(words)
        self.projects.setAccessibleName(words)
        self.projects.setVisible(bool(words))
        self.projects.updateGeometry()
        self.header.let_go(*((self.today, self.projects) if words else (self.today,)))

    def showEvent(self, event: QShowEvent) -> None:
        """Come back with what happened meanwhile."""
        super().showEvent(event)
        self.shown.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A higher window shows more key figures."""
        super().resizeEvent(event)
        self._make_room()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The window's ground between the cards."""
        painting.fill(QPainter(self), event.rect(), self._theme.palette.win)

    def _lay_out(self) -> None:
        self._grid = QGridLayout(self._ground)
        for card, row, left, columns in (
            (self.due, 0, 0, 1),
            (self.findings, 0, 1, 1),
            (self.followed, 0, 2, 1),
            (self.figures, 1, 0, 3),
            (self.changes, 2, 0, 2),
            (self.backups, 2, 2, 1),
        ):
            self._grid.addWidget(card, row, left, 1, columns)
        for number, share in enumerate((13, 5, 5)):
            self._grid.setColumnStretch(number, share)
        self._grid.setRowStretch(2, 1)
        self.figures.body.insertWidget(0, self.tiles)
        self.figures.body.insertWidget(1, self.no_figures)
        self._scroll.setWidget(self._ground)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.viewport().setAutoFillBackground(False)
        self._ground.setAutoFillBackground(False)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self._scroll, 1)
        self.setFocusProxy(self.go_on)

    def _make_room(self) -> None:
        px = self._theme.px
        others = HEADER_HEIGHT + 3 * HEAD_HEIGHT + (TOP_LINES + CHANGE_LINES) * ROW_HEIGHT + 4 * _GAP
        self.tiles.set_room(self.height() - px(others + 4))

    def _on_theme_changed(self) -> None:
        px = self._theme.px
        self._grid.setContentsMargins(px(_GAP), px(_GAP), px(_GAP), px(_GAP))
        self._grid.setSpacing(px(_GAP))
        for card in (self.due, self.findings, self.followed):
            card.setMinimumHeight(px(HEAD_HEIGHT + TOP_LINES * ROW_HEIGHT + 2))
        for card in (self.changes, self.backups):
            card.setMinimumHeight(px(HEAD_HEIGHT + CHANGE_LINES * ROW_HEIGHT + 2))
        self._make_room()
        self.update()
