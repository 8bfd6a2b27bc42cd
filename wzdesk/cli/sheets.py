"""Commands on any sheet: read, import, and what was taught about layouts."""

import argparse
import json
import sys

from wzdesk.cli.files import person
from wzdesk.cli.plans import print_preview
from wzdesk.domain.errors import Refused
from wzdesk.excel.recognise.as_json import reading_json
from wzdesk.excel.recognise.table import BookReading
from wzdesk.services.open_data_file import open_data_file, read_data_file
from wzdesk.services.projects.sheets.reception import project_tables
from wzdesk.services.read_workbook import read_workbook
from wzdesk.services.receive_book import receive_as_sheets, receive_book
from wzdesk.services.receive_plan_table import Reception
from wzdesk.services.receiving.as_json import reception_json
from wzdesk.services.receiving.layouts import read_layouts, write_layouts
from wzdesk.services.receiving.reception import SheetReception, import_layouts, stored_layouts
from wzdesk.services.receiving.rejected_copy import write_rejected_copy

_KINDS = {
    "new": "新增",
    "same": "相同",
    "changed": "有改动",
    "conflict": "表内矛盾",
    "closed": "已关账",
    "not_taken": "没有收",
}


def read(options: argparse.Namespace) -> None:
    """``wzdesk read``: the tables of a workbook, cell by cell."""
    reading = read_workbook(options.book)
    if options.json:
        print(json.dumps(reading_json(reading), ensure_ascii=False))
    else:
        _print_reading(reading)


def _print_reading(reading: BookReading) -> None:
    for remark in reading.remarks:
        print(remark)
    told = reading_json(reading)
    for sheet in told["sheets"]:  # type: ignore[attr-defined]
        print(f"【{sheet['name']}】{len(sheet['tables'])} 张表，没有取 {len(sheet['skipped'])} 格")
        for table in sheet["tables"]:
            unit = f"，单位 {table['unit']}" if table["unit"] else ""
            print(f"  {table['range']}　{table['title'] or '（没有表题）'}{unit}")
            print(
                f"    {len(table['records'])} 格，把握 {table['confidence']:.0%}：{'；'.join(table['reasons'])}"
            )


def import_book(options: argparse.Namespace) -> None:
    """``wzdesk import``: differences first, then one change set."""
    opened = read_data_file if options.dry_run else open_data_file
    with opened(options.data) as store:
        reception = receive_book(store, options.book, options.region, options.period)
        rejected = None
        if options.rejects is not None:  # before anything is stored
            cells = reception
            if isinstance(cells, Reception):
                cells = receive_as_sheets(store, options.book, options.region, options.period)
            rejected = write_rejected_copy(options.book, cells, options.rejects)
        if isinstance(reception, Reception):
            if not options.dry_run:
                reception.filling.who = person(options)
                reception.apply()
            print_preview(reception.preview, as_json=options.json, dry_run=options.dry_run)
            _print_rejects(rejected, options)
            _print_remark(reception.remark)
            return
        if project_tables(reception.reading):
            raise Refused(
                f"“{options.book.name}”是项目的表；没有收，数据没有改动，请用 wzdesk projects import 收。"
            )
        if not reception.differences:
            raise reception.refusal or Refused(
                f"“{options.book.name}”里没有认出能收的数；没有收，数据没有改动。"
            )
        told = reception_json(reception)
        written = 0 if options.dry_run else reception.apply(who=person(options))
        told["written"] = written
        if rejected is not None:
            told["rejected_rows"] = rejected
        if options.json:
            print(json.dumps(told, ensure_ascii=False))
        else:
            _print_reception(reception, written, dry_run=options.dry_run)
            _print_rejects(rejected, options)
        _print_remark(reception.remark)


def _print_remark(remark: str) -> None:
    """Beside the answer, so that JSON stays JSON."""
    if remark:
        print(remark, file=sys.stderr)


def _print_rejects(rejected: int | None, options: argparse.Namespace) -> None:
    if rejected is None or options.json:
        return
    if rejected:
        print(f"要退回 {rejected} 行，原因写在 {options.rejects} 的“退回原因”一列。")
    else:
        print(f"没有要退回的行，没有写 {options.rejects}。")


def _print_reception(reception: SheetReception, written: int, *, dry_run: bool) -> None:
    names = reception.known.indicators
    for table in reception.tables:
        print(f"【{table.match.table.sheet.name}】{'；'.join(table.match.why)}")
        for each in table.differences:
            claim = each.claim
            if each.kind.value != "same":
                before = each.before.quantity.text if each.before else "空"
                where = f"{claim.sheet}!{claim.cell}\t{reception.known.region_words[claim.key.region]}\t{names[claim.key.indicator].name}"
                print(
                    f"{where}\t{claim.key.period.words}\t{_KINDS[each.kind.value]}\t{before} → {claim.text}\t{claim.remark}"
                )
        for finding in table.findings:
            print(f"{finding.sheet}!{finding.cell}\t要看：{finding.sentence}")
        for other in table.match.not_taken:
            print(f"{other.sheet}!{other.cell}\t{other.text}\t没有收：{other.reason}")
    counts = "，".join(f"{_KINDS[kind]} {count} 格" for kind, count in reception.counts().items())
    print(f"{counts}。{'只看了差异，没有写入。' if dry_run else f'写入 {written} 格。'}")


def layouts(options: argparse.Namespace) -> None:
    """``wzdesk map``: carry what was taught to another laptop."""
    if options.way == "export":
        with read_data_file(options.data) as store:
            known = stored_layouts(store)
        write_layouts(known, options.file)
        print(f"已导出 {len(known)} 种表式的对照到 {options.file}。")
        return
    told = read_layouts(options.file)
    with open_data_file(options.data) as store:
        count = import_layouts(store, told)
    print(f"已导入 {count} 种表式的对照。")
