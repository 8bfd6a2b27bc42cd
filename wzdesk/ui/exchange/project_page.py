"""What a workbook of projects would change: counts, every cell with its box, and the button that writes them."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from wzdesk.services.projects.sheets.reception import ProjectReception
from wzdesk.ui import painting
from wzdesk.ui.exchange.project_lines import HEADS, KINDS, Choices, loose_sentences, project_lines
from wzdesk.ui.recognition.difference_list import DiffLine, DiffModel, DiffTable
from wzdesk.ui.shell.page_header import PageHeader
from wzdesk.ui.theme import Theme
from wzdesk.ui.widgets.buttons import FlatButton, PrimaryButton
from wzdesk.ui.widgets.chip import Chip
from wzdesk.ui.widgets.labels import WrappedLabel
from wzdesk.ui.widgets.room import Room

_WIDTHS = (46, 64, 84, 230, 190, 120, 150, 76, 260)
_SHOWN_LOOSE = 3  # sentences about sums that stand above the table


class ProjectPage(QWidget):
    """Stands in front of the grid until the person has decided."""

    accepted = Signal()
    abandoned = Signal()

    def __init__(self, theme: Theme, reception: ProjectReception) -> None:
        super().__init__()
        self._theme, self.reception = theme, reception
        self.choices = Choices(reception)
        self._model = DiffModel(self, HEADS)
        self.chips = {kind: Chip(theme, words, unit="格") for kind, words in KINDS.items()}
        self.write = PrimaryButton(theme, "", key="Ctrl+Return")
        self.leave = FlatButton(theme, "取消", outlined=True, key="Esc")
        self.add_new = FlatButton(
            theme, f"加入 {len(reception.new_rows)} 个新项目", outlined=True, small=True
        )
        self.all = FlatButton(theme, "全部写入", outlined=True, small=True)
        self.none = FlatButton(theme, "全部不写", outlined=True, small=True)
        self.table = DiffTable(theme, self._model, self)
        self._build()
        self._count()
        self._refresh()

    @property
    def lines(self) -> list[DiffLine]:
        """What is shown."""
        return [self._model.line(row) for row in range(self._model.rowCount())]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves all as it is."""
        if event.key() == Qt.Key.Key_Escape:
            self.abandoned.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Page ground."""
        painting.fill(QPainter(self), self.rect(), self._theme.palette.page)

    def _build(self) -> None:
        theme = self._theme
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        header = PageHeader(theme, f"导入 {self.reception.book}")
        header.add_right(self.leave, self.write)
        column.addWidget(header)
        column.addLayout(self._summary())
        column.addWidget(self.table, 1)
        for place, width in enumerate(_WIDTHS):
            self.table.setColumnWidth(place, theme.px(width))
        self.table.horizontalHeader().setStretchLastSection(True)
        self.add_new.setVisible(bool(self.reception.new_rows))
        self.write.clicked.connect(self.accepted)
        self.leave.clicked.connect(self.abandoned)
        self.add_new.clicked.connect(self._on_new_wanted)
        self.all.clicked.connect(lambda: self._choose_shown(chosen=True))
        self.none.clicked.connect(lambda: self._choose_shown(chosen=False))
        self.table.toggled.connect(self.toggle)

    def _summary(self) -> QVBoxLayout:
        theme = self._theme
        box = QVBoxLayout()
        Room(theme, box, (12, 8, 12, 8), 6)
        box.addWidget(WrappedLabel(theme, _sentence(self.reception), color="t2"))
        loose = loose_sentences(self.reception)
        if loose:
            more = f"（另有 {len(loose) - _SHOWN_LOOSE} 处）" if len(loose) > _SHOWN_LOOSE else ""
            said = "；".join(loose[:_SHOWN_LOOSE])
            box.addWidget(WrappedLabel(theme, f"请核对：{said}{more}。", color="query"))
        row = QHBoxLayout()
        Room(theme, row, gap=6)
        counts = self.choices.counts()
        needs_look = any(counts[kind] for kind in KINDS if kind not in {"same", "not_taken"})
        for kind, chip in self.chips.items():
            chip.set_count(counts[kind], "格")
            chip.setEnabled(bool(counts[kind]))
            chip.setChecked(bool(counts[kind]) and (kind not in {"same", "not_taken"} or not needs_look))
            chip.clicked.connect(self._refresh)
            row.addWidget(chip)
        row.addStretch(1)
        for button in (self.add_new, self.all, self.none):
            row.addWidget(button)
        box.addLayout(row)
        return box

    def toggle(self, row: int) -> None:
        """Turn the box of a line over."""
        line = self._model.line(row)
        if line.refs:
            self._choose(line.refs, chosen=line.chosen < len(line.refs))

    def _on_new_wanted(self) -> None:
        self.choices.take_new_projects()
        self._count()
        self._refresh()

    def _choose_shown(self, *, chosen: bool) -> None:
        """All that is shown; of cells that contradict each other none is chosen for the person."""
        lines = [line for line in self.lines if not line.is_row and (line.kind != "conflict" or not chosen)]
        self._choose([ref for line in lines for ref in line.refs], chosen=chosen)

    def _choose(self, refs: Sequence[tuple[str, str]], *, chosen: bool) -> None:
        self.choices.choose(refs, chosen=chosen)
        self._count()
        self._refresh()

    def _count(self) -> None:
        count = len(self.choices.to_write())
        self.write.setText(f"写入 {count} 格" if count else "没有要写入的")
        self.write.setEnabled(bool(count) and self.reception.can_write)

    def _refresh(self) -> None:
        row, top = self.table.currentIndex().row(), self.table.verticalScrollBar().value()
        kinds = {kind for kind, chip in self.chips.items() if chip.isChecked()}
        self._model.show_lines(project_lines(self.choices, kinds))
        self.table.verticalScrollBar().setValue(top)
        if 0 <= row < self._model.rowCount():
            self.table.setCurrentIndex(self._model.index(row, 0))


def _sentence(reception: ProjectReception) -> str:
    """What was recognised, and what waits for the person."""
    why = list(dict.fromkeys(said for table in reception.tables for said in table.why))
    parts = [f"认出 {len(reception.rows)} 个项目。{'；'.join(why)}。"]
    if reception.new_rows:
        parts.append(f"{len(reception.new_rows)} 个台账里没有，要加入请点“加入”。")
    if reception.doubtful_rows:
        parts.append(f"{len(reception.doubtful_rows)} 个只是名称相近，是同一个项目就打勾。")
    return "".join([*parts, "写入后可以一次撤销（Ctrl+Z）。"])
