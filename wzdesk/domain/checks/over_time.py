"""Checks along one line: year-to-date that falls, months as differences, growth and change against levels."""

from collections.abc import Iterator
from itertools import islice

from wzdesk.domain.checks.cells import as_measure, in_period
from wzdesk.domain.checks.finding import Finding
from wzdesk.domain.checks.kind import Cells, Kind
from wzdesk.domain.checks.line import Line
from wzdesk.domain.checks.periods import parted_by, year_after
from wzdesk.domain.checks.rule import Rule
from wzdesk.domain.checks.sight import Sight
from wzdesk.domain.checks.wording import amount, finding
from wzdesk.domain.import_checks import Figure, is_percent, may_fall, rounded
from wzdesk.domain.indicator import Accumulation, Indicator, PriceBasis
from wzdesk.domain.line_checks import is_corrected, misfit, tells_correction
from wzdesk.domain.observation import Measure, ObservationKey
from wzdesk.domain.period import Frequency, Period
from wzdesk.domain.sum_checks import beyond_rounding

_FROM_JANUARY = (Frequency.YTD, Frequency.YEAR)


def _only_rises(indicator: Indicator) -> bool:
    return indicator.accumulation is Accumulation.YTD and not may_fall(indicator)


def _rest_of_year(_rule: Rule, key: ObservationKey, sight: Sight) -> Iterator[ObservationKey]:
    """The edited cell and the later ones of its year that are filled."""
    if key.period.frequency not in _FROM_JANUARY:
        return
    yield key
    line = sight.line(key)
    for period, _ in _ytd(line, key.period.year, after=key.period.last_month):
        yield line.key(period)


def _and_next(rule: Rule, key: ObservationKey, sight: Sight) -> Cells:
    """The cell and the filled ones right after it in its year, which are held against it."""
    cells = _rest_of_year(rule, key, sight)
    yield from islice(cells, 1)
    following = next(cells, None)
    if following is not None:  # the whole year may be there twice, as 全年 and as a year-to-date figure
        yield following
        yield from (one for one in cells if one.period.last_month == following.period.last_month)


def _ytd(line: Line, year: int, after: int = 0) -> Iterator[tuple[Period, Figure]]:
    """The year-to-date levels of a year that are filled, oldest first; those ``after`` a month."""
    for frequency in _FROM_JANUARY:
        figures = line.figures(Measure.LEVEL, frequency)
        for month in range(after + 1, 13):
            figure = figures.get(year * 12 + month)
            if figure is not None and figure.is_exact:
                yield Period(year, 1, year, month, frequency), figure


def _has_fallen(rule: Rule, at: ObservationKey, sight: Sight) -> Finding | None:
    """A figure smaller than the nearest earlier one of the year; corrections are allowed, see `is_corrected`."""
    line = sight.line(at)
    now = line.level(at.period)
    if now is None:
        return None
    earlier = [each for each in _ytd(line, at.period.year) if each[0].last_month < at.period.last_month]
    if not earlier:
        return None
    period, before = earlier[-1]
    fall = before.value - now.value
    if fall <= rule.tolerance or is_corrected(before, now, line.in_words(at.period)):
        return None
    key = line.key(period)
    words = {
        "前期": period.words,
        "前期值": amount(sight, key, before.value),
        "差": amount(sight, at, fall),
    }
    return finding(rule, sight, at, others=(key,), words=words)


def _months_of(_rule: Rule, key: ObservationKey, _sight: Sight) -> Cells:
    if key.period.frequency is Frequency.YTD:
        for period in parted_by(key.period):
            yield in_period(key, period)
    elif key.period.month > 1:
        yield key


def _is_no_difference(rule: Rule, at: ObservationKey, sight: Sight) -> Finding | None:
    """A month (quarter, half-year) that is not the difference of the year-to-date figures around it."""
    line, period = sight.line(at), at.period
    if period.frequency in _FROM_JANUARY or period.month == 1:
        return None
    until, since = (
        Period.to_month(period.year, period.last_month),
        Period.to_month(period.year, period.month - 1),
    )
    now, whole, before = line.level(period), line.level(until), line.level(since)
    if now is None or whole is None or before is None:
        return None
    off = beyond_rounding(whole, [now, before])
    if abs(off) <= rule.tolerance:
        return None
    computed = whole.value - before.value
    words = {
        "本期累计": until.words,
        "本期累计值": amount(sight, at, whole.value),
        "前期累计": since.words,
        "前期累计值": amount(sight, at, before.value),
        "应为": amount(sight, at, computed),
        "差": amount(sight, at, abs(off)),
    }
    return finding(rule, sight, at, others=(line.key(until), line.key(since)), words=words)


def _is_current(indicator: Indicator) -> bool:
    """Growth at comparable prices is reported, not computed (design §3)."""
    return indicator.price_basis is PriceBasis.CURRENT and not is_percent(indicator.unit)


def _growths(_rule: Rule, key: ObservationKey, _sight: Sight) -> Cells:
    yield from _beside(key, Measure.GROWTH)


def _changes(_rule: Rule, key: ObservationKey, _sight: Sight) -> Cells:
    yield from _beside(key, Measure.CHANGE)


def _beside(key: ObservationKey, measure: Measure) -> Cells:
    """The figure that compares a level with last year's, and that of next year which compares with it."""
    if key.measure in {measure, Measure.LEVEL}:
        yield as_measure(key, measure)
    if key.measure is Measure.LEVEL:
        yield as_measure(in_period(key, year_after(key.period)), measure)


def _compared(line: Line, at: ObservationKey) -> tuple[Figure, Figure, Figure] | None:
    """The reported move, the level and last year's; None where one is absent or not comparable."""
    move = line.figure(at.period, at.measure)
    now, before = line.level(at.period), line.level(at.period.year_before)
    if move is None or now is None or before is None or not move.is_exact:
        return None
    if now.is_break or move.is_break or tells_correction(line.in_words(at.period, at.measure)):
        return None
    return move, now, before


def _misses_levels(rule: Rule, at: ObservationKey, sight: Sight) -> Finding | None:
    line = sight.line(at)
    figures = _compared(line, at)
    computed = misfit(*figures, rule.tolerance) if figures else None
    if figures is None or computed is None:
        return None
    growth, now, before = figures
    right = rounded(computed, max(1, -int(growth.value.as_tuple().exponent)))
    off = abs(computed - growth.value)
    words = _levels_in_words(sight, at, now, before) | {"应为": f"{right}%", "差": f"{rounded(off)} 个百分点"}
    return finding(rule, sight, at, others=_levels(line, at), words=words)


def _misses_difference(rule: Rule, at: ObservationKey, sight: Sight) -> Finding | None:
    line = sight.line(at)
    figures = _compared(line, at)
    if figures is None:
        return None
    change, now, before = figures
    off = beyond_rounding(now, [before, change])
    if abs(off) <= rule.tolerance:
        return None
    words = _levels_in_words(sight, at, now, before)
    words |= {"应为": amount(sight, at, now.value - before.value), "差": amount(sight, at, abs(off))}
    return finding(rule, sight, at, others=_levels(line, at), words=words)


def _levels(line: Line, at: ObservationKey) -> tuple[ObservationKey, ObservationKey]:
    return line.key(at.period), line.key(at.period.year_before)


def _levels_in_words(sight: Sight, at: ObservationKey, now: Figure, before: Figure) -> dict[str, str]:
    level = as_measure(at, Measure.LEVEL)
    return {"本期值": amount(sight, level, now.value), "上年值": amount(sight, level, before.value)}


def _is_ratio(indicator: Indicator) -> bool:
    return is_percent(indicator.unit) or indicator.accumulation is Accumulation.RATIO


_AGAINST_LEVELS = frozenset({"本期值", "上年值", "应为", "差"})
RISING = Kind(_rest_of_year, _has_fallen, frozenset({"前期", "前期值", "差"}), _only_rises, naming=_and_next)
MONTHLY = Kind(
    _months_of,
    _is_no_difference,
    frozenset({"本期累计", "本期累计值", "前期累计", "前期累计值", "应为", "差"}),
    lambda indicator: indicator.accumulation is Accumulation.YTD,
)
GROWTH = Kind(_growths, _misses_levels, _AGAINST_LEVELS, _is_current, measures=frozenset({Measure.GROWTH}))
CHANGE = Kind(_changes, _misses_difference, _AGAINST_LEVELS, _is_ratio, measures=frozenset({Measure.CHANGE}))
