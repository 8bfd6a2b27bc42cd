"""Checks along one line of figures: ranges, year-to-date that falls, growth against levels."""

import re
from collections.abc import Mapping
from decimal import Decimal
from itertools import groupby

from wzdesk.domain.import_checks import (
    Doubt,
    Doubts,
    Figure,
    FigureLine,
    Rule,
    is_money,
    is_percent,
    is_share_of_whole,
    may_fall,
    rounded,
    said,
    span_words,
    year_before,
)
from wzdesk.domain.indicator import Accumulation, Indicator, PriceBasis

_SLACK = Decimal("0.1")
"""Percent points allowed beyond rounding: growth is often computed before the levels are rounded."""
_CORRECTION = re.compile(r"核减|冲减|调减|调库|退[税库]|修订|订正|更正|调整|口径|扣除|剔除")
_SIGNED = re.compile(r"[增减升降]|变动|差|净|盈|亏|涨")


def out_of_range(line: FigureLine) -> Doubts:
    """Shares outside 0 to 100, negative counts and amounts, a fall of more than 100 percent."""
    share, signed = is_share_of_whole(line.indicator), may_be_negative(line.indicator)
    for figure in line.levels.values():
        if figure.slipped is not None:
            continue
        if share and not 0 <= figure.size <= 100:
            sentence = f"{said(figure)}% 不在 0—100 之间，{line.indicator.name}是占比，不会这样；请核对"
            yield Doubt(figure.at, Rule.RANGE, sentence, holds_back=True)
        elif figure.size < 0 and not signed:
            sentence = f"{said(figure)} 是负数，{line.indicator.name}不会是负数；请核对"
            yield Doubt(figure.at, Rule.RANGE, sentence, holds_back=True)
    for figure in line.growths.values() if not signed else ():
        if figure.size < -100 and figure.slipped is None:
            sentence = f"增速 {said(figure)}% 比下降 100% 还低，不会这样；请核对"
            yield Doubt(figure.at, Rule.RANGE, sentence, holds_back=True)


def may_be_negative(indicator: Indicator) -> bool:
    """Whether levels may be negative: changes, balances, profits, percentages that are no shares."""
    return (
        is_percent(indicator.unit)
        or may_fall(indicator)
        or bool(_SIGNED.search(indicator.name.replace("增加值", "").replace("新增", "")))
        or (
            not is_money(indicator.unit)
            and indicator.accumulation is Accumulation.RATIO
            and not indicator.unit
        )
    )


def falling(line: FigureLine, remarks: Mapping[int, str]) -> Doubts:
    """A year-to-date figure smaller than that of fewer months of the year.

    Allowed are corrections: the earlier figure was approximate, an estimate or preliminary; the later one is
    marked as a break or another definition; the row's remark speaks of one (核减, 冲减, 退税, 修订, 口径 …);
    the fall is within rounding; or the figure is a profit or a balance, which may fall.
    """
    if line.indicator.accumulation is not Accumulation.YTD or may_fall(line.indicator):
        return
    from_january = sorted((span, figure) for span, figure in _ytd(line))
    for _, same_year in groupby(from_january, key=lambda each: each[0][0]):
        before: Figure | None = None
        for _, figure in same_year:
            if (
                before
                and figure.size < before.size
                and not is_corrected(before, figure, remarks.get(figure.at, ""))
            ):
                yield from _fallen(before, figure)
            else:
                before = figure


def _ytd(line: FigureLine) -> list[tuple[tuple[int, int], Figure]]:
    return [
        (span, figure)
        for span, figure in line.all_levels().items()
        if span[0] % 12 == 0 and span[1] - span[0] < 12 and figure.is_exact
    ]


def is_corrected(before: Figure, figure: Figure, remark: str) -> bool:
    """Whether a fall from an earlier figure of the year is a correction; see `falling`."""
    return (
        not before.is_firm
        or figure.is_break
        or before.value - figure.value <= before.half_step + figure.half_step
        or tells_correction(remark)
    )


def tells_correction(remark: str) -> bool:
    """Whether a remark speaks of a correction or of another definition: 核减, 退税, 修订, 口径."""
    return bool(_CORRECTION.search(remark))


def _fallen(before: Figure, figure: Figure) -> Doubts:
    """The doubt about the later figure, or about the earlier where only that comes in."""
    at = figure.at if figure.at >= 0 else before.at
    if at < 0:
        return
    earlier, later = _stored_words(before), _stored_words(figure)
    sentence = (
        f"{later}累计 {said(figure)}，比{earlier}累计 {said(before)} 还少，累计数一般不会减少；"
        "确有核减、修订的请在备注里写明，否则请核对"
    )
    yield Doubt(at, Rule.FALLING, sentence, expected=before.value)


def _stored_words(figure: Figure) -> str:
    return ("" if figure.at >= 0 else "已存的") + span_words(figure.span)


def growth_against_levels(line: FigureLine) -> Doubts:
    """A reported growth that the levels of this and last year beside it do not give; current prices only."""
    if line.indicator.price_basis is not PriceBasis.CURRENT or is_percent(line.indicator.unit):
        return
    for span, growth in line.growths.items():
        now, before = line.levels.get(span), line.levels.get(year_before(span))
        if now is None or before is None or growth.slipped is not None:
            continue
        computed = misfit(growth, now, before, _SLACK)
        if computed is not None:
            sentence = (
                f"增速 {said(growth)}%，而 {said(now)} 比上年同期 {said(before)} 算出来是 {rounded(computed)}%，"
                f"差 {rounded(abs(computed - growth.value))} 个百分点；按现价算的应当一致，请核对三个数"
            )
            yield Doubt(growth.at, Rule.GROWTH, sentence, expected=computed)


def misfit(growth: Figure, now: Figure, before: Figure, slack: Decimal) -> Decimal | None:
    """The growth in percent that two levels give, where the reported one lies beyond their rounding.

    ``slack`` is allowed on top, in percent points. None where it fits, or where nothing can be said.
    """
    if before.size <= 0 or not (growth.is_exact and now.is_exact and before.is_exact):
        return None
    off = abs((now.size / before.size - 1) * 100 - growth.size)
    if off <= float(slack) or _fits(growth, now, before, slack):
        return None
    return (now.value / before.value - 1) * 100


def _fits(growth: Figure, now: Figure, before: Figure, slack: Decimal) -> bool:
    """Whether the growth lies within what the rounding of the three figures allows."""
    base_high, base_low = before.value + before.half_step, before.value - before.half_step
    if base_low <= 0:
        return True
    ends = [
        ((now.value + sign * now.half_step) / base - 1) * 100
        for sign in (-1, 1)
        for base in (base_low, base_high)
    ]
    slack += growth.half_step
    return min(ends) - slack <= growth.value <= max(ends) + slack
