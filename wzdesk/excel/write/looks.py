"""Fonts, fills and edges of the sheets we make; black print shows all that colour says."""

from functools import cache

from openpyxl.cell import Cell, MergedCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

from wzdesk.domain.sheet_layout import CellKind, CellRole, SheetCell
from wzdesk.domain.verdict import Verdict

_SERIF, _GB2312 = "宋体", 134  # every office has it or maps it to its own 宋体
_SIZES = {CellRole.TITLE: 16.0, CellRole.NOTE: 9.5}
_BOLD = frozenset({CellRole.TITLE, CellRole.HEADER})
_BOXED = frozenset({CellRole.HEADER, CellRole.BODY})
_GREY = "E7E9ED"
_COMPUTED = "F5F6F8"
_VERDICT_COLOURS = {
    Verdict.ACHIEVED: "0A7558",
    Verdict.NEARLY: "8A6700",
    Verdict.MISSED: "B00E3C",
    Verdict.NO_DATA: "5F6979",
    Verdict.UNDETERMINED: "6B47B0",
}
_VERDICT_FILLS = {Verdict.MISSED: "FBE6EC", Verdict.UNDETERMINED: "F0EBFA"}


class Looks:
    """Dresses cells; equal looks share one object, so that a workbook keeps few styles."""

    def __init__(self) -> None:
        thin = Side(style="thin", color="7F7F7F")
        self._box = Border(left=thin, right=thin, top=thin, bottom=thin)
        self._font = cache(_font)
        self._alignment = cache(Alignment)
        self._fill = cache(lambda colour: PatternFill("solid", fgColor=colour))

    def dress(self, target: Cell | MergedCell, cell: SheetCell) -> None:
        """Gives a cell of the sheet the looks of its part on the page."""
        target.font = self._font(cell.role, cell.verdict)
        target.alignment = self._alignment(
            horizontal=cell.align.value, vertical="center", wrap_text=True, indent=cell.indent
        )
        if cell.role in _BOXED:
            target.border = self._box
        if colour := _fill_of(cell):
            target.fill = self._fill(colour)


def _font(role: CellRole, verdict: Verdict | None) -> Font:
    is_bold = role in _BOLD or verdict is Verdict.MISSED
    colour = _VERDICT_COLOURS[verdict] if verdict else "000000"
    return Font(name=_SERIF, charset=_GB2312, sz=_SIZES.get(role, 10.5), b=is_bold, color=colour)


def _fill_of(cell: SheetCell) -> str | None:
    if cell.role is CellRole.HEADER:
        return _GREY
    if cell.verdict in _VERDICT_FILLS:
        return _VERDICT_FILLS[cell.verdict]
    return _COMPUTED if cell.kind is CellKind.COMPUTED else None
