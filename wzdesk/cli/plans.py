"""Commands on plans: assess, export, print."""

import argparse
import json

from wzdesk.domain.demo import DEMO_MARK
from wzdesk.domain.verdict import Verdict
from wzdesk.services.assess_plan import assessment_data
from wzdesk.services.export_plan_table import export_plan_table
from wzdesk.services.fill_plan import PlanFilling, read_filled
from wzdesk.services.import_preview import ImportPreview
from wzdesk.services.open_data_file import read_data_file
from wzdesk.services.print_plan_table import plan_printout

_KIND_WORDS = {
    "new": "新增",
    "same": "相同",
    "changed": "有改动",
    "conflict": "表内矛盾",
    "closed": "已关账",
    "not_taken": "没有收",
}


def assess(options: argparse.Namespace) -> None:
    """``wzdesk assess``: verdicts of all items."""
    with read_data_file(options.data) as store:
        filled = read_filled(store, options.plan, options.region)
    if options.json:
        print(json.dumps(assessment_data(filled), ensure_ascii=False))
        return
    for item, assessment in zip(filled.table.plan.items, filled.assessments, strict=True):
        print(f"{item.no}\t{item.name}\t{assessment.verdict.word}\t{'；'.join(assessment.reasons)}")
    counts = {verdict: sum(one.verdict is verdict for one in filled.assessments) for verdict in Verdict}
    print("　".join(f"{verdict.word} {count}" for verdict, count in counts.items()))
    if filled.table.is_demo:
        print(f"数据文件{DEMO_MARK}。")


def export(options: argparse.Namespace) -> None:
    """``wzdesk export``: the plan's table as a workbook."""
    with read_data_file(options.data) as store:
        filled = PlanFilling.open(store, options.plan, options.region).filled
    export_plan_table(filled.table, filled.assessments, options.out)
    print(f"已导出 {options.out}。")


def print_plan(options: argparse.Namespace) -> None:
    """``wzdesk print``: the plan's table as it will be on paper."""
    with read_data_file(options.data) as store:
        filled = read_filled(store, options.plan, options.region)
    printout = plan_printout(filled.table, filled.assessments)
    is_landscape = options.orientation == "landscape" if options.orientation else printout.sheet.is_landscape
    count = options.make_pdf(printout, options.out, is_landscape=is_landscape)
    print(f"已印成 {options.out}，共 {count} 页。")


def print_preview(preview: ImportPreview, *, as_json: bool, dry_run: bool) -> None:
    """An import's differences, as JSON or as lines."""
    if as_json:
        print(json.dumps(preview.as_json(), ensure_ascii=False))
        return
    for one in preview.differences:
        if one.kind.value != "same":
            print(
                f"{one.sheet}!{one.cell}\t{one.name}\t{_KIND_WORDS[one.kind.value]}\t{one.before or '空'} → {one.after}\t{one.remark}"
            )
    for other in preview.not_taken:
        print(f"{other.sheet}!{other.cell}\t{other.text}\t没有收：{other.reason}")
    counts = "，".join(f"{_KIND_WORDS[kind]} {count} 格" for kind, count in preview.counts.items())
    print(f"{counts}。{'只看了差异，没有写入。' if dry_run else ''}")
