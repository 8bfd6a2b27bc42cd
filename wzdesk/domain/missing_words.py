"""The words and signs that stand where a figure is missing: 暂无数据, 未公布, …, —, 不适用 (§3)."""

import re

from wzdesk.domain.quantity import Availability

_WHO = r"(?:数据|指标|年报|快报|国家|省|市|县|上级|有关|部门|统计|厅|局|里|方面)*"
_DONE_WITH = (
    r"公布|发布|反馈|统计|核定|核算|评估|下发|下达|提供|上报|报送|报|取得|获取|收到|掌握|出炉|出数|出"
)
_NOT_AVAILABLE = re.compile(
    rf"{_WHO}(?:目前|暂时|暂|尚|还|仍)?未(?:正式|对外|最终)?(?:{_DONE_WITH})(?:数据|结果)?"
    rf"|{_WHO}(?:目前)?(?:暂时?|尚|还)(?:无|没有|未有|缺)(?:此项|该项)?(?:统计)?(?:数据|数字|资料|统计|结果)?"
    r"|(?:目前)?(?:无|没有|未有)(?:统计)?(?:数据|数字|资料)"
    rf"|(?:尚|还)?待{_WHO}(?:{_DONE_WITH}|确定|定|补充|补)(?:数据)?"
    rf"|无法(?:{_DONE_WITH})(?:数据)?"
    r"|(?:数据)?(?:缺失|缺报|缺数|空缺|不详)|数据缺|[…⋯]+|[·.]{3,}|。{3,}|#?n\.?/?a\.?",
    re.IGNORECASE,
)
_NOT_APPLICABLE = re.compile(
    r"[-—/\\]{1,4}|不适用|不涉及|无此项?(?:指标|数据|业务|统计)?|不作要求|不考核|不统计"
)
_WRAPPED = re.compile(r"\((.*)\)")


def availability_of(bare: str) -> Availability | None:
    """Which kind of missing a text (normalised, without blanks) tells; None where it tells none."""
    said = bare.rstrip("。,;!") or bare
    if found := _WRAPPED.fullmatch(said):
        said = found[1]
    if _NOT_APPLICABLE.fullmatch(said):
        return Availability.NOT_APPLICABLE
    return Availability.NOT_AVAILABLE if _NOT_AVAILABLE.fullmatch(said) else None
