"""The command that fills a form: named cells, or figures of the data file."""

import argparse
import json
from decimal import Decimal
from pathlib import Path

from wzdesk.domain.errors import Refused
from wzdesk.domain.numerals import decimal_of
from wzdesk.excel.fill.other_formats import fill_any, target_of
from wzdesk.excel.fill.report import CellRef, FillReport, FillValue, parse_cell_ref
from wzdesk.services.fill_form import place_numbers, write_form
from wzdesk.services.form_placing import FormPlacing, PlacementState
from wzdesk.services.open_data_file import read_data_file


def fill(options: argparse.Namespace) -> None:
    """``wzdesk fill``: named cells by ``--set``, or the figures of ``--data`` for a region and period."""
    if options.set and options.data:
        raise Refused("--set 和 --data 只能用一种：一格一格指定，或者从数据文件取数。")
    out = target_of(options.form, options.out)
    if options.set:
        report = fill_any(options.form, _named_cells(options.set), out)
        _tell(report, None, out, as_json=options.json)
    elif options.data and options.region and options.period:
        with read_data_file(options.data) as store:
            placing = place_numbers(store, options.form, options.region, options.period)
        _tell(write_form(placing, out), placing, out, as_json=options.json)
    else:
        raise Refused("没有说填什么：请用 --set '表!D7=8730.6'，或者 --data、--region、--period 一起用。")


def _named_cells(pairs: list[str]) -> dict[CellRef, FillValue]:
    """``Sheet!D7=8730.6``: a number as number, anything else as text, nothing empties the cell."""
    values: dict[CellRef, FillValue] = {}
    for pair in pairs:
        place, equals, text = pair.partition("=")
        if not equals:
            raise Refused(f"“{pair}”少了等号，请写成“表!D7=8730.6”。")
        ref = parse_cell_ref(place)
        if ref in values:
            raise Refused(f"{ref} 给了两次，请只留一个；没有填，文件没有改动。")
        values[ref] = _value(text)
    return values


def _value(text: str) -> Decimal | str | None:
    if not text:
        return None
    number = decimal_of(text) if text == text.strip() else None
    return number if number is not None else text


def _tell(report: FillReport, placing: FormPlacing | None, out: Path, *, as_json: bool) -> None:
    if as_json:
        print(json.dumps(_data(report, placing, out), ensure_ascii=False))
        return
    for one in report.filled:
        print(f"{one.ref}\t{one.before or '空'} → {one.after}{'　' + one.remark if one.remark else ''}")
    for note in report.notes:
        print(note)
    if placing:
        missing = placing.counts[PlacementState.MISSING.value]
        kept = placing.counts[PlacementState.KEPT.value]
        print(
            f"没有数的 {missing} 格，已有别的内容没有动的 {kept} 格，没有对上的行 {len(placing.unplaced)} 行。"
        )
    print(f"填了 {len(report.filled)} 格，写到 {out}。")


def _data(report: FillReport, placing: FormPlacing | None, out: Path) -> dict[str, object]:
    found: dict[str, object] = {
        "out": str(out),
        "filled": [
            {"cell": str(one.ref), "before": one.before, "after": one.after, "remark": one.remark}
            for one in report.filled
        ],
        "unchanged": [str(one) for one in report.unchanged],
        "recalculated": [
            {"cell": str(one.ref), "before": one.before, "after": one.after} for one in report.recalculated
        ],
        "dropped": [{"cell": str(one.ref), "reason": one.why} for one in report.dropped],
        "backup": str(report.backup) if report.backup else None,
        "notes": list(report.notes),
    }
    if placing:
        found["counts"] = placing.counts
        found["places"] = [
            {
                "cell": str(one.ref),
                "indicator": one.name,
                "heading": one.heading,
                "period": one.period,
                "state": one.state.value,
                "text": one.text,
                "there": one.there,
                "remark": one.remark,
            }
            for one in placing.placements
        ]
        found["unplaced"] = [
            {"cell": str(one.ref), "text": one.text, "reason": one.reason} for one in placing.unplaced
        ]
    return found
