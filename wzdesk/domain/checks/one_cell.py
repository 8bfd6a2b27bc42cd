"""Checks of a cell by itself or beside its twin: ranges, empty cells, level without growth, one number told twice."""

from wzdesk.domain.checks.cells import in_period
from wzdesk.domain.checks.finding import Finding
from wzdesk.domain.checks.kind import Cells, Kind
from wzdesk.domain.checks.line import Line
from wzdesk.domain.checks.periods import following, twin, year_after
from wzdesk.domain.checks.rule import Rule
from wzdesk.domain.checks.sight import Sight
from wzdesk.domain.checks.wording import MEASURE_WORDS, amount, finding
from wzdesk.domain.observation import Measure, ObservationKey
from wzdesk.domain.period import Period
from wzdesk.domain.quantity_words import number_words
from wzdesk.domain.sum_checks import beyond_rounding


def _itself(_rule: Rule, key: ObservationKey, _sight: Sight) -> Cells:
    yield key


def _out_of_range(rule: Rule, at: ObservationKey, sight: Sight) -> Finding | None:
    figure = sight.line(at).figure(at.period, at.measure)
    if figure is None:
        return None
    too_low = rule.low is not None and figure.value < rule.low - rule.tolerance
    too_high = rule.high is not None and figure.value > rule.high + rule.tolerance
    if not (too_low or too_high):
        return None
    low, high = (number_words(end) if end is not None else "" for end in (rule.low, rule.high))
    words = {"值": amount(sight, at, figure.value), "下限": low, "上限": high}
    return finding(rule, sight, at, words=words)


def _is_empty(rule: Rule, at: ObservationKey, sight: Sight) -> Finding | None:
    """An empty cell; with ``given_before`` only where the same months of last year were filled."""
    line = sight.line(at)
    before = at.period.year_before
    if line.is_answered(at.period, at.measure):
        return None
    if rule.given_before and not line.is_answered(before, at.measure):
        return None
    others = (line.key(before, at.measure),) if line.is_answered(before, at.measure) else ()
    return finding(rule, sight, at, others=others)


def _pairs(rule: Rule, key: ObservationKey, _sight: Sight) -> Cells:
    periods = [*following(key.period), year_after(key.period)] if rule.given_before else []
    for period in (key.period, *periods):
        yield ObservationKey(key.region, key.indicator, period, Measure.LEVEL)


def _is_single(rule: Rule, at: ObservationKey, sight: Sight) -> Finding | None:
    """One of level and growth without the other; with ``given_before`` only where both are usually told."""
    line = sight.line(at)
    told = [m for m in (Measure.LEVEL, Measure.GROWTH) if line.is_answered(at.period, m)]
    given = line.observation(at.period, told[0]) if len(told) == 1 else None
    if given is None or not given.quantity.is_given:
        return None
    if rule.given_before and not _are_usual(line, at.period):
        return None
    filled = line.key(at.period, told[0])
    missing = line.key(at.period, Measure.GROWTH if told[0] is Measure.LEVEL else Measure.LEVEL)
    words = {"已填": MEASURE_WORDS[filled.measure], "未填": MEASURE_WORDS[missing.measure]}
    return finding(rule, sight, at, key=missing, others=(filled,), words=words)


def _are_usual(line: Line, period: Period) -> bool:
    before = [period.year_before]
    for _ in range(3):
        before.append((before[-1] if len(before) > 1 else period).previous)
    return any(
        line.is_answered(one, Measure.LEVEL) and line.is_answered(one, Measure.GROWTH) for one in before
    )


def _twins(_rule: Rule, key: ObservationKey, _sight: Sight) -> Cells:
    """The cell that says the same months in another way, as which the rule is applied: 全年, 上半年, 一季度."""
    other = twin(key.period)
    if other is not None:
        yield key if other.frequency == "ytd" else in_period(key, other)


def _differs(rule: Rule, at: ObservationKey, sight: Sight) -> Finding | None:
    other = twin(at.period)
    line = sight.line(at)
    own = line.figure(at.period, at.measure)
    found = line.figure(other, at.measure) if other else None
    if other is None or own is None or found is None or not (own.is_exact and found.is_exact):
        return None
    off = beyond_rounding(own, [found])
    if abs(off) <= rule.tolerance:
        return None
    key = line.key(other, at.measure)
    words = {
        "另一期": other.words,
        "另一值": amount(sight, key, found.value),
        "差": amount(sight, key, abs(off)),
    }
    return finding(rule, sight, at, others=(key,), words=words)


RANGE = Kind(_itself, _out_of_range, frozenset({"下限", "上限"}))
REQUIRED = Kind(_itself, _is_empty)
PAIRED = Kind(_pairs, _is_single, frozenset({"已填", "未填"}))
SAME_MONTHS = Kind(_twins, _differs, frozenset({"另一期", "另一值", "差"}), measures=frozenset(Measure))
