"""A selection of the ledger as a condition on its kept lines, and as one on its kept sums where they can answer."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from wzdesk.db.doors import execute_of
from wzdesk.db.projects.codec import month_number
from wzdesk.db.projects.words import Words
from wzdesk.domain.period import Period
from wzdesk.domain.projects.roll_up import Division
from wzdesk.domain.projects.selection import Selection
from wzdesk.domain.projects.when import When
from wzdesk.domain.text import normalise

COLUMNS = {
    Division.FIELD: "field_id",
    Division.SUBFIELD: "subfield_id",
    Division.NATURE: "nature_id",
    Division.STAGE: "stage_id",
    Division.REGION: "region_id",
    Division.AGENCY: "agency_id",
    Division.OWNER: "owner_id",
}
SUMMED = frozenset({Division.FIELD, Division.SUBFIELD, Division.NATURE, Division.STAGE, Division.REGION})
"""The divisions by which sums are kept."""
NO_WORD = -1  # the number of a word that no project has
_ELSEWHERE = "SELECT 1 FROM ledger_region WHERE region_id IN ({}) LIMIT 1"
_ON_LIST = """l.project_id IN (
    SELECT project_id FROM ledger_list
    WHERE list_id = :list AND since <= :day AND (until IS NULL OR until > :day)
)"""
_LINES = "ledger_line l"
_NAMED = "ledger_name s CROSS JOIN ledger_line l ON l.project_id = s.project_id"
"""Names are looked through once, in the order of the projects, and only the lines of those found are read."""
_SAYS = "(instr(s.name, :name) > 0 OR instr(s.code, :code) > 0)"


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition in SQL with its parameters, for lines that are called ``l``.

    ``lines`` is where they come from, in the order of ``entered``; ``summed`` says whether the kept sums can answer it.
    """

    sql: str
    given: dict[str, Any]
    summed: bool
    lines: str = _LINES
    entered: str = "l.project_id"


def condition(
    session: Session, month: Period, selection: Selection, group: tuple[Division, str] | None = None
) -> Condition:
    """What a line of a month must be: chosen by the selection and, where one is told, in the group."""
    words = Words(session)
    given: dict[str, Any] = {"month": month_number(month)}
    parts, summed = ["month = :month"], True
    for column, chosen in (
        ("field_id", selection.fields),
        ("nature_id", selection.natures),
        ("stage_id", selection.stages),
    ):
        if chosen:
            parts.append(f"{column} IN ({_numbers(words, chosen)})")
    if selection.is_lagging:
        parts.append("lagging = 1")
    bit = words.find_bit(selection.project_list) if selection.project_list else None
    if bit is not None:
        parts.append(f"lists & {bit} <> 0")
    if selection.regions:
        regions = _numbers(words, selection.regions)
        if list(execute_of(session)(_ELSEWHERE.format(regions), {})):
            further = f"SELECT project_id FROM ledger_region WHERE region_id IN ({regions})"
            parts.append(f"(region_id IN ({regions}) OR l.project_id IN ({further}))")
            summed = False
        else:
            parts.append(f"region_id IN ({regions})")
    if group is not None:
        division, word = group
        parts.append(f"{COLUMNS[division]} = {_number(words, word)}")
        summed = summed and division in SUMMED
    others = _line_conditions(words, selection, given)
    if selection.project_list and bit is None:
        others.append(_ON_LIST)
        day = When(month.last_year, month.last_month).last.isoformat()
        given |= {"list": _number(words, selection.project_list), "day": day}
    sql = " AND ".join([*parts, *others])
    if selection.text:
        return Condition(sql, given, summed=False, lines=_NAMED, entered="s.project_id")
    return Condition(sql, given, summed and not others)


def _line_conditions(words: Words, selection: Selection, given: dict[str, Any]) -> list[str]:
    """What only a line itself can tell."""
    parts = []
    if selection.agency:
        parts.append(f"agency_id = {_number(words, selection.agency)}")
    if selection.owner:
        parts.append(f"owner_id = {_number(words, selection.owner)}")
    if selection.text:
        given |= {"name": normalise(selection.text), "code": selection.text}
        parts.append(_SAYS)
    if selection.has_problems:
        parts.append("problems > 0")
    return parts


def _number(words: Words, text: str) -> int:
    found = words.find(text)
    return NO_WORD if found is None else found


def _numbers(words: Words, texts: Iterable[str]) -> str:
    return ", ".join(str(_number(words, text)) for text in sorted(texts))
