"""The verdicts of design §4, rule by rule, and the vectors of field-anchors §0."""

from decimal import Decimal

import pytest

from tests.domain.plan_tables import Row, assessed, table_of
from wzdesk.domain.assess import assess_item, assess_table, gap_words, items_affected, summary
from wzdesk.domain.indicator import Direction
from wzdesk.domain.observation import Measure
from wzdesk.domain.plan import Nature
from wzdesk.domain.verdict import Override, Verdict

DOWN, NEUTRAL = Direction.DOWN, Direction.NEUTRAL
ACHIEVED, NEARLY, MISSED = Verdict.ACHIEVED, Verdict.NEARLY, Verdict.MISSED
NO_DATA, UNDETERMINED = Verdict.NO_DATA, Verdict.UNDETERMINED

SINGLE_FIGURES = [
    # growth: the target's own side, and 7 % of the growth figure for 基本完成
    (Row("增长8%以上", growth="8"), ACHIEVED),
    (Row("增长8%以上", growth="7.44"), NEARLY),
    (Row("增长8%以上", growth="7.4"), MISSED),
    (Row("增长8%", growth="7.99"), NEARLY),
    (Row("增长6%左右", growth="5.7"), ACHIEVED),
    (Row("增长6%左右", growth="5.69"), NEARLY),
    (Row("增长6%左右", growth="5.5"), MISSED),
    (Row("增长6%左右", growth="9"), ACHIEVED),
    (Row("下降3%以上", growth="-3"), ACHIEVED),
    (Row("下降3%以上", growth="-2.9"), NEARLY),
    (Row("下降3%以上", growth="-2"), MISSED),
    (Row("下降3%以上", growth="1"), MISSED),
    (Row("增长超过8%", growth="8"), NEARLY),
    (Row("增长超过8%", growth="超8%"), ACHIEVED),
    (Row("增长5%—6%", growth="5"), ACHIEVED),
    (Row("增长5%—6%", growth="9"), ACHIEVED),
    (Row("增长5%—6%", growth="4.7"), NEARLY),
    (Row("增长5%—6%", growth="4"), MISSED),
    # levels
    (Row("9以上", "9.6", unit="万人"), ACHIEVED),
    (Row("9以上", "8.4", unit="万人"), NEARLY),
    (Row("9以上", "8.3", unit="万人"), MISSED),
    (Row("73.6", "74.1", unit="%"), ACHIEVED),
    (Row("13左右", "12.35", unit="%"), ACHIEVED),
    (Row("13左右", "12.2", unit="%"), NEARLY),
    (Row("13左右", "12.0", unit="%"), MISSED),
    (Row("35.5", "32.4", unit="%"), MISSED),
    (Row("0.770", "0.78", unit="-"), ACHIEVED),
    (Row("5以内", "5", unit="%", direction=DOWN), ACHIEVED),
    (Row("5以内", "5.3", unit="%", direction=DOWN), NEARLY),
    (Row("5以内", "5.4", unit="%", direction=DOWN), MISSED),
    (Row("<0.009", "0.009", unit="人/亿元", direction=DOWN), NEARLY),
    (Row("<0.009", "0.0095", unit="人/亿元", direction=DOWN, growth="-15.2"), NEARLY),
    (Row("25", "25", unit="微克/立方米", direction=DOWN), ACHIEVED),
    (Row("25", "26", unit="微克/立方米", direction=DOWN), NEARLY),
    (Row("25", "27", unit="微克/立方米", direction=DOWN), MISSED),
    (Row("2%—3%", "3.1", unit="%", direction=DOWN), NEARLY),
    (Row("2%—3%", "1.5", unit="%", direction=DOWN), ACHIEVED),
    (Row("2%—3%", "1", unit="%", direction=NEUTRAL), MISSED),
    (Row("2%—3%", "2.5", unit="%", direction=NEUTRAL), ACHIEVED),
    (Row("100", "104", unit="-", direction=NEUTRAL), NEARLY),
    (Row("100", "100", unit="-", direction=NEUTRAL), ACHIEVED),
    # a bound or an approximation is judged by its bound
    (Row("5以内", "5以内", unit="%", direction=DOWN), ACHIEVED),
    (Row("2.7左右", "2.7以上", unit="%"), ACHIEVED),
    (Row("增长7%左右", growth="8左右"), ACHIEVED),
    (Row("突破130", "突破130", unit="万标箱"), ACHIEVED),
    (Row("100以上", "近100", unit="家"), ACHIEVED),
    (Row("3%以内", "2.5%—3.5%", unit="%", direction=DOWN), MISSED),
    # 左右 has the indicator's direction, not the word's (field-anchors 0.2)
    (Row("103左右", "100.7", unit="-", direction=DOWN, is_index=True), ACHIEVED),
    (Row("103左右", "103.15", unit="-", direction=DOWN, is_index=True), ACHIEVED),
    (Row("103左右", "103.2", unit="-", direction=DOWN, is_index=True), NEARLY),
    (Row("103左右", "103.3", unit="-", direction=DOWN, is_index=True), MISSED),
    (Row("2左右", "1.6左右", unit="%"), MISSED),
    (Row("5左右", growth="-7.7"), UNDETERMINED),  # a level target has no level here
    (Row("增长5%左右", growth="-7.7"), MISSED),
    (Row("-0.2%", growth="-5.5", direction=DOWN), ACHIEVED),
    # zero and tiny targets have an absolute floor
    (Row("零增长", growth="-0.05"), MISSED),  # worse than the base
    (Row("零增长", growth="0.05", direction=DOWN), MISSED),
    (Row("增长0.1%", growth="0.06"), NEARLY),
    (Row("0", "0", unit="起", direction=DOWN), ACHIEVED),
    (Row("0", "1", unit="起", direction=DOWN), MISSED),
    # places
    (Row("上升2个位次", change="上升2个位次", unit="位", direction=DOWN), ACHIEVED),
    (Row("上升2个位次", change="前移3位", unit="位", direction=DOWN), ACHIEVED),
    (Row("上升2个位次", change="上升1个位次", unit="位", direction=DOWN), MISSED),
    # changes
    (Row("提高3个百分点左右", change="提高3.1个百分点", unit="%"), ACHIEVED),
    (Row("提高3个百分点左右", change="2.5个百分点", unit="%"), MISSED),
    (Row("缩小0.02", change="缩小0.04个点", unit="-", direction=DOWN), ACHIEVED),
    # 已完成 counts
    (Row("完成省下达任务", "已完成", unit="万吨"), ACHIEVED),
    (Row("完成省下达目标", "已完成（见备注4）", unit="万吨"), ACHIEVED),
    (Row("完成省下达任务", "完成省下达目标", unit="%"), ACHIEVED),
    (Row("完成省下达任务", "未完成", unit="%"), UNDETERMINED),
    (Row("稳步增长", "基本完成"), UNDETERMINED),
    # nothing to judge, or nothing to judge with
    (Row("增长8%"), NO_DATA),
    (Row("增长8%", growth="暂无数据"), NO_DATA),
    (Row("增长8%", "—", growth="暂无数据"), NO_DATA),
    (Row("完成省下达任务", "暂无数据", unit="万吨"), NO_DATA),
    (Row("增长8%", "700"), UNDETERMINED),
    (Row("稳步增长", growth="5"), UNDETERMINED),
    (Row("完成省下达任务", "176", unit="万吨"), UNDETERMINED),
    (Row("", growth="5"), UNDETERMINED),
    (Row("—", growth="5"), UNDETERMINED),
    (Row("150亿美元", "150", unit="亿美元"), ACHIEVED),
    (Row("6.5", "34000万元", unit="亿美元"), UNDETERMINED),  # 万元 are no dollars
    # a growth that counts from another year is not the growth of this one
    (Row("比2020年增长18%", growth="5"), UNDETERMINED),
    (Row("比2022年增长5%", growth="5"), ACHIEVED),
    (Row("五年翻一番", growth="15"), UNDETERMINED),
    (Row("比上年提高0.5个百分点", change="0.5", unit="%"), ACHIEVED),
]


@pytest.mark.parametrize(("row", "verdict"), SINGLE_FIGURES)
def test_that_a_row_is_judged_by_its_clause(row: Row, verdict: Verdict) -> None:
    assert assessed(row).proposed is verdict


@pytest.mark.parametrize(
    ("level", "growth", "first", "every"),
    (
        ("4619.8", "8.3", ACHIEVED, NEARLY),  # 4620 / 7以上: judged by growth (field-anchors 0.1)
        ("4700", "6", MISSED, MISSED),
        ("4000", "7", ACHIEVED, MISSED),
        ("4700", "", ACHIEVED, ACHIEVED),
    ),
)
def test_that_growth_comes_first_unless_the_plan_wants_all(
    level: str, growth: str, first: Verdict, every: Verdict
) -> None:
    row = Row("4620亿元 / 7以上", level, growth)
    wanted = UNDETERMINED if not growth else first
    assert assessed(row).proposed is wanted
    assert assessed(row, growth_first=False).proposed is (UNDETERMINED if not growth else every)


def test_that_a_level_left_out_is_said() -> None:
    reasons = assessed(Row("4620亿元 / 7以上", "4619.8", "8.3")).reasons
    assert reasons == (
        "增速8.3%，高于目标7%以上，高出1.3个百分点",
        "绝对值目标4620亿元不参与判定（本计划先看增速）",
    )


def test_that_the_main_value_of_a_mixed_cell_is_judged() -> None:
    assert assessed(Row("增长8.5%左右", growth="8.7(实际增长7.9)")).proposed is ACHIEVED


@pytest.mark.parametrize(("target", "actual"), (("增长8%以上", "7.9"), ("增长8%", "7.9")))
def test_that_a_binding_item_is_never_nearly_met(target: str, actual: str) -> None:
    assert assessed(Row(target, growth=actual)).proposed is NEARLY
    assert assessed(Row(target, growth=actual, nature=Nature.BINDING)).proposed is MISSED


def test_that_about_keeps_its_tolerance_for_a_binding_item() -> None:
    assert assessed(Row("62左右", "61", unit="%", nature=Nature.BINDING)).proposed is ACHIEVED


@pytest.mark.parametrize(
    ("row", "verdict"),
    (
        (Row("75", "74", unit="%", base="73"), NEARLY),
        (Row("75", "74", unit="%", base="74.5"), MISSED),
        (Row("75", "74", unit="%", growth="-1"), MISSED),
        (Row("25", "26", unit="微克/立方米", direction=DOWN, base="25.5"), MISSED),
        (Row("25", "26", unit="微克/立方米", direction=DOWN, base="27"), NEARLY),
        (Row("增长0.03%", growth="-0.01"), MISSED),
    ),
)
def test_that_what_is_worse_than_the_base_is_never_nearly_met(row: Row, verdict: Verdict) -> None:
    assert assessed(row).proposed is verdict


@pytest.mark.parametrize(
    ("growth", "verdict"), (("8.5", UNDETERMINED), ("7.9", NEARLY), ("5", MISSED), ("", NO_DATA))
)
def test_that_a_failure_decides_before_what_cannot_be_judged(growth: str, verdict: Verdict) -> None:
    assert assessed(Row("增长8%、高于全省平均、全国份额不降", growth=growth)).proposed is verdict


def test_that_all_parts_of_an_item_must_hold() -> None:
    good = Row("8000", "11938", unit="吨", code="COD", name="化学需氧量")
    bad = Row("1200", "1000", unit="吨", code="NH3N", name="氨氮")
    unknown = Row("3500", "暂无数据", unit="吨", code="VOC", name="挥发性有机物")
    assert assessed(good, good).proposed is ACHIEVED
    assert assessed(good, bad).proposed is MISSED
    assert assessed(good, unknown).proposed is UNDETERMINED
    assert assessed(unknown, bad).proposed is MISSED
    assert assessed(unknown, unknown).proposed is NO_DATA
    assert assessed(good, bad).reasons[1].startswith("氨氮：1000吨，低于目标1200")


def test_that_a_wish_beside_a_firm_clause_does_not_fail_the_item() -> None:
    assert assessed(Row("增长6%、力争7%", growth="6.2")).proposed is ACHIEVED
    assert assessed(Row("增长6%，争取更好结果", growth="6.2")).proposed is ACHIEVED
    assert assessed(Row("增长6%、力争7%", growth="5")).proposed is MISSED
    assert assessed(Row("力争1000", "900")).proposed is MISSED


RELATIVE = [
    ("快于面上投资", "14.2", {}, {}, ACHIEVED),
    ("快于面上投资", "7.4", {}, {}, NEARLY),
    ("快于面上投资", "6", {}, {}, MISSED),
    ("不低于面上投资", "7.4", {}, {}, ACHIEVED),
    ("快于面上投资5个百分点以上", "12.4", {}, {}, ACHIEVED),
    ("快于面上投资5个百分点以上", "11", {}, {}, MISSED),
    ("与面上投资基本同步", "7.2", {}, {}, ACHIEVED),
    ("高于全省平均", "8", {}, {Measure.GROWTH: "7.5"}, ACHIEVED),
    ("高于全省平均1个百分点以上", "8", {}, {Measure.GROWTH: "7.5"}, NEARLY),
    ("高于全省平均1个百分点以上", "7.5", {}, {Measure.GROWTH: "7.5"}, MISSED),
    ("高于全省平均", "8", {}, {}, UNDETERMINED),
    ("高于同类城市", "8", {}, {}, UNDETERMINED),
    ("不低于上年", "0.1", {}, {}, ACHIEVED),
    ("不低于上年", "-3", {}, {}, MISSED),
    ("与上年持平", "0", {Measure.GROWTH: "9"}, {}, ACHIEVED),
    ("增速高于上年", "8", {Measure.GROWTH: "9"}, {}, MISSED),
    ("增速高于上年", "10", {Measure.GROWTH: "9"}, {}, ACHIEVED),
]


@pytest.mark.parametrize(("target", "growth", "last_year", "province", "verdict"), RELATIVE)
def test_that_a_comparison_is_judged_against_what_it_names(
    target: str, growth: str, last_year: dict[Measure, str], province: dict[Measure, str], verdict: Verdict
) -> None:
    whole = Row("增长8%", growth="7.4", code="FAI", name="固定资产投资", aliases=("面上投资",))
    row = Row(target, growth=growth, last_year=last_year, province=province)
    table = table_of([[whole], [row]])
    assert assess_item(table, table.plan.items[1]).proposed is verdict
    names_it = "面上投资" in target
    assert [item.no for item in items_affected(table, "FAI")] == (["1", "2"] if names_it else ["1"])
    assert [item.no for item in items_affected(table, row.code)] == ["2"]


def test_that_a_level_is_held_against_last_years_where_no_rate_is_given() -> None:
    row = Row("不低于上年", "95", unit="%", last_year={Measure.LEVEL: "96"})
    assert assessed(row).proposed is NEARLY
    assert assessed(Row("不低于上年", "97", unit="%", last_year={Measure.LEVEL: "96"})).proposed is ACHIEVED


def test_that_a_persons_verdict_stands_beside_the_proposal() -> None:
    override = Override(ACHIEVED, "口径调整，按增量看超额完成", "王某")
    table = table_of([[Row("32", "24.9", unit="人")]], overrides={"1": override})
    (found,) = assess_table(table)
    assert (found.verdict, found.proposed, found.override) == (ACHIEVED, MISSED, override)
    assert found.reasons == ("24.9人，低于目标32，差7.1人",)
    assert summary([found]) == {ACHIEVED: 1, NEARLY: 0, MISSED: 0, NO_DATA: 0, UNDETERMINED: 0}


@pytest.mark.parametrize(
    ("row", "reason"),
    (
        (Row("增长8%以上", growth="7.4"), "增速7.4%，低于目标8%以上，差0.6个百分点"),  # tokens.md §6, 6
        (Row("增长8%", growth="8"), "增速8%，达到目标8%"),
        (Row("5以内", "5以内", unit="%", direction=DOWN), "不超过5%，达到目标5%以内"),
        (
            Row("增长6%左右", growth="5.9"),
            "增速5.9%，低于目标6%左右，低出0.1个百分点，在左右的幅度（5%）以内",
        ),
        (
            Row("13左右", "12.2", unit="%"),
            "12.2%，低于目标13%左右，差0.8个百分点，在基本完成的幅度（7%）以内",
        ),
        (Row("增长8%", growth="暂无数据"), "实绩填的是“暂无数据”"),
        (Row("增长8%"), "实绩还没有填"),
        (Row("稳步增长", growth="5"), "目标“稳步增长”不是数，要人来判定"),
    ),
)
def test_that_the_reason_is_said_in_the_offices_words(row: Row, reason: str) -> None:
    assert assessed(row).reasons == (reason,)


def test_that_the_gap_is_not_rounded() -> None:
    judged = assessed(Row("647.4", "629.04")).parts[0].judgement
    assert (judged.gap, judged.gap_unit, gap_words(judged)) == (Decimal("-18.36"), "亿元", "−18.36")


def test_that_comparing_two_currencies_is_left_to_a_person() -> None:
    row = Row("198.5(亿美元)", "1878.1(亿元)", unit="亿美元/亿元")
    assert assessed(row).proposed is UNDETERMINED
    assert "单位不同" in assessed(row).reasons[0]
