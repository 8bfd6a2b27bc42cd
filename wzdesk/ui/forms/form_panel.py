"""The side panel of a form: chart, last figures, target, definition, comment and history; it follows every keystroke."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from wzdesk.domain.quantity_words import number_words
from wzdesk.ui.entry.comment_section import CommentSection
from wzdesk.ui.entry.panel_parts import PanelBody, add_pair, add_section, reading_grid, widget_of
from wzdesk.ui.forms.form_content import FormContent
from wzdesk.ui.theme import Role, Theme
from wzdesk.ui.widgets.buttons import IconButton
from wzdesk.ui.widgets.labels import PlainLabel, WrappedLabel, breakable
from wzdesk.ui.widgets.room import Room
from wzdesk.ui.widgets.text_box import TextBox

if TYPE_CHECKING:  # pyqtgraph comes after the first paint
    from wzdesk.ui.charts.month_chart import MonthChart

_HISTORY_LINES = 6


class FormPanel(QScrollArea):
    """Shows one row of a form."""

    comment_asked = Signal()
    comment_given = Signal(str)
    follow_asked = Signal()
    asking = Signal()
    """The panel is about to ask for words: a folded one must be seen now."""
    left = Signal()
    """A box was left: the grid has the keys again."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._content: FormContent | None = None
        self._has_charts = False
        self._reason_done: Callable[[str], object] | None = None
        self._chart: MonthChart | None = None
        self.setAccessibleName("这一行的图和说明")
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        body = PanelBody(theme)
        self._column = QVBoxLayout(body)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._build()
        self.setWidget(body)

    @property
    def content(self) -> FormContent | None:
        """What is shown now."""
        return self._content

    def show_content(self, content: FormContent) -> None:
        """Show a row; called at every keystroke, so only what differs is set."""
        before, self._content = self._content, content
        self._title.setText(f"{content.no}　{content.name}" if content.no else content.name)
        self._caption.setText(content.caption)
        self._star.setChecked(content.is_followed)
        if before is None or before.trend != content.trend:
            self._show_trend(content)
        self._show_cell(content)
        self._show_target(content)
        self._definition_box.setVisible(bool(content.definition))
        self._definition.setText(content.definition)
        is_same = before is None or (before.name, before.column) == (content.name, content.column)
        self._comment.show_comment(content.comment, is_same_cell=is_same)
        if before is None or before.last != content.last:
            self._show_last(content)
        if before is None or before.history != content.history:
            self._show_history(content)

    def let_charts(self) -> None:
        """From now on charts are drawn."""
        self._has_charts = True
        if self._content is not None:
            self._show_trend(self._content)

    def ask_comment(self) -> None:
        """Open the box for a comment on the current cell."""
        if self._content is None or not self._content.column:
            return
        self.asking.emit()
        self._comment.ask(f"{self._content.name}·{self._content.column}")
        self.ensureWidgetVisible(self._comment.box)

    def ask_reason(self, words: str, done: Callable[[str], object], text: str = "") -> None:
        """Ask for a reason, and give it to ``done``."""
        self.asking.emit()
        self._reason_done = done
        self._reason_section.show()
        self._reason_box.ask(words, text, needs_text=True)
        self.ensureWidgetVisible(self._reason_box)

    # Building

    def _build(self) -> None:
        theme = self._theme
        head = add_section(self._column, self._theme)
        line = QHBoxLayout()
        self._title = WrappedLabel(theme, role=Role.SUBJECT, color="t1")
        self._star = IconButton(theme, "跟踪这一行", "star", self, page_key="Ctrl+E")
        self._star.setCheckable(True)
        self._star.clicked.connect(self.follow_asked)
        comment = IconButton(theme, "写批注", "chat-text", self, page_key="Ctrl+M")
        comment.clicked.connect(self.comment_asked)
        line.addWidget(self._title, 1)
        line.addWidget(self._star, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(comment, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(line)
        self._caption = WrappedLabel(theme, role=Role.CAPTION, color="t3")
        head.addWidget(self._caption)
        self._build_reason()
        self._chart_column = add_section(self._column, self._theme)
        self._chart_note = WrappedLabel(theme, role=Role.NOTE, color="t3")
        self._chart_column.addWidget(self._chart_note)
        self._build_cell()
        self._build_comment()
        self._last_column = add_section(self._column, self._theme, "最近 12 期")
        self._last = _pairs_grid(theme)
        self._last_column.addLayout(self._last)
        box = add_section(self._column, self._theme, "口径")
        self._definition = WrappedLabel(theme, role=Role.BODY, color="t2")
        box.addWidget(self._definition)
        self._definition_box = widget_of(box)
        self._history_column = add_section(self._column, self._theme, "这一格的历史")
        self._history = _pairs_grid(theme)
        self._history_column.addLayout(self._history)
        self._column.addStretch(1)

    def _build_cell(self) -> None:
        theme = self._theme
        cell = add_section(self._column, self._theme, "这一格")
        grid = reading_grid(theme)
        self._given = WrappedLabel(theme, role=Role.BODY, color="t1")
        self._read_as = WrappedLabel(theme, role=Role.BODY, color="t1")
        add_pair(grid, theme, "填的", self._given)
        add_pair(grid, theme, "读作", self._read_as)
        cell.addLayout(grid)
        self._cell_section = widget_of(cell)
        target = add_section(self._column, self._theme, "对照目标")
        grid = reading_grid(theme)
        self._target = WrappedLabel(theme, role=Role.BODY, color="t1")
        self._progress = WrappedLabel(theme, role=Role.BODY, color="t1")
        add_pair(grid, theme, "目标", self._target)
        self._progress_name = add_pair(grid, theme, "进度", self._progress)
        target.addLayout(grid)
        self._target_section = widget_of(target)

    def _build_comment(self) -> None:
        self._comment = CommentSection(self._theme, self._column, self)
        self._comment.asked.connect(self.comment_asked)
        self._comment.given.connect(self.comment_given)
        self._comment.left.connect(self.left)

    def _build_reason(self) -> None:
        box = add_section(self._column, self._theme, "说明")
        self._reason_box = TextBox(self._theme, "理由", self)
        self._reason_box.given.connect(self._on_reason_given)
        self._reason_box.abandoned.connect(self._on_abandoned)
        box.addWidget(self._reason_box)
        self._reason_section = widget_of(box)
        self._reason_section.hide()

    # Showing

    def _show_trend(self, content: FormContent) -> None:
        trend = content.trend
        notes = [f"单位：{trend.unit}" if trend.unit else ""]
        if trend.usual:
            notes.append(f"往年同期 {number_words(trend.usual[0])}—{number_words(trend.usual[1])}")
        if trend.projection:
            notes.append(f"全年推算：{trend.projection.method}")
        if not trend.lines and trend.now is None:
            notes.append("还没有数，填了就画。")
        self._chart_note.setText("　".join(note for note in notes if note))
        if not self._has_charts:
            return
        if self._chart is None:
            from wzdesk.ui.charts.month_chart import MonthChart

            self._chart = MonthChart(self._theme)
            self._chart_column.insertWidget(0, self._chart)
        self._chart.setVisible(bool(trend.lines) or trend.now is not None)
        self._chart.show_trend(trend)

    def _show_cell(self, content: FormContent) -> None:
        self._cell_section.setVisible(bool(content.column))
        status = f"（{content.status}）" if content.status else ""
        self._given.setText(breakable(content.given or "空") + status)
        self._read_as.setText(breakable(content.read_as or "没有填"))
        self._read_as.set_color("undetermined" if content.read_as.startswith("文字") else "t1")

    def _show_target(self, content: FormContent) -> None:
        self._target_section.setVisible(bool(content.target))
        self._target.setText(content.target)
        self._progress.setText(content.progress)
        for widget in (self._progress, self._progress_name):
            widget.setVisible(bool(content.progress))

    def _show_last(self, content: FormContent) -> None:
        _clear(self._last)
        for row, (period, amount, growth) in enumerate(content.last):
            self._last.addWidget(PlainLabel(self._theme, period, role=Role.CAPTION, color="t3"), row, 0)
            right = Qt.AlignmentFlag.AlignRight
            self._last.addWidget(
                PlainLabel(self._theme, amount, role=Role.CAPTION, color="t1"), row, 1, right
            )
            words = f"{growth}%" if growth and growth[-1].isdigit() else growth
            self._last.addWidget(PlainLabel(self._theme, words, role=Role.CAPTION, color="t2"), row, 2, right)
        widget_of(self._last_column).setVisible(bool(content.last))

    def _show_history(self, content: FormContent) -> None:
        _clear(self._history)
        for row, line in enumerate(content.history[:_HISTORY_LINES]):
            when = PlainLabel(self._theme, line.when, role=Role.CAPTION, color="t3")
            text = WrappedLabel(self._theme, breakable(line.text), role=Role.CAPTION, color="t2")
            text.setToolTip(line.tip)
            self._history.addWidget(when, row, 0, Qt.AlignmentFlag.AlignTop)
            self._history.addWidget(text, row, 1)
        widget_of(self._history_column).setVisible(bool(content.history))

    # Slots

    def _on_reason_given(self, text: str) -> None:
        self._reason_section.hide()
        self.left.emit()
        if self._reason_done is not None:
            self._reason_done(text)

    def _on_abandoned(self) -> None:
        self._reason_section.hide()
        self.left.emit()


def _pairs_grid(theme: Theme) -> QGridLayout:
    grid = QGridLayout()
    Room(theme, grid, gap=(10, 3))
    grid.setColumnStretch(1, 1)
    return grid


def _clear(grid: QGridLayout) -> None:
    while grid.count():
        old = grid.takeAt(0).widget()
        old.hide()
        old.deleteLater()
