"""The items of a plan as rows to read: target, its reading, the actual, the verdict and its reason."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QObject, Qt

from wzdesk.domain.assess import target_of
from wzdesk.domain.filled_plan import FilledPlan
from wzdesk.domain.plan import PlanPart
from wzdesk.domain.plan_table import PlanRow
from wzdesk.domain.target_words import target_words
from wzdesk.domain.true_minus import with_true_minus
from wzdesk.domain.typed_cell import Column
from wzdesk.domain.verdict import Assessment, Verdict
from wzdesk.ui.widgets.text_model import Index, TextModel

VERDICT_ROLE = Qt.ItemDataRole.UserRole + 1


class Field(IntEnum):
    """The columns, left to right."""

    NO = 0
    NAME = 1
    UNIT = 2
    TARGET = 3
    READING = 4
    ACTUAL = 5
    VERDICT = 6
    REASON = 7


HEADS = {
    Field.NO: "序号",
    Field.NAME: "指标名称",
    Field.UNIT: "单位",
    Field.TARGET: "目标原文",
    Field.READING: "读作",
    Field.ACTUAL: "实绩",
    Field.VERDICT: "判定",
    Field.REASON: "理由",
}


@dataclass(frozen=True, slots=True)
class PlanLine:
    """One row of the page."""

    no: str
    texts: tuple[str, ...]
    verdict: Verdict
    depth: int
    item_verdict: Verdict


def plan_lines(filled: FilledPlan) -> list[PlanLine]:
    """All rows of a plan, in its order; the parts of an item stand below one another."""
    by_no = {one.item_no: one for one in filled.assessments}
    return [_line(filled, row, by_no[row.item.no]) for row in filled.table.rows()]


def _line(filled: FilledPlan, row: PlanRow, assessment: Assessment) -> PlanLine:
    part = row.part
    judged = next(one.judgement for one in assessment.parts if one.indicator == part.indicator)
    targets = (part.target, part.rate_target)
    verdict = assessment.verdict if len(row.item.parts) == 1 else judged.verdict
    texts = (
        row.item.no if row.is_first_part else "",
        _name(row),
        part.unit,
        with_true_minus("、".join(text for text in targets if text.strip() not in {"", "-"}) or "—"),
        _reading(filled, part),
        _actual(filled, part),
        verdict.word,
        _reason(assessment, "；".join(judged.reasons)),
    )
    return PlanLine(row.item.no, texts, verdict, row.item.depth, assessment.verdict)


def _name(row: PlanRow) -> str:
    name = row.part.name or row.item.name
    if row.part.name and not name.startswith(row.item.name):
        name = f"{row.item.name} · {name}" if row.is_first_part else f"　　　　{name}"
    return f"{'　' * row.item.depth}{'#' if row.item.marked else ''}{name}"


def _reading(filled: FilledPlan, part: PlanPart) -> str:
    direction = filled.table.indicators[part.indicator].direction
    texts = (part.target, part.rate_target)
    words = "；".join(
        words for text in texts if (words := target_words(target_of(text, part.unit, direction)))
    )
    return _SIDES.sub("", words)


_SIDES = re.compile("（越[大小]越好）|（不分大小好坏）")  # the list has no room for what the panel says


def _actual(filled: FilledPlan, part: PlanPart) -> str:
    table = filled.table
    level = table.text(part, Column.LEVEL)
    others = [table.text(part, column) for column in table.columns if column in _AFTER_LEVEL]
    texts = [
        _growth(text) if column is Column.GROWTH else text
        for column, text in zip(_shown(table.columns), others, strict=True)
    ]
    given = "　".join(text for text in (level, *texts) if text.strip() not in {"", "-", "—"}) or level
    return with_true_minus(given)


_AFTER_LEVEL = (Column.GROWTH, Column.CHANGE, Column.RATE)


def _shown(columns: Sequence[Column]) -> list[Column]:
    return [column for column in columns if column in _AFTER_LEVEL]


def _growth(text: str) -> str:
    plain = text.strip()
    return f"{plain}%" if plain and plain[-1].isdigit() else plain


def _reason(assessment: Assessment, reasons: str) -> str:
    override = assessment.override
    return f"人工改判：{override.reason}（自动：{assessment.proposed.word}）" if override else reasons


class PlanModel(TextModel[PlanLine]):
    """The rows of one plan, perhaps of one verdict only."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__([HEADS[field] for field in Field], parent)
        self._all: list[PlanLine] = []
        self._only: Verdict | None = None

    def set_lines(self, lines: Sequence[PlanLine]) -> None:
        """Show another plan, or the same one anew."""
        self._all = list(lines)
        self._filter()

    def show_only(self, verdict: Verdict | None) -> None:
        """Show the items with one verdict; all with None."""
        self._only = verdict
        self._filter()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Text, its whole as a tip, and the verdict."""
        if role == VERDICT_ROLE and index.isValid() and index.column() == Field.VERDICT:
            return self.line(index.row()).verdict
        return super().data(index, role)

    def _filter(self) -> None:
        self.show_lines([line for line in self._all if self._only in {None, line.item_verdict}])
