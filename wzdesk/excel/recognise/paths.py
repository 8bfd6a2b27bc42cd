"""The path of a row's labels: category or section, the parents that the sheet shows, the row's own label."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from wzdesk.domain.text import normalise
from wzdesk.excel.recognise.grid import Block, Entry, Sort
from wzdesk.excel.recognise.table import Row
from wzdesk.excel.recognise.words import LabelKind

_CHINESE = "一二三四五六七八九十"
_RANKS: tuple[tuple[float, re.Pattern[str]], ...] = (
    (1, re.compile(rf"第[{_CHINESE}]+[部分章]")),
    (2, re.compile(rf"[{_CHINESE}]{{1,3}}\s*[、.:]|[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ]+\s*[、.]?")),
    (3, re.compile(rf"\([{_CHINESE}]{{1,3}}\)")),
    (4.25, re.compile(r"\d{1,2}\.[a-z](?![a-z])")),
    (4, re.compile(r"\d{1,2}\s*[、.](?!\d)|\d{1,2}(?:\.\d{1,2})+")),
    (7, re.compile(r"\(\d{1,2}\)|\d{1,2}\)")),
    (8, re.compile(r"[①-⑳]")),
)
_RANK_STARTS = frozenset(
    "第一二三四五六七八九十ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ(（0123456789０１２３４５６７８９①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
)
_DOTTED = re.compile(r"\d{1,2}((?:\.\d{1,2})+)")
_INDENT, _AMONG = 2, 6
_NUMBER_RANKS: tuple[tuple[float, re.Pattern[str]], ...] = (
    (2, re.compile(rf"[{_CHINESE}]{{1,3}}[、.]?")),
    (3, re.compile(rf"\([{_CHINESE}]{{1,3}}\)")),
    (4, re.compile(r"\d{1,3}[、.]?")),
    (7, re.compile(r"\(\d{1,3}\)")),
)


@dataclass(slots=True)
class _Step:
    """A label that may be the parent of those below it."""

    text: str
    indent: int
    rank: float | None
    code: str = ""
    is_among: bool = False
    """Whether it is one of the parts of a numbered label above: 其中：行间."""

    @property
    def opens_parts(self) -> bool:
        """Whether it is written as the first of several parts, which stand in as far as its own name does."""
        return self.rank is None and self.text.startswith("其中")

    def is_parent_of(self, other: "_Step") -> bool:
        if self.rank is not None and other.rank is not None:
            return self.rank < other.rank
        if _is_part_of_code(other.code, self.code):
            return True
        if self.rank is not None and other.is_among:
            return True
        if self.opens_parts:  # 代客 stands under 行间 of 其中：行间
            return other.indent > self.indent + (0 if other.opens_parts else _AMONG)
        return other.indent >= self.indent + (_INDENT if self.indent >= _INDENT else 1)


def rank_of(label: str) -> float | None:
    """How deep a part number stands: 一、 before （一） before 1. before 1.1 before (1) before ①; None without one."""
    if label.lstrip()[:1] not in _RANK_STARTS:
        return None
    plain = normalise(label)
    for rank, pattern in _RANKS:
        if pattern.match(plain):
            dotted = _DOTTED.match(plain)
            return rank + (dotted[1].count(".") / 4 if dotted else 0)
    return None


def _is_part_of_code(code: str, whole: str) -> bool:
    """Whether a code goes on from another by pairs of digits: 20101 and 2010150 under 201."""
    more = len(code) - len(whole)
    return len(whole) > 1 and more > 0 and more % 2 == 0 and code.isdecimal() and code.startswith(whole)


def rank_of_number(number: str) -> float | None:
    """How deep a running number stands: 一 before （一） before 1 before (1); None for any other."""
    plain = normalise(number)
    return next((rank for rank, pattern in _NUMBER_RANKS if pattern.fullmatch(plain)), None)


def indent_of(entry: Entry) -> int:
    """How far a label stands in: its leading blanks and the indent of its cell."""
    raw = entry.cell.display
    blanks = raw[: len(raw) - len(raw.lstrip())]
    return sum(2 if sign == "\u3000" else 1 for sign in blanks) + _INDENT * entry.cell.format.indent


@dataclass(slots=True)
class Paths:
    """Reads the rows of one table from top to bottom and remembers what holds for the rows below."""

    block: Block
    labels: Mapping[int, LabelKind]
    _sections: list[_Step] = field(default_factory=list)
    _steps: list[_Step] = field(default_factory=list)
    _carried: dict[int, Entry] = field(default_factory=dict)
    _outer: list[tuple[int, int]] = field(default_factory=list)
    _has_levels: bool = False
    """Whether running numbers of a higher level came so far: 一, （一）."""
    _names: list[int] = field(init=False)
    _all: tuple[int, ...] = field(init=False)
    _of_kind: dict[LabelKind, list[int]] = field(init=False)

    def __post_init__(self) -> None:
        self._all = tuple(self.labels)
        self._of_kind = {
            kind: [column for column in self._all if self.labels[column] is kind] for kind in LabelKind
        }
        self._names = [
            column for column, kind in self.labels.items() if kind in {LabelKind.NAME, LabelKind.CATEGORY}
        ]

    def section(self, text: str) -> None:
        """A line across the table: parent of the rows below it, up to the next of its rank."""
        step = _Step(text, 0, rank_of(text))
        self._sections = [one for one in self._sections if one.rank is not None and one.is_parent_of(step)]
        self._sections.append(step)
        self._steps.clear()
        self._carried.clear()

    def row(self, row: int) -> Row:
        """The labels of a row."""
        found = self._entries(row)
        entries = self._named(found)
        outer, own = entries[:-1], entries[-1] if entries else None
        number = self._text(found, LabelKind.NUMBER)
        code = self._text(found, LabelKind.CODE)
        parents = self._parents(own, outer, number, code) if own else []
        texts = [*(step.text for step in self._sections), *(entry.text for entry in outer), *parents]
        if own:
            texts.append(own.text)
        return Row(row, tuple(texts), number, code, self._text(found, LabelKind.UNIT))

    def _text(self, found: Mapping[int, Entry], kind: LabelKind) -> str:
        for column in self._of_kind[kind]:
            if column in found:
                return found[column].text
        return ""

    def _entries(self, row: int) -> dict[int, Entry]:
        """What stands in the label columns of a row, merged cells from above included."""
        if self.block.is_merged(row):
            return {column: entry for column in self.labels if (entry := self.block.at(row, column))}
        cells = self.block.sheet.cells.some(row, self._all)
        found = {}
        for column in self.labels:
            if (cell := cells.get(column)) and (text := cell.display.strip()):
                found[column] = Entry(row, column, text, Sort.WORD, cell, row, column)
        return found

    def _named(self, found: Mapping[int, Entry]) -> list[Entry]:
        """The entries of the name columns, each merged one once; what is left blank left of a name holds on."""
        if len(self._names) == 1:
            return [found[self._names[0]]] if self._names[0] in found else []
        entries: list[Entry] = []
        last = max((column for column in self._names if column in found), default=0)
        for column in self._names:
            entry = found.get(column)
            if entry is None and column < last:
                entry = self._carried.get(column)
            elif entry is not None:
                self._carry(column, entry)
            if entry and all(entry.place != other.place for other in entries):
                entries.append(entry)
        return entries

    def _carry(self, column: int, entry: Entry) -> None:
        known = self._carried.get(column)
        if known is None or known.place != entry.place:
            self._carried[column] = entry
            for right in [one for one in self._carried if one > column]:
                del self._carried[right]

    def _parents(self, own: Entry, outer: Sequence[Entry], number: str, code: str) -> list[str]:
        """The labels above that an own label belongs to, by indent, part number and code.

        Where every row has its running number, blanks alone make no parent; numbers of different levels do.
        """
        places = [entry.place for entry in outer]
        if places != self._outer:
            self._outer = places
            self._steps.clear()
        step = _Step(own.text, indent_of(own), rank_of(own.text), code)
        step.is_among = step.rank is None and own.text.startswith("其中")
        by_number = bool(number) and step.rank is None and not step.is_among
        number_rank = rank_of_number(number) if by_number else None
        self._has_levels = self._has_levels or (number_rank or 4) < 4
        if self._has_levels:
            step.rank = step.rank or number_rank
        while self._steps and not self._steps[-1].is_parent_of(step):
            popped = self._steps.pop()
            aligned = step.rank is None and step.indent >= popped.indent
            step.is_among = step.is_among or (aligned and popped.is_among)
        if by_number and not step.is_among:
            self._steps = [one for one in self._steps if self._has_levels and one.rank is not None]
        parents = [one.text for one in self._steps]
        self._steps.append(step)
        return parents
