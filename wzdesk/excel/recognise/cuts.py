"""Tables that stand side by side: where a blank column, or a heading that begins again, parts them."""

from collections.abc import Sequence

from wzdesk.excel.read.book import Range
from wzdesk.excel.recognise.grid import Block, Entry, Sort
from wzdesk.excel.recognise.words import label_kind, tight

_HEAD_ROWS = 30
_NAMED_ROWS = 200
_SAMPLED_ROWS = 2_000


def side_by_side(block: Block) -> list[Block]:
    """The block itself, or the parts that stand beside each other in it."""
    at = _cut(block)
    if at is None:
        return [block]
    area = block.area
    left = block.part(Range(area.top, area.left, area.bottom, at - 1))
    right = block.part(Range(area.top, at, area.bottom, area.right))
    if not left.rows or not right.rows:
        return [block]
    return [left, *side_by_side(right)]


def _cut(block: Block) -> int | None:
    """The first column of a second table; None where all stands in one."""
    used, heads = _used_columns(block)
    starts = [column for column in sorted(used) if column - 1 not in used and column > min(used)]
    for column in starts:
        if _is_table_from(block, column, max(at for at in used if at < column)):
            return column
    return _begins_again(block, heads)


def _used_columns(block: Block) -> tuple[set[int], list[list[Entry]]]:
    """The columns that hold anything but lines in a sample of the rows, and the first of these rows.

    A row in which nothing is merged and that has cells in no further column need not be read for that.
    """
    used, heads = set[int](), list[list[Entry]]()
    for row in block.rows[:_SAMPLED_ROWS]:
        if len(heads) == _HEAD_ROWS and not block.is_merged(row) and used.issuperset(block.columns(row)):
            continue
        if not _is_line(entries := block.row(row)):
            used.update(*(range(entry.column, min(entry.right, 16_384) + 1) for entry in entries))
            if len(heads) < _HEAD_ROWS:
                heads.append(entries)
    return used, heads


def _is_line(entries: Sequence[Entry]) -> bool:
    """A title or note that may run over several tables."""
    return len(entries) == 1


def _is_table_from(block: Block, column: int, left_end: int) -> bool:
    """Whether the columns from one on look like a table of their own: names at its left, more beside them."""
    area = block.area
    right = block.part(Range(area.top, column, area.bottom, area.right), _NAMED_ROWS)
    left = block.part(Range(area.top, area.left, area.bottom, left_end), _NAMED_ROWS)
    return _has_names(right, column) and _has_names(left, area.left)


def _has_names(part: Block, column: int) -> bool:
    firsts = [
        entries[0] for row in part.rows[:_NAMED_ROWS] if (entries := part.row(row)) and len(entries) > 1
    ]
    named = [
        entry for entry in firsts if entry.sort in {Sort.WORD, Sort.YEAR, Sort.DATE} or label_kind(entry.text)
    ]
    begins = [entry for entry in firsts if entry.column <= column + 1]
    has_stub = any(label_kind(entry.text) for row in part.rows[:_HEAD_ROWS] for entry in part.row(row)[:1])
    if has_stub:
        return len(begins) >= 2
    return len(firsts) >= 3 and len(named) >= 0.7 * len(firsts) and len(begins) >= 0.7 * len(firsts)


def _begins_again(block: Block, rows: Sequence[Sequence[Entry]]) -> int | None:
    """A heading row whose first stub comes again after other headings: 序号 指标 绝对值 | 序号 指标 绝对值."""
    for entries in rows:
        if len(entries) < 4 or any(entry.sort not in {Sort.WORD, Sort.YEAR} for entry in entries):
            continue
        first = entries[0]
        if (other := _half(entries)) and _names_rows(block, first) and _names_rows(block, other):
            return other.column
        if not label_kind(first.text):
            continue
        again = [entry for entry in entries[2:] if tight(entry.text) == tight(first.text)]
        if again and _same_words(entries, first, again[0]):
            return again[0].column
    return None


def _half(entries: Sequence[Entry]) -> Entry | None:
    """The entry in the middle of a heading whose second half says the same as its first, but for its first word."""
    words = [tight(entry.text) for entry in entries]
    half = len(words) // 2
    same = len(words) == 2 * half and half > 1 and words[1:half] == words[half + 1 :]
    return entries[half] if same else None


def _names_rows(block: Block, heading: Entry) -> bool:
    """Whether words stand under a heading, nearly each another."""
    below = [
        entry
        for row in block.rows_between(heading.bottom + 1, heading.bottom + 200)
        for entry in block.row(row)
    ]
    own = [entry for entry in below if entry.column == heading.column]
    words = {entry.text for entry in own if entry.sort is Sort.WORD}
    return len(words) > 1 and len(words) >= 0.8 * len(own)


def _same_words(entries: Sequence[Entry], first: Entry, again: Entry) -> bool:
    """Whether at least the first two headings after both stubs are the same."""
    words = [tight(entry.text) for entry in entries]
    one, other = entries.index(first), entries.index(again)
    return words[one : one + 2] == words[other : other + 2]
