"""From the sheet to changes: what is new, the same, changed, contradictory, or not taken, and why."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.reports.plan_samples import (
    ANNUAL_ACTUALS,
    BAY,
    PINGYANG,
    REGIONS,
    annual_table,
    with_status,
    years_table,
)
from tests.services.wenzhou import wenzhou_pack, wenzhou_table
from wzdesk.db.catalogue import save_pack
from wzdesk.db.store import Store
from wzdesk.domain.assess import assess_table
from wzdesk.domain.change import ChangeKind, ObservationChange, TargetChange
from wzdesk.domain.errors import Refused, WzdeskError
from wzdesk.domain.observation import Measure, ObsStatus
from wzdesk.domain.plan_edit import with_changes
from wzdesk.domain.plan_table import PlanTable
from wzdesk.domain.region import Region
from wzdesk.domain.typed_cell import Column
from wzdesk.excel.read.reader import read_book
from wzdesk.services.enter_form import FormFilling
from wzdesk.services.export_plan_table import export_plan_table
from wzdesk.services.fill_plan import PlanFilling
from wzdesk.services.import_fit import WrongTable
from wzdesk.services.import_plan_table import changes_of, preview_import
from wzdesk.services.import_preview import Difference, ImportPreview, Kind
from wzdesk.services.receive_plan_table import receive_plan_table

TABLES = (annual_table(), years_table())


def exported(table: PlanTable, path: Path) -> Path:
    export_plan_table(table, assess_table(table), path)
    return path


@contextmanager
def edited(path: Path) -> Iterator[Worksheet]:
    workbook = load_workbook(path)
    yield workbook.worksheets[0]
    workbook.save(path)


def grid(path: Path, rows: list[list[object]], merges: tuple[str, ...] = ()) -> Path:
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    for row in rows:
        sheet.append(row)
    for merge in merges:
        sheet.merge_cells(merge)
    for row_cells in sheet.iter_rows():
        for cell in row_cells:
            if cell.data_type == "f":
                cell.data_type = "s"
    workbook.save(path)
    return path


TITLE: list[object] = ["2023年温州市国民经济和社会发展计划完成情况"]
HEAD: list[object] = ["序号", "指标名称", "单位", "2023年目标", "绝对值", "增速(%)", "变动", "备注"]


def simple(path: Path, *rows: list[object]) -> Path:
    return grid(path, [TITLE, HEAD, *rows])


def previewed(path: Path, table: PlanTable, regions: Sequence[Region] = ()) -> ImportPreview:
    return preview_import(read_book(path), table, regions)


def found(preview: ImportPreview, indicator: str, column: Column) -> Difference:
    (only,) = [each for each in preview.differences if (each.indicator, each.column) == (indicator, column)]
    return only


def untaken(preview: ImportPreview) -> dict[str, str]:
    return {each.cell: each.reason for each in preview.not_taken}


@pytest.mark.parametrize("table", TABLES)
def test_that_an_exported_table_comes_back_as_the_same(table: PlanTable, tmp_path: Path) -> None:
    preview = previewed(exported(table, tmp_path / "表.xlsx"), table, REGIONS)
    cells = sum(bool(table.text(row.part, column)) for row in table.rows() for column in table.columns)
    assert preview.counts == {
        "new": 0,
        "same": cells,
        "changed": 0,
        "conflict": 0,
        "closed": 0,
        "not_taken": 0,
    }
    assert changes_of(preview) == []


@pytest.mark.parametrize("table", TABLES)
def test_that_a_table_imported_into_an_empty_plan_becomes_what_was_exported(
    table: PlanTable, tmp_path: Path
) -> None:
    path = exported(table, tmp_path / "表.xlsx")
    empty = replace(table, observations={})
    filled = with_changes(empty, changes_of(previewed(path, empty)))
    for row in table.rows():
        for column in table.columns:
            assert filled.text(row.part, column) == table.text(row.part, column)
    assert {key: each.quantity for key, each in filled.observations.items()} == {
        key: each.quantity for key, each in table.observations.items()
    }
    again = exported(filled, tmp_path / "又.xlsx")
    assert previewed(again, table).counts["same"] == previewed(path, table).counts["same"]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    texts=st.lists(
        st.text(st.characters(categories=("L", "N", "P", "S", "Zs")), min_size=1, max_size=12),
        min_size=6,
        max_size=6,
    )
)
def test_that_any_texts_come_back_as_the_same(tmp_path: Path, texts: list[str]) -> None:
    columns = (Column.LEVEL, Column.GROWTH, Column.CHANGE)
    actuals = {
        "GDP": dict(zip(columns, texts[:3], strict=True)),
        "COD": dict(zip(columns, texts[3:], strict=True)),
    }
    table = annual_table(actuals)
    preview = previewed(exported(table, tmp_path / "表.xlsx"), table)
    assert preview.counts["new"] == preview.counts["changed"] == preview.counts["conflict"] == 0


def test_that_new_same_and_changed_are_told_apart(tmp_path: Path) -> None:
    table = annual_table()
    path = exported(table, tmp_path / "表.xlsx")
    with edited(path) as sheet:
        assert sheet["G4"].value == 8730.6
        sheet["G4"] = 8731
        sheet["G4"].number_format = "0.0"
        sheet["I4"] = "提高1个百分点"
        sheet["F4"] = "增长7%"
    preview = previewed(path, table)
    level, change = found(preview, "GDP", Column.LEVEL), found(preview, "GDP", Column.CHANGE)
    assert (level.cell, level.kind, level.before, level.after) == ("G4", Kind.CHANGED, "8730.6", "8731.0")
    assert (change.kind, change.before, change.after) == (Kind.NEW, "", "提高1个百分点")
    assert found(preview, "GDP", Column.TARGET).kind is Kind.CHANGED
    assert found(preview, "GDP", Column.GROWTH).kind is Kind.SAME
    changes = changes_of(preview)
    assert len(changes) == 3
    stored = with_changes(table, changes).observation(table.plan.items[0].parts[0], Column.LEVEL)
    assert stored
    assert stored.source == "表.xlsx 2023年温州市国民经济和社会发展计划完成情况!G4"
    assert (
        changes_of(preview, [level]) == [each for each in changes if isinstance(each, ObservationChange)][:1]
    )


def test_that_an_empty_cell_takes_nothing_away(tmp_path: Path) -> None:
    table = annual_table()
    path = exported(table, tmp_path / "表.xlsx")
    with edited(path) as sheet:
        sheet["G4"], sheet["F5"], sheet["K4"] = None, "  ", None
    preview = previewed(path, table)
    assert preview.counts["changed"] == 0
    assert changes_of(preview) == []


def test_that_another_spelling_of_the_same_number_is_the_same(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        [1, "地区生产总值（GDP）", "亿元", "增长 6% 左右", "８,730.6", " 6.90 "],
        [3, "固定资产投资", "亿元", None, "-", 29],
    ]
    preview = previewed(simple(tmp_path / "表.xlsx", *rows), annual_table())
    assert preview.counts == {"new": 0, "same": 5, "changed": 0, "conflict": 0, "closed": 0, "not_taken": 0}


def test_that_a_change_under_growth_goes_where_it_belongs(tmp_path: Path) -> None:
    table = annual_table({})
    rows: list[list[object]] = [
        [2, "常住人口城镇化率", "%", None, 74.1, "0.4个百分点左右"],
        [6, "城乡居民收入比", "-", None, 1.87, "缩小0.04个点"],
    ]
    preview = previewed(simple(tmp_path / "表.xlsx", *rows), table)
    assert found(preview, "URBAN", Column.CHANGE).after == "0.4个百分点左右"
    assert "放到“变动”列" in found(preview, "RATIO", Column.CHANGE).remark
    assert {each.key.measure for each in changes_of(preview) if isinstance(each, ObservationChange)} == {
        Measure.LEVEL,
        Measure.CHANGE,
    }


def test_that_a_total_takes_the_place_of_average_growth(tmp_path: Path) -> None:
    table = years_table()
    path = exported(table, tmp_path / "表.xlsx")
    with edited(path) as sheet:
        assert sheet["H4"].value == "7.2%"
        sheet["H4"] = "[20]"
    filled = with_changes(table, changes_of(previewed(path, table)))
    part = table.plan.items[0].parts[0]
    measures = {key.measure for key in table.keys_of(part, Column.RATE) if key in filled.observations}
    assert measures == {Measure.CHANGE}
    assert filled.text(part, Column.RATE) == "[20]"


def test_that_another_unit_is_converted_exactly_and_told(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        [1, "地区生产总值(GDP)", "万元", None, 87306000, 6.9],
        [10, "主要污染物减排量化学需氧量", "千克", None, "5以内"],
        [12, "粮食综合生产能力", "斤", None, 2001],
        [9, "城镇调查失业率", "人", None, 5.2],
    ]
    preview = previewed(simple(tmp_path / "表.xlsx", *rows), annual_table({}))
    level = found(preview, "GDP", Column.LEVEL)
    assert level.after == "87306000万元"
    assert level.remark == "表上单位是万元，合 8730.6 亿元"
    (stored,) = [each.after for each in changes_of(preview, [level]) if isinstance(each, ObservationChange)]
    assert stored
    assert (str(stored.quantity.value), stored.quantity.unit) == ("8730.6", "亿元")
    assert found(preview, "GRAIN", Column.LEVEL).after == "2001斤"
    assert "没有换算" in untaken(preview)["E4"]
    assert "换算不了" in untaken(preview)["E6"]


def test_that_a_unit_line_over_the_table_applies(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        TITLE,
        ["单位：万元"],
        ["指标", "2023年实绩"],
        ["地区生产总值(GDP)", 87306000],
    ]
    preview = previewed(grid(tmp_path / "表.xlsx", rows), annual_table({}))
    assert found(preview, "GDP", Column.LEVEL).after == "87306000万元"


def test_that_rows_are_matched_by_name_not_by_place_or_number(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        [3, "城镇调查失业率", "%", None, "5.1"],
        [1, "其中：制造业投资", "亿元", None, 12],
        [7, "地区 生产总值（ＧＤＰ）", "亿元", None, 1],
        [11, "亿元GDP安全事故死亡率", "人/亿元", None, 0.01],
        [12, "居民消费价格涨幅", "%", None, 0.5],
    ]
    preview = previewed(simple(tmp_path / "表.xlsx", *rows), annual_table({}))
    assert [each.indicator for each in preview.differences] == ["GDP", "FAI_MFG", "JOBLESS", "DEATHS"]
    assert "按序号和单位对上" in found(preview, "DEATHS", Column.LEVEL).remark
    assert untaken(preview) == {"E7": "计划里没有叫“居民消费价格涨幅”的指标"}


def test_that_a_workbook_that_contradicts_itself_is_a_conflict(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        [1, "地区生产总值(GDP)", "亿元", None, 8730.6],
        [1, "地区生产总值(GDP)", "亿元", None, 8731],
        [2, "常住人口城镇化率", "%", None, 74.1],
        [2, "常住人口城镇化率", "%", None, "74.10"],
    ]
    table = annual_table({})
    preview = previewed(simple(tmp_path / "表.xlsx", *rows), table)
    assert preview.counts == {"new": 1, "same": 0, "changed": 0, "conflict": 2, "closed": 0, "not_taken": 0}
    conflicts = [each for each in preview.differences if each.kind is Kind.CONFLICT]
    assert [each.cell for each in conflicts] == ["E3", "E4"]
    assert [each.key.indicator for each in changes_of(preview) if isinstance(each, ObservationChange)] == [
        "URBAN"
    ]
    assert len(changes_of(preview, conflicts[1:])) == 1
    with pytest.raises(Refused, match="只能选一个"):
        changes_of(preview, conflicts)


@pytest.mark.parametrize(
    ("value", "reason"),
    (("#DIV/0!", "错误值"), ("=A1", "公式没有算出"), (True, "TRUE"), ("2023-06-05", "日期")),
)
def test_that_a_cell_without_a_figure_is_told(tmp_path: Path, value: object, reason: str) -> None:
    path = simple(tmp_path / "表.xlsx", [1, "地区生产总值(GDP)", "亿元", None, 1, None])
    with edited(path) as sheet:
        sheet["F3"] = 45082 if reason == "日期" else value  # type: ignore[assignment]
        sheet["F3"].number_format = "m月d日" if reason == "日期" else "General"
    preview = previewed(path, annual_table({}))
    assert reason in untaken(preview)["F3"]
    assert preview.counts["new"] == 1


def test_that_a_rounded_display_is_told(tmp_path: Path) -> None:
    path = simple(tmp_path / "表.xlsx", [1, "地区生产总值(GDP)", "亿元", None, 8730.5987])
    with edited(path) as sheet:
        sheet["E3"].number_format = "0.0"
        sheet.row_dimensions[3].hidden = True
    level = found(previewed(path, annual_table({})), "GDP", Column.LEVEL)
    assert level.after == "8730.5987"
    assert level.remark == "表上显示 8730.6，格里是 8730.5987，取格里的数；在隐藏的行或列里"


def test_that_a_number_merged_over_rows_is_nobodys(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        TITLE, HEAD,
        [10, "主要污染物减排量化学需氧量", "吨", 8000, 5],
        [10, "主要污染物减排量氨氮", "吨", 1200],
        [1, "地区生产总值(GDP)", "亿元", "增长6%左右", "暂无数据"],
        [2, "常住人口城镇化率", "%", 73.6],
    ]  # fmt: skip
    preview = previewed(grid(tmp_path / "表.xlsx", rows, ("E3:E4", "E5:E6")), annual_table({}))
    assert "分不清是哪一行" in untaken(preview)["E3"]
    assert found(preview, "URBAN", Column.LEVEL).after == "暂无数据"


def test_that_a_remark_gives_the_status(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        [1, "地区生产总值(GDP)", "亿元", None, 8730.6, 6.9, None, "预计数"],
        [2, "常住人口城镇化率", "%", None, 74.1, None, None, "绝对值为初步数；省局已认可"],
        [3, "固定资产投资", "亿元", None, "—", 30, None, None],
    ]
    table = with_status(
        annual_table(), {("FAI", Column.GROWTH): ObsStatus.ESTIMATED}, "预计数（表注1）；口径同上年"
    )
    preview = previewed(simple(tmp_path / "表.xlsx", *rows), table)
    gdp = found(preview, "GDP", Column.LEVEL)
    assert (gdp.kind, gdp.status, gdp.remark) == (Kind.CHANGED, ObsStatus.ESTIMATED, "数没有变，改为预计数")
    assert found(preview, "URBAN", Column.LEVEL).status is ObsStatus.PROVISIONAL
    assert "省局已认可" in untaken(preview)["H4"]
    after = with_changes(table, changes_of(preview)).observation(table.plan.items[2].parts[0], Column.GROWTH)
    assert after
    assert (after.quantity.text, after.status, after.note) == ("30", ObsStatus.NORMAL, "口径同上年")


def test_that_statuses_and_remarks_come_back_as_the_same(tmp_path: Path) -> None:
    table = annual_table()
    table = with_status(
        table, {("GDP", Column.LEVEL): ObsStatus.ESTIMATED, ("FAI", Column.LEVEL): ObsStatus.CANNOT_EXIST}
    )
    table = with_status(
        table, {("COD", Column.LEVEL): ObsStatus.PROVISIONAL}, "初步数（表注5）；按较2020年累计计算"
    )
    preview = previewed(exported(table, tmp_path / "表.xlsx"), table)
    assert preview.counts["changed"] == 0
    assert preview.not_taken == ()


def test_that_words_beside_the_figures_are_told_only_where_they_contradict(tmp_path: Path) -> None:
    table = annual_table()
    path = exported(table, tmp_path / "表.xlsx")
    with edited(path) as sheet:
        assert sheet["J2"].value == "判定"
        sheet["J6"] = "未完成"
        sheet["A4"] = "经济"
    reasons = untaken(previewed(path, table))
    assert reasons["J6"] == "判定由程序按计划计算，是“完成”，没有取表上的"
    assert reasons["A4"] == "计划里的类别是“经济发展”，没有取表上的"
    assert len(reasons) == 2


def test_that_computed_columns_are_checked_not_stored(tmp_path: Path) -> None:
    head = ["序号", "指标名称", "单位", "2023年目标", "绝对值", "完成率(%)", "责任单位"]
    rows: list[list[object]] = [TITLE, [*head], [2, "常住人口城镇化率", "%", 73.6, 74.1, 100.7, "市发改委"]]
    preview = previewed(grid(tmp_path / "表.xlsx", rows), annual_table())
    assert untaken(preview) == {"G2": "这一列不是计划表要的内容"}
    rows[2][5] = 99
    assert "由程序计算" in untaken(previewed(grid(tmp_path / "表.xlsx", rows), annual_table()))["F3"]


def shuffled(sheet: Worksheet) -> None:
    """Columns in another order with blank ones between, texts only, no merge kept."""
    values = [[cell.value for cell in row] for row in sheet.iter_rows()]
    for merge in [*sheet.merged_cells.ranges]:
        top = values[merge.min_row - 1][merge.min_col - 1]
        sheet.unmerge_cells(str(merge))
        for row in range(merge.min_row, merge.max_row + 1):
            if merge.min_row > 1 and merge.max_col - merge.min_col < 4:
                values[row - 1][merge.min_col - 1] = top
    order = [7, 10, 2, 3, None, 6, 5, 4, None, 1, 0, 8, 9]
    sheet.delete_rows(1, sheet.max_row)
    for number, row_values in enumerate(values, 1):
        for column, source in enumerate(order, 1):
            if source is not None and source < len(row_values):
                cell = sheet.cell(number + 3, column)
                value = row_values[source] if number > 1 else (row_values[0] if source == 0 else None)
                cell.value = value
    sheet["A1"], sheet["A2"] = "附件1", "填报日期：2024年1月10日"


def page_broken(sheet: Worksheet) -> None:
    """A line and the headings once more in the middle of the data."""
    for merge in [*sheet.merged_cells.ranges]:
        top = sheet.cell(merge.min_row, merge.min_col).value
        sheet.unmerge_cells(str(merge))
        if merge.min_row > 3:
            for row in range(merge.min_row, merge.max_row + 1):
                sheet.cell(row, merge.min_col).value = top
    sheet.insert_rows(9, 3)
    sheet["A9"] = "（续表）"
    for row in (2, 3):
        for column in range(1, sheet.max_column + 1):
            sheet.cell(row + 8, column).value = sheet.cell(row, column).value


@pytest.mark.parametrize("disturb", (shuffled, page_broken))
def test_that_the_order_of_columns_and_page_breaks_do_not_matter(
    tmp_path: Path, disturb: Callable[[Worksheet], None]
) -> None:
    table = annual_table()
    path = exported(table, tmp_path / "表.xlsx")
    with edited(path) as sheet:
        disturb(sheet)
    preview = previewed(path, table, REGIONS)
    assert (preview.counts["new"], preview.counts["changed"], preview.counts["conflict"]) == (0, 0, 0)
    actuals = sum(len(columns) for columns in ANNUAL_ACTUALS.values())
    assert preview.counts["same"] >= actuals + len(table.plan.items)


@pytest.mark.parametrize(
    ("title", "words"),
    (
        ("2022年温州市国民经济和社会发展计划完成情况", "是2022年的表"),
        ("2023年1—9月温州市主要指标完成情况", "是2023年1-9月的表"),
        ("2023年前三季度温州市计划完成情况", "前三季度"),
        ("2023年平阳县国民经济和社会发展计划完成情况", "是平阳县的表"),
        ("温州湾新区2023年计划指标完成情况", "是温州湾新区的表"),
        ("2023年瑞安市国民经济和社会发展计划完成情况", "是瑞安市的表"),
        ("温州市“十四五”规划主要指标完成情况", "是“十四五”的表"),
    ),
)
def test_that_another_plans_table_is_refused(tmp_path: Path, title: str, words: str) -> None:
    rows: list[list[object]] = [[title], HEAD, [1, "地区生产总值(GDP)", "亿元", None, 1]]
    with pytest.raises(WrongTable) as caught:
        previewed(grid(tmp_path / "表.xlsx", rows), annual_table(), REGIONS)
    assert words in caught.value.sentence.replace("—", "-").replace("“十四五”", "“十四五”")
    assert "要的是温州市的《2023年温州市国民经济和社会发展计划》" in caught.value.sentence
    assert caught.value.sentence.endswith("没有收，数据没有改动。")


@pytest.mark.parametrize("known", (REGIONS, ()))
def test_that_a_countys_export_is_not_taken_for_the_citys(tmp_path: Path, known: tuple[Region, ...]) -> None:
    path = exported(annual_table(region=PINGYANG), tmp_path / "表.xlsx")
    assert previewed(path, annual_table(region=PINGYANG), known).counts["changed"] == 0
    with pytest.raises(WrongTable, match="是平阳县的表，要的是温州市"):
        previewed(path, annual_table(), known)


def test_that_a_title_may_name_the_city_over_the_county(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["2023年温州市平阳县主要计划指标完成情况"],
        HEAD,
        [1, "地区生产总值(GDP)", "亿元", None, 1],
    ]
    book = grid(tmp_path / "表.xlsx", rows)
    assert previewed(book, annual_table({}, PINGYANG), REGIONS).counts["new"] == 1
    assert previewed(book, annual_table({}, PINGYANG)).counts["new"] == 1
    with pytest.raises(WrongTable, match="平阳县"):
        previewed(book, annual_table({}), REGIONS)


def test_that_a_county_is_not_taken_for_its_zone_nor_the_city(tmp_path: Path) -> None:
    path = exported(annual_table(region=BAY), tmp_path / "表.xlsx")
    assert previewed(path, annual_table(region=BAY), REGIONS).counts["changed"] == 0
    rows: list[list[object]] = [
        ["主要指标完成情况表（2023年）"],
        ["填报单位：平阳县发展和改革局"],
        HEAD,
        [1, "地区生产总值(GDP)", "亿元", None, 1],
    ]
    book = grid(tmp_path / "县.xlsx", rows)
    assert previewed(book, annual_table({}, PINGYANG), REGIONS).counts["new"] == 1
    with pytest.raises(WrongTable, match="平阳县"):
        previewed(book, annual_table(), REGIONS)


def test_that_columns_of_other_times_are_left_out(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["主要指标"],
        ["指标名称", "单位", "2022年实绩", None, "2023年实绩", None, "2024年目标", "上年同期", "1—9月累计"],
        [None, None, "绝对值", "增速(%)", "绝对值", "增速(%)"],
        ["地区生产总值(GDP)", "亿元", 8029, 3.7, 8730.6, 6.9, "增长6%以上", 8029, 6000],
    ]
    preview = previewed(grid(tmp_path / "表.xlsx", rows, ("C2:D2", "E2:F2")), annual_table())
    assert preview.counts == {"new": 0, "same": 2, "changed": 0, "conflict": 0, "closed": 0, "not_taken": 5}
    assert untaken(preview)["C2"] == "是2022年的数，要的是2023年的"


@pytest.mark.parametrize(
    "rows",
    (
        [["随便什么"], [1, 2, 3]],
        [["2023年主要指标"], ["指标名称", "2022年实绩"], ["地区生产总值(GDP)", 1]],
        [["2023年主要指标"], ["指标名称", "2023年实绩"], ["海水养殖面积", 1]],
    ),
)
def test_that_a_workbook_without_the_table_is_refused(tmp_path: Path, rows: list[list[object]]) -> None:
    with pytest.raises(WrongTable) as caught:
        previewed(grid(tmp_path / "表.xlsx", rows), annual_table())
    assert "表.xlsx" in caught.value.sentence
    assert caught.value.sentence.endswith("没有收，数据没有改动。")


def test_that_dangerous_texts_are_words_and_go_out_as_words(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        [1, "地区生产总值(GDP)", "亿元", "=1+1", "+cmd|' /C calc'!A0", "@SUM(A1)", "-3"]
    ]
    table = annual_table({})
    filled = with_changes(table, changes_of(previewed(simple(tmp_path / "表.xlsx", *rows), table)))
    part = filled.plan.items[0].parts[0]
    texts = [filled.text(part, column) for column in filled.columns]
    assert texts == ["=1+1", "+cmd|' /C calc'!A0", "@SUM(A1)", "-3"]
    assert previewed(exported(filled, tmp_path / "又.xlsx"), filled).counts["changed"] == 0


def test_that_the_two_column_page_reads_both_blocks(shared: Path) -> None:
    book = next((shared / "forms").glob("a07_*.xlsx"))
    preview = previewed(book, wenzhou_table("2023"), REGIONS)
    assert preview.counts == {"new": 0, "same": 109, "changed": 0, "conflict": 0, "closed": 0, "not_taken": 2}


@pytest.mark.parametrize("name", ("a01_", "a01r1_", "a01r2_"))
def test_that_a_monthly_form_is_no_yearly_table(shared: Path, name: str) -> None:
    book = next((shared / "forms").glob(f"{name}*.xlsx"))
    with pytest.raises(WzdeskError, match="1—9月"):
        previewed(book, wenzhou_table("2024"), REGIONS)


@pytest.mark.parametrize("plan", ("2023", "2024", "13fyp", "14fyp"))
def test_that_the_citys_own_tables_come_back_as_the_same(plan: str, tmp_path: Path) -> None:
    table = wenzhou_table(plan)
    counts = previewed(exported(table, tmp_path / "表.xlsx"), table, REGIONS).counts
    assert counts["same"] > 50
    assert sum(counts.values()) == counts["same"]


def test_that_targets_change_in_every_row_that_shares_them(tmp_path: Path) -> None:
    table = annual_table()
    path = exported(table, tmp_path / "表.xlsx")
    with edited(path) as sheet:
        assert sheet["F7"].value == "快于面上投资"
        sheet["F7"] = "增长10%"
    changes = changes_of(previewed(path, table))
    assert {each.key.indicator for each in changes if isinstance(each, TargetChange)} == {
        "FAI_MFG",
        "FAI_HITECH",
    }


def test_that_a_number_goes_from_sheet_to_file_to_sheet_unchanged(tmp_path: Path) -> None:
    published, region = wenzhou_table("2023"), wenzhou_table("2023").region.code
    book = exported(published, tmp_path / "表.xlsx")
    bare = replace(wenzhou_pack(), observations=(), overrides=())
    with Store.create(tmp_path / "数据.wzd") as store:
        with store.writing() as session:
            save_pack(session, bare)
        filling = PlanFilling.open(store, "2023", region)
        preview = previewed(book, filling.filled.table, wenzhou_pack().regions)
        filling.store(changes_of(preview), ChangeKind.IMPORT, source=preview.book)
        stored = PlanFilling.open(store, "2023", region).filled.table
        for row in published.rows():
            for column in published.columns:
                assert stored.text(row.part, column) == published.text(row.part, column)
        again = exported(stored, tmp_path / "又.xlsx")
        assert previewed(again, stored).counts["same"] == preview.counts["new"] + preview.counts["same"]
        assert filling.undo()
        assert filling.filled.table.observations == {}


def test_that_the_actuals_of_a_closed_year_stay_and_the_targets_are_taken(tmp_path: Path) -> None:
    published, region = wenzhou_table("2023"), wenzhou_table("2023").region.code
    book = exported(published, tmp_path / "表.xlsx")
    bare = replace(wenzhou_pack(), observations=(), overrides=())
    with Store.create(tmp_path / "数据.wzd") as store:
        with store.writing() as session:
            save_pack(session, bare)
        yearly = FormFilling.open(store, "yearly", region, published.plan.year)
        yearly.close()
        preview = receive_plan_table(store, read_book(book), region, "2023").preview
        closed = {each.indicator for each in preview.differences if each.kind is Kind.CLOSED}
        on_form = {row.indicator for row in yearly.table.form.rows}
        assert closed
        assert closed <= on_form
        assert all(
            "2023年已关账，未采用" in one.remark for one in preview.differences if one.kind is Kind.CLOSED
        )
        reception = receive_plan_table(store, read_book(book), region, "2023")
        assert reception.apply() == preview.counts["new"] > 0
        stored = PlanFilling.open(store, "2023", region).filled.table.observations
        assert not closed & {key.indicator for key in stored}
