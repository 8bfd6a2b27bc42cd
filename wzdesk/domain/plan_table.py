"""A plan as a table to fill: the rows of a region's plan with what is stored for each cell."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from wzdesk.domain.cell_note import NoteKey, NoteKind
from wzdesk.domain.form import FormColumn
from wzdesk.domain.indicator import Indicator
from wzdesk.domain.observation import Measure, Observation, ObservationKey
from wzdesk.domain.plan import Plan, PlanItem, PlanPart
from wzdesk.domain.region import Region
from wzdesk.domain.typed_cell import Column
from wzdesk.domain.verdict import Override

ANNUAL_COLUMNS = (Column.TARGET, Column.LEVEL, Column.GROWTH, Column.CHANGE)
_SHARED = {Column.LEVEL: FormColumn.TOTAL, Column.GROWTH: FormColumn.GROWTH}
"""Columns of a plan whose figures are those of a yearly form's columns."""
YEARS_COLUMNS = (Column.TARGET, Column.RATE_TARGET, Column.LEVEL, Column.RATE)
_YEAR_MEASURES = {Column.LEVEL: Measure.LEVEL, Column.GROWTH: Measure.GROWTH, Column.CHANGE: Measure.CHANGE}
_RATE_MEASURES = (Measure.GROWTH, Measure.CHANGE)


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One row: the item, its part, its position, and the region's own target sentences."""

    index: int
    item: PlanItem
    part: PlanPart

    @property
    def is_first_part(self) -> bool:
        """Whether the row opens its item."""
        return self.part is self.item.parts[0]


@dataclass(frozen=True, slots=True)
class PlanTable:
    """A plan of a region with everything its page, its checks and its workbook need.

    The plan's parts carry the region's own targets. ``observations`` holds the actuals of the plan's
    year (annual) or of its last year and its whole span (several years), for this region; besides them
    what targets compare with: the year before, and the same figures of ``higher_regions`` (the
    region's parent first). ``is_demo`` says that the file holds invented figures.
    """

    plan: Plan
    region: Region
    indicators: Mapping[str, Indicator]
    observations: Mapping[ObservationKey, Observation]
    overrides: Mapping[str, Override] = field(default_factory=dict)
    higher_regions: tuple[Region, ...] = ()
    is_demo: bool = False
    notes: Mapping[NoteKey, str] = field(default_factory=dict)
    """Comments on cells and stars of rows; those of a figure stand on the yearly form that holds it as well."""

    @property
    def columns(self) -> tuple[Column, ...]:
        """The stored columns of this kind of plan, left to right."""
        return ANNUAL_COLUMNS if self.plan.is_annual else YEARS_COLUMNS

    def rows(self) -> Iterator[PlanRow]:
        """All rows, top to bottom."""
        for index, (item, part) in enumerate(self.plan.parts()):
            yield PlanRow(index, item, part)

    def keys_of(self, part: PlanPart, column: Column) -> tuple[ObservationKey, ...]:
        """Where a cell's number may be stored; empty for target columns.

        The rate column of a plan of several years holds either average growth or a total over the
        span, so it has two places, of which at most one is filled.
        """
        region, indicator = self.region.code, part.indicator
        if column is Column.RATE:
            span = self.plan.span
            return tuple(ObservationKey(region, indicator, span, measure) for measure in _RATE_MEASURES)
        measure = _YEAR_MEASURES.get(column)
        return (ObservationKey(region, indicator, self.plan.year, measure),) if measure else ()

    def comment_key(self, part: PlanPart, column: Column) -> NoteKey:
        """Where the comment on a cell is kept; those of targets belong to this plan alone."""
        period = self.plan.span if column is Column.RATE else self.plan.year
        if column in _SHARED:
            about = _SHARED[column].value
        else:
            about = column.value if column is Column.CHANGE else f"{self.plan.code} {column.value}"
        return NoteKey(NoteKind.COMMENT, self.region.code, part.indicator, period, about)

    def comment(self, part: PlanPart, column: Column) -> str:
        """What was commented on a cell."""
        return self.notes.get(self.comment_key(part, column), "")

    def follow_key(self, part: PlanPart) -> NoteKey:
        """Where it is kept that a row is followed up (跟踪)."""
        return NoteKey(NoteKind.FOLLOW_UP, self.region.code, part.indicator, self.plan.year)

    def is_followed(self, part: PlanPart) -> bool:
        """Whether somebody put a star on the row."""
        return self.follow_key(part) in self.notes

    def observation(self, part: PlanPart, column: Column) -> Observation | None:
        """What is stored in a cell, or None."""
        for key in self.keys_of(part, column):
            if (found := self.observations.get(key)) is not None:
                return found
        return None

    def text(self, part: PlanPart, column: Column) -> str:
        """A cell as it was given."""
        if column is Column.TARGET:
            return part.target
        if column is Column.RATE_TARGET:
            return part.rate_target
        found = self.observation(part, column)
        return found.quantity.text if found else ""
