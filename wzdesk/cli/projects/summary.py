"""The command that sums projects up."""

import argparse
import json

from wzdesk.domain.demo import DEMO_MARK
from wzdesk.domain.errors import Refused
from wzdesk.domain.projects.amount import to_yi
from wzdesk.domain.projects.lag import rounded
from wzdesk.services.open_data_file import read_data_file
from wzdesk.services.projects.summary import WAYS, Summary, SummaryRow, summarise

ALL = "全部"
_COLUMNS = ("项数", "总投资(亿元)", "年度计划(亿元)", "完成(亿元)", "完成率(%)")


def summary(options: argparse.Namespace) -> None:
    """``wzdesk projects summary``: projects of a year by divisions."""
    if options.month is not None and not 1 <= options.month <= 12:
        raise Refused(f"月份“{options.month}”不对，请写 1 到 12。")
    by = [one.strip() for one in options.by.split(",") if one.strip()]
    wanted = "" if options.list == ALL else options.list
    with read_data_file(options.data) as store:
        told = summarise(store, options.year, options.month, by, wanted)
    if options.json:
        print(json.dumps(_as_json(told), ensure_ascii=False))
        return
    print(
        f"{told.project_list or '全部项目'}，到{told.month.words}底{f'，{DEMO_MARK}' if told.is_demo else ''}"
    )
    print("\t".join([*(WAYS[one] for one in by), *_COLUMNS]))
    for row in told.rows:
        print("\t".join([*row.words.values(), *_figures(row)]))
    if by:
        print("\t".join(["合计", *[""] * (len(by) - 1), *_figures(told.total)]))


def _as_json(told: Summary) -> dict[str, object]:
    return {
        "month": told.month.code,
        "list": told.project_list,
        "demo": told.is_demo,
        "rows": [row.as_json() for row in told.rows],
        "total": told.total.as_json(),
    }


def _figures(row: SummaryRow) -> list[str]:
    amounts = [str(rounded(to_yi(amount))) for amount in (row.sum.total, row.sum.plan, row.sum.done)]
    rate = row.sum.rate
    return [str(row.sum.count), *amounts, "—" if rate is None else str(rounded(rate))]
