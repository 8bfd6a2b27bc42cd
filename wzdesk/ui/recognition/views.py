"""The values that the page shows: lines, groups of cells that were not taken, sheets, and all of a reception."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import IntEnum

from wzdesk.services.receiving.checks import Finding
from wzdesk.services.receiving.claims import Axis, Line, NotTaken
from wzdesk.services.receiving.context import Known
from wzdesk.services.receiving.differences import Difference, Kind
from wzdesk.ui.exchange.sheet_geometry import Place, column_name, place_of_cell
from wzdesk.ui.recognition.decisions import CellRef, ref_of
from wzdesk.ui.recognition.reading_marks import ReadMark
from wzdesk.ui.recognition.words import facts_words, how_words

NO_INDICATOR, NO_REGION, NO_COLUMN = "目录里没有这个指标", "这一行（列）不是认得的地区", "列名“"
"""How the reasons of the matching begin that a person can do away with."""
_TOLD_AS_THEY_ARE = frozenset({Kind.CONFLICT, Kind.SAME, Kind.CLOSED})
"""Kinds that no check and no uncertain name makes wait."""


class Need(IntEnum):
    """Why a line should be looked at, the most pressing first."""

    FATAL = 0
    UNKNOWN = 1
    CONSENT = 2
    QUERY = 3
    ASK = 4
    NONE = 5


@dataclass(frozen=True, slots=True)
class LineView:
    """A row or column of a table: its words on the sheet, what it was taken for and how that was found."""

    table: int
    sheet: str
    line: Line
    meaning: str
    how: str
    need: Need
    is_taken: bool
    lacks: str = ""
    """What nobody knows of it: ``indicator``, ``region`` or ``column``."""
    trouble: str = ""
    """The cell that a check warns of."""

    @property
    def axis(self) -> Axis:
        """Row or column."""
        return self.line.axis

    @property
    def place(self) -> int:
        """Its number on the sheet."""
        return self.line.place

    @property
    def place_words(self) -> str:
        """``16`` or ``G 列``."""
        return str(self.place) if self.axis is Axis.ROW else f"{column_name(self.place)} 列"

    @property
    def words(self) -> str:
        """The words of the sheet: of a row the last, of a column all."""
        words = [" ".join(word.split()) for word in self.line.words]
        return (words[-1] if words else "") if self.axis is Axis.ROW else "／".join(words)

    @property
    def subject(self) -> str:
        """``第 16 行 一般公共预算收入``."""
        where = f"第 {self.place} 行" if self.axis is Axis.ROW else f"{column_name(self.place)} 列"
        return f"{where}　{self.words}"


@dataclass(frozen=True, slots=True)
class Group:
    """Cells that were not taken for one reason: where, how many, why, and the first of them."""

    where: str
    reason: str
    count: int
    first: str


@dataclass(frozen=True, slots=True)
class SheetView:
    """One sheet; ``lines`` with those first that need a person."""

    name: str
    tables: tuple[int, ...]
    marks: dict[Place, ReadMark]
    lines: tuple[LineView, ...]
    groups: tuple[Group, ...]
    remarks: tuple[str, ...]
    hidden: str

    @property
    def needs(self) -> int:
        """How many lines should be looked at."""
        return sum(line.need is not Need.NONE for line in self.lines)


@dataclass(frozen=True)
class Overview:
    """A reception with the decisions of the person."""

    sheets: dict[str, SheetView]
    differences: tuple[Difference, ...]
    chosen: frozenset[CellRef]
    of_cell: dict[CellRef, Difference]
    findings: dict[CellRef, tuple[Finding, ...]]
    not_taken: dict[CellRef, NotTaken]
    waiting: int
    """Cells that are written only when the person says so, and about which nothing was said."""
    known: Known

    @property
    def lines(self) -> list[LineView]:
        """The lines of all sheets."""
        return [line for sheet in self.sheets.values() for line in sheet.lines]

    @property
    def unknown_rows(self) -> list[LineView]:
        """The rows whose names no indicator has."""
        rows = (line for line in self.lines if line.axis is Axis.ROW and line.lacks == "indicator")
        return [row for row in rows if row.words]

    @property
    def unsure(self) -> list[LineView]:
        """The lines whose names were found in another spelling, or merely alike."""
        return [
            line
            for line in self.lines
            if not line.line.is_left_out and line.is_taken and is_unsure(line.line)
        ]

    @property
    def to_write(self) -> list[Difference]:
        """What is written."""
        return [each for each in self.differences if ref_of(each.claim) in self.chosen]

    def counts(self) -> dict[str, int]:
        """Each cell once: by how it stands to what is stored, that it waits for a person, or was not taken."""
        counts = {"waiting": 0} | {kind.value: 0 for kind in Kind}
        for each in self.differences:
            counts[self.kind_of(each)] += 1
        return counts | {"not_taken": len(self.not_taken)}

    def kind_of(self, each: Difference) -> str:
        """How a cell stands to what is stored, or that it is written only when a person agrees."""
        if each.kind in _TOLD_AS_THEY_ARE:
            return each.kind.value
        held = any(finding.holds_back for finding in self.findings.get(ref_of(each.claim), ()))
        return "waiting" if held or each.claim.how.needs_consent else each.kind.value


def is_unsure(line: Line) -> bool:
    """Whether the name of a line needs a look."""
    named = line.facts.indicator or line.facts.region
    return named is not None and not named.how.is_sure


def meaning_of(line: Line, known: Known) -> str:
    """What a line was taken for."""
    return "不收" if line.is_left_out else facts_words(line.facts, known)


def how_of(line: Line, *, is_taught: bool) -> str:
    """How that was found."""
    if is_taught:
        return "手选"
    named = line.facts.indicator or line.facts.region
    return how_words(named) if named else ""


def ranges(numbers: Sequence[int], name: Callable[[int], str] = str) -> str:
    """``3、5—8`` of 3, 5, 6, 7, 8; ``name`` says a number otherwise, such as a column's letter."""
    parts: list[list[int]] = []
    for number in sorted(set(numbers)):
        if parts and number == parts[-1][-1] + 1:
            parts[-1].append(number)
        else:
            parts.append([number])
    return "、".join(
        name(part[0]) if len(part) == 1 else f"{name(part[0])}—{name(part[-1])}" for part in parts
    )


def place_of(cell: str) -> Place:
    """Row and column of a cell that is known to be one."""
    return place_of_cell(cell) or (1, 1)
