"""Commands that send forms out and merge what comes back."""

import argparse
import json

from wzdesk.cli.files import person
from wzdesk.domain.cell_note import NoteKey
from wzdesk.domain.errors import Refused
from wzdesk.domain.exchange.merge import Outcome
from wzdesk.domain.period import Period, period_of_code, read_period
from wzdesk.services.exchange.apply_merge import apply_merge
from wzdesk.services.exchange.data_files import preview_all
from wzdesk.services.exchange.data_part import PartAsked, export_part
from wzdesk.services.exchange.form_cells import CellResult
from wzdesk.services.exchange.issue_forms import IssuableForm, IssueAsked, IssuedFile, issuable_forms
from wzdesk.services.exchange.issue_forms import issue as send
from wzdesk.services.exchange.look_at_merge import books_in, look_at_merge
from wzdesk.services.exchange.merge_returns import FileResult, MergePreview
from wzdesk.services.exchange.report_merge import write_merge_report
from wzdesk.services.exchange.return_form import (
    MendRow,
    objections_of,
    return_form,
    rows_called,
    rows_to_mend,
)
from wzdesk.services.open_data_file import open_data_file, read_data_file


def issue(options: argparse.Namespace) -> None:
    """``wzdesk issue``: what can be sent out, or one workbook for each region or agency that is asked for a form."""
    if options.list:
        with read_data_file(options.data) as store:
            _tell_forms(issuable_forms(store), as_json=options.json)
        return
    if not (options.form and options.period and options.to):
        raise Refused(
            "要写发哪张表、哪一期、放到哪里：wzdesk issue 表 --period 2024-01/06 --to 文件夹；没有发出。"
        )
    period = _period(options.period, "没有发出")
    to_agencies = options.agencies or bool(options.agency)
    if to_agencies and options.region:
        raise Refused(
            "--region 和 --agencies、--agency 只能写一种：一次或者发给地区，或者发给单位；没有发出。"
        )
    codes = tuple(options.agency if to_agencies else options.region)
    asked = IssueAsked(options.form, period, codes, to_agencies, options.workbook)
    with read_data_file(options.data) as store:
        made = send(store, asked, options.to, who=person(options))
    if options.json:
        print(json.dumps({"files": [_issued_json(one) for one in made]}, ensure_ascii=False))
        return
    for one in made:
        print(f"{one.name}\t{one.path}\t要填 {one.cells} 格")
    print(f"发出 {len(made)} 份，放在 {options.to}。")


def _issued_json(one: IssuedFile) -> dict[str, object]:
    told: dict[str, object] = {"region": one.region.code, "file": str(one.path), "cells": one.cells}
    return told | ({"agency": one.agency.code} if one.agency else {})


def _period(text: str, so: str) -> Period:
    period = period_of_code(text) or read_period(text)
    if period is None:
        raise Refused(f"期别“{text}”不认识，请写成 2024、2024-Q3 或 2024-01/06；{so}。")
    return period


def part(options: argparse.Namespace) -> None:
    """``wzdesk part``: a region's part as a data file of its own."""
    period = _period(options.period, "没有导出") if options.period else None
    asked = PartAsked(options.region, options.form or "", period)
    with read_data_file(options.data) as store:
        figures = export_part(store, asked, options.to, person(options))
    if options.json:
        print(json.dumps({"file": str(options.to), "figures": figures}, ensure_ascii=False))
        return
    print(f"已导出 {options.to}，{figures} 个数；项目、备注和历史没有带去。")


def _tell_forms(forms: list[IssuableForm], *, as_json: bool) -> None:
    if as_json:
        told = [
            {"code": one.form.code, "name": one.form.name, "periods": [period.code for period in one.periods]}
            for one in forms
        ]
        print(json.dumps({"forms": told}, ensure_ascii=False))
        return
    for one in forms:
        periods = f"{one.periods[0].code} 到 {one.periods[-1].code}" if one.periods else ""
        print(f"{one.form.code}\t{one.form.name}\t{len(one.reporters)} 个地区\t{periods}")


def merge(options: argparse.Namespace) -> None:
    """``wzdesk merge``: hold returned workbooks against the data file, and store what only one side changed."""
    paths = [path for given in options.files for path in (books_in([given]) if given.is_dir() else [given])]
    if not paths:
        raise Refused("没有找到要并的表（.xlsx .xls .et .ods）或数据文件（.wzd），数据没有改动。")
    opened = read_data_file if options.dry_run else open_data_file
    with opened(options.data) as store:
        preview = preview_all(store, paths)
        if options.report:
            write_merge_report(store, preview, options.report)
        applied = None if options.dry_run else apply_merge(store, preview, who=person(options))
    if options.json:
        print(json.dumps(merge_json(preview), ensure_ascii=False))
        return
    for one in preview.files:
        print(f"{one.path.name}\t{f'拒收：{one.reason}' if one.reason else one.counts.words}")
        if one.warning:
            print(f"\t{one.warning}")
    for one, cell in preview.conflicts:
        print(
            f"冲突\t{one.path.name}\t{cell.name}\t{one.base_words} {cell.base or '空'}\t库里 {cell.ours or '空'}\t来表 {cell.theirs or '空'}"
        )
    print(
        preview.counts.words
        + ("。" if applied is None else f"；写入 {applied.cells} 格，{applied.open_conflicts} 处冲突待定。")
    )


def merge_json(preview: MergePreview) -> dict[str, object]:
    """A merge for programs."""
    return {
        "counts": preview.counts.as_dict(),
        "files": [_file(one) for one in preview.files],
        "conflicts": [_conflict(cell) for _, cell in preview.conflicts],
    }


def return_(options: argparse.Namespace) -> None:
    """``wzdesk return``: a returned workbook goes back with the reason beside the rows to mend; or which rows it has."""
    if not options.list and not (options.reason and options.to):
        raise Refused("要写为什么退回、写到哪里：--reason 原因 --to 退回.xlsx；没有退回。")
    opened = read_data_file if options.list else open_data_file
    with opened(options.data) as store:
        look = look_at_merge(store, [options.file])
        one = look.preview.files[0]
        if options.list and one.reason:
            raise Refused(f"列不出各行：{one.reason}")
        rows = rows_to_mend(one, look.findings.get(one.path, ()))
        if options.list:
            _tell_rows(rows, as_json=options.json)
            return
        told = objections_of(rows, rows_called(rows, options.row) if options.row else None)
        made = return_form(store, one, options.reason, options.to, person(options), told)
    if options.json:
        print(json.dumps({"file": str(made.path), "rows": made.rows}, ensure_ascii=False))
        return
    print(f"已退回，存为 {made.path}，{made.rows} 行写了原因；数据没有改动。")


def _tell_rows(rows: list[MendRow], *, as_json: bool) -> None:
    if as_json:
        told = [
            {
                "code": row.code,
                "name": row.name,
                "row": row.number,
                "objections": [f"{one.where}：{one.sentence}" for one in row.objections],
            }
            for row in rows
        ]
        print(json.dumps({"rows": told}, ensure_ascii=False))
        return
    for row in rows:
        why = "；".join(one.sentence for one in row.objections)
        print(f"{row.number}\t{row.code}\t{row.name}\t{why}")


def _file(one: FileResult) -> dict[str, object]:
    form, region, period = one.place
    return {
        "file": str(one.path),
        "region": region,
        "agency": one.agency,
        "form": form,
        "period": period,
        "counts": one.counts.as_dict(),
        "reason": one.reason,
        "warning": one.warning,
        "refused": [
            {"cell": cell.cell, "name": cell.name, "reason": cell.reason} for cell in one.of(Outcome.REFUSED)
        ],
        "strangers": list(one.strangers),
    }


def _conflict(cell: CellResult) -> dict[str, object]:
    key = cell.key
    return {
        "region": key.region,
        "indicator": key.indicator,
        "period": key.period.code,
        "measure": key.kind.value if isinstance(key, NoteKey) else key.measure.value,
        "base": cell.base,
        "ours": cell.ours,
        "theirs": cell.theirs,
        "cell": cell.cell,
        "reason": cell.reason,
    }
