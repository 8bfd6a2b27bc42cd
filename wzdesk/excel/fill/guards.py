"""Cells that may not be filled, each with what to do instead."""

from wzdesk.excel.fill.cell_content import CellContent
from wzdesk.excel.fill.new_value import NewValue
from wzdesk.excel.fill.open_book import OpenBook, Place
from wzdesk.excel.fill.readers import spread_of
from wzdesk.excel.fill.report import CellRef
from wzdesk.excel.read.book import address


class Guard:
    """Watches over one sheet."""

    def __init__(self, book: OpenBook, index: int, *, replace_formulas: bool) -> None:
        self._book, self._index, self._replaces = book, index, replace_formulas
        self._frame, self._tables = book.sheet(index).frame, book.tables(index)
        self._pivots = book.pivots(index)
        self._spreads = [
            (its.formula, block)
            for place, its in book.formulas(index).items()
            if its.formula and (block := spread_of(*place, its.formula))
        ]
        self._is_plain = not (self._tables or self._pivots or self._spreads)

    def check_place(self, ref: CellRef, place: Place) -> None:
        """Refuses places whose content is not theirs alone.

        Raises:
            CannotFill: the cell is covered by a merge, or part of a heading, pivot table or array.
        """
        merge = self._frame.merge_at(*place)
        if merge and place != merge[:2]:
            raise self._no(ref, f"在合并的格子里，请改填左上角的 {address(*merge[:2])}")
        if self._is_plain:
            return
        for table in self._tables:
            if table.range.holds(*place) and place[0] < table.range.top + table.header_rows:
                raise self._no(
                    ref, "是表格（套用了“表格”的区域）的标题，改了文件会打不开，请填标题下面的格子"
                )
        if any(pivot.holds(*place) for pivot in self._pivots):
            raise self._no(ref, "在数据透视表里，刷新后会被盖掉，请填透视表的来源数据")
        self._check_spread(ref, place)

    def _check_spread(self, ref: CellRef, place: Place) -> None:
        for attributes, block in self._spreads:
            if not block.holds(*place):
                continue
            if attributes.get("t") == "dataTable":
                raise self._no(ref, "是模拟运算表的一部分，不能单独改，请填它的输入格")
            if (block.top, block.left) != (block.bottom, block.right):
                corner = address(block.top, block.left)
                raise self._no(ref, f"是数组公式（从 {corner} 起）的一部分，不能单独改，请填公式引用的格子")

    def check_content(self, ref: CellRef, place: Place, content: CellContent) -> None:
        """Refuses formulas that were not asked for or cannot be replaced, and pictures.

        Raises:
            CannotFill: the cell holds one of them.
        """
        if "vm" in content.attributes and content.formula is None:
            raise self._no(ref, "里是嵌入的图片或联网数据，请在表格软件里清空这一格后再填")
        if content.formula is None:
            return
        if not self._replaces:
            raise self._no(ref, "是公式，请改填它引用的格子；确实要换成数时，请选择“替换公式”")
        self._check_shared(ref, place)

    def _check_shared(self, ref: CellRef, place: Place) -> None:
        """The first cell of a shared formula keeps the text for all others."""
        formulas = self._book.formulas(self._index)
        own = formulas.get(place)
        attributes = (own.formula if own else None) or {}
        group = attributes.get("si") if attributes.get("t") == "shared" else None
        if not own or group is None or not own.formula_text:
            return
        others = (its for at, its in formulas.items() if at != place)
        if any(its.formula and its.formula.get("si") == group and not its.formula_text for its in others):
            raise self._no(ref, "是一组共用公式的第一格，换掉它别的格子就算不出来，请在表格软件里改")

    def check_value(self, ref: CellRef, new: NewValue, style: str) -> None:
        """Refuses what the cell would not show as it was meant.

        Raises:
            CannotFill: a number has too many digits, or a date would show as a number.
        """
        if new.is_too_long:
            raise self._no(ref, f"要填的 {new.after} 超过 15 位有效数字，表格存不下，请先修约")
        if new.is_date and style not in self._book.date_styles:
            raise self._no(ref, "不是日期格式，填日期会显示成一个数，请先设好格式，或改填文字")

    def _no(self, ref: CellRef, why: str) -> Exception:
        return self._book.complaint.at(ref.sheet, ref.cell, why)
