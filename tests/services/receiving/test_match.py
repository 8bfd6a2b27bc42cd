"""Sheets of all kinds against the Wenzhou pack: which observation each cell claims, and why others are not taken."""

from pathlib import Path

from tests.services.receiving.books import claims_of, reasons_of, received, write_book
from wzdesk.services.open_data_file import DataFile

TITLE = "2024年1—9月主要指标完成情况"


def test_that_rows_of_indicators_and_columns_of_measures_are_understood(
    store: DataFile, tmp_path: Path
) -> None:
    rows = (
        (f"平阳县{TITLE}",),
        ("指标名称", "单位", "1—9月累计", "同比增长（%）", "上年同期", "年度目标", "备注"),
        ("地区生产总值（GDP）", "亿元", 486.72, 6.8, 452.31, "增长6.5%以上", "快报"),
        ("#制造业投资", "亿元", "—", 21.4, None, "增长18%", None),
    )
    found = received(store, write_book(tmp_path / "a.xlsx", rows))
    assert claims_of(found) == {
        "C3": ("330326", "GDP", "2024-01/09", "level", "486.72"),
        "D3": ("330326", "GDP", "2024-01/09", "growth", "6.8"),
        "E3": ("330326", "GDP", "2023-01/09", "level", "452.31"),
        "C4": ("330326", "FAI_MFG", "2024-01/09", "level", "—"),
        "D4": ("330326", "FAI_MFG", "2024-01/09", "growth", "21.4"),
    }
    assert "目标" in reasons_of(found)["F3"]
    assert "文字" in reasons_of(found)["G3"]


def test_that_a_matrix_is_understood_either_way_round(store: DataFile, tmp_path: Path) -> None:
    rows = (
        ("2023年各县（市、区）主要指标",),
        ("地区", "社会消费品零售总额", None, "一般公共预算收入", None),
        (None, "绝对值（亿元）", "增速（%）", "绝对值（亿元）", "增速（%）"),
        ("全　市", 4257.1, 7.9, 622.7, 8.5),
        ("鹿 城 区", 668.9, 7.4, 79.74, 8.6),
    )
    merges = ("A2:A3", "B2:C2", "D2:E2")
    found = claims_of(received(store, write_book(tmp_path / "a.xlsx", rows, merges)))
    assert found["B4"] == ("330300", "RETAIL", "2023", "level", "4257.1")
    assert found["E5"] == ("330302", "BUDGET_REVENUE", "2023", "growth", "8.6")
    turned = (
        ("2023年各县（市、区）主要指标",),
        ("指标", "单位", "全市", "鹿城区", "龙湾区"),
        ("社会消费品零售总额", "亿元", 4257.1, 668.9, 391.4),
        ("社会消费品零售总额增速", "%", 7.9, 7.4, 6.8),
    )
    other = claims_of(received(store, write_book(tmp_path / "b.xlsx", turned)))
    assert other["D3"] == ("330302", "RETAIL", "2023", "level", "668.9")
    assert other["E4"] == ("330303", "RETAIL", "2023", "growth", "6.8")


def test_that_years_may_run_down_or_across(store: DataFile, tmp_path: Path) -> None:
    across = (
        ("温州市主要指标",),
        ("指标", "2021年", "2022年", "2023年"),
        ("地区生产总值(亿元)", 7585, 8029.8, 8730.6),
        ("城镇调查失业率(%)", 5, "5以内", "5以内"),
    )
    found = claims_of(received(store, write_book(tmp_path / "a.xlsx", across)))
    assert found["D3"] == ("330300", "GDP", "2023", "level", "8730.6")
    assert found["C4"] == ("330300", "UNEMPLOYMENT", "2022", "level", "5以内")
    down = (
        ("年份", "地区生产总值(亿元)", "一般公共预算收入(亿元)"),
        (2021, 7585, 657.6),
        (2022, 8029.8, 573.9),
        (2023, 8730.6, 622.7),
    )
    other = claims_of(received(store, write_book(tmp_path / "b.xlsx", down)))
    assert other["C4"] == ("330300", "BUDGET_REVENUE", "2023", "level", "622.7")


def test_that_regions_by_years_take_the_indicator_of_the_title(store: DataFile, tmp_path: Path) -> None:
    rows = (
        ("指标：地区生产总值(亿元)",),
        ("地区", "2023年", "2022年"),
        ("鹿城区", 1412.5, 1321.9),
        ("平阳县", 668.1, 620.2),
        ("杭州市", 20059, 18753),
    )
    found = received(store, write_book(tmp_path / "a.xlsx", rows))
    assert claims_of(found)["B4"] == ("330326", "GDP", "2023", "level", "668.1")
    assert "地区" in reasons_of(found)["B5"]


def test_that_units_are_converted_and_the_conversion_is_told(store: DataFile, tmp_path: Path) -> None:
    rows = (
        ("2023年财政情况",),
        (None, None, "单位：万元"),
        ("指标", "2023年", "2022年"),
        ("一般公共预算收入", 6227000, 5739000),
        ("财政总收入", "约900万", "暂无数据"),
    )
    found = received(store, write_book(tmp_path / "a.xlsx", rows))
    claim = next(one for table in found.tables for one in table.match.claims if one.cell == "B4")
    assert claim.text == "6227000万元"
    assert str(claim.quantity.value) == "622.7"
    assert "622.7" in claim.remark
    assert claims_of(found)["C5"][4] == "暂无数据"


def test_that_a_percent_under_an_amount_is_its_growth(store: DataFile, tmp_path: Path) -> None:
    rows = (
        (f"温州市{TITLE}",),
        ("指标", "单位", "本期累计"),
        ("固定资产投资", "%", 5.9),
        ("城镇调查失业率", "%", 4.8),
    )
    found = claims_of(received(store, write_book(tmp_path / "a.xlsx", rows)))
    assert found["C3"][1:4] == ("FAI", "2024-01/09", "growth")
    assert found["C4"][1:4] == ("UNEMPLOYMENT", "2024-01/09", "level")


def test_that_an_unknown_part_is_not_its_parent(store: DataFile, tmp_path: Path) -> None:
    rows = (
        (f"温州市{TITLE}",),
        ("指标", "单位", "1—9月", "其中：市本级"),
        ("一般公共预算收入", "亿元", 501.4, 142.8),
        ("　　税收收入", "亿元", 398.2, 100.1),
    )
    found = received(store, write_book(tmp_path / "a.xlsx", rows))
    assert set(claims_of(found)) == {"C3"}
    assert "市本级" in reasons_of(found)["D3"]
    assert "目录里没有" in reasons_of(found)["C4"]


def test_that_cells_that_are_no_figures_say_why(store: DataFile, tmp_path: Path) -> None:
    rows = (
        (f"温州市{TITLE}",),
        ("指标", "单位", "1—9月累计", "位次", "完成年度目标（%）"),
        ("地区生产总值", "亿元", "见附件", 3, 75.2),
        ("固定资产投资", "亿元", "#DIV/0!", 4, 70.1),
        ("社会消费品零售总额", "亿元", 3312.4, 5, 77.0),
    )
    reasons = reasons_of(received(store, write_book(tmp_path / "a.xlsx", rows)))
    assert "文字" in reasons["C3"]
    assert "算出来" in reasons["D3"]
    assert "算出来" in reasons["E5"]


def test_that_headings_and_cells_tell_the_status(store: DataFile, tmp_path: Path) -> None:
    rows = (
        ("温州市主要指标",),
        ("指标", "2023年", "2024年（预计）", "数据状态"),
        ("地区生产总值", 8730.6, 9300, "初步数"),
    )
    found = received(store, write_book(tmp_path / "a.xlsx", rows))
    statuses = {claim.cell: claim.status.value for table in found.tables for claim in table.match.claims}
    assert statuses == {"B3": "P", "C3": "E"}


def test_that_growth_beside_a_level_is_of_the_same_indicator(store: DataFile, tmp_path: Path) -> None:
    rows = (
        ("2023年各县城乡居民人均可支配收入",),
        ("地区", "城镇居民", "增速", "农村居民", "增速"),
        ("全市", 77973, 6.3, 41622, 8.2),
        ("鹿城区", 83145, 6.1, 52310, 7.9),
    )
    found = claims_of(received(store, write_book(tmp_path / "a.xlsx", rows)))
    assert found["C4"] == ("330302", "INCOME_URBAN", "2023", "growth", "6.1")
    assert found["D4"][1:4] == ("INCOME_RURAL", "2023", "level")
