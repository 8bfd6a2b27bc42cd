"""A printout laid out in pages: the whole table, its heading on every page, nothing cut off."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import accumulate

from wzdesk.reports.paper.blocks import Block, SheetBlocks, blocks_of
from wzdesk.reports.paper.column_fit import Band, ColumnFit, fit_columns
from wzdesk.reports.paper.draft import Draft
from wzdesk.reports.paper.figure_axis import FigureAxis, axis_of
from wzdesk.reports.paper.fragments import Fragment, Setting, fragments_of
from wzdesk.reports.paper.lettering import Lettering, Ruler
from wzdesk.reports.paper.page import Page
from wzdesk.reports.paper.printout import CannotPrint, Paper, Printout
from wzdesk.reports.paper.row_pages import Height, RowHeights, paginate
from wzdesk.reports.paper.surroundings import Surroundings
from wzdesk.reports.paper.table_piece import TablePiece
from wzdesk.reports.paper.tall_rows import Rows, split_tall_rows

_MOST_HEAD = 0.6
_MOST_TAIL = 0.35
"""Shares of a page: a heading that is higher cannot be repeated, notes that are higher may begin a page."""


def lay_out_pages(printout: Printout, ruler: Ruler, paper: Paper) -> tuple[Page, ...]:
    """The pages in the order in which they are printed: down the rows first, then the bands of columns.

    Raises:
        CannotPrint: the heading takes so much of a page that no rows would stand below it.
    """
    blocks = blocks_of(printout.sheet)
    around = Surroundings(printout, blocks, ruler, paper)
    first = Draft()
    top = around.put_top(first)
    table = _set_table(blocks, ruler, paper, top)
    drafts = list(_table_pages(table, first, paper, top, _tail(around, paper)))
    _put_end(drafts, around, paper)
    for number, (draft, _) in enumerate(drafts, 1):
        around.put_marks(draft, number, len(drafts))
    return tuple(draft.page() for draft, _ in drafts)


@dataclass(frozen=True, slots=True)
class _Table:
    setting: Setting
    axes: tuple[FigureAxis, ...]
    fit: ColumnFit
    heads: tuple[tuple[Fragment, ...], ...]
    bodies: tuple[tuple[Fragment, ...], ...]
    head_heights: list[float]
    heights: RowHeights
    numbers: tuple[int, ...]
    rooms: tuple[float, float]


def _set_table(blocks: SheetBlocks, ruler: Ruler, paper: Paper, top: float) -> _Table:
    """Columns, lines and heights; ``top`` is where the table begins on the first page."""
    fit = fit_columns(blocks, ruler, paper.room)
    setting = Setting(ruler, fit.size)
    axes = tuple(_axis(blocks.body, column, setting) for column in range(blocks.columns))
    fragments = partial(_in_bands, fit.bands, setting, axes)
    heads = fragments(blocks.head)
    head_heights = RowHeights(blocks.head_rows, _heights(heads, setting), setting.height_of(1)).of(
        0, blocks.head_rows
    )
    room = paper.foot - paper.top - sum(head_heights)
    if sum(head_heights) > _MOST_HEAD * (paper.foot - paper.top):
        raise CannotPrint("表头太高，一页纸放不下几行数，没有排版；请换一个纸张方向，或把表头的字改短。")
    rows = _rows(blocks, fragments(blocks.body), setting.lines_within(room))
    bodies = fragments(rows.blocks)
    return _Table(
        setting,
        axes,
        fit,
        heads,
        bodies,
        head_heights,
        RowHeights(len(rows.numbers), _heights(bodies, setting), setting.height_of(1)),
        rows.numbers,
        (room - (top - paper.top), room),
    )


def _in_bands(
    bands: Sequence[Band], setting: Setting, axes: Sequence[FigureAxis], blocks: Iterable[Block]
) -> tuple[tuple[Fragment, ...], ...]:
    listed = tuple(blocks)
    return tuple(fragments_of(listed, band, setting, axes) for band in bands)


def _axis(body: Iterable[Block], column: int, setting: Setting) -> FigureAxis:
    own = (block for block in body if (block.left, block.right) == (column, column + 1))
    return axis_of(own, Lettering(setting.ruler, setting.size))


def _heights(bodies: Iterable[Iterable[Fragment]], setting: Setting) -> list[Height]:
    return [
        Height(each.block.top, each.block.bottom, setting.height_of(len(each.lines)))
        for fragments in bodies
        for each in fragments
    ]


def _rows(blocks: SheetBlocks, bodies: Iterable[Iterable[Fragment]], most_lines: int) -> Rows:
    """The rows of the body, with those that are too high for a page split up."""
    longest: dict[Block, tuple[str, ...]] = {}
    for fragments in bodies:
        for each in fragments:
            if len(each.lines) > len(longest.get(each.block, ())):
                longest[each.block] = each.lines
    return split_tall_rows(Rows(blocks.body, blocks.rows), longest.__getitem__, most_lines)


def _tail(around: Surroundings, paper: Paper) -> float:
    """Room under the last row for what should stand on its page."""
    notes = len(around.note_lines()) * around.note_height + around.over_notes
    whole = notes + around.signature_height()
    return whole if whole <= _MOST_TAIL * (paper.foot - paper.top) else 0.0


def _table_pages(
    table: _Table, first: Draft, paper: Paper, top: float, tail: float
) -> Iterable[tuple[Draft, float]]:
    """Each page with the height at which its table ends; the first one has its title already."""
    pages = paginate(table.heights, len(table.numbers), table.rooms, tail) or [range(0)]
    for at, fragments in enumerate(table.bodies):
        for page, here in zip(pages, _by_page(fragments, pages), strict=True):
            is_first = at == 0 and page is pages[0]
            draft, start = (first, top) if is_first else (Draft(), paper.top)
            if not page and len(pages) > 1:  # under a high title there was no room for any row
                if is_first:
                    yield draft, start
                continue
            yield draft, _put_table(draft, table, at, (page, here), (paper, start))


def _by_page(fragments: Iterable[Fragment], pages: Sequence[range]) -> list[list[Fragment]]:
    """The fragments that stand on each page, merged ones on several."""
    starts = [page.start for page in pages]
    found: list[list[Fragment]] = [[] for _ in pages]
    for fragment in fragments:
        at = bisect_right(starts, fragment.block.top) - 1
        while at < len(pages) and starts[at] < fragment.block.bottom:
            found[at].append(fragment)
            at += 1
    return found


def _put_table(
    draft: Draft,
    table: _Table,
    at: int,
    content: tuple[range, Sequence[Fragment]],
    place: tuple[Paper, float],
) -> float:
    (page, here), (paper, top) = content, place
    band = table.fit.bands[at]
    left = paper.side + max(0.0, paper.room - band.width) / 2
    lefts = list(accumulate(band.widths, initial=left))
    heights = table.heights.of(page.start, page.stop)
    head_tops = list(accumulate(table.head_heights, initial=top))
    tops = list(accumulate(heights, initial=head_tops[-1]))
    for fragments, rows, edges in (
        (table.heads[at], range(len(table.head_heights)), head_tops),
        (here, page, tops),
    ):
        TablePiece(table.setting, table.axes, band, lefts, rows, edges).put(fragments, draft)
    draft.columns = tuple(column + 1 for column in band.columns)
    draft.rows = [table.numbers[row] for row in page]
    return tops[-1]


def _put_end(drafts: list[tuple[Draft, float]], around: Surroundings, paper: Paper) -> None:
    """Notes and signatures under the table, on pages of their own where they do not fit."""
    draft, top = drafts[-1]
    lines = around.note_lines()
    top += around.over_notes if lines else 0.0
    together = min(len(lines), 2)  # lines that go along with the signatures
    for at, line in enumerate(lines):
        wanted = around.note_height
        if at == len(lines) - together:
            wanted = together * around.note_height + around.signature_height()
        if top + wanted > paper.foot + 0.01:
            draft, top = Draft(), paper.top
            drafts.append((draft, top))
        top = around.put_note(draft, line, top)
    if top + around.signature_height() > paper.foot + 0.01:
        draft, top = Draft(), paper.top
        drafts.append((draft, top))
    around.put_signatures(draft, top)
