"""The ledger of a year in a table: projects by any divisions, with counts and amounts."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from wzdesk.db.doors import execute_of
from wzdesk.db.plan_tables import read_file_info
from wzdesk.db.store import Store
from wzdesk.domain.errors import Refused
from wzdesk.domain.period import Period
from wzdesk.domain.projects.amount import to_yi
from wzdesk.domain.projects.lag import rounded
from wzdesk.domain.projects.pack_ledger import MAIN_LIST
from wzdesk.domain.projects.roll_up import Division, Sum
from wzdesk.domain.projects.selection import Selection
from wzdesk.services.projects.read_ledger import ledger_months, ledger_years, project_lists
from wzdesk.services.projects.roll_up import roll_up

LIST = "list"
"""Divides by the lists on which projects stand; one that stands on two counts in both."""
WAYS = {LIST: "名单"} | {
    Division.FIELD.value: "领域", Division.SUBFIELD.value: "子领域", Division.NATURE.value: "性质",
    Division.REGION.value: "地区", Division.STAGE.value: "阶段", Division.OWNER.value: "业主",
    Division.AGENCY.value: "责任单位",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class SummaryRow:
    """A group by its words, and what it comes to."""

    words: dict[str, str]
    sum: Sum

    def as_json(self) -> dict[str, object]:
        """Amounts in 亿元 as texts, the rate in percent with one decimal."""
        return self.words | {
            "count": self.sum.count,
            "total_investment": yi(self.sum.total),
            "annual_plan": yi(self.sum.plan),
            "done": yi(self.sum.done),
            "rate": None if self.sum.rate is None else str(rounded(self.sum.rate)),
        }


@dataclass(frozen=True, slots=True)
class Summary:
    """The rows of a month's ledger; ``total`` has no words. ``project_list`` is "" where all lists count."""

    month: Period
    project_list: str
    rows: Sequence[SummaryRow]
    total: SummaryRow
    is_demo: bool


def summarise(
    data: Store, year: int, month: int | None, by: Sequence[str], project_list: str | None = None
) -> Summary:
    """The ledger of a year to the end of a month, the last one reported where none is given.

    Without a list it is the one of major projects (市“百项千亿”), where the file has it; "" takes all projects.

    Raises:
        Refused: the file has no projects of that year, no such list, or cannot be divided so.
    """
    if unknown := [one for one in by if one not in WAYS]:
        raise Refused(f"不能按“{unknown[0]}”汇总，可以写 {'、'.join(WAYS)}。")
    lists = project_lists(data)
    if project_list and project_list not in lists:
        raise Refused(f"这个数据文件里没有名单“{project_list}”，有的是：{'、'.join(lists) or '一个也没有'}。")
    if year not in ledger_years(data):
        raise Refused(f"这个数据文件里没有 {year} 年的项目。")
    chosen = project_list if project_list is not None else MAIN_LIST if MAIN_LIST in lists else ""
    until = Period.of_month(year, month or _last_month(data, year))
    rows = (
        [row for one in lists for row in _rows(data, until, by, one)]
        if LIST in by
        else _rows(data, until, by, chosen)
    )
    chosen = "" if LIST in by and project_list is None else chosen
    return Summary(until, chosen, rows, _rows(data, until, (), chosen)[0], _is_demo(data))


def _rows(data: Store, month: Period, by: Sequence[str], project_list: str) -> list[SummaryRow]:
    divisions = [Division(one) for one in by if one != LIST]
    found = roll_up(data, month, divisions, Selection(project_list=project_list))
    rows = []
    for words, added in found.items():
        if not added.count and by:
            continue
        of_division = dict(zip(divisions, words, strict=True))
        rows.append(
            SummaryRow(
                {one: project_list if one == LIST else of_division[Division(one)] for one in by}, added
            )
        )
    return rows


def _is_demo(data: Store) -> bool:
    with data.reading() as session:
        return read_file_info(execute_of(session)).is_demo


def _last_month(data: Store, year: int) -> int:
    return max((one.last_month for one in ledger_months(data) if one.year == year), default=12)


def yi(amount: Decimal) -> str:
    """万元 as the digits of 亿元, unrounded, without trailing zeros."""
    return format(to_yi(amount).normalize(), "f")
