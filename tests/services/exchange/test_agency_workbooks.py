"""Agencies' own workbooks that come back: filled by hand and by LibreOffice, received, merged, counted, refused."""

import json
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.comments import Comment
from openpyxl.worksheet.worksheet import Worksheet

from tests.excel.conftest import Convert, office, soffice
from tests.services.exchange.agency_books import CITY, NINE, YEAR, Issue, Sent, moved, only
from tests.services.exchange.returns import HERE, THERE
from wzdesk.db.store import Store
from wzdesk.domain.exchange.merge import Outcome
from wzdesk.domain.exchange.signed import Signed
from wzdesk.domain.form import FormColumn
from wzdesk.domain.period import Period
from wzdesk.excel.apart.apart import Apart
from wzdesk.excel.exchange.marks import SHEET, chunks_of
from wzdesk.excel.exchange.returned import read_returned
from wzdesk.services.enter_form import FormFilling
from wzdesk.services.exchange.apply_merge import apply_merge
from wzdesk.services.exchange.identify import Wanted
from wzdesk.services.exchange.keys import OfficeKey
from wzdesk.services.exchange.merge_returns import preview_merge
from wzdesk.services.undo_change import turn

__all__ = ["office", "soffice"]  # fixtures

pytestmark = pytest.mark.filterwarnings("ignore:.*is not supported and will be removed")  # by openpyxl


def test_that_nothing_of_the_county_that_the_form_was_made_for_goes_to_another(
    store: Store, send_book: Issue, a01: Path
) -> None:
    sent = Sent.of(send_book(a01, "monthly", NINE, THERE)[0].path)
    texts = [str(cell.value) for row in sent.sheet for cell in row if cell.value is not None]
    assert "填报单位（盖章）：苍南县发展和改革局" in texts
    assert not [text for text in texts if "平阳" in text]
    old = load_workbook(a01).worksheets[0]
    figures = {old.cell(row, 9).value for row in range(6, 31)} - {None, "—"}
    assert figures
    assert not figures & {sent.sheet.cell(row, 9).value for row in range(6, 31)}


def test_that_targets_and_last_years_figures_beside_are_the_recipients(
    store: Store, send_book: Issue, a01: Path
) -> None:
    table = FormFilling.open(store, "monthly", CITY, NINE).table
    rows = {row.code: row for row in table.form.rows}
    sent = Sent.of(send_book(a01, "monthly", NINE, CITY)[0].path)
    told = 0
    for code in ("GDP", "FAI", "RETAIL", "IND_VA"):
        at, _ = sent.at(code, FormColumn.TOTAL)
        target, before = sent.sheet.cell(at, 6).value, sent.sheet.cell(at, 9).value
        assert str(target or "") == table.text(rows[code], FormColumn.TARGET)
        known = table.stored_last_year(rows[code])
        assert str(before or "") == (known.quantity.text if known else "")
        told += bool(target)
    assert told > 2


def test_that_a_book_that_nobody_touched_changes_nothing(
    store: Store, send_book: Issue, apart: Apart, a01: Path, a04: Path
) -> None:
    for book, form, period in ((a01, "monthly", NINE), (a04, "yearly", YEAR)):
        for one in send_book(book, form, period, HERE, THERE):
            found = only(store, one.path, apart)
            assert (found.reason, found.warning, found.strangers) == ("", "", ())
            assert found.counts.unchanged == found.counts.cells == one.cells > 10


def test_that_answers_are_found_after_everything_that_people_do(
    store: Store, send_book: Issue, apart: Apart, a01: Path, tmp_path: Path
) -> None:
    sent = Sent.of(send_book(a01, "monthly", NINE, HERE)[0].path)
    sent.put("GDP", FormColumn.TOTAL, "４３６.５").put("GDP", FormColumn.GROWTH, 6.8)
    sent.put("FAI", FormColumn.GROWTH, "5以内").put("RETAIL", FormColumn.TOTAL, "暂无数据")
    sent.put("BUDGET_REVENUE", FormColumn.GROWTH, 9.9)  # over a formula
    sent.put("IND_VA", FormColumn.REMARK, "已同统计局核对")
    row, column = sent.at("GDP", FormColumn.TOTAL)
    sent.sheet.cell(row, column).comment = Comment("口径同上年", "县里")
    sent.sheet.column_dimensions["I"].hidden = True
    wanted = {
        ("GDP", FormColumn.TOTAL): (Outcome.FILLED, "４３６.５"),
        ("GDP", FormColumn.GROWTH): (Outcome.FILLED, "6.8"),
        ("FAI", FormColumn.GROWTH): (Outcome.FILLED, "5以内"),
        ("RETAIL", FormColumn.TOTAL): (Outcome.FILLED, "暂无数据"),
        ("BUDGET_REVENUE", FormColumn.GROWTH): (Outcome.FILLED, "9.9"),
        ("IND_VA", FormColumn.REMARK): (Outcome.FILLED, "已同统计局核对"),
    }
    plain = sent.save(tmp_path / "平阳.xlsx")
    assert moved(only(store, plain, apart)) == wanted
    turned_round(sent.sheet, 6, 30)
    put_in(sent.sheet, rows=2, columns=1)
    sent.sheet.cell(2, 1).value = "我县已经同统计局核对"
    assert moved(only(store, sent.save(tmp_path / "排过序.xlsx"), apart)) == wanted


def put_in(sheet: Worksheet, rows: int, columns: int) -> None:
    """Rows before the second one and columns before the fifth, merged cells moving along as in any spreadsheet program."""
    merged = [(one.min_col, one.min_row, one.max_col, one.max_row) for one in sheet.merged_cells.ranges]
    for one in list(sheet.merged_cells.ranges):
        sheet.unmerge_cells(str(one))
    sheet.insert_rows(2, rows)
    sheet.insert_cols(5, columns)
    for left, top, right, bottom in merged:
        sheet.merge_cells(
            start_row=top + rows * (top >= 2),
            end_row=bottom + rows * (bottom >= 2),
            start_column=left + columns * (left >= 5),
            end_column=right + columns * (right >= 5),
        )


def turned_round(sheet: Worksheet, first: int, last: int) -> None:
    """All rows in the opposite order, what merged cells showed typed into each, as after sorting."""
    for merged in list(sheet.merged_cells.ranges):
        if first <= merged.min_row <= last:
            top = sheet.cell(merged.min_row, merged.min_col).value
            sheet.unmerge_cells(str(merged))
            for row in range(merged.min_row, merged.max_row + 1):
                sheet.cell(row, merged.min_col).value = top
    held = [[cell.value for cell in sheet[row]] for row in range(first, last + 1)]
    for row, values in zip(range(first, last + 1), reversed(held), strict=True):
        for column, value in enumerate(values, 1):
            is_formula = isinstance(value, str) and value.startswith("=")
            sheet.cell(row, column).value = None if is_formula else value


def test_that_counts_add_up_and_the_merge_is_undone_exactly(
    store: Store, send_book: Issue, apart: Apart, a04: Path, tmp_path: Path
) -> None:
    before = texts(store, "yearly", CITY, YEAR)
    sent = Sent.of(send_book(a04, "yearly", YEAR, CITY)[0].path)
    base = next(place for place, text in sent.identity.base.items() if text)
    others = [place for place, text in sent.identity.base.items() if text][1:6]
    sent.put(base.row, base.column, None)
    for number, place in enumerate(others):
        sent.put(place.row, place.column, 10.5 + number)
    preview = preview_merge(store, [sent.save(tmp_path / "来.xlsx")], apart=apart)
    counts = preview.counts
    assert (counts.emptied, counts.changed) == (1, 5)
    assert counts.cells == len(sent.identity.base) == counts.unchanged + 6
    applied = apply_merge(store, preview, who="李某")
    assert applied.cells == 6
    after = texts(store, "yearly", CITY, YEAR)
    assert sum(after[key] != before[key] for key in after) == 6
    again = preview_merge(store, [tmp_path / "来.xlsx"], apart=apart)
    assert again.counts.unchanged == again.counts.cells
    turn(store, "李某", back=True)
    assert texts(store, "yearly", CITY, YEAR) == before


def texts(store: Store, form: str, region: str, period: Period) -> dict[tuple[str, FormColumn], str]:
    table = FormFilling.open(store, form, region, period).table
    return {
        (row.code, column): table.text(row, column)
        for row in table.form.rows
        for column in table.form.columns
    }


@pytest.mark.long
@pytest.mark.parametrize("kind", ("xlsx", "ods", "xls"))
def test_that_a_book_saved_by_libreoffice_keeps_identity_and_answers(
    store: Store, send_book: Issue, apart: Apart, office: Convert, shared: Path, kind: str
) -> None:
    for name, form, period, code in (
        ("a01_", "monthly", NINE, "GDP"),
        ("a04_", "yearly", YEAR, "URBAN_RATE"),
    ):
        made = send_book(next((shared / "forms").glob(f"{name}*")), form, period, THERE)[0]
        source = Sent.of(made.path).put(code, FormColumn.TOTAL, 61.25).save(made.path)
        found = only(store, office(source, kind), apart)
        assert found.warning == ""
        assert moved(found) == {(code, FormColumn.TOTAL): (Outcome.FILLED, "61.25")}


def test_that_a_row_whose_words_no_longer_tell_it_is_refused_not_guessed(
    store: Store, send_book: Issue, apart: Apart, a01: Path, tmp_path: Path
) -> None:
    sent = Sent.of(send_book(a01, "monthly", NINE, HERE)[0].path)
    sent.put("GDP", FormColumn.TOTAL, 400)
    row, _ = sent.at("GDP", FormColumn.TOTAL)
    for column in range(2, 6):
        cell = sent.sheet.cell(row, column)
        if cell.coordinate not in sent.sheet.merged_cells or column == 3:
            cell.value = "地方生产总量" if column == 3 else cell.value
    found = only(store, sent.save(tmp_path / "改名.xlsx"), apart)
    gone = [cell for cell in found.cells if cell.place.row == "GDP"]
    assert {cell.outcome for cell in gone} == {Outcome.REFUSED}
    assert found.counts.cells == len(sent.identity.base)


def test_that_wrong_places_and_altered_identities_are_refused(
    store: Store, send_book: Issue, apart: Apart, a01: Path, tmp_path: Path
) -> None:
    path = send_book(a01, "monthly", NINE, HERE)[0].path
    assert "要的是苍南县" in only(store, path, apart, Wanted(region=THERE)).reason
    assert "要的是2024年1—6月" in only(store, path, apart, Wanted(period=Period.to_month(2024, 6))).reason
    assert "要的是" in only(store, path, apart, Wanted(form="quarterly")).reason
    altered = load_workbook(path)
    token = altered[SHEET]["A2"]
    token.value = f"{token.value[:60]}{token.value[60:70][::-1]}{token.value[70:]}"
    altered.save(tmp_path / "改过.xlsx")
    found = only(store, tmp_path / "改过.xlsx", apart)
    assert "改动" in found.reason
    assert found.counts.cells == found.counts.refused


HOSTILE: tuple[object, ...] = (
    7,
    [7],
    [{}],
    [{"sheet": "1-9月", "head": [1, 10**12], "labels": [], "names": [], "columns": [], "rows": [], "cells": []}],
    [{"sheet": "1-9月", "head": [4, 5], "labels": [[1, ["类别", "类别"], 0]], "names": [9],
      "columns": [[7, ["1—9月累计", "绝对值"], 0]], "rows": [[6, []]], "cells": []}],
    [{"sheet": 1, "head": [4, 5], "labels": [[1, ["类别"], 0]], "names": [9], "columns": [[7, [], 0]],
      "rows": [[6, []]], "cells": [["GDP", "total", 6, -7, "", 0]]}],
)  # fmt: skip


@pytest.mark.parametrize("tables", HOSTILE)
def test_that_a_forged_mapping_is_refused(
    store: Store, send_book: Issue, apart: Apart, a01: Path, tmp_path: Path, tables: object
) -> None:
    path = send_book(a01, "monthly", NINE, HERE)[0].path
    signed = read_returned(path).signed
    assert signed is not None
    payload = json.dumps(json.loads(signed.payload) | {"tables": tables}).encode()
    forged = OfficeKey(bytes(range(32)))
    token = Signed(payload, forged.sign(payload), forged.public.raw).token
    book = load_workbook(path)
    hidden = book[SHEET]
    for row, text in enumerate(chunks_of(token), 1):
        hidden.cell(row, 1).value = text
    book.save(tmp_path / "伪造.xlsx")
    found = only(store, tmp_path / "伪造.xlsx", apart)
    assert found.reason
    assert not found.cells


def test_that_another_countys_name_over_the_table_is_refused(
    store: Store, send_book: Issue, apart: Apart, a01: Path, tmp_path: Path
) -> None:
    sent = Sent.of(send_book(a01, "monthly", NINE, HERE)[0].path)
    for cell in sent.sheet[3]:
        if cell.value:
            cell.value = str(cell.value).replace("平阳县", "苍南县")
    assert "表上写的是苍南县" in only(store, sent.save(tmp_path / "串了.xlsx"), apart).reason


def test_that_others_named_over_an_agencys_sheet_do_not_matter(
    store: Store, send_book: Issue, apart: Apart, a04: Path, tmp_path: Path
) -> None:
    copy = load_workbook(a04)
    copy.worksheets[0]["A1"].value, copy.worksheets[0]["A3"].value = (
        "制表机关：市统计局",
        "市财政局、市商务局同报",
    )
    copy.save(tmp_path / "表样.xlsx")
    made = send_book(tmp_path / "表样.xlsx", "yearly", YEAR, "JXJ", agencies=True)[0]
    found = only(store, made.path, apart)
    assert (found.reason, found.agency) == ("", "JXJ")
    assert found.counts.unchanged == made.cells


def test_that_a_stripped_identity_is_recognised_with_a_warning(
    store: Store, send_book: Issue, apart: Apart, a01: Path, tmp_path: Path
) -> None:
    sent = Sent.of(send_book(a01, "monthly", NINE, HERE)[0].path).put("GDP", FormColumn.TOTAL, 436.5)
    del sent.book[SHEET]
    sent.book.custom_doc_props._props = []  # type: ignore[attr-defined]
    found = only(store, sent.save(tmp_path / "平阳县 无身份.xlsx"), apart)
    assert "没有身份信息" in found.warning
    assert ("GDP", FormColumn.TOTAL) in moved(found)


def test_that_a_sheet_in_another_unit_is_filled_and_read_in_it(
    store: Store, send_book: Issue, apart: Apart, a01: Path, tmp_path: Path
) -> None:
    """The form has 一般公共预算收入 in 万元, the sheet in 亿元."""
    sent = Sent.of(send_book(a01, "monthly", NINE, HERE)[0].path)
    row = next(one for one in sent.identity.rows if one.code == "BUDGET_REVENUE")
    assert row.unit == "万元"
    sent.put("BUDGET_REVENUE", FormColumn.TOTAL, 44.86)
    back = sent.save(tmp_path / "来.xlsx")
    found = only(store, back, apart)
    assert moved(found)["BUDGET_REVENUE", FormColumn.TOTAL] == (Outcome.FILLED, "448600")
    apply_merge(store, preview_merge(store, [back], apart=apart))
    again = Sent.of(send_book(a01, "monthly", NINE, HERE)[0].path)
    assert again.value("BUDGET_REVENUE", FormColumn.TOTAL) == 44.86
    words = again.put("BUDGET_REVENUE", FormColumn.TOTAL, "46以内").save(tmp_path / "界.xlsx")
    cell = next(one for one in only(store, words, apart).cells if one.outcome is not Outcome.UNCHANGED)
    assert cell.outcome is Outcome.REFUSED
    assert "亿元" in cell.reason
