"""The two strips above a form: which form, region and month; how far it is filled, and what can be done with it."""

from collections.abc import Collection, Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from wzdesk.domain.form_across import reporters_of
from wzdesk.domain.form_table import FormTable
from wzdesk.domain.period import Frequency, Period, period_of_code
from wzdesk.domain.region import Region
from wzdesk.ui.entry.entry_bars import FORM_PREFIX
from wzdesk.ui.entry.grid_tools import ColumnsButton, LegendButton
from wzdesk.ui.forms.form_filters import FILTER_WORDS, FormFilter, rows_of
from wzdesk.ui.forms.form_menu import FormMenu
from wzdesk.ui.shell.page_header import PageHeader, ToolRow
from wzdesk.ui.theme import Role, Theme
from wzdesk.ui.widgets.buttons import FlatButton, IconButton
from wzdesk.ui.widgets.chip import Chip, Segment, Segments
from wzdesk.ui.widgets.find_field import FindField
from wzdesk.ui.widgets.labels import PlainLabel, ThinBar
from wzdesk.ui.widgets.picker import Choice, PickerButton

BY_FORM, ACROSS = "form", "across"
"""The two ways to look at a form: its rows for one region, or one row for all regions."""
_YEARS_BACK, _YEARS_OF_YEARS_BACK = 4, 12


class FormHeader(PageHeader):
    """Which form, region and month is filled, until when, and how far."""

    table_picked = Signal(str)
    """A plan's code, or a form's behind ``FORM_PREFIX``."""
    place_picked = Signal(str, object)
    """Region code and period."""
    indicator_picked = Signal(str)
    """Another indicator is to be shown across regions."""

    def __init__(
        self,
        theme: Theme,
        choices: Sequence[Choice],
        regions: Sequence[Region],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, "", parent)
        self._regions = tuple(regions)
        self.form = PickerButton(theme, "填报表", choices, self, role=Role.TITLE, plain=True)
        self.region = PickerButton(theme, "地区", (), self)
        self.indicator = PickerButton(theme, "指标", (), self)
        self.period = PickerButton(theme, "期别", (), self)
        self.due = PlainLabel(theme, "", self, color="t2")
        self.bar = ThinBar(theme, 0.0, self)
        self.progress = PlainLabel(theme, "", self, color="t2")
        self.print_button = FlatButton(theme, "打印", self, icon_name="printer", outlined=True)
        self.print_button.setShortcut("Ctrl+P")
        self.print_button.setAccessibleDescription("Ctrl+P")
        self.print_button.setToolTip("先看打印出来的样子，再打印或存为 PDF（Ctrl+P）")
        self.close_button = FlatButton(theme, "关账", self, icon_name="lock-simple", outlined=True)
        self.correct_button = FlatButton(theme, "修订", self, icon_name="pencil-simple", outlined=True)
        self.correct_button.setToolTip("已经报出的数要改：写明理由，不重新打开，改过的格有标记")
        self.more_button = IconButton(
            theme, "表样：新建、改、停用，带入上期备注", "dots-three-vertical", self
        )
        self.menu = FormMenu(self.more_button)
        self.add_left(self.form, self.region, self.indicator, self.period, self.due, self.bar, self.progress)
        self.add_right(self.correct_button, self.print_button, self.close_button, self.more_button)
        self.let_go(self.due, self.bar, self.progress)
        self.form.picked.connect(self.table_picked)
        self.region.picked.connect(self._on_place_picked)
        self.indicator.picked.connect(self.indicator_picked)
        self.period.picked.connect(self._on_place_picked)

    def set_table(self, table: FormTable) -> None:
        """Show which form, region and month it is."""
        self.form.set_current(FORM_PREFIX + table.form.code)
        self.region.set_choices(self._region_choices(table), table.region.code)
        self.period.set_choices(_period_choices(table), table.period.code)
        if table.is_across:
            self.indicator.set_current(table.form.rows[0].indicator)
        else:
            self.indicator.set_choices(_line_choices(table), table.form.rows[0].indicator)
        self.region.setVisible(not table.is_across)
        self.indicator.setVisible(table.is_across)
        self.set_filled(table)

    def set_filled(self, table: FormTable, correcting: str = "") -> None:
        """Show how far it is filled, and until when it is due; ``correcting`` is why a closed period is corrected."""
        done, cells = table.counts()
        self.bar.set_share(done / cells if cells else 0.0, "achieved" if done == cells else "acc")
        self.progress.setText(f"已填 {done} / {cells} 格")
        open_words = due_words(table, date.today())  # noqa: DTZ011 - the office's day
        self.due.setText(("正在修订" if correcting else "已关账") if table.is_closed else open_words)
        who = f"填报单位：{table.agency}" if table.agency else ""
        self.due.setToolTip(f"修订理由：{correcting}" if correcting else who)
        self.correct_button.setVisible(table.is_closed)
        self.correct_button.setText("结束修订" if correcting else "修订")
        self.correct_button.updateGeometry()
        for button in (self.close_button, self.more_button):
            button.setVisible(not table.is_across)
        self._fit()
        self.close_button.setText("重新打开" if table.is_closed else "关账")

    def _region_choices(self, table: FormTable) -> list[Choice]:
        """Those that report the form, and the one that is shown."""
        reporters = reporters_of(table.form, self._regions)
        kept = [one for one in self._regions if one in reporters or one.code == table.region.code]
        return [Choice(one.code, one.name, f"{one.code} {one.short_name}") for one in kept]

    def _on_place_picked(self, _key: str) -> None:
        self.place_picked.emit(self.region.current, period_of_code(self.period.current))


def _line_choices(table: FormTable) -> list[Choice]:
    return [Choice(row.indicator, row.name, f"{row.indicator} {row.no}") for row in table.form.rows]


def _period_choices(table: FormTable) -> list[Choice]:
    last, form = table.period.last_year, table.form
    back = _YEARS_OF_YEARS_BACK if form.frequency is Frequency.YEAR else _YEARS_BACK
    periods = [
        its for year in range(last + 1, last - back, -1) for its in reversed([*table.form.periods(year)])
    ]
    return [
        Choice(its.code, form.words(its), f"{its.code} {its.last_year}{its.last_month:02d}")
        for its in periods
    ]


def due_words(table: FormTable, today: date) -> str:
    """Until when a period is due: 10月12日截止 · 还有3天."""
    due = table.form.due(table.period)
    left = (due - today).days
    words = f"{due.month}月{due.day}日截止"
    if left < 0:
        return f"{due.year}年{words}" if due.year != today.year else f"{words}，已过 {-left} 天"
    return f"{words} · 今天截止" if left == 0 else f"{words} · 还有{left}天"


class FormTools(ToolRow):
    """Undo, redo, months before and after, and the chips that choose the rows."""

    step_asked = Signal(int)
    """-1 for the month before, 1 for the one after."""

    def __init__(self, theme: Theme, page: QWidget) -> None:
        super().__init__(theme)
        self.undo = IconButton(theme, "撤销", "arrow-u-up-left", self, key="Ctrl+Z")
        self.redo = IconButton(theme, "重做", "arrow-u-up-right", self, key="Ctrl+Y")
        self.before = IconButton(theme, "上一期", "caret-left", self, key="Ctrl+PgUp")
        self.after = IconButton(theme, "下一期", "caret-right", self, key="Ctrl+PgDn")
        self.chips = {one: Chip(theme, *_chip_words(one), parent=self) for one in FormFilter}
        self.shape = Segments(
            theme, (Segment(BY_FORM, "按表样"), Segment(ACROSS, "各地区")), self, name="表的样子"
        )
        self.shape.setToolTip("按表样，或一个指标的各地区（Ctrl+T）")
        self.add_left(self.undo, self.redo, self.before, self.after, self.shape)
        self.add_separator()
        self.add_left(*self.chips.values())
        hint = PlainLabel(
            theme, "F2 改　Alt+↓ 限定词　Ctrl+M 批注　Ctrl+E 跟踪", self, role=Role.NOTE, color="t3"
        )
        self.legend, self.columns = LegendButton(theme, self), ColumnsButton(theme, self)
        self.finder = FindField(theme, page, self)
        self.add_right(hint, self.legend, self.columns, self.finder)
        self.let_go(hint)
        self.before.clicked.connect(lambda: self.step_asked.emit(-1))
        self.after.clicked.connect(lambda: self.step_asked.emit(1))

    def set_counts(self, table: FormTable, doubted: Collection[str]) -> None:
        """Show how many rows each chip has; chips with none are left out."""
        for one, chip in self.chips.items():
            count = len(rows_of(table, one, doubted))
            chip.set_count(count)
            chip.setVisible(count > 0 or one in {FormFilter.ALL, FormFilter.EMPTY})

    def set_filter(self, chosen: FormFilter) -> None:
        """Show which chip is on."""
        for one, chip in self.chips.items():
            chip.setChecked(one is chosen)


def _chip_words(one: FormFilter) -> tuple[str, int, str]:
    return FILTER_WORDS[one], 0, "行"


def next_period(table: FormTable, step: int) -> Period:
    """The form's period before or after."""
    return table.form.next(table.period) if step > 0 else table.form.previous(table.period)
