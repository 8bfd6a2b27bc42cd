"""What a workbook would change: counts, the cells one by one, and the button that writes them."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from wzdesk.ui import painting
from wzdesk.ui.shell.page_header import PageHeader
from wzdesk.ui.theme import Theme
from wzdesk.ui.widgets.buttons import FlatButton, PrimaryButton
from wzdesk.ui.widgets.chip import Chip
from wzdesk.ui.widgets.column_fit import ColumnFit
from wzdesk.ui.widgets.labels import WrappedLabel
from wzdesk.ui.widgets.room import Room
from wzdesk.ui.widgets.text_model import Index
from wzdesk.ui.widgets.text_table import TextTable

if TYPE_CHECKING:
    from wzdesk.services.receive_plan_table import Reception

_WIDTHS = (84, 108, 44, 260, 76, 120, 140, 300)
_COLORS = {
    "new": "achieved",
    "changed": "acc",
    "conflict": "fatal",
    "closed": "blocking",
    "not_taken": "blocking",
    "same": "t3",
}
_SHOWN_FIRST = ("not_taken", "closed", "conflict", "changed", "new")


class ImportPage(QWidget):
    """Stands in front of the grid until the person has decided."""

    accepted = Signal()
    abandoned = Signal()

    def __init__(self, theme: Theme, reception: "Reception") -> None:
        super().__init__()
        from wzdesk.ui.exchange.difference_model import KIND_WORDS, DifferenceModel

        self._theme, self.reception = theme, reception
        self._model = DifferenceModel(self)
        counts = reception.preview.counts
        self._chips = {
            kind: Chip(theme, KIND_WORDS[kind], counts[kind], "格") for kind in (*_SHOWN_FIRST, "same")
        }
        for kind, chip in self._chips.items():
            chip.setEnabled(bool(counts[kind]))
            chip.setVisible(bool(counts[kind]) or kind != "closed")
            chip.setChecked(
                bool(counts[kind]) and (kind in _SHOWN_FIRST or not any(counts[one] for one in _SHOWN_FIRST))
            )
            chip.clicked.connect(partial(self._refresh))
        self._build(counts)
        self._refresh()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves all as it is."""
        if event.key() == Qt.Key.Key_Escape:
            self.abandoned.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Page ground."""
        painting.fill(QPainter(self), self.rect(), self._theme.palette.page)

    def _build(self, counts: dict[str, int]) -> None:
        theme, preview = self._theme, self.reception.preview
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        header = PageHeader(theme, f"导入 {preview.book}")
        to_write = counts["new"] + counts["changed"]
        self.write = PrimaryButton(
            theme, f"写入 {to_write} 格" if to_write else "没有要写入的", key="Ctrl+Return"
        )
        self.write.setEnabled(bool(to_write))
        self.write.clicked.connect(self.accepted)
        self.leave = FlatButton(theme, "取消", outlined=True, key="Esc")
        self.leave.clicked.connect(self.abandoned)
        header.add_right(self.leave, self.write)
        column.addWidget(header)
        column.addLayout(self._summary(counts))
        self.table = TextTable(theme, self._model, "差异", color_of=self._color_of, right=frozenset({5, 6}))
        ColumnFit(self.table, theme, [(width, width) for width in _WIDTHS])
        column.addWidget(self.table, 1)

    def _summary(self, counts: dict[str, int]) -> QVBoxLayout:
        theme, table = self._theme, self.reception.preview.table
        box = QVBoxLayout()
        Room(theme, box, (12, 8, 12, 8), 6)
        box.addWidget(
            WrappedLabel(
                theme, f"导入到{table.region.name}《{table.plan.name}》。{_sentence(counts)}", color="t2"
            )
        )
        row = QHBoxLayout()
        Room(theme, row, gap=6)
        for chip in self._chips.values():
            row.addWidget(chip)
        row.addStretch(1)
        box.addLayout(row)
        return box

    def _refresh(self) -> None:
        from wzdesk.ui.exchange.difference_model import difference_lines

        kinds = frozenset(kind for kind, chip in self._chips.items() if chip.isChecked())
        self._model.show_lines(difference_lines(self.reception.preview, kinds))

    def _color_of(self, index: Index) -> str:
        from wzdesk.ui.exchange.difference_model import KIND_ROLE

        if index.column() == 0:
            return _COLORS[index.data(KIND_ROLE)]
        return "t2" if index.column() in {1, 2, 4, 5, 7} else "t1"


def _sentence(counts: dict[str, int]) -> str:
    """What will happen, so that nobody has to guess."""
    if not counts["new"] + counts["changed"]:
        if counts["closed"]:
            return f"{counts['closed']} 格的期别已关账，没有要写入的；要改数，请在表上用“修订”或“重新打开”。"
        return "工作簿里的数和已存的一样，没有要写入的。" if counts["same"] else "没有收到任何数。"
    parts = ["写入前请看一遍；写入后可以一次撤销（Ctrl+Z）。"]
    if counts["conflict"]:
        parts.append(f"{counts['conflict']} 格在工作簿里自相矛盾，不写入。")
    if counts["closed"]:
        parts.append(f"{counts['closed']} 格的期别已关账，不写入。")
    if counts["not_taken"]:
        parts.append(f"{counts['not_taken']} 格没有收，原因在“说明”里。")
    return "".join(parts)
