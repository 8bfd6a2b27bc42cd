"""What was written into a form: one strip with the counts, the notes, and what to do next."""

from pathlib import Path

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from wzdesk.excel.fill.report import FillReport
from wzdesk.ui import icons, painting
from wzdesk.ui.theme import Role, Theme
from wzdesk.ui.widgets.buttons import FlatButton
from wzdesk.ui.widgets.labels import WrappedLabel
from wzdesk.ui.widgets.room import Room

_MOST_REMARKS = 3


class FillResult(QWidget):
    """Hidden until something was written."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.words = WrappedLabel(theme, "", self, role=Role.BODY_STRONG)
        self.notes = WrappedLabel(theme, "", self, color="t2")
        self.folder = FlatButton(theme, "打开文件夹", self, outlined=True, icon_name="folder-open")
        self.again = FlatButton(theme, "再填一张", self)
        texts = QVBoxLayout()
        Room(theme, texts, gap=2)
        texts.addWidget(self.words)
        texts.addWidget(self.notes)
        row = QHBoxLayout(self)
        Room(theme, row, (38, 8, 12, 8), 8)
        row.addLayout(texts, 1)
        row.addWidget(self.again)
        row.addWidget(self.folder)
        self.hide()
        theme.changed.connect(self.update)

    def show_report(self, report: FillReport, out: Path) -> None:
        """Say what was done."""
        self.words.setText(result_sentence(report, out))
        notes = result_notes(report)
        self.notes.setText("\n".join(notes))
        self.notes.setVisible(bool(notes))
        self.setAccessibleName(" ".join((self.words.text(), *notes)))
        self.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tint, a tick, a line below."""
        painter, theme = QPainter(self), self._theme
        painting.fill(painter, self.rect(), theme.palette.head)
        painting.horizontal_line(painter, 0, self.width(), self.height() - 1, theme.palette.line2)
        side = theme.px(16)
        spot = self.words.geometry()
        area = spot.adjusted(-theme.px(26), 0, 0, 0)
        area.setWidth(side)
        icons.paint_icon(painter, area, "check-circle-fill", theme.palette.achieved)


def result_sentence(report: FillReport, out: Path) -> str:
    """How many cells were written, and where."""
    words = f"已写入 {len(report.filled)} 格，存为 {out.name}"
    if report.unchanged:
        words += f"；另有 {len(report.unchanged)} 格本来就是这个数，没有动"
    return f"{words}。"


def result_notes(report: FillReport) -> list[str]:
    """What else the person should know; the report's own notes come last."""
    notes: list[str] = []
    if report.recalculated:
        notes.append(f"{len(report.recalculated)} 个公式的结果已随着重新算好。")
    if report.dropped and not any("重算" in note for note in report.notes):
        notes.append(f"{len(report.dropped)} 个公式在打开文件时自动重算。")
    remarks = [f"{one.ref.cell} {one.remark}。" for one in report.filled if one.remark]
    notes += remarks[:_MOST_REMARKS]
    if len(remarks) > _MOST_REMARKS:
        notes.append(f"还有 {len(remarks) - _MOST_REMARKS} 格有类似说明。")
    if report.backup:
        notes.append(f"原表另存为 {report.backup.name}。")
    return [*notes, *report.notes]
