"""Plans and their numbered items, as the document lays them out."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from wzdesk.domain.period import Period


class Nature(StrEnum):
    """Nature of a target (指标属性)."""

    EXPECTED = "expected"
    BINDING = "binding"


class TargetColumn(StrEnum):
    """The two target columns of a plan: the figure of the last year, and the yearly growth or [total]."""

    LEVEL = "level"
    RATE = "rate"


@dataclass(frozen=True, slots=True)
class PlanPart:
    """One row of a plan's table.

    ``target`` and ``rate_target`` are sentences as written (an annual plan has only ``target``);
    ``base`` is the base-year figure as written. ``shares_target`` marks a row whose target cell is
    merged with the row above. ``name`` is empty unless the item has several parts.
    """

    indicator: str
    unit: str
    target: str = ""
    rate_target: str = ""
    base: str = ""
    name: str = ""
    shares_target: bool = False
    nature: Nature | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class PlanItem:
    """A numbered item: one row, or several parts that must all hold.

    ``depth`` is 0 for an ordinary row, 1 for a ``#`` row, 2 for a row under a ``#`` row that shares
    its 其中; ``marked`` says whether the row itself carries the ``#``.
    """

    no: str
    name: str
    category: str
    parts: tuple[PlanPart, ...]
    depth: int = 0
    marked: bool = False

    @property
    def nature(self) -> Nature | None:
        """Nature of the item: that of its first part which states one."""
        return next((part.nature for part in self.parts if part.nature), None)


@dataclass(frozen=True, slots=True)
class Plan:
    """An annual or five-year plan of a region.

    The two tolerances are relative to the target's number: ``about_tolerance`` left and right of
    左右, ``nearly_tolerance`` for 基本完成. ``stated`` is what the document itself says of the result.
    """

    code: str
    name: str
    region: str
    first_year: int
    last_year: int
    items: tuple[PlanItem, ...]
    growth_first: bool = True
    about_tolerance: Decimal = Decimal("0.05")
    nearly_tolerance: Decimal = Decimal("0.07")
    notes: tuple[str, ...] = ()
    stated: str = ""
    document: str = ""
    table: str = ""
    base_year: int | None = None
    tolerance_source: str = ""

    @property
    def is_annual(self) -> bool:
        """Whether the plan covers a single year."""
        return self.first_year == self.last_year

    @property
    def year(self) -> Period:
        """The period of the level figures: the plan's last year."""
        return Period.of_year(self.last_year)

    @property
    def span(self) -> Period:
        """The period of average growth and cumulative figures: all years of the plan."""
        return Period.of_years(self.first_year, self.last_year)

    def parts(self) -> Iterator[tuple[PlanItem, PlanPart]]:
        """All rows of the plan's table, top to bottom."""
        for item in self.items:
            for part in item.parts:
                yield item, part


@dataclass(frozen=True, slots=True)
class PlanSummary:
    """What a list of plans shows of one."""

    code: str
    name: str
    region: str
    first_year: int
    last_year: int


@dataclass(frozen=True, slots=True)
class PlanDocument:
    """A source document: its short key, its title, and what it is."""

    key: str
    title: str
    issuer: str = ""
    date: str = ""
    tables: tuple[str, ...] = field(default=())
