"""The tabs that only list what a project has: 基本信息, 里程碑, 资金, 历史."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from wzdesk.domain.change import ChangeSet
from wzdesk.domain.period import Period
from wzdesk.domain.projects.lag import rate, rounded
from wzdesk.domain.projects.month_sheet import MonthLine
from wzdesk.domain.projects.project_texts import HEADS, Field, Rows, Table, tables_of, texts_of
from wzdesk.domain.units import plain, trimmed
from wzdesk.ui.entry.panel_parts import PanelBody, add_section
from wzdesk.ui.projects.detail.month_tab import clear
from wzdesk.ui.theme import Role, Theme
from wzdesk.ui.widgets.buttons import FlatButton
from wzdesk.ui.widgets.labels import KeyValueRows, PlainLabel, SectionLabel, WrappedLabel, breakable
from wzdesk.ui.widgets.room import Room


class FigureStep(Protocol):
    """One figure or word of a project that an act changed."""

    @property
    def change_set(self) -> ChangeSet:
        """The act."""
        ...

    @property
    def what(self) -> str:
        """Which figure."""
        ...

    @property
    def before(self) -> str:
        """What it was."""
        ...

    @property
    def after(self) -> str:
        """What it became."""
        ...

    @property
    def month(self) -> Period | None:
        """Of which month."""
        ...


class LineTab(PanelBody):
    """Sections below each other."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)

    def show_line(self, line: MonthLine) -> None:
        """Show a project."""
        raise NotImplementedError


class ListSection(QWidget):
    """A small table of texts under its title; empty lists say so."""

    def __init__(self, theme: Theme, title: str, heads: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._heads = theme, tuple(heads)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        if title:
            column.addWidget(SectionLabel(theme, title))
        self._grid = QGridLayout()
        Room(theme, self._grid, gap=(10, 3))
        column.addLayout(self._grid)

    def set_rows(self, rows: Rows, nothing: str) -> None:
        """Show rows below the heads, or one sentence in their place."""
        clear(self._grid)
        if not rows:
            self._grid.addWidget(PlainLabel(self._theme, nothing, role=Role.CAPTION, color="t3"), 0, 0)
            return
        for column, head in enumerate(self._heads):
            self._grid.addWidget(PlainLabel(self._theme, head, role=Role.NOTE, color="t3"), 0, column)
            widest = max((len(row[column].encode("gbk", "replace")) for row in rows), default=0)
            self._grid.setColumnStretch(column, min(max(widest, len(head.encode("gbk", "replace")), 6), 24))
        for number, row in enumerate(rows, 1):
            for column, text in enumerate(row):
                label = WrappedLabel(self._theme, breakable(text), role=Role.CAPTION, color="t1")
                self._grid.addWidget(label, number, column, Qt.AlignmentFlag.AlignTop)


class BasicTab(LineTab):
    """基本信息: all that is fixed or planned."""

    edit_asked = Signal()
    split_asked = Signal()

    _LISTS = (Table.PLANS, Table.MEMBERSHIPS, Table.STAGES)

    def __init__(self, theme: Theme, regions: Mapping[str, str]) -> None:
        """``regions`` holds the short names of regions by their codes."""
        super().__init__(theme)
        self._regions = regions
        head = add_section(self.column, theme)
        row = QHBoxLayout()
        self.edit = FlatButton(theme, "修改", self, icon_name="pencil-simple", outlined=True)
        self.edit.setToolTip("改基本信息、年度计划、清单、阶段、里程碑和资金来源（Ctrl+I）")
        self.split = FlatButton(theme, "拆分打包项目", self, icon_name="flow-arrow", outlined=True)
        self.edit.clicked.connect(self.edit_asked)
        self.split.clicked.connect(self.split_asked)
        row.addWidget(self.edit)
        row.addWidget(self.split)
        row.addStretch(1)
        head.addLayout(row)
        self._rows = KeyValueRows(theme, caption=92)
        head.addWidget(self._rows)
        self._lists = {table: ListSection(theme, table.value, HEADS[table]) for table in self._LISTS}
        for section in self._lists.values():
            add_section(self.column, theme).addWidget(section)
        self.column.addStretch(1)

    def show_line(self, line: MonthLine) -> None:
        """Show a project."""
        texts = texts_of(line.project, self._regions)
        rows = [("项目编码", line.project.code)]
        rows += [(field.value, texts.fields[field]) for field in Field if texts.fields[field]]
        if line.project.source:
            rows.append(("来源", line.project.source))
        self._rows.set_rows(rows)
        for table, section in self._lists.items():
            section.set_rows(texts.tables[table], "没有登记")


class MilestoneTab(LineTab):
    """里程碑, planned and actual."""

    edit_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        box = add_section(self.column, theme)
        self._list = ListSection(theme, "", HEADS[Table.MILESTONES])
        box.addWidget(self._list)
        edit = FlatButton(theme, "修改里程碑", self, icon_name="pencil-simple", outlined=True)
        edit.clicked.connect(self.edit_asked)
        box.addWidget(edit, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addStretch(1)

    def show_line(self, line: MonthLine) -> None:
        """Show a project's milestones."""
        rows = tables_of(line.project)[Table.MILESTONES]
        self._list.set_rows(rows, "没有登记里程碑；登记以后，没有填月度计划的按它分摊年度计划。")


class FundsTab(LineTab):
    """资金: sources, and what had arrived by each month."""

    edit_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        box = add_section(self.column, theme)
        self._sources = ListSection(theme, "资金来源（总投资）", HEADS[Table.FUNDING])
        box.addWidget(self._sources)
        edit = FlatButton(theme, "修改资金来源", self, icon_name="pencil-simple", outlined=True)
        edit.clicked.connect(self.edit_asked)
        box.addWidget(edit, 0, Qt.AlignmentFlag.AlignLeft)
        self._months = ListSection(theme, "到位资金（年初累计）", ("月份", "到位（万元）", "占年度计划 %"))
        add_section(self.column, theme).addWidget(self._months)
        self.column.addStretch(1)

    def show_line(self, line: MonthLine) -> None:
        """Show a project's money; the months of the year up to the one shown."""
        self._sources.set_rows(tables_of(line.project)[Table.FUNDING], "没有登记资金来源")
        rows = []
        for one in reversed(line.reports):
            if one.funds is not None and one.month.year == line.month.year and one.month <= line.month:
                plan = line.project.plan_in(one.month)
                share = rate(one.funds, plan.amount if plan else None)
                percent = plain(rounded(share)) if share is not None else ""
                rows.append((one.month.words, plain(trimmed(one.funds)), percent))
        self._months.set_rows(tuple(rows), "这一年还没有填到位资金")


class HistoryTab(PanelBody):
    """历史, figure by figure."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        box = add_section(column, theme)
        self._grid = QGridLayout()
        Room(theme, self._grid, gap=(10, 4))
        self._grid.setColumnStretch(1, 1)
        box.addLayout(self._grid)
        column.addStretch(1)

    def show_steps(self, steps: Sequence[FigureStep]) -> None:
        """Show what happened, the newest first."""
        clear(self._grid)
        for number, step in enumerate(steps):
            when = step.change_set.when.astimezone()
            day = f"{when.month}月{when.day}日 {when:%H:%M}"
            label = PlainLabel(self._theme, day, role=Role.CAPTION, color="t3")
            self._grid.addWidget(label, number, 0, Qt.AlignmentFlag.AlignTop)
            text = WrappedLabel(self._theme, breakable(step_words(step)), role=Role.CAPTION, color="t1")
            self._grid.addWidget(text, number, 1)
        if not steps:
            self._grid.addWidget(PlainLabel(self._theme, "还没有改动", role=Role.CAPTION, color="t3"), 0, 0)


def step_words(step: FigureStep) -> str:
    """2024年9月 平台报表 本月：空 → 320.5　张某　（复核后更正）."""
    where = f"{step.month.words} " if step.month is not None else ""
    act = step.change_set
    beside = "　".join(part for part in (act.who, act.why, act.source) if part)
    words = f"{where}{step.what}：{step.before or '空'} → {step.after or '空'}"
    return f"{words}　{beside}" if beside else words
