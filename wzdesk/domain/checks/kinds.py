"""The kinds of rules there are."""

from collections.abc import Mapping

from wzdesk.domain.checks import history, one_cell, over_time, sums, typing_slips
from wzdesk.domain.checks.kind import Kind
from wzdesk.domain.checks.rule import RuleKind

KINDS: Mapping[RuleKind, Kind] = {
    RuleKind.RANGE: one_cell.RANGE,
    RuleKind.REQUIRED: one_cell.REQUIRED,
    RuleKind.PAIRED: one_cell.PAIRED,
    RuleKind.SAME_MONTHS: one_cell.SAME_MONTHS,
    RuleKind.RISING: over_time.RISING,
    RuleKind.MONTHLY: over_time.MONTHLY,
    RuleKind.GROWTH: over_time.GROWTH,
    RuleKind.CHANGE: over_time.CHANGE,
    RuleKind.PARTS: sums.PARTS,
    RuleKind.COUNTIES: sums.COUNTIES,
    RuleKind.FORMULA: sums.FORMULA,
    RuleKind.JUMP: history.JUMP,
    RuleKind.STEP: history.STEP,
    RuleKind.UNIT_SLIP: typing_slips.UNIT_SLIP,
    RuleKind.DECIMALS: typing_slips.DECIMALS,
    RuleKind.DIGITS: typing_slips.DIGITS,
}
