"""Forms that come back: what is taken, what is asked, what is refused, and that all of it can be taken back."""

from dataclasses import replace
from datetime import date
from itertools import permutations
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.services.exchange.conftest import Sent
from tests.services.exchange.returns import FORM, HERE, PERIOD, THERE, ReturnedBook
from wzdesk.db.changes import apply_changes
from wzdesk.db.doors import execute_of
from wzdesk.db.forms import read_form
from wzdesk.db.store import Store
from wzdesk.domain.change import ChangeKind, FormChange, FormKey
from wzdesk.domain.exchange.merge import Counts, Outcome
from wzdesk.domain.exchange.transfer import State, Way
from wzdesk.domain.form import FormColumn
from wzdesk.domain.period import Period
from wzdesk.domain.typed_cell import Column, TypedCell
from wzdesk.excel.apart.apart import Apart
from wzdesk.services.enter_form import FormFilling
from wzdesk.services.exchange.apply_merge import apply_merge
from wzdesk.services.exchange.identify import Wanted
from wzdesk.services.exchange.merge_findings import findings_of
from wzdesk.services.exchange.merge_returns import FileResult, preview_merge
from wzdesk.services.exchange.merged_cells import WORDS_FOR_NUMBER
from wzdesk.services.exchange.standings import matrix_of, open_conflicts, resolve
from wzdesk.services.exchange.transfer_log import read_log
from wzdesk.services.places import settings_folder
from wzdesk.services.undo_change import turn


def texts(store: Store, region: str = HERE) -> dict[tuple[str, FormColumn], str]:
    table = FormFilling.open(store, FORM, region, PERIOD).table
    columns = (FormColumn.MONTH, FormColumn.TOTAL, FormColumn.GROWTH, FormColumn.REMARK)
    return {(row.code, column): table.text(row, column) for row in table.form.rows for column in columns}


def only(store: Store, path: Path, apart: Apart, wanted: Wanted | None = None) -> FileResult:
    return preview_merge(store, [path], wanted=wanted, apart=apart).files[0]


def type_in(store: Store, indicator: str, column: Column, text: str, region: str = HERE) -> None:
    FormFilling.open(store, FORM, region, PERIOD, "李某").record([TypedCell(indicator, column, text)])


def test_that_a_form_that_nobody_touched_changes_nothing(store: Store, send: Sent, apart: Apart) -> None:
    found = only(store, send(), apart)
    assert found.reason == ""
    assert found.counts == Counts(unchanged=found.cell_count)
    assert found.place == (FORM, HERE, PERIOD.code)


def test_that_one_sided_edits_are_taken_and_undone_exactly(store: Store, send: Sent, apart: Apart) -> None:
    book = ReturnedBook(send())
    book.put("地区生产总值", "total", 301.5).put("地区生产总值", "growth", None)
    book.put("规上工业增加值", "growth", "12.5以内").put("固定资产投资", "remark", "已核实").save()
    before = texts(store)
    preview = preview_merge(store, [book.path], apart=apart)
    assert preview.counts.as_dict() | {"cells": 0, "unchanged": 0} == {
        "cells": 0, "unchanged": 0, "filled": 1, "changed": 2, "emptied": 1, "conflict": 0, "refused": 0,
    }  # fmt: skip
    assert preview.counts.cells == preview.files[0].cell_count
    assert apply_merge(store, preview, who="李某").cells == 4
    after = texts(store)
    assert after["GDP", FormColumn.TOTAL] == "301.50"
    assert after["GDP", FormColumn.GROWTH] == ""
    assert after["FAI", FormColumn.REMARK] == "已核实"
    assert {key for key in after if after[key] != before[key]} == {
        ("GDP", FormColumn.TOTAL), ("GDP", FormColumn.GROWTH), ("FAI", FormColumn.REMARK),
        next(key for key in after if after[key] == "12.5以内"),
    }  # fmt: skip
    assert len(turn(store, "李某", back=True)) == 4
    assert texts(store) == before


def test_that_the_same_file_twice_changes_nothing(store: Store, send: Sent, apart: Apart) -> None:
    book = ReturnedBook(send()).put("地区生产总值", "total", 301.5)
    book.save()
    apply_merge(store, preview_merge(store, [book.path], apart=apart))
    again = preview_merge(store, [book.path], apart=apart)
    assert again.counts == Counts(unchanged=again.files[0].cell_count)
    assert apply_merge(store, again).change_set is None


def test_that_sorting_hiding_and_notes_change_nothing_and_typed_texts_are_read(
    store: Store, send: Sent, apart: Apart
) -> None:
    book = ReturnedBook(send())
    book.put("地区生产总值", "total", " ３０１.５ ").put("固定资产投资", "total", "1,126.61")
    book.turned_round()
    book.sheet.column_dimensions["D"].hidden = True
    book.sheet.insert_rows(2)
    book.sheet.cell(2, 1, "我县已经同统计局核对")
    book.save()
    found = only(store, book.path, apart)
    assert {cell.name: cell.theirs for cell in found.cells if cell.outcome is not Outcome.UNCHANGED} == {
        "地区生产总值 累计": "３０１.５",
        "固定资产投资 累计": "1,126.61",
    }
    apply_merge(store, preview_merge(store, [book.path], apart=apart))
    key = next(cell.key for cell in found.cells if cell.name == "地区生产总值 累计")
    table = FormFilling.open(store, FORM, HERE, PERIOD).table
    assert str(table.observations[key].quantity.value) == "301.5"  # type: ignore[index]


def test_that_a_row_in_another_unit_is_converted_or_refused(store: Store, send: Sent, apart: Apart) -> None:
    book = ReturnedBook(send())
    book.put("地区生产总值", "total", 3015000).put("地区生产总值", "unit", "万元")
    book.put("固定资产投资", "total", 130).put("固定资产投资", "unit", "公里")
    book.save()
    cells = {cell.name: cell for cell in only(store, book.path, apart).cells}
    assert (cells["地区生产总值 累计"].outcome, cells["地区生产总值 累计"].theirs) == (
        Outcome.CHANGED,
        "301.5",
    )
    assert cells["固定资产投资 累计"].outcome is Outcome.REFUSED
    assert "公里" in cells["固定资产投资 累计"].reason


def test_that_what_cannot_be_read_or_is_gone_is_refused_and_nothing_is_taken_as_zero(
    store: Store, send: Sent, apart: Apart
) -> None:
    book = ReturnedBook(send())
    book.put("地区生产总值", "total", "#DIV/0!").put("固定资产投资", "total", "增长15.6%")
    row = book.row("规上工业增加值")
    book.sheet.cell(row, book.column("name")).value = "别的指标"
    book.sheet.cell(row, book.sheet.max_column).value = ""
    book.save()
    found = only(store, book.path, apart)
    refused = {cell.name for cell in found.of(Outcome.REFUSED)}
    assert {"地区生产总值 累计", "固定资产投资 累计", "规上工业增加值 增速"} <= refused
    assert found.counts.cells == found.cell_count
    assert apply_merge(store, preview_merge(store, [book.path], apart=apart)).change_set is None


def test_that_two_sided_edits_wait_with_both_sides_and_the_loser_is_kept(
    store: Store, send: Sent, apart: Apart
) -> None:
    book = ReturnedBook(send()).put("地区生产总值", "total", 301.5).put("地区生产总值", "growth", 7.7)
    book.save()
    type_in(store, "GDP", Column.TOTAL, "295")
    type_in(store, "GDP", Column.GROWTH, "7.1")
    preview = preview_merge(store, [book.path], apart=apart)
    assert [(cell.base, cell.ours, cell.theirs) for _, cell in preview.conflicts] == [
        ("290.10", "295", "301.50"),
        ("6.3", "7.1", "7.7"),
    ]
    applied = apply_merge(store, preview, {(book.path, "GDP", "growth"): False}, who="王某")
    assert applied.open_conflicts == 1
    assert texts(store)["GDP", FormColumn.TOTAL] == "295"
    waiting = open_conflicts(store)
    assert [(one.cell.ours, one.cell.theirs, one.who) for one in waiting] == [("295", "301.50", "王某")]
    resolve(store, [(waiting[0], True)], "王某")
    assert texts(store)["GDP", FormColumn.TOTAL] == "301.50"
    assert open_conflicts(store) == []
    notes = "\n".join(FormFilling.open(store, FORM, HERE, PERIOD).table.notes.values())
    assert "7.7" in notes
    assert "295" in notes
    assert preview_merge(store, [book.path], apart=apart).conflicts == []


def test_that_the_order_of_files_does_not_matter_and_rivals_are_asked(
    store: Store, send: Sent, tmp_path: Path, apart: Apart
) -> None:
    first, other = send(), send(THERE)
    second = (
        ReturnedBook(first)
        .put("地区生产总值", "total", 1)
        .put("固定资产投资", "total", 5)
        .save(tmp_path / "b.xlsx")
    )
    third = ReturnedBook(first).put("地区生产总值", "total", 2).save(tmp_path / "c.xlsx")
    ReturnedBook(other).put("地区生产总值", "total", 300).save()
    told = []
    for order in permutations([second, third, other]):
        preview = preview_merge(store, order, apart=apart)
        told.append({one.path: [(cell.place, cell.outcome) for cell in one.cells] for one in preview.files})
    assert all(one == told[0] for one in told)
    outcomes = {(path.name, place.row): outcome for path, cells in told[0].items() for place, outcome in cells
                if outcome is not Outcome.UNCHANGED}  # fmt: skip
    assert outcomes == {
        ("b.xlsx", "GDP"): Outcome.CONFLICT,
        ("b.xlsx", "FAI"): Outcome.CHANGED,
        ("c.xlsx", "GDP"): Outcome.CONFLICT,
        (other.name, "GDP"): Outcome.FILLED,
    }


def hidden_of(path: Path) -> list[str]:
    return [str(cell.value) for cell in load_workbook(path)["_wzdesk"]["A"]]


def test_that_an_altered_identity_is_refused(store: Store, send: Sent, apart: Apart) -> None:
    here, there = send(), send(THERE)
    book = ReturnedBook(here)
    book.book["_wzdesk"]["A2"] = hidden_of(there)[1]
    book.save()
    found = only(store, here, apart)
    assert "身份信息被改动过" in found.reason
    assert found.place == ("", "", "")


@pytest.mark.parametrize(
    "spoil", (lambda text: text[:-8] + "AAAAAAA=", lambda text: "abc", lambda text: text[:200])
)
def test_that_a_spoilt_token_is_refused(store: Store, send: Sent, apart: Apart, spoil: object) -> None:
    book = ReturnedBook(send()).put("地区生产总值", "total", 1)
    book.book["_wzdesk"]["A2"] = spoil(hidden_of(book.path)[1])  # type: ignore[operator]
    book.save()
    preview = preview_merge(store, [book.path], apart=apart)
    assert "身份信息" in preview.files[0].reason
    before = texts(store)
    assert apply_merge(store, preview).change_set is None
    assert texts(store) == before
    assert read_log(store.path).lines[-1].way is Way.REFUSED


def test_that_a_form_of_another_office_is_refused(
    store: Store, send: Sent, apart: Apart, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = send()
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "other"))
    monkeypatch.setenv("APPDATA", str(tmp_path / "other"))
    assert "不是本单位发出的表" in only(store, path, apart).reason


@pytest.mark.parametrize(
    ("wanted", "said"),
    (
        (Wanted(region=THERE), "这是平阳县的表"),
        (Wanted(period=Period.to_month(2024, 9)), "这是2024年1—6月的表"),
        (Wanted(form="quarterly"), "这是“主要经济指标月报表”"),
    ),
)
def test_that_another_county_period_or_form_than_wanted_is_refused(
    store: Store, send: Sent, apart: Apart, wanted: Wanted, said: str
) -> None:
    found = only(store, send(), apart, wanted)
    assert said in found.reason
    assert found.counts == Counts(refused=found.cell_count)
    assert found.cell_count > 0


def test_that_a_sheet_on_which_another_county_is_named_is_refused(
    store: Store, send: Sent, apart: Apart
) -> None:
    book = ReturnedBook(send())
    for row in (1, 2):
        book.sheet.cell(row, 1).value = str(book.sheet.cell(row, 1).value).replace("平阳县", "苍南县")
    book.save()
    assert "苍南县" in only(store, book.path, apart).reason


def test_that_a_form_of_an_older_version_is_refused(store: Store, send: Sent, apart: Apart) -> None:
    path = send()
    with store.writing() as session:
        form = read_form(execute_of(session), FORM)
        assert form is not None
        shorter = FormChange(FormKey(FORM), replace(form, rows=form.rows[:-1]))
        apply_changes(session, [shorter], kind=ChangeKind.FORM, who="李某")
    assert "旧表样" in only(store, path, apart).reason


def test_that_a_closed_period_is_refused(store: Store, send: Sent, apart: Apart) -> None:
    book = ReturnedBook(send()).put("地区生产总值", "total", 1)
    book.save()
    FormFilling.open(store, FORM, HERE, PERIOD, "李某").close()
    assert "关账" in only(store, book.path, apart).reason


def test_that_a_form_without_identity_is_recognised_with_a_warning_and_overwrites_nothing(
    store: Store, send: Sent, apart: Apart
) -> None:
    book = ReturnedBook(send()).put("地区生产总值", "total", 301.5).put("规上工业增加值", "total", 66.97)
    del book.book["_wzdesk"]
    book.book.custom_doc_props.props.clear()  # type: ignore[attr-defined]
    book.save()
    found = only(store, book.path, apart)
    assert found.place == (FORM, HERE, PERIOD.code)
    assert "没有身份信息" in found.warning
    told = {cell.name: cell.outcome for cell in found.cells}
    assert told["地区生产总值 累计"] is Outcome.CONFLICT
    assert told["规上工业增加值 累计"] is Outcome.FILLED


def test_that_only_a_signed_form_needs_the_offices_keys(store: Store, send: Sent, apart: Apart) -> None:
    signed, bare = send(), ReturnedBook(send(THERE)).put("规上工业增加值", "total", 66.97)
    del bare.book["_wzdesk"]
    bare.book.custom_doc_props.props.clear()  # type: ignore[attr-defined]
    bare.save()
    (settings_folder() / "keys" / "office.key").write_bytes(b"damaged")
    found = preview_merge(store, [signed, bare.path], apart=apart).files
    reasons = {one.path.name: one.reason for one in found}
    assert "密钥" in reasons[signed.name]
    assert reasons[bare.path.name] == ""


def test_that_the_matrix_and_the_log_follow_a_form_from_sending_to_undo(
    store: Store, send: Sent, apart: Apart
) -> None:
    day = Period.to_month(2024, 6)
    due_over = FormFilling.open(store, FORM, HERE, PERIOD).table.form.due(PERIOD).replace(year=2025)

    def words() -> str:
        return matrix_of(store, day, due_over).standings[HERE, FORM].words

    book = ReturnedBook(send()).put("地区生产总值", "total", 301.5)
    book.save()
    assert words() == "逾期未报"
    apply_merge(store, preview_merge(store, [book.path], apart=apart), who="李某")
    assert words() == "已并入"
    turn(store, "李某", back=True)
    assert words() == "逾期未报"
    assert [line.way for line in read_log(store.path).lines] == [Way.SENT, Way.MERGED]


def test_that_each_county_has_the_state_of_its_own_conflicts(store: Store, send: Sent, apart: Apart) -> None:
    paths = []
    for region in (HERE, THERE):
        book = ReturnedBook(send(region)).put("地区生产总值", "total", 301.5)
        paths.append(book.put("地区生产总值", "growth", 7.7).save())
        type_in(store, "GDP", Column.TOTAL, "295", region)
        type_in(store, "GDP", Column.GROWTH, "7.1", region)

    def told() -> list[tuple[State, int]]:
        standings = matrix_of(store, Period.to_month(2024, 6), date(2024, 7, 1)).standings
        return [(standings[region, FORM].state, standings[region, FORM].count) for region in (HERE, THERE)]

    apply_merge(store, preview_merge(store, paths, apart=apart))
    assert told() == [(State.CONFLICT, 2), (State.CONFLICT, 2)]
    resolve(store, [(one, False) for one in open_conflicts(store) if one.place[1] == HERE])
    assert told() == [(State.MERGED, 0), (State.CONFLICT, 2)]
    type_in(store, "GDP", Column.TOTAL, "301.5", THERE)
    assert told() == [(State.MERGED, 0), (State.CONFLICT, 1)]
    turn(store, "李某", back=True)
    turn(store, "李某", back=True)
    assert told() == [(State.CONFLICT, 2), (State.CONFLICT, 2)]


def test_that_the_checks_speak_of_returned_values_before_they_are_stored(
    store: Store, send: Sent, apart: Apart
) -> None:
    book = ReturnedBook(send()).put("固定资产投资", "total", -5)
    book.save()
    preview = preview_merge(store, [book.path], apart=apart)
    found = findings_of(store, preview.files)
    keys = {cell.key for cell in preview.files[0].cells if cell.name == "固定资产投资 累计"}
    assert any(keys & set(finding.cells) for finding in found)
    assert texts(store)["FAI", FormColumn.TOTAL] == "126.61"


@pytest.mark.parametrize("words", ("不知道", "三百亿左右吧"))
def test_that_a_number_is_not_given_up_for_words_without_a_persons_word(
    store: Store, send: Sent, apart: Apart, words: str
) -> None:
    book = ReturnedBook(send()).put("地区生产总值", "total", words)
    path = book.save()
    preview = preview_merge(store, [path], apart=apart)
    ((_, asked),) = preview.conflicts
    assert asked.reason == WORDS_FOR_NUMBER
    applied = apply_merge(store, preview)
    assert (applied.change_set, applied.open_conflicts) == (None, 1)
    again = preview_merge(store, [path], apart=apart)
    key = (path, asked.place.row, asked.place.column.value)
    assert apply_merge(store, again, {key: True}).cells == 2, (
        "the figure, and the comment with the value that lost"
    )
    assert preview_merge(store, [path], apart=apart).counts.conflict == 0


@pytest.mark.parametrize("words", ("暂无数据", "待定", "—", "295左右"))
def test_that_words_with_a_meaning_are_taken_for_a_number(
    store: Store, send: Sent, apart: Apart, words: str
) -> None:
    book = ReturnedBook(send()).put("地区生产总值", "total", words)
    counts = preview_merge(store, [book.save()], apart=apart).counts
    assert (counts.changed, counts.conflict) == (1, 0)
