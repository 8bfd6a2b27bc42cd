"""分地区汇总: regions by the indicators of a form, with sums, differences and ranks; sent to Excel with live formulas."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QVBoxLayout, QWidget

from wzdesk.domain.exchange.city_table import CityTable
from wzdesk.domain.form import Form
from wzdesk.domain.observation import Measure
from wzdesk.ui import painting
from wzdesk.ui.hand_over.city_lines import CityLine, heads_of, lines_of, names_of
from wzdesk.ui.shell.page_header import Strip, ToolRow
from wzdesk.ui.theme import Role, Theme
from wzdesk.ui.widgets.buttons import FlatButton, PrimaryButton
from wzdesk.ui.widgets.chip import Segment, Segments
from wzdesk.ui.widgets.empty_cover import EmptyCover
from wzdesk.ui.widgets.labels import ElidedLabel
from wzdesk.ui.widgets.picker import Choice, PickerButton
from wzdesk.ui.widgets.room import FixedSize
from wzdesk.ui.widgets.text_model import Index, TextModel
from wzdesk.ui.widgets.text_table import TextTable

_NAMES, _FIGURE, _RANK, _HEAD, _MOST = 128, 118, 58, 42, 400
_NOTE = (
    "（）里是功能区的数，已含在所在县（市、区）里，不加入合计，不排位次。位次后的箭头是比{before}升降的位次。"
)


class _Figures(TextModel[CityLine]):
    """Rows under heads that change with the form."""

    def show_table(self, heads: Sequence[str], lines: Sequence[CityLine]) -> None:
        """Show other heads and rows."""
        self.beginResetModel()
        self._heads, self._lines = tuple(heads), list(lines)
        self.endResetModel()


_NO_FORMS = (
    "这里看各地区的数、合计和位次",
    "数据文件里还没有填报表。做一张月报表，各地区的数填了、收了，就在这里比较。",
)


class CityView(QWidget):
    """Shows a ``CityTable``; which one is asked of the desk."""

    asked = Signal()
    """Another form or measure was picked."""
    export_asked = Signal()
    print_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.table: CityTable | None = None
        self.form = PickerButton(theme, "表", (), self)
        self.measure = Segments(
            theme,
            [Segment(Measure.LEVEL.value, "绝对值"), Segment(Measure.GROWTH.value, "增速")],
            self,
            name="看什么数",
        )
        self.export = PrimaryButton(theme, "导出 Excel", self, key="Ctrl+E")
        self.print = FlatButton(theme, "打印", self, icon_name="printer", outlined=True, key="Ctrl+P")
        self.names, self.figures = TextModel[CityLine](("地区",), self), _Figures((), self)
        self.left = TextTable(theme, self.names, "地区", self, color_of=self._color_of)
        self.right = TextTable(
            theme, self.figures, "各地区的数", self, color_of=self._color_of, right=frozenset(range(_MOST))
        )
        self._note = ElidedLabel(theme, "", self, role=Role.CAPTION, color="t2")
        self.new_form = PrimaryButton(theme, "新建表样…", self)
        self._no_forms = EmptyCover(theme, self, "squares-four", _NO_FORMS, self.new_form)
        self._build()
        self._dress()
        theme.changed.connect(self._dress)

    @property
    def current(self) -> tuple[str, Measure]:
        """The form (code) and the measure that are looked at."""
        return self.form.current, Measure(self.measure.current)

    def offer(self, forms: Sequence[Form]) -> None:
        """The forms whose indicators can be looked at."""
        self._no_forms.show_if(not forms)
        codes = {form.code for form in forms}
        current = self.form.current if self.form.current in codes else ""
        self.form.set_choices([Choice(form.code, form.name, form.code) for form in forms], current)

    def show_table(self, table: CityTable) -> None:
        """Show a table."""
        self.table = table
        self.names.show_lines(names_of(table))
        self.figures.show_table(heads_of(table), lines_of(table))
        self._note.setText(_NOTE.format(before=table.before.words))
        self._dress()
        self.right.setCurrentIndex(self.figures.index(0, 0))
        for button in (self.export, self.print):
            button.setEnabled(bool(table.columns))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Page ground."""
        painting.fill(QPainter(self), self.rect(), self._theme.palette.page)

    def _build(self) -> None:
        tools, foot = ToolRow(self._theme, self), Strip(self._theme, 28, self)
        tools.add_left(self.form, self.measure)
        tools.add_right(self.print, self.export)
        foot.add_left(self._note)
        FixedSize(self._theme, self.left, width=_NAMES)
        self.left.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.left.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.left.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.right.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.left.horizontalHeader().setStretchLastSection(True)
        for table in (self.left, self.right):
            table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            table.setSelectionMode(TextTable.SelectionMode.SingleSelection)
        self.right.verticalScrollBar().valueChanged.connect(self.left.verticalScrollBar().setValue)
        self.right.selectionModel().currentRowChanged.connect(self._on_row)
        row, column = QHBoxLayout(), QVBoxLayout(self)
        row.addWidget(self.left)
        row.addWidget(self.right, 1)
        column.addWidget(tools)
        column.addLayout(row, 1)
        column.addWidget(foot)
        for layout in (row, column):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(0)
        self.setFocusProxy(self.right)
        self.form.picked.connect(self.asked)
        self.measure.picked.connect(self.asked)
        self.export.clicked.connect(self.export_asked)
        self.print.clicked.connect(self.print_asked)
        for button in (self.export, self.print):
            button.setEnabled(False)

    def _on_row(self, current: Index) -> None:
        self.left.selectRow(current.row())

    def _dress(self) -> None:
        px = self._theme.px
        for table in (self.left, self.right):
            table.horizontalHeader().setFixedHeight(px(_HEAD))
        for column in range(self.figures.columnCount()):
            self.right.setColumnWidth(column, px(_RANK if column % 2 else _FIGURE))

    def _color_of(self, index: Index) -> str:
        line = self.names.line(index.row())
        is_rank = index.model() is self.figures and bool(index.column() % 2)
        return "t2" if line.is_calculated or line.is_zone or is_rank else "t1"
