"""What a cell of a project sheet says in its column: amounts in 万元, dates, percents; or why it says nothing."""

import re
from collections.abc import Sequence
from decimal import Decimal

from wzdesk.db.projects.codec import MOST
from wzdesk.domain.numerals import decimal_of
from wzdesk.domain.projects.amount import in_fen
from wzdesk.domain.projects.when import When, read_when
from wzdesk.domain.text import normalise
from wzdesk.domain.units import convert, plain
from wzdesk.excel.read.book import BookCell, ValueKind
from wzdesk.excel.recognise.words import is_mark
from wzdesk.services.projects.sheets.figures import Value
from wzdesk.services.projects.sheets.what import AMOUNTS, DATES, WORDS, What
from wzdesk.services.projects.sheets.words import (
    dates_of_span,
    is_doubtful_month,
    is_open_date,
    nature_in,
    percent_of,
    says_nothing,
    stage_in,
)

MONEY = "万元"
Told = Sequence[tuple[What, Value, str]]
"""Figures with what there is to remark."""
_AMOUNT = re.compile(r"(?P<about>约|近|超|超过)?\s*(?P<number>[-+]?[\d,. ]+)\s*(?P<unit>[百千万亿]{0,2}元)?")


class NotRead(Exception):
    """A cell that says something which its column cannot mean; the message says why."""


def amount_in(what: What, cell: BookCell, text: str, unit: str) -> Told:
    """The amount of a cell in 万元, exactly; [] where a mark says that there is none."""
    own, remark = unit, ""
    if cell.kind is ValueKind.NUMBER:
        number: Decimal | None = Decimal(cell.raw)
    elif cell.kind in {ValueKind.ERROR, ValueKind.UNCALCULATED}:
        raise NotRead("公式没有结果" if cell.kind is ValueKind.UNCALCULATED else f"公式出错（{text}）")
    else:
        found = _AMOUNT.fullmatch(normalise(text))
        number = decimal_of(found["number"].strip()) if found else None
        own = (found["unit"] if found else "") or unit
        remark = f"表上写“{text}”" if found and found["about"] else ""
        if number is None and (is_mark(text) or says_nothing(text)):
            return []
    if number is None:
        raise NotRead("不是数")
    amount = convert(number, own, MONEY)
    if amount is None or in_fen(amount) is None:
        raise NotRead("比一分钱还细，请核对单位和小数")
    if abs(amount) > MOST:
        raise NotRead("超过 10 万亿元，太大了，请核对单位")
    if amount < 0 and what in {What.TOTAL, What.PLAN}:
        raise NotRead(f"{WORDS[what]}不能是负数")
    if own != MONEY:
        remark = "；".join(filter(None, (remark, f"{plain(number)}{own}换成 {plain(amount)}{MONEY}")))
    return [(what, amount, remark)]


def _date(what: What, cell: BookCell, text: str) -> Told:
    if is_open_date(text):
        raise NotRead("还没有定日期")
    if is_mark(text) or says_nothing(text):
        return []
    found = read_when(text)
    if found is None and cell.kind is ValueKind.DATE and cell.value:
        found = read_when(cell.value[:10])
    if found is None and cell.kind is ValueKind.NUMBER:
        found = read_when(cell.raw)
    if found is None:
        raise NotRead("不是日期")
    is_doubtful = cell.kind is ValueKind.NUMBER and is_doubtful_month(cell.raw) and not text.endswith("0")
    remark = f"写成数字的 {text} 可能是 {found.year}.10，请核对" if is_doubtful else ""
    return [(what, found, remark)]


def _span(text: str) -> Told:
    if is_mark(text) or says_nothing(text) or is_open_date(text):
        return []
    first, last = dates_of_span(text)
    if first is None and last is None:
        raise NotRead("不是起止时间")
    told: list[tuple[What, Value, str]] = []
    told += [(What.START, first, "")] if isinstance(first, When) else []
    told += [(What.END, last, "")] if isinstance(last, When) else []
    return told


def _percent(cell: BookCell, text: str) -> Told:
    if is_mark(text) or says_nothing(text):
        return []
    if cell.kind is ValueKind.NUMBER:
        value = percent_of(Decimal(cell.raw), is_format="%" in cell.format.code)
    else:
        number = decimal_of(normalise(text).removesuffix("%").strip())
        if number is None:
            raise NotRead("不是百分数")
        value = number
    return [(What.PERCENT, value, "")]


def tidy(text: str) -> str:
    """A text without blanks at the ends of its lines."""
    return "\n".join(line.strip() for line in text.replace("\r", "").split("\n")).strip()


def told_in(what: What, cell: BookCell, text: str, unit: str) -> Told:
    """What a cell says in a column of this kind; [] where it says that there is nothing.

    Raises:
        NotRead: it says something else.
    """
    if what in AMOUNTS:
        return amount_in(what, cell, text, unit)
    if what in DATES:
        return _date(what, cell, text)
    if what is What.SPAN:
        return _span(text)
    if what is What.PERCENT:
        return _percent(cell, text)
    return [] if says_nothing(text) else _words(what, text)


def _words(what: What, text: str) -> Told:
    if what is What.LIST:
        return [(what, tuple(sorted(set(filter(None, re.split(r"[、,，;；\s]+", text))))), "")]
    if what not in {What.NATURE, What.STAGE}:
        return [(what, tidy(text), "")]
    found: Value | None = nature_in(text) if what is What.NATURE else stage_in(text)
    if found is None:
        raise NotRead(f"不认识的{WORDS[what]}“{text}”")
    return [(what, found, "")]
