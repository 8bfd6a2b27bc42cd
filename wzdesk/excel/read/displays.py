"""What many cells of one kind and format display: column by column, without a call of ours for each cell."""

import re
from collections.abc import Sequence
from decimal import Decimal
from operator import sub

from wzdesk.excel.read.book import SHORT, WRITTEN_OUT, BookCell, CellFormat, ValueKind
from wzdesk.excel.read.number_display.display import SURELY_THE_DAY, day_writer_of, simple_for_positives
from wzdesk.excel.read.number_display.moments import LAST_DAY
from wzdesk.excel.read.number_display.numbers import Simple

_TEXT, _NUMBER, _DATE = ValueKind.TEXT, ValueKind.NUMBER, ValueKind.DATE
_ALL_WRITTEN_OUT = re.compile(rf"(?:(?:[^\0]{{0,{SHORT - 1}}}|{WRITTEN_OUT})\0)++").fullmatch


def displays(raws: Sequence[str], kind: ValueKind, format_: CellFormat) -> Sequence[str]:
    """``BookCell.display`` of all cells of a kind and a format that hold these."""
    if format_.code == "General":
        if kind is _TEXT or (kind is _NUMBER and _ALL_WRITTEN_OUT("\0".join(raws) + "\0")):
            return raws
    elif kind is _NUMBER:
        if simple := simple_for_positives(format_.code):
            return _numbers(simple, raws, format_)
    elif kind is _DATE and (write_day := day_writer_of(format_.code, format_.is_1904)):
        days = [*map(float, raws)]
        if min(days) >= 0 and max(days) < LAST_DAY:
            whole = [*map(int, days)]
            if max(map(sub, days, whole)) < SURELY_THE_DAY:
                return [*map(write_day, whole)]
    return [BookCell(1, 1, raw, kind, format_).display for raw in raws]


def _numbers(simple: Simple, raws: Sequence[str], format_: CellFormat) -> Sequence[str]:
    """Those that are not positive one by one: a section of their own may be for them."""
    before, after = simple.before.lstrip(), simple.after.rstrip()
    texts = [f"{before}{digits}{after}" for digits in simple.digits(map(Decimal, raws))]
    for at, raw in enumerate(raws):
        if raw[0] == "-" or raw == "0":
            texts[at] = BookCell(1, 1, raw, _NUMBER, format_).display
    return texts
