"""Reasons that answer a query: stock phrases are no reasons, and last month's is not this month's (design §5).

Source: a city's notice on the annual report of 2019 (“不能只填写‘核实无误’”), notes 0.8.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from wzdesk.domain.text import normalise

_LEAST = 3
"""Signs that a reason has at the least beside stock words: who did what cannot be said in fewer."""
_NOISE = re.compile(r"[^\w]|_")
_STOCK = re.compile(  # the longest first: 没有问题 before 没有 and 问题
    "没有问题|没有错误|没有异常|范围之内|"
    "无异常|无问题|没问题|范围内|同上期|同上月|同去年|"
    "核实|核对|核查|复核|审核|检查|查实|查证|确认|了解|属实|真实|准确|正确|无误|无错|没错|情况|数据|数字|数值|指标|结果|"
    "内容|填报|上报|报送|录入|原因|说明|企业|单位|本期|本月|当期|此项|以上|上述|正常|波动|变动|变化|增长|下降|增减|合理|"
    "属于|已经|经过|确实|完全|基本|实际|如实|客观|符合|一致|同意|认可|可以|通过|详见|附件|如上|同上|同前|暂无|其他|由于|"
    "所致|导致|引起|好的|收到|知道|谢谢|予以|给予|没有|"
    "该|此|本|属|为|是|系|均|都|已|经|并|且|和|与|及|的|了|过|无|有|见|略|因|请|ok|yes",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class ReasonObjection:
    """What is said against a reason; one that ``refuses`` cannot be stored as an answer, the other is a flag."""

    sentence: str
    refuses: bool


def reason_refusal(text: str, earlier: Iterable[str] = ()) -> ReasonObjection | None:
    """What is to be said against a reason, or None where it can stand.

    Args:
        text: The reason as it was typed.
        earlier: The reasons given for the same rule and cell in earlier periods.
    """
    said = _bare(text)
    if not said:
        return ReasonObjection("没有写原因，请写明这个数为什么是这样。", refuses=True)
    left = _STOCK.sub("", said)
    if not re.search(r"[^\W\d]", left):
        return ReasonObjection(
            f"“{text.strip()}”是套话，没有说明原因，请写明是什么事引起的（如哪个项目、哪家企业、什么政策）。",
            refuses=True,
        )
    if len(left) < _LEAST:
        return ReasonObjection(f"“{text.strip()}”太短，看不出原因，请写明是什么事引起的。", refuses=True)
    if said in {_bare(each) for each in earlier}:
        return ReasonObjection(
            "这条原因与以前填的完全相同，上级会看到“原因重复”；本期另有情况的请改写。", refuses=False
        )
    return None


def _bare(text: str) -> str:
    """The letters and digits of a text: punctuation and blanks make no difference."""
    return _NOISE.sub("", normalise(text))
