"""Fields by natures: how many projects, what they cost, what is planned and done; amounts in 亿元."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from wzdesk.domain.period import Period
from wzdesk.domain.projects.amount import to_yi
from wzdesk.domain.projects.lag import ahead, rate, rounded, time_progress
from wzdesk.domain.projects.project import Nature
from wzdesk.domain.projects.roll_up import Sum
from wzdesk.domain.sheet_layout import Align, SheetLayout
from wzdesk.reports.projects.ledger_sheet import NO_FIELD
from wzdesk.reports.projects.page import Head, Page, letter

Sums = Mapping[tuple[str, ...], Sum]
_PARTS = (("项数", 7.0), ("总投资", 10.5), ("年度计划", 10.0), ("完成", 10.0))
_NATURES = (*(one.value for one in Nature), "")
_WORDS = {"": "未分性质"}


def lay_out_fields(sums: Sums, month: Period, name: str, *, is_demo: bool) -> SheetLayout:
    """A row for each field, and under them all; ``sums`` by (field, nature), amounts in 万元."""
    natures = [one for one in _NATURES if any(key[1] == one for key in sums)]
    fields = list(dict.fromkeys(key[0] for key in sums))
    heads = [
        Head("领域", 22),
        *_heads("合计"),
        Head("完成率\n（%）", 8, "合计"),
        Head("比序时\n（百分点）", 9.5, "合计"),
    ]
    for nature in natures:
        heads += _heads(_WORDS.get(nature, nature))
    page = Page(f"{name}投资情况表（{month.words}）", heads, "亿元、个", is_demo)
    first = page.row
    for field in fields:
        page.text(1, field or NO_FIELD)
        _row(page, [sums.get((field, nature), Sum()) for nature in natures], month, None)
        page.next_row()
    page.text(1, "合计", Align.CENTRE)
    added = [sum((sums.get((field, nature), Sum()) for field in fields), Sum()) for nature in natures]
    _row(page, added, month, (first, page.row - 1) if fields else None)
    page.next_row()
    progress = rounded(time_progress(month.last_month))
    page.note(
        f"注：完成为平台报表的年初累计；完成率为完成与年度计划之比；到{month.words}底序时进度为 {progress}%。"
    )
    return page.done("领域和性质", frozen_columns=1)


def _heads(group: str) -> list[Head]:
    return [Head(text, width, group) for text, width in _PARTS]


def _row(page: Page, parts: Sequence[Sum], month: Period, rows: tuple[int, int] | None) -> None:
    """A field's row, or the one that adds up ``rows``: the natures, and before them what they come to."""
    whole = sum(parts, Sum())
    for at, value in enumerate(_figures(whole), 2):
        others = "+".join(f"{letter(at + 6 + 4 * nature)}{page.row}" for nature in range(len(parts)))
        _figure(page, at, value, others)
    done, plan = f"E{page.row}", f"D{page.row}"
    share = rate(whole.done, whole.plan)
    ratio = f"{done}/{plan}*100"
    page.rounded(6, share, f'IF({plan}=0,"",{ratio})')
    page.rounded(
        7,
        ahead(whole.done, whole.plan, month.last_month),
        f'IF({plan}=0,"",{ratio}-{month.last_month}/12*100)',
    )
    for nature, part in enumerate(parts):
        for at, value in enumerate(_figures(part), 8 + 4 * nature):
            column = letter(at)
            _figure(page, at, value, f"SUM({column}{rows[0]}:{column}{rows[1]})" if rows else "")


def _figures(part: Sum) -> list[int | Decimal]:
    return [part.count, to_yi(part.total), to_yi(part.plan), to_yi(part.done)]


def _figure(page: Page, at: int, value: int | Decimal, formula: str) -> None:
    if isinstance(value, int):
        page.number(at, value, formula)
    else:
        page.rounded(at, value, formula)
