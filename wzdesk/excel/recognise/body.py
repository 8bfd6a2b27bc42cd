"""The rows under a heading: which are records, which are lines across, and where the table ends."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum

from wzdesk.excel.read.book import BookCell, ValueKind
from wzdesk.excel.recognise.grid import Block, Entry, Sort
from wzdesk.excel.recognise.header import Header, header_at
from wzdesk.excel.recognise.paths import indent_of, rank_of
from wzdesk.excel.recognise.words import (
    LabelKind,
    is_above,
    is_attachment,
    is_note,
    is_signature,
    is_year,
    label_kind,
    may_be_note,
    tight,
    unit_of_line,
)

_FAR, _LONG = 2, 60


_LEAST_AT_ONCE, _MOST_AT_ONCE = 16, 1_024
_TEXT, _NUMBER = ValueKind.TEXT, ValueKind.NUMBER


class _Is(Enum):
    """What a row under a heading is."""

    RECORD = "record"
    BARE = "bare"  # labels and no values: an empty record, or a line
    LINE = "line"  # one text across the table
    NOTE = "note"
    STRAY = "stray"  # values without any label


_RECORD = _Is.RECORD  # asked for with every row: a name is found several times as fast as a member of an enum


@dataclass(slots=True)
class Body:
    """The rows of a table in order: records, lines between them, notes; ``end`` is the index of the first row after."""

    records: list[int] = field(default_factory=list)
    sections: list[Entry] = field(default_factory=list)
    notes: list[Entry] = field(default_factory=list)
    strays: list[int] = field(default_factory=list)
    end: int = 0


def body_of(block: Block, header: Header, labels: Mapping[int, LabelKind], values: Sequence[int]) -> Body:
    """Walk down from the heading to the last row that belongs to the table."""
    scan = _Scan(block, header, labels, frozenset(values))
    return scan.walk()


class _Scan:
    def __init__(
        self, block: Block, header: Header, labels: Mapping[int, LabelKind], values: frozenset[int]
    ) -> None:
        self._block, self._header, self._labels, self._values = block, header, labels, values
        self._names = {column for column, kind in labels.items() if kind is LabelKind.NAME}
        self._keys = {
            column
            for column, kind in labels.items()
            if kind in {LabelKind.NUMBER, LabelKind.CODE, LabelKind.UNIT}
        }
        self._plain, self._looked_to, self._at_once = set[int](), 0, _LEAST_AT_ONCE
        self._heading_end = header.rows[-1] if header.rows else 0
        self._heading_texts = self._texts(header.rows[0]) if header.rows else []

    def walk(self) -> Body:
        """Sort the rows, then decide which of the bare ones are records."""
        rows = self._block.rows
        index, kinds = self._header.below, list[tuple[int, _Is]]()
        while index < len(rows):
            if self._is_plain_record(index):
                kinds.append((rows[index], _RECORD))
            elif self._next_table(index, kinds):
                break
            else:
                kinds.append((rows[index], self._kind(rows[index])))
            index += 1
        if index < len(rows):
            kinds = kinds[: self._end_before_title(kinds)]
        return self._sorted(kinds, self._header.below + len(kinds))

    def _is_plain_record(self, index: int) -> bool:
        """A quick yes for the rows of large tables: a name, then a figure that is no year, and nothing merged."""
        if index >= self._looked_to:
            rows = self._block.rows[index : index + self._at_once]
            self._looked_to, self._at_once = index + len(rows), min(2 * self._at_once, _MOST_AT_ONCE)
            self._plain = set(self._plain_records(rows))
        return self._block.rows[index] in self._plain

    def _plain_records(self, rows: Sequence[int]) -> Iterator[int]:
        cells = self._block.sheet.cells
        for columns, those in self._block.plain_alike(rows):
            names = self._names.intersection(columns)
            values = tuple(column for column in columns if column in self._values)
            if not names or not values:
                continue
            for row, (first, figure, *named) in cells.held(those, (columns[0], values[0], *names)):
                if (
                    not _may_say_more(first)
                    and any(cell and cell.raw.strip() for cell in named)
                    and (_is_figure(figure) or any(map(_is_figure, cells.some(row, values).values())))
                ):
                    yield row

    def _end_before_title(self, kinds: Sequence[tuple[int, _Is]]) -> int:
        """Where the lines above the next table begin: after the last record or note, or after a gap."""
        last = self._last_record(kinds)
        end = len(kinds)
        while end - 1 > last and kinds[end - 1][1] is not _Is.NOTE:
            end -= 1
        while end > 1 and kinds[end - 1][1] is _Is.BARE and len(self._block.row(kinds[end - 1][0])) == 1:
            end -= 1
        return end

    def _texts(self, row: int) -> list[str]:
        return [tight(entry.text) for entry in self._block.row(row)]

    def _next_table(self, index: int, kinds: Sequence[tuple[int, _Is]]) -> bool:
        """Whether a new heading begins here: the same one again, or another after a gap or a line."""
        rows = self._block.rows
        entries = self._block.row(rows[index])
        if len(entries) < 2:
            return False
        if self._heading_texts and [tight(entry.text) for entry in entries] == self._heading_texts:
            return True
        if any(entry.sort not in {Sort.WORD, Sort.YEAR, Sort.DATE} for entry in entries):
            return False
        apart = index > 0 and (
            rows[index] > rows[index - 1] + 1 or (bool(kinds) and kinds[-1][1] in {_Is.LINE, _Is.NOTE})
        )
        apart = apart or (
            bool(kinds) and kinds[-1][1] is _Is.BARE and len(self._block.row(rows[index - 1])) == 1
        )
        apart = apart or (
            bool(kinds) and kinds[-1][1] is _Is.STRAY and is_above(self._block.row(rows[index - 1])[0].text)
        )
        if not kinds or not apart or (entries[0].sort is not Sort.WORD and entries[0].column in self._labels):
            return False
        found = header_at(self._block, index)
        return found is not None and self._heads_anew(entries, found)

    def _heads_anew(self, entries: Sequence[Entry], found: Header) -> bool:
        if self._are_words_for_figures(entries):
            return True
        if found.has_stub:
            return (
                any(label_kind(entry.text) for entry in entries[:3]) or entries[0].column not in self._labels
            )
        return entries[0].column not in self._names

    def _are_words_for_figures(self, entries: Sequence[Entry]) -> bool:
        """Whether words stand in columns that held figures so far, and begin where the labels do."""
        above = self._block.rows_between(entries[0].row - 40, entries[0].row - 1)
        held = [entry for row in above for entry in self._block.row(row) if entry.column in self._values]
        figures = {entry.column for entry in held if entry.sort is Sort.NUMBER}
        words = {entry.column for entry in held if entry.sort is Sort.WORD and entry.row > self._heading_end}
        mine = {entry.column for entry in entries if entry.column in self._values}
        return bool(mine) and mine <= figures - words

    def _kind(self, row: int) -> _Is:
        entries = self._block.row(row)
        first = entries[0]
        if is_note(first.text) or all(is_signature(entry.text) for entry in entries):
            return _Is.NOTE
        if self._is_across(row, first):
            return _Is.LINE
        held = [entry for entry in entries if entry.column in self._values]
        if held and all(unit_of_line(entry.text) for entry in held):
            return _Is.LINE
        labelled = any(entry.column in self._labels for entry in entries)
        if held:
            return _Is.RECORD if self._is_named(row) else _Is.STRAY
        if not labelled:
            return _Is.STRAY
        return _Is.BARE

    def _is_named(self, row: int) -> bool:
        """Whether a row has a name, its own or one merged from above; a translation alone is none."""
        columns = [column for column, kind in self._labels.items() if kind is not LabelKind.TRANSLATION]
        return not columns or any(self._block.at(row, column) for column in columns)

    def _is_across(self, row: int, first: Entry) -> bool:
        """Whether a text is merged over labels and values alike."""
        if first.column not in self._labels and first.column not in self._values:
            return False
        over = [column for column in self._values if first.column < column <= first.right]
        first_of_labels = first.column in self._labels or not self._labels
        lone = len(self._block.row(row)) == 1
        if first_of_labels and over and len(over) * 2 >= len(self._values):
            return True
        numbered = next((entry for entry in self._block.row(row) if entry.column in self._names), None)
        if numbered and len(self._block.row(row)) == 2 and first.column in self._keys:
            over = [column for column in self._values if numbered.column < column <= numbered.right]
            return bool(over) and len(over) * 2 >= len(self._values)
        return lone and first.column in self._labels and len(first.text) > _LONG and bool(self._keys)

    def _sorted(self, kinds: Sequence[tuple[int, _Is]], end: int) -> Body:
        """Records up to the last one; lines between them are sections, all that follows are notes."""
        body = Body(end=end)
        last = self._last_record(kinds)
        has_keys = self._has_keys(
            [row for row, kind in kinds[: last + 1] if kind is _RECORD or kind is _Is.BARE]
        )
        heads = self._lone_heads(kinds[: last + 1])
        for index, (row, kind) in enumerate(kinds):
            if kind is _RECORD:
                body.records.append(row)
                continue
            entries = self._block.row(row)
            if kind is _Is.NOTE or index > last:
                body.notes += [
                    entry
                    for entry in entries
                    if index <= last or entry.sort is not Sort.NUMBER or kind is _Is.NOTE
                ]
                if (
                    index > last
                    and kind is not _Is.NOTE
                    and any(entry.sort is Sort.NUMBER for entry in entries)
                ):
                    body.strays.append(row)
            elif kind is _Is.LINE or (
                kind is _Is.BARE and (row in heads or self._is_section(entries, has_keys=has_keys))
            ):
                body.sections.append(self._section_text(entries))
            elif kind is _Is.STRAY:
                body.strays.append(row)
            else:
                body.records.append(row)
        return body

    def _lone_heads(self, kinds: Sequence[tuple[int, _Is]]) -> frozenset[int]:
        """Lone labels without figures between full rows that are not indented under them: 教育, 医疗, 养老."""
        lone = [
            at for at, (row, kind) in enumerate(kinds) if kind is _Is.BARE and len(self._block.row(row)) == 1
        ]
        if len(lone) < 2 or lone[0] != 0:
            return frozenset()
        full = [row for row, kind in kinds if kind is _RECORD]
        cells = self._block.sheet.cells
        held = sum(len(self._values.intersection(cells.columns(row))) for row in full)
        if held < 0.8 * len(full) * len(self._values):
            return frozenset()
        heads = {kinds[at][0]: kinds[at + 1] for at in lone if at + 1 < len(kinds)}
        flat = all(
            kind is _Is.RECORD
            and self._lead(below) <= self._lead(row)
            and rank_of(self._block.row(row)[0].text) is None
            for row, (below, kind) in heads.items()
        )
        return frozenset(heads) if flat and len(heads) == len(lone) else frozenset()

    def _lead(self, row: int) -> int:
        return indent_of(self._block.row(row)[0])

    def _section_text(self, entries: Sequence[Entry]) -> Entry:
        return next((entry for entry in entries if entry.column in self._names), entries[0])

    def _has_keys(self, rows: Sequence[int]) -> bool:
        """Whether nearly all rows carry a running number or a code."""
        if not self._keys:
            return False
        cells = self._block.sheet.cells
        rows = [row for row in rows if len(cells.columns(row)) > 1]
        keyed = sum(not self._keys.isdisjoint(cells.columns(row)) for row in rows)
        return keyed >= 0.8 * len(rows) > 0

    def _is_section(self, entries: Sequence[Entry], *, has_keys: bool) -> bool:
        """A lone label without the number or code that the other rows carry."""
        return has_keys and len(entries) == 1 and not any(entry.column in self._keys for entry in entries)

    def _last_record(self, kinds: Sequence[tuple[int, _Is]]) -> int:
        """The index of the last row that is a record; bare rows right under one still are, until a gap or a note."""
        last = max((at for at, (_, kind) in enumerate(kinds) if kind is _RECORD), default=-1)
        for at in range(last + 1, len(kinds)):
            row, kind = kinds[at]
            entries = self._block.row(row)
            keyed = any(entry.column in self._keys and entry.sort is not Sort.WORD for entry in entries)
            named = any(entry.column in self._names for entry in entries)
            near = at == 0 or row <= kinds[at - 1][0] + (_FAR if keyed and named else 1)
            if (
                kind in {_Is.NOTE, _Is.STRAY}
                or not near
                or any(is_attachment(entry.text) for entry in entries)
            ):
                break
            if kind is _Is.BARE:
                last = at
        return last


def _may_say_more(first: BookCell | None) -> bool:
    """Whether the first cell of a row may open a note, or shows nothing."""
    return first is not None and first.kind is _TEXT and (not first.raw.strip() or may_be_note(first.raw))


def _is_figure(cell: BookCell | None) -> bool:
    """Whether a cell holds a number that is no year."""
    return cell is not None and cell.kind is _NUMBER and not is_year(cell.raw)
