"""Rules of the checks of entry, as data: what is held against what, how strictly, where, and what the user reads."""

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from wzdesk.domain.checks.formula import Formula
from wzdesk.domain.import_checks import is_share_of_whole
from wzdesk.domain.indicator import Accumulation, Indicator, PriceBasis
from wzdesk.domain.line_checks import may_be_negative
from wzdesk.domain.observation import Measure, ObservationKey
from wzdesk.domain.period import Frequency
from wzdesk.domain.region import Region, RegionLevel


class Severity(StrEnum):
    """How much a finding weighs, as the national system has it (design §5)."""

    FATAL = "fatal"
    """Blocks submission."""
    BLOCKING = "blocking"
    """Blocks unless the superior office releases it."""
    QUERY = "query"
    """Needs a true written reason."""


SEVERITY_WORDS = {Severity.FATAL: "强制性", Severity.BLOCKING: "准强制性", Severity.QUERY: "核实性"}


DEFAULT_POWERS = (2, 4)
"""万元 typed as 亿元 is 10 000 times, a percentage typed as a fraction 100 times too large or small."""


class RuleKind(StrEnum):
    """What a rule holds against what."""

    RANGE = "range"
    REQUIRED = "required"
    PAIRED = "paired"
    SAME_MONTHS = "same_months"
    RISING = "rising"
    MONTHLY = "monthly"
    GROWTH = "growth"
    CHANGE = "change"
    PARTS = "parts"
    COUNTIES = "counties"
    FORMULA = "formula"
    JUMP = "jump"
    STEP = "step"
    UNIT_SLIP = "unit_slip"
    DECIMALS = "decimals"
    DIGITS = "digits"


class Only(StrEnum):
    """Indicators told by what their levels can be."""

    SHARES = "shares"
    """Percentages of a whole, between 0 and 100."""
    AMOUNTS = "amounts"
    """Counts and amounts, never negative."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Where a rule holds; what is empty sets no limit.

    ``indicators`` and ``regions`` are codes. ``first_year`` and ``last_year`` bound the period's last year.
    """

    indicators: frozenset[str] = frozenset()
    excluded: frozenset[str] = frozenset()
    only: Only | None = None
    accumulations: frozenset[Accumulation] = frozenset()
    price_bases: frozenset[PriceBasis] = frozenset()
    regions: frozenset[str] = frozenset()
    levels: frozenset[RegionLevel] = frozenset()
    frequencies: frozenset[Frequency] = frozenset()
    measures: frozenset[Measure] = frozenset()
    first_year: int | None = None
    last_year: int | None = None

    def covers_indicator(self, indicator: Indicator) -> bool:
        """Whether the rule holds for an indicator."""
        return (
            (not self.indicators or indicator.code in self.indicators)
            and indicator.code not in self.excluded
            and (not self.accumulations or indicator.accumulation in self.accumulations)
            and (not self.price_bases or indicator.price_basis in self.price_bases)
            and (self.only is not Only.SHARES or is_share_of_whole(indicator))
            and (self.only is not Only.AMOUNTS or not may_be_negative(indicator))
        )

    def covers_region(self, region: Region) -> bool:
        """Whether the rule holds in a region."""
        return (not self.regions or region.code in self.regions) and (
            not self.levels or region.level in self.levels
        )

    @property
    def bounds_cells(self) -> bool:
        """Whether some periods or measures are left out by it."""
        return bool(self.measures or self.frequencies or self.first_year or self.last_year)

    def covers_cell(self, key: ObservationKey) -> bool:
        """Whether the rule holds for a period and a measure; a total of several years is no cell of a form."""
        period = key.period
        return (
            period.frequency is not Frequency.YEARS
            and (not self.measures or key.measure in self.measures)
            and (not self.frequencies or period.frequency in self.frequencies)
            and (self.first_year is None or period.last_year >= self.first_year)
            and (self.last_year is None or period.last_year <= self.last_year)
        )


@dataclass(frozen=True, slots=True)
class History:
    """When a change leaves a region's own history.

    ``years`` of changes before the period count, at least ``points`` of them; a change is unusual that lies
    ``times`` median deviations (as standard deviations) from their median, and at least ``least`` percent (or
    points, for percentages).
    """

    years: int = 3
    points: int = 5
    times: Decimal = Decimal(6)
    least: Decimal = Decimal(10)


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule.

    ``sentence`` is what the user reads, with the names of values in braces: ``{指标}{时期} {值}``. ``tolerance``
    is allowed beyond the rounding of the figures, in the unit compared; ``tolerance_percent`` in percent of the
    larger side; ``reason`` says why. ``low`` and ``high`` belong to a range, ``formula`` to a formula,
    ``history`` to jumps, steps and digits. ``powers``: by which powers of ten a unit slip multiplies.
    ``given_before``: only where the region gave the figure earlier.
    """

    code: str
    name: str
    severity: Severity
    kind: RuleKind
    sentence: str
    scope: Scope = field(default_factory=Scope)
    tolerance: Decimal = Decimal()
    tolerance_percent: Decimal = Decimal()
    reason: str = ""
    low: Decimal | None = None
    high: Decimal | None = None
    formula: Formula | None = None
    history: History = field(default_factory=History)
    powers: tuple[int, ...] = DEFAULT_POWERS
    given_before: bool = False
