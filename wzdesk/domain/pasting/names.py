"""Heads and names copied along with a block: which texts are figures, and for which rows and columns they are."""

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from wzdesk.domain.missing_words import availability_of
from wzdesk.domain.numerals import decimal_of
from wzdesk.domain.text import closed_up, normalise
from wzdesk.domain.typed_cell import Column
from wzdesk.domain.units import parse_unit

_HEADINGS: tuple[tuple[Column | None, re.Pattern[str]], ...] = (
    (None, re.compile(r"完成率|进度|比重|位次|排名|序号|单位|完成年度目标")),
    (Column.LAST_YEAR, re.compile(r"(?:上年|去年)(?:同期)?(?:数|累计|完成)?$")),
    (Column.GROWTH, re.compile(r"增速|增长|增幅|同比")),
    (Column.CHANGE, re.compile(r"变动|增减")),
    (Column.TARGET, re.compile(r"目标|计划")),
    (Column.REMARK, re.compile(r"备注|说明")),
    (Column.MONTH, re.compile(r"本月|当月|本期|^\d{1,2}月$")),
    (Column.TOTAL, re.compile(r"累计|1[-—~至]\d{1,2}月")),
    (Column.LEVEL, re.compile(r"绝对值|实绩|完成数|完成值|实际完成")),
)
"""What a heading says its column is; the first that fits. None is a column that stores nothing."""
_ASIDE = re.compile(r"\([^()]*\)")
_MARKS = re.compile(
    r"^(?:[#*]|其中:?|\d+[.、]|[一二三四五六七八九十]+、|\([一二三四五六七八九十\d]+\))+|[\s:\"、,.·]"
)
_LEAST_SHARE = 0.5


@dataclass(frozen=True, slots=True)
class NamedBlock:
    """What of a copied block are figures, found by the names in it.

    ``rows`` gives for a row of the block the row of the grid; ``unknown`` the names that the grid has not, by row.
    ``columns`` are the block's columns with figures, and what each heading says it is (empty where one says nothing:
    then they go side by side from where one pastes). ``head_rows`` are left out.
    """

    name_column: int
    rows: Mapping[int, int]
    unknown: Mapping[int, str]
    columns: tuple[int, ...]
    meant: Mapping[int, Column]
    head_rows: tuple[int, ...]


def named_block(texts: Sequence[Sequence[str]], names: Sequence[str]) -> NamedBlock | None:
    """The names in a block matched with those of the grid's rows; None where there are none in it.

    ``names`` are the grid's row names from top to bottom; a name that stands in it twice is matched in order.
    """
    wide = max((len(line) for line in texts), default=0)
    if wide < 2 or not names:
        return None
    if not (named := [column for column in range(wide - 1) if _has_words(texts, column)]):
        return None
    places, loose = _places(names, name_key), _places(names, _loose_key)
    matched = [(column, _rows_by_name(texts, column, places, loose)) for column in named]
    column, rows = max(matched, key=lambda each: len(each[1]))
    filled = [row for row in range(len(texts)) if _at(texts, row, column)]
    if not rows:
        return None
    first = min(rows)
    below = [row for row in filled if row >= first]
    if len(rows) < _LEAST_SHARE * len(below):
        return None
    body = range(first, len(texts))
    figures = [each for each in range(column + 1, wide) if not _is_caption(texts, each, body)]
    meant = _meant(texts, figures, range(first))
    unknown = {
        row: _at(texts, row, column)
        for row in body
        if row not in rows and any(_at(texts, row, each) for each in figures)
    }
    kept = tuple(each for each in figures if not meant or each in meant)
    return NamedBlock(column, rows, unknown, kept, meant, tuple(range(first)))


def head_rows(texts: Sequence[Sequence[str]]) -> int:
    """How many rows at the top of a block without names are headings: no number, a word that heads a column.

    A title above them, the blanks that merged cells leave between them, and a row of units below go with them.
    """
    count = 0
    for number, line in enumerate(texts[:-1], 1):
        said = [text for text in map(str.strip, line) if text]
        if any(_is_figure(text) for text in said):
            break
        if any(_heads(text) for text in said) or (count and said and all(map(_is_unit, said))):
            count = number
    return count


def _heads(text: str) -> bool:
    return any(pattern.search(closed_up(normalise(text))) for _, pattern in _HEADINGS)


def _has_words(texts: Sequence[Sequence[str]], column: int) -> bool:
    """Whether there are letters in a column: most blocks are nothing but numbers, and looking for names takes long."""
    return any(any(map(str.isalpha, _at(texts, row, column))) for row in range(len(texts)))


def _places(names: Sequence[str], key_of: Callable[[str], str]) -> Mapping[str, Sequence[int]]:
    """The grid's rows by the key of their name."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for row, name in enumerate(names):
        places[key_of(name)].append(row)
    return places


def _rows_by_name(
    texts: Sequence[Sequence[str]],
    column: int,
    places: Mapping[str, Sequence[int]],
    loose: Mapping[str, Sequence[int]],
) -> dict[int, int]:
    """The grid's row for each row of the block whose name is known: by its full spelling, else without asides."""
    found: dict[int, int] = {}
    taken: set[int] = set()
    for row in range(len(texts)):
        if not (text := _at(texts, row, column)):
            continue
        for known in (places.get(name_key(text)), loose.get(_loose_key(text))):
            free = next((at for at in known if at not in taken), None) if known else None
            if free is not None:
                found[row] = free
                taken.add(free)
                break
    return found


def name_key(name: str) -> str:
    """A name for comparing: without numbering, 其中, marks and blanks."""
    return _MARKS.sub("", normalise(name)).upper()


def _loose_key(name: str) -> str:
    """The same without asides in parentheses: 地区生产总值（GDP）."""
    return name_key(_ASIDE.sub("", normalise(name)))


def _meant(texts: Sequence[Sequence[str]], figures: Sequence[int], heads: range) -> dict[int, Column]:
    """The stored column of each column of figures, where every one is told once; empty otherwise."""
    said: dict[int, Column | None] = {}
    for column in figures:
        words = [closed_up(normalise(_at(texts, row, column))) for row in reversed(heads)]
        told = [its for word in words if word for its, pattern in _HEADINGS if pattern.search(word)]
        if not told:
            return {}
        said[column] = told[0]
    meant = {column: its for column, its in said.items() if its is not None}
    return meant if len(set(meant.values())) == len(meant) else {}


def _is_caption(texts: Sequence[Sequence[str]], column: int, body: range) -> bool:
    """Whether a column says the units of the rows."""
    said = [text for row in body if (text := _at(texts, row, column))]
    units = [text for text in said if not _is_figure(text) and _is_unit(text)]
    return (
        bool(units) and 2 * len(units) >= len(said) and not any(decimal_of(normalise(text)) for text in said)
    )


def _is_unit(text: str) -> bool:
    return parse_unit(normalise(text)) is not None


def _is_figure(text: str) -> bool:
    plain = normalise(text)
    return decimal_of(plain.rstrip("%")) is not None or availability_of(closed_up(plain)) is not None


def _at(texts: Sequence[Sequence[str]], row: int, column: int) -> str:
    line = texts[row]
    return line[column].strip() if column < len(line) else ""
