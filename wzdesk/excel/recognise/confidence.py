"""How sure a recognised table is, and what that rests on."""

from dataclasses import replace

from wzdesk.excel.recognise.table import Table
from wzdesk.excel.recognise.words import LabelKind, label_kind

_SAMPLE = 500


def judged(table: Table) -> Table:
    """The table with its confidence, 1 for no doubt, and the reasons in the user's words."""
    doubts: list[tuple[float, str]] = []
    good: list[str] = []
    _judge_header(table, doubts, good)
    _judge_labels(table, doubts, good)
    confidence = 1.0
    for weight, _ in doubts:
        confidence *= 1 - weight
    return replace(table, confidence=round(confidence, 2), reasons=(*good, *(reason for _, reason in doubts)))


def _judge_header(table: Table, doubts: list[tuple[float, str]], good: list[str]) -> None:
    if not table.header_rows:
        doubts.append((0.5, "没有表头，各列是什么不知道"))
        return
    count = len(table.header_rows)
    good.append(f"表头在第 {table.header_rows[0]} 行" if count == 1 else f"表头 {count} 行")
    nameless = sum(not column.words for column in table.columns)
    if nameless:
        doubts.append((0.4 * nameless / len(table.columns), f"{nameless} 列没有列名"))
    words = [column.words for column in table.columns]
    double = len(words) - len(set(words)) - max(nameless - 1, 0)
    if double > 0:
        doubts.append((0.15, f"{double} 列的列名和别的列相同"))


def _judge_labels(table: Table, doubts: list[tuple[float, str]], good: list[str]) -> None:
    names = [column for column, kind in table.labels.items() if kind is LabelKind.NAME]
    if not names:
        doubts.append((0.5, "没有认出写名称的列"))
        return
    stubs = [entry.text for row in table.header_rows for entry in _headings(table, row, names)]
    if any(label_kind(text) for text in stubs):
        good.append(f"名称列的表头是“{next(text for text in stubs if label_kind(text))}”")
    else:
        doubts.append((0.1, "名称列是按内容认的"))
    paths = [row.path for row in table.rows[:_SAMPLE]]
    bare = sum(not path for path in paths)
    if bare:
        doubts.append((0.3 * bare / len(paths), f"{bare} 行没有名称"))
    double = len(paths) - len(set(paths)) - max(bare - 1, 0)
    if double > 0:
        doubts.append((0.1, f"{double} 行的名称和别的行相同"))


def _headings(table: Table, row: int, names: list[int]) -> list["_Text"]:
    found = []
    for column in names:
        cell = table.sheet.cell_at(row, column)
        if cell and cell.display.strip():
            found.append(_Text(cell.display.strip()))
    return found


class _Text:
    def __init__(self, text: str) -> None:
        self.text = text
