"""How the sheets of an old workbook look."""

from collections.abc import Iterator
from dataclasses import replace
from math import ceil
from typing import TYPE_CHECKING

from wzdesk.domain.sheet_look import PLAIN, Across, CellStyle, Down, Edge, Edges
from wzdesk.excel.read.book import Sheet
from wzdesk.excel.read.formats.biff import sheets_of
from wzdesk.excel.read.look_of_sheet import MOST_COLUMNS, MOST_ROWS, Frame, px
from wzdesk.excel.read.source import Source
from wzdesk.excel.read.style_part import digit_px

if TYPE_CHECKING:
    import xlrd
    from xlrd.formatting import XF, XFAlignment, XFBackground, XFBorder

_ACROSS = {
    1: Across.LEFT, 2: Across.CENTRE, 3: Across.RIGHT, 4: Across.LEFT, 5: Across.LEFT, 6: Across.CENTRE, 7: Across.CENTRE,
}  # fmt: skip
_DOWN = {0: Down.TOP, 1: Down.CENTRE, 2: Down.BOTTOM, 3: Down.TOP, 4: Down.CENTRE}
_WRAPPING_ACROSS, _WRAPPING_DOWN = frozenset({5, 7}), frozenset({3, 4})
_STRONG = frozenset({2, 5, 6, 8, 10, 12})
_SOLID, _STACKED = 1, 255
_USUAL_SIGNS = 8


def biff_frames(source: Source) -> Iterator[tuple[Sheet, Frame]]:
    """The visible sheets with their sizes and styles.

    Raises:
        CannotRead: the workbook is locked, damaged or too large.
    """
    styles: list[CellStyle] = []
    for sheet, theirs in sheets_of(source):
        if sheet.is_visible:
            assert theirs.book
            styles = styles or [_style(theirs.book, one) for one in theirs.book.xf_list]
            yield sheet, _frame(theirs, styles, _digit_px(theirs.book))


def _frame(sheet: "xlrd.sheet.Sheet", styles: list[CellStyle], digit: int) -> Frame:
    usual = (sheet.standardwidth or 0) / 256 * digit or ceil(
        ((sheet.defcolwidth or _USUAL_SIGNS) * digit + 5) / 8
    ) * 8
    frame = Frame(usual_width=px(usual), has_gridlines=bool(getattr(sheet, "show_grid_lines", 1)))
    if sheet.default_row_height:
        frame.usual_height = _px_of_twips(sheet.default_row_height)
    frame.hides_rows = bool(sheet.default_row_hidden)
    for row, line in sheet.rowinfo_map.items():
        frame.seen.add(row + 1)
        if line.height:
            frame.heights[row + 1] = _px_of_twips(line.height)
    for column, info in sheet.colinfo_map.items():
        frame.widths[column + 1] = px(info.width / 256 * digit)
    for row in range(min(sheet.nrows, MOST_ROWS)):
        for column, kind in enumerate(sheet.row_types(row, 0, MOST_COLUMNS)):
            number = sheet.cell_xf_index(row, column) if kind else len(styles)
            if number < len(styles) and styles[number] is not PLAIN:
                frame.styles[row + 1, column + 1] = styles[number]
    return frame


def _px_of_twips(twips: int) -> int:
    return px(twips / 15)


def _style(book: "xlrd.Book", style: "XF") -> CellStyle:
    """A whole cell style; a part that is missing is plain."""
    fonts = book.font_list
    font = fonts[style.font_index] if style.font_index < len(fonts) else None
    made = CellStyle(
        bool(font and (font.bold or font.weight >= 600)),
        bool(font and font.italic),
        max(6.0, min(font.height / 20, 72.0)) if font else PLAIN.size_pt,
        _color(book, font.colour_index) if font else "",
        _fill(book, style.background),
        edges=_edges(style.border),
    )
    return _aligned(made, style.alignment) if style.alignment else made


def _aligned(style: CellStyle, align: "XFAlignment") -> CellStyle:
    return replace(
        style,
        across=_ACROSS.get(align.hor_align),
        down=_DOWN.get(align.vert_align, Down.BOTTOM),
        wraps=bool(align.text_wrapped)
        or align.hor_align in _WRAPPING_ACROSS
        or align.vert_align in _WRAPPING_DOWN,
        is_stacked=align.rotation == _STACKED,
        indent=align.indent_level,
    )


def _fill(book: "xlrd.Book", background: "XFBackground | None") -> str:
    """The one colour that a fill shows; of a pattern the paper beneath it."""
    if background is None or not background.fill_pattern:
        return ""
    if background.fill_pattern == _SOLID:
        return _color(book, background.pattern_colour_index)
    return _color(book, background.background_colour_index)


def _edges(border: "XFBorder | None") -> Edges:
    if border is None:
        return Edges()
    sides = (border.left_line_style, border.top_line_style, border.right_line_style, border.bottom_line_style)
    return Edges(*(Edge.MEDIUM if one in _STRONG else Edge.THIN if one else Edge.NONE for one in sides))


def _color(book: "xlrd.Book", index: int) -> str:
    rgb = book.colour_map.get(index)
    return "#{:02X}{:02X}{:02X}".format(*rgb) if rgb else ""


def _digit_px(book: "xlrd.Book") -> int:
    """Width of a digit in the usual font, which column widths are counted in."""
    font = book.font_list[0] if book.font_list else None
    return digit_px(font.name, font.height / 20) if font else digit_px("", PLAIN.size_pt)
