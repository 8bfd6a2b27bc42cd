"""Slips of units: a figure some thousand times its neighbours, as when 万元 are typed where 亿元 are asked for."""

import re
from collections.abc import Mapping
from decimal import Decimal
from itertools import pairwise
from math import log10

from wzdesk.domain.cell_reading import read_observation
from wzdesk.domain.import_checks import (
    Doubt,
    Doubts,
    Figure,
    FigureLine,
    Rule,
    beside_words,
    is_percent,
    is_share_of_whole,
    pace,
    rounded,
    said,
    times_words,
    year_before,
)
from wzdesk.domain.indicator import PriceBasis
from wzdesk.domain.meant_units import NEAR, bare_number, meant_text, unit_meant
from wzdesk.domain.observation import Measure
from wzdesk.domain.quantity_words import number_words, with_unit
from wzdesk.domain.text import normalise
from wzdesk.domain.units import parse_unit, plain

_APART, _APART_SHARE = 2.0, 1.4
"""Decades between figures of two units; shares slip by two, everything else by three and more."""
_LEAST_SHARE = 1.5
_USUAL = (-0.5, 4.5)
"""Decades within which figures mostly lie in the unit that the catalogue chose."""
_REMARK = re.compile(r"单位|填报|口径")
_UNIT_IN_REMARK = re.compile(
    r"[十百千万亿]*(?:美元|欧元|港元|元|人次|人|吨|公斤|平方米|公顷|亩|户|家|个|件|%)"
)


def unit_slips(line: FigureLine, remarks: Mapping[int, str]) -> Doubts:
    """The slips of a line's incoming levels, and the growth figures that were computed from them.

    ``remarks`` are the words beside a figure (备注), by its place. The figures found are put right on the line.
    """
    odd = _odd_figures(line)
    for figure, reference in odd:
        yield _slip(line, figure, _neighbour(line, figure, reference), remarks.get(figure.at, ""))
    if not odd and remarks:
        for figure in (*line.levels.values(), *line.more):
            if (remark := remarks.get(figure.at)) and _stands_alone(line, figure):
                yield from _told_by_remark(line, figure, remark)
    if any(figure.slipped is not None for figure in line.levels.values()):
        yield from _growths_of_slips(line)


def _odd_figures(line: FigureLine) -> list[tuple[Figure, list[Figure]]]:
    """The incoming levels of another size than those to be trusted, with these."""
    figures = [*line.levels.values(), *line.more, *line.stored_levels.values()]
    share = is_percent(line.indicator.unit)
    if len(figures) < 2 or (share and not is_share_of_whole(line.indicator)):
        return []
    sizes = [pace(line.indicator, figure) for figure in figures if figure.size > 0]
    apart = _APART_SHARE if share else _APART
    if not sizes or max(sizes) < min(sizes) * 10**apart:
        return []
    groups = _groups(line, [figure for figure in figures if figure.size > 0], apart)
    if len(groups) < 2:
        return []
    trusted = max(groups, key=lambda group: _trust(line, group, groups))
    middle = log10(pace(line.indicator, trusted[len(trusted) // 2]))
    least = 1.6 if share else 3 - NEAR
    return [
        (figure, trusted)
        for group in groups
        for figure in group
        if group is not trusted
        and figure.at >= 0
        and abs(log10(pace(line.indicator, figure)) - middle) >= least
    ]


def _groups(line: FigureLine, figures: list[Figure], apart: float) -> list[list[Figure]]:
    """Figures of one size together, the smallest first."""
    ordered = sorted(figures, key=lambda figure: pace(line.indicator, figure))
    groups = [[ordered[0]]]
    for before, figure in pairwise(ordered):
        if pace(line.indicator, figure) >= pace(line.indicator, before) * 10**apart:
            groups.append([])
        groups[-1].append(figure)
    return groups


def _trust(line: FigureLine, group: list[Figure], groups: list[list[Figure]]) -> tuple[int, int, int, float]:
    """What is stored outweighs what comes in, many outweigh few; then a slip into a usual unit is believed.

    Where 亿元 are asked for the larger figure is wrong (万元 were typed), where 元 are asked for the smaller.
    """
    stored = sum(figure.at < 0 for figure in group)
    middle = group[len(group) // 2]
    decades, (low, high) = log10(middle.size), _USUAL
    if is_percent(line.indicator.unit):
        return stored, len(group), int(_LEAST_SHARE < middle.size <= 100), decades
    others = [figure for other in groups if other is not group for figure in other]
    explained = sum(
        unit_meant(figure.typed_in or line.indicator.unit, _decades(line, figure, middle)) is not None
        for figure in others
    )
    return stored, len(group), explained, -max(low - decades, decades - high, 0)


def _decades(line: FigureLine, figure: Figure, other: Figure) -> float:
    """By how many powers of ten a figure is larger than another, to one place."""
    return round(log10(pace(line.indicator, figure) / pace(line.indicator, other)), 1)


def _neighbour(line: FigureLine, figure: Figure, trusted: list[Figure]) -> Figure:
    """The nearest of the trusted figures: last year's, the one that is stored, the same year's, another year's."""
    start, end = figure.span

    def distance(other: Figure) -> tuple[int, int]:
        if other.span == year_before(figure.span):
            return 0, 0
        if other.span == figure.span:
            return 1, 0
        if other.span[0] // 12 == start // 12:
            return 2, abs(other.span[1] - end)
        alike = other.span[1] - other.span[0] == end - start
        return (3 if alike else 4), abs(other.span[1] - end)

    return min(trusted, key=distance)


def _slip(line: FigureLine, figure: Figure, other: Figure, remark: str) -> Doubt:
    """The doubt about one figure; its value is put right where the slip is clear."""
    unit = line.indicator.unit
    found = meant_text(figure, unit, _decades(line, figure, other))
    ratio = figure.value / other.value
    word = "是" if ratio >= 1 else "只有"
    head = f"{said(figure)} {word}{beside_words(figure, other)} {said(other)} 的 {times_words(ratio)}"
    beside = f"；备注写着“{told[0]}”" if (told := _unit_told(remark)) else ""
    figure.slipped = figure.value
    if found is None:
        figure.is_exact = False  # no other check can use it
        return Doubt(
            figure.at,
            Rule.UNIT_SLIP,
            f"{head}，单位或小数点可能错了{beside}；请核对",
            holds_back=True,
        )
    corrected, value, why = found
    figure.value, figure.size = value, float(value)
    meant = with_unit(number_words(value), unit)
    return Doubt(
        figure.at,
        Rule.UNIT_SLIP,
        f"{head}，{why}（合 {meant}）{beside}；请核对",
        corrected,
        holds_back=True,
        expected=value,
    )


def _stands_alone(line: FigureLine, figure: Figure) -> bool:
    """Whether no other figure shows which size is right."""
    return len(line.levels) + len(line.stored_levels) + len(line.more) == 1 and figure.size > 0


def _told_by_remark(line: FigureLine, figure: Figure, remark: str) -> Doubts:
    """A remark that names another unit (单位按万元填报), where nothing else shows the size."""
    typed_in, unit = figure.typed_in or line.indicator.unit, line.indicator.unit
    number = bare_number(figure, typed_in)
    told = _unit_told(remark)
    own, other = parse_unit(typed_in), parse_unit(told[1]) if told else None
    if not (told and number is not None and own and other) or own.dimension != other.dimension:
        return
    words, name = told
    if own.factor == other.factor:
        return
    corrected = f"{plain(number)}{name}"
    quantity = read_observation(corrected, Measure.LEVEL, unit)
    if quantity.value is None:
        return
    meant = with_unit(number_words(quantity.value), unit)
    figure.slipped, figure.value, figure.size = figure.value, quantity.value, float(quantity.value)
    yield Doubt(
        figure.at,
        Rule.UNIT_SLIP,
        f"备注写着“{words}”，这一格是按{typed_in}读的：{said(figure)} 像是{name}（合 {meant}）；请核对",
        corrected,
        holds_back=True,
        expected=quantity.value,
    )


def _unit_told(remark: str) -> tuple[str, str] | None:
    """The words of a remark that tell a unit, and the unit: 单位按万元填报."""
    for words in remark.split("；"):
        if _REMARK.search(words) and (found := _UNIT_IN_REMARK.search(normalise(words))):
            return words, found[0]
    return None


def _growths_of_slips(line: FigureLine) -> Doubts:
    """Growth figures that a formula computed from a slip."""
    for span, growth in line.growths.items():
        now, before = line.levels.get(span), line.level(year_before(span))
        if now is None or before is None or (now.slipped is None and before.slipped is None):
            continue
        yield from _computed_growth(line, growth, now, before)


def _computed_growth(line: FigureLine, growth: Figure, now: Figure, before: Figure) -> Doubts:
    wrong_now = now.value if now.slipped is None else now.slipped
    wrong_before = before.value if before.slipped is None else before.slipped
    if not wrong_before or not before.value:
        return
    computed = (wrong_now / wrong_before - 1) * 100
    if abs(computed - growth.value) > max(abs(computed) / 100, growth.half_step):
        return
    right = rounded((now.value / before.value - 1) * 100, 1)
    is_current = line.indicator.price_basis is PriceBasis.CURRENT
    growth.slipped = growth.value
    slip = now if now.slipped is not None else before
    yield Doubt(
        growth.at,
        Rule.UNIT_SLIP,
        f"增速 {said(growth)} 是用写错单位的 {said(slip)} 算出来的，改正后是 {right}%；请核对",
        right.replace("−", "-") if is_current else "",
        holds_back=True,
        expected=Decimal(right.replace("−", "-")),
    )
