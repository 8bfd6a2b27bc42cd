"""The command that receives a sheet of projects."""

import argparse
import json
import sys

from wzdesk.cli.files import person
from wzdesk.services.open_data_file import open_data_file, read_data_file
from wzdesk.services.projects.receive_sheet import month_of, receive_sheet
from wzdesk.services.projects.sheets.as_json import reception_json
from wzdesk.services.projects.sheets.figures import words_of
from wzdesk.services.projects.sheets.reception import ProjectReception
from wzdesk.services.projects.sheets.what import WORDS

_KINDS = {
    "new": "新增",
    "same": "相同",
    "changed": "有改动",
    "conflict": "表内矛盾",
    "not_taken": "没有收",
}


def import_sheet(options: argparse.Namespace) -> None:
    """``wzdesk projects import``: differences first, then one change set."""
    opened = read_data_file if options.dry_run else open_data_file
    month = month_of(options.month) if options.month else None
    with opened(options.data) as store:
        reception = receive_sheet(store, options.book, month)
        told = reception_json(reception)
        chosen = reception.with_new_projects() if options.add_new else reception.proposed
        written = 0 if options.dry_run else reception.apply(chosen, person(options))
    if options.json:
        print(json.dumps(told | {"written": written}, ensure_ascii=False))
    else:
        _print(reception, written, options)
    if reception.remark:  # beside the answer, so that JSON stays JSON
        print(reception.remark, file=sys.stderr)


def _print(reception: ProjectReception, written: int, options: argparse.Namespace) -> None:
    words = reception.region_words
    for table in reception.tables:
        print(f"【{table.sheet}】{'；'.join(table.why)}，{len(table.projects)} 个项目")
    for one in reception.doubtful_rows:
        print(f"{one.table.sheet} 第 {one.row.row} 行\t{one.row.name}\t要人确认：{one.match.remark}")
    for each in reception.differences:
        claim = each.claim
        if each.kind.value in {"changed", "conflict"} or (each.kind.value == "new" and not claim.is_new):
            time = claim.key.time.words if claim.key.time else ""
            before = words_of(each.before, words) or "空"
            print(
                f"{claim.sheet}!{claim.cell}\t{claim.key.project}\t{WORDS[claim.key.what]}\t{time}\t"
                f"{_KINDS[each.kind.value]}\t{before} → {words_of(claim.value, words)}\t{claim.remark}"
            )
    for finding in reception.findings:
        print(f"{finding.sheet}!{finding.cell}\t要看：{finding.sentence}")
    for other in reception.not_taken:
        print(f"{other.sheet}!{other.cell}\t{other.text}\t没有收：{other.reason}")
    new = reception.new_rows
    if new and not options.add_new:
        names = "、".join(one.row.name for one in new[:5])
        print(
            f"台账里没有的项目 {len(new)} 个（{names}{' …' if len(new) > 5 else ''}），要写入请加 --add-new。"
        )
    counts = reception.counts()
    said = "，".join(f"{_KINDS[kind]} {counts[kind]} 格" for kind in _KINDS)
    print(f"{said}。{'只看了差异，没有写入。' if options.dry_run else f'写入 {written} 格。'}")
