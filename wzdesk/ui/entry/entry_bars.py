"""The two strips above the entry grid: plan, region and progress; undo, redo and chips."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from wzdesk.domain.filled_plan import FilledPlan
from wzdesk.domain.form import FormSummary
from wzdesk.domain.plan import PlanSummary
from wzdesk.domain.region import Region, RegionLevel
from wzdesk.ui.entry.grid_tools import GridTools
from wzdesk.ui.entry.row_filters import FILTER_WORDS, RowFilter, count_of, filled_rows
from wzdesk.ui.shell.page_header import PageHeader
from wzdesk.ui.theme import Role, Theme
from wzdesk.ui.widgets.buttons import FlatButton, IconButton, PrimaryButton
from wzdesk.ui.widgets.chip import Chip
from wzdesk.ui.widgets.labels import PlainLabel, ThinBar
from wzdesk.ui.widgets.picker import Choice, PickerButton

FORM_PREFIX = "form:"
"""Before the code of a form among the keys of what can be filled; alone it is the choice that makes a new one."""


class EntryHeader(PageHeader):
    """Which plan and region is filled, and how far."""

    place_picked = Signal(str, str)
    """Plan and region code."""
    form_picked = Signal(str)
    """The code of a form, which is filled on a page of its own."""

    def __init__(
        self,
        theme: Theme,
        tables: Sequence[Choice],
        regions: Sequence[Region],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, "", parent)
        self.plan = PickerButton(theme, "填报表", tables, self, role=Role.TITLE, plain=True)
        self.region = PickerButton(theme, "地区", _region_choices(regions), self)
        self.period = PlainLabel(theme, "", self, color="t2")
        self.bar = ThinBar(theme, 0.0, self)
        self.progress = PlainLabel(theme, "", self, color="t2")
        self.import_button = FlatButton(theme, "导入工作簿", self, icon_name="download-simple", outlined=True)
        self.import_button.setToolTip("从工作簿导入，先看差异再写入（也可以把文件拖到窗口里）")
        self.print_button = FlatButton(theme, "打印", self, icon_name="printer", outlined=True)
        self.print_button.setShortcut("Ctrl+P")
        self.print_button.setAccessibleDescription("Ctrl+P")
        self.print_button.setToolTip("先看打印出来的样子，再打印或存为 PDF（Ctrl+P）")
        self.export_button = PrimaryButton(theme, "导出工作簿", self, icon_name="export")
        self.export_button.setToolTip("导出成可以打印、上报的工作簿")
        self.add_left(self.plan, self.region, self.period, self.bar, self.progress)
        self.file_button = IconButton(theme, "数据文件：打开、新建、备份", "dots-three-vertical", self)
        self.add_right(self.import_button, self.print_button, self.export_button, self.file_button)
        self.let_go(self.bar, self.period, self.progress)
        self.plan.picked.connect(self._on_picked)
        self.region.picked.connect(self._on_picked)

    def set_place(self, filled: FilledPlan) -> None:
        """Show which plan and region it is."""
        plan = filled.table.plan
        self.plan.set_current(plan.code)
        self.region.set_current(filled.table.region.code)
        self.period.setText(plan.year.words + "全年" if plan.is_annual else plan.span.words)

    def set_filled(self, filled: FilledPlan) -> None:
        """Show how far it is filled."""
        done, rows = filled_rows(filled)
        self.bar.set_share(done / rows if rows else 0.0, "achieved" if done == rows else "acc")
        self.progress.setText(f"已填 {done} / {rows} 行")

    def _on_picked(self, _key: str) -> None:
        if self.plan.current.startswith(FORM_PREFIX):
            self.form_picked.emit(self.plan.current.removeprefix(FORM_PREFIX))
            return
        self.place_picked.emit(self.plan.current, self.region.current)


class EntryTools(GridTools):
    """Undo, redo, and the chips that choose the rows."""

    def __init__(self, theme: Theme, page: QWidget) -> None:
        super().__init__(theme)
        self.chips = {one: Chip(theme, *_chip_words(one), parent=self) for one in RowFilter}
        self.add_separator()
        self.add_left(*self.chips.values())
        self._end_with("F2 改　Tab 右移　Enter 下移　Alt+↓ 限定词　Ctrl+M 批注　Ctrl+E 跟踪", page)

    def set_counts(self, filled: FilledPlan) -> None:
        """Show how many rows or items each chip has; chips with none are left out."""
        for one, chip in self.chips.items():
            count = count_of(filled, one)
            chip.set_count(count)
            chip.setVisible(count > 0 or one in {RowFilter.ALL, RowFilter.EMPTY, RowFilter.MISSED})

    def set_filter(self, chosen: RowFilter) -> None:
        """Show which chip is on."""
        for one, chip in self.chips.items():
            chip.setChecked(one is chosen)


def _chip_words(one: RowFilter) -> tuple[str, int, str]:
    word, unit = FILTER_WORDS[one]
    return word, 0, unit


def table_choices(plans: Sequence[PlanSummary], forms: Sequence[FormSummary]) -> list[Choice]:
    """What can be filled: forms first, then plans; and at last a new form."""
    return [
        *(Choice(FORM_PREFIX + form.code, form.name, form.code) for form in forms),
        *(Choice(plan.code, plan.name, plan.code) for plan in plans),
        Choice(FORM_PREFIX, "新建表样…", "xjby"),
    ]


def _region_choices(regions: Sequence[Region]) -> list[Choice]:
    """Where plans are filled: city, counties and zones."""
    kept = [region for region in regions if region.level is not RegionLevel.PROVINCE]
    return [Choice(one.code, one.name, f"{one.code} {one.short_name}") for one in kept]
