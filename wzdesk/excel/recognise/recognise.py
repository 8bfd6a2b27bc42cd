"""From the sheets of a workbook to the tables on them, as a person reads them.

Rules learnt from published workbooks: a heading may have many rows and no merged cell; a sheet claims more rows and
columns than it holds; hierarchy shows in blanks and part numbers only; tables stand side by side and below each other.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from wzdesk.excel.read.book import Book, Range, Sheet
from wzdesk.excel.recognise.body import Body, body_of
from wzdesk.excel.recognise.confidence import judged
from wzdesk.excel.recognise.cuts import side_by_side
from wzdesk.excel.recognise.grid import Block, Entry, Sort, whole
from wzdesk.excel.recognise.header import Header, header_at, is_beside_title
from wzdesk.excel.recognise.headings import columns_of
from wzdesk.excel.recognise.labels import Profile, label_columns
from wzdesk.excel.recognise.leftovers import skipped_cells
from wzdesk.excel.recognise.paths import Paths, rank_of
from wzdesk.excel.recognise.table import BookReading, Line, Part, Row, SheetReading, Table
from wzdesk.excel.recognise.words import (
    LabelKind,
    bracketed_units,
    is_above,
    is_attachment,
    is_continued,
    is_grand_total,
    is_note,
    is_numbered_title,
    is_subject,
    unit_inside,
    unit_of_line,
)

_SAMPLE, _FILLED = 1_000, 0.2


def recognise(book: Book) -> BookReading:
    """The tables on all sheets of a workbook, hidden sheets too."""
    return BookReading(book.name, tuple(recognise_sheet(sheet) for sheet in book.sheets), book.remarks)


def recognise_sheet(sheet: Sheet) -> SheetReading:
    """The tables on one sheet, and every cell that none of them took with the reason."""
    block = whole(sheet)
    if block is None:
        return SheetReading(sheet, ())
    tables = [judged(table) for table in _shared_lines(_tables_of(block))]
    return SheetReading(sheet, tuple(tables), tuple(skipped_cells(sheet, tables)))


def _tables_of(block: Block) -> list[Table]:
    parts = side_by_side(block)
    if len(parts) > 1:
        return [table for part in parts for table in _tables_of(part)]
    return [table for band in _bands(block) for table in _tables_in(band)]


@dataclass(frozen=True, slots=True)
class _Band:
    """Rows that hold one table, or several side by side: the lines above, the heading, the rest.

    ``start`` and ``body.end`` are indices into the block's rows.
    """

    block: Block
    above: tuple[int, ...]
    start: int
    header: Header
    labels: dict[int, LabelKind]
    values: list[int]
    body: Body


def _bands(block: Block) -> Iterator[_Band]:
    """The tables of a block from top to bottom, each with the lines above it."""
    index, above = 0, list[int]()
    while index < len(block.rows):
        band = _band(block, index, above)
        if band is None:
            above.append(block.rows[index])
            index += 1
            continue
        yield band
        index, above = band.body.end, []


def _band(block: Block, index: int, above: Sequence[int]) -> _Band | None:
    """The table that begins in a row; None where none does."""
    header = _header(block, index)
    if header is None:
        return None
    labels, values = _columns(block, header, len(block.rows))
    if not values:
        return None
    body = body_of(block, header, labels, values)
    if not body.records:
        return None
    own = _columns(block, header, body.end)  # without the rows of the next table, which may look otherwise
    if own != (labels, values) and own[1]:
        labels, values = own
        body = body_of(block, header, labels, values)
    return _Band(block, tuple(above), index, header, labels, values, body) if body.records else None


def _header(block: Block, index: int) -> Header | None:
    found = header_at(block, index)
    return found or _headless(block, index)


def _headless(block: Block, index: int) -> Header | None:
    """A table without a heading: at least two rows that begin with words and go on with figures in the same columns."""
    rows = block.rows[index : index + 3]
    if len(rows) < 2:
        return None
    shapes = []
    for row in rows[:2]:
        entries = block.row(row)
        figures = [entry.column for entry in entries[1:] if entry.sort is Sort.NUMBER]
        if not figures or entries[0].sort is not Sort.WORD or is_note(entries[0].text):
            return None
        shapes.append({entries[0].column, *figures})
    if len(shapes[0] & shapes[1]) < 2 or rows[1] > rows[0] + 1 or _lists_pages(block, rows[:2]):
        return None
    return Header((), index, has_stub=False)


def _lists_pages(block: Block, rows: Sequence[int]) -> bool:
    """A list of contents: names, each with a small whole number behind it that does not fall."""
    entries = [block.row(row) for row in rows]
    if any(len(each) != 2 or not each[1].text.isdecimal() or len(each[1].text) > 3 for each in entries):
        return False
    return int(entries[0][1].text) <= int(entries[1][1].text)


def _columns(block: Block, header: Header, end: int) -> tuple[dict[int, LabelKind], list[int]]:
    profile = Profile(block, header.rows, block.rows[header.below : end])
    labels = label_columns(profile)
    return labels, [column for column in profile.columns if column not in labels]


def _tables_in(band: _Band) -> list[Table]:
    rows = band.block.rows[band.start : band.body.end]
    area = Range(rows[0], band.block.area.left, rows[-1], band.block.area.right)
    parts = side_by_side(band.block.part(area))
    if len(parts) == 1:
        return [_table(band)]
    tables = [table for part in parts for inner in _bands(part) for table in _tables_in(inner)]
    return [_with_lines_above(table, band.block, band.above) for table in tables]


def _table(band: _Band) -> Table:
    block, labels, body = band.block, band.labels, band.body
    header = _with_group_row(block, band, band.header)
    above = tuple(row for row in band.above if row not in header.rows)
    profile = Profile(block, header.rows, block.rows[header.below : body.end])
    columns = columns_of(block, profile, header.rows, _used(block, band.values, header, body))
    rows, sections = _rows(block, labels, body)
    table = Table(
        block.sheet,
        _area(block, header, labels, columns, body),
        header.rows,
        labels,
        columns,
        rows,
        (*sections, *_notes(body)),
    )
    return _with_lines_above(table, block, above)


def _with_group_row(block: Block, band: _Band, header: Header) -> Header:
    """A heading merged over several columns that stands alone in the row above belongs to the heading."""
    if not band.above or not header.rows or band.above[-1] != header.rows[0] - 1:
        return header
    if _heads_one_side(block, band.above):
        return replace(header, rows=(band.above[-1], *header.rows))
    entries = block.row(band.above[-1])
    first = block.row(header.rows[0])[0]
    lone = entries[0]
    if len(entries) > 1 or lone.right == lone.column or lone.column <= first.column or is_above(lone.text):
        return header
    return replace(header, rows=(lone.row, *header.rows))


def _heads_one_side(block: Block, above: Sequence[int]) -> bool:
    """Whether the last line above is a heading merged over all of one half, beside that of the other: 收入 | 支出."""
    entries = Block(block.sheet, Range(1, 1, 1, 16_384), ()).row(above[-1])
    if len(entries) < 2 or len(block.row(above[-1])) != 1 or above[-1] == block.sheet.cells.rows[0]:
        return False
    touching = all(one.right + 1 == other.column for one, other in pairwise(entries))
    merged = all(one.right > one.column and not is_above(one.text) for one in entries)
    own = block.row(above[-1])[0]
    return touching and merged and (own.column, own.right) == (block.area.left, block.area.right)


def _used(block: Block, values: Sequence[int], header: Header, body: Body) -> list[int]:
    """Value columns with a heading, or with anything in a record."""
    headed = {
        column
        for row in header.rows
        for entry in block.row(row)
        for column in range(entry.column, min(entry.right, block.area.right) + 1)
    }
    held = Counter(entry.column for row in body.records[:_SAMPLE] for entry in block.row(row))
    enough = _FILLED * min(len(body.records), _SAMPLE) if headed else 0
    last = max(headed, default=block.area.right)
    return [
        column
        for column in values
        if column in headed or (column in held and held[column] >= enough and column <= last)
    ]


def _rows(block: Block, labels: dict[int, LabelKind], body: Body) -> tuple[tuple[Row, ...], list[Line]]:
    paths = Paths(block, labels)
    labelled = paths.labels_of(body.records)
    sections = {entry.row: entry for entry in body.sections}
    found: list[Row] = []
    lines: list[Line] = []
    for row in sorted((*body.records, *sections)):
        if section := sections.get(row):
            paths.section(section.text)
            lines.append(Line(row, section.column, section.text, Part.SECTION))
        else:
            found.append(paths.row(row, next(labelled)))
    return _with_total_apart(found, sections), lines


def _with_total_apart(rows: list[Row], sections: Mapping[int, Entry]) -> tuple[Row, ...]:
    """The only 总计 of a table, at its end, is of no section, though it stands below the last."""
    if len(rows) < 2 or not rows[-1].path:
        return tuple(rows)
    last, label = rows[-1], rows[-1].path[-1]
    alone = all(row.path[-1:] != (label,) for row in rows[:-1])
    heads = {section.text for section in sections.values()}
    is_under_section = len(last.path) == 2 and last.path[0] in heads and rows[-2].path[:1] == last.path[:1]
    if is_grand_total(label) and alone and is_under_section:
        return (*rows[:-1], last._replace(path=(label,)))
    return tuple(rows)


def _notes(body: Body) -> list[Line]:
    return [Line(entry.row, entry.column, entry.cell.display.rstrip(), Part.NOTE) for entry in body.notes]


def _area(
    block: Block, header: Header, labels: dict[int, LabelKind], columns: Sequence[object], body: Body
) -> Range:
    at = [*labels, *(column.column for column in columns)]  # type: ignore[attr-defined]
    first = header.rows[0] if header.rows else body.records[0]
    last = max(_bottom(block, body.records[-1], labels), body.records[-1])
    return Range(first, min(at), last, max(at))


def _bottom(block: Block, row: int, labels: dict[int, LabelKind]) -> int:
    """The last row of a merged label that the last record stands in."""
    bottoms = [
        entry.bottom for column in labels if (entry := block.at(row, column)) and entry.bottom - row < 3
    ]
    return max(bottoms, default=row)


def _with_lines_above(table: Table, block: Block, above: Sequence[int]) -> Table:
    """Title and unit from the lines above a table."""
    lines, title, unit = list(table.lines), table.title, table.unit
    for row in above:
        entries = block.row(row)
        for entry in entries:
            part = _part_above(entry, entries)
            if part is Part.UNIT and (told := unit_of_line(entry.text) or bracketed_units(entry.text)):
                unit = told
            elif part is Part.TITLE and not unit:
                unit = unit_inside(entry.text) or ""
            lines.append(Line(entry.row, entry.column, entry.text, part))
    titles = [line for line in lines if line.part is Part.TITLE]
    subject = [line.text for line in titles if is_subject(line.text)]
    if not title and titles:
        title = subject[0] if subject else titles[0].text
    if not title:
        beside = (line.text for line in lines if line.part is Part.LINE and not is_above(line.text))
        title = next((text for text in beside if is_numbered_title(text) or rank_of(text) is not None), "")
    return replace(table, lines=tuple(lines), title=title, unit=unit)


def _part_above(entry: Entry, entries: Sequence[Entry]) -> Part:
    if unit_of_line(entry.text) or bracketed_units(entry.text):
        return Part.UNIT
    if (
        is_attachment(entry.text)
        or is_continued(entry.text)
        or (len(entries) > 1 and is_beside_title(entries))
        or entry.sort is not Sort.WORD
    ):
        return Part.LINE
    if any(one.sort is Sort.NUMBER for one in entries):
        return Part.LINE
    if is_above(entry.text) and not entry.text.startswith("数据库"):
        return Part.LINE
    bracketed = entry.text.startswith(("（", "(")) and entry.text.endswith(("）", ")"))
    return Part.LINE if bracketed else Part.TITLE


def _shared_lines(tables: Sequence[Table]) -> list[Table]:
    """Tables beside or below the first under one title share it, and the notes at the foot of the sheet."""
    found: list[Table] = []
    for table in tables:
        before = found[-1] if found else None
        goes_on = before is not None and not table.title and _goes_on(before, table)
        if before is not None:
            title = before.title if goes_on else table.title
            table = replace(table, title=title, unit=table.unit or before.unit)  # noqa: PLW2901
        found.append(table)
    return _with_notes(_with_units_of_neighbours(found))


def _with_units_of_neighbours(tables: list[Table]) -> list[Table]:
    """A unit line over the right of two tables side by side holds for the left one too."""
    for index in range(len(tables) - 2, -1, -1):
        table, after = tables[index], tables[index + 1]
        beside = table.area.top <= after.area.bottom and after.area.top <= table.area.bottom
        if not table.unit and after.unit and beside and after.title in {"", table.title}:
            tables[index] = replace(table, unit=after.unit)
    return tables


def _goes_on(before: Table, table: Table) -> bool:
    """Whether a table without a title is a further part of the one before: its heading again, 续表, or beside it."""
    if any(is_continued(line.text) for line in table.lines if line.part is Part.LINE):
        return True
    return _same_heading(before, table) or before.area.top == table.area.top


def _same_heading(one: Table, other: Table) -> bool:
    return [column.words for column in one.columns] == [column.words for column in other.columns]


def _with_notes(tables: list[Table]) -> list[Table]:
    for index in range(len(tables) - 2, -1, -1):
        table, after = tables[index], tables[index + 1]
        if not table.notes and after.notes and _same_heading(table, after) and table.title == after.title:
            notes = tuple(line for line in after.lines if line.part is Part.NOTE)
            tables[index] = replace(table, lines=(*table.lines, *notes))
    return tables
