"""Targets that compare, that come from above, or that no number tells (design §4)."""

import pytest

from tests.domain.notation import target_notation

RELATIVE = [
    ("快于面上投资", "亿元", "relative gt ref:面上投资"),
    ("快于面上投资增速", "亿元", "relative gt ref:面上投资增速"),
    ("高于全省平均", "亿元", "relative gt ref:全省平均"),
    ("高于全省平均水平", "亿元", "relative gt ref:全省平均水平"),
    ("高于全省平均1个百分点以上", "亿元", "relative ge 1 ref:全省平均"),
    ("高于全省平均1个百分点", "亿元", "relative ge 1 ref:全省平均"),
    ("高于全国0.5个百分点", "亿元", "relative ge 0.5 ref:全国"),
    ("高于全省平均1—2个百分点", "亿元", "relative between 1..2 ref:全省平均"),
    ("高于全省平均0.5个百分点左右", "亿元", "relative about 0.5 ref:全省平均"),
    ("增速高于全省平均", "亿元", "relative gt ref:全省平均"),
    ("增速高于全省平均水平2个百分点", "亿元", "relative ge 2 ref:全省平均水平"),
    ("增幅高于GDP增幅", "亿元", "relative gt ref:GDP增幅"),
    ("增速不低于GDP增速", "亿元", "relative ge ref:GDP增速"),
    ("不低于全省平均水平", "亿元", "relative ge ref:全省平均水平"),
    ("不低于经济增长", "亿元", "relative ge ref:经济增长"),
    ("低于全省平均0.5个百分点", "%", "relative le -0.5 ref:全省平均"),
    ("低于全国平均水平", "%", "relative lt ref:全国平均水平"),
    ("不高于全省平均水平", "%", "relative le ref:全省平均水平"),
    ("与经济增长基本同步", "亿元", "relative about ref:经济增长"),
    ("与经济增长同步", "元", "relative about ref:经济增长"),
    ("与GDP增长基本同步", "元", "relative about ref:GDP增长"),
    ("与全省同步", "亿元", "relative about ref:全省"),
    ("基本与经济增长保持同步", "元", "relative about ref:经济增长"),
    ("与上年持平", "亿元", "relative about ref:上年"),
    ("与上年基本持平", "亿元", "relative about ref:上年"),
    ("较上年持平", "亿元", "relative about ref:上年"),
    ("不低于上年", "万吨", "relative ge ref:上年"),
    ("高于上年", "%", "relative gt ref:上年"),
    ("好于上年", "%", "relative gt ref:上年"),
    ("不低于上年水平", "万吨", "relative ge ref:上年水平"),
    ("快于GDP", "亿元", "relative gt ref:GDP"),
    ("快于GDP增速2个百分点以上", "亿元", "relative ge 2 ref:GDP增速"),
    ("力争高于全省平均", "亿元", "relative gt ref:全省平均 strive"),
    ("确保高于全省平均", "亿元", "relative gt ref:全省平均 must"),
    ("高于全国、全省平均", "亿元", "relative gt ref:全国、全省平均"),
    ("高于各项贷款平均增速", "亿元", "relative gt ref:各项贷款平均增速"),
    ("科技服务业贷款增速高于各项贷款平均增速", "亿元", "relative gt ref:各项贷款平均增速"),
    ("达到全国平均水平", "%", "relative ge ref:全国平均水平"),
    ("达到全省平均", "%", "relative ge ref:全省平均"),
    ("领先全省", "亿元", "relative gt ref:全省"),
    ("农村居民收入增速快于城镇居民", "元", "relative gt ref:城镇居民"),
    ("增长8%以上、快于面上投资", "亿元", "growth ge 8 | relative gt ref:面上投资"),
    ("增长6%，高于全省平均0.5个百分点", "亿元", "growth at 6 | relative ge 0.5 ref:全省平均"),
    ("高于上年1个百分点", "%", "relative ge 1 ref:上年"),
    ("低于上年", "微克/立方米", "relative lt ref:上年"),
]

ASSIGNED = [
    ("完成省下达任务", "万吨", "assigned ref:完成省下达任务"),
    ("省下目标", "%", "assigned ref:省下目标"),
    ("省下达", "%", "assigned ref:省下达"),
    ("完成省下达目标", "万吨", "assigned ref:完成省下达目标"),
    ("完成省下达的重点工程减排量", "吨", "assigned ref:完成省下达的重点工程减排量"),
    ("完成省下达的能源和环境指标计划目标", "吨", "assigned ref:完成省下达的能源和环境指标计划目标"),
    ("完成市下达任务", "%", "assigned ref:完成市下达任务"),
    ("完成市下任务", "%", "assigned ref:完成市下任务"),
    ("完成省定目标", "%", "assigned ref:完成省定目标"),
    ("完成上级下达任务", "%", "assigned ref:完成上级下达任务"),
    ("完成国家下达指标", "%", "assigned ref:完成国家下达指标"),
    ("按省下达任务执行", "%", "assigned ref:按省下达任务执行"),
    ("以省下达为准", "%", "assigned ref:以省下达为准"),
    ("完成省政府考核目标", "%", "assigned ref:完成省政府考核目标"),
    ("完成省里下达的任务", "%", "assigned ref:完成省里下达的任务"),
    ("确保完成省下达任务", "%", "assigned ref:完成省下达任务 must"),
    ("力争超额完成省下达任务", "%", "assigned ref:超额完成省下达任务 strive"),
    ("待省下达", "%", "assigned ref:待省下达"),
    ("达到省考核要求", "%", "assigned ref:达到省考核要求"),
]

QUALITATIVE = [
    "稳步增长", "稳步提升", "保持稳定", "保持全省前列", "保持全省第3位", "稳定全国1%的份额", "进入全国前30%", "百强县前50",
    "2025年底前完成", "10月底前", "完成三期工程", "全面完成", "基本消除", "不突破预算", "居全省第2位", "全省前三", "位居全省前5",
    "争创全国第一", "保持第一方阵", "进入全省第一梯队", "超额完成", "超低排放改造全面完成", "达到国内领先水平", "保持较高水平",
    "达到先进水平", "1:1.9", "3.0:41.9:55.1", "三次产业结构调整为2:40:58", "建成一批标志性工程", "培育一批龙头企业", "实现一网通办",
    "打造全国一流平台", "按期完工", "2024年6月底前开工", "6月开工", "一季度完成招标", "只增不减", "稳中有升", "稳中有降", "持续优化",
    "达到2020年的1.5倍", "分别增长7.5%、8.5%", "城镇、农村分别增长6%和7%", "I—III类", "达到III类水质", "4A级", "第14届", "前10名",
    "见备注3", "详见附件1", "同意", "abc", "GDP", "A类", "12个月内完成8项中的大部分", "1号工程", "“十四五”末完成", "不降", "全国份额不降",
    "双下降", "应保尽保", "动态清零", "保持合理区间", "与省要求衔接", "更好结果", "取得明显成效", "突破瓶颈", "超前布局", "大幅提升",
    "进入全国百强", "进入千亿俱乐部", "跻身万亿城市", "零的突破", "三个不低于", "再上新台阶", "2个“双下降”",
    "目标-95%", "7.5%、8.5%", "5，6", "升至第5位", "退出后三位", "争先进位", "保6争7", "50%以上的县达标",
    "0577-88888888", "第12批次", "独一无二", "四个一", "领先地位", "15分钟生活圈", "12 34", "计划2.0",
]  # fmt: skip

EMPTY = ["", "  ", "-", "—", "——", "/", "无", "暂无"]


@pytest.mark.parametrize(("text", "unit", "reading"), (*RELATIVE, *ASSIGNED))
def test_that_a_comparison_says_against_what_and_a_task_from_whom(text: str, unit: str, reading: str) -> None:
    assert target_notation(text, unit) == reading


@pytest.mark.parametrize("unit", ("亿元", "%", "个", ""))
@pytest.mark.parametrize("text", QUALITATIVE)
def test_that_a_sentence_without_the_targets_number_is_qualitative(text: str, unit: str) -> None:
    readings = set(target_notation(text, unit).split(" | "))
    assert readings <= {"qualitative", "qualitative strive", "qualitative must"}
    assert readings != {""}


@pytest.mark.parametrize("text", EMPTY)
def test_that_an_empty_cell_sets_no_target(text: str) -> None:
    assert target_notation(text, "亿元") == ""
