"""The words for how something was found and what it means."""

from wzdesk.domain.observation import Measure, ObservationKey
from wzdesk.services.receiving.checks import Rule
from wzdesk.services.receiving.context import Known
from wzdesk.services.receiving.differences import Kind
from wzdesk.services.receiving.facts import Facts, Role
from wzdesk.services.receiving.names import How, Named
from wzdesk.services.receiving.times import Relation, TimeWords

HOW_WORDS = {
    How.CODE: "代码",
    How.EXACT: "同名",
    How.ALIAS: "别名",
    How.REMEMBERED: "记住的",
    How.CHOSEN: "手选",
    How.NORMALISED: "写法不同",
    How.ALIKE: "相近",
    How.ASSUMED: "没有写",
}
MEASURE_WORDS = {Measure.LEVEL: "绝对值", Measure.GROWTH: "增速", Measure.CHANGE: "变动"}
RELATION_WORDS = {Relation.THIS: "本期", Relation.LAST_YEAR: "上年同期", Relation.PREVIOUS: "上期"}
ROLE_WORDS = {Role.TARGET: "计划目标", Role.COMPUTED: "算出来的数", Role.TEXT: "文字"}
RULE_WORDS = {
    Rule.UNIT_SLIP: "单位要定",
    Rule.FALLING: "累计变小",
    Rule.SUM: "合计不符",
    Rule.JUMP: "变动大",
    Rule.RANGE: "超出范围",
    Rule.GROWTH: "增速不符",
}
KIND_WORDS = {
    Kind.NEW: "新",
    Kind.SAME: "相同",
    Kind.CHANGED: "有变",
    Kind.CONFLICT: "矛盾",
    Kind.CLOSED: "已关账",
}


def how_words(named: Named) -> str:
    """How a name was found: 同名, 相近 83%."""
    if named.how is How.ALIKE:
        return f"相近 {round(named.likeness * 100)}%"
    return HOW_WORDS[named.how]


def key_words(key: ObservationKey, known: Known, *, with_name: bool = True) -> str:
    """Of what a figure is a figure."""
    name = known.indicators[key.indicator].name if key.indicator in known.indicators else ""
    parts = [name] if with_name else []
    parts += [MEASURE_WORDS[key.measure], known.region_words.get(key.region, ""), key.period.words]
    return " · ".join(part for part in parts if part)


def time_words(time: TimeWords) -> str:
    """The time that words name; "" where none."""
    parts = [f"{time.year}年" if time.year else ""]
    if time.span:
        parts.append(time.span.words.removeprefix(f"{time.span.year}年"))
    if time.relation is not Relation.THIS:
        parts.append(RELATION_WORDS[time.relation])
    elif time.month_only:
        parts.append("当月")
    elif time.whole_year and not time.year:
        parts.append("全年")
    return "".join(parts)


def facts_words(facts: Facts, known: Known) -> str:
    """What a row or column means, in one line; "" where nothing is known."""
    parts: list[str] = []
    if facts.indicator and facts.indicator.code in known.indicators:
        parts.append(known.indicators[facts.indicator.code].name)
    if facts.region:
        parts.append(known.region_words.get(facts.region.code, facts.region.code))
    if facts.role:
        return " ".join([*parts[:1], ROLE_WORDS[facts.role]])
    parts += [time_words(facts.time), MEASURE_WORDS[facts.measure] if facts.measure else ""]
    return " ".join(part for part in parts if part)
