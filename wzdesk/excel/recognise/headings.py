"""The words over each column with values, from top to bottom, and the unit they tell."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from wzdesk.domain.text import normalise
from wzdesk.excel.recognise.grid import Block, Entry
from wzdesk.excel.recognise.labels import Profile
from wzdesk.excel.recognise.table import Column
from wzdesk.excel.recognise.words import (
    bracket_unit,
    heading_word,
    is_bracketed_unit,
    is_column_letter,
    is_column_number,
    is_line_of_numbers,
    is_unit,
    tight,
)

_POINTS = re.compile(r"百分点|与.{1,6}比$")
_PART = re.compile(
    r"(?:本期|本月|本季|本年|当月|当年|当季|累计|上年|去年|上月|同比|环比|增长|增速|增幅|增减|比上年|比上月|绝对[值额数]|总量$|数量$|金额$|"
    r"占比|比重|位次$|排名$|完成[率数]|1[-—至]\d{1,2}月)"
)
_RATE = re.compile(r"增速|增长|增幅|同比|[增涨]跌?率|完成率|比重|占比|占.{1,8}[%％]?$")


def columns_of(
    block: Block, profile: Profile, header_rows: Sequence[int], columns: Sequence[int]
) -> tuple[Column, ...]:
    """The value columns with their words; groups that were not merged reach over their parts."""
    numbered = {row for row in header_rows if _numbers_most(block, row, columns)}
    spread = _spread_groups(block, header_rows, columns)
    found = []
    for column in columns:
        entries = _with_groups(profile.headings(column), spread.get(column, ()))
        words = tuple(
            heading_word(entry.text)
            for entry in entries
            if not (entry.row in numbered and is_column_number(entry.text))
        )
        found.append(Column(column, words, unit_of(words)))
    return tuple(found)


def _numbers_most(block: Block, row: int, columns: Sequence[int]) -> bool:
    """Whether a row numbers the value columns: A B C ..., (1) (2) (3) ..."""
    if any(is_line_of_numbers(entry.text) for entry in block.row(row) if entry.column not in columns):
        return True
    inside = [entry for entry in block.row(row) if entry.column in columns]
    numbers = [entry for entry in inside if is_column_number(entry.text)]
    if inside and all(is_column_letter(entry.text) for entry in inside):
        return True
    if len(inside) == 2 and len(numbers) == 2:
        return [tight(entry.text) for entry in numbers] in (["1", "2"], ["(1)", "(2)"])
    return len(numbers) >= 3 and len(numbers) >= 0.8 * len(inside)


def _with_groups(own: list[Entry], groups: Sequence[Entry]) -> list[Entry]:
    return sorted((*own, *groups), key=lambda entry: entry.row)


def _spread_groups(
    block: Block, header_rows: Sequence[int], columns: Sequence[int]
) -> dict[int, tuple[Entry, ...]]:
    """The groups that hold for a column though their cell stands left of it.

    A group reaches to the next one where the words below it come again below the next: 累计 增长 | 累计 增长, or
    where none of them means anything without it: 本期 上年同期 增长.
    """
    found: dict[int, tuple[Entry, ...]] = {}
    spread = set[tuple[int, int]]()
    for upper, lower in pairwise(header_rows):
        groups = [entry for entry in block.row(upper) if entry.column in columns]
        over = [entry for row in header_rows if row < upper for entry in block.row(row)]
        taken = {entry.column for entry in over if entry.place not in spread}
        below = {entry.column: entry for entry in block.row(lower) if entry.column in columns}
        starts = [entry.column for entry in groups]
        if len(groups) < 2 or any(entry.right > entry.column or entry.bottom > entry.row for entry in groups):
            continue
        if parts := _equal_parts(groups, columns, below, taken):
            for group, members in zip(groups, parts, strict=True):
                spread.add(group.place)
                for column in members:
                    if column != group.column:
                        found[column] = (*found.get(column, ()), group)
            continue
        for group, end in zip(groups, [*starts[1:], columns[-1] + 1], strict=True):
            members = [column for column in columns if group.column <= column < end]
            words = [below[column].text for column in members if column in below]
            if taken.intersection(members) or all(is_unit(word) or is_bracketed_unit(word) for word in words):
                continue
            elsewhere = {entry.text for column, entry in below.items() if column not in members}
            again = set(words) <= elsewhere or all(_PART.match(tight(word)) for word in words)
            if len(words) == len(members) > 1 and again:
                for column in members[1:]:
                    found[column] = (*found.get(column, ()), group)
    return found


def _equal_parts(
    groups: Sequence[Entry], columns: Sequence[int], below: Mapping[int, Entry], taken: set[int]
) -> list[Sequence[int]]:
    """Runs of as many columns for each group, each with its group somewhere over it, and the same words below.

    A group may stand over the middle of its run, as a person centres it.
    """
    count = len(groups)
    for start in range(len(columns)):
        for width in range(2, (len(columns) - start) // count + 1):
            parts = [columns[start + at * width : start + (at + 1) * width] for at in range(count)]
            if any(group.column not in part for group, part in zip(groups, parts, strict=True)):
                continue
            flat = [column for part in parts for column in part]
            if taken.intersection(flat) or any(part[0] not in below for part in parts):
                continue
            words = [
                [tight(below[column].text) if column in below else "" for column in part] for part in parts
            ]
            same = sum(one == words[0][at] for part in words[1:] for at, one in enumerate(part))
            units = all(is_unit(word) or is_bracketed_unit(word) for part in words for word in part)
            if (
                not units
                and all(part[0] == words[0][0] for part in words)
                and same * 2 >= (count - 1) * width
            ):
                return parts
    return _centred_parts(groups, columns, below, taken)


def _centred_parts(
    groups: Sequence[Entry], columns: Sequence[int], below: Mapping[int, Entry], taken: set[int]
) -> list[Sequence[int]]:
    """Runs that cover all columns, each with its group over its middle and no word below it twice."""
    if taken.intersection(columns) or any(column not in below for column in columns):
        return []
    for parts in _runs([columns.index(group.column) for group in groups], columns, 0):
        words = [[tight(below[column].text) for column in part] for part in parts]
        again = len({word for part in words for word in part}) < len(columns)
        if again and all(len(set(part)) == len(part) for part in words):
            return parts
    return []


def _runs(middles: Sequence[int], columns: Sequence[int], start: int) -> Iterator[list[Sequence[int]]]:
    """The ways to part columns into runs of two and more, each with its middle where a group stands."""
    if not middles:
        if start == len(columns):
            yield []
        return
    before = middles[0] - start
    for width in (2 * before + 1, 2 * before + 2):
        if before >= 0 and width > 1 and start + width <= len(columns):
            for rest in _runs(middles[1:], columns, start + width):
                yield [columns[start : start + width], *rest]


def unit_of(words: Sequence[str]) -> str:
    """The unit that heading words tell: in brackets, alone in a row of units, or as a sign of percent."""
    for word in reversed(words):
        plain = normalise(word)
        if unit := bracket_unit(word):
            return unit
        if is_unit(word):
            return tight(word)
        if "%" in plain:
            return "%"
        if _POINTS.search(plain):
            return "个百分点"
        if _RATE.search(plain):
            return "%"
    return ""
