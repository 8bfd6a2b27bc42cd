"""The rows of a sheet's part, read by patterns over its bytes: many times as fast as by a parser's events.

Only rows in the spelling of the makers of workbooks; all others are left to a parser (``PlainRows.rest``). Nothing is
refused here: where something is wrong with a row, the parser comes upon it again. What was found holds once a parser
knows ``PlainRows.doubtful`` to be XML.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import chain, compress
from operator import ge

from wzdesk.excel.read.book import LAST_ROW
from wzdesk.excel.read.exact_numbers import exact_numbers
from wzdesk.excel.read.heads import Heads
from wzdesk.excel.read.packed_rows import PackedRow, packed, unpacked
from wzdesk.excel.read.parts import Contents
from wzdesk.excel.read.plain_xml import Frame, are_plain_texts, attributes_of
from wzdesk.excel.read.row_shapes import Shape, Tags, columns_of, patterns_for
from wzdesk.excel.read.tag_heads import HeadsOfTags, Odd

_MOST_SHAPES = 1_000
_LEAST_RUN, _RUN = 4, 256
_PATTERN_COLUMNS = 5_000
_DIGITS, _WHITE, _TAG_END = b"0123456789.+-eE", b" \t\r\n", ord(">")


class PlainRows:
    """The rows found: ``rows`` by number, their ``heads``, and the numbers of those that are hidden.

    ``odd_rows`` are the numbers of rows that a parser has to read; ``rest`` has them and all but rows.
    """

    def __init__(self, part: bytes, frame: Frame, contents: Contents) -> None:
        self._part, self._frame, self._contents = part, frame, contents
        self._patterns = patterns_for(frame.prefix)
        self._shapes: dict[tuple[object, ...], Shape] = {}
        self.heads = Heads()
        self._heads_of_tags = HeadsOfTags(self.heads, contents)
        self._last: Shape | None = None
        self._budget = _PATTERN_COLUMNS
        self._hides: dict[bytes, bool] = {}
        self._empty_texts = frozenset(at for at, text in enumerate(contents.texts) if not text)
        self._is_utf_8 = b"ascii" not in part[: frame.begin].lower()
        self._number = self._odd_bytes = self._no_run_before = 0
        self._odd: list[tuple[int, int]] = []
        self._doubtful: list[tuple[int, int]] = []
        self.rows: dict[int, PackedRow] = {}
        self.hidden_rows: set[int] = set()
        self.odd_rows: set[int] = set()
        self.count = 0

    @property
    def rest(self) -> bytes:
        """The part without the rows that were read."""
        return self._with_rows(self._odd)

    @property
    def doubtful(self) -> bytes:
        """The part without those rows that are XML if the others are: of the same tags, with nothing but plain text."""
        size = sum(end - start for start, end in self._doubtful)
        return self._part if size * 2 > len(self._part) else self._with_rows(self._doubtful)

    def _with_rows(self, rows: Iterable[tuple[int, int]]) -> bytes:
        before, after = self._part[: self._frame.begin], self._part[self._frame.end :]
        return b"".join([before, *(self._part[start:end] for start, end in rows), after])

    def read(self, most: int) -> None:
        """Reads the rows, and stops where there are more than ``most`` cells.

        Raises:
            Odd: the order of the rows is not plain, or most of them are odd.
        """
        tags, limit = self._patterns.row, self._frame.end
        tag = tags.search(self._part, self._frame.begin, limit)
        if self._part[self._frame.begin : tag.start() if tag else limit].strip(_WHITE):
            raise Odd
        while tag and self.count <= most:
            end = self._read_run(tag.start())
            following = tags.search(self._part, max(end, tag.end()), limit)
            if end == tag.start():
                self._read_row(tag, following.start() if following else limit)
            tag = following

    def _read_row(self, tag: re.Match[bytes], end: int) -> None:
        """Reads one row, or leaves it as an odd one."""
        number = int(tag[1]) if tag[1] else _number_in(tag[2])
        is_sure = tag[2] in self._hides
        self._come_to(number, tag[2])
        try:
            values = self._read_like_last(number, tag.start(), end)
            if not values:
                self._read_cells(number, tag, end)
            is_sure &= self._are_xml(values) and self._part[end - 1] == _TAG_END
        except Odd:
            is_sure = False
            self.odd_rows.add(number)
            self._odd.append((tag.start(), end))
            self._odd_bytes += end - tag.start()
            if self._odd_bytes * 2 > len(self._part) or _hides_tags(self._part[tag.start() : end]):
                raise
        if not is_sure:
            self._doubtful.append((tag.start(), end))

    def _come_to(self, number: int, tag: bytes) -> None:
        """Note a row's number and whether it is hidden."""
        if not self._number < number <= LAST_ROW:
            raise Odd
        self._number = number
        if self._hides_row(tag):
            self.hidden_rows.add(number)

    def _come_to_run(self, numbers: Sequence[int], tags: Sequence[bytes]) -> None:
        """The same of rows one after the other."""
        if not self._number < numbers[0] or numbers[-1] > LAST_ROW or any(map(ge, numbers, numbers[1:])):
            raise Odd
        self._number = numbers[-1]
        hiding = {tag for tag in {*tags} if self._hides_row(tag)}
        if hiding:
            self.hidden_rows.update(
                number for number, tag in zip(numbers, tags, strict=True) if tag in hiding
            )

    def _read_run(self, start: int) -> int:
        """Reads the rows from here on that are all like the last, many at once; where they end."""
        shape = self._last
        if not shape or shape.following is not shape or not shape.pattern or start < self._no_run_before:
            return start
        spans: list[tuple[int, int]] = []
        found: list[tuple[bytes, ...]] = []
        at = start
        while len(found) < _RUN and (row := shape.pattern.match(self._part, at, self._frame.end)):
            found.append(row.groups())
            spans.append((at, row.end()))
            at = row.end()
        if found and at < self._frame.end and not self._patterns.row.match(self._part, at):
            at = spans.pop()[0]
            found.pop()
        if len(found) < _LEAST_RUN:
            self._no_run_before = at
            return start
        numbers, values = [int(row[0]) for row in found], [row[2:] for row in found]
        packed_rows = self._packed_run(shape, values)
        if packed_rows is None:
            self._no_run_before = at
            return start
        known = self._hides.keys() & {row[1] for row in found}
        are_xml = self._are_xml([*chain.from_iterable(values)])
        self._come_to_run(numbers, [row[1] for row in found])
        for (_, tag, *_), span in zip(found, spans, strict=True):
            if not (are_xml and tag in known and self._part[span[1] - 1] == _TAG_END):
                self._doubtful.append(span)
                known.add(tag)
        if shape.columns:
            self.rows.update(zip(numbers, packed_rows, strict=True))
            self.count += len(shape.columns) * len(numbers)
        return at

    def _are_xml(self, values: Sequence[bytes]) -> bool:
        """Whether rows like the last, of which these are the values, have no formulas and only what is surely XML."""
        if not values or self._last is None or self._last.has_formulas:
            return False
        return not b"".join(values).strip(_DIGITS) or (self._is_utf_8 and are_plain_texts(values))

    def _hides_row(self, tag: bytes) -> bool:
        hides = self._hides.get(tag)
        if hides is None:
            attributes = attributes_of(tag)
            if attributes is None:
                raise Odd
            hides = self._hides[tag] = attributes.get("hidden") in {"1", "true"}
        return hides

    def _read_like_last(self, number: int, start: int, end: int) -> tuple[bytes, ...]:
        """The values of a row read by the pattern of the one that came here last time; nothing where that did not do."""
        guess = self._last.following if self._last else None
        if not guess or not guess.pattern:
            return ()
        found = guess.pattern.match(self._part, start, end)
        if not found or found.end() != end:
            return ()
        values = found.groups()[2:]
        self._take(number, guess, values)
        self._last = guess
        return values

    def _read_cells(self, number: int, tag: re.Match[bytes], end: int) -> None:
        """Reads a row cell by cell."""
        start = tag.end()
        if tag[2].endswith(b"/"):
            if self._part[start:end].strip():
                raise Odd
            return
        found = self._patterns.cell.findall(self._part, start, self._cells_end(start, end))
        if not found:
            return
        references, attributes, formulas, values = zip(*found, strict=True)
        letters = (b" ".join(references) + b" ").replace(b"%d " % number, b" ")
        shape = self._shape(letters, attributes, formulas, tuple(map(bool, values)))
        self._take(number, shape, values)
        self._budget -= shape.count_use(self._frame.prefix, self._budget)
        if self._last:
            self._last.following = shape
        self._last = shape

    def _cells_end(self, start: int, end: int) -> int:
        """Where the last cell of a row ends."""
        close = self._part.rfind(b"</", start, end)
        while close > start and self._part[close - 1] in b" \t\r\n":
            close -= 1
        if close < start or not self._patterns.row_end.fullmatch(self._part, close, end):
            raise Odd
        return close

    def _take(self, number: int, shape: Shape, values: tuple[bytes, ...]) -> None:
        kept = values
        if shape.has_numbers:
            numbers = tuple(compress(values, shape.numbers))
            exact = exact_numbers(numbers)
            if exact is None:
                raise Odd
            if exact is not numbers:
                kept = tuple(map((*values, *exact).__getitem__, shape.order))
        joined = b"\0".join(compress(kept, shape.kept) if shape.has_blanks else kept) + b"\0"
        if b"\r" in joined:
            raise Odd
        row = (shape.columns, shape.heads, joined)
        if shape.has_shared:
            row = self._with_texts(row, tuple(compress(values, shape.shared)))
        if row[0]:
            self.rows[number] = row
            self.count += len(row[0])

    def _packed_run(self, shape: Shape, rows: Sequence[tuple[bytes, ...]]) -> list[PackedRow] | None:
        """Rows of one shape as they are kept; None where one of them needs a closer look."""
        kept: Iterable[Sequence[bytes]] = rows
        if shape.has_numbers:
            numbers = tuple(chain.from_iterable(compress(values, shape.numbers) for values in rows))
            exact = exact_numbers(numbers)
            if exact is None:
                return None
            if exact is not numbers:
                each = len(numbers) // len(rows)
                kept = [
                    [*map((*values, *exact[at * each : at * each + each]).__getitem__, shape.order)]
                    for at, values in enumerate(rows)
                ]
        if shape.has_blanks:
            kept = (tuple(compress(values, shape.kept)) for values in kept)
        joined = [b"\0".join(values) + b"\0" for values in kept]
        if b"\r" in b"".join(joined) or not self._has_texts(shape, rows):
            return None
        return [(shape.columns, shape.heads, row) for row in joined]

    def _has_texts(self, shape: Shape, rows: Sequence[tuple[bytes, ...]]) -> bool:
        """Whether all shared texts of rows are there, and none is empty."""
        if not shape.has_shared:
            return True
        indices = [*chain.from_iterable(compress(values, shape.shared) for values in rows)]
        if not b"".join(indices).isdigit() or max(map(len, indices)) > 9:
            return False
        named = {*map(int, indices)}
        return max(named) < len(self._contents.texts) and self._empty_texts.isdisjoint(named)

    def _with_texts(self, row: PackedRow, indices: tuple[bytes, ...]) -> PackedRow:
        """The row without its empty texts, given the indices of all shared ones."""
        if not b"".join(indices).isdigit() or max(map(len, indices)) > 9:
            raise Odd
        if max(map(int, indices)) >= len(self._contents.texts):
            raise Odd
        if not self._empty_texts or self._empty_texts.isdisjoint(map(int, indices)):
            return row
        cells = unpacked(row, self.heads).items()
        return packed(
            {
                column: (head, value)
                for column, (head, value) in cells
                if not head.is_shared or int(value) not in self._empty_texts
            }
        )

    def _shape(
        self,
        letters: bytes,
        attributes: tuple[bytes, ...],
        formulas: tuple[bytes, ...],
        filled: tuple[bool, ...],
    ) -> Shape:
        key = (letters, b"<".join(attributes), b"<".join(formulas), filled)
        shape = self._shapes.get(key)
        if not shape:
            columns = columns_of(letters)
            if not columns:
                raise Odd
            heads = [*map(self._heads_of_tags.__getitem__, zip(attributes, formulas, filled, strict=True))]
            shape = Shape(columns, heads, Tags(letters, attributes, formulas, filled))
            if len(self._shapes) >= _MOST_SHAPES:
                self._shapes.clear()
            self._shapes[key] = shape
        return shape


def read_plain_rows(part: bytes, contents: Contents, frame: Frame, most: int) -> PlainRows | None:
    """The rows of a sheet's part; None where a parser has to read it all."""
    if b"\0" in part:  # no XML; here it parts the values of a row
        return None
    rows = PlainRows(part, frame, contents)
    try:
        rows.read(most)
    except (Odd, UnicodeDecodeError):
        return None
    return rows


def _number_in(tag: bytes) -> int:
    """The number of a row that is not its first attribute, or 0."""
    number = (attributes_of(tag) or {}).get("r", "")
    return int(number) if number.isdecimal() and len(number) < 9 else 0


def _hides_tags(odd: bytes) -> bool:
    """Whether a comment or the like begins, after which not every ``<`` begins a tag."""
    return b"<!" in odd or b"<?" in odd
