"""The two strips above a month's sheet: which month, how far; undo, unit, and the chips that choose the projects."""

from collections.abc import Mapping
from enum import Enum

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from wzdesk.domain.period import Period, period_of_code
from wzdesk.domain.projects.month_sheet import MoneyUnit, MonthSheet
from wzdesk.ui.entry.grid_tools import GridTools
from wzdesk.ui.shell.page_header import PageHeader
from wzdesk.ui.theme import Theme
from wzdesk.ui.widgets.buttons import FlatButton, IconButton
from wzdesk.ui.widgets.chip import Chip, Segment, Segments
from wzdesk.ui.widgets.labels import PlainLabel, ThinBar
from wzdesk.ui.widgets.picker import Choice, PickerButton

_MONTHS_BACK = 36


class MonthFilter(Enum):
    """Which projects a chip leaves."""

    ALL = "全部"
    EMPTY = "未填"
    DOUBTED = "有提示"
    LAGGING = "落后"
    HELD_UP = "有问题"


class MonthHeader(PageHeader):
    """Which month is filled, and how far."""

    month_picked = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "填本月", parent)
        self.period = PickerButton(theme, "期别", (), self)
        self.bar = ThinBar(theme, 0.0, self)
        self.progress = PlainLabel(theme, "", self, color="t2")
        self.back = FlatButton(theme, "返回台账", self, icon_name="arrow-left", outlined=True, key="Alt+Left")
        self.add_left(self.period, self.bar, self.progress)
        self.add_right(self.back)
        self.let_go(self.bar, self.progress)
        self.period.picked.connect(self._on_picked)

    def set_sheet(self, sheet: MonthSheet) -> None:
        """Show which month it is."""
        month, choices = sheet.month.next, []
        for _ in range(_MONTHS_BACK):
            choices.append(Choice(month.code, month.words, f"{month.year}{month.last_month:02d}"))
            month = month.previous
        self.period.set_choices(choices, sheet.month.code)
        self.set_filled(sheet)

    def set_filled(self, sheet: MonthSheet) -> None:
        """Show how far it is filled."""
        count = len(sheet.lines)
        self.bar.set_share(
            sheet.filled / count if count else 0.0, "achieved" if sheet.filled == count else "acc"
        )
        self.progress.setText(f"已填 {sheet.filled} / {count} 项")
        self._fit()

    def _on_picked(self, code: str) -> None:
        month = period_of_code(code)
        if isinstance(month, Period):
            self.month_picked.emit(month)


class MonthTools(GridTools):
    """Undo, redo, months before and after, the unit, and the chips."""

    step_asked = Signal(int)
    """-1 for the month before, 1 for the one after."""
    unit_picked = Signal(object)

    def __init__(self, theme: Theme, page: QWidget) -> None:
        super().__init__(theme)
        self.before = IconButton(theme, "上一个月", "caret-left", self, key="Ctrl+PgUp")
        self.after = IconButton(theme, "下一个月", "caret-right", self, key="Ctrl+PgDn")
        self.unit = Segments(
            theme, [Segment(one.value, one.value) for one in MoneyUnit], self, name="金额单位"
        )
        self.unit.setToolTip("金额按万元或亿元显示和填写（Ctrl+T）")
        self.chips = {one: Chip(theme, one.value, 0, "项", parent=self) for one in MonthFilter}
        self.add_left(self.before, self.after, self.unit)
        self.add_separator()
        self.add_left(*self.chips.values())
        self._end_with("F2 改　Ctrl+' 沿用上月　Ctrl+N 问题", page)
        self.finder.setPlaceholderText("查找项目 Ctrl+F")
        self.finder.setAccessibleName("查找项目")
        self.before.clicked.connect(lambda: self.step_asked.emit(-1))
        self.after.clicked.connect(lambda: self.step_asked.emit(1))
        self.unit.picked.connect(lambda key: self.unit_picked.emit(MoneyUnit(key)))

    def set_counts(self, counts: Mapping[MonthFilter, int]) -> None:
        """Show how many projects each chip has; chips with none are left out."""
        for one, chip in self.chips.items():
            chip.set_count(counts[one])
            chip.setVisible(counts[one] > 0 or one in {MonthFilter.ALL, MonthFilter.EMPTY})

    def set_filter(self, chosen: MonthFilter) -> None:
        """Show which chip is on."""
        for one, chip in self.chips.items():
            chip.setChecked(one is chosen)
