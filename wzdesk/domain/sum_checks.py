"""Sums that do not add: counties against their city, parts against their whole."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from wzdesk.domain.import_checks import (
    Doubt,
    Doubts,
    Figure,
    FigureLine,
    Rule,
    Span,
    cuts_across,
    is_percent,
    rounded,
    said,
    span_words,
)
from wzdesk.domain.indicator import Accumulation, Indicator
from wzdesk.domain.quantity_words import number_words, with_unit
from wzdesk.domain.units import same_unit

_AddingUp = dict[tuple[str, ...], list[Span]]
"""By the codes of parts, the periods in which they make up the whole."""


def counties_against_city(
    indicator: Indicator, city: tuple[str, Figure], counties: Mapping[str, Figure]
) -> Doubt | None:
    """The doubt where all counties of a city do not add up to it within the rounding of the figures shown.

    Args:
        indicator: A flow that adds up.
        city: Name and figure of the city.
        counties: The figures of all its counties by name; functional zones lie inside them and are not added.
    """
    name, whole = city
    figures = list(counties.values())
    total = sum((figure.value for figure in figures), Decimal())
    off = beyond_rounding(whole, figures)
    if not off:
        return None
    at = _most_telling(whole, figures)
    if at is None or not all(figure.is_exact for figure in (whole, *figures)):
        return None
    share = f"（{rounded(abs(off) / whole.value * 100)}%）" if whole.value else ""
    why = (
        "多算了，或有县报错" if off > 0 else "有市本级或没有分到县的数请在备注里写明，否则可能有县漏报、报错"
    )
    sentence = (
        f"{len(figures)} 个下级地区合计 {with_unit(number_words(total), indicator.unit)}，"
        f"比{name} {said(whole)} {'多' if off > 0 else '少'} {number_words(abs(off))}{share}：{why}；请核对"
    )
    return Doubt(at, Rule.SUM, sentence, expected=total if at == whole.at else None)


def beyond_rounding(whole: Figure, parts: Sequence[Figure]) -> Decimal:
    """By how much parts exceed their whole (or fall short, negative); 0 within the rounding of all of them."""
    off = sum((part.value for part in parts), -whole.value)
    return off if abs(off) > sum((part.half_step for part in parts), whole.half_step) else Decimal()


def _most_telling(whole: Figure, parts: Sequence[Figure]) -> int | None:
    """The figure to mark: the whole if it comes in, else the largest part that does."""
    if whole.at >= 0:
        return whole.at
    incoming = [part for part in parts if part.at >= 0]
    return max(incoming, key=lambda part: part.size).at if incoming else None


def parts_against_whole(whole: FigureLine, parts: Sequence[FigureLine]) -> Doubts:
    """Parts (其中) larger than their whole, one by one and together.

    One part must not exceed the whole. Together only those are added that do not cut across each other
    (民间投资 and 制造业投资 do), and they must not exceed it either; where they made up the whole in another
    period they must make it up in this one too. Sums to which nothing new comes in are not told again.
    """
    adding = [part for part in parts if is_part_of(whole.indicator, part.indicator)]
    if not adding:
        return
    dividing = [part for part in adding if not cuts_across(part.indicator)]
    adding_up: _AddingUp = {}
    for span, figure in whole.all_levels().items():
        given = [(part, found) for part in adding if (found := part.level(span)) and found.is_exact]
        if (
            not given
            or not figure.is_exact
            or not any(one.at >= 0 for one in (figure, *(f for _, f in given)))
        ):
            continue
        single = [_larger(whole, figure, part, found) for part, found in given]
        yield from (doubt for doubt in single if doubt)
        if not any(single):
            together = [(part, found) for part, found in given if part in dividing]
            yield from _together(whole, span, together, adding_up)


def is_part_of(whole: Indicator, part: Indicator) -> bool:
    """Whether figures of a part can be held against those of its whole: amounts in one unit."""
    return (
        Accumulation.RATIO not in {whole.accumulation, part.accumulation}
        and not is_percent(whole.unit)
        and same_unit(whole.unit, part.unit)
    )


def _larger(whole: FigureLine, figure: Figure, part: FigureLine, found: Figure) -> Doubt | None:
    if found.size <= figure.size or beyond_rounding(figure, [found]) <= 0:
        return None
    at = found.at if found.at >= 0 else figure.at
    if at < 0:
        return None
    sentence = (
        f"{part.indicator.name} {said(found)} 比{whole.indicator.name} {said(figure)} 还大，"
        "其中数不会大于总数；请核对"
    )
    return Doubt(at, Rule.SUM, sentence)


def _together(
    whole: FigureLine, span: Span, given: list[tuple[FigureLine, Figure]], adding_up: _AddingUp
) -> Doubts:
    """Parts that together exceed the whole, or fall short of it though they made it up before."""
    figure = whole.level(span)
    if len(given) < 2 or figure is None:
        return
    total = sum((found.value for _, found in given), Decimal())
    off = beyond_rounding(figure, [found for _, found in given])
    at = _most_telling(figure, [found for _, found in given])
    if not off or at is None:
        return
    codes = tuple(part.indicator.code for part, _ in given)
    if codes not in adding_up:
        adding_up[codes] = _where_they_add(whole, [part for part, _ in given])
    another = next((one for one in adding_up[codes] if one != span), None)
    if off < 0 and another is None:
        return
    names = "、".join(f"{part.indicator.name} {said(found)}" for part, found in given)
    known = f"（{span_words(another)}两者相等）" if another else ""
    sentence = (
        f"{names}，合计 {number_words(total)}，比{whole.indicator.name} {said(figure)} "
        f"{'多' if off > 0 else '少'} {number_words(abs(off))}{known}；请核对"
    )
    yield Doubt(at, Rule.SUM, sentence, expected=total if at == figure.at else None)


def _where_they_add(whole: FigureLine, parts: Sequence[FigureLine]) -> list[Span]:
    """The periods in which these parts make up the whole to the last place."""
    adding = []
    for span, figure in whole.all_levels().items():
        found = [part.level(span) for part in parts]
        values = [one for one in found if one is not None and one.is_exact]
        if not figure.is_exact or figure.slipped is not None or len(values) != len(parts):
            continue
        if not beyond_rounding(figure, values):
            adding.append(span)
    return adding
