"""Checks on the way in: slips of units, a year-to-date that falls, sums that do not add, jumps; each finding before anything is applied."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from wzdesk.db.observations import series_of_many, stored_observations
from wzdesk.db.plan_tables import Execute
from wzdesk.domain.import_checks import Doubt, FigureLine, Rule
from wzdesk.domain.indicator import Indicator
from wzdesk.domain.jumps import jumps
from wzdesk.domain.line_checks import falling, growth_against_levels, out_of_range
from wzdesk.domain.unit_slips import unit_slips
from wzdesk.services.receiving.claims import Claim, NotTaken
from wzdesk.services.receiving.figure_lines import (
    SeriesOfMany,
    StoredObservations,
    add_stored,
    lines_of_claims,
)
from wzdesk.services.receiving.sums import county_sums, family_of, part_sums

__all__ = ["Finding", "Rule", "findings_of"]


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


_ORDER = list(Rule)


def findings_of(
    claims: Sequence[Claim],
    indicators: Mapping[str, Indicator],
    execute: Execute,
    beside: Sequence[NotTaken] = (),
    *,
    series: SeriesOfMany = series_of_many,
    stored: StoredObservations = stored_observations,
) -> list[Finding]:
    """What the checks find in the claims of a table, with what is stored beside them.

    Args:
        claims: What the cells of the table claim.
        indicators: The catalogue.
        execute: The door through which the stored figures are read, in bulk.
        beside: The cells that were not taken; what they remark in a row (备注) counts.
        series: Reads the series of many regions and indicators.
        stored: Reads the observations of many keys.

    Returns:
        One finding for each cell and rule; those that hold a cell back first, else in the order of the cells.
    """
    lines = lines_of_claims(claims, indicators)
    came = set(lines)
    if not came:
        return []
    for observations in series(execute, family_of(came, indicators)).values():
        add_stored(lines, observations, indicators)
    remarks = _remarks(claims, beside)
    doubts = [doubt for pair in came for doubt in _along(lines[pair], remarks)]
    doubts += part_sums(lines, came)
    doubts += county_sums(claims, lines, indicators, execute, stored)
    return _findings(doubts, claims)


def _along(line: FigureLine, remarks: Mapping[int, str]) -> Iterator[Doubt]:
    """The doubts on one line; slips first, for they are put right before the other checks look."""
    yield from unit_slips(line, remarks)
    yield from out_of_range(line)
    yield from falling(line, remarks)
    yield from growth_against_levels(line)
    yield from jumps(line)


def _remarks(claims: Sequence[Claim], beside: Sequence[NotTaken]) -> dict[int, str]:
    """The words of the same row, by the place of each claim."""
    words: dict[tuple[str, int], str] = {}
    for each in beside:
        if each.reason == "是文字说明，不是数":
            place = each.sheet, _row_number(each.cell)
            words[place] = "；".join(filter(None, (words.get(place), each.text.strip())))
    if not words:
        return {}
    return {at: said for at, claim in enumerate(claims) if (said := words.get((claim.sheet, claim.row)))}


def _row_number(cell: str) -> int:
    return int(cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))


def _findings(doubts: Collection[Doubt], claims: Sequence[Claim]) -> list[Finding]:
    """One finding for each cell and rule, the most severe first."""
    first: dict[tuple[int, Rule], Doubt] = {}
    for doubt in sorted(doubts, key=lambda doubt: not doubt.holds_back):
        first.setdefault((doubt.at, doubt.rule), doubt)
    ordered = sorted(first.values(), key=lambda each: (not each.holds_back, each.at, _ORDER.index(each.rule)))
    return [_finding(doubt, claims[doubt.at]) for doubt in ordered]


def _finding(doubt: Doubt, claim: Claim) -> Finding:
    return Finding(
        claim.sheet,
        claim.cell,
        doubt.rule,
        doubt.sentence,
        doubt.corrected,
        doubt.holds_back,
        doubt.expected,
    )
