"""Slips of the hand: a number in another unit, a point moved, two digits swapped, a digit doubled, a sign lost.

Each proposes the text that was meant, where only one fits.
"""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from math import log, log10

from wzdesk.domain.checks.cells import as_measure, in_period
from wzdesk.domain.checks.finding import Finding
from wzdesk.domain.checks.history import has_left, later_cells, usual_moves
from wzdesk.domain.checks.kind import Cells, Kind
from wzdesk.domain.checks.line import Line
from wzdesk.domain.checks.periods import parted_by, year_after
from wzdesk.domain.checks.rule import Rule
from wzdesk.domain.checks.sight import Sight
from wzdesk.domain.checks.wording import amount, finding, told_unit
from wzdesk.domain.import_checks import Figure, is_percent, is_share_of_whole, pace, times_words
from wzdesk.domain.indicator import PriceBasis
from wzdesk.domain.line_checks import misfit
from wzdesk.domain.meant_units import unit_meant
from wzdesk.domain.observation import Measure, ObservationKey
from wzdesk.domain.period import Frequency, Period
from wzdesk.domain.sum_checks import beyond_rounding
from wzdesk.domain.units import plain, trimmed

_NEAR = 0.3
"""Decades by which a figure may lie off its neighbour once it is put right: half to double."""
_WHOLE = 100
_NEAR_POINT = 0.15
"""The same for ten times, which growth of some years comes near to."""


def _neighbours(_rule: Rule, key: ObservationKey, sight: Sight) -> Cells:
    """The edited figure, and those after it that are held against it: the next of the year, and next year's."""
    yield key
    line = sight.line(key)
    for period in (*line.later(key.period, key.measure, key.period.last_year)[:1], year_after(key.period)):
        yield line.key(period)


def _is_slip(rule: Rule, at: ObservationKey, sight: Sight) -> Finding | None:
    """A level some powers of ten times its neighbours: last year's same months, and the period before."""
    line = sight.line(at)
    figure = line.level(at.period)
    references = list(_references(line, at.period))
    if figure is None or figure.size <= 0 or not references:
        return None
    power = _power(rule, line, figure, [other for _, other in references])
    if power is None:
        return None
    period, other = references[0]
    meant = trimmed(figure.value.scaleb(-power))
    if is_share_of_whole(line.indicator) and meant > _WHOLE:
        return None  # the other figure is the one that is wrong
    typed_in = told_unit(sight, at)
    unit = unit_meant(typed_in, power) if abs(power) > 1 else None
    words = {
        "参照期": period.words,
        "参照值": amount(sight, at, other.value),
        "倍数": times_words(figure.value / other.value),
        "原因": f"像是{unit}写在{typed_in}里"
        if unit
        else f"像是小数点错了{'一两三四五六七八'[abs(power) - 1]}位",
        "改为": amount(sight, at, meant),
    }
    key = line.key(period)
    return finding(rule, sight, at, others=(key,), corrected=plain(meant), words=words)


def _references(line: Line, period: Period) -> Iterator[tuple[Period, Figure]]:
    """Last year's same months, then the nearest earlier figure of the year, where they are positive."""
    before = line.level(period.year_before)
    if before is not None and before.size > 0:
        yield period.year_before, before
    earlier = line.earlier(period)
    found = line.level(earlier) if earlier else None
    if earlier is not None and found is not None and found.size > 0:
        yield earlier, found


def _power(rule: Rule, line: Line, figure: Figure, references: list[Figure]) -> int | None:
    """The power of ten by which a figure is off, where all references agree."""
    decades = [log10(pace(line.indicator, figure) / pace(line.indicator, other)) for other in references]
    found = {_nearest(rule, one) for one in decades}
    return found.pop() if len(found) == 1 else None


def _nearest(rule: Rule, decades: float) -> int | None:
    for power in rule.powers:
        if abs(abs(decades) - power) <= (_NEAR_POINT if power == 1 else _NEAR):
            return power if decades > 0 else -power
    return None


def _finer_cells(rule: Rule, key: ObservationKey, sight: Sight) -> Cells:
    for cell in _neighbours(rule, key, sight):
        yield as_measure(cell, key.measure)


def _is_finer(rule: Rule, at: ObservationKey, sight: Sight) -> Finding | None:
    """A number with more decimals than its neighbours have and the indicator asks for: 425.77 among 425.7."""
    line = sight.line(at)
    figure = line.figure(at.period, at.measure)
    if figure is None or figure.text.strip() != plain(figure.value):
        return None  # with a unit or a word beside it, its decimals are another unit's
    earlier = line.earlier(at.period, at.measure)
    periods = [period for period in (at.period.year_before, earlier) if period]
    others = [found for period in periods if (found := line.figure(period, at.measure))]
    usual = max((_decimals(other) for other in others), default=None)
    if at.measure is Measure.LEVEL and usual is not None:
        usual = max(usual, line.indicator.decimals or 0)
    if usual is None or _decimals(figure) <= usual:
        return None
    words = {"位数": str(_decimals(figure)), "常用位数": str(usual)}
    return finding(rule, sight, at, words=words)


def _decimals(figure: Figure) -> int:
    return max(0, -int(figure.value.as_tuple().exponent))


def _digit_cells(rule: Rule, key: ObservationKey, sight: Sight) -> Cells:
    """The cells in whose history an edited level stands, the growth figures that compare with it, and its months."""
    yield from later_cells(rule, key, sight) if key.measure is Measure.LEVEL else ()
    yield from _digit_cells_beside(rule, key, sight)


def _digit_cells_beside(_rule: Rule, key: ObservationKey, _sight: Sight) -> Cells:
    """The same without those in whose history it stands."""
    yield key
    if key.measure is Measure.LEVEL:
        if key.period.frequency is Frequency.YTD:
            for period in parted_by(key.period):
                yield in_period(key, period)
        yield as_measure(in_period(key, year_after(key.period)), Measure.GROWTH)
        yield as_measure(key, Measure.GROWTH)
        yield in_period(key, year_after(key.period))
    else:
        yield as_measure(key, Measure.LEVEL)


def _is_mistyped(rule: Rule, at: ObservationKey, sight: Sight) -> Finding | None:
    """A figure that does not fit, and would with its sign changed, two digits swapped, or a doubled one left out."""
    line = sight.line(at)
    figure = line.figure(at.period, at.measure)
    if figure is None or not figure.is_exact:
        return None
    fitting, basis = _fitting_growth(rule, line, at, figure), "上年同期数和增速"
    if fitting is None and at.measure is Measure.LEVEL and not _is_confirmed(rule, line, at.period, figure):
        fitting, basis = _fitting_history(rule, line, at.period, figure), "以往的走势"
    if fitting is None or len(fitting) != 1:
        return None
    meant, why = fitting[0]
    words = {"依据": basis, "原因": why, "改为": amount(sight, at, meant)}
    others = (line.key(at.period.year_before),)
    return finding(rule, sight, at, others=others, corrected=plain(meant), words=words)


def _fitting_growth(
    rule: Rule, line: Line, at: ObservationKey, figure: Figure
) -> list[tuple[Decimal, str]] | None:
    """The numbers that could have been meant and make growth and levels agree; None where these say nothing."""
    growth = line.figure(at.period, Measure.GROWTH)
    now, before = line.level(at.period), line.level(at.period.year_before)
    if growth is None or now is None or before is None or not _tells_growth_from_levels(line):
        return None
    if misfit(growth, now, before, rule.tolerance) is None:
        return None

    def fits(meant: Figure) -> bool:
        moved = (growth, meant) if at.measure is Measure.LEVEL else (meant, now)
        return misfit(*moved, before, rule.tolerance) is None

    return [(meant.value, why) for meant, why in _meant(figure) if fits(meant)]


def _tells_growth_from_levels(line: Line) -> bool:
    """At comparable prices it is not computed (design §3)."""
    return line.indicator.price_basis is PriceBasis.CURRENT and not is_percent(line.unit)


def _is_confirmed(rule: Rule, line: Line, period: Period, figure: Figure) -> bool:
    """Whether another figure that was typed beside a level says the same: its growth, or the two year-to-date ones.

    A slip of the hand would not be made twice.
    """
    growth, before = line.figure(period, Measure.GROWTH), line.level(period.year_before)
    if growth is not None and before is not None and _tells_growth_from_levels(line):
        return misfit(growth, figure, before, rule.tolerance) is None
    if period.frequency is not Frequency.MONTH or period.month == 1:
        return False
    whole = line.level(Period.to_month(period.year, period.month))
    rest = line.level(Period.to_month(period.year, period.month - 1))
    return whole is not None and rest is not None and not beyond_rounding(whole, [figure, rest])


def _fitting_history(
    rule: Rule, line: Line, period: Period, figure: Figure
) -> list[tuple[Decimal, str]] | None:
    """The numbers that could have been meant and lie in the usual range, where the figure does not."""
    moves, before = line.moves(Measure.LEVEL, period.frequency), line.level(period.year_before)
    move = moves.at(period)
    bounds = usual_moves(moves, period, rule.history, float(rule.history.least)) if move else None
    if move is None or before is None or bounds is None or is_percent(line.unit):
        return None
    if not has_left(moves, move, bounds):
        return None

    def fits(size: float) -> bool:
        return size > 0 and abs(log(size / before.size) * 100 - bounds[0]) <= bounds[1]

    return [(meant.value, why) for meant, why in _meant(figure) if fits(meant.size)]


def _meant(figure: Figure) -> Iterator[tuple[Figure, str]]:
    """The numbers one slip away, each once: the sign, or two neighbouring digits."""
    text, seen = plain(figure.value), {figure.value}
    if figure.value:
        sign = "负号像是漏了" if figure.value > 0 else "负号像是多打了"
        yield replace(figure, value=-figure.value, size=-figure.size), sign
    for at in range(len(text) - 1):
        one, other = text[at], text[at + 1]
        if not (one.isdigit() and other.isdigit()):
            continue
        if one == other:
            meant, why = Decimal(text[:at] + text[at + 1 :]), f"数字 {one} 像是多打了一个"
        else:
            meant, why = Decimal(text[:at] + other + one + text[at + 2 :]), f"数字 {one}{other} 像是打颠倒了"
        if meant not in seen:
            seen.add(meant)
            yield replace(figure, value=meant, size=float(meant)), why


UNIT_SLIP = Kind(_neighbours, _is_slip, frozenset({"参照期", "参照值", "倍数", "原因", "改为"}))
DECIMALS = Kind(
    _finer_cells,
    _is_finer,
    frozenset({"位数", "常用位数"}),
    measures=frozenset(Measure),
)
DIGITS = Kind(
    _digit_cells,
    _is_mistyped,
    frozenset({"依据", "原因", "改为"}),
    measures=frozenset({Measure.LEVEL, Measure.GROWTH}),
    naming=_digit_cells_beside,
)
