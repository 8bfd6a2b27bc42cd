"""Rows of a pack's CSV file with their line numbers; what a spreadsheet spoilt is told apart."""

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from wzdesk.packs.mistakes import Findings
from wzdesk.packs.text_file import read_text

_SPOILT = re.compile(
    r"#(?:REF!|NAME\?|VALUE!|DIV/0!|N/A|NUM!|NULL!)|#{2,}"  # a formula's error, a column too narrow
    r"|\d(?:\.\d+)?E\+\d+"  # 3.30E+05
    r"|\d{1,2}月\d{1,2}日|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)-\d\d|\d\d-(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)",
    re.IGNORECASE,
)
_SEPARATORS = {";": "分号", "\t": "制表符", "，": "全角逗号", "、": "顿号", "|": "竖线"}


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns a file must have and those it may have."""

    required: tuple[str, ...]
    optional: tuple[str, ...] = ()

    @property
    def all(self) -> tuple[str, ...]:
        """Every known column."""
        return self.required + self.optional


@dataclass(frozen=True, slots=True)
class Row:
    """One row: where it stands and its cells by column; outer blanks are out."""

    file: str
    line: int
    cells: Mapping[str, str]
    findings: Findings

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")

    def mistake(self, sentence: str) -> None:
        """Notes a mistake of this row."""
        self.findings.mistake(self.file, self.line, sentence)

    def warning(self, sentence: str) -> None:
        """Notes what a person should look at in this row."""
        self.findings.warning(self.file, self.line, sentence)


def read_rows(
    folder: Path, file: str, columns: Columns, findings: Findings, *, required: bool = True
) -> list[Row]:
    """The rows under the header; empty ones are left out, spoilt ones are noted and left out."""
    text = read_text(folder, file, findings, required=required)
    if text is None:
        return []
    records = list(_records(text, file, findings))
    if not records:
        findings.mistake(file, 1, f"文件是空的，首行应为列名：{','.join(columns.all)}。")
        return []
    (line, cells), *rest = records
    header = _header(file, line, cells, columns, findings)
    if header is None:
        return []
    return [row for at, cells in rest if (row := _row(file, at, cells, header, findings))]


def _records(text: str, file: str, findings: Findings) -> Iterator[tuple[int, list[str]]]:
    """Records that are not blank, each with the line on which it begins."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            findings.mistake(file, line, "从这一行起英文双引号不成对：整格加引号，格内的引号写成两个。")
            return
        stripped = [cell.strip() for cell in cells]
        if any(stripped):
            yield line, stripped


def _header(file: str, line: int, cells: list[str], columns: Columns, findings: Findings) -> list[str] | None:
    """The header's column names, or None where the rows cannot be read by them."""
    while cells and not cells[-1]:  # a spreadsheet leaves empty columns at the right
        cells = cells[:-1]
    if len(cells) == 1 and (found := next((sign for sign in _SEPARATORS if sign in cells[0]), None)):
        findings.mistake(
            file, line, f"各列以{_SEPARATORS[found]}分隔，应为英文逗号：请另存为“CSV UTF-8（逗号分隔）”。"
        )
        return None
    known = [name for name in cells if name in columns.all]
    for name in cells:
        if name not in columns.all:
            findings.mistake(
                file, line, f"没有“{name}”这一列，可用的列是：{'、'.join(columns.all)}。请改名或删去。"
            )
    for name in sorted({name for name in known if known.count(name) > 1}):
        findings.mistake(file, line, f"“{name}”这一列出现了不止一次，请只留一列。")
    missing = [name for name in columns.required if name not in known]
    if missing:
        findings.mistake(file, line, f"缺少列：{'、'.join(missing)}。请在首行补上。")
    return None if missing else cells


def _row(file: str, line: int, cells: list[str], header: list[str], findings: Findings) -> Row | None:
    row = Row(file, line, dict(zip(header, cells, strict=False)), findings)
    if any(cells[len(header) :]):
        row.mistake(f"比首行多出{len(cells) - len(header)}格：格内有英文逗号时，整格要加英文双引号。")
        return None
    if len(cells) < len(header):
        row.mistake(f"比首行少{len(header) - len(cells)}格：空格也要留逗号。")
        return None
    for name, cell in row.cells.items():
        if _SPOILT.fullmatch(cell):
            row.mistake(f"“{name}”一栏的“{cell}”像是被表格软件改过，请把该列设为“文本”格式后重新填写。")
            return None
    return row
