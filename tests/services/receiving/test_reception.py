"""Receiving: differences, what is written, what was taught, new indicators."""

from pathlib import Path

import pytest

from tests.services.receiving.books import claims_of, reasons_of, received, write_book
from wzdesk.domain.errors import Refused
from wzdesk.domain.form import FormColumn
from wzdesk.domain.observation import Measure
from wzdesk.domain.period import Period
from wzdesk.domain.typed_cell import Column, TypedCell
from wzdesk.services.enter_form import FormFilling
from wzdesk.services.open_data_file import DataFile
from wzdesk.services.receiving.differences import Kind, changes_of, corrected
from wzdesk.services.receiving.layouts import ColumnChoice, RowChoice, read_layouts, write_layouts
from wzdesk.services.receiving.reception import import_layouts, stored_layouts
from wzdesk.services.receiving.times import Relation
from wzdesk.services.undo_change import turn

SEPTEMBER = (
    ("平阳县2024年1—9月主要指标完成情况",),
    ("指标名称", "单位", "1—9月累计", "同比增长（%）"),
    ("地区生产总值", "亿元", 486.72, 6.8),
    ("社会消费品零售总额", "亿元", 258.3, 6.2),
)


def test_that_what_is_written_is_the_same_the_next_time_and_can_be_undone(
    store: DataFile, tmp_path: Path
) -> None:
    book = write_book(tmp_path / "九月.xlsx", SEPTEMBER)
    first = received(store, book)
    assert {each.kind for each in first.differences} == {Kind.NEW}
    assert first.apply(who="林某") == 4
    again = received(store, book)
    assert {each.kind for each in again.differences} == {Kind.SAME}
    assert again.apply() == 0
    assert len(turn(store, "林某", back=True)) == 4
    assert {each.kind for each in received(store, book).differences} == {Kind.NEW}


def test_that_a_changed_figure_shows_what_was_stored(store: DataFile, tmp_path: Path) -> None:
    received(store, write_book(tmp_path / "a.xlsx", SEPTEMBER)).apply()
    corrected = (*SEPTEMBER[:2], ("地区生产总值", "亿元", 487.1, "６．８"), SEPTEMBER[3])
    found = {
        each.claim.cell: each
        for each in received(store, write_book(tmp_path / "b.xlsx", corrected)).differences
    }
    assert found["C3"].kind is Kind.CHANGED
    assert found["C3"].before is not None
    assert found["C3"].before.quantity.text == "486.72"
    assert found["D3"].kind is Kind.SAME


def test_that_only_what_was_chosen_is_written(store: DataFile, tmp_path: Path) -> None:
    book = write_book(tmp_path / "a.xlsx", SEPTEMBER)
    reception = received(store, book)
    assert reception.apply([each for each in reception.differences if each.claim.cell == "D4"]) == 1
    kinds = {each.claim.cell: each.kind for each in received(store, book).differences}
    assert kinds["D4"] is Kind.SAME
    assert kinds["C4"] is Kind.NEW


def test_that_two_cells_that_contradict_each_other_are_not_written(store: DataFile, tmp_path: Path) -> None:
    rows = (*SEPTEMBER, ("地区生产总值", "亿元", 480.0, 6.8))
    reception = received(store, write_book(tmp_path / "a.xlsx", rows))
    kinds = {each.claim.cell: each.kind for each in reception.differences}
    assert kinds == {
        "C3": Kind.CONFLICT,
        "C5": Kind.CONFLICT,
        "D3": Kind.NEW,
        "D5": Kind.SAME,
        "C4": Kind.NEW,
        "D4": Kind.NEW,
    }
    assert not any(each.claim.cell in {"C3", "C5"} for each in reception.proposed)
    with pytest.raises(Refused, match="C3 和 C5"):
        reception.apply(reception.differences)
    assert reception.apply() == 3


def test_that_of_a_workbook_only_the_cells_of_a_closed_period_are_left_out(
    store: DataFile, tmp_path: Path
) -> None:
    """平阳 has closed 1—9月; 苍南, and 平阳's 1—8月 of the same table, are taken."""
    september = FormFilling.open(store, "monthly", "330326", Period.to_month(2024, 9))
    september.record([TypedCell("GDP", Column.TOTAL, "480.1"), TypedCell("RETAIL", Column.TOTAL, "258.3")])
    september.close()
    rows = (
        ("2024年主要指标（亿元）",),
        ("地区", "指标名称", "1—8月累计", "1—9月累计"),
        ("平阳县", "地区生产总值", 430.2, 486.72),
        ("平阳县", "社会消费品零售总额", 229.5, 258.3),
        ("苍南县", "地区生产总值", 310.4, 350.9),
    )
    book = write_book(tmp_path / "a.xlsx", rows)
    reception = received(store, book)
    found = {each.claim.cell: each for each in reception.differences}
    assert {cell: each.kind for cell, each in found.items()} == {
        "C3": Kind.NEW,
        "D3": Kind.CLOSED,
        "C4": Kind.NEW,
        "D4": Kind.SAME,
        "C5": Kind.NEW,
        "D5": Kind.NEW,
    }
    assert found["D3"].claim.remark.startswith("2024年1—9月已关账，未采用")
    assert reception.counts()["closed"] == 1
    assert reception.apply(reception.differences) == 4
    assert september.table.text(september.table.form.rows[0], FormColumn.TOTAL) == "480.1"
    again = {each.claim.cell: each.kind for each in received(store, book).differences}
    assert again == dict.fromkeys(("C3", "C4", "D4", "C5", "D5"), Kind.SAME) | {"D3": Kind.CLOSED}


def test_that_a_correction_of_a_slip_does_not_open_a_closed_period(store: DataFile, tmp_path: Path) -> None:
    september = FormFilling.open(store, "monthly", "330326", Period.to_month(2024, 9))
    september.record([TypedCell("GDP", Column.TOTAL, "480.1")])
    september.close()
    reception = received(store, write_book(tmp_path / "a.xlsx", SEPTEMBER))
    each = next(each for each in reception.differences if each.claim.cell == "C3")
    assert corrected(each, "481", "亿元").kind is Kind.CLOSED
    assert changes_of([corrected(each, "481", "亿元")], reception.book) == []


def test_that_what_was_stored_under_the_same_months_is_met(store: DataFile, tmp_path: Path) -> None:
    half = (("平阳县2024年上半年主要指标",), ("指标", "单位", "上半年"), ("地区生产总值", "亿元", 310.2))
    months = (("平阳县2024年1—6月主要指标",), ("指标", "单位", "1—6月"), ("地区生产总值", "亿元", 310.2))
    received(store, write_book(tmp_path / "a.xlsx", half)).apply()
    found = received(store, write_book(tmp_path / "b.xlsx", months)).differences
    assert [each.kind for each in found] == [Kind.SAME]


def test_that_a_row_taught_once_is_known_the_next_month_under_any_file_name(
    store: DataFile, tmp_path: Path
) -> None:
    def book(month: int, value: float) -> Path:
        rows = (
            (f"平阳县2024年1—{month}月主要指标",),
            ("指标", "单位", f"1—{month}月累计", "县报数"),
            ("地区生产总值", "亿元", 400 + month, 401 + month),
            ("限上消费品零售", "亿元", value, value + 1),
        )
        return write_book(tmp_path / f"{month}月的表.xlsx", rows)

    reception = received(store, book(9, 25.1))
    assert "C4" not in claims_of(reception)
    table = reception.tables[0].match.table
    reception.teach_row(table, table.rows[1].path, RowChoice(indicator="RETAIL"))
    reception.teach_column(table, table.columns[1].words, ColumnChoice(is_left_out=True))
    assert claims_of(reception)["C4"][1] == "RETAIL"
    assert "不收" in reasons_of(reception)["D3"]
    reception.apply()
    later = received(store, book(10, 27.3))
    assert claims_of(later)["C4"] == ("330326", "RETAIL", "2024-01/10", "level", "27.3")
    assert later.tables[0].match.remembered


def test_that_a_column_can_be_said_to_be_last_years_growth(store: DataFile, tmp_path: Path) -> None:
    rows = (*SEPTEMBER[:1], ("指标", "1—9月累计", "老口径"), ("地区生产总值", 486.72, 6.1))
    reception = received(store, write_book(tmp_path / "a.xlsx", rows))
    assert "老口径" in reasons_of(reception)["C3"]
    table = reception.tables[0].match.table
    choice = ColumnChoice(measure=Measure.GROWTH, relation=Relation.LAST_YEAR)
    reception.teach_column(table, ("老口径",), choice)
    assert claims_of(reception)["C3"] == ("330326", "GDP", "2023-01/09", "growth", "6.1")


def test_that_layouts_travel_in_a_small_file(store: DataFile, tmp_path: Path) -> None:
    reception = received(store, write_book(tmp_path / "a.xlsx", SEPTEMBER))
    table = reception.tables[0].match.table
    reception.teach_row(table, table.rows[0].path, RowChoice(is_left_out=True))
    reception.apply()
    out = tmp_path / "对照.json"
    write_layouts(stored_layouts(store), out)
    assert read_layouts(out) == stored_layouts(store)
    assert import_layouts(store, read_layouts(out)) == 1
    assert stored_layouts(store) == read_layouts(out)


@pytest.mark.parametrize(
    "content",
    (
        "",
        "[]",
        "{",
        '{"format": "x"}',
        '{"format": "wzdesk-layouts", "version": 1, "layouts": [3]}',
        "[" * 99999,
    ),
)
def test_that_another_file_is_no_layouts(tmp_path: Path, content: str) -> None:
    path = tmp_path / "x.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(Refused, match="对照文件"):
        read_layouts(path)


def test_that_unknown_rows_become_indicators_in_one_step(store: DataFile, tmp_path: Path) -> None:
    rows = (
        *SEPTEMBER,
        ("国有土地出让收入", "亿元", 412.6, -18.7),
        ("其中：区级", "亿元", 36.2, 9.5),
    )
    reception = received(store, write_book(tmp_path / "a.xlsx", rows))
    table = reception.tables[0].match.table
    unknown = [(row.path, row.unit) for row in table.rows[2:]]
    added = reception.add_indicators(unknown)
    assert [(one.name, one.unit) for one in added] == [("国有土地出让收入", "亿元"), ("区级", "亿元")]
    assert len({one.code for one in added}) == 2
    assert claims_of(reception)["C5"][1] == added[0].code
    assert reception.apply() == 8


def test_that_the_region_can_be_chosen_where_the_sheet_names_none(store: DataFile, tmp_path: Path) -> None:
    rows = (("主要指标完成情况",), *SEPTEMBER[1:])
    reception = received(store, write_book(tmp_path / "a.xlsx", rows))
    assert reception.tables[0].match.period is None
    assert "期别" in reasons_of(reception)["D3"] or claims_of(reception) == {}
    reception.place_in("330327", Period.to_month(2024, 9))
    assert claims_of(reception)["C3"] == ("330327", "GDP", "2024-01/09", "level", "486.72")


def test_that_an_unknown_region_is_refused(store: DataFile, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="990000"):
        received(store, write_book(tmp_path / "a.xlsx", SEPTEMBER), "990000")


def test_that_nothing_comes_into_a_month_that_is_closed(store: DataFile, tmp_path: Path) -> None:
    book = write_book(tmp_path / "九月.xlsx", SEPTEMBER)
    filling = FormFilling.open(store, "monthly", "330326", Period.to_month(2024, 9))
    before = received(store, book)
    filling.close()
    with pytest.raises(Refused, match="平阳县2024年1—9月的“主要经济指标月报表”已经关账"):
        before.apply()  # read before the month was closed
    assert {each.kind for each in received(store, book).differences} == {Kind.CLOSED}
    assert received(store, book).apply() == 0
    filling.reopen("漏报")
    assert received(store, book).apply() == 4
