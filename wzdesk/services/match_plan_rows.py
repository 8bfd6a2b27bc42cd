"""Which row of a plan each row of a sheet is: by its names, never by its place."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from wzdesk.domain.plan_table import PlanRow, PlanTable
from wzdesk.domain.text import name_key
from wzdesk.domain.units import same_unit
from wzdesk.excel.read.headings import Role
from wzdesk.excel.read.plan_tables import FoundRow

_ALIKE = 0.6  # of names, where only number and unit speak for a row
_PREFIX = re.compile(r"^(?:其中|\(?[一二三四五六七八九十]{1,3}\)|[一二三四五六七八九十]{1,3}(?=、))[:、]?")


@dataclass(frozen=True, slots=True)
class Match:
    """A sheet row with the plan row it is (None: none), and what the person should know or why not."""

    found: FoundRow
    row: PlanRow | None
    remark: str = ""


def match_rows(rows: Sequence[FoundRow], table: PlanTable) -> list[Match]:
    """One match for each row, in their order. Names come first; number and unit help only where names are alike."""
    known = _KnownNames(table)
    by_name = [known.match(found) for found in rows]
    taken = {match.row.index for match in by_name if match.row}
    return [
        match if match.row or match.remark else _by_number(match.found, table, taken) for match in by_name
    ]


class _KnownNames:
    """The names of a plan's rows: pairs of item and part as printed, and the indicators' names and aliases."""

    def __init__(self, table: PlanTable) -> None:
        self._pairs: dict[tuple[str, str], list[PlanRow]] = {}
        self._names: dict[str, list[PlanRow]] = {}
        for row in table.rows():
            item, part = row.item, row.part
            self._add_pair(row, item.name, part.name)
            if part.name:
                self._add_name(row, part.name)
                self._add_name(row, item.name + part.name)
            indicator = table.indicators.get(part.indicator)
            for name in (indicator.name, *indicator.aliases) if indicator else ():
                self._add_name(row, name)

    def _add_pair(self, row: PlanRow, item: str, part: str) -> None:
        self._pairs.setdefault((_key(item), _key(part)), []).append(row)

    def _add_name(self, row: PlanRow, name: str) -> None:
        rows = self._names.setdefault(_key(name), [])
        if row not in rows:
            rows.append(row)

    def match(self, found: FoundRow) -> Match:
        """The row whose names are those of a sheet's row."""
        name, part = found.label(Role.NAME), found.label(Role.PART)
        pair = self._pairs.get((_key(name), _key(part)), [])
        whole = self._names.get(_key(name + part), []) or (self._names.get(_key(part), []) if part else [])
        for rows in (pair, whole):
            if len(rows) == 1:
                return Match(found, rows[0])
            if rows:
                return _which(found, rows)
        return Match(found, None)


def _key(name: str) -> str:
    return name_key(_PREFIX.sub("", name.strip().lstrip("#＃").strip()))


def _which(found: FoundRow, rows: Sequence[PlanRow]) -> Match:
    """Of several rows with one name the one with the sheet's number."""
    numbered = [row for row in rows if row.item.no == _number(found)]
    if len(numbered) == 1:
        return Match(found, numbered[0])
    return Match(found, None, f"计划里叫“{_label(found)}”的不止一行，序号也分不清是哪一行")


def _by_number(found: FoundRow, table: PlanTable, taken: set[int]) -> Match:
    name = _label(found)
    for row in table.rows():
        same_place = row.item.no == _number(found) and len(row.item.parts) == 1 and row.index not in taken
        if same_place and same_unit(found.label(Role.UNIT), row.part.unit) and _alike(name, row.item.name):
            return Match(found, row, f"表上写“{name}”，按序号和单位对上“{row.item.name}”")
    return Match(found, None, f"计划里没有叫“{name}”的指标")


def _alike(one: str, other: str) -> bool:
    return SequenceMatcher(None, _key(one), _key(other), autojunk=False).ratio() >= _ALIKE


def _number(found: FoundRow) -> str:
    return found.label(Role.NUMBER).strip().rstrip(".、")


def _label(found: FoundRow) -> str:
    return " ".join(filter(None, (found.label(Role.NAME), found.label(Role.PART))))
