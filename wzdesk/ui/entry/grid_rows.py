"""The rows of the entry grid, whatever table they come from."""

from collections.abc import Callable, Mapping, Sequence
from enum import Flag, auto
from typing import NamedTuple

from wzdesk.domain.observation import Observation, ObsStatus
from wzdesk.domain.quantity import Availability, Quantity
from wzdesk.domain.verdict import Assessment, PartJudgement
from wzdesk.ui.entry.grid_columns import MergedBy


class CellState(Flag):
    """What a cell shows beside its text; several may hold at once."""

    NONE = 0
    ESTIMATED = auto()
    PRELIMINARY = auto()
    DRAFT = auto()
    SAVED = auto()
    OVERRIDDEN = auto()
    REVISED = auto()
    CORRECTED = auto()
    CARRIED = auto()
    LOCKED = auto()
    IMPORTED = auto()
    COMPUTED = auto()
    COMMENTED = auto()
    FOLLOWED = auto()
    FATAL = auto()
    BLOCKING = auto()
    QUERY = auto()


class GridCell(NamedTuple):
    """One cell: its text as given (computed ones as shown), what is stored behind it, and what its tip adds."""

    text: str = ""
    observation: Observation | None = None
    state: CellState = CellState.NONE
    remark: str = ""

    @property
    def quantity(self) -> Quantity | None:
        """How the text was read, where it was."""
        return self.observation.quantity if self.observation else None


class RowHead(NamedTuple):
    """What a row is of: its indicator, its number, the name of the item and that of its part, its unit and depth.

    One of the two names is empty where the row shows a single one; ``marked`` rows carry a ``#``.
    """

    indicator: str
    no: str
    item: str
    part: str = ""
    unit: str = ""
    depth: int = 0
    marked: bool = False

    @property
    def full_name(self) -> str:
        """The name in one line: ``#制造业投资``, ``主要污染物减排量　氨氮``."""
        sign = "#" if self.marked and not self.item.startswith(("#", "＃")) else ""
        return sign + "　".join(name for name in (self.item, self.part) if name)


class GridRow(NamedTuple):
    """One row: its cells, its judgement, and for each way of merging the first and last row it is merged with."""

    head: RowHead
    cells: tuple[GridCell, ...]
    merged: Mapping[MergedBy, tuple[int, int]]
    assessment: Assessment | None = None
    part_judgement: PartJudgement | None = None
    closed: str = ""
    """Why nothing can be typed into the row; empty where it can."""

    @property
    def indicator(self) -> str:
        """Code of the row's indicator."""
        return self.head.indicator


CORNERS = CellState.COMMENTED | CellState.IMPORTED | CellState.COMPUTED
"""States that are drawn outside the mark slot."""


def runs(count: int, opens: Callable[[int], bool]) -> list[tuple[int, int]]:
    """First and last row of the run that each row lies in; ``opens`` tells whether a row begins one."""
    starts = [row for row in range(count) if row == 0 or opens(row)]
    found: list[tuple[int, int]] = []
    for first, after in zip(starts, [*starts[1:], count], strict=True):
        found += [(first, after - 1)] * (after - first)
    return found


def merged_by(count: int, **opens: Callable[[int], bool]) -> Mapping[MergedBy, Sequence[tuple[int, int]]]:
    """The runs of each way of merging; rows that no way joins stand alone."""
    return {way: runs(count, opens.get(way.value, lambda _: True)) for way in MergedBy}


def state_of(observation: Observation | None) -> CellState:
    """Words in place of a figure are a draft, unless the judgement builds on them (已完成)."""
    if observation is None:
        return CellState.NONE
    state = {
        ObsStatus.ESTIMATED: CellState.ESTIMATED,
        ObsStatus.PROVISIONAL: CellState.PRELIMINARY,
    }.get(observation.status, CellState.NONE)
    if observation.is_from_workbook:
        state |= CellState.IMPORTED
    if observation.quantity.availability is Availability.WORDS and _is_draft(observation.quantity):
        state |= CellState.DRAFT
    return state


def _is_draft(quantity: Quantity) -> bool:
    from wzdesk.domain.assess import is_draft  # loaded after the first rows, see filled_plan

    return is_draft(quantity)
