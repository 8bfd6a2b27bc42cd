"""Which columns of a table hold the labels of its rows, and what each of them holds."""

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from wzdesk.excel.recognise.grid import Block, Entry, Sort
from wzdesk.excel.recognise.words import LabelKind, is_column_number, is_time, is_unit, label_kind, tight

_SAMPLE = 200
_WORDY = 0.6
_MONTHS = re.compile("月份?$|^日$|季度?$")
_FIGURES = frozenset({Sort.NUMBER, Sort.MARK, Sort.OTHER})


class Profile:
    """What the body of a table holds, column by column, in a sample of its rows."""

    def __init__(self, block: Block, header_rows: Sequence[int], rows: Sequence[int]) -> None:
        self._block, self._header_rows = block, header_rows
        self._rows = list(rows[:_SAMPLE])
        self._entries: dict[int, list[Entry]] = {}
        for row in self._rows:
            entries = block.row(row)
            for entry in entries:
                if len(entries) > 1 or entry.right == entry.column:
                    self._entries.setdefault(entry.column, []).append(entry)

    @property
    def columns(self) -> list[int]:
        """The columns with a heading or with anything in the body, from left to right."""
        headed = {
            column
            for row in self._header_rows
            for entry in self._block.row(row)
            for column in range(entry.column, min(entry.right, self._block.area.right) + 1)
        }
        return sorted(headed | set(self._entries))

    def entries(self, column: int) -> list[Entry]:
        """The sampled entries of a column."""
        return self._entries.get(column, [])

    def headings(self, column: int) -> list[Entry]:
        """The heading entries over a column from top to bottom, each merged one once."""
        found: list[Entry] = []
        for row in self._header_rows:
            entry = self._block.at(row, column)
            if entry and all(entry.place != other.place for other in found):
                found.append(entry)
        return found

    def kind(self, column: int) -> LabelKind | None:
        """The kind of label column that the heading names."""
        headings = [entry for entry in self.headings(column) if not is_column_number(entry.text)]
        texts = [entry.text for entry in headings]
        if len(texts) > 1:
            texts.append("".join(texts))
        kinds = [kind for text in texts if (kind := label_kind(text))]
        if kinds[:1] == [LabelKind.NAME] and headings[0].right > headings[0].column:
            return next((kind for kind in kinds if kind is not LabelKind.NAME), LabelKind.NAME)
        return kinds[0] if kinds else None

    def is_wordy(self, column: int) -> bool:
        """Whether a column holds mostly words."""
        entries = self.entries(column)
        words = sum(entry.sort in {Sort.WORD, Sort.DATE} for entry in entries)
        return words > 0 and words >= _WORDY * len(entries)

    def holds_figures(self, column: int) -> bool:
        """Whether a column holds mostly figures that are no times."""
        entries = self.entries(column)
        figures = sum(entry.sort in _FIGURES for entry in entries)
        return figures > 0 and figures > (1 - _WORDY) * len(entries)

    def mixes_names_with_counts(self, column: int) -> bool:
        """Whether words and small whole numbers, each another, name the rows of the first column: 0-4岁 0 1 2."""
        entries = self.entries(column)
        words = sum(entry.sort is Sort.WORD for entry in entries)
        whole = sum(entry.text.isdecimal() and len(entry.text) <= 3 for entry in entries)
        return (
            words > 0
            and words + whole == len(entries)
            and column == self.columns[0]
            and self.is_distinct(column)
        )

    def is_distinct(self, column: int) -> bool:
        """Whether nearly every entry of a column differs from the others, and none holds for several rows."""
        entries = self.entries(column)
        texts = {entry.text for entry in entries}
        tall = any(entry.bottom > entry.row for entry in entries)
        return not tall and len(texts) >= 0.9 * len(entries) and len(entries) >= 0.7 * len(self._rows)

    def stands_in_runs(self, column: int) -> bool:
        """Whether a column groups the rows: each word stands in rows that follow each other, or at their first only."""
        texts = [entry.text for entry in self.entries(column)]
        runs = 1 + sum(one != other for one, other in pairwise(texts))
        return bool(texts) and runs <= 1.2 * len(set(texts)) and len(set(texts)) < 0.7 * len(self._rows)

    def tells_apart(self, columns: Sequence[int]) -> bool:
        """Whether several columns together name nearly every row."""
        texts = [
            tuple(entry.text if (entry := self._block.at(row, at)) else "" for at in columns)
            for row in self._rows
        ]
        return len(set(texts)) >= 0.9 * len(texts)

    def counts_on(self, column: int) -> bool:
        """Whether a column right of a name numbers the lines of a form: 行次, rising by one wherever it goes on."""
        numbers = [
            int(entry.text)
            for entry in self.entries(column)
            if entry.text.isdecimal() and len(entry.text) < 6
        ]
        lines = any(re.fullmatch("行次|序号|项次|编号", tight(entry.text)) for entry in self.headings(column))
        return lines and len(numbers) > 2 and all(after == before + 1 for before, after in pairwise(numbers))

    def is_latin(self, column: int) -> bool:
        """Whether a column's words are in Latin letters."""
        words = [entry.text for entry in self.entries(column) if entry.sort is Sort.WORD]
        return bool(words) and sum(text.isascii() for text in words) >= 0.8 * len(words)

    def names_offices(self, column: int) -> bool:
        """Whether a column under 单位 holds names of offices and not units of measurement."""
        entries = self.entries(column)
        return sum(is_unit(entry.text) for entry in entries) < 0.2 * len(entries) and self.is_distinct(column)

    def holds_units(self, column: int) -> bool:
        """Whether a column holds units."""
        entries = self.entries(column)
        return bool(entries) and sum(is_unit(entry.text) for entry in entries) >= 0.8 * len(entries)

    def holds_times(self, column: int) -> bool:
        """Whether a column holds years, months or days; under 月份 also bare numbers."""
        entries = self.entries(column)
        bare = any(_MONTHS.search(entry.text) for entry in self.headings(column))
        times = sum(
            entry.sort in {Sort.YEAR, Sort.DATE}
            or is_time(entry.text)
            or (bare and entry.text.isdecimal() and int(entry.text) <= 31)
            for entry in entries
        )
        return times > 0 and times >= 0.8 * len(entries)

    def counts(self, column: int) -> bool:
        """Whether a column runs 1, 2, 3 ... down the rows, perhaps anew in each section."""
        numbers = [
            int(entry.text)
            for entry in self.entries(column)
            if entry.text.isdecimal() and len(entry.text) < 6
        ]
        steps = sum(after in {before + 1, 1} for before, after in pairwise(numbers))
        return len(numbers) > 2 and numbers[0] == 1 and steps >= 0.9 * (len(numbers) - 1)


def label_columns(profile: Profile) -> dict[int, LabelKind]:
    """The columns with labels; in most tables the leftmost ones.

    A column is one by its heading (指标, 序号, 单位) or, before any named one, because it holds words.
    The last one is the first that tells every row from the others, a unit or a translation beside it.
    """
    found: dict[int, LabelKind] = {}
    for column in profile.columns:
        kind = _kind(profile, column, found)
        if kind is None:
            break
        found[column] = kind
    if not any(kind is LabelKind.NAME for kind in found.values()):
        found = _elsewhere(profile) or _named_by_content(profile, found) or _first_of_whole_numbers(profile)
    return found


def _kind(profile: Profile, column: int, found: Mapping[int, LabelKind]) -> LabelKind | None:
    """What a column is, given the label columns left of it; None where values begin."""
    kind = profile.kind(column)
    names = [at for at, one in found.items() if one is LabelKind.NAME]
    if names:
        return _beside_name(profile, column, names, kind)
    if kind is LabelKind.UNIT and profile.is_wordy(column) and profile.names_offices(column):
        return LabelKind.NAME
    if kind in {LabelKind.NUMBER, LabelKind.CODE, LabelKind.UNIT, LabelKind.CATEGORY}:
        return kind
    if kind is LabelKind.NAME:
        return (
            None
            if profile.holds_figures(column)
            and not profile.holds_times(column)
            and not profile.mixes_names_with_counts(column)
            else LabelKind.NAME
        )
    if not profile.headings(column) and profile.counts(column):
        return LabelKind.NUMBER
    if profile.is_wordy(column) or (profile.holds_times(column) and not profile.headings(column)):
        return LabelKind.UNIT if profile.holds_units(column) else LabelKind.NAME
    return None


def _beside_name(
    profile: Profile, column: int, names: Sequence[int], kind: LabelKind | None
) -> LabelKind | None:
    """What a column right of a name is: a further part of it, its unit, its translation, or none of these."""
    last = names[-1]
    if kind is LabelKind.UNIT or (profile.holds_units(column) and not profile.headings(column)):
        return LabelKind.UNIT
    if kind is LabelKind.CODE or (kind is LabelKind.NUMBER and profile.counts_on(column)):
        return kind
    if {entry.place for entry in profile.headings(column)} & {
        entry.place for entry in profile.headings(last)
    }:
        return LabelKind.NAME
    if not profile.is_wordy(column) and not (kind is LabelKind.NAME and profile.holds_times(column)):
        return None
    if profile.is_latin(column) and not profile.is_latin(last) and kind is not None:
        return LabelKind.TRANSLATION
    if profile.is_distinct(last):
        return None
    named = kind in {LabelKind.NAME, LabelKind.CATEGORY} or not profile.headings(column)
    named = named or (
        profile.stands_in_runs(last) and profile.is_distinct(column) and profile.tells_apart([*names, column])
    )
    return LabelKind.NAME if named else None


def _elsewhere(profile: Profile) -> dict[int, LabelKind]:
    """A named column with words that does not stand at the left: 地区 right of the statistics."""
    for column in profile.columns:
        if profile.kind(column) is LabelKind.NAME and profile.is_wordy(column):
            return {column: LabelKind.NAME}
    return {}


def _first_of_whole_numbers(profile: Profile) -> dict[int, LabelKind]:
    """疫情持续时间 3 6 9: under a heading that is no time, different whole numbers left of figures are labels."""
    first, *others = profile.columns
    headings = profile.headings(first)
    if not others or not headings or any(is_time(entry.text) for entry in headings):
        return {}
    entries = profile.entries(first)
    whole = entries and all(entry.text.isdecimal() for entry in entries)
    rising = whole and all(int(one.text) < int(other.text) for one, other in pairwise(entries))
    return {first: LabelKind.NAME} if rising and len(entries) > 1 else {}


def _named_by_content(profile: Profile, found: dict[int, LabelKind]) -> dict[int, LabelKind]:
    """Without any name, a category or the running number is what tells the rows apart."""
    for kind in (LabelKind.CATEGORY, LabelKind.CODE, LabelKind.NUMBER):
        for column, one in found.items():
            if one is kind:
                return {**found, column: LabelKind.NAME}
    return found
