"""The cells of a form as rows to read, those that need a person first, and as marks for its picture."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from wzdesk.domain.true_minus import with_true_minus
from wzdesk.excel.fill.report import CellRef
from wzdesk.services.form_placing import STATE_WORDS, FormPlacing, Placement, PlacementState, Unplaced
from wzdesk.ui.exchange.sheet_marks import WORDS, Mark, MarkKind

Index = QModelIndex | QPersistentModelIndex
KIND_ROLE = Qt.ItemDataRole.UserRole + 1
HEADS = ("格", "指标", "列", "数", "")
_ROOT = QModelIndex()
_SHORT = 6
"""Signs of a heading that the column has room for; of a longer one its lowest part says most."""
_UNIT_BEHIND = re.compile(r"[(（][^()（）]*[)）]$")
_ORDER = {kind: place for place, kind in enumerate(MarkKind)}


class Field(IntEnum):
    """The columns, left to right."""

    CELL = 0
    NAME = 1
    HEADING = 2
    VALUE = 3
    STATE = 4


@dataclass(frozen=True, slots=True)
class FillLine:
    """One cell of the form: where it is, what happens with it, and the words that explain it."""

    kind: MarkKind
    sheet: str
    cell: str
    name: str
    heading: str
    value: str
    story: str

    @property
    def texts(self) -> tuple[str, str, str, str, str]:
        """What the columns show."""
        heading = self.heading if len(self.heading) <= _SHORT else self.heading.rpartition("/")[2]
        heading = heading if len(heading) <= _SHORT else _UNIT_BEHIND.sub("", heading)
        return (self.cell, self.name, heading, with_true_minus(self.value), WORDS[self.kind])

    @property
    def subject(self) -> str:
        """Cell, indicator and column in one line."""
        return "　".join(part for part in (self.cell, self.name, self.heading) if part)


def fill_lines(placing: FormPlacing) -> list[FillLine]:
    """All cells: missing, kept and unplaced before the rest, each in the form's own order."""
    lines = [_placed(one) for one in placing.placements] + [_unplaced(one) for one in placing.unplaced]
    return sorted(lines, key=lambda line: _ORDER[line.kind])


def written_lines(lines: Iterable[FillLine], cells: Collection[CellRef]) -> list[FillLine]:
    """The same cells after writing: those that were to be filled are."""
    done = [
        replace(line, kind=MarkKind.DONE, story=f"已{line.story}")
        if line.kind is MarkKind.FILL and CellRef(line.sheet, line.cell) in cells
        else line
        for line in lines
    ]
    return sorted(done, key=lambda line: _ORDER[line.kind])


def marks_of(lines: Iterable[FillLine], sheet: str) -> dict[str, Mark]:
    """What is laid over the picture of one sheet; what is filled shows its value there."""
    marks: dict[str, Mark] = {}
    for line in lines:
        if line.sheet == sheet:
            text = line.value if line.kind in {MarkKind.FILL, MarkKind.DONE} else ""
            marks.setdefault(line.cell, Mark(line.kind, text, f"{line.subject}\n{line.story}"))
    return marks


def _placed(one: Placement) -> FillLine:
    kind = MarkKind(one.state.value)
    value = written(one) if one.state in {PlacementState.FILL, PlacementState.SAME} else one.text
    return FillLine(
        kind, one.ref.sheet, one.ref.cell, one.name.strip(), one_line(one.heading), value, _story(one)
    )


def _unplaced(one: Unplaced) -> FillLine:
    kind = MarkKind.UNPLACED
    return FillLine(kind, one.ref.sheet, one.ref.cell, one_line(one.text), "", "", sentence(one.reason))


def written(one: Placement) -> str:
    """What is written, as a text."""
    if isinstance(one.value, Decimal):
        return format(one.value, "f")
    return one.text if one.value is None else str(one.value)


def _story(one: Placement) -> str:
    """What happens with the cell, and why."""
    words = STATE_WORDS[one.state]
    match one.state:
        case PlacementState.FILL:
            words = f"填 {written(one)}"
            words += f"，库里是 {one.text}" if one.text and one.text != written(one) else ""
            words += f"，表里原来是“{one.there}”" if one.there else ""
        case PlacementState.SAME:
            words = f"表里已经是 {one.there or written(one)}，不用再填"
        case PlacementState.KEPT:
            stored = (
                f"库里是 {one.text}；没有动，要换请先在表里清空这一格" if one.text else "库里没有数；没有动"
            )
            words = f"表里已写“{one.there}”，{stored}"
        case PlacementState.FORMULA:
            words = "是公式，由表自己算，不填"
        case PlacementState.MISSING:
            words = "" if one.remark else f"{one.period}没有数"
    return with_true_minus("".join(sentence(part) for part in (words, one.remark) if part))


def sentence(words: str) -> str:
    """With its full stop."""
    return words if words.endswith(("。", "；", "？")) else f"{words}。"


def one_line(words: str) -> str:
    """Without line breaks."""
    return " ".join(words.split())


class FillModel(QAbstractTableModel):
    """The rows of the kinds that are asked for."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: list[FillLine] = []
        self._lines: list[FillLine] = []

    def set_lines(self, lines: Iterable[FillLine], kinds: Collection[MarkKind]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._all = list(lines)
        self._lines = [line for line in self._all if line.kind in kinds]
        self.endResetModel()

    def show_kinds(self, kinds: Collection[MarkKind]) -> None:
        """Show only these of the same rows."""
        self.set_lines(self._all, kinds)

    def line(self, row: int) -> FillLine:
        """A row."""
        return self._lines[row]

    def row_of(self, sheet: str, cell: str) -> int:
        """The row of a cell, or -1."""
        places = [(line.sheet, line.cell) for line in self._lines]
        return places.index((sheet, cell)) if (sheet, cell) in places else -1

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Rows shown."""
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """The fields."""
        return 0 if parent.isValid() else len(Field)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Text, the whole story as a tip, and the kind."""
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return line.texts[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{line.subject}\n{line.story}"
        return line.kind.value if role == KIND_ROLE else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The words of the head; over figures at the right."""
        if role == Qt.ItemDataRole.TextAlignmentRole and section == Field.VALUE:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return HEADS[section]
        return None
