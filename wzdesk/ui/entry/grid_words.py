"""The grid in words: tips of its cells and texts for screen readers."""

from wzdesk.domain.quantity_words import quantity_words
from wzdesk.domain.verdict import Assessment
from wzdesk.ui.entry.grid_columns import ColumnSpec, GridColumn
from wzdesk.ui.entry.grid_rows import CellState, GridCell, GridRow, full_name

_STATES = {
    CellState.ESTIMATED: "预计数",
    CellState.PRELIMINARY: "初步数",
    CellState.DRAFT: "没有读成数，已按原文留作草稿",
    CellState.SAVED: "刚存好",
}


def tip(row: GridRow, spec: ColumnSpec, cell: GridCell, state: CellState) -> str:
    """What the pointer over a cell tells; empty where there is nothing more than its text."""
    match spec.column:
        case GridColumn.VERDICT:
            return verdict_tip(row.assessment) if row.assessment else ""
        case GridColumn.GAP:
            reasons = row.part_judgement.judgement.reasons if row.part_judgement else ()
            return "\n".join(reasons)
        case GridColumn.NAME | GridColumn.CATEGORY:
            return cell.text
    lines = []
    if cell.quantity is not None and CellState.DRAFT not in state:
        lines.append(f"原文“{cell.text}”，读作 {quantity_words(cell.quantity)}")
    lines += state_words(state)
    if cell.observation is not None and cell.observation.note:
        lines.append(f"备注：{cell.observation.note}")
    return "\n".join(lines)


def state_words(state: CellState) -> list[str]:
    """The marks of a cell, said."""
    return [words for flag, words in _STATES.items() if flag in state]


def verdict_tip(assessment: Assessment) -> str:
    """The verdict with its reasons; one set by a person with the proposal beside it."""
    lines = list(assessment.reasons)
    if override := assessment.override:
        who = f"{override.who}改定" if override.who else "人工改定"
        set_by_hand = f"{who}：{override.verdict.word}。{override.reason}".rstrip("。") + "。"
        lines = [set_by_hand, f"自动判定：{assessment.proposed.word}", *lines]
    return "\n".join(lines)


def spoken(row: GridRow, spec: ColumnSpec, cell: GridCell, state: CellState) -> str:
    """A cell for a screen reader: row, column, text, marks."""
    if spec.column is GridColumn.NAME:
        return cell.text
    name = full_name(row.plan_row)
    return "，".join(part for part in (name, spec.words, cell.text or "空", *state_words(state)) if part)
