"""The path of a row's labels: category or section, the parents that the sheet shows, the row's own label."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from wzdesk.domain.text import normalise
from wzdesk.excel.read.book import BookCell
from wzdesk.excel.recognise.grid import Block, Entry
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
_DEEPER_STARTS = _RANK_STARTS | {"其"}
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
    def is_plain(self) -> bool:
        """Whether nothing tells how deep it stands."""
        return not (self.indent or self.code or self.is_among or self.rank is not None or self.opens_parts)

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
    return _indent(entry.cell.display, entry.cell)


def _indent(shown: str, cell: BookCell) -> int:
    blanks = len(shown) - len(shown.lstrip())
    return blanks + (shown.count("\u3000", 0, blanks) if blanks else 0) + _INDENT * cell.format.indent


class _Label(NamedTuple):
    """What stands in a label column: where it begins, and how far it stands in."""

    place: tuple[int, int]
    text: str
    indent: int


@dataclass(slots=True)
class Paths:
    """Reads the rows of one table from top to bottom and remembers what holds for the rows below."""

    block: Block
    labels: Mapping[int, LabelKind]
    _sections: list[_Step] = field(default_factory=list)
    _steps: list[_Step] = field(default_factory=list)
    _carried: dict[int, _Label] = field(default_factory=dict)
    _outer: list[tuple[int, int]] = field(default_factory=list)
    _has_levels: bool = False
    """Whether running numbers of a higher level came so far: 一, （一）."""
    _names: list[int] = field(init=False)
    _all: tuple[int, ...] = field(init=False)
    _numbers: list[int] = field(init=False)
    _codes: list[int] = field(init=False)
    _units: list[int] = field(init=False)

    def __post_init__(self) -> None:
        self._all = tuple(self.labels)
        self._names = self._of(LabelKind.NAME, LabelKind.CATEGORY)
        self._numbers, self._codes = self._of(LabelKind.NUMBER), self._of(LabelKind.CODE)
        self._units = self._of(LabelKind.UNIT)

    def _of(self, *kinds: LabelKind) -> list[int]:
        return [column for column, kind in self.labels.items() if kind in kinds]

    def section(self, text: str) -> None:
        """A line across the table: parent of the rows below it, up to the next of its rank."""
        step = _Step(text, 0, rank_of(text))
        self._sections = [one for one in self._sections if one.rank is not None and one.is_parent_of(step)]
        self._sections.append(step)
        self._steps.clear()
        self._carried.clear()

    def labels_of(self, rows: Sequence[int]) -> Iterator[Mapping[int, _Label]]:
        """What stands in the label columns of each row, merged cells from above included."""
        for row, cells, texts in self.block.sheet.cells.shown(rows, self._all):
            if self.block.is_merged(row):
                entries = {column: entry for column in self._all if (entry := self.block.at(row, column))}
                yield {
                    column: _Label(entry.place, entry.text, indent_of(entry))
                    for column, entry in entries.items()
                }
            else:
                yield {
                    column: _Label((row, column), text, _indent(shown, cell))
                    for column, cell, shown in zip(self._all, cells, texts, strict=True)
                    if cell and (text := shown.strip())
                }

    def row(self, row: int, found: Mapping[int, _Label]) -> Row:
        """The row with its labels, given what stands in its label columns."""
        labels = self._named(found)
        number = self._text(found, self._numbers) if self._numbers else ""
        code = self._text(found, self._codes) if self._codes else ""
        unit = self._text(found, self._units) if self._units else ""
        texts = [step.text for step in self._sections]
        if labels:
            own = labels.pop()
            texts += [label.text for label in labels]
            texts += self._parents(own, labels, number, code)
            texts.append(own.text)
        return Row(row, tuple(texts), number, code, unit)

    def _text(self, found: Mapping[int, _Label], columns: Sequence[int]) -> str:
        for column in columns:
            if column in found:
                return found[column].text
        return ""

    def _named(self, found: Mapping[int, _Label]) -> list[_Label]:
        """The labels in the name columns, each merged one once; what is left blank left of a name holds on."""
        if len(self._names) == 1:
            return [found[self._names[0]]] if self._names[0] in found else []
        labels: list[_Label] = []
        last = max((column for column in self._names if column in found), default=0)
        for column in self._names:
            label = found.get(column)
            if label is None and column < last:
                label = self._carried.get(column)
            elif label is not None:
                self._carry(column, label)
            if label and all(label.place != other.place for other in labels):
                labels.append(label)
        return labels

    def _carry(self, column: int, label: _Label) -> None:
        known = self._carried.get(column)
        if known is None or known.place != label.place:
            self._carried[column] = label
            for right in [one for one in self._carried if one > column]:
                del self._carried[right]

    def _parents(self, own: _Label, outer: Sequence[_Label], number: str, code: str) -> list[str]:
        """The labels above that an own label belongs to, by indent, part number and code.

        Where every row has its running number, blanks alone make no parent; numbers of different levels do.
        """
        if not outer and not self._outer and not number and not code and self._follows_alone(own):
            return []
        places = [label.place for label in outer]
        if places != self._outer:
            self._outer = places
            self._steps.clear()
        step = _Step(own.text, own.indent, rank_of(own.text), code)
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

    def _follows_alone(self, own: _Label) -> bool:
        """A quick yes, and the step taken, for a label that nothing tells the depth of, after another one."""
        before = self._steps[-1] if len(self._steps) == 1 else None
        if (
            before is None
            or not before.is_plain
            or own.indent
            or self._has_levels
            or own.text[:1] in _DEEPER_STARTS
        ):
            return False
        before.text = own.text
        return True
