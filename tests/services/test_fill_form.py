"""Figures of the data file find their cells in a form by names and headings; what is not certain is told, not filled."""

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from tests.excel.fill.convert import old_forms
from tests.services.three_quarters import CITY, PERIOD, three_quarters
from wzdesk.db.store import Store
from wzdesk.domain.errors import Refused, WzdeskError
from wzdesk.excel.read.reader import read_book
from wzdesk.services.fill_form import place_numbers, write_form
from wzdesk.services.form_placing import FormPlacing, Placement, PlacementState

Rows = Sequence[Sequence[object]]
Place = Callable[..., FormPlacing]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The Wenzhou pack with a few figures of three quarters."""
    with three_quarters(tmp_path_factory.mktemp("data") / "温州.wzd") as made:
        yield made


@pytest.fixture
def place(store: Store, tmp_path: Path) -> Place:
    """Makes a form of rows and looks for its places."""

    def placed(rows: Rows, period: str = PERIOD, formats: dict[str, str] | None = None) -> FormPlacing:
        book = Workbook()
        sheet = book.worksheets[0]
        sheet.title = "表"
        for row in rows:
            sheet.append(list(row))
        for place, code in (formats or {}).items():
            sheet[place].number_format = code
        book.save(tmp_path / "表样.xlsx")
        return place_numbers(store, tmp_path / "表样.xlsx", CITY, period)

    return placed


def at(placing: FormPlacing, cell: str) -> Placement:
    (found,) = [one for one in placing.placements if one.ref.cell == cell]
    return found


def told(placing: FormPlacing, cell: str) -> tuple[PlacementState, object]:
    found = at(placing, cell)
    return found.state, found.value


TITLE = ("2024年三季度主要指标",)
HEAD = ("指标名称", "单位", "1—9月累计", "增速(%)")
FILL, SAME, KEPT, FORMULA, MISSING = PlacementState


@pytest.mark.parametrize(
    "name",
    (
        "地区生产总值",
        "地区生产总值（GDP）",
        "GDP",
        "生产总值",
        "#地区生产总值",
        "其中：地区生产总值",
        "地区 生产总值",
    ),
)
def test_that_a_row_is_found_by_any_of_its_names(name: str, place: Place) -> None:
    placing = place([TITLE, HEAD, (name, "亿元")])
    assert told(placing, "C3") == (FILL, Decimal("6588.0"))
    assert str(at(placing, "C3").value) == "6588.0"
    assert told(placing, "D3") == (FILL, Decimal("6.3"))
    assert placing.unplaced == ()
    assert (placing.region, placing.period) == ("温州市", "2024年1—9月")


@pytest.mark.parametrize(
    ("unit", "value", "remark"),
    (
        ("亿元", "6588.0", ""),
        ("万元", "65880000", "6588.0亿元换成 65880000万元"),
        ("", "6588.0", ""),
    ),
)
def test_that_a_level_comes_in_the_forms_unit(unit: str, value: str, remark: str, place: Place) -> None:
    found = at(place([TITLE, HEAD, ("地区生产总值", unit)]), "C3")
    assert (str(found.value), found.remark) == (value, remark)


@pytest.mark.parametrize(
    "rows",
    (
        (("单位：万元",), ("指标名称", "1—9月累计"), ("地区生产总值",)),
        (("单位：%、万元",), ("指标名称", "1—9月累计"), ("地区生产总值",)),
        (("",), ("指标名称", "1—9月累计（万元）"), ("地区生产总值",)),
        (("",), ("指标名称", "1—9月累计"), ("地区生产总值（万元）",)),
    ),
)
def test_that_a_unit_may_stand_elsewhere(rows: Rows, place: Place) -> None:
    placing = place([TITLE, *rows])
    assert str(at(placing, "B4").value) == "65880000"


def test_that_a_unit_that_does_not_fit_fills_nothing(place: Place) -> None:
    found = at(place([TITLE, HEAD, ("地区生产总值", "万吨")]), "C3")
    assert (found.state, found.value) == (MISSING, None)
    assert "换不了单位" in found.remark


def test_that_a_figure_in_a_unit_of_its_own_becomes_a_number(place: Place) -> None:
    placing = place([TITLE, HEAD, ("实际使用外资额", "亿美元"), ("常住人口城镇化率", "%")])
    assert told(placing, "C3") == (FILL, Decimal("0.534"))
    assert told(placing, "C4") == (FILL, Decimal("74.1"))


def test_that_words_stay_words(place: Place) -> None:
    placing = place(
        [TITLE, HEAD, ("社会消费品零售总额", "亿元"), ("一般公共预算收入", "亿元"), ("固定资产投资", "亿元")]
    )
    assert told(placing, "C3") == (FILL, "暂无数据")
    assert told(placing, "D4") == (FILL, "5.2左右")
    assert told(placing, "C5") == (FILL, "约2000")


def test_that_words_around_a_figure_are_not_converted(place: Place) -> None:
    placing = place([TITLE, HEAD, ("固定资产投资", "万元"), ("社会消费品零售总额", "万元")])
    found = at(placing, "C3")
    assert (found.state, found.value) == (MISSING, None)
    assert "不是单个的数" in found.remark
    assert told(placing, "C4") == (FILL, "暂无数据")


def test_that_a_change_stands_under_growth_only_with_its_words(place: Place) -> None:
    placing = place(
        [TITLE, HEAD, ("常住人口城镇化率", "%"), ("城市细颗粒物（PM2.5）平均浓度", "微克/立方米")]
    )
    assert told(placing, "D3") == (FILL, "提高0.4个百分点")
    assert told(placing, "D4") == (MISSING, None)
    assert "是变动，不是增速" in at(placing, "D4").remark


def test_that_a_row_of_growth_takes_no_level(place: Place) -> None:
    placing = place([TITLE, ("指标名称", "1—9月累计"), ("固定资产投资增速",), ("地区生产总值增长（%）",)])
    assert told(placing, "B3") == (FILL, Decimal("7.10"))
    assert told(placing, "B4") == (FILL, Decimal("6.3"))


def test_that_columns_are_read_by_their_time(place: Place) -> None:
    head = (
        "指标名称",
        "单位",
        "1—9月累计",
        "9月当月",
        "本月",
        "上年同期",
        "2023年实绩",
        "2024年目标",
        "8月当月",
    )
    placing = place([TITLE, head, ("地区生产总值", "亿元")])
    assert [str(at(placing, f"{column}3").value) for column in "CFG"] == ["6588.0", "6210.55", "8730.6"]
    assert [(str(at(placing, one).value), at(placing, one).period) for one in ("D3", "E3")] == [
        ("731.2", "2024年9月")
    ] * 2
    assert told(placing, "H3") == (FILL, "增长6%以上")
    assert at(placing, "F3").period == "2023年1—9月"
    assert at(placing, "I3").remark == "没有2024年8月的数"


def test_that_targets_come_in_the_forms_unit_and_dashes_are_none(place: Place) -> None:
    head = ("指标名称", "单位", "2025年目标", "2021年")
    rows = [
        ("“十四五”规划主要指标",),
        head,
        ("地区生产总值", "万元"),
        ("一般公共预算收入", "万元"),
        ("实际使用外资额", "亿美元"),
    ]
    placing = place(rows, "14fyp")
    assert told(placing, "C3") == (FILL, Decimal(100000000))
    assert told(placing, "C4") == (MISSING, None)
    assert told(placing, "C5") == (MISSING, None)
    assert at(placing, "C5").remark == "没有定目标"


def test_that_a_part_of_the_region_gets_no_figure_of_the_whole(place: Place) -> None:
    head = ("指标名称", "单位", "1—9月累计", "其中：市本级累计", "市区累计")
    placing = place([TITLE, head, ("一般公共预算收入", "亿元")])
    assert {one.ref.cell for one in placing.placements} == {"C3"}


def test_that_what_is_missing_says_why(place: Place) -> None:
    placing = place([TITLE, HEAD, ("服务业增加值", "亿元"), ("不认识的指标", "个")])
    found = at(placing, "C3")
    assert (found.state, found.remark) == (MISSING, "没有2024年1—9月的数")
    (unplaced,) = placing.unplaced
    assert (unplaced.ref.cell, unplaced.text) == ("A4", "不认识的指标")
    assert unplaced.reason == "计划里没有叫“不认识的指标”的指标"


def test_that_a_row_that_only_its_number_speaks_for_is_not_filled(place: Place) -> None:
    head = ("序号", "指标名称", "单位", "1—9月累计")
    placing = place([TITLE, head, ("1", "地区生产总值数", "亿元")])
    assert placing.placements == ()
    assert placing.unplaced[0].reason.endswith("名称对不上，没有填")


@pytest.mark.parametrize(
    ("there", "state"),
    (
        (6588, SAME),
        ("6,588.0", SAME),
        (6589, KEPT),
        ("—", KEPT),
        ("=C9", FORMULA),
        (None, FILL),
        (" ", FILL),
    ),
)
def test_that_what_stands_there_is_kept(there: object, state: PlacementState, place: Place) -> None:
    placing = place([TITLE, HEAD, ("地区生产总值", "亿元", there)])
    assert at(placing, "C3").state is state
    assert ("C3" in {one.ref.cell for one in placing.to_fill}) == (state is FILL)


def test_that_the_same_words_are_the_same_but_for_blanks_and_dashes(place: Place) -> None:
    rows = [TITLE, HEAD, ("一般公共预算收入", "亿元", "", "5.2 左右"), ("常住人口城镇化率", "%", "74.10")]
    placing = place(rows)
    assert at(placing, "D3").state is SAME
    assert at(placing, "C4").state is SAME


def test_that_a_cell_that_shows_percentages_gets_the_share(place: Place) -> None:
    placing = place([TITLE, HEAD, ("地区生产总值", "亿元")], formats={"C3": "0.00%", "D3": "0.0%"})
    assert told(placing, "D3") == (FILL, Decimal("0.063"))
    assert at(placing, "D3").remark == "这一格按百分比显示，写入 0.063，显示 6.3%"
    assert told(placing, "C3") == (MISSING, None)
    assert "请核对表样" in at(placing, "C3").remark


def test_that_merged_rows_are_asked_once(store: Store, tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    for row in (TITLE, HEAD, ("地区生产总值", "亿元"), ("一般公共预算收入", "亿元")):
        sheet.append(list(row))
    sheet.merge_cells("D3:D4")
    book.save(tmp_path / "表.xlsx")
    placing = place_numbers(store, tmp_path / "表.xlsx", CITY, PERIOD)
    assert [one.ref.cell for one in placing.placements] == ["C3", "D3", "C4"]


def test_that_what_was_placed_is_written_and_nothing_else(place: Place, tmp_path: Path) -> None:
    placing = place([TITLE, HEAD, ("地区生产总值", "亿元"), ("一般公共预算收入", "亿元", 7)])
    report = write_form(placing, tmp_path / "填好.xlsx")
    assert [one.ref.cell for one in report.filled] == ["C3", "D3", "D4"]
    sheet = load_workbook(tmp_path / "填好.xlsx").worksheets[0]
    assert [[cell.value for cell in row[2:4]] for row in sheet["A3:D4"]] == [[6588, 6.3], [7, "5.2左右"]]


@pytest.mark.parametrize(
    ("region", "period", "words"),
    ((CITY, "去年夏天", "期别"), ("999999", PERIOD, "地区")),
)
def test_that_an_unknown_place_or_time_is_refused(
    region: str, period: str, words: str, store: Store, place: Place, tmp_path: Path
) -> None:
    place([TITLE, HEAD, ("地区生产总值", "亿元")])
    with pytest.raises(Refused, match=words):
        place_numbers(store, tmp_path / "表样.xlsx", region, period)


def test_that_a_workbook_without_such_a_table_is_refused(place: Place) -> None:
    with pytest.raises(WzdeskError, match="没有找到"):
        place([("姓名", "电话"), ("张某", "123")])


# The shared forms


def form(shared: Path, start: str) -> Path:
    (found,) = (shared / "forms").glob(f"{start}_*.xlsx")
    return found


def test_that_the_county_form_is_filled(store: Store, shared: Path, tmp_path: Path) -> None:
    placing = place_numbers(store, form(shared, "a01"), CITY, PERIOD)
    assert {one.ref.cell: str(one.value) for one in placing.to_fill if one.ref.cell in {"G6", "H6"}} == {
        "G6": "6588.0",
        "H6": "6.3",
    }
    assert at(placing, "I6").state is KEPT
    assert at(placing, "H10").state is FORMULA
    assert placing.unplaced == ()
    report = write_form(placing, tmp_path / "填好.xlsx")
    assert {one.ref.cell for one in report.recalculated} >= {"H10"}
    again = place_numbers(store, tmp_path / "填好.xlsx", CITY, PERIOD)
    assert again.to_fill == ()
    assert {one.ref for one in placing.to_fill} <= {one.ref for one in again.placements if one.state is SAME}


def test_that_the_five_year_form_is_read_by_its_years(store: Store, shared: Path) -> None:
    placing = place_numbers(store, form(shared, "a04"), CITY, "14fyp")
    assert (at(placing, "K6").state, at(placing, "K6").period) == (SAME, "2023年")
    assert (at(placing, "J6").state, at(placing, "J6").remark) == (MISSING, "没有2022年的数")
    assert {at(placing, f"F{row}").state for row in (6, 8, 13, 17, 22, 27, 28)} == {SAME}
    assert at(placing, "F14").state is KEPT
    assert [at(placing, f"F{row}").name for row in (29, 30, 31)] == ["全体", "城镇", "农村"]


def test_that_rows_that_another_plan_names_otherwise_are_told(store: Store, shared: Path) -> None:
    placing = place_numbers(store, form(shared, "a04"), CITY, "2023")
    assert [one.ref.cell for one in placing.unplaced] == ["C16", "C29", "C30", "C31"]


def test_that_the_departments_book_is_read_sheet_by_sheet(store: Store, shared: Path) -> None:
    placing = place_numbers(store, form(shared, "a06"), CITY, PERIOD)
    assert {one.ref.sheet for one in placing.placements} == {"市统计局", "市财政局", "汇总"}
    finance = {one.ref.cell for one in placing.placements if one.ref.sheet == "市财政局"}
    assert finance & {"E5", "F5", "E6", "F6"} == set()
    states = {str(one.ref): one.state for one in placing.placements}
    assert (states["市统计局!C4"], states["市统计局!E9"], states["市财政局!C6"]) == (FILL, FORMULA, SAME)


def test_that_an_old_form_is_placed_and_filled(
    store: Store, shared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shutil.which", lambda *_, **__: None)
    old = tmp_path / "表.ods"
    words = [
        old_forms.row(*(old_forms.cell("string", "", text) for text in texts))
        for texts in (HEAD, ("地区生产总值", "亿元"))
    ]
    title = old_forms.row(old_forms.cell("string", "", TITLE[0]))
    old_forms.ods(old, old_forms.table(title, *words))
    placing = place_numbers(store, old, CITY, PERIOD)
    write_form(placing, tmp_path / "表（已填）.ods")
    (sheet,) = read_book(tmp_path / "表（已填）.xlsx").sheets
    assert sheet.text_at(3, 3) == "6588"
