"""What is handed to the printer: a sheet, what stands around it, and the paper."""

from dataclasses import dataclass, field

from wzdesk.domain.errors import WzdeskError
from wzdesk.domain.sheet_layout import SheetLayout

DEMO_WORD = "演示"


class CannotPrint(WzdeskError):
    """The sheet does not fit on the paper in any way, or the machine cannot print it; nothing was printed."""


@dataclass(frozen=True, slots=True)
class Signatures:
    """The names in the line at the foot of the table; an empty one is left to be signed by hand."""

    filler: str = ""
    reviewer: str = ""
    head: str = ""
    date: str = ""

    def slots(self) -> tuple[str, ...]:
        """The four places of the line, left to right."""
        return (
            f"填表人：{self.filler}",
            f"审核人：{self.reviewer}",
            f"负责人：{self.head}",
            f"日期：{self.date}",
        )


@dataclass(frozen=True, slots=True)
class Printout:
    """A filled table to be printed, whatever it was made from.

    ``region``, ``agency`` (who fills it), ``period`` and ``unit`` make the line under the title, unless the sheet has ``LINE`` cells of its own
    above its headings. ``is_demo`` marks every page of invented data. ``author`` is told in the PDF's properties.
    """

    sheet: SheetLayout
    region: str = ""
    period: str = ""
    unit: str = ""
    signatures: Signatures = field(default_factory=Signatures)
    is_demo: bool = False
    author: str = ""
    agency: str = ""

    @property
    def title(self) -> str:
        """The title in the document's properties and in the name of its file."""
        return self.sheet.properties.get("title") or self.sheet.name


@dataclass(frozen=True, slots=True)
class Paper:
    """A sheet of paper and its margins, in points (1/72 inch)."""

    width: float
    height: float
    side: float = 42.5
    top: float = 43.0
    bottom: float = 42.0

    @property
    def room(self) -> float:
        """Width between the margins."""
        return self.width - 2 * self.side

    @property
    def right(self) -> float:
        """Where the right margin begins."""
        return self.width - self.side

    @property
    def foot(self) -> float:
        """Where the lower margin begins, in which the page number stands."""
        return self.height - self.bottom


_A4_SHORT, _A4_LONG = 595.28, 841.89


def a4(*, is_landscape: bool) -> Paper:
    """A4 with margins that every office printer can print within."""
    return Paper(_A4_LONG, _A4_SHORT) if is_landscape else Paper(_A4_SHORT, _A4_LONG)
