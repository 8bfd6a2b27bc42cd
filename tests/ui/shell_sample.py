"""The window with two sample pages, for tests and pictures of the shell."""

import tempfile
from datetime import time
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QHBoxLayout, QTableWidget, QTableWidgetItem, QVBoxLayout, QWidget

from wzdesk.domain.verdict import Verdict
from wzdesk.ui.shell.message import MessageAction
from wzdesk.ui.shell.page_header import PageHeader, SearchButton, ToolRow
from wzdesk.ui.shell.window import MainWindow
from wzdesk.ui.theme import Role, Theme
from wzdesk.ui.widgets.buttons import FlatButton, IconButton, LinkButton, PrimaryButton
from wzdesk.ui.widgets.chip import Chip, Segment, Segments
from wzdesk.ui.widgets.empty_page import EmptyPage
from wzdesk.ui.widgets.labels import (
    ElidedLabel,
    HairLine,
    KeyValueRows,
    PlainLabel,
    SectionLabel,
    TagLabel,
    ThinBar,
)  # fmt: skip
from wzdesk.ui.widgets.picker import Choice, PickerButton
from wzdesk.ui.widgets.verdict_label import VerdictLabel

PAGES = [
    ("home", "工作台", "house"), ("entry", "指标填报", "table"), ("projects", "项目进度", "crane-tower"),
    ("review", "审核", "shield-check"), ("exchange", "数据交换", "arrows-left-right"), ("analysis", "分析", "chart-line"),
    ("plans", "规划任务", "target"), ("reports", "报告", "file-text"),
]  # fmt: skip
BOTTOM = [
    ("history", "历史备份", "clock-counter-clockwise"),
    ("settings", "设置", "gear"),
    ("help", "帮助", "question"),
]
REGIONS = [
    "温州市",
    "鹿城区",
    "龙湾区",
    "瓯海区",
    "洞头区",
    "乐清市",
    "瑞安市",
    "永嘉县",
    "文成县",
    "平阳县",
    "泰顺县",
    "苍南县",
    "龙港市",
]


def make_window(theme: Theme) -> MainWindow:
    settings = QSettings(str(Path(tempfile.mkdtemp()) / "sample.ini"), QSettings.Format.IniFormat)
    window = MainWindow(theme, settings=settings)
    makers = {"entry": make_page}
    for key, word, icon_name in PAGES:
        window.add_page(key, word, icon_name, partial(makers.get(key, make_empty), theme))
    for key, word, icon_name in BOTTOM:
        window.add_page(key, word, icon_name, QWidget, at_bottom=True)
    window.show_page("entry")
    window.set_waiting("review", 4)
    window.set_file_name("温州市计划.wzd")
    window.set_fields("张某　市发展改革委", "温州市计划.wzd", "2023年 全年", "温州市")
    window.set_hint("编辑中　Enter 存入下移　Esc 放弃")
    window.set_selection_summary("选中 1 格　计数 1　合计 7.9　平均 7.9")
    window.set_saved(time(10, 32, 5))
    return window


def make_window_with_message(theme: Theme) -> MainWindow:
    window = make_window(theme)
    sentence = "文件是 2024年8月的月报，要的是 9月；没有收，数据没有改动。"
    window.first_painted.connect(
        lambda: window.show_refusal(sentence, MessageAction("另选文件", lambda: None, "Ctrl+O"))
    )
    return window


def make_home(theme: Theme) -> MainWindow:
    window = make_window(theme)
    window.show_page("home")
    return window


def make_empty(theme: Theme) -> QWidget:
    button = PrimaryButton(theme, "收文件", icon_name="download-simple", key="Ctrl+O")
    words = "把下属单位报来的表格拖到窗口里，或点下面的按钮选文件；认出来的数先给您看，点头才写入。"
    return EmptyPage(theme, "arrows-left-right", "这里收发表格", words, button)


def make_page(theme: Theme) -> QWidget:
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(make_header(theme))
    column.addWidget(make_tools(theme))
    row = QHBoxLayout()
    row.setSpacing(0)
    row.addWidget(make_table(), 1)
    row.addWidget(HairLine(theme, upright=True, color="line2"))
    row.addWidget(make_panel(theme))
    column.addLayout(row, 1)
    return page


def make_header(theme: Theme) -> PageHeader:
    header = PageHeader(theme, "")
    forms = [Choice("plan", "国民经济和社会发展计划完成情况"), Choice("monthly", "主要指标月报")]
    regions = [Choice(name, name) for name in REGIONS]
    due, bar = PlainLabel(theme, "1月12日截止 · 还有3天"), ThinBar(theme, 88 / 94)
    filled, tag = PlainLabel(theme, "已填 88 / 94 格"), TagLabel(theme, "含演示数据")
    header.add_left(
        PickerButton(theme, "表", forms, role=Role.TITLE, plain=True),
        PickerButton(theme, "地区", regions),
        PickerButton(theme, "期别", [Choice("2023", "2023年 全年")]),
        *(due, bar, filled, tag),
    )
    header.let_go(tag, bar, filled, due)
    header.add_right(SearchButton(theme), PrimaryButton(theme, "报送", icon_name="paper-plane-tilt"))
    return header


def make_tools(theme: Theme) -> ToolRow:
    tools = ToolRow(theme)
    redo = IconButton(theme, "重做", "arrow-u-up-right", key="Ctrl+Y")
    redo.setEnabled(False)
    tools.add_left(IconButton(theme, "撤销", "arrow-u-up-left", key="Ctrl+Z"), redo)
    tools.add_separator()
    tools.add_left(
        Segments(theme, [Segment("form", "按表样", "table"), Segment("regions", "一指标×各地区", "rows")])
    )
    tools.add_separator()
    chips = [
        Chip(theme, "全部", 45, "项"),
        Chip(theme, "未填", 6, "格"),
        Chip(theme, "有问题", 4),
        Chip(theme, "跟踪", 3),
    ]
    chips[0].setChecked(True)
    tools.add_left(*chips, Chip(theme, "领域", "4 个", icon_name="x"))
    paste, columns = (
        FlatButton(theme, "粘贴预览", icon_name="clipboard-text"),
        FlatButton(theme, "列", icon_name="columns"),
    )
    tools.let_go(columns, chips[3], paste)
    legend = FlatButton(theme, "图例", icon_name="list-bullets")
    legend.setCheckable(True)
    legend.setChecked(True)
    tools.add_right(paste, columns, legend)
    return tools


def make_table() -> QTableWidget:
    table = QTableWidget(24, 7)
    table.setFrameShape(QTableWidget.Shape.NoFrame)
    for row in range(24):
        for column, words in enumerate(
            ("社会消费品零售总额", "亿元", "增长6%", "4257.1", "7.9", "+1.9", "完成")
        ):
            table.setItem(row, column, QTableWidgetItem(words))
    return table


def make_panel(theme: Theme) -> QWidget:
    panel = QWidget()
    panel.setFixedWidth(theme.px(322))
    column = QVBoxLayout(panel)
    column.setContentsMargins(theme.px(12), theme.px(10), theme.px(12), theme.px(10))
    subject = QHBoxLayout()
    star = IconButton(theme, "跟踪", "star", key="Ctrl+E")
    star.setCheckable(True)
    star.setChecked(True)
    star.on_color = theme.palette.star
    subject.addWidget(ElidedLabel(theme, "10 社会消费品零售总额", role=Role.SUBJECT), 1)
    subject.addWidget(star)
    subject.addWidget(IconButton(theme, "批注", "chat-text", key="Ctrl+M"))
    column.addLayout(subject)
    column.addWidget(PlainLabel(theme, "增速，%　现价　市商务局牵头", role=Role.CAPTION, color="t3"))
    column.addWidget(HairLine(theme))
    column.addWidget(SectionLabel(theme, "判定"))
    for verdict in Verdict:
        column.addWidget(VerdictLabel(theme, verdict))
    column.addWidget(HairLine(theme))
    column.addWidget(SectionLabel(theme, "目标怎样理解"))
    column.addWidget(
        KeyValueRows(
            theme, [("原文", "增长6%"), ("读作", "增速不低于 6%（越大越好），绝对值没有单独目标，不参与判定")]
        )
    )
    column.addWidget(LinkButton(theme, "全部 3 条"))
    column.addWidget(FlatButton(theme, "改为 20898", key="Ctrl+.", outlined=True, small=True))
    column.addStretch(1)
    return panel
