"""Beside the lines of a form being made: how often, which columns, in which unit, who reports, until when."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QSizePolicy,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from wzdesk.domain.form import ALL_COLUMNS, FREQUENCY_WORDS, FormColumn
from wzdesk.domain.form_draft import MONEY_UNITS, YEARLY_PLAN, FormDraft, money_unit
from wzdesk.domain.form_edit import FORM_COLUMN_WORDS
from wzdesk.domain.indicator import Indicator
from wzdesk.domain.period import Frequency
from wzdesk.domain.region import Region, RegionLevel
from wzdesk.ui import painting
from wzdesk.ui.theme import Role, Theme, qt_palette
from wzdesk.ui.widgets.buttons import LinkButton
from wzdesk.ui.widgets.chip import Chip, Segment, Segments
from wzdesk.ui.widgets.labels import PlainLabel, SectionLabel
from wzdesk.ui.widgets.picker import Choice, PickerButton

if TYPE_CHECKING:
    from wzdesk.services.make_form import FormParts

WIDTH = 316
_CHIPS_IN_ROW, _REGION_ROWS = 3, 7
_CATALOGUE, _MIXED = "catalogue", "mixed"
_NO_PLAN = "none"
_ROLE = Qt.ItemDataRole.UserRole


class FormOptions(QScrollArea):
    """Everything of a draft but its name and its lines."""

    changed = Signal()
    unit_picked = Signal(str)
    """All amounts of money in this unit; "" for the catalogue's."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidgetResizable(True)
        self.setAccessibleName("表的期别、列、单位、填报地区和截止日")
        self._make_parts()
        body = _Ground(theme)
        self._column = QVBoxLayout(body)
        self._build()
        self.setWidget(body)
        self._connect()
        self._dress()
        theme.changed.connect(self._dress)

    # Building

    def _make_parts(self) -> None:
        theme = self._theme
        self._plan_code = YEARLY_PLAN
        self._counties: set[str] = set()
        segments = [Segment(one.value, word) for one, word in FREQUENCY_WORDS.items()]
        self.frequency = Segments(theme, segments, self, name="期别")
        self.columns = {column: Chip(theme, FORM_COLUMN_WORDS[column], parent=self) for column in ALL_COLUMNS}
        units = [
            Segment(_CATALOGUE, "照目录"),
            *(Segment(unit, unit) for unit in MONEY_UNITS),
            Segment(_MIXED, "各行自定"),
        ]
        self.unit = Segments(theme, units, self, name="金额单位")
        self.regions = QListWidget(self)
        self.regions.setAccessibleName("填报地区")
        self.everywhere = LinkButton(theme, "全部")
        self.counties = LinkButton(theme, "各县（市、区）")
        self.nowhere = LinkButton(theme, "不指定")
        self.agency = PickerButton(theme, "", [Choice("", "不指定")], self)
        self.agency.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)  # names may be long
        self.due_months, self.due_day = QSpinBox(self), QSpinBox(self)
        self.due_months.setRange(1, 12)
        self.due_months.setAccessibleName("期后第几个月")
        self.due_day.setRange(1, 31)
        self.due_day.setAccessibleName("几日")
        plans = [Segment(YEARLY_PLAN, "同年计划"), Segment(_NO_PLAN, "不取")]
        self.plan = Segments(theme, plans, self, name="目标取自")
        self.carries = Chip(theme, "备注沿用上期", parent=self)
        self.carries.setToolTip("一期里存第一个数时，把上期的备注带进来，灰色显示，改过才变黑")
        self.numbers = Chip(theme, "序号自动编", parent=self)

    def _build(self) -> None:
        px, column = self._theme.px, self._column
        column.setContentsMargins(px(14), px(8), px(12), px(10))
        column.setSpacing(px(6))
        self._add("期别", self.frequency)
        self._head("列")
        grid = QGridLayout()
        grid.setSpacing(px(6))
        for at, chip in enumerate(self.columns.values()):
            grid.addWidget(chip, *divmod(at, _CHIPS_IN_ROW), Qt.AlignmentFlag.AlignLeft)
        grid.setColumnStretch(_CHIPS_IN_ROW, 1)
        column.addLayout(grid)
        self._add("金额单位", self.unit)
        self._head("填报地区", self.everywhere, self.counties, self.nowhere)
        column.addWidget(self.regions)
        self._add("填报单位", self.agency)
        self._head("截止日")
        row = QHBoxLayout()
        for part in ("期后第", self.due_months, "个月的", self.due_day, "日"):
            row.addWidget(PlainLabel(self._theme, part, color="t2") if isinstance(part, str) else part)
        row.addStretch(1)
        column.addLayout(row)
        self._add("年度目标取自", self.plan)
        self._head("其他")
        row = QHBoxLayout()
        row.setSpacing(px(6))
        for chip in (self.carries, self.numbers):
            row.addWidget(chip)
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(1)

    def _head(self, words: str, *links: QWidget) -> None:
        row = QHBoxLayout()
        row.setSpacing(self._theme.px(10))
        row.addWidget(SectionLabel(self._theme, words))
        row.addStretch(1)
        for link in links:
            row.addWidget(link)
        self._column.addSpacing(self._theme.px(3))
        self._column.addLayout(row)

    def _add(self, words: str, widget: QWidget) -> None:
        self._head(words)
        widget.setAccessibleName(words)
        self._column.addWidget(widget)

    def _connect(self) -> None:
        self.frequency.picked.connect(self._on_frequency_picked)
        for chip in (*self.columns.values(), self.carries, self.numbers):
            chip.clicked.connect(self.changed)
        self.unit.picked.connect(self._on_unit_picked)
        self.regions.itemChanged.connect(self.changed)
        self.everywhere.clicked.connect(self._on_everywhere)
        self.counties.clicked.connect(self._on_counties)
        self.nowhere.clicked.connect(self._on_nowhere)
        self.agency.picked.connect(self.changed)
        self.due_months.valueChanged.connect(self.changed)
        self.due_day.valueChanged.connect(self.changed)
        self.plan.picked.connect(self.changed)

    def _dress(self) -> None:
        px = self._theme.px
        self.setFixedWidth(px(WIDTH))
        self.regions.setFixedHeight(px(_REGION_ROWS * 22))
        self.regions.setFont(self._theme.font(Role.BODY))
        for box in (self.due_months, self.due_day):
            box.setFixedSize(px(56), px(28))
        for framed in (self.regions, self.due_months, self.due_day):
            framed.setPalette(self._with_edges())

    def _with_edges(self) -> QPalette:
        """The style draws frames and boxes to tick darker than the window, which a dark theme swallows."""
        palette = qt_palette(self._theme.palette)
        if self._theme.palette.dark:
            palette.setColor(QPalette.ColorRole.Window, QColor(self._theme.palette.t3))
        return palette

    # What is chosen

    def offer(self, parts: "FormParts") -> None:
        """The regions and bodies that may report."""
        with QSignalBlocker(self.regions):
            self.regions.clear()
            for region in parts.reporting:
                item = QListWidgetItem(region.name)
                item.setData(_ROLE, region.code)
                item.setFlags(
                    Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsSelectable
                )
                item.setCheckState(Qt.CheckState.Unchecked)
                self.regions.addItem(item)
        self._counties = {
            one.code for one in parts.reporting if one.level is RegionLevel.COUNTY and one.additive
        }
        choices = [
            Choice("", "不指定"),
            *(Choice(one.code, one.name, one.short_name) for one in parts.agencies),
        ]
        self.agency.set_choices(choices)

    def show_draft(self, draft: FormDraft, indicators: Mapping[str, Indicator]) -> None:
        """Show what a draft says, without telling of it."""
        self.frequency.blockSignals(True)
        self.frequency.set_current(draft.frequency.value)
        self.frequency.blockSignals(False)
        for column, chip in self.columns.items():
            chip.setChecked(column in draft.columns)
            chip.setEnabled(column is not FormColumn.MONTH or draft.frequency is not Frequency.YEAR)
        quarterly = draft.frequency is Frequency.QUARTER
        self.columns[FormColumn.MONTH].setText("本季" if quarterly else "本月")
        self._show_regions(draft.reporters)
        self.agency.set_current(draft.agency)
        for box, number in ((self.due_months, draft.due_months), (self.due_day, draft.due_day)):
            with QSignalBlocker(box):
                box.setValue(number)
        self._show_choice(self.unit, _unit_key(money_unit(draft.lines, indicators)))
        self._show_choice(self.plan, YEARLY_PLAN if draft.plan else _NO_PLAN)
        self._plan_code = draft.plan or YEARLY_PLAN
        self.carries.setChecked(draft.carries_remarks)
        self.numbers.setChecked(draft.is_numbered)

    def given(self, draft: FormDraft) -> FormDraft:
        """A draft with what is chosen here."""
        return replace(
            draft,
            frequency=Frequency(self.frequency.current),
            columns=tuple(column for column, chip in self.columns.items() if chip.isChecked()),
            reporters=tuple(self._chosen_regions()),
            agency=self.agency.current,
            due_months=self.due_months.value(),
            due_day=self.due_day.value(),
            plan="" if self.plan.current == _NO_PLAN else self._plan_code,
            carries_remarks=self.carries.isChecked(),
            is_numbered=self.numbers.isChecked(),
        )

    # Choices

    def _show_choice(self, segments: Segments, key: str) -> None:
        segments.blockSignals(True)
        segments.set_current(key)
        segments.blockSignals(False)

    def _show_regions(self, codes: Sequence[str]) -> None:
        with QSignalBlocker(self.regions):
            for row in range(self.regions.count()):
                item = self.regions.item(row)
                is_on = item.data(_ROLE) in codes
                item.setCheckState(Qt.CheckState.Checked if is_on else Qt.CheckState.Unchecked)

    def _all_regions(self) -> list[str]:
        return [str(self.regions.item(row).data(_ROLE)) for row in range(self.regions.count())]

    def _chosen_regions(self) -> list[str]:
        items = (self.regions.item(row) for row in range(self.regions.count()))
        return [str(item.data(_ROLE)) for item in items if item.checkState() is Qt.CheckState.Checked]

    def _choose(self, codes: Sequence[str]) -> None:
        self._show_regions(codes)
        self.changed.emit()

    def _on_everywhere(self) -> None:
        self._choose(self._all_regions())

    def _on_counties(self) -> None:
        self._choose([code for code in self._all_regions() if code in self._counties])

    def _on_nowhere(self) -> None:
        self._choose(())

    def _on_frequency_picked(self, _key: str) -> None:
        self.changed.emit()

    def _on_unit_picked(self, key: str) -> None:
        if key != _MIXED:
            self.unit_picked.emit("" if key == _CATALOGUE else key)


def _unit_key(unit: str | None) -> str:
    return _MIXED if unit is None else unit or _CATALOGUE


class _Ground(QWidget):
    """The page's ground with a line at the left."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground and line."""
        painter, palette = QPainter(self), self._theme.palette
        painting.fill(painter, self.rect(), palette.page)
        painting.vertical_line(painter, 0, 0, self.height(), palette.line2)


def region_words(codes: Sequence[str], regions: Sequence[Region]) -> str:
    """Who reports, in words: 平阳县填报, 13 个地区填报."""
    if not codes:
        return "不限地区"
    if len(codes) == 1:
        return next((one.name for one in regions if one.code == codes[0]), codes[0]) + "填报"
    return f"{len(codes)} 个地区填报"
