"""What stands beside the figures of a sheet: remarks, verdicts, categories. None of it is stored as data."""

import re
from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal

from wzdesk.domain.assess import clauses_of
from wzdesk.domain.numerals import decimal_of
from wzdesk.domain.plan_table import PlanRow, PlanTable
from wzdesk.domain.quantity import Basis
from wzdesk.domain.text import normalise
from wzdesk.domain.typed_cell import Column
from wzdesk.domain.verdict import Assessment
from wzdesk.excel.read.headings import Role
from wzdesk.excel.read.plan_tables import FoundCell, FoundRow, FoundTable
from wzdesk.reports.plan_rows import NATURE_WORDS
from wzdesk.reports.plan_sheet import note_lines
from wzdesk.reports.row_note import read_status_phrase, row_note
from wzdesk.services.import_preview import NotTaken
from wzdesk.services.read_plan_cells import RowStatuses

_BETWEEN = re.compile(r"[；;\n]")


def status_words(found: FoundTable, row: FoundRow) -> RowStatuses | None:
    """The statuses that 备注 of a row gives; None where the table has no such column."""
    cell = _cell_of(found, row, Role.NOTE)
    if cell is None:
        return None
    read = (read_status_phrase(phrase) for phrase in _phrases(cell.text))
    return RowStatuses(dict(filter(None, read)))


def _phrases(text: str) -> list[str]:
    return [phrase.strip() for phrase in _BETWEEN.split(text) if phrase.strip()]


def _cell_of(found: FoundTable, row: FoundRow, role: Role) -> FoundCell | None:
    return next((row.cells[each.column] for each in found.columns if each.heading.role is role), None)


def notes_under(found: FoundTable, table: PlanTable) -> list[NotTaken]:
    """The lines under a table that are not those we would print."""
    known = {_closed(line) for line in note_lines(table)}
    return [
        NotTaken(found.sheet, cell.address, cell.text, "表下的说明是文字，没有取")
        for cell in found.notes
        if _closed(cell.text) not in known
    ]


def _closed(text: str) -> str:
    return "".join(normalise(text).split())


class Beside:
    """Tells where the words beside the figures contradict the plan, before the import and after it."""

    def __init__(
        self,
        before: PlanTable,
        after: PlanTable,
        judged_before: Sequence[Assessment],
        judged_after: Sequence[Assessment],
    ) -> None:
        self._tables = (before, after)
        self._judged = tuple(
            {each.item_no: each for each in judged} for judged in (judged_before, judged_after)
        )

    def contradictions(self, found: FoundTable, row: FoundRow, own: PlanRow) -> Iterator[NotTaken]:
        """The cells of a row that say something else than the plan, its verdict or its remarks."""
        for role, expected in (
            (Role.VERDICT, self._verdict_word(own)),
            (Role.NATURE, _nature_word(own)),
            (Role.CATEGORY, own.item.category),
        ):
            cell = _cell_of(found, row, role)
            if cell and cell.text.strip() and not cell.from_above and _closed(cell.text) != _closed(expected):
                yield NotTaken(found.sheet, cell.address, cell.text, _reason(role, expected))
        yield from self._note(found, row, own)
        yield from self._computed(found, row, own)

    def _verdict_word(self, own: PlanRow) -> str:
        judged = self._judged[1].get(own.item.no)
        return judged.verdict.word if judged else ""

    def _note(self, found: FoundTable, row: FoundRow, own: PlanRow) -> Iterator[NotTaken]:
        cell = _cell_of(found, row, Role.NOTE)
        if cell is None or cell.from_above:
            return
        known: set[str] = set()
        for table, judged in zip(self._tables, self._judged, strict=True):
            known |= {_closed(phrase) for phrase in _phrases(row_note(table, own, judged.get(own.item.no)))}
        odd = [
            each
            for each in _phrases(cell.text)
            if _closed(each) not in known and not read_status_phrase(each)
        ]
        if odd:
            said = "；".join(odd)
            yield NotTaken(found.sheet, cell.address, cell.text, f"备注“{said}”是文字，没有取")

    def _computed(self, found: FoundTable, row: FoundRow, own: PlanRow) -> Iterator[NotTaken]:
        """Rates and distances that are not what the figures give."""
        for each in found.columns:
            cell = row.cells[each.column]
            number = decimal_of(normalise(cell.text).rstrip("%"))
            if each.heading.role is not Role.COMPUTED or number is None or cell.from_above:
                continue
            if not any(_shows(number, expected) for expected in self._expected(own)):
                reason = f"“{each.heading.text}”由程序计算，和表上的不一样，没有取"
                yield NotTaken(found.sheet, cell.address, cell.text, reason)

    def _expected(self, own: PlanRow) -> Iterator[Decimal]:
        """The distance to the target, and the share of it in percent."""
        judged = self._judged[1].get(own.item.no)
        for part in judged.parts if judged else ():
            if part.indicator == own.part.indicator and part.judgement.gap is not None:
                yield part.judgement.gap
        table = self._tables[1]
        actual = table.observation(own.part, Column.LEVEL)
        for clause in clauses_of(table, own.part) if actual and actual.quantity.value is not None else ():
            if clause.basis is Basis.LEVEL and clause.value:
                assert actual
                assert actual.quantity.value is not None
                yield actual.quantity.value / clause.value * 100


def _shows(number: Decimal, expected: Decimal) -> bool:
    """Whether a number is the expected one, rounded to its own digits, with either sign."""
    places = min(int(number.as_tuple().exponent), 0)
    return abs(expected).quantize(Decimal(1).scaleb(places), ROUND_HALF_UP) == abs(number)


def _nature_word(own: PlanRow) -> str:
    nature = own.part.nature or own.item.nature
    return NATURE_WORDS[nature] if nature else ""


def _reason(role: Role, expected: str) -> str:
    if role is Role.VERDICT:
        return f"判定由程序按计划计算，是“{expected}”，没有取表上的"
    what = "指标属性" if role is Role.NATURE else "类别"
    return f"计划里的{what}是“{expected}”，没有取表上的" if expected else f"计划里没有{what}，没有取"
