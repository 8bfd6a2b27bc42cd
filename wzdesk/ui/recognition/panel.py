"""Beside the picture: what was recognised, what is chosen, what was not taken, and how all stands to what is stored."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QHeaderView, QScrollArea, QVBoxLayout, QWidget

from wzdesk.services.receiving.claims import Axis
from wzdesk.ui import painting
from wzdesk.ui.recognition.card import Card
from wzdesk.ui.recognition.comparison import Comparison
from wzdesk.ui.recognition.line_list import LineList
from wzdesk.ui.recognition.views import Group, LineView, Need, Overview, SheetView
from wzdesk.ui.theme import Role, Theme
from wzdesk.ui.widgets.buttons import LinkButton
from wzdesk.ui.widgets.chip import Chip
from wzdesk.ui.widgets.labels import PlainLabel
from wzdesk.ui.widgets.text_model import Index, TextModel
from wzdesk.ui.widgets.text_table import TextTable

WIDTH, WIDE, _WIDE_FROM = 432, 560, 1700
_GROUP_ROW, _MOST_GROUPS, _LEAST_LINES = 22, 4, 4


class _GroupLine:
    def __init__(self, group: Group) -> None:
        self.group = group
        self.texts = (group.where, group.reason)


class RecognitionPanel(QWidget):
    """The list with its chips, the card, the groups and the counts."""

    line_chosen = Signal(object)
    """The ``LineView`` that the person went to."""
    cell_chosen = Signal(str)
    """The cell of a group that the person went to."""
    agreed_to_all = Signal()
    adding_asked = Signal()
    card_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._sheet: SheetView | None = None
        self.head = PlainLabel(theme, "", self, role=Role.SUBJECT)
        self.needs = Chip(theme, "要看", parent=self)
        self.settled = Chip(theme, "认定", parent=self)
        self.note = PlainLabel(theme, "确认过的，下月不再问", self, role=Role.CAPTION, color="t3")
        self.agree = LinkButton(theme, "", self)
        self.add = LinkButton(theme, "", self)
        self.list = LineList(theme, self)
        self.card, self.comparison = Card(theme), Comparison(theme)
        self._groups: TextModel[_GroupLine] = TextModel(("", ""), self)
        self.groups = TextTable(theme, self._groups, "没有取用的格", color_of=_group_color)
        self.groups_head = PlainLabel(theme, "没有取用的", role=Role.HEAD, color="t2")
        self._lower, self._below = QWidget(self), QScrollArea(self)
        self._build()
        self._connect()
        self._on_theme_changed()
        theme.changed.connect(self._on_theme_changed)

    def show_sheet(self, sheet: SheetView, overview: Overview) -> None:
        """Show another sheet, or the same one read otherwise."""
        self._sheet = sheet
        rows = sum(view.axis is Axis.ROW and view.is_taken for view in sheet.lines)
        columns = sum(view.axis is Axis.COLUMN and view.is_taken for view in sheet.lines)
        self.head.setText(f"认出 {rows} 行 {columns} 列" if rows else "没有认出能收的行")
        self.needs.set_count(sheet.needs)
        self.settled.set_count(len(sheet.lines) - sheet.needs)
        self.needs.setChecked(True)
        if sheet.needs == 0:
            self.settled.setChecked(True)
        self._offer_all(overview)
        self._show_lines()
        self._groups.show_lines([_GroupLine(group) for group in sheet.groups])
        count = sum(group.count for group in sheet.groups)
        self.groups_head.setText(f"没有取用的 {count} 格，都有原因" if count else "没有漏下的格")
        self.comparison.set_overview(overview)
        self._fit()

    def fit_below(self) -> None:
        """Give what is below the list the height it needs."""
        self._fit()

    def fit_width(self, window_width: int) -> None:
        """A wide window gives more room."""
        wanted = self._theme.px(WIDE if window_width >= self._theme.px(_WIDE_FROM) else WIDTH)
        self.setFixedWidth(max(min(wanted, window_width * 42 // 100), WIDTH))

    # Inside

    def paintEvent(self, event: QPaintEvent) -> None:
        """Page ground and a line to the picture."""
        painter, p = QPainter(self), self._theme.palette
        painting.fill(painter, self.rect(), p.page)
        painting.vertical_line(painter, 0, 0, self.height(), p.line2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The lower part keeps to its content."""
        super().resizeEvent(event)
        self._fit()

    def _build(self) -> None:
        self._head_row, self._act_row = QHBoxLayout(), QHBoxLayout()
        self._head_row.addWidget(self.head)
        self._head_row.addWidget(self.needs)
        self._head_row.addWidget(self.settled)
        self._head_row.addStretch(1)
        self._head_row.addWidget(self.note)
        for link in (self.agree, self.add):
            self._act_row.addWidget(link)
        self._act_row.addStretch(1)
        lower = QVBoxLayout(self._lower)
        lower.addWidget(self.card)
        lower.addWidget(self.groups_head)
        self._groups_row = QHBoxLayout()
        self._groups_row.addWidget(self.groups)
        lower.addLayout(self._groups_row)
        lower.addWidget(self.comparison)
        lower.addStretch(1)
        lower.setContentsMargins(0, 0, 0, 0)
        lower.setSpacing(0)
        self._below.setWidget(self._lower)
        self._below.setWidgetResizable(True)
        self._below.setFrameShape(QFrame.Shape.NoFrame)
        self._below.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for ground in (self._lower, self._below.viewport()):
            ground.setBackgroundRole(QPalette.ColorRole.Base)
        self._below.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._column = QVBoxLayout(self)
        self._column.addLayout(self._head_row)
        self._column.addLayout(self._act_row)
        self._column.addWidget(self.list, 1)
        self._column.addWidget(self._below)
        self._column.setSpacing(0)
        self.groups.horizontalHeader().hide()
        self.groups.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self.groups.setSelectionMode(TextTable.SelectionMode.SingleSelection)

    def _connect(self) -> None:
        self.needs.clicked.connect(self._show_lines)
        self.settled.clicked.connect(self._show_lines)
        self.list.current_changed.connect(self.line_chosen)
        self.list.activated_line.connect(self.card_wanted)
        self.agree.clicked.connect(self.agreed_to_all)
        self.add.clicked.connect(self.adding_asked)
        self.groups.clicked.connect(self._on_group_clicked)
        self.groups.activated.connect(self._on_group_clicked)

    def _offer_all(self, overview: Overview) -> None:
        unsure, unknown = len(overview.unsure), len(overview.unknown_rows)
        for link, words in ((self.agree, f"全部认可（{unsure}）"), (self.add, f"新增 {unknown} 个指标")):
            link.setText(words)
            link.setAccessibleName(words)
            link.updateGeometry()
        self.agree.setVisible(bool(unsure))
        self.add.setVisible(bool(unknown))
        self._act_row.setContentsMargins(
            self._theme.px(8), 0, 0, self._theme.px(4) if unsure or unknown else 0
        )

    def _show_lines(self) -> None:
        assert self._sheet is not None
        self.list.show_views(
            [
                view
                for view in self._sheet.lines
                if (self.settled if view.need is Need.NONE else self.needs).isChecked()
            ]
        )

    def _on_group_clicked(self, index: Index) -> None:
        self.cell_chosen.emit(self._groups.line(index.row()).group.first)

    def _fit(self) -> None:
        px, shown = self._theme.px, min(self._groups.rowCount(), _MOST_GROUPS)
        self.groups.setFixedHeight(shown * px(_GROUP_ROW) + (px(4) if shown else 0))
        self.list.setMinimumHeight(px(24) + _LEAST_LINES * px(27))
        width = self.width() - 1
        layout = self._lower.layout()
        assert layout is not None
        layout.activate()
        needed = layout.heightForWidth(width) if layout.hasHeightForWidth() else layout.sizeHint().height()
        room = self.height() - self.list.minimumHeight() - px(76)
        self._below.setFixedHeight(max(px(120), min(needed, room)))

    def _on_theme_changed(self) -> None:
        px = self._theme.px
        self.fit_width(self.window().width())
        self._column.setContentsMargins(1, 0, 0, 0)
        self._head_row.setContentsMargins(px(12), px(8), px(12), px(6))
        self._head_row.setSpacing(px(6))
        self._act_row.setSpacing(px(8))
        self.groups_head.setContentsMargins(px(12), px(7), px(12), px(3))
        self._groups_row.setContentsMargins(px(4), 0, 0, 0)
        self.groups.verticalHeader().setDefaultSectionSize(px(_GROUP_ROW))
        self.groups.verticalHeader().setMinimumSectionSize(px(_GROUP_ROW))
        self.groups.setColumnWidth(0, px(112))
        self._fit()
        self.update()


def _group_color(index: Index) -> str:
    return "t2" if index.column() == 0 else "t1"


def panel_lines(panel: RecognitionPanel) -> Sequence[LineView]:
    """The lines of the list."""
    return panel.list.views
