"""Reasons: stock phrases are refused in any dress, true ones stand, last month's is flagged."""

import pytest

from wzdesk.domain.checks.reasons import reason_refusal


@pytest.mark.parametrize(
    "text",
    (
        "", "  ", "。。。", "核实无误", "核实无误。", "已核实", "经核实，数据属实！", "情况属实", "无误", "数据属实，无误",
        "正常波动", "属于正常波动", "属正常变化。", "经与企业核实，情况属实，数据无误", "核 实 无 误", "“核实无误”",
        "ＯＫ", "123", "同上", "已核实无误，本期数据准确", "增长合理", "没有问题", "台风", "结转",
    ),
)  # fmt: skip
def test_that_a_stock_phrase_or_hardly_a_word_is_refused(text: str) -> None:
    objection = reason_refusal(text)
    assert objection is not None
    assert objection.refuses
    assert objection.sentence.endswith("。")


@pytest.mark.parametrize(
    "text",
    (
        "因台风停工",
        "经核实，三澳核电一期本月集中支付设备款 12 亿元",
        "上年同期有一次性土地出让收入，基数高",
        "春节错月影响",
        "新增两家规上企业，6 月起纳入统计",
    ),
)
def test_that_a_reason_which_names_a_cause_stands(text: str) -> None:
    assert reason_refusal(text) is None


def test_that_last_months_reason_used_again_is_flagged_but_not_refused() -> None:
    reason = "三澳核电一期集中支付设备款"
    objection = reason_refusal(" 三澳核电一期，集中支付设备款。", [reason])
    assert objection is not None
    assert not objection.refuses
    assert reason_refusal("三澳核电二期开工", [reason]) is None
