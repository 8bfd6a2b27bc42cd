"""The list of projects and the sheet of a month, field by field, with sums that the sheet works out itself."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from wzdesk.domain.demo import DEMO_WORD
from wzdesk.domain.period import Period
from wzdesk.domain.projects.lag import rate
from wzdesk.domain.projects.ledger_line import LedgerLine
from wzdesk.domain.projects.project import Project
from wzdesk.domain.sheet_layout import Align, SheetLayout
from wzdesk.reports.projects.page import Head, Page, letter

NO_FIELD = "未分领域"
_NUMBERS = "一二三四五六七八九十"


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """A project of the ledger as a table shows it: its line of the month, all of it, its regions, open problems."""

    line: LedgerLine
    project: Project
    regions: str = ""
    problems: str = ""


Amount = Callable[[LedgerRow], Decimal | None]


@dataclass(frozen=True, slots=True)
class _Column:
    """A column: a text, an amount that is added up, or the percent of two amounts."""

    head: Head
    text: Callable[[LedgerRow], str] | None = None
    amount: Amount | None = None
    percent_of: tuple[int, int] | None = None
    """The columns (done, plan), counted from 1."""
    align: Align = Align.LEFT


def _total(row: LedgerRow) -> Decimal | None:
    return row.line.total or None


def lay_out_list(rows: Sequence[LedgerRow], month: Period, name: str, *, is_demo: bool) -> SheetLayout:
    """The list of projects with what is fixed and planned for them; amounts in 万元."""
    columns = (
        *_LEAD,
        _Column(Head("建设规模及主要内容", 34), text=lambda row: row.project.content),
        _Column(Head("计划开工", 10), text=lambda row: _when(row, "planned_start"), align=Align.CENTRE),
        _Column(Head("计划竣工", 10), text=lambda row: _when(row, "planned_end"), align=Align.CENTRE),
        _Column(Head("总投资", 13), amount=_total),
        _Column(Head(f"{month.year}年\n计划投资", 12), amount=lambda row: row.line.plan),
        _Column(Head("建设单位", 16), text=lambda row: row.project.owner),
        _Column(Head("责任单位", 13), text=lambda row: row.project.agency),
    )
    return _lay_out(rows, columns, f"{name}清单（{month.words}）", "项目清单", is_demo=is_demo)


def lay_out_monthly(rows: Sequence[LedgerRow], month: Period, name: str, *, is_demo: bool) -> SheetLayout:
    """What was done to the end of a month; amounts in 万元."""
    at = len(_LEAD)
    span = f"1—{month.last_month}月累计" if month.last_month > 1 else "1月累计"
    columns = (
        *_LEAD,
        _Column(Head("总投资", 13), amount=_total),
        _Column(Head(f"{month.year}年\n计划投资", 12), amount=lambda row: row.line.plan),
        _Column(Head("本月完成", 11, "完成投资"), amount=lambda row: row.line.reported.month),
        _Column(Head(span, 12, "完成投资"), amount=lambda row: row.line.reported.year),
        _Column(Head("占年度计划%", 9, "完成投资"), percent_of=(at + 4, at + 2)),
        _Column(Head("开工以来\n累计完成", 13), amount=lambda row: row.line.reported.start),
        _Column(Head("形象进度", 30), text=lambda row: row.line.image),
        _Column(Head("存在问题", 24), text=lambda row: row.problems),
        _Column(Head("责任单位", 13), text=lambda row: row.project.agency),
    )
    return _lay_out(rows, columns, f"{name}进展情况月报表（{month.words}）", "项目月报", is_demo=is_demo)


def _when(row: LedgerRow, name: str) -> str:
    found = row.project.planned_start if name == "planned_start" else row.project.planned_end
    return found.text if found else ""


_LEAD = (
    _Column(Head("序号", 5.5)),
    _Column(Head("项目编码", 11), text=lambda row: row.line.code, align=Align.CENTRE),
    _Column(Head("项目名称", 30), text=lambda row: row.line.name),
    _Column(
        Head("建设性质", 8),
        text=lambda row: row.line.nature.value if row.line.nature else "",
        align=Align.CENTRE,
    ),
    _Column(Head("所在地", 12), text=lambda row: row.regions, align=Align.CENTRE),
)


def _lay_out(
    rows: Sequence[LedgerRow], columns: Sequence[_Column], title: str, subject: str, *, is_demo: bool
) -> SheetLayout:
    has_invented = any(row.line.is_invented for row in rows)
    if has_invented:
        mark = _Column(
            Head("备注", 6), text=lambda row: DEMO_WORD if row.line.is_invented else "", align=Align.CENTRE
        )
        columns = (*columns, mark)
    page = Page(title, [one.head for one in columns], "万元", is_demo or has_invented)
    fields = [(name, list(members)) for name, members in groupby(_by_field(rows), lambda row: row.line.field)]
    total_at = page.row
    page.next_row()
    sums: list[int] = []
    for number, (name, members) in enumerate(fields):
        sums.append(page.row)
        _sum_row(page, columns, _section(number, name, len(members)), members, _down(page.row, len(members)))
        for order, row in enumerate(members, 1):
            _project_row(page, columns, row, order)
    end, page.row = page.row, total_at
    _sum_row(page, columns, f"合计（{len(rows)}个）", rows, lambda at: "+".join(f"{at}{row}" for row in sums))
    page.row = end
    return page.done(subject, frozen_columns=3)


def _by_field(rows: Sequence[LedgerRow]) -> list[LedgerRow]:
    """The fields in the order in which they were first met, each with its projects together."""
    order: dict[str, int] = {}
    for row in rows:
        order.setdefault(row.line.field, len(order))
    return sorted(rows, key=lambda row: order[row.line.field])


def _section(number: int, name: str, count: int) -> str:
    sign = _NUMBERS[number] if number < len(_NUMBERS) else str(number + 1)
    return f"{sign}、{name or NO_FIELD}（{count}个）"


def _down(row: int, count: int) -> Callable[[str], str]:
    """The sum of the rows below."""
    return lambda at: f"SUM({at}{row + 1}:{at}{row + count})"


def _sum_row(
    page: Page,
    columns: Sequence[_Column],
    label: str,
    members: Sequence[LedgerRow],
    add: Callable[[str], str],
) -> None:
    page.text(3, label)
    for at, column in enumerate(columns, 1):
        if column.amount is not None:
            page.number(at, _added(members, column.amount), add(letter(at)) if members else "")
    _percents(page, columns, members)
    page.next_row()


def _project_row(page: Page, columns: Sequence[_Column], row: LedgerRow, order: int) -> None:
    page.number(1, order)
    for at, column in enumerate(columns, 1):
        if column.text is not None:
            page.text(at, column.text(row), column.align)
        elif column.amount is not None:
            page.number(at, column.amount(row))
    _percents(page, columns, [row])
    page.next_row()


def _percents(page: Page, columns: Sequence[_Column], members: Sequence[LedgerRow]) -> None:
    for at, column in enumerate(columns, 1):
        if column.percent_of is None:
            continue
        done_at, plan_at = column.percent_of
        done, plan = (columns[place - 1].amount for place in (done_at, plan_at))
        assert done is not None
        assert plan is not None
        told = rate(_added(members, done), _added(members, plan))
        top, bottom = f"{letter(done_at)}{page.row}", f"{letter(plan_at)}{page.row}"
        page.rounded(at, told, f'IF(N({bottom})=0,"",{top}/{bottom}*100)')


def _added(members: Sequence[LedgerRow], amount: Amount) -> Decimal | None:
    """The sum of an amount; of one project None where it has none."""
    told = [found for row in members if (found := amount(row)) is not None]
    return sum(told, Decimal(0)) if told or len(members) != 1 else None
