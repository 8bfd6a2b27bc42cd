"""A form made of a table that was recognised on a sheet: its lines and columns, and what could not be carried over."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from wzdesk.domain.form import ALL_COLUMNS, FormColumn
from wzdesk.domain.form_draft import DraftLine, FormDraft, fits
from wzdesk.domain.indicator import Indicator
from wzdesk.domain.observation import Measure
from wzdesk.domain.period import Frequency, Period
from wzdesk.excel.recognise.table import Row, Table
from wzdesk.excel.recognise.words import bracket_unit
from wzdesk.services.receiving.claims import Line, TableMatch
from wzdesk.services.receiving.context import Known
from wzdesk.services.receiving.facts import Role
from wzdesk.services.receiving.names import bare_name
from wzdesk.services.receiving.reception import SheetReception
from wzdesk.services.receiving.times import Relation

_REMARK = re.compile(r"备注|说明|注$")
_TIME = re.compile(r"时间进度|序时")
_COMPLETION = re.compile(r"完成|进度")
_PART = re.compile(r"^\s*(?:[#＃]|其中\s*[：:]?)")
_QUARTER = re.compile(r"季度|上半年|季报")
_NUMBER = re.compile(r"^\s*(?:附?表)\s*[\d一二三四五六七八九十]+\s*")
_TIMES_IN_TITLE = re.compile(
    r"(?:19|20)\d{2}\s*年?(?:度)?|(?:1|一)\s*[-—~～至到]\s*\d{1,2}\s*月份?|\d{1,2}月份?|[上下]半年|[前一二三四]{1,2}季度"
)


@dataclass(frozen=True, slots=True)
class FoundForm:
    """A table of a workbook as a form: the draft, and the columns of the sheet that no form has, with the reason."""

    where: str
    draft: FormDraft
    left_out: tuple[str, ...]


def found_forms(reception: SheetReception) -> list[FoundForm]:
    """The tables of a workbook as forms, the fullest first."""
    found = [_found(table.match, reception.known, reception.book) for table in reception.tables]
    return sorted((one for one in found if one.draft.lines), key=lambda one: -len(one.draft.indicators))


def _found(match: TableMatch, known: Known, book: str) -> FoundForm:
    table = match.table
    if is_across := any(line.facts.indicator for line in match.columns.values()):
        lines = _lines_of_columns(match, known)
        reporters = tuple(line.facts.region.code for line in match.rows.values() if line.facts.region)
    else:
        lines = _lines(match, known)
        reporters = (match.region,) if match.region and match.region != known.home else ()
    columns, left_out = _columns(match, is_across=is_across)
    draft = FormDraft(
        name=_name(table),
        lines=lines,
        columns=columns or (FormColumn.TOTAL,),
        frequency=_frequency(match, book),
        reporters=tuple(dict.fromkeys(reporters)),
        is_numbered=not any(line.no for line in lines),
    )
    return FoundForm(f"{table.sheet.name}　{table.title}".strip(), draft, left_out)


def _lines_of_columns(match: TableMatch, known: Known) -> tuple[DraftLine, ...]:
    """The indicators of a sheet that has a row for each region, in the order of its columns."""
    lines: dict[str, DraftLine] = {}
    for line in match.columns.values():
        named = line.facts.indicator
        if named is not None and not named.how.needs_consent:
            own = known.indicators[named.code]
            said = line.facts.unit if fits(line.facts.unit, own.unit) else ""
            lines.setdefault(own.code, DraftLine(own.name, own.code, said or own.unit))
    return tuple(lines.values())


def _lines(match: TableMatch, known: Known) -> tuple[DraftLine, ...]:
    lines: list[DraftLine] = []
    section, taken, names = "", set[str](), set[str]()
    depth_of = _depths(match.table)
    for row in match.table.rows:
        understood = match.rows[row.row]
        if understood.is_left_out or (understood.facts.region and not understood.facts.indicator):
            continue
        upper = row.path[0] if len(row.path) > 1 else ""
        is_part = upper in names  # under the row of a whole, not in a section
        if upper and upper != section and not is_part:
            section = upper
            lines.append(DraftLine(" ".join(upper.split()), is_section=True))
        names.add(row.path[-1])
        line = _line(match, row, understood, known)
        if line.indicator in taken:
            line = replace(line, indicator="")
        taken.add(line.indicator)
        lines.append(replace(line, depth=max(line.depth, depth_of.get(row.row, 0), int(is_part))))
    return tuple(lines)


def _line(match: TableMatch, row: Row, understood: Line, known: Known) -> DraftLine:
    words = row.path[-1]
    named = understood.facts.indicator
    is_agreed = named is not None and not named.how.needs_consent
    own: Indicator | None = known.indicators[named.code] if named and is_agreed else None
    unit = row.unit or bracket_unit(words) or (_fitting(match.table.unit, own) if own else "")
    if own is not None and not fits(unit, own.unit):
        unit = own.unit
    is_part = bool(_PART.match(words))
    return DraftLine(
        bare_name(words) or words.strip(),
        own.code if own else "",
        unit or (own.unit if own else ""),
        row.number,
        int(is_part),
        is_part,
    )


def _fitting(units: str, own: Indicator) -> str:
    """The unit of the line over the table that is one for the indicator: 亿元 of 亿元、%."""
    told = [unit.strip() for unit in re.split(r"[、,，/]", units) if unit.strip()]
    return next((unit for unit in told if fits(unit, own.unit)), "")


def _depths(table: Table) -> dict[int, int]:
    """Rows further in than the others, by the blanks before their names."""
    column = min(table.labels, default=None)
    if column is None:
        return {}
    cells = {row.row: table.sheet.cells.row(row.row).get(column) for row in table.rows}
    blanks = {
        at: len(cell.display) - len(cell.display.lstrip()) for at, cell in cells.items() if cell is not None
    }
    steps = sorted(set(blanks.values()))
    return {at: min(steps.index(count), 3) for at, count in blanks.items()}


def _columns(match: TableMatch, *, is_across: bool) -> tuple[tuple[FormColumn, ...], tuple[str, ...]]:
    """The form's columns, and the words of those that it has no place for.

    Where indicators run across the sheet, each has columns of its own, which are the same ones of the form.
    """
    found: set[FormColumn] = set()
    left_out: list[str] = []
    for line in match.columns.values():
        column = _column(line, match.period)
        words = " ".join(line.words)
        if column is None:
            left_out.append(f"“{words}”没有对应的列")
        elif column in found and not is_across:
            left_out.append(f"“{words}”和另一列是同一种数")
        else:
            found.add(column)
    return tuple(column for column in ALL_COLUMNS if column in found), tuple(left_out)


def _column(line: Line, period: Period | None) -> FormColumn | None:
    facts = line.facts
    if facts.role is not None:
        return _column_beside(facts.role, "".join(line.words))
    if line.is_left_out or facts.region or facts.measure is Measure.CHANGE:
        return None
    if facts.measure is Measure.GROWTH:
        return FormColumn.GROWTH
    if facts.time.relation is Relation.LAST_YEAR or _is_of_last_year(line, period):
        return FormColumn.LAST_YEAR
    if facts.time.relation is Relation.PREVIOUS:
        return None
    return FormColumn.MONTH if _is_single(line) else FormColumn.TOTAL


def _column_beside(role: Role, words: str) -> FormColumn | None:
    """The column of what is no reported figure."""
    if role is Role.TARGET:
        return FormColumn.TARGET
    if role is Role.TEXT:
        return FormColumn.REMARK if _REMARK.search(words) else None
    if _TIME.search(words):
        return FormColumn.TIME
    return FormColumn.COMPLETION if _COMPLETION.search(words) else None


def _is_of_last_year(line: Line, period: Period | None) -> bool:
    return bool(period and line.facts.time.year and line.facts.time.year < period.last_year)


def _is_single(line: Line) -> bool:
    time = line.facts.time
    if time.span is not None:
        return time.span.frequency is Frequency.MONTH and "累计" not in "".join(line.words)
    return time.month_only


def _frequency(match: TableMatch, book: str) -> Frequency:
    """By what the sheet calls its period: 前三季度 is a quarter's, 1—9月 a month's."""
    period, table = match.period, match.table
    if period is None:
        return Frequency.MONTH
    if period.frequency in {Frequency.YEAR, Frequency.YEARS}:
        return Frequency.YEAR
    texts = [table.title, table.sheet.name, book, *(line.text for line in table.lines)]
    return Frequency.QUARTER if any(_QUARTER.search(text) for text in texts) else Frequency.MONTH


def _name(table: Table) -> str:
    """The table's title without its times and number: 主要经济指标完成情况."""
    title = table.title.replace(" ", "") if table.title.count(" ") * 3 > len(table.title) else table.title
    return _NUMBER.sub("", _TIMES_IN_TITLE.sub("", title)).strip(" —-（）()")


def with_indicators(draft: FormDraft, added: Sequence[Indicator]) -> FormDraft:
    """The draft with its unknown lines made known, in their order."""
    new = iter(added)
    lines = tuple(
        replace(line, indicator=next(new).code) if line.is_unknown else line for line in draft.lines
    )
    return replace(draft, lines=lines)
