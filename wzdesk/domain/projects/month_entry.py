"""What typed cells of a month's sheet ask for: reports that run on from the month before, and problems."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from wzdesk.domain.errors import Refused
from wzdesk.domain.numerals import decimal_of
from wzdesk.domain.projects.amount import in_fen
from wzdesk.domain.projects.change import LedgerChange, ProblemChange, ProblemKey, ProgressChange, ProgressKey
from wzdesk.domain.projects.ledger_line import NOTHING
from wzdesk.domain.projects.month_sheet import CellPlace, MoneyUnit, MonthLine, MonthSheet
from wzdesk.domain.projects.problem import Problem
from wzdesk.domain.projects.progress import Invested, ProjectProgress
from wzdesk.domain.projects.running_account import after_month, after_start, after_year
from wzdesk.domain.projects.when import When
from wzdesk.domain.text import normalise
from wzdesk.domain.typed_cell import Column, TypedCell
from wzdesk.domain.typed_sum import with_sum_done

_AMOUNT = re.compile(r"(?P<number>.*?\d.*?|\.\d+)\s*(?P<unit>亿元?|万元?|元)?")
_OWN_UNITS = {"亿": Decimal(10_000), "万": Decimal(1), "元": Decimal("0.0001")}
_LONGEST_WORDS = 2000


@dataclass(slots=True)
class MonthEntry:
    """The lines after typed cells, the changes that store them, what to say, and texts that could not be read."""

    lines: dict[str, MonthLine] = field(default_factory=dict)
    changes: list[LedgerChange] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    drafts: dict[CellPlace, str | None] = field(default_factory=dict)
    """None where a draft gave way to what was read."""


def month_entry(sheet: MonthSheet, cells: Sequence[TypedCell]) -> MonthEntry:
    """What cells of one act ask for; a text that cannot be read becomes a draft, and the others are taken.

    Raises:
        Refused: a cell belongs to no project of the sheet.
    """
    entry, known = MonthEntry(), {line.project.code: line for line in sheet.lines}
    given: dict[str, dict[Column, Decimal | None]] = {}
    for cell in cells:
        line = entry.lines.get(cell.indicator) or known.get(cell.indicator)
        if line is None:
            raise Refused(f"这张表里没有编码为“{cell.indicator}”的项目，没有写入。")
        place = cell.indicator, cell.column
        try:
            entry.lines[cell.indicator] = _typed(line, cell, sheet.unit, entry.notes)
        except Refused as refusal:
            entry.drafts[place] = cell.text
            entry.notes.append(refusal.sentence)
            continue
        if cell.column in _ACCOUNT:
            given.setdefault(cell.indicator, {})[cell.column] = entry.lines[cell.indicator].amount(
                cell.column
            )
        if place in sheet.drafts:
            entry.drafts[place] = None
    for code, line in entry.lines.items():
        entry.lines[code] = after = _as_given(line, given.get(code, {}))
        entry.changes += _changes(known[code], after)
    return entry


_ACCOUNT = {Column.MONTH: "month", Column.TOTAL: "year", Column.SINCE_START: "start"}


def _as_given(line: MonthLine, given: Mapping[Column, Decimal | None]) -> MonthLine:
    """Where one act gives several figures of the account, each stays as it was given: the checks say what is odd."""
    now = line.now
    if len(given) < 2 or now is None:
        return line
    account = replace(now.reported, **{_ACCOUNT[column]: amount for column, amount in given.items()})
    return line.with_report(replace(now, reported=account), line.month)


def typed_line(sheet: MonthSheet, cell: TypedCell) -> MonthLine | None:
    """The line while a cell is being typed, for what follows the keys; None where the text cannot be read."""
    line = sheet.line(cell.indicator)
    try:
        return _typed(line, cell, sheet.unit, []) if line is not None else None
    except Refused:
        return None


def _changes(was: MonthLine, line: MonthLine) -> list[LedgerChange]:
    code, month = line.project.code, line.month
    changes: list[LedgerChange] = []
    if was.now != line.now:
        changes.append(ProgressChange(ProgressKey(code, month), line.now))
    before = {one.no: one for one in was.problems}
    after = {one.no: one for one in line.problems}
    changes += [
        ProblemChange(ProblemKey(code, no), after.get(no))
        for no in sorted(before.keys() | after.keys())
        if before.get(no) != after.get(no)
    ]
    return changes


# Columns


def _typed(line: MonthLine, cell: TypedCell, unit: MoneyUnit, notes: list[str]) -> MonthLine:
    text = with_sum_done(cell.text).strip()
    if cell.column is Column.PROBLEM:
        return _with_problem(line, text, notes)
    now = line.now or ProjectProgress(line.project.code, line.month)
    report = _COLUMNS[cell.column](line, now, text, unit)
    is_empty = report == ProjectProgress(line.project.code, line.month)
    return line.with_report(None if is_empty else report, line.month)


def _month(line: MonthLine, now: ProjectProgress, text: str, unit: MoneyUnit) -> ProjectProgress:
    amount = read_amount(text, unit)
    return replace(now, reported=after_month(line, _reported_before(line), now.reported, amount))


def _total(line: MonthLine, now: ProjectProgress, text: str, unit: MoneyUnit) -> ProjectProgress:
    amount = read_amount(text, unit)
    return replace(now, reported=after_year(line, _reported_before(line), now.reported, amount))


def _since_start(line: MonthLine, now: ProjectProgress, text: str, unit: MoneyUnit) -> ProjectProgress:
    amount = read_amount(text, unit)
    return replace(now, reported=after_start(line, _reported_before(line), now.reported, amount))


def _booked(line: MonthLine, now: ProjectProgress, text: str, unit: MoneyUnit) -> ProjectProgress:
    """统计入库 of the year to date; its month and its total come of it."""
    before = line.before.booked if line.before else NOTHING
    return replace(now, booked=after_year(line, before, now.booked, read_amount(text, unit)))


def _reported_before(line: MonthLine) -> Invested:
    return line.before.reported if line.before else NOTHING


def _funds(_line: MonthLine, now: ProjectProgress, text: str, unit: MoneyUnit) -> ProjectProgress:
    return replace(now, funds=read_amount(text, unit))


def _image(_line: MonthLine, now: ProjectProgress, text: str, _unit: MoneyUnit) -> ProjectProgress:
    return replace(now, image=_words(text))


def _image_percent(_line: MonthLine, now: ProjectProgress, text: str, _unit: MoneyUnit) -> ProjectProgress:
    return replace(now, image_percent=read_percent(text))


def _next_step(_line: MonthLine, now: ProjectProgress, text: str, _unit: MoneyUnit) -> ProjectProgress:
    return replace(now, next_step=_words(text))


_Typed = Callable[[MonthLine, ProjectProgress, str, MoneyUnit], ProjectProgress]
_COLUMNS: dict[Column, _Typed] = {
    Column.MONTH: _month,
    Column.TOTAL: _total,
    Column.SINCE_START: _since_start,
    Column.BOOKED: _booked,
    Column.FUNDS: _funds,
    Column.IMAGE: _image,
    Column.IMAGE_PERCENT: _image_percent,
    Column.NEXT_STEP: _next_step,
}


def _with_problem(line: MonthLine, text: str, notes: list[str]) -> MonthLine:
    """存在问题: the only open problem said otherwise, a new one, or the only one solved."""
    text, standing, end = _words(text), line.open_problems, When(line.month.year, line.month.last_month).last
    if len(standing) > 1:
        if text == "；".join(one.text for one in standing):
            return line
        raise Refused(
            f"{line.project.name}有 {len(standing)} 个没有解决的问题，请在右边“问题”里逐个改；这一格没有改动。"
        )
    if not standing:
        if not text:
            return line
        no = max((one.no for one in line.problems), default=0) + 1
        return line.with_problem(no, Problem(line.project.code, no, text, raised=end))
    its = standing[0]
    if text:
        return line.with_problem(its.no, replace(its, text=text))
    if its.raised == end:
        return line.with_problem(its.no, None)
    notes.append(f"{line.project.name}的问题“{its.text}”记为 {end.month}月{end.day}日解决，仍留在“问题”里。")
    return line.with_problem(its.no, replace(its, solved=end))


# Texts


def read_amount(text: str, unit: MoneyUnit) -> Decimal | None:
    """The amount of a text in 万元: a number in ``unit``, or with its own unit behind it; None where it is empty.

    Raises:
        Refused: it is no amount, or no whole number of fen.
    """
    plain = normalise(text)
    if not plain:
        return None
    found = _AMOUNT.fullmatch(plain)
    number = decimal_of(found["number"]) if found else None
    if found is None or number is None:
        raise Refused(f"“{text}”不是一个金额，按原文留作草稿；请填数字，单位是{unit.value}。")
    own = found["unit"]
    amount = number * _OWN_UNITS[own[0]] if own else unit.in_wan(number)
    if in_fen(amount) is None:
        raise Refused(f"“{text}”不足一分钱的零头存不下，按原文留作草稿；请按分取整后再填。")
    return amount


def read_percent(text: str) -> Decimal | None:
    """The percentage of a text; None where it is empty.

    Raises:
        Refused: it is no number.
    """
    plain = normalise(text).removesuffix("%").strip()
    if not plain:
        return None
    number = decimal_of(plain)
    if number is None:
        raise Refused(f"“{text}”不是百分数，按原文留作草稿；形象进度请填 0 到 100 的数。")
    return number


def _words(text: str) -> str:
    if len(text) > _LONGEST_WORDS:
        raise Refused(f"这段话有 {len(text)} 个字，最多留 {_LONGEST_WORDS} 个字，请缩短后再填。")
    return " ".join(text.split())
