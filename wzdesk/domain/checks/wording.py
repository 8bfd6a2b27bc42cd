"""The sentence of a finding: the rule's own, with the values filled in."""

from decimal import Decimal

from wzdesk.domain.checks.finding import Finding
from wzdesk.domain.checks.rule import Rule
from wzdesk.domain.checks.sight import Sight
from wzdesk.domain.import_checks import Figure
from wzdesk.domain.observation import Measure, ObservationKey
from wzdesk.domain.quantity_words import number_words, with_unit
from wzdesk.domain.text import normalise
from wzdesk.domain.units import convert

MEASURE_WORDS = {Measure.LEVEL: "绝对值", Measure.GROWTH: "增速", Measure.CHANGE: "变动"}
_NUMBER = "0123456789.,- "
COMMON = frozenset({"地区", "指标", "时期", "类别", "值"})
"""What every sentence may name."""


def amount(sight: Sight, key: ObservationKey, value: Decimal) -> str:
    """A value in the unit of a cell."""
    unit = told_unit(sight, key)
    told = convert(value, sight.catalogue.unit_of(key), unit)
    return with_unit(number_words(value if told is None else told), unit)


def told_unit(sight: Sight, key: ObservationKey) -> str:
    """The unit in which a cell was typed: one that stands under 万元 is spoken of in 万元."""
    own = sight.catalogue.unit_of(key)
    figure = sight.figure(key) if key.measure is Measure.LEVEL else None
    typed = normalise(figure.text).lstrip(_NUMBER) if figure else ""
    return typed if typed and convert(Decimal(1), own, typed) is not None else own


def named(sight: Sight, key: ObservationKey, figure: Figure) -> str:
    """A figure with the name of its indicator."""
    return f"{sight.catalogue.indicators[key.indicator].name} {amount(sight, key, figure.value)}"


def finding(
    rule: Rule,
    sight: Sight,
    at: ObservationKey,
    *,
    key: ObservationKey | None = None,
    others: tuple[ObservationKey, ...] = (),
    corrected: str = "",
    words: dict[str, str] | None = None,
) -> Finding:
    """The finding of a rule applied at a cell; ``key`` is the cell to look at, where that is another one."""
    cell = key or at
    figure = sight.figure(cell)
    common = {
        "地区": sight.catalogue.regions[cell.region].name,
        "指标": sight.catalogue.indicators[cell.indicator].name,
        "时期": cell.period.words,
        "类别": MEASURE_WORDS[cell.measure],
        "值": amount(sight, cell, figure.value) if figure else "",
    }
    sentence = rule.sentence.format_map(common | (words or {}))
    proposed = words.get("改为", "") if words else ""
    return Finding(rule, at, cell, sentence, others, corrected, proposed)
