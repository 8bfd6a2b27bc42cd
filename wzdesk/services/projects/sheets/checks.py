"""Checks of project sheets on the way in: slips of units, totals that fall, sums that do not add up, dates turned round."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from wzdesk.domain.projects.lag import rate, rounded
from wzdesk.domain.projects.when import When
from wzdesk.domain.units import plain
from wzdesk.excel.read.book import ValueKind, address
from wzdesk.services.projects.sheets.claims import ProjectClaim, amount_of
from wzdesk.services.projects.sheets.differences import ProjectDifference, States
from wzdesk.services.projects.sheets.figures import ProjectState, stored
from wzdesk.services.projects.sheets.project_table import ProjectTable, SheetRow
from wzdesk.services.projects.sheets.table_columns import SheetColumn
from wzdesk.services.projects.sheets.what import AMOUNTS, WORDS, What
from wzdesk.services.receiving.differences import Kind


class Rule(StrEnum):
    """What may be wrong."""

    UNIT_SLIP = "单位可能错"
    YEAR_FELL = "累计下降"
    ABOVE_TOTAL = "超总投资"
    MONTHS_APART = "本月与累计不符"
    SINCE_APART = "累计与以前年度不符"
    DATES_TURNED = "竣工早于开工"
    RANGE = "超出范围"
    SUM_APART = "与小计不符"
    COUNT_APART = "个数不符"
    RATE_APART = "完成率不符"


@dataclass(frozen=True, slots=True)
class ProjectFinding:
    """A cell that looks wrong, why, and whether it is held back until a person says so."""

    sheet: str
    cell: str
    rule: Rule
    sentence: str
    holds_back: bool = False


_SLIP = Decimal(10_000)
_NEAR = Decimal(3)
_TENTH = Decimal("0.1")


def row_findings(differences: Sequence[ProjectDifference], states: States) -> Iterator[ProjectFinding]:
    """What is wrong within a project's row, or against what is stored of it."""
    by_project: dict[str, list[ProjectDifference]] = {}
    for each in differences:
        by_project.setdefault(each.claim.key.project, []).append(each)
    for code, members in by_project.items():
        state = states.get(code)
        claims = {one.claim.key.what: one.claim for one in reversed(members)}
        for each in members:
            if each.claim.key.what in AMOUNTS:
                yield from _slips(each, claims, state)
        if state is not None:
            yield from _in_row(claims, state)


def _finding(claim: ProjectClaim, rule: Rule, sentence: str, *, holds_back: bool = False) -> ProjectFinding:
    return ProjectFinding(claim.sheet, claim.cell, rule, sentence, holds_back)


def _slips(
    each: ProjectDifference, claims: Mapping[What, ProjectClaim], state: ProjectState | None
) -> Iterator[ProjectFinding]:
    """A figure ten thousand times its stored one, or what the row's other amounts allow: 万元 typed for 亿元."""
    claim, value = each.claim, each.claim.value
    assert isinstance(value, Decimal)
    before = each.before if isinstance(each.before, Decimal) else None
    if before is None and state is not None and claim.key.time and claim.key.what is What.YEAR:
        before = _amount(stored(state, claim.key.what, claim.key.time.previous))
    if before and value and each.kind is not Kind.SAME:
        ratio = abs(value / before)
        for near, words in ((_SLIP, "大约是它的一万倍"), (1 / _SLIP, "大约是它的一万分之一")):
            if near / _NEAR <= ratio <= near * _NEAR:
                said = f"{WORDS[claim.key.what]} {plain(value)} 万元，已存的是 {plain(before)} 万元，{words}，请核对单位"
                yield _finding(claim, Rule.UNIT_SLIP, said, holds_back=True)
                return
    total = max(_total(claims, state) or Decimal(0), state.project.total if state else Decimal(0))
    if claim.key.what in {What.PLAN, What.YEAR, What.MONTH} and total and value > total * 100:
        said = f"{WORDS[claim.key.what]} {plain(value)} 万元，是总投资 {plain(total)} 万元的 100 倍以上，请核对单位"
        yield _finding(claim, Rule.UNIT_SLIP, said, holds_back=True)


def _total(claims: Mapping[What, ProjectClaim], state: ProjectState | None) -> Decimal | None:
    told = claims.get(What.TOTAL)
    return _amount(told.value) if told else (state.project.total or None) if state else None


def _amount(value: object) -> Decimal | None:
    return value if isinstance(value, Decimal) else None


def _in_row(claims: Mapping[What, ProjectClaim], state: ProjectState) -> Iterator[ProjectFinding]:
    yield from _year(claims, state)
    yield from _above_total(claims, state)
    start, end = claims.get(What.START), claims.get(What.END)
    dates = (start.value, end.value) if start and end else (None, None)
    if end and isinstance(dates[0], When) and isinstance(dates[1], When) and dates[1].last < dates[0].first:
        yield _finding(end, Rule.DATES_TURNED, f"竣工 {dates[1].text} 早于开工 {dates[0].text}")
    percent = claims.get(What.PERCENT)
    if percent and isinstance(percent.value, Decimal) and not 0 <= percent.value <= 100:
        yield _finding(percent, Rule.RANGE, f"形象进度 {plain(percent.value)}% 不在 0 到 100 之间")
    for claim in claims.values():
        if isinstance(claim.value, Decimal) and claim.key.what in AMOUNTS and claim.value < 0:
            yield _finding(claim, Rule.RANGE, f"{WORDS[claim.key.what]} {plain(claim.value)} 万元小于 0")


def _year(claims: Mapping[What, ProjectClaim], state: ProjectState) -> Iterator[ProjectFinding]:
    """Year to date against last month's, and against this month's."""
    claim = claims.get(What.YEAR)
    if claim is None or claim.key.time is None or not isinstance(claim.value, Decimal):
        return
    done, month = claim.value, claim.key.time
    before = Decimal(0) if month.last_month == 1 else _amount(stored(state, What.YEAR, month.previous))
    if before is not None and done < before:
        said = f"年初累计 {plain(done)} 万元，比{month.previous.words}的 {plain(before)} 万元少"
        yield _finding(claim, Rule.YEAR_FELL, said)
    own = claims.get(What.MONTH)
    if own is None or not isinstance(own.value, Decimal):
        return
    if before is not None and before + own.value != done and done >= before:
        said = f"上月累计 {plain(before)} 加本月 {plain(own.value)} 是 {plain(before + own.value)}，累计写 {plain(done)} 万元"
        yield _finding(own, Rule.MONTHS_APART, said)
    elif before is None and own.value > done:
        said = f"本月完成 {plain(own.value)} 万元，比年初累计 {plain(done)} 万元多"
        yield _finding(own, Rule.MONTHS_APART, said)


def _above_total(claims: Mapping[What, ProjectClaim], state: ProjectState) -> Iterator[ProjectFinding]:
    total = _total(claims, state)
    if not total:
        return
    for what in (What.PLAN, What.SINCE):
        claim = claims.get(what)
        if claim and isinstance(claim.value, Decimal) and claim.value > total:
            said = f"{WORDS[what]} {plain(claim.value)} 万元，超过总投资 {plain(total)} 万元"
            yield _finding(claim, Rule.ABOVE_TOTAL, said)


# Sums


def sum_findings(table: ProjectTable) -> Iterator[ProjectFinding]:
    """Rows of sums against the projects that they cover, and percents and totals against what they are made of."""
    amounts = [one for one in table.columns if one.what in AMOUNTS]
    values = {
        (row.row, column.column): amount_of(table, row.row, column)
        for row in table.rows
        for column in amounts
    }
    for at, row in enumerate(table.rows):
        if row.is_sum and row.name:
            yield from _one_sum(table, at, amounts, values)
    yield from _apart(table, values)


_Values = Mapping[tuple[int, int], Decimal | None]


def _one_sum(
    table: ProjectTable, at: int, amounts: Sequence[SheetColumn], values: _Values
) -> Iterator[ProjectFinding]:
    row = table.rows[at]
    stated = {one.column: told for one in amounts if (told := values[row.row, one.column]) is not None}
    if not stated and row.count is None:
        return
    covers = [one for one in covers_of(table.rows, at) if one]
    if not covers:
        return
    best = min(covers, key=lambda one: (_misses(one, row, stated, table, values), len(one)))
    for column, told in stated.items():
        added = _added(best, column, values)
        if not _is_near(told, added, _step(table, row.row, column), len(best)):
            where = address(row.row, column)
            said = f"“{row.name}”写 {plain(told)} 万元，{len(best)} 个项目加起来是 {plain(added)} 万元"
            yield ProjectFinding(table.sheet, where, Rule.SUM_APART, said)
    if row.count is not None and row.count != len(best):
        name = table.column_of(What.NAME)
        assert name is not None
        said = f"“{row.name}”，表上是 {len(best)} 个项目"
        yield ProjectFinding(table.sheet, address(row.row, name.column), Rule.COUNT_APART, said)


def covers_of(rows: Sequence[SheetRow], at: int) -> list[list[SheetRow]]:
    """The sets of projects that a row of sums may be meant for: of its section, above it, below it, or all."""
    projects = [row for row in rows if not row.is_sum]
    here = rows[at]
    before: list[SheetRow] = []
    for row in reversed(rows[:at]):
        if row.is_sum:
            break
        before.insert(0, row)
    after: list[SheetRow] = []
    for row in rows[at + 1 :]:
        if row.is_sum:
            break
        after.append(row)
    section = here.sections[-1:] if here.sections else ()
    within = [row for row in projects if section and section[0] in row.sections]
    deeper = [
        row for row in projects if here.sections and row.sections[: len(here.sections)] == here.sections
    ]
    return [before, after, within, deeper, projects]


def _misses(
    cover: Sequence[SheetRow],
    row: SheetRow,
    stated: Mapping[int, Decimal],
    table: ProjectTable,
    values: _Values,
) -> int:
    """In how many columns a cover does not come to what is stated."""
    missed = sum(
        not _is_near(told, _added(cover, column, values), _step(table, row.row, column), len(cover))
        for column, told in stated.items()
    )
    return missed * 2 + (row.count is not None and row.count != len(cover)) * 3


def _added(cover: Sequence[SheetRow], column: int, values: _Values) -> Decimal:
    return sum((values[row.row, column] or Decimal(0) for row in cover), Decimal(0))


def _step(table: ProjectTable, row: int, column: int) -> Decimal:
    """The last place of a stated sum, in 万元: an added-up one may differ by rounding where it was typed."""
    cell = table.table.sheet.cell_at(row, column)
    if cell is None or cell.is_formula or cell.kind is not ValueKind.NUMBER:
        return Decimal(0)
    unit = next(one.unit for one in table.columns if one.column == column)
    exponent = int(Decimal(cell.raw).as_tuple().exponent)
    return Decimal(1).scaleb(exponent) * (Decimal(10_000) if unit == "亿元" else Decimal(1))


def _is_near(told: Decimal, added: Decimal, step: Decimal, count: int) -> bool:
    return abs(told - added) <= step * (count + 1) / 2


def _apart(table: ProjectTable, values: _Values) -> Iterator[ProjectFinding]:
    """Columns of a row that should follow from each other: since the start, and the percent of the plan."""
    column = {
        what: table.column_of(what) for what in (What.BEFORE, What.YEAR, What.SINCE, What.PLAN, What.RATE)
    }
    for row in table.projects:
        amount = {what: values.get((row.row, one.column)) for what, one in column.items() if one}
        before, year, since, plan = (
            amount.get(one) for one in (What.BEFORE, What.YEAR, What.SINCE, What.PLAN)
        )
        since_column, rate_column = column[What.SINCE], column[What.RATE]
        if (
            before is not None
            and year is not None
            and since is not None
            and since_column
            and before + year != since
        ):
            said = f"以前 {plain(before)} 加今年 {plain(year)} 是 {plain(before + year)}，开工以来写 {plain(since)} 万元"
            yield ProjectFinding(table.sheet, address(row.row, since_column.column), Rule.SINCE_APART, said)
        if rate_column and (told := _percent(table, row.row, rate_column.column)) is not None:
            computed = rate(year, plan)
            if computed is not None and abs(told - computed) > 1:
                said = f"表上写 {rounded(told)}%，按年初累计和年度计划算是 {rounded(computed)}%"
                yield ProjectFinding(table.sheet, address(row.row, rate_column.column), Rule.RATE_APART, said)


def _percent(table: ProjectTable, row: int, column: int) -> Decimal | None:
    cell = table.table.sheet.cell_at(row, column)
    if cell is None or cell.kind is not ValueKind.NUMBER:
        return None
    told = Decimal(cell.raw)
    return told * 100 if "%" in cell.format.code else told
