"""How cells of an old workbook look, in the words of the new format."""

import xlrd
from xlrd.formatting import XF, XFAlignment, XFBackground, XFBorder

from wzdesk.excel.fill.convert.plain_book import Alignment, Borders, Edge, Font, Ground, Look

_EDGES = (
    "", "thin", "medium", "dashed", "dotted", "thick", "double", "hair", "mediumDashed", "dashDot", "mediumDashDot",
    "dashDotDot", "mediumDashDotDot", "slantDashDot",
)  # fmt: skip
_PATTERNS = (
    "", "solid", "mediumGray", "darkGray", "lightGray", "darkHorizontal", "darkVertical", "darkDown", "darkUp",
    "darkGrid", "darkTrellis", "lightHorizontal", "lightVertical", "lightDown", "lightUp", "lightGrid",
    "lightTrellis", "gray125", "gray0625",
)  # fmt: skip
_ACROSS = ("", "left", "center", "right", "fill", "justify", "centerContinuous", "distributed")
_DOWN = ("top", "center", "", "justify", "distributed")
_UNDERLINES = {1: "single", 2: "double", 0x21: "singleAccounting", 0x22: "doubleAccounting"}
_RAISED = {1: "superscript", 2: "subscript"}
_SYSTEM = {64: "000000", 65: "FFFFFF"}
"""The colours of a window's text and ground; a fill without a colour would turn black."""
LOCAL_FORMATS = frozenset({14, 22, *range(27, 37), *range(50, 59)})
"""Built-in dates that each language words its own way."""


class BiffLooks:
    """Gathers the looks that cells use; the first is the book's own."""

    def __init__(self, book: xlrd.Book) -> None:
        self._book = book
        self._places: dict[int, int] = {}
        self.looks = [Look(font=self.font(0))]

    def place_of(self, xf_index: int | None) -> int:
        """The place of a cell style's look."""
        if xf_index is None or not 0 <= xf_index < len(self._book.xf_list):
            return 0
        place = self._places.get(xf_index)
        if place is None:
            place = self._places[xf_index] = len(self.looks)
            self.looks.append(self._look(self._book.xf_list[xf_index]))
        return place

    def _look(self, xf: XF) -> Look:
        assert xf.protection
        assert xf.background
        assert xf.border
        assert xf.alignment
        key = xf.format_key
        known = self._book.format_map.get(key)
        code = (known.format_str if known else None) or "General"
        is_local = key in LOCAL_FORMATS
        return Look(
            "General" if is_local else code,
            key if is_local else 0,
            self.font(xf.font_index),
            self._ground(xf.background),
            self._borders(xf.border),
            _alignment(xf.alignment),
            bool(xf.protection.cell_locked),
            bool(xf.protection.formula_hidden),
        )

    def font(self, index: int) -> Font:
        """A font by its number in the file."""
        fonts = self._book.font_list
        if not 0 <= index < len(fonts):
            return Font()
        its = fonts[index]
        return Font(
            its.name or "宋体",
            max(its.height, 20) / 20,
            its.weight >= 600,
            bool(its.italic),
            bool(its.struck_out),
            _UNDERLINES.get(its.underline_type, ""),
            _RAISED.get(its.escapement, ""),
            self._color(its.colour_index),
            its.character_set if its.character_set > 1 else None,
            its.family if 0 < its.family <= 5 else 0,
        )

    def _ground(self, its: XFBackground) -> Ground:
        pattern = _word(_PATTERNS, its.fill_pattern)
        front, behind = (
            _SYSTEM.get(index) or self._color(index)
            for index in (its.pattern_colour_index, its.background_colour_index)
        )
        return Ground(pattern, front, behind) if pattern and (front or pattern != "solid") else Ground()

    def _borders(self, its: XFBorder) -> Borders:
        sides = (
            (its.left_line_style, its.left_colour_index),
            (its.right_line_style, its.right_colour_index),
            (its.top_line_style, its.top_colour_index),
            (its.bottom_line_style, its.bottom_colour_index),
            (its.diag_line_style, its.diag_colour_index),
        )
        left, right, top, bottom, diagonal = (self._edge(*side) for side in sides)
        return Borders(left, right, top, bottom, diagonal, bool(its.diag_up), bool(its.diag_down))

    def _edge(self, style: int, color: int) -> Edge:
        word = _word(_EDGES, style)
        return Edge(word, self._color(color)) if word else Edge()

    def _color(self, index: int) -> str:
        """``RRGGBB``, or "" for the automatic colour."""
        found = self._book.colour_map.get(index)
        return "{:02X}{:02X}{:02X}".format(*found) if found else ""


def _alignment(its: XFAlignment) -> Alignment:
    return Alignment(
        _word(_ACROSS, its.hor_align),
        _word(_DOWN, its.vert_align),
        bool(its.text_wrapped),
        bool(its.shrink_to_fit),
        min(its.indent_level, 15),
        its.rotation if its.rotation <= 180 or its.rotation == 255 else 0,
    )


def _word(words: tuple[str, ...], place: int) -> str:
    return words[place] if 0 <= place < len(words) else ""
