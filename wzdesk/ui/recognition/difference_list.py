"""Step 2: every cell with what is stored beside it, and a box that says whether it is written."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import groupby
from typing import Any

from PySide6.QtCore import QObject, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from wzdesk.services.receiving.differences import UNWRITTEN, Difference, Kind
from wzdesk.ui import painting, shapes
from wzdesk.ui.figures import shown
from wzdesk.ui.recognition.decisions import CellRef, ref_of
from wzdesk.ui.recognition.views import Overview
from wzdesk.ui.recognition.words import HOW_WORDS, KIND_WORDS, key_words
from wzdesk.ui.theme import Role, Strength, Theme
from wzdesk.ui.widgets.buttons import FlatButton
from wzdesk.ui.widgets.chip import Chip
from wzdesk.ui.widgets.text_model import Index, TextModel
from wzdesk.ui.widgets.text_table import TextTable

HEADS = ("写入", "", "单元格", "指标", "口径", "已存", "表里", "依据", "说明")
_WIDTHS = (46, 60, 124, 200, 230, 92, 110, 80, 260)
LINE_ROLE = Qt.ItemDataRole.UserRole + 1
_COLORS = {
    "new": "achieved",
    "new_project": "achieved",
    "changed": "acc",
    "conflict": "fatal",
    "closed": "blocking",
    "same": "t3",
    "waiting": "query",
    "not_taken": "t3",
}
FILTERS = ("waiting", "conflict", "changed", "new", "closed", "same", "not_taken")
_WORDS = {"waiting": "待定", "not_taken": "没有收"} | {
    kind.value: words for kind, words in KIND_WORDS.items()
}


class Field(IntEnum):
    """The columns."""

    CHECK = 0
    KIND = 1
    CELL = 2
    NAME = 3
    KEY = 4
    BEFORE = 5
    AFTER = 6
    HOW = 7
    REMARK = 8


_FIGURES = frozenset({Field.BEFORE.value, Field.AFTER.value})


@dataclass(frozen=True, slots=True)
class DiffLine:
    """A cell, or a row of the sheet with several; ``refs`` are the cells that its box is for."""

    kind: str
    texts: tuple[str, ...]
    refs: tuple[CellRef, ...]
    chosen: int
    is_row: bool = False


def diff_lines(overview: Overview, kinds: frozenset[str]) -> list[DiffLine]:
    """The lines of these kinds, by rows of the sheets; what was not taken comes last."""
    told = [(each, overview.kind_of(each)) for each in overview.differences]
    wanted = [(each, kind) for each, kind in told if kind in kinds]
    several = len(overview.sheets) > 1
    lines: list[DiffLine] = []
    for (_, row), members in groupby(wanted, key=lambda pair: (pair[0].claim.sheet, pair[0].claim.row)):
        cells = [_cell_line(each, kind, overview, several=several) for each, kind in members]
        if len(cells) > 1:
            lines.append(_row_line(row, cells))
        lines += cells
    if "not_taken" in kinds:
        for one in overview.not_taken.values():
            place = f"{one.sheet}!{one.cell}" if several else one.cell
            texts = ("", _WORDS["not_taken"], place, "", "", "", one.text, "", one.reason)
            lines.append(DiffLine("not_taken", texts, (), 0))
    return lines


def _cell_line(each: Difference, kind: str, overview: Overview, *, several: bool) -> DiffLine:
    claim, ref = each.claim, ref_of(each.claim)
    is_closed = each.kind is Kind.CLOSED
    sentences = [] if is_closed else [finding.sentence for finding in overview.findings.get(ref, ())]
    if each.rivals:
        sentences.append("同一个数，别处写的不同：" + "、".join(each.rivals) + "；只能选一个")
    known = overview.known
    texts = (
        "",
        _WORDS[kind],
        f"{claim.sheet}!{claim.cell}" if several else claim.cell,
        known.indicators[claim.key.indicator].name if claim.key.indicator in known.indicators else "",
        key_words(claim.key, known, with_name=False),
        shown(each.before.quantity.text) if each.before else "空",
        shown(claim.text),
        HOW_WORDS[claim.how],
        "；".join([*sentences, claim.remark] if claim.remark else sentences),
    )
    refs = () if each.kind in UNWRITTEN else (ref,)
    return DiffLine(kind, texts, refs, int(ref in overview.chosen))


def _row_line(row: int, cells: Sequence[DiffLine]) -> DiffLine:
    names = {line.texts[Field.NAME] for line in cells}
    place = f"第 {row} 行"
    name = names.pop() if len(names) == 1 else f"{len(names)} 个指标"
    texts = ("", "", place, name, f"{len(cells)} 格", "", "", "", "")
    refs = tuple(ref for line in cells for ref in line.refs)
    return DiffLine("", texts, refs, sum(line.chosen for line in cells), is_row=True)


class DiffModel(TextModel[DiffLine]):
    """The lines that are shown."""

    def __init__(self, parent: QObject | None = None, heads: Sequence[str] = HEADS) -> None:
        super().__init__(heads, parent)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Text, tip, and the line itself."""
        if role == LINE_ROLE and index.isValid():
            return self.line(index.row())
        return super().data(index, role)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Heads stand over their figures."""
        if role == Qt.ItemDataRole.TextAlignmentRole and section in _FIGURES:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return super().headerData(section, orientation, role)


class DifferenceList(QWidget):
    """Chips for the kinds, boxes for cells, rows and all."""

    checked = Signal(object, bool)
    """The cells (``tuple[CellRef, ...]``), and whether they are to be written."""
    cell_opened = Signal(str, str)
    """Sheet and cell to be seen in the picture."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._overview: Overview | None = None
        self._model = DiffModel(self)
        self.chips = {kind: Chip(theme, _WORDS[kind], parent=self) for kind in FILTERS}
        self.all = FlatButton(theme, "全部写入", self, outlined=True, small=True)
        self.none = FlatButton(theme, "全部不写", self, outlined=True, small=True)
        self.table = DiffTable(theme, self._model, self)
        self._build()

    @property
    def lines(self) -> list[DiffLine]:
        """What is shown."""
        return [self._model.line(row) for row in range(self._model.rowCount())]

    def show_overview(self, overview: Overview) -> None:
        """Show other differences; kinds that do not occur cannot be chosen."""
        is_first, self._overview = self._overview is None, overview
        counts = overview.counts()
        for kind, chip in self.chips.items():
            chip.set_count(counts[kind], "格")
            chip.setEnabled(bool(counts[kind]))
            chip.setVisible(bool(counts[kind]) or kind != "closed")
            if is_first:
                chip.setChecked(bool(counts[kind]) and kind not in {"same", "not_taken"})
        if is_first and not any(chip.isChecked() for chip in self.chips.values()):
            for chip in self.chips.values():
                chip.setChecked(chip.isEnabled())
        self._refresh()

    def toggle(self, row: int) -> None:
        """Turn the box of a line over."""
        line = self._model.line(row)
        if line.refs:
            self.checked.emit(line.refs, line.chosen < len(line.refs))

    def _refresh(self) -> None:
        assert self._overview is not None
        row, top = self.table.currentIndex().row(), self.table.verticalScrollBar().value()
        kinds = frozenset(kind for kind, chip in self.chips.items() if chip.isChecked())
        self._model.show_lines(diff_lines(self._overview, kinds))
        self.table.verticalScrollBar().setValue(top)
        if 0 <= row < self._model.rowCount():
            self.table.setCurrentIndex(self._model.index(row, 0))

    def _check_all(self, *, chosen: bool) -> None:
        """All that is shown; of cells that contradict each other none is chosen for the person."""
        lines = [line for line in self.lines if not line.is_row and (line.kind != "conflict" or not chosen)]
        self.checked.emit(tuple(ref for line in lines for ref in line.refs), chosen)

    def _build(self) -> None:
        px = self._theme.px
        bar = QHBoxLayout()
        bar.setContentsMargins(px(12), px(8), px(12), px(8))
        bar.setSpacing(px(6))
        for chip in self.chips.values():
            bar.addWidget(chip)
            chip.clicked.connect(self._refresh)
        bar.addStretch(1)
        bar.addWidget(self.all)
        bar.addWidget(self.none)
        self.all.clicked.connect(lambda: self._check_all(chosen=True))
        self.none.clicked.connect(lambda: self._check_all(chosen=False))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addWidget(self.table, 1)
        for place, width in enumerate(_WIDTHS):
            self.table.setColumnWidth(place, px(width))
        self.table.horizontalHeader().setStretchLastSection(True)
        self.table.toggled.connect(self.toggle)
        self.table.doubleClicked.connect(self._on_double_clicked)

    def _on_double_clicked(self, index: Index) -> None:
        line = self._model.line(index.row())
        if index.column() != Field.CHECK and line.refs:
            self.cell_opened.emit(*line.refs[0])


class DiffTable(TextTable):
    """A click on a box or Space turns it over."""

    toggled = Signal(int)

    def __init__(self, theme: Theme, model: DiffModel, parent: QWidget) -> None:
        super().__init__(
            theme,
            model,
            "差异",
            parent,
            color_of=_color_of,
            right=_FIGURES,
            paint_cell=self._paint,
        )
        self.setSelectionMode(TextTable.SelectionMode.SingleSelection)
        self.clicked.connect(self._on_clicked)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space turns the box over."""
        if event.key() == Qt.Key.Key_Space and self.currentIndex().isValid():
            self.toggled.emit(self.currentIndex().row())
            return
        super().keyPressEvent(event)

    def _on_clicked(self, index: Index) -> None:
        if index.column() == Field.CHECK:
            self.toggled.emit(index.row())

    def _paint(self, painter: QPainter, area: QRect, index: Index) -> bool:
        line: DiffLine = index.data(LINE_ROLE)
        theme = self._theme
        if line.is_row and index.column() in {Field.CELL, Field.NAME}:
            font = theme.font(Role.BODY, Strength.MEDIUM)
            painting.text(painter, area, line.texts[index.column()], font, theme.palette.t1)
            return True
        if index.column() != Field.CHECK:
            return False
        if line.refs:
            side = theme.px(15)
            left = area.left() + (0 if line.is_row else theme.px(8))
            paint_box(painter, QRect(left, area.center().y() - side // 2, side, side), line, theme)
        return True


def paint_box(painter: QPainter, spot: QRect, line: DiffLine, theme: Theme) -> None:
    """Empty, ticked, or with a bar where only some of several are chosen."""
    p = theme.palette
    shapes.frame(painter, spot, theme.px(3), p.acc if line.chosen else p.page, p.acc if line.chosen else p.t3)
    if not line.chosen:
        return
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(p.on_acc), theme.px(2)))
    area = QRectF(spot)
    unit = area.width() / 15
    middle = area.center()
    if line.chosen < len(line.refs):
        painter.drawLine(middle - QPointF(4 * unit, 0), middle + QPointF(4 * unit, 0))
    else:
        points = [(-3.8, 0.2), (-1.0, 3.0), (4.0, -3.0)]
        painter.drawPolyline([middle + QPointF(x * unit, y * unit) for x, y in points])
    painter.restore()


def _color_of(index: Index) -> str:
    line: DiffLine = index.data(LINE_ROLE)
    if index.column() == Field.KIND:
        return _COLORS.get(line.kind, "t2")
    return "t1" if index.column() in {Field.NAME, Field.AFTER} else "t2"
