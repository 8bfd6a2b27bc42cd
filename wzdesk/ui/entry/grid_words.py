"""The grid in words: tips of its cells and texts for screen readers."""

from wzdesk.domain.quantity import Quantity
from wzdesk.domain.typed_cell import ACTUAL_COLUMNS
from wzdesk.domain.verdict import Assessment
from wzdesk.ui.entry.grid_columns import ColumnSpec, GridColumn
from wzdesk.ui.entry.grid_rows import CellState, GridCell, GridRow

_STATES = {
    CellState.ESTIMATED: "预计数",
    CellState.PRELIMINARY: "初步数",
    CellState.DRAFT: "没有读成数，已按原文留作草稿",
    CellState.SAVED: "刚存好",
    CellState.REVISED: "与上年报的不同，是修订过的基数",
    CellState.CORRECTED: "关账后修订过",
    CellState.CARRIED: "沿用上期的备注，还没有动过",
    CellState.COMMENTED: "有批注",
    CellState.FOLLOWED: "跟踪",
    CellState.LOCKED: "已关账，不能改",
    CellState.IMPORTED: "从文件导入",
    CellState.FATAL: "审核：强制性",
    CellState.BLOCKING: "审核：准强制性",
    CellState.QUERY: "审核：核实性",
}
READ_ONLY = "这个文件现在只能看，没有写入。"
NOTHING_SHOWN = "现在没有显示任何一行，请先点上面的“全部”。"
_COVERED = "这一格的目标由几行共用，其中有的行没有显示，请先点上面的“全部”再填。"
_COMPUTED = "这一列是自动计算的；要改判定，请用右边的“改判…”。"
_PRINTED = "这一列是计划表里定的，不能在这里填。"
_TIP_LINE = 48
_LONG_NUMBER = 16


def closed_words(spec: ColumnSpec) -> str:
    """Why nothing can be typed at a place of a table that can be written."""
    if spec.is_computed:
        return _COMPUTED
    return _PRINTED if spec.stored is None else _COVERED


def tip(row: GridRow, spec: ColumnSpec, cell: GridCell, state: CellState) -> str:
    """What the pointer over a cell tells; the bare text only where there is nothing else to tell."""
    return "\n".join(_folded(line) for line in _tip(row, spec, cell, state).split("\n"))


def _folded(line: str) -> str:
    """A long line in several: Qt's tips would go beyond the screen."""
    return "\n".join(line[at : at + _TIP_LINE] for at in range(0, len(line), _TIP_LINE))


def _read_as(quantity: Quantity) -> str:
    from wzdesk.domain.quantity_words import quantity_words  # the first rows do without it

    return quantity_words(quantity)


def _tip(row: GridRow, spec: ColumnSpec, cell: GridCell, state: CellState) -> str:
    match spec.column:
        case GridColumn.VERDICT:
            return verdict_tip(row.assessment) if row.assessment else ""
        case GridColumn.GAP:
            reasons = row.part_judgement.judgement.reasons if row.part_judgement else ()
            return "\n".join([cell.text] * (len(cell.text) > _LONG_NUMBER) + list(reasons))
    if spec.stored not in ACTUAL_COLUMNS:
        return "\n".join(
            part for part in (cell.text, *state_words(state & CellState.CARRIED), cell.remark) if part
        )
    lines = []
    if CellState.DRAFT in state:
        lines.append(f"原文“{cell.text}”")
    elif cell.quantity is not None:
        lines.append(f"原文“{cell.text}”，读作 {_read_as(cell.quantity)}")
    lines += state_words(state)
    if cell.remark:
        lines.append(cell.remark)
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
    name = row.head.full_name
    return "，".join(part for part in (name, spec.words, cell.text or "空", *state_words(state)) if part)
