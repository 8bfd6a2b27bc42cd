"""The side panel: chart, verdict, reading of target and cell, history; it follows every keystroke."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QMenu, QScrollArea, QVBoxLayout, QWidget

from wzdesk.domain.observation import ObsStatus
from wzdesk.domain.verdict import Verdict
from wzdesk.ui.entry.comment_section import CommentSection
from wzdesk.ui.entry.panel_content import PanelContent
from wzdesk.ui.entry.panel_parts import PanelBody, add_pair, add_section, reading_grid, widget_of
from wzdesk.ui.entry.verdict_form import VerdictForm
from wzdesk.ui.theme import Role, Theme
from wzdesk.ui.widgets.buttons import IconButton, LinkButton
from wzdesk.ui.widgets.labels import PlainLabel, WrappedLabel, breakable
from wzdesk.ui.widgets.room import Room
from wzdesk.ui.widgets.verdict_label import VerdictLabel

if TYPE_CHECKING:  # pyqtgraph comes after the first paint
    from wzdesk.ui.charts.trend_chart import TrendChart

_HISTORY_LINES = 6
_STATUSES = {ObsStatus.NORMAL: "正式数", ObsStatus.ESTIMATED: "预计数", ObsStatus.PROVISIONAL: "初步数"}


class SidePanel(QScrollArea):
    """Shows one row of the table; asks for overrides through signals."""

    verdict_decided = Signal(str, Verdict, str)
    verdict_taken_back = Signal(str)
    comment_asked = Signal()
    comment_given = Signal(str)
    follow_asked = Signal()
    left = Signal()
    """A box was left: the grid has the keys again."""
    status_picked = Signal(ObsStatus)
    """How the current cell's figure is to be marked: 预计数, 初步数, or neither."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._content: PanelContent | None = None
        self._drafts: dict[tuple[str, str], str] = {}
        self.setAccessibleName("这一行的图和说明")
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        body = PanelBody(theme)
        self._column = QVBoxLayout(body)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._has_charts = False
        self._chart: TrendChart | None = None
        self._build()
        self.setWidget(body)

    @property
    def content(self) -> PanelContent | None:
        """What is shown now."""
        return self._content

    def show_content(self, content: PanelContent) -> None:
        """Show a row; called at every keystroke, so only what differs is set."""
        before, self._content = self._content, content
        if before is not None and (before.no, before.name) != (content.no, content.name):
            self._keep_draft(before)
            self._leave_form()
        self._title.setText(f"{content.no}　{content.name}")
        self._caption.setText(content.caption)
        self._star.setChecked(content.is_followed)
        cell = (content.no, content.name, content.column)
        is_same = before is None or (before.no, before.name, before.column) == cell
        self._comment.show_comment(content.comment, is_same_cell=is_same)
        if before is None or before.trend != content.trend:
            self._show_trend(content)
        self._show_verdict(content)
        self._target.setText(content.target or "—")
        self._target_reading.setText(content.target_reading)
        self._show_cell(content)
        self._definition_box.setVisible(bool(content.definition))
        self._definition.setText(content.definition)
        if before is None or before.history != content.history:
            self._show_history(content)

    def ask_comment(self) -> None:
        """Open the box for a comment on the current cell."""
        if self._content is not None and self._content.column:
            self._comment.ask(f"{self._content.name}·{self._content.column}")
            self.ensureWidgetVisible(self._comment.box)

    def ask_verdict(self) -> None:
        """Open the form for a verdict set by a person."""
        if self._content is None:
            return
        content, override = self._content, self._content.assessment.override
        draft = self._drafts.pop((content.no, content.name), override.reason if override else "")
        self._form.ask(override.verdict if override else content.assessment.proposed, draft)
        self._change.hide()
        self.ensureWidgetVisible(self._form)

    # Building

    def _build(self) -> None:
        theme = self._theme
        head = add_section(self._column, self._theme)
        self._title = WrappedLabel(theme, role=Role.SUBJECT, color="t1")
        self._caption = WrappedLabel(theme, role=Role.CAPTION, color="t3")
        self._star = IconButton(theme, "跟踪这一行", "star", self, page_key="Ctrl+E")
        self._star.setCheckable(True)
        self._star.clicked.connect(self.follow_asked)
        self._write = IconButton(theme, "写批注", "chat-text", self, page_key="Ctrl+M")
        self._write.clicked.connect(self.comment_asked)
        line = QHBoxLayout()
        line.addWidget(self._title, 1)
        for button in (self._star, self._write):
            line.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(line)
        head.addWidget(self._caption)
        self._chart_column = add_section(self._column, self._theme)
        self._chart_note = WrappedLabel(theme, role=Role.NOTE, color="t3")
        self._chart_column.addWidget(self._chart_note)
        self._build_verdict()
        self._build_readings()
        self._comment = CommentSection(theme, self._column, self)
        self._comment.asked.connect(self.comment_asked)
        self._comment.given.connect(self.comment_given)
        self._comment.left.connect(self.left)
        box = add_section(self._column, self._theme, "口径")
        self._definition = WrappedLabel(theme, role=Role.BODY, color="t2")
        box.addWidget(self._definition)
        self._definition_box = widget_of(box)
        self._history_column = add_section(self._column, self._theme, "这一格的历史")
        self._history = QGridLayout()
        Room(theme, self._history, gap=(10, 3))
        self._history.setColumnStretch(1, 1)
        self._history_column.addLayout(self._history)
        self._column.addStretch(1)

    def _build_verdict(self) -> None:
        theme = self._theme
        box = add_section(self._column, self._theme, "判定")
        self._mark = VerdictLabel(theme, Verdict.NO_DATA, role=Role.SUBJECT)
        self._live = PlainLabel(theme, "随输入更新", role=Role.CAPTION, color="t3")
        self._reasons = WrappedLabel(theme, role=Role.BODY, color="t2")
        self._override = WrappedLabel(theme, role=Role.BODY, color="t2")
        self._change = LinkButton(theme, "改判…")
        self._change.clicked.connect(self.ask_verdict)
        self._take_back = LinkButton(theme, "撤回改判")
        self._take_back.clicked.connect(self._on_taken_back)
        self._form = VerdictForm(theme)
        self._form.decided.connect(self._on_decided)
        self._form.abandoned.connect(self._leave_form)
        self._form.hide()
        line = QHBoxLayout()
        line.addWidget(self._mark)
        line.addWidget(self._live)
        line.addStretch(1)
        line.addWidget(self._take_back)
        line.addWidget(self._change)
        box.addLayout(line)
        for widget in (self._override, self._reasons, self._form):
            box.addWidget(widget)

    def _build_readings(self) -> None:
        theme = self._theme
        box = add_section(self._column, self._theme, "目标怎样理解")
        grid = reading_grid(theme)
        self._target = WrappedLabel(theme, role=Role.BODY, color="t1")
        self._target_reading = WrappedLabel(theme, role=Role.BODY, color="t1")
        add_pair(grid, theme, "原文", self._target)
        add_pair(grid, theme, "读作", self._target_reading)
        box.addLayout(grid)
        cell = add_section(self._column, self._theme, "这一格")
        grid = reading_grid(theme)
        self._given = WrappedLabel(theme, role=Role.BODY, color="t1")
        self._read_as = WrappedLabel(theme, role=Role.BODY, color="t1")
        self._source = WrappedLabel(theme, role=Role.BODY, color="t2")
        self._given_name = add_pair(grid, theme, "填的", self._given)
        add_pair(grid, theme, "读作", self._read_as)
        self._source_name = add_pair(grid, theme, "来自", self._source)
        self._status = LinkButton(theme, "标为…")
        self._status.clicked.connect(self._offer_statuses)
        cell.addLayout(grid)
        cell.addWidget(self._status)
        self._cell_box = widget_of(cell)

    # Showing

    def let_charts(self) -> None:
        """From now on charts are drawn: what they need is loaded, and the rows have been painted."""
        self._has_charts = True
        if self._content is not None:
            self._show_trend(self._content)

    def _show_trend(self, content: PanelContent) -> None:
        if not self._has_charts:
            return
        if self._chart is None:
            from wzdesk.ui.charts.trend_chart import TrendChart

            self._chart = TrendChart(self._theme)
            self._chart_column.insertWidget(0, self._chart)
        self._chart.show_trend(content.trend)
        notes = []
        if not content.trend.points:
            notes.append("还没有数，填了就画。")
        self._chart.setVisible(bool(content.trend.points) or content.trend.target is not None)
        shape = self._chart.shape_shown
        if shape and shape.note:
            notes.append(shape.note)
        unit = content.trend.unit
        notes.insert(0, f"单位：{unit}" if unit and unit not in {"-", "—"} else "")
        self._chart_note.setText("　".join(note for note in notes if note))
        self._chart_note.setVisible(any(notes))

    def _show_verdict(self, content: PanelContent) -> None:
        assessment = content.assessment
        self._mark.set_verdict(assessment.verdict)
        self._live.setVisible(content.is_typing)
        override = assessment.override
        self._override.setVisible(override is not None)
        self._take_back.setVisible(override is not None and not self._form.isVisible())
        if override:
            who = f"{override.who}：" if override.who else ""
            self._override.setText(f"人工改判　{who}{override.reason}\n自动判定：{assessment.proposed.word}")
        self._reasons.setText("\n".join(content.reasons))

    def _show_cell(self, content: PanelContent) -> None:
        self._cell_box.setVisible(bool(content.column))
        if not content.column:
            return
        status = f"（{content.status}）" if content.status else ""
        self._given.setText(breakable(content.given or "空") + status)
        self._read_as.setText(breakable(content.read_as or "没有填"))
        self._status.setVisible(content.can_mark)
        unread = content.read_as.startswith("文字")
        self._read_as.set_color("undetermined" if unread else "t1")
        for widget in (self._source, self._source_name):
            widget.setVisible(bool(content.source))
        self._source.setText(content.source)

    def _offer_statuses(self) -> None:
        """A small list of what a figure can be marked as."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setAccessibleName("数据状态")
        for status, word in _STATUSES.items():
            menu.addAction(word, partial(self.status_picked.emit, status))
        menu.popup(self._status.mapToGlobal(self._status.rect().bottomLeft()))

    def _show_history(self, content: PanelContent) -> None:
        while self._history.count():
            old = self._history.takeAt(0).widget()
            old.hide()
            old.deleteLater()
        for row, line in enumerate(content.history[:_HISTORY_LINES]):
            when = PlainLabel(self._theme, line.when, role=Role.CAPTION, color="t3")
            text = WrappedLabel(self._theme, breakable(line.text), role=Role.CAPTION, color="t2")
            text.setToolTip(line.tip)
            self._history.addWidget(when, row, 0, Qt.AlignmentFlag.AlignTop)
            self._history.addWidget(text, row, 1)
        widget_of(self._history_column).setVisible(bool(content.history))

    def set_read_only(self, read_only: bool) -> None:  # noqa: FBT001 - a Qt-like setter
        """Offer no overrides where nothing can be stored."""
        self._change.setEnabled(not read_only)
        self._take_back.setEnabled(not read_only)
        self._status.setEnabled(not read_only)
        for button in (self._star, self._write, self._comment.change):
            button.setEnabled(not read_only)

    def _keep_draft(self, content: PanelContent) -> None:
        """A reason that is half written waits for its row."""
        if self._form.isVisible() and self._form.draft.strip():
            self._drafts[content.no, content.name] = self._form.draft

    def _leave_form(self) -> None:
        self._form.hide()
        self._change.show()

    def _on_decided(self, verdict: Verdict, reason: str) -> None:
        self._leave_form()
        if self._content:
            self.verdict_decided.emit(self._content.no, verdict, reason)

    def _on_taken_back(self) -> None:
        if self._content:
            self.verdict_taken_back.emit(self._content.no)
