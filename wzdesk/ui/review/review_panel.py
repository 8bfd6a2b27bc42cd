"""Beside the list: one finding in full, where it is, what the rule says, and the answer to it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from wzdesk.domain.checks.reviewed import Told
from wzdesk.domain.checks.rule import SEVERITY_WORDS, Severity
from wzdesk.ui.entry.panel_parts import PanelBody, add_section, widget_of
from wzdesk.ui.finding_marks import paint_severity
from wzdesk.ui.help.why_link import WhyLink
from wzdesk.ui.theme import Role, Theme
from wzdesk.ui.widgets.buttons import FlatButton, LinkButton, PrimaryButton
from wzdesk.ui.widgets.labels import WrappedLabel, breakable
from wzdesk.ui.widgets.text_box import TextBox

_ASK = "写明是什么事引起的：哪个项目、哪家企业、什么政策（Ctrl+Enter 存入）"
_WHAT = {
    Severity.FATAL: "强制性：改正以后才能报送。",
    Severity.BLOCKING: "准强制性：改正，或者由上级放行，才能报送。",
    Severity.QUERY: "核实性：改正，或者写明真实原因。",
}
_EMPTY = "选中一条，这里说明是哪一格、为什么，可以改正或写原因。"


class ReviewPanel(QScrollArea):
    """Shows one finding; the answer is typed here."""

    jump_asked = Signal(object)
    correction_asked = Signal(object)
    reason_given = Signal(object, str)
    """A ``Told`` and the reason; "" takes it back."""
    left = Signal()
    """The keys go back to the list."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._told: Told | None = None
        self.setAccessibleName("这一条的说明")
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidgetResizable(True)
        body = PanelBody(theme)
        self._column = QVBoxLayout(body)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._build()
        self.setWidget(body)
        self.show_told(None)

    def show_told(self, told: Told | None) -> None:
        """Show a finding, or what the panel is for; what is being typed about the same finding stays."""
        before, self._told = self._told, told
        for section in (self._act_section, self._rule_section, self._reason_section):
            section.setVisible(told is not None)
        self._mark.show_told(told)
        if told is None:
            self._where.setText("")
            self._sentence.setText(_EMPTY)
            return
        finding = told.finding
        self._where.setText(told.sheet.words)
        self._sentence.setText(breakable(finding.sentence))
        self._correct.setVisible(bool(finding.corrected))
        self._correct.setText(f"改为 {finding.proposed or finding.corrected}")
        self._rule.setText(f"{finding.rule.name}。{_WHAT[finding.severity]}")
        self._why.explain(f"rule-{finding.rule.kind.value}")
        self._rule_note.setText(finding.rule.reason)
        self._rule_note.setVisible(bool(finding.rule.reason))
        is_query = finding.severity is Severity.QUERY
        self._reason_section.setVisible(is_query)
        is_same = before is not None and (before.finding.place, before.reason) == (finding.place, told.reason)
        if is_query and not is_same:
            self._show_reason(told)

    def ask_reason(self, said: str = "", text: str = "") -> None:
        """Put the keys where the reason is typed; ``said`` is why ``text`` was refused."""
        told = self._told
        if told is None or told.finding.severity is not Severity.QUERY:
            return
        self._box.ask(said or _ASK, text or told.reason, needs_text=True)
        self._open(asking=True)
        self.ensureWidgetVisible(self._box)

    # Building

    def _build(self) -> None:
        theme = self._theme
        head = add_section(self._column, self._theme)
        self._mark = _SeverityMark(theme)
        self._where = WrappedLabel(theme, role=Role.CAPTION, color="t3")
        self._sentence = WrappedLabel(theme, role=Role.BODY, color="t1")
        for widget in (self._mark, self._where, self._sentence):
            head.addWidget(widget)
        acts = add_section(self._column, self._theme)
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        self._correct = PrimaryButton(theme, "改为", self)
        self._correct.clicked.connect(self._on_correction_asked)
        self._jump = FlatButton(theme, "去这一格", self, key="Enter", outlined=True)
        self._jump.clicked.connect(self._on_jump_asked)
        row.addWidget(self._correct)
        row.addWidget(self._jump)
        row.addStretch(1)
        acts.addLayout(row)
        self._act_section = widget_of(acts)
        self._build_reason()
        rule = add_section(self._column, self._theme, "规则")
        self._rule = WrappedLabel(theme, role=Role.BODY, color="t2")
        self._rule_note = WrappedLabel(theme, role=Role.CAPTION, color="t3")
        self._why = WhyLink(theme, self)
        rule.addWidget(self._rule)
        rule.addWidget(self._rule_note)
        rule.addWidget(self._why, 0, Qt.AlignmentFlag.AlignLeft)
        self._rule_section = widget_of(rule)
        self._column.addStretch(1)

    def _build_reason(self) -> None:
        theme = self._theme
        box = add_section(self._column, self._theme, "原因")
        self._reason = WrappedLabel(theme, role=Role.BODY, color="t1")
        self._box = TextBox(theme, "原因", self)
        self._box.given.connect(self._on_given)
        self._box.abandoned.connect(self._on_abandoned)
        links = QHBoxLayout()
        self._change = LinkButton(theme, "改原因")
        self._change.clicked.connect(self._on_change_asked)
        self._take_back = LinkButton(theme, "撤回原因")
        self._take_back.clicked.connect(self._on_taken_back)
        links.addWidget(self._change)
        links.addWidget(self._take_back)
        links.addStretch(1)
        box.addWidget(self._reason)
        box.addWidget(self._box)
        box.addLayout(links)
        self._reason_section = widget_of(box)

    # Showing

    def _show_reason(self, told: Told) -> None:
        self._reason.setText(breakable(told.reason) if told.reason else "还没有写。")
        self._reason.set_color("t1" if told.reason else "t3")
        self._change.setText("改原因" if told.reason else "写原因　Ctrl+.")
        self._open(asking=False)

    def _open(self, *, asking: bool) -> None:
        has_reason = self._told is not None and bool(self._told.reason)
        self._box.setVisible(asking)
        self._reason.setVisible(not asking)
        self._change.setVisible(not asking)
        self._take_back.setVisible(not asking and has_reason)

    # Slots

    def _on_jump_asked(self) -> None:
        self.jump_asked.emit(self._told)

    def _on_correction_asked(self) -> None:
        self.correction_asked.emit(self._told)

    def _on_change_asked(self) -> None:
        self.ask_reason()

    def _on_given(self, text: str) -> None:
        self._open(asking=False)
        self.left.emit()
        self.reason_given.emit(self._told, text)

    def _on_abandoned(self) -> None:
        self._open(asking=False)
        self.left.emit()

    def _on_taken_back(self) -> None:
        self.left.emit()
        self.reason_given.emit(self._told, "")


class _SeverityMark(QWidget):
    """The severity with its icon."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._told: Told | None = None

    def show_told(self, told: Told | None) -> None:
        """Show another severity, or none."""
        self._told = told
        self.setVisible(told is not None)
        self.setAccessibleName(SEVERITY_WORDS[told.finding.severity] if told else "")
        self.setFixedHeight(self._theme.px(20))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Icon and word."""
        if self._told is not None:
            is_quiet = not self._told.is_open
            paint_severity(
                QPainter(self), self.rect(), self._told.finding.severity, self._theme, quiet=is_quiet
            )
