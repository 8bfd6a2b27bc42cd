"""导出数据: which figures, as what kind of file; how many they are is told before anything is written."""

from collections.abc import Sequence
from enum import Enum

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from wzdesk.domain.indicator import Indicator
from wzdesk.domain.observation import Measure
from wzdesk.domain.period import Period
from wzdesk.domain.pinyin import finds
from wzdesk.domain.region import Region
from wzdesk.services.exchange.data_part import PartAsked
from wzdesk.services.exchange.interchange import Format, Selection
from wzdesk.ui.help.help_window import help_on_f1
from wzdesk.ui.theme import Role, Theme
from wzdesk.ui.widgets.buttons import FlatButton, PrimaryButton
from wzdesk.ui.widgets.chip import Chip, Segment, Segments
from wzdesk.ui.widgets.clear_edges import ClearEdges
from wzdesk.ui.widgets.labels import PlainLabel
from wzdesk.ui.widgets.picker import Choice, PickerButton

_CODE = Qt.ItemDataRole.UserRole
_ROW, _WIDTH, _HEIGHT = 27, 640, 520
_MEASURES = {
    Measure.LEVEL: "绝对值",
    Measure.GROWTH: "增速",
    Measure.CHANGE: "变动",
    Measure.BASE: "上年同期",
}
_ALL = ""


class Kind(Enum):
    """What kind of file: key, word, ending, what it is for."""

    DATA = (
        "data",
        "数据文件",
        ".wzd",
        "给另一台电脑或县里用的数据文件，一个地区一份；改好交回来，拖进“收回汇总”就能合并。",
    )
    TIDY = ("tidy", "整洁 CSV", ".csv", "一行一个数，有地区、指标、期别的名称和代码；Excel、WPS 打开不乱码。")
    SDMX = (
        "sdmx",
        "SDMX-CSV",
        ".csv",
        "SDMX-CSV 2.0，给统计系统；亿元换算成百万元，单位、倍数和状态都用国际代码。",
    )

    def __init__(self, key: str, words: str, ending: str, says: str) -> None:
        self.key, self.words, self.ending, self.says = key, words, ending, says

    @property
    def format(self) -> Format | None:
        """How figures are written; None for a data file."""
        return {Kind.TIDY: Format.TIDY, Kind.SDMX: Format.SDMX}.get(self)


class ExportDialog(QDialog):
    """Asks; the desk counts and writes."""

    changed = Signal()
    """Something else is chosen."""
    asked = Signal()

    def __init__(
        self,
        theme: Theme,
        regions: Sequence[Region],
        indicators: Sequence[Indicator],
        periods: Sequence[Period],
        home: str,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setWindowTitle("导出数据")
        help_on_f1(self, theme)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._periods = {one.code: one for one in periods}
        self.kind_of = Segments(theme, [Segment(one.key, one.words) for one in Kind], self, name="导出成什么")
        self.says = PlainLabel(theme, Kind.DATA.says, self, role=Role.CAPTION, color="t2", wrap=True)
        listed = [Choice(one.code, one.name, one.code) for one in regions]
        own = next((one.code for one in regions if one.code == home), listed[0].key if listed else "")
        self.region = PickerButton(theme, "地区", listed, self)
        self.region.set_current(own)
        spans = [Choice(one.code, one.words, one.code) for one in periods]
        self.first = PickerButton(theme, "从", [Choice(_ALL, "最早"), *spans], self)
        self.last = PickerButton(theme, "到", [Choice(_ALL, "最近"), *spans], self)
        self.measures = {each: Chip(theme, words, parent=self) for each, words in _MEASURES.items()}
        for each, chip in self.measures.items():
            chip.setChecked(each is not Measure.BASE)
        self.regions = _ticks(theme, "地区", [(one.code, one.name) for one in regions], self)
        self.indicators = _ticks(theme, "指标", [(one.code, one.name) for one in indicators], self)
        self.seek = QLineEdit(self)
        self.seek.setPlaceholderText("查找指标：名称、首字母、代码")
        self.seek.setAccessibleName("查找指标")
        self.count = PlainLabel(theme, "", self, color="t2")
        self.write = PrimaryButton(theme, "导出…", self, key="Ctrl+Return")
        self.cancel = FlatButton(theme, "取消", self, outlined=True)
        self._build()
        self._connect()
        self._show_kind()

    @property
    def kind(self) -> Kind:
        """The kind of file that is chosen."""
        return next(one for one in Kind if one.key == self.kind_of.current)

    @property
    def part(self) -> PartAsked:
        """The region of a data file."""
        return PartAsked(self.region.current)

    @property
    def selection(self) -> Selection:
        """The chosen figures; nothing ticked in a list means all of it."""
        return Selection(
            _ticked(self.regions),
            _ticked(self.indicators),
            measures=[each for each, chip in self.measures.items() if chip.isChecked()],
            first=self._periods.get(self.first.current),
            last=self._periods.get(self.last.current),
        )

    def show_count(self, figures: int | None) -> None:
        """How many figures are chosen; None while they are being counted."""
        self.count.setText(
            "正在数" if figures is None else f"{figures:,} 个数" if figures else "没有这样的数"
        )
        self.write.setEnabled(bool(figures))

    def _build(self) -> None:
        px = self._theme.px
        column, top, bounds, lists, foot = (
            QVBoxLayout(self),
            QHBoxLayout(),
            QHBoxLayout(),
            QHBoxLayout(),
            QHBoxLayout(),
        )
        column.setSpacing(px(8))
        top.addWidget(self.kind_of)
        top.addStretch(1)
        top.addWidget(self.region)
        for widget in (self.first, self.last):
            bounds.addWidget(widget)
        bounds.addStretch(1)
        for chip in self.measures.values():
            bounds.addWidget(chip)
        right = QVBoxLayout()
        right.addWidget(self.seek)
        right.addWidget(self.indicators)
        self._lists = QWidget(self)
        self._lists.setLayout(lists)
        lists.setContentsMargins(0, 0, 0, 0)
        lists.addWidget(self.regions, 1)
        lists.addLayout(right, 2)
        self.hint = PlainLabel(
            self._theme, "不勾就是全部（空格键勾选）。", self, role=Role.CAPTION, color="t3"
        )
        foot.addWidget(self.count, 1)
        foot.addWidget(self.cancel)
        foot.addWidget(self.write)
        column.addLayout(top)
        column.addWidget(self.says)
        column.addLayout(bounds)
        column.addWidget(self.hint)
        column.addWidget(self._lists, 1)
        column.addStretch(0)  # where the lists are not shown
        column.addLayout(foot)
        self.resize(px(_WIDTH), px(_HEIGHT))

    def _connect(self) -> None:
        self.kind_of.picked.connect(self._on_kind)
        for picker in (self.region, self.first, self.last):
            picker.picked.connect(self.changed)
        for chip in self.measures.values():
            chip.clicked.connect(self._on_chip)
        for ticks in (self.regions, self.indicators):
            ticks.itemChanged.connect(self.changed)
        self.seek.textChanged.connect(self._seek)
        self.write.clicked.connect(self.asked)
        self.cancel.clicked.connect(self.reject)

    def _on_kind(self, _key: str) -> None:
        self._show_kind()
        self.changed.emit()

    def _on_chip(self) -> None:
        if not any(chip.isChecked() for chip in self.measures.values()):
            self.measures[Measure.LEVEL].setChecked(True)
        self.changed.emit()

    def _show_kind(self) -> None:
        is_data = self.kind is Kind.DATA
        self.says.setText(self.kind.says)
        self.region.setVisible(is_data)
        for widget in (self.first, self.last, self.hint, self._lists, *self.measures.values()):
            widget.setVisible(not is_data)

    def _seek(self, text: str) -> None:
        for row in range(self.indicators.count()):
            item = self.indicators.item(row)
            item.setHidden(not finds(text, item.text(), str(item.data(_CODE))))


def _ticks(theme: Theme, name: str, lines: Sequence[tuple[str, str]], parent: QWidget) -> QListWidget:
    ticks = QListWidget(parent)
    ticks.setAccessibleName(name)
    ticks.setFrameShape(QListWidget.Shape.NoFrame)
    ClearEdges(theme, ticks)
    for code, words in lines:
        item = QListWidgetItem(words)
        item.setData(_CODE, code)
        item.setSizeHint(QSize(0, theme.px(_ROW)))
        item.setFlags(
            Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable
        )
        item.setCheckState(Qt.CheckState.Unchecked)
        ticks.addItem(item)
    return ticks


def _ticked(ticks: QListWidget) -> list[str]:
    items = (ticks.item(row) for row in range(ticks.count()))
    return [str(one.data(_CODE)) for one in items if one.checkState() is Qt.CheckState.Checked]
