"""Jumps: figures that leave the region's own history, judged by median and median deviation."""

from collections.abc import Sequence
from itertools import groupby, pairwise
from math import exp, log

from wzdesk.domain.import_checks import (
    Doubt,
    Doubts,
    Figure,
    FigureLine,
    Rule,
    Span,
    beside_words,
    is_percent,
    may_fall,
    rounded,
    said,
    times_words,
    year_before,
)
from wzdesk.domain.units import parse_unit

_POINTS = 5
"""Figures of the same months in as many years make a history."""
_WIDE = 6 * 1.4826
"""Median deviations (as standard deviations) beyond which a change is a jump."""
_LEAST_GROWTH, _LEAST_POINTS = 25.0, 10.0
_TIMES = 3.0
_MOST_GROWTH = 300.0
_SMALL_COUNT = 10


def jumps(line: FigureLine) -> Doubts:
    """Incoming levels and growth figures that leave the history of the same months in other years."""
    if line.levels:
        yield from _level_jumps(line)
    for growth in line.growths.values():
        if growth.size > _MOST_GROWTH and growth.slipped is None:
            sentence = f"增速 {said(growth)}% 超过 {_MOST_GROWTH:.0f}%，很少见；请核对基数和单位"
            yield Doubt(growth.at, Rule.JUMP, sentence)
    if len(line.growths) + len(line.stored_growths) > _POINTS:
        yield from _growth_jumps(line)


def _level_jumps(line: FigureLine) -> Doubts:
    everything = line.all_levels()
    if len({_months(span) for span in everything}) == len(everything):
        return
    for _, figures in groupby(sorted(everything.items(), key=_by_months), key=lambda each: _months(each[0])):
        series = [figure for _, figure in figures if figure.is_exact]
        if len(series) >= _POINTS:
            yield from _against_history(line, series)
        elif len(series) > 1 and not is_percent(line.indicator.unit):
            yield from _against_last_year(line, series)


def _by_months(each: tuple[Span, Figure]) -> tuple[int, int, int]:
    return (*_months(each[0]), each[0][0])


def _months(span: Span) -> tuple[int, int]:
    """Which months of a year: first month and length."""
    return span[0] % 12, span[1] - span[0]


def _against_history(line: FigureLine, series: list[Figure]) -> Doubts:
    """Changes from year to year that leave the usual ones; a figure found is not compared with further."""
    as_growth = not is_percent(line.indicator.unit) and all(figure.size > 0 for figure in series)
    unit, least = ("%", _LEAST_GROWTH) if as_growth else (" 个百分点", _LEAST_POINTS)
    if not as_growth and not is_percent(line.indicator.unit):
        return
    middle, wide = usual(
        [_change(before, figure, as_growth=as_growth) for before, figure in pairwise(series)], least
    )
    before = series[0]
    for figure in series[1:]:
        change = _change(before, figure, as_growth=as_growth)
        if abs(change - middle) > wide and not is_small_count(line.indicator.unit, before, figure):
            if figure.at >= 0 and figure.slipped is None:
                sentence = (
                    f"{said(figure)} 比{beside_words(figure, before)} {said(before)} 每年{_moved(change, unit)}，"
                    f"而历年多在 {_between(middle, wide, unit)} 之间；请核对"
                )
                yield Doubt(figure.at, Rule.JUMP, sentence)
        else:
            before = figure


def _change(before: Figure, figure: Figure, *, as_growth: bool) -> float:
    """Change a year: average growth in percent, or points."""
    years = (figure.span[0] - before.span[0]) / 12
    if as_growth:
        return (exp(log(figure.size / before.size) / years) - 1) * 100
    return (figure.size - before.size) / years


def usual(changes: Sequence[float], least: float, wide: float = _WIDE) -> tuple[float, float]:
    """The median of changes, and how far from it is still usual: so many median deviations, at least ``least``."""
    middle = _median(changes)
    return middle, max(wide * _median([abs(change - middle) for change in changes]), least)


def _median(numbers: Sequence[float]) -> float:
    """The same as the library's, which is too slow for a keystroke."""
    ordered, half = sorted(numbers), len(numbers) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def _moved(change: float, unit: str) -> str:
    return f"{'增长' if change >= 0 else '下降'} {rounded(abs(change))}{unit}"


def _between(middle: float, wide: float, unit: str) -> str:
    return f"{rounded(middle - wide)}{unit}—{rounded(middle + wide)}{unit}"


def _against_last_year(line: FigureLine, series: list[Figure]) -> Doubts:
    """With a short history only a level of more than three times last year's, or less than a third, is a jump."""
    levels = {figure.span: figure for figure in series}
    for figure in series:
        before = levels.get(year_before(figure.span))
        if before is None or figure.size <= 0 or before.size <= 0 or may_fall(line.indicator):
            continue
        ratio = figure.size / before.size
        if 1 / _TIMES <= ratio <= _TIMES or is_small_count(line.indicator.unit, before, figure):
            continue
        at = figure if figure.at >= 0 else before
        if at.at >= 0 and figure.slipped is None and before.slipped is None:
            other = before if at is figure else figure
            where = beside_words(figure, before) if at is figure else "已存的下年同期"
            ratio = at.size / other.size
            word = "是" if ratio >= 1 else "只有"
            sentence = f"{said(at)} {word}{where} {said(other)} 的 {times_words(ratio)}，变化太大；请核对"
            yield Doubt(at.at, Rule.JUMP, sentence)


def is_small_count(unit_text: str, before: Figure, figure: Figure) -> bool:
    """Whether single cases are counted: from 1 to 4 is no jump."""
    unit = parse_unit(unit_text)
    return bool(unit and unit.is_count) and max(before.size, figure.size) < _SMALL_COUNT


def _growth_jumps(line: FigureLine) -> Doubts:
    """Growth figures far from the median of those of the same months."""
    everything = {**line.stored_growths, **line.growths}
    for _, figures in groupby(sorted(everything.items(), key=_by_months), key=lambda each: _months(each[0])):
        series = [figure for _, figure in figures if figure.is_exact]
        if len(series) <= _POINTS:
            continue
        middle, wide = usual([figure.size for figure in series], _LEAST_GROWTH)
        for figure in series:
            is_new = figure.at >= 0 and figure.slipped is None and figure.size <= _MOST_GROWTH
            if is_new and abs(figure.size - middle) > wide:
                sentence = f"增速 {said(figure)}%，而历年同期多在 {_between(middle, wide, '%')} 之间；请核对"
                yield Doubt(figure.at, Rule.JUMP, sentence)
