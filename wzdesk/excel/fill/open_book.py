"""A workbook being filled: its parts, opened when first asked for."""

from functools import cached_property

from wzdesk.excel.fill.book_parts import BookParts, pivots_of, read_parts, tables_of
from wzdesk.excel.fill.cell_content import CellContent, CellValue, read_cell, read_formula_cell, value_of
from wzdesk.excel.fill.checked_parts import CheckedParts
from wzdesk.excel.fill.refusal import Complaint
from wzdesk.excel.fill.shared_texts import SharedTexts
from wzdesk.excel.fill.sheet_part import SheetPart
from wzdesk.excel.fill.styles import date_styles
from wzdesk.excel.fill.table_blocks import Table
from wzdesk.excel.fill.xml_bytes import check_xml, decode_part
from wzdesk.excel.fill.zip_splice import Archive
from wzdesk.excel.read.book import Range

Place = tuple[int, int]
_FOREIGN = "customxml/"  # parts in a language and an encoding of their own


class OpenBook:
    """A workbook in memory; sheets go by their index in the workbook's list."""

    def __init__(self, archive: Archive, complaint: Complaint) -> None:
        self.archive, self.complaint = archive, complaint
        self.parts: BookParts = read_parts(archive, complaint)
        self._sheets: dict[int, SheetPart] = {}
        self._formulas: dict[int, dict[Place, CellContent]] = {}
        self._contents: dict[tuple[int, Place], CellContent | None] = {}
        self._tables: dict[int, list[Table]] = {}
        self._checked = CheckedParts(archive, complaint)

    def sheet(self, index: int) -> SheetPart:
        """A sheet's part."""
        part = self._sheets.get(index)
        if part is None:
            raw = self.archive.read(self.parts.sheets[index].part)
            part = self._sheets[index] = SheetPart(raw, self.complaint)
        return part

    def check_rest(self) -> None:
        """Checks what was not looked into: a form that no program opens is not filled either.

        Raises:
            CannotFill: a member is damaged, or a part is no XML or not what it is there for.
        """
        for index in range(len(self.parts.sheets)):
            self.tables(index)
        opened = {self.parts.sheets[index].part for index in self._sheets}
        for part, root in self._roots().items():
            if part not in opened and self._checked.root(part) != root:
                raise self.complaint.damaged()
        for name, raw in self.archive.rest():
            if name.lower().endswith((".xml", ".rels")) and not name.lower().startswith(_FOREIGN):
                check_xml(decode_part(raw, self.complaint)[0], self.complaint)

    def _roots(self) -> dict[str, str]:
        """The parts that every program reads, and what they consist of."""
        roots = {entry.part: "worksheet" for entry in self.parts.sheets if entry.part}
        known = {"styles": "styleSheet", "sharedStrings": "sst", "theme": "theme"}
        roots |= {part: root for kind, root in known.items() if (part := self.parts.related(kind))}
        types = self.archive.find("[Content_Types].xml")
        return roots | {self.parts.main: "workbook"} | ({types: "Types"} if types else {})

    @cached_property
    def texts(self) -> SharedTexts:
        """The shared texts."""
        return SharedTexts(self._checked, self.parts.related("sharedStrings"), self.complaint)

    @cached_property
    def date_styles(self) -> frozenset[str]:
        """The cell styles that show dates."""
        part = self.parts.related("styles")
        return date_styles(self.archive.read(part), self.complaint) if part else frozenset()

    def tables(self, index: int) -> list[Table]:
        """The Excel tables of a sheet."""
        if index not in self._tables:
            part = self.parts.sheets[index].part
            self._tables[index] = tables_of(self.archive, part, self.complaint) if part else []
        return self._tables[index]

    def pivots(self, index: int) -> list[Range]:
        """The blocks that pivot tables cover on a sheet."""
        return pivots_of(self.archive, self.parts.sheets[index].part, self.complaint)

    def formulas(self, index: int) -> dict[Place, CellContent]:
        """The cells of a sheet that have a formula, by place."""
        if index not in self._formulas:
            self._formulas[index] = self._read_formulas(index) if self._may_calculate(index) else {}
        return self._formulas[index]

    def _may_calculate(self, index: int) -> bool:
        """A look at the raw bytes that saves parsing the many sheets without any formula."""
        if index in self._sheets:
            return True
        part = self.parts.sheets[index].part
        raw = self.archive.read(part) if part else b""
        return b"<f" in raw or b":f" in raw or (bool(part) and b"\0" in raw[:4])

    def _read_formulas(self, index: int) -> dict[Place, CellContent]:
        part = self.sheet(index)
        found: dict[Place, CellContent] = {}
        for place, cell, formula in part.formulas():
            if formula[4] and not part.is_odd:
                found[place] = read_formula_cell(cell, formula)
            elif content := self.content(index, place):
                found[place] = content
            else:
                raise self.complaint.damaged()
        return found

    def content(self, index: int, place: Place) -> CellContent | None:
        """What the file has at a place, after a look over its row."""
        key = index, place
        if key not in self._contents:
            part = self.sheet(index)
            found = part.cells_of(place[0]).get(place[1])
            self._contents[key] = (
                self._formula_at(index, place) or read_cell(part, found, self.complaint) if found else None
            )
        return self._contents[key]

    def _formula_at(self, index: int, place: Place) -> CellContent | None:
        """The cell at a place if it has a formula, and the sheet's formulas are known."""
        known = self._formulas.get(index)
        return known.get(place) if known else None

    def stored(self, index: int, place: Place) -> CellValue:
        """The value that the file has at a place, of a formula its stored result."""
        if not self.parts.sheets[index].part:
            return None
        content = self._formula_at(index, place) or self.content(index, place)
        return value_of(content, self.texts, self.complaint) if content else None
