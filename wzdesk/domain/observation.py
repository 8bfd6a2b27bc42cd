"""Observations: one reported number of a region, an indicator, a period and a measure."""

from dataclasses import dataclass
from enum import StrEnum

from wzdesk.domain.period import Period
from wzdesk.domain.quantity import Availability, Quantity


class Measure(StrEnum):
    """Which of an indicator's figures an observation is.

    ``base`` is 上年同期 as a period's own form says it, where that was revised since last year.
    """

    LEVEL = "level"
    GROWTH = "growth"
    CHANGE = "change"
    BASE = "base"


class ObsStatus(StrEnum):
    """SDMX code list CL_OBS_STATUS, the codes used here (2.2)."""

    NORMAL = "A"
    BREAK = "B"
    DEFINITION_DIFFERS = "D"
    ESTIMATED = "E"
    FORECAST = "F"
    NOT_COLLECTED = "L"
    CANNOT_EXIST = "M"
    MISSING = "O"
    PROVISIONAL = "P"
    SUPPRESSED = "Q"
    UNVALIDATED = "V"


@dataclass(frozen=True, slots=True, order=True)
class ObservationKey:
    """What a number is a number of; the period carries its span."""

    region: str
    indicator: str
    period: Period
    measure: Measure

    def __hash__(self) -> int:
        """Of what tells most keys apart: the period's own hash would take longer than all else."""
        period = self.period
        return hash((self.region, self.indicator, period.year, period.last_month, self.measure))


@dataclass(frozen=True, slots=True)
class Observation:
    """One reported cell with its status, a remark, and where it comes from (document, table, row)."""

    key: ObservationKey
    quantity: Quantity
    status: ObsStatus = ObsStatus.NORMAL
    note: str = ""
    source: str = ""

    @property
    def is_from_workbook(self) -> bool:
        """Whether it was taken from a workbook and not touched since: its source is then ``file sheet!cell``."""
        return "!" in self.source


_ABSENT = {Availability.NOT_AVAILABLE: ObsStatus.MISSING, Availability.NOT_APPLICABLE: ObsStatus.CANNOT_EXIST}
_SAYS_ABSENT = frozenset(_ABSENT.values())
# Asked for with every cell: a name of a module is found several times as fast as a member of an enum.
_GIVEN, _NORMAL = Availability.GIVEN, ObsStatus.NORMAL


def natural_status(quantity: Quantity, before: ObsStatus = ObsStatus.NORMAL) -> ObsStatus:
    """The status that a cell's text itself says: 暂无数据 is missing, — cannot exist.

    A figure keeps the status it had (预计数), unless that said there was none.
    """
    availability = quantity.availability
    if availability is not _GIVEN and availability in _ABSENT:
        return _ABSENT[availability]
    return _NORMAL if before is not _NORMAL and before in _SAYS_ABSENT else before
