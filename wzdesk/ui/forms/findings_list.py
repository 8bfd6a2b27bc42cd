"""The findings below the grid: how many of each severity, what is wrong in words, and one key to mend it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QVBoxLayout, QWidget

from wzdesk.domain.checks.finding import Finding
from wzdesk.domain.checks.reviewed import is_missing
from wzdesk.domain.checks.rule import SEVERITY_WORDS, Severity
from wzdesk.ui.finding_marks import action_words, paint_severity
from wzdesk.ui.theme import Role, Theme
from wzdesk.ui.widgets.buttons import LinkButton
from wzdesk.ui.widgets.labels import HairLine, PlainLabel, SectionLabel
from wzdesk.ui.widgets.room import Room
from wzdesk.ui.widgets.text_model import Index, TextModel
from wzdesk.ui.widgets.text_table import ROW_HEIGHT, TextTable

_SHOWN_ROWS, _MOST_HEIGHT = 4, 5 * ROW_HEIGHT
_WIDTHS = (104, 168, 0, 150)
_NAME, _SENTENCE, _LEAST_SENTENCE = 1, 2, 320
"""The column of names goes where the sentence would have less than that."""


@dataclass(frozen=True, slots=True)
class FindingLine:
    """One finding as it is listed."""

    finding: Finding
    name: str
    reason: str = ""
    proposed: str = ""
    """The correction in the unit of the table, where that is not the indicator's."""

    @property
    def texts(self) -> tuple[str, ...]:
        """Severity, row, sentence, and what can be done."""
        return SEVERITY_WORDS[self.finding.severity], self.name, self.finding.sentence, self.action

    @property
    def action(self) -> str:
        """What one key does, or what was answered."""
        return action_words(self.finding, self.reason, self.proposed)

    @property
    def is_answered(self) -> bool:
        """Whether nothing more is asked of it."""
        return bool(self.reason) and self.finding.severity is Severity.QUERY


class FindingsList(QWidget):
    """Shows findings; hidden while there are none."""

    jump_asked = Signal(object)
    """To the cell of a ``Finding``."""
    correction_asked = Signal(object)
    reason_asked = Signal(object)
    left = Signal()
    """The keys go back to the grid."""
    review_asked = Signal()
    """Back to the page 审核, from which one came."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._counts: dict[Severity, PlainLabel] = {}
        self.model: TextModel[FindingLine] = TextModel(("级别", "指标", "说明", "怎么办"), self)
        self.table = TextTable(
            theme, self.model, "审核发现的问题", self, color_of=self._color_of, paint_cell=self._paint_cell
        )
        self.table.wrap(_SENTENCE)
        self.table.rows_fitted.connect(self._fit_height)
        self.table.clicked.connect(self._on_clicked)
        self._lay_out()
        self._dress()
        theme.changed.connect(self._dress)
        self.hide()

    @property
    def lines(self) -> list[FindingLine]:
        """What is listed."""
        return [self.model.line(row) for row in range(self.model.rowCount())]

    def show_findings(
        self,
        findings: Sequence[Finding],
        names: Mapping[Finding, str],
        reasons: Mapping[Finding, str],
        proposed: Mapping[Finding, str] = MappingProxyType({}),
    ) -> None:
        """Show findings in their order; by finding the names of their rows, the reasons given, what is proposed."""
        lines = [
            FindingLine(one, names.get(one, ""), reasons.get(one, ""), proposed.get(one, ""))
            for one in findings
        ]
        if lines == self.lines:
            return
        self.model.show_lines(lines)
        self._spread_sentences()
        self.table.fit_rows()
        if not self.table.hasFocus():
            self.table.scrollToTop()  # the gravest stand there
        missing = sum(is_missing(line.finding) for line in lines)
        self._missing.setText(f"必填未填 {missing} 格")
        self._missing.setVisible(missing > 0)
        counted = [line for line in lines if not line.is_answered and not is_missing(line.finding)]
        for severity, label in self._counts.items():
            count = sum(line.finding.severity is severity for line in counted)
            label.setText(f"{SEVERITY_WORDS[severity]} {count}")
            label.setVisible(count > 0)
        self.setVisible(bool(lines))
        self._fit_height()

    def _spread_sentences(self) -> None:
        """Where there is nothing to press, the sentence has the room for it."""
        self.table.clearSpans()
        for row, line in enumerate(self.lines):
            if not line.action:
                self.table.setSpan(row, _SENTENCE, 1, 2)

    def _fit_height(self) -> None:
        rows = range(min(self.model.rowCount(), _SHOWN_ROWS))
        height = sum(self.table.rowHeight(row) for row in rows)
        self.table.setFixedHeight(min(height, self._theme.px(_MOST_HEIGHT)) + 1)

    def offer_way_back(self) -> None:
        """One came here from the page 审核."""
        self._back.show()

    def next_after(self, finding: Finding | None) -> Finding | None:
        """The finding after one, or the first; those answered are passed over."""
        open_ = [line.finding for line in self.lines if not line.is_answered]
        if not open_:
            return None
        return open_[(open_.index(finding) + 1) % len(open_)] if finding in open_ else open_[0]

    def select(self, finding: Finding) -> None:
        """Mark the line of a finding."""
        row = next((row for row, line in enumerate(self.lines) if line.finding == finding), -1)
        if row >= 0:
            self.table.selectRow(row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter jumps to the cell, Esc goes back to the grid."""
        row = self.table.currentIndex().row()
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and 0 <= row < self.model.rowCount():
            self.jump_asked.emit(self.model.line(row).finding)
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where room is short the sentence has it: it names the indicator itself."""
        super().resizeEvent(event)
        self._fit_names()

    def _fit_names(self) -> None:
        room = self.width() - self._theme.px(sum(_WIDTHS))
        self.table.setColumnHidden(_NAME, room < self._theme.px(_LEAST_SENTENCE))

    def sizeHint(self) -> QSize:
        """As high as its lines."""
        return QSize(0, super().sizeHint().height())

    def _lay_out(self) -> None:
        theme = self._theme
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(HairLine(theme, color="line2"))
        head = QHBoxLayout()
        Room(theme, head, (12, 4, 12, 4), 14)
        head.addWidget(SectionLabel(theme, "审核"))
        for severity in Severity:
            label = PlainLabel(theme, "", self, role=Role.CAPTION, color=severity.value)
            self._counts[severity] = label
            head.addWidget(label)
        self._missing = PlainLabel(theme, "", self, role=Role.CAPTION, color="t3")
        head.addWidget(self._missing)
        head.addStretch(1)
        self._back = LinkButton(theme, "回到审核 Alt+←")
        self._back.clicked.connect(self.review_asked)
        self._back.hide()
        head.addWidget(self._back)
        self.next_button = LinkButton(theme, "下一条 F8")
        head.addWidget(self.next_button)
        column.addLayout(head)
        column.addWidget(self.table)
        self.table.horizontalHeader().hide()

    def _dress(self) -> None:
        self._fit_height()
        self._fit_names()
        header = self.table.horizontalHeader()
        for column, width in enumerate(_WIDTHS):
            if width:
                header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
                self.table.setColumnWidth(column, self._theme.px(width))
            else:
                header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)

    def _color_of(self, index: Index) -> str:
        line = self.model.line(index.row())
        if line.is_answered or (is_missing(line.finding) and index.column() != 2):
            return "t3"
        if index.column() == 0:
            return line.finding.severity.value
        return "acc" if index.column() == len(_WIDTHS) - 1 else "t1"

    def _paint_cell(self, painter: QPainter, rect: QRect, index: Index) -> bool:
        """The severity with its icon."""
        if index.column() != 0:
            return False
        theme, line = self._theme, self.model.line(index.row())
        is_quiet = line.is_answered or is_missing(line.finding)
        area = rect.adjusted(theme.px(12), 0, 0, 0)
        paint_severity(painter, area, line.finding.severity, theme, quiet=is_quiet)
        return True

    def _on_clicked(self, index: Index) -> None:
        line = self.model.line(index.row())
        if index.column() < len(_WIDTHS) - 1:
            self.jump_asked.emit(line.finding)
        elif line.finding.corrected:
            self.correction_asked.emit(line.finding)
        elif line.finding.severity is Severity.QUERY:
            self.reason_asked.emit(line.finding)
        else:
            self.jump_asked.emit(line.finding)
