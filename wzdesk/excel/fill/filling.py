"""The changes that values make to an open workbook."""

from collections import defaultdict
from collections.abc import Mapping

from wzdesk.excel.fill.calculation import with_full_calculation, without_chain
from wzdesk.excel.fill.cell_content import CellContent, CellValue, shown, value_of
from wzdesk.excel.fill.formula_reads import Key
from wzdesk.excel.fill.guards import Guard
from wzdesk.excel.fill.new_value import NewValue, Unfit, new_value
from wzdesk.excel.fill.open_book import OpenBook
from wzdesk.excel.fill.recalculation import Outcome, recalculated
from wzdesk.excel.fill.report import CellRef, DroppedResult, FilledCell, FillValue, RecalculatedCell
from wzdesk.excel.fill.result_edit import with_result
from wzdesk.excel.fill.sheet_edit import Insertion, inserted, rewritten, style_at
from wzdesk.excel.fill.xml_bytes import Splice, spliced
from wzdesk.excel.read.book import address, place_of

_NOT_KNOWN = "这里不会算这种公式，打开文件时自动重算"


class Filling:
    """Gathers what changes; nothing is written."""

    def __init__(self, book: OpenBook, *, replace_formulas: bool) -> None:
        self._book, self._replaces = book, replace_formulas
        self._guards: dict[int, Guard] = {}
        self._indexes: dict[str, int] = {}
        self._splices: defaultdict[int, list[Splice]] = defaultdict(list)
        self._insertions: defaultdict[int, list[Insertion]] = defaultdict(list)
        self._new: dict[Key, CellValue] = {}
        self._agreeing: dict[Key, CellRef] = {}
        self._asks_calculation = self._replaced_formula = False
        self.filled: list[FilledCell] = []
        self.unchanged: list[CellRef] = []
        self.recalculated: list[RecalculatedCell] = []
        self.dropped: list[DroppedResult] = []
        self.notes: list[str] = []

    def fill(self, values: Mapping[CellRef, FillValue]) -> None:
        """Takes all values, and brings the formulas that depend on them up to date.

        Raises:
            CannotFill: a cell may not be filled, or not with its value.
        """
        wanted: dict[Key, tuple[CellRef, FillValue]] = {}
        for ref, value in values.items():
            key = self._key(ref)
            if key in wanted:
                raise self._book.complaint.at(ref.sheet, ref.cell, "给了两次，请只留一个")
            wanted[key] = ref, value
        for key, (ref, value) in wanted.items():
            self._put(key, ref, value)
        inserted = [
            (index, its.row, its.column) for index in self._insertions for its in self._insertions[index]
        ]
        outcome = recalculated(self._book, self._new, inserted)
        self._check_agreeing(outcome)
        self._store(outcome)
        self._note_protection({key[0] for key in wanted})

    def changed_parts(self) -> tuple[dict[str, bytes], frozenset[str]]:
        """The parts with new content, and those taken out."""
        book = self._book
        changed, removed = without_chain(book) if self._replaced_formula else ({}, frozenset[str]())
        if self._asks_calculation:
            main = book.parts.main
            changed[main] = with_full_calculation(book.archive.read(main), book.complaint)
        for index in sorted({*self._splices, *self._insertions}):
            part = book.sheet(index)
            splices = [*self._splices[index], *inserted(part, self._insertions[index])]
            changed[book.parts.sheets[index].part] = part.encode(spliced(part.content, splices))
        same = [name for name, content in changed.items() if content == book.archive.read(name)]
        return {name: content for name, content in changed.items() if name not in same}, removed

    def _key(self, ref: CellRef) -> Key:
        if ref.sheet not in self._indexes:
            self._indexes[ref.sheet] = self._index_of(ref.sheet)
        place = place_of(ref.cell) or place_of(ref.cell.replace("$", "").upper())
        if not place:
            why = f"“{ref.cell}”不是工作表“{ref.sheet}”的一个格子，请写成 D7 这样"
            raise self._book.complaint.about(why)
        return self._indexes[ref.sheet], *place

    def _index_of(self, sheet: str) -> int:
        parts, complaint = self._book.parts, self._book.complaint
        index = parts.index_of(sheet)
        if index is None:
            names = "、".join(f"“{its.name}”" for its in parts.sheets[:10])
            raise complaint.about(f"里面没有工作表“{sheet}”，有的是{names}，请核对表名")
        if not parts.sheets[index].part:
            raise complaint.about(f"“{sheet}”是图表或宏表，没有格子，请换一张工作表")
        return index

    def _put(self, key: Key, ref: CellRef, value: FillValue) -> None:
        index, place, book = key[0], key[1:], self._book
        guard = self._guards.get(index) or self._new_guard(index)
        try:
            new = new_value(value, is_1904=book.parts.is_1904)
        except Unfit as unfit:
            raise book.complaint.at(ref.sheet, ref.cell, str(unfit)) from unfit
        guard.check_place(ref, place)
        content = book.content(index, place)
        is_bare = content is None or content.body is None
        there = value_of(content, book.texts, book.complaint) if content and not is_bare else None
        if self._agrees(key, ref, new, there, content):
            self.unchanged.append(ref)
            return
        if content and (not is_bare or "vm" in content.attributes):
            guard.check_content(ref, place, content)
        if new.is_too_long or new.is_date:
            guard.check_value(ref, new, style_at(book.sheet(index), *place))
        self._change(key, new, content)
        self.filled.append(FilledCell(ref, shown(there), new.after, _remark(value, content)))

    def _new_guard(self, index: int) -> Guard:
        guard = self._guards[index] = Guard(self._book, index, replace_formulas=self._replaces)
        return guard

    def _agrees(
        self, key: Key, ref: CellRef, new: NewValue, there: CellValue, content: CellContent | None
    ) -> bool:
        """Whether the cell holds the value already; a formula must still do so after the filling."""
        if content is None or content.formula is None:
            if not new.is_date:
                return new.equals(None if there == "" else there)
            return self._shows_date(key) and (new.equals(there) or _is_same_day(new, there, content))
        if self._replaces or there is None or not new.equals(there):
            return False
        self._agreeing[key] = ref
        return True

    def _shows_date(self, key: Key) -> bool:
        return style_at(self._book.sheet(key[0]), *key[1:]) in self._book.date_styles

    def _change(self, key: Key, new: NewValue, content: CellContent | None) -> None:
        index, row, column = key
        self._new[key] = new.value
        if content is None:
            self._insertions[index].append(Insertion(row, column, new))
            return
        part = self._book.sheet(index)
        self._splices[index].append(rewritten(part, content, new))
        self._replaced_formula |= content.formula is not None

    def _check_agreeing(self, outcome: Outcome) -> None:
        for key, ref in self._agreeing.items():
            result = outcome.results.get(key)
            if key in outcome.unknown or (
                key in outcome.results and shown(result) != shown(self._stored(key))
            ):
                why = "是公式，填了别的格子后它会变，请不要填这一格；确实要换成数时，请选择“替换公式”"
                raise self._book.complaint.at(ref.sheet, ref.cell, why)

    def _stored(self, key: Key) -> CellValue:
        return self._book.stored(key[0], key[1:])

    def _store(self, outcome: Outcome) -> None:
        for key in sorted({*outcome.results, *outcome.unknown}):
            if key in outcome.unknown:
                self._drop(key)
            else:
                self._renew(key, outcome.results[key])

    def _renew(self, key: Key, result: CellValue) -> None:
        stored = self._stored(key)
        if type(stored) is type(result) and stored == result:
            return
        before, after = shown(stored), shown(result)
        if type(stored) is type(result) and before == after:
            return
        self._splice_result(key, result)
        self.recalculated.append(RecalculatedCell(self._ref(key), before, after))

    def _drop(self, key: Key) -> None:
        self._asks_calculation = True
        if self._stored(key) is not None:
            self._splice_result(key, None)
        self.dropped.append(DroppedResult(self._ref(key), _NOT_KNOWN))

    def _splice_result(self, key: Key, result: CellValue) -> None:
        content = self._book.content(key[0], key[1:])
        if content is None:
            raise self._book.complaint.damaged()
        splice = with_result(self._book.sheet(key[0]), content, result)
        if splice:
            self._splices[key[0]].append(splice)

    def _ref(self, key: Key) -> CellRef:
        return CellRef(self._book.parts.sheets[key[0]].name, address(*key[1:]))

    def _note_protection(self, indexes: set[int]) -> None:
        for index in sorted(indexes):
            if self._book.sheet(index).frame.is_protected:
                self.notes.append(f"工作表“{self._book.parts.sheets[index].name}”有保护，保护原样保留。")
        if self._asks_calculation:
            self.notes.append(f"有 {len(self.dropped)} 个公式的结果在打开文件时自动重算。")
        if self._replaced_formula:
            self.notes.append("按要求把公式换成了填的内容，公式的计算次序由表格软件重新排。")


def _is_same_day(new: NewValue, there: CellValue, content: CellContent | None) -> bool:
    """Cells of the strict format may keep a date as text."""
    if not (content and content.kind == "d" and new.is_date and isinstance(there, str)):
        return False
    return there.replace("T", " ").removesuffix(" 00:00:00") == new.after.removesuffix(" 00:00:00")


def _remark(value: FillValue, content: CellContent | None) -> str:
    if content and content.formula is not None:
        return "原来的公式换掉了"
    if isinstance(value, str) and value.strip().replace(".", "", 1).isdecimal():
        return "按文字写入，不参加计算"
    return ""
