"""The cells of a workbook held against what is stored, as rows to read before anything is written."""

from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QObject, Qt

from wzdesk.domain.plan_edit import COLUMN_WORDS
from wzdesk.domain.true_minus import with_true_minus
from wzdesk.services.import_preview import Difference, ImportPreview, NotTaken
from wzdesk.ui.widgets.text_model import Index, TextModel

KIND_ROLE = Qt.ItemDataRole.UserRole + 1
KIND_WORDS = {
    "new": "新增",
    "changed": "有改动",
    "conflict": "表内矛盾",
    "closed": "已关账",
    "not_taken": "没有收",
    "same": "相同",
}


class Field(IntEnum):
    """The columns, left to right."""

    KIND = 0
    CELL = 1
    NO = 2
    NAME = 3
    COLUMN = 4
    BEFORE = 5
    AFTER = 6
    REMARK = 7


HEADS = ("", "单元格", "序号", "指标", "列", "已存", "工作簿里", "说明")


@dataclass(frozen=True, slots=True)
class DifferenceLine:
    """One row: its kind and the texts of the columns."""

    kind: str
    texts: tuple[str, ...]


def difference_lines(preview: ImportPreview, kinds: frozenset[str]) -> list[DifferenceLine]:
    """The rows of these kinds; what was not taken comes first, for it needs a person."""
    sheets = {one.sheet for one in preview.not_taken} | {one.sheet for one in preview.differences}
    several = len(sheets) > 1
    untaken = [_untaken(one, several=several) for one in preview.not_taken] if "not_taken" in kinds else []
    taken = [one for one in preview.differences if one.kind.value in kinds]
    return untaken + [_difference(one, several=several) for one in taken]


def _place(sheet: str, cell: str, *, several: bool) -> str:
    """A cell's address, with its sheet where there are several."""
    return f"{sheet}!{cell}" if several else cell


def _untaken(one: NotTaken, *, several: bool) -> DifferenceLine:
    place = _place(one.sheet, one.cell, several=several)
    texts = (KIND_WORDS["not_taken"], place, "", "", "", "", one.text, one.reason)
    return DifferenceLine("not_taken", texts)


def _difference(one: Difference, *, several: bool) -> DifferenceLine:
    kind = one.kind.value
    texts = (
        KIND_WORDS[kind],
        _place(one.sheet, one.cell, several=several),
        one.item_no,
        one.name,
        COLUMN_WORDS[one.column],
        with_true_minus(one.before) or "空",
        with_true_minus(one.after),
        one.remark,
    )
    return DifferenceLine(kind, texts)


class DifferenceModel(TextModel[DifferenceLine]):
    """The rows of a preview."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(HEADS, parent)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Text, its whole as a tip, and the kind."""
        if role == KIND_ROLE and index.isValid():
            return self.line(index.row()).kind
        return super().data(index, role)
