"""The race of regions: the four rates with what they are made of, the score, the place, the flag."""

from collections.abc import Mapping, Sequence

from wzdesk.domain.period import Period
from wzdesk.domain.projects.amount import to_yi
from wzdesk.domain.projects.race import RaceEntry, RaceRules
from wzdesk.domain.projects.rates import FourRates, Share
from wzdesk.domain.sheet_layout import Align, SheetLayout
from wzdesk.reports.projects.page import Head, Page, letter

_RATES = (
    ("开工率", "应开工", "已开工"),
    ("投资完成率", "年度计划\n（亿元）", "完成\n（亿元）"),
    ("资金到位率", "年度计划\n（亿元）", "到位\n（亿元）"),
    ("按期竣工率", "应竣工", "按期竣工"),
)
_FIRST = 3


def lay_out_race(
    entries: Sequence[RaceEntry],
    rates: Mapping[str, FourRates],
    names: Mapping[str, str],
    month: Period,
    rules: RaceRules,
    *,
    is_demo: bool,
) -> SheetLayout:
    """The regions by place; rates and scores are worked out again by the sheet."""
    heads = [Head("名次", 6), Head("地区", 14)]
    for group, whole, part in _RATES:
        heads += [Head(whole, 9.5, group), Head(part, 9.5, group), Head("%", 8, group)]
    heads += [Head("得分", 9), Head("评价", 9)]
    page = Page(f"各地重大项目赛马（{month.words}）", heads, "个、亿元、%", is_demo)
    for entry in entries:
        page.number(1, entry.place)
        page.text(2, names.get(entry.region, entry.region))
        told = rates[entry.region]
        shares = (told.started, told.invested, told.funded, told.completed)
        for number, share in enumerate(shares):
            _share(page, _FIRST + 3 * number, share, in_yi=number in {1, 2})
        page.rounded(15, entry.score, _score(page.row, rules))
        page.text(16, entry.flag, Align.CENTRE)
        page.next_row()
    page.note(f"注：{rules.formula}。")
    return page.done("赛马", frozen_columns=2)


def _share(page: Page, at: int, share: Share, *, in_yi: bool) -> None:
    if in_yi:
        page.rounded(at, to_yi(share.whole), places="0.01")
        page.rounded(at + 1, to_yi(share.part), places="0.01")
    else:
        page.number(at, share.whole)
        page.number(at + 1, share.part)
    whole, part = f"{letter(at)}{page.row}", f"{letter(at + 1)}{page.row}"
    page.rounded(at + 2, share.percent, f'IF({whole}=0,"",{part}/{whole}*100)')


def _score(row: int, rules: RaceRules) -> str:
    """The formula of the score: what has no task does not count, the other weights grow in proportion."""
    cells = {word: f"{letter(_FIRST + 2 + 3 * at)}{row}" for at, (word, _, _) in enumerate(_RATES)}
    terms = [(cells[rate.value], weight) for rate, weight in rules.weights.items()]
    added = "+".join(f"IF(ISNUMBER({cell}),MIN({cell},{rules.most})*{weight},0)" for cell, weight in terms)
    weights = "+".join(f"IF(ISNUMBER({cell}),{weight},0)" for cell, weight in terms)
    return f"({added})/({weights})"
