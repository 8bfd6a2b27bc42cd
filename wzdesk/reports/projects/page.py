"""What the tables of projects have in common: a sheet put together row by row, with formulas that add it up."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from wzdesk.domain.demo import DEMO_MARK, DEMO_WORD
from wzdesk.domain.projects.lag import rounded
from wzdesk.domain.sheet_layout import Align, CellKind, CellRole, SheetCell, SheetLayout
from wzdesk.domain.units import plain
from wzdesk.reports.number_cells import number_format_of
from wzdesk.reports.row_heights import row_heights

_NAME_LIMIT = 31  # signs in the name of a sheet
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True, slots=True)
class Head:
    """A column: its heading, the heading over it, its width in characters."""

    text: str
    width: float
    group: str = ""


@dataclass(slots=True)
class Page:
    """A sheet being put together; ``row`` is the next free one."""

    title: str
    heads: Sequence[Head]
    unit: str
    is_demo: bool
    cells: list[SheetCell] = field(default_factory=list)
    row: int = 1
    first_head: int = 0

    def __post_init__(self) -> None:
        mark = f"（{DEMO_MARK}）" if self.is_demo else ""
        self.cells.append(SheetCell(1, 1, self.title + mark, CellRole.TITLE, columns=len(self.heads)))
        self.cells.append(
            SheetCell(2, 1, f"单位：{self.unit}", CellRole.LINE, align=Align.RIGHT, columns=len(self.heads))
        )
        self.row = self.first_head = 3
        self._head()

    def _head(self) -> None:
        rows = 2 if any(head.group for head in self.heads) else 1
        for column, head in enumerate(self.heads, 1):
            if not head.group:
                self.cells.append(SheetCell(self.row, column, head.text, CellRole.HEADER, rows=rows))
                continue
            if column == 1 or self.heads[column - 2].group != head.group:
                width = sum(1 for one in self.heads[column - 1 :] if one.group == head.group)
                self.cells.append(SheetCell(self.row, column, head.group, CellRole.HEADER, columns=width))
            self.cells.append(SheetCell(self.row + 1, column, head.text, CellRole.HEADER))
        self.row += rows

    def put(self, *cells: SheetCell) -> None:
        """Put cells into the row."""
        self.cells.extend(cells)

    def text(self, column: int, text: str, align: Align = Align.LEFT) -> None:
        """A text in the row."""
        self.put(SheetCell(self.row, column, text, align=align))

    def number(self, column: int, value: Decimal | int | None, formula: str = "") -> None:
        """A number with all its digits, in groups of three; blank where there is none."""
        text = "" if value is None else grouped(Decimal(value))
        shown = number_format_of(text) or "General"
        kind = CellKind.COMPUTED if formula else CellKind.NUMBER
        self.put(
            SheetCell(
                self.row, column, text, kind=kind, align=Align.RIGHT, number_format=shown, formula=formula
            )
        )

    def rounded(self, column: int, value: Decimal | None, formula: str = "", places: str = "0.1") -> None:
        """A number that shows fewer digits than the sheet stores."""
        text = "" if value is None else str(rounded(value, Decimal(places)))
        shown = "#,##0" + ("." + "0" * (len(places) - 2) if "." in places else "")
        self.put(
            SheetCell(
                self.row,
                column,
                text,
                kind=CellKind.COMPUTED if formula else CellKind.NUMBER,
                align=Align.RIGHT,
                number_format=shown,
                exact="" if value is None else stored(value),
                formula=formula,
            )
        )

    def next_row(self) -> None:
        """Go on in the next row."""
        self.row += 1

    def note(self, text: str) -> None:
        """A line under the table."""
        self.put(SheetCell(self.row, 1, text, CellRole.NOTE, align=Align.LEFT, columns=len(self.heads)))
        self.row += 1

    def done(self, subject: str, frozen_columns: int) -> SheetLayout:
        """The sheet as it is to be written or printed."""
        if self.is_demo:
            self.note(f"{DEMO_MARK}：带“{DEMO_WORD}”的项目和数是编造的，不是实际数，不能上报。")
        widths = tuple(head.width for head in self.heads)
        boxed = (*self.cells, *self._blanks())
        return SheetLayout(
            name=re.sub(r"[\[\]:*?/\\]", "", self.title)[:_NAME_LIMIT].strip("'") or "项目",
            cells=boxed,
            widths=widths,
            heights=row_heights(boxed, widths),
            header_rows=(
                self.first_head,
                self.first_head + (1 if any(one.group for one in self.heads) else 0),
            ),
            frozen_columns=frozen_columns,
            mark=DEMO_MARK if self.is_demo else "",
            properties={
                "title": self.title,
                "subject": subject,
                "keywords": f"wzdesk 项目 {DEMO_MARK if self.is_demo else ''}".rstrip(),
            },
        )

    def _blanks(self) -> Iterable[SheetCell]:
        """Boxes for what holds nothing, so that the table has no holes."""
        taken = {
            (row, column)
            for cell in self.cells
            for row in range(cell.row, cell.row + cell.rows)
            for column in range(cell.column, cell.column + cell.columns)
        }
        body = {cell.row for cell in self.cells if cell.role is CellRole.BODY}
        for row in sorted(body):
            for column in range(1, len(self.heads) + 1):
                if (row, column) not in taken:
                    yield SheetCell(row, column, "")


def letter(column: int) -> str:
    """``E`` for 5."""
    return _LETTERS[column - 1]


def grouped(value: Decimal) -> str:
    """Thousands marked, all digits kept: 850,000, 0.5."""
    return f"{Decimal(plain(value)):,f}"


def stored(value: Decimal) -> str:
    """A number with the 15 digits that a sheet keeps."""
    return format(Decimal(f"{value:.15g}"), "f")
