"""Where each number goes in an agency's form: plain values, made before anything is written."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from wzdesk.excel.fill.report import CellRef, FillValue


class PlacementState(StrEnum):
    """What is to happen with a cell of the form."""

    FILL = "fill"
    SAME = "same"
    KEPT = "kept"
    FORMULA = "formula"
    MISSING = "missing"


STATE_WORDS = {
    PlacementState.FILL: "要填",
    PlacementState.SAME: "已有相同的数",
    PlacementState.KEPT: "已有别的内容，没有动",
    PlacementState.FORMULA: "公式，不填",
    PlacementState.MISSING: "没有数",
}


@dataclass(frozen=True, slots=True)
class Placement:
    """One cell of the form that asks for a figure.

    ``text`` is the figure as reported ("" where there is none), ``value`` what is written, in the form's
    unit; ``there`` is what stands in the cell now. ``heading`` are the words over the column, ``remark``
    says what the person should know (a unit converted, why there is no figure).
    """

    ref: CellRef
    name: str
    heading: str
    period: str
    state: PlacementState
    text: str = ""
    value: FillValue = None
    there: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A row or column of the form that no figure was looked for in, and why."""

    ref: CellRef
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class FormPlacing:
    """A form with all its places, sheet by sheet and row by row; nothing is written yet.

    ``is_demo`` says that the data file, from which the figures come, holds invented ones.
    """

    form: Path
    region: str
    period: str
    placements: tuple[Placement, ...]
    unplaced: tuple[Unplaced, ...]
    is_demo: bool = False

    @property
    def to_fill(self) -> tuple[Placement, ...]:
        """What writing would fill."""
        return tuple(one for one in self.placements if one.state is PlacementState.FILL)

    @property
    def counts(self) -> dict[str, int]:
        """How many cells are in each state."""
        return {state.value: sum(one.state is state for one in self.placements) for state in PlacementState}
