"""Where a table's heading begins and ends: by words, by merged cells, by the figures that follow."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from wzdesk.excel.recognise.grid import HEADING_SORTS, Block, Entry, Sort
from wzdesk.excel.recognise.words import (
    LabelKind,
    is_above,
    is_bracketed_unit,
    is_column_number,
    is_line_of_numbers,
    is_note,
    is_series_row,
    is_time,
    is_unit,
    label_kind,
    tight,
)

_MOST_ROWS = 12
_LONGEST_HEADING = 120
_LINES = re.compile("栏次|栏目|行次|[类款项目]")
_CODE = re.compile(r"(?=.{1,8}$)[A-Za-z]*\d*")
_FIGURES = frozenset({Sort.NUMBER, Sort.MARK, Sort.OTHER})


@dataclass(frozen=True, slots=True)
class Header:
    """The rows of a heading, and the index (in the block's rows) of the first row below it."""

    rows: tuple[int, ...]
    below: int
    has_stub: bool
    """Whether a heading says what the labels are (指标, 地区, 序号 ...)."""


def header_at(block: Block, index: int) -> Header | None:
    """The heading that begins in a row; None where none does."""
    entries = block.row(block.rows[index])
    if not _may_head(entries):
        return None
    below = _below(block, index)
    rows = tuple(block.rows[index:below])
    has_stub = any(label_kind(entry.text) for row in rows for entry in block.row(row))
    if below >= len(block.rows):
        return Header(rows, below, has_stub) if has_stub and len(entries) > 2 else None
    if not has_stub and not _figures_follow(block, rows, below):
        return None
    return Header(rows, below, has_stub)


def _may_head(entries: Sequence[Entry]) -> bool:
    """Whether a row can be the first of a heading: several words or times, and no figures."""
    if len(entries) < 2 or is_beside_title(entries):
        return False
    if any(len(entry.text) > _LONGEST_HEADING for entry in entries) or is_note(entries[0].text):
        return False
    words = sum(entry.sort in HEADING_SORTS for entry in entries)
    if words < 2 and not any(label_kind(entry.text) for entry in entries):
        return False
    return all(entry.sort in HEADING_SORTS or is_column_number(entry.text) for entry in entries)


def is_beside_title(entries: Sequence[Entry]) -> bool:
    """Whether a row is one of those between title and heading: agency, date and unit side by side."""
    if any(label_kind(entry.text) for entry in entries):
        return False
    said = [entry for entry in entries if is_above(entry.text) or entry.sort is Sort.DATE]
    named = [entry for entry in said if not is_time(entry.text) and not is_bracketed_unit(entry.text)]
    return bool(named) and len(entries) <= 8 and len(said) * 2 >= len(entries)


def _below(block: Block, index: int) -> int:
    """The index of the first row that is no heading any more."""
    first = block.rows[index]
    stubs = {entry.column for entry in block.row(first)[:1] if label_kind(entry.text)}
    deepest = max(entry.bottom for entry in block.row(first))
    at = index + 1
    while at < len(block.rows) and at - index < _MOST_ROWS:
        row = block.rows[at]
        entries = block.row(row)
        if row > deepest and not _goes_on(block, index, at, stubs):
            break
        deepest = max(deepest, *(entry.bottom for entry in entries)) if row <= deepest else deepest
        if entries[0].sort is Sort.WORD:
            stubs |= {entries[0].column} if label_kind(entries[0].text) else set()
        at += 1
    return at


def _goes_on(block: Block, index: int, at: int, stubs: set[int]) -> bool:
    """Whether a row that no merged heading reaches is still a part of the heading."""
    entries = block.row(block.rows[at])
    if _numbers_columns(entries) or _codes_columns(block, at) or _tells_of_series(block, index, at):
        return True
    if _has_figures(entries):
        return False
    if len(entries) < 2 and block.rows[at] > block.rows[at - 1] + 1:
        return False
    if any(len(entry.text) > _LONGEST_HEADING for entry in entries) or is_note(entries[0].text):
        return False
    left = _left(block, index)
    first = entries[0]
    if len(entries) == 1 and not stubs and first.column <= left and label_kind(first.text):
        return first.right == first.column and _words_over_figures(block, at)
    if first.column > left and not any(_begins(block, row, first) for row in block.rows[index:at]):
        return _words_over_figures(block, at)
    if label_kind(first.text) and len(entries) > 1:
        return block.rows[at] == block.rows[at - 1] + 1 and _words_over_figures(block, at)
    return first.column < left and len(entries) > 1 and not stubs and _words_over_figures(block, at)


def _tells_of_series(block: Block, index: int, at: int) -> bool:
    """Whether a row goes on with the attributes of a data site's series: 指标 地区 频度 单位 来源 更新时间."""
    firsts = [block.row(row)[0] for row in block.rows[index : at + 1]]
    told = [is_series_row(entry.text) for entry in firsts]
    return at - index > 1 and told[-1] and sum(told) > 1 and len({entry.column for entry in firsts}) == 1


def _left(block: Block, index: int) -> int:
    """The first column of a table that begins in a row: of its heading or of the rows below."""
    firsts = [
        entries[0].column for row in block.rows[index : index + 15] if len(entries := block.row(row)) > 1
    ]
    return min(firsts)


def _has_figures(entries: Sequence[Entry]) -> bool:
    """Whether a row holds figures; ``单位 | 亿元 | % | -`` holds units, though one is a dash."""
    if (
        label_kind(entries[0].text)
        and sum(is_unit(entry.text) for entry in entries[1:]) * 2 >= len(entries) - 1
    ):
        return False
    return any(entry.sort in _FIGURES or entry.sort is Sort.DATE for entry in entries)


def _begins(block: Block, row: int, entry: Entry) -> bool:
    """Whether a heading of labels stands above an entry, so that this is a label."""
    above = block.at(row, entry.column)
    return above is not None and label_kind(above.text) is not None and above.bottom < entry.row


def _words_over_figures(block: Block, at: int) -> bool:
    """Whether a row of words goes before a row with something in the same columns."""
    if at + 1 >= len(block.rows):
        return True
    columns = {entry.column for entry in block.row(block.rows[at])}
    below = [entry.column for row in block.rows[at + 1 : at + 6] for entry in block.row(row)]
    return not below or any(column in columns for column in below)


def _numbers_columns(entries: Sequence[Entry]) -> bool:
    """``甲 乙 1 2 3``, ``类 款 项 栏次 1 2``: a row of nothing but numbers of columns, in their order."""
    lines = [entry for entry in entries if _LINES.fullmatch(tight(entry.text))]
    if lines and lines[0] is entries[0]:
        entries = [entry for entry in entries if entry not in lines]
        starts = bool(entries) and tight(entries[0].text).strip("()") == "1"
        return bool(entries) and (starts or is_line_of_numbers(lines[-1].text)) and _count_on(entries)
    if len(entries) < 3 or not all(is_column_number(entry.text) for entry in entries):
        return False
    return _count_on(entries)


def _count_on(entries: Sequence[Entry]) -> bool:
    """Whether the numbers among column numbers follow each other."""
    if not all(is_column_number(entry.text) for entry in entries):
        return False
    numbers = [int(text) for entry in entries if (text := tight(entry.text).strip("()")).isdigit()]
    return len(numbers) < 2 or all(after == before + 1 for before, after in pairwise(numbers))


def _codes_columns(block: Block, at: int) -> bool:
    """``代码 01 02 03 TIU``: a row with the code of every column, each another, over the codes of the rows."""
    first, *others = block.row(block.rows[at])
    below = block.at(block.rows[at + 1], first.column) if at + 1 < len(block.rows) else None
    texts = [tight(entry.text) for entry in others]
    return (
        label_kind(first.text) is LabelKind.CODE
        and below is not None
        and _CODE.fullmatch(tight(below.text)) is not None
        and len(texts) > 1
        and len(set(texts)) == len(texts)
        and all(_CODE.fullmatch(text) for text in texts)
    )


def _figures_follow(block: Block, rows: Sequence[int], below: int) -> bool:
    """Whether figures come under at least half of the heading's columns, or beside labels in several rows."""
    headed = {entry.column for row in rows for entry in block.row(row)}
    found, labelled = set[int](), 0
    for row in block.rows[below : below + 10]:
        first, *others = block.row(row)
        figures = {entry.column for entry in others if entry.sort in _FIGURES or entry.sort is Sort.YEAR}
        labelled += first.sort in {*HEADING_SORTS} and bool(figures & headed)
        found |= figures | ({first.column} if first.sort in _FIGURES else set())
    return len(headed & found) * 2 >= len(headed) or labelled >= 2
