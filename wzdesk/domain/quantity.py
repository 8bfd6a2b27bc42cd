"""What one cell of a report says: exact values with the text they were given in."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Availability(StrEnum):
    """Whether a cell's text gives a figure (design: availability)."""

    GIVEN = "given"
    NOT_AVAILABLE = "not_available"
    NOT_APPLICABLE = "not_applicable"
    NOT_GIVEN = "not_given"
    WORDS = "words"


class Basis(StrEnum):
    """What a number measures. Quantities use the first four; targets all of them."""

    LEVEL = "level"
    GROWTH = "growth"
    CHANGE = "change"
    CUMULATIVE = "cumulative"
    RELATIVE = "relative"
    ASSIGNED = "assigned"
    QUALITATIVE = "qualitative"


class Op(StrEnum):
    """The side or precision of a number: 以上, 超过, 以内, 以下, 左右, a range, or a bare number."""

    GE = "ge"
    GT = "gt"
    LE = "le"
    LT = "lt"
    ABOUT = "about"
    BETWEEN = "between"
    AT = "at"


@dataclass(frozen=True, slots=True)
class Quantity:
    """One reported cell, as it was given and as it is read.

    ``value`` (and ``high`` of a range) are exact decimals in ``unit``; ``op`` says whether they are the
    figure itself (``at``), a bound, or an approximation. ``also`` holds what stands beside the main
    value in the same cell: ``8.7(实际增长7.9)``, ``1229(2019)``.
    """

    text: str
    availability: Availability
    basis: Basis | None = None
    op: Op | None = None
    value: Decimal | None = None
    high: Decimal | None = None
    unit: str = ""
    also: tuple["Quantity", ...] = ()

    @property
    def is_given(self) -> bool:
        """Whether there is a figure to judge."""
        return self.value is not None


NOT_GIVEN = Quantity("", Availability.NOT_GIVEN)
