"""The words of a row's 备注: the status of its figures, the person's verdict, and remarks."""

import re
from collections.abc import Iterator

from wzdesk.domain.observation import Observation, ObsStatus
from wzdesk.domain.plan_table import PlanRow, PlanTable
from wzdesk.domain.typed_cell import ACTUAL_COLUMNS, Column
from wzdesk.domain.verdict import Assessment

STATUS_WORDS = {
    ObsStatus.ESTIMATED: "预计数",
    ObsStatus.PROVISIONAL: "初步数",
    ObsStatus.FORECAST: "预测数",
    ObsStatus.BREAK: "口径中断",
    ObsStatus.DEFINITION_DIFFERS: "口径不同",
    ObsStatus.UNVALIDATED: "未审核",
}
COLUMN_WORDS = {
    Column.LEVEL: "绝对值",
    Column.GROWTH: "增速",
    Column.CHANGE: "变动",
    Column.RATE: "年均增长",
}
SEPARATOR = "；"


def row_note(table: PlanTable, row: PlanRow, assessment: Assessment | None) -> str:
    """What stands in 备注 of a row; an override is told in the item's first row."""
    remarks = [
        remark
        for _, observed in _actuals(table, row)
        for remark in observed.note.split(SEPARATOR)
        if remark.strip()
    ]
    statuses = [
        phrase
        for phrase in status_phrases(table, row)
        if not any(remark.startswith(phrase) for remark in remarks)  # 预计数（表注1） says it
    ]
    override = (
        [_override_words(assessment)] if row.is_first_part and assessment and assessment.override else []
    )
    return SEPARATOR.join(dict.fromkeys([*statuses, *override, *remarks]))


def _override_words(assessment: Assessment) -> str:
    reason = assessment.override.reason if assessment.override else ""
    return f"人工判定：{reason}（按数据建议：{assessment.proposed.word}）"


def status_phrases(table: PlanTable, row: PlanRow) -> tuple[str, ...]:
    """``预计数`` where all figures of a row have the status, else ``增速为预计数`` for each that has one."""
    statuses = {column: observed.status for column, observed in _actuals(table, row)}
    words = {column: word for column, status in statuses.items() if (word := STATUS_WORDS.get(status))}
    if words and len(words) == len(statuses) and len(set(words.values())) == 1:
        return (next(iter(words.values())),)
    return tuple(f"{COLUMN_WORDS[column]}为{word}" for column, word in words.items())


def read_status_phrase(phrase: str) -> tuple[Column | None, ObsStatus] | None:
    """Which column (None: all figures of the row) a phrase of 备注 gives which status; None for other words.

    What stands in parentheses behind it (``预计数（表注1）``) is no part of it.
    """
    plain = re.sub(r"[（(][^（）()]*[）)]$", "", phrase).strip()
    for status, word in STATUS_WORDS.items():
        if plain in {word, f"为{word}", word.removesuffix("数")}:
            return None, status
        for column, name in COLUMN_WORDS.items():
            if plain == f"{name}为{word}":
                return column, status
    return None


def _actuals(table: PlanTable, row: PlanRow) -> Iterator[tuple[Column, Observation]]:
    for column in table.columns:
        observed = table.observation(row.part, column) if column in ACTUAL_COLUMNS else None
        if observed and observed.quantity.text:
            yield column, observed
