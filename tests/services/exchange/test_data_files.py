"""A county's part as a data file of its own, and data files of several laptops merged."""

import shutil
from itertools import permutations
from pathlib import Path

import pytest

from tests.services.exchange.conftest import Sent
from tests.services.exchange.returns import FORM, HERE, PERIOD, THERE, ReturnedBook
from wzdesk.db.store import Store
from wzdesk.domain.exchange.merge import Counts, Outcome
from wzdesk.domain.form import FormColumn
from wzdesk.domain.period import Period
from wzdesk.domain.typed_cell import Column, TypedCell
from wzdesk.excel.apart.apart import Apart
from wzdesk.services.enter_form import FormFilling
from wzdesk.services.exchange.apply_merge import apply_merge
from wzdesk.services.exchange.data_files import preview_all, preview_data_files
from wzdesk.services.exchange.data_part import PartAsked, export_part
from wzdesk.services.exchange.merge_returns import FileResult, MergePreview
from wzdesk.services.exchange.merged_cells import WORDS_FOR_NUMBER
from wzdesk.services.exchange.report_merge import merge_report
from wzdesk.services.exchange.transfer_log import read_log
from wzdesk.services.open_data_file import create_data_file
from wzdesk.services.places import pack_folder
from wzdesk.services.undo_change import turn


def type_in(store: Store, indicator: str, text: str, region: str = HERE) -> None:
    FormFilling.open(store, FORM, region, PERIOD, "某").record([TypedCell(indicator, Column.TOTAL, text)])


def text(store: Store, indicator: str, region: str = HERE) -> str:
    table = FormFilling.open(store, FORM, region, PERIOD).table
    row = next(one for one in table.form.rows if one.code == indicator)
    return table.text(row, FormColumn.TOTAL)


def comments(store: Store) -> list[str]:
    notes = FormFilling.open(store, FORM, HERE, PERIOD).table.notes.values()
    return [line for one in notes for line in one.splitlines() if "没有采用" in line]


def only(store: Store, path: Path) -> FileResult:
    return preview_data_files(store, [path])[0]


def merge(store: Store, *paths: Path, takes: bool | None = None) -> int:
    preview = MergePreview(tuple(preview_data_files(store, paths)))
    choices = {
        (one.path, cell.place.row, cell.place.column.value): takes
        for one, cell in preview.conflicts
        if takes is not None
    }
    return apply_merge(store, preview, choices, "李某").cells


def told(one: FileResult) -> dict[tuple[str, str], tuple[Outcome, str | None, str, str]]:
    assert one.reason == ""
    return {
        (cell.key.region, cell.key.indicator): (cell.outcome, cell.base, cell.ours, cell.theirs)
        for cell in one.cells
    }


@pytest.fixture
def part(store: Store, tmp_path: Path) -> Path:
    path = tmp_path / "平阳.wzd"
    export_part(store, PartAsked(HERE), path, "李某")
    return path


def test_that_a_part_holds_one_region_and_comes_back_unchanged(store: Store, tmp_path: Path) -> None:
    type_in(store, "GDP", "55", THERE)
    part = tmp_path / "平阳.wzd"
    figures = export_part(store, PartAsked(HERE), part, "李某")
    with Store.open(part) as county:
        assert (text(county, "GDP"), text(county, "GDP", THERE)) == ("290.10", "")
    assert only(store, part).counts == Counts(unchanged=figures)
    assert only(store, part).warning == ""
    line = read_log(store.path).lines[-1]
    assert (line.file, line.region, line.reason) == ("平阳.wzd", HERE, f"数据文件，{figures} 个数")


def test_that_a_part_of_one_form_and_period_holds_no_other_figure(store: Store, tmp_path: Path) -> None:
    FormFilling.open(store, FORM, HERE, Period.to_month(2024, 5), "某").record(
        [TypedCell("GDP", Column.TOTAL, "240")]
    )
    part = tmp_path / "六月.wzd"
    assert export_part(store, PartAsked(HERE, FORM, PERIOD), part) == 3
    with Store.open(part) as county:
        type_in(county, "GDP", "301.5")
    assert {key: one[0] for key, one in told(only(store, part)).items()} == {(HERE, "GDP"): Outcome.CHANGED}


def test_that_a_part_is_merged_by_the_laws_of_forms_and_undone(store: Store, part: Path) -> None:
    with Store.open(part) as county:
        type_in(county, "GDP", "301.5")
        type_in(county, "FAI", "130")
        type_in(county, "FAI", "131")
        type_in(county, "RETAIL", "88以内")
    type_in(store, "FAI", "127")
    found = only(store, part)
    assert told(found) == {
        (HERE, "GDP"): (Outcome.CHANGED, "290.10", "290.10", "301.5"),
        (HERE, "FAI"): (Outcome.CONFLICT, "126.61", "127", "131"),
        (HERE, "RETAIL"): (Outcome.FILLED, "", "", "88以内"),
    }
    assert merge(store, part) == 2
    assert (text(store, "GDP"), text(store, "FAI"), text(store, "RETAIL")) == ("301.5", "127", "88以内")
    assert told(only(store, part)) == {(HERE, "FAI"): (Outcome.CONFLICT, "126.61", "127", "131")}
    assert len(turn(store, "李某", back=True)) == 2
    assert (text(store, "GDP"), text(store, "RETAIL")) == ("290.10", "")
    assert told(only(store, part)) == told(found)


@pytest.mark.parametrize(("takes", "stays", "lost"), ((True, "131", "127"), (False, "127", "131")))
def test_that_a_decided_conflict_is_not_asked_again_and_its_loser_is_kept(
    store: Store, part: Path, takes: bool, stays: str, lost: str
) -> None:
    with Store.open(part) as county:
        type_in(county, "FAI", "131")
    type_in(store, "FAI", "127")
    merge(store, part, takes=takes)
    assert text(store, "FAI") == stays
    assert comments(store) == [f"合并数据文件时没有采用 {lost}（平阳.wzd）"]
    again = only(store, part)
    assert again.counts == Counts(unchanged=again.cell_count)
    turn(store, "李某", back=True)
    assert (text(store, "FAI"), comments(store)) == ("127", [])
    assert only(store, part).counts.conflict == 1


@pytest.mark.parametrize(("takes", "stays"), ((True, "不清楚"), (False, "290.10")))
def test_that_words_do_not_take_the_place_of_a_number_unasked(
    store: Store, part: Path, takes: bool, stays: str
) -> None:
    with Store.open(part) as county:
        type_in(county, "GDP", "不清楚")
        type_in(county, "FAI", "暂无数据")
        type_in(county, "RETAIL", "不清楚")
    found = only(store, part)
    outcomes = {cell.key.indicator: (cell.outcome, cell.reason) for cell in found.cells}
    assert outcomes == {
        "GDP": (Outcome.CONFLICT, WORDS_FOR_NUMBER),
        "FAI": (Outcome.CHANGED, ""),
        "RETAIL": (Outcome.FILLED, ""),
    }
    merge(store, part)
    assert text(store, "GDP") == "290.10"
    merge(store, part, takes=takes)
    assert text(store, "GDP") == stays
    assert only(store, part).counts.conflict == 0


def test_that_the_last_merge_is_the_base_of_the_next_one(store: Store, part: Path) -> None:
    with Store.open(part) as county:
        type_in(county, "GDP", "301.5")
    merge(store, part)
    with Store.open(part) as county:
        type_in(county, "GDP", "302")
    assert told(only(store, part)) == {(HERE, "GDP"): (Outcome.CHANGED, "301.5", "301.5", "302")}
    type_in(store, "GDP", "303")
    assert told(only(store, part)) == {(HERE, "GDP"): (Outcome.CONFLICT, "301.5", "303", "302")}


def test_that_a_county_takes_what_the_city_changed_and_keeps_its_own(
    store: Store, part: Path, tmp_path: Path
) -> None:
    type_in(store, "GDP", "295")
    type_in(store, "FAI", "")
    later, last = tmp_path / "第二份.wzd", tmp_path / "第三份.wzd"
    export_part(store, PartAsked(HERE), later)
    type_in(store, "GDP", "296")
    export_part(store, PartAsked(HERE), last)
    with Store.open(part) as county:
        type_in(county, "RETAIL", "88")
        found = told(only(county, later))
        assert found[HERE, "GDP"] == (Outcome.CHANGED, "290.10", "290.10", "295")
        assert found[HERE, "FAI"] == (Outcome.EMPTIED, "126.61", "126.61", "")
        assert found[HERE, "RETAIL"][0] is Outcome.UNCHANGED
        merge(county, later)
        assert (text(county, "GDP"), text(county, "FAI"), text(county, "RETAIL")) == ("295", "", "88")
        assert told(only(county, last))[HERE, "GDP"] == (Outcome.CHANGED, "295", "295", "296")


def test_that_several_files_are_judged_together_in_any_order(store: Store, tmp_path: Path) -> None:
    paths = [tmp_path / f"{value}.wzd" for value in (1, 2)]
    for path in paths:
        export_part(store, PartAsked(HERE), path)
        with Store.open(path) as county:
            type_in(county, "GDP", path.stem)
    seen = {
        frozenset(told(one).items())
        for order in permutations(paths)
        for one in preview_data_files(store, order)
    }
    assert len(seen) == 2
    assert merge(store, *paths) == 0
    assert text(store, "GDP") == "290.10"


def test_that_two_copies_of_a_file_are_merged_from_where_they_parted(store: Store, tmp_path: Path) -> None:
    copy = tmp_path / "另一台.wzd"
    store_path = store.path
    store.close()
    shutil.copy(store_path, copy)
    with Store.open(copy) as other:
        type_in(other, "GDP", "301.5")
        FormFilling.open(other, FORM, HERE, PERIOD).record([TypedCell("GDP", Column.REMARK, "核过")])
    with Store.open(store_path) as here:
        type_in(here, "FAI", "127")
        found = only(here, copy)
        assert {key: one[0] for key, one in told(found).items()} == {(HERE, "GDP"): Outcome.CHANGED}
        assert "备注、批注和说明 1 处没有并" in found.warning
        assert merge(here, copy) == 1
        assert (text(here, "GDP"), text(here, "FAI")) == ("301.5", "127")


def test_that_workbooks_go_in_first_and_data_files_are_held_against_them(
    store: Store, send: Sent, part: Path, apart: Apart
) -> None:
    book = ReturnedBook(send()).put("地区生产总值", "total", 301).save()
    with Store.open(part) as county:
        type_in(county, "GDP", "302")
        type_in(county, "RETAIL", "88")
    turned = preview_all(store, [part, book], apart=apart)
    preview = preview_all(store, [book, part], apart=apart)
    for each_, paths in ((turned, [part, book]), (preview, [book, part])):
        assert [one.path for one in each_.files] == paths
        assert (each_.counts.changed, each_.counts.filled, each_.counts.conflict) == (1, 1, 1)
    assert apply_merge(store, preview, who="李某").cells == 2
    assert (text(store, "GDP"), text(store, "RETAIL")) == ("301.00", "88")
    assert len(turn(store, "李某", back=True)) == 2
    assert (text(store, "GDP"), text(store, "RETAIL")) == ("290.10", "")


def test_that_the_signed_report_says_what_the_base_of_each_file_is(
    store: Store, send: Sent, part: Path, apart: Apart
) -> None:
    book = ReturnedBook(send(THERE)).put("地区生产总值", "total", 301).save()
    with Store.open(part) as county:
        type_in(county, "FAI", "131")
    type_in(store, "FAI", "127")
    type_in(store, "GDP", "300", THERE)
    preview = preview_all(store, [book, part], apart=apart)
    texts = [cell.text for cell in merge_report(store, preview).cells]
    assert texts.index("发出时") < texts.index("301") < texts.index("上次一致时") < texts.index("131")


def test_that_a_closed_period_and_a_stranger_are_refused_with_the_reason(
    store: Store, part: Path, tmp_path: Path
) -> None:
    with Store.open(part) as county:
        type_in(county, "GDP", "301.5")
    FormFilling.open(store, FORM, HERE, PERIOD, "李某").close("")
    cell = only(store, part).cells[0]
    assert cell.outcome is Outcome.REFUSED
    assert cell.reason.startswith("2024年1—6月已经关账")
    stranger = tmp_path / "别家.wzd"
    create_data_file(stranger, None).close()
    assert "不是同一来历" in only(store, stranger).reason
    assert "就是正在用的数据文件" in only(store, store.path).reason
    for content in (b"", b"PK\x03\x04", part.read_bytes()[:3000]):
        broken = tmp_path / "坏.wzd"
        broken.write_bytes(content)
        assert "损坏" in only(store, broken).reason


def test_that_two_files_of_one_pack_are_merged_from_the_pack(tmp_path: Path) -> None:
    paths = [tmp_path / name for name in ("甲.wzd", "乙.wzd")]
    for path, value in zip(paths, ("901.5", "902.5"), strict=True):
        with create_data_file(path, pack_folder("demo")) as made:
            type_in(made, "GDP", value)
    with Store.open(paths[0]) as here:
        found = told(only(here, paths[1]))
        assert found[HERE, "GDP"][0] is Outcome.CONFLICT
        assert found[HERE, "GDP"][2:] == ("901.5", "902.5")
