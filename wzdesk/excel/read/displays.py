"""What many cells of one kind and format display and are: column by column, without a call of ours for each cell."""

import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from itertools import repeat
from operator import sub

from wzdesk.excel.read.book import SHORT, WRITTEN_OUT, BookCell, CellFormat, ValueKind
from wzdesk.excel.read.number_display.display import SURELY_THE_DAY, day_writer_of, simple_for_positives
from wzdesk.excel.read.number_display.numbers import Simple
from wzdesk.excel.read.number_format import FAR_OFF, iso_moment, iso_of_days

_TEXT, _NUMBER, _DATE = ValueKind.TEXT, ValueKind.NUMBER, ValueKind.DATE
_ALL_WRITTEN_OUT = re.compile(rf"(?>(?:(?:[^\0]{{0,{SHORT - 1}}}|{WRITTEN_OUT})\0)+)").fullmatch


def displays(raws: Sequence[str], kind: ValueKind, format_: CellFormat) -> Sequence[str]:
    """``BookCell.display`` of all cells of a kind and a format that hold these."""
    if format_.code == "General":
        if kind is _TEXT or (kind is _NUMBER and _ALL_WRITTEN_OUT("\0".join(raws) + "\0")):
            return raws
    elif kind is _NUMBER:
        if simple := simple_for_positives(format_.code):
            return _numbers(simple, raws, format_)
    elif kind is _DATE:
        write_day = day_writer_of(format_.code, format_.is_1904)
        if write_day and (days := _whole_days(raws)):
            return [*map(write_day, days)]
    return [BookCell(1, 1, raw, kind, format_).display for raw in raws]


def values(
    raws: Sequence[str], kind: ValueKind, format_: CellFormat, of_text: Callable[[str], str | None]
) -> Sequence[str | None]:
    """``BookCell.value`` of all cells of a kind and a format that hold these; of a text what ``of_text`` gives."""
    if kind is _NUMBER:
        return raws
    if kind is _TEXT:
        return [*map(of_text, raws)]
    if kind is not _DATE:
        return [None] * len(raws)
    if days := _whole_days(raws):
        return [*map(iso_of_days, days, repeat(format_.is_1904))]
    return [*map(iso_moment, raws, repeat(format_.is_1904))]


def _whole_days(raws: Sequence[str]) -> list[int] | None:
    """The days of serials; None where one is no day of ours, or so late in its day that it may show the next."""
    days = [*map(float, raws)]
    if min(days) < 0 or max(days) >= FAR_OFF:
        return None
    whole = [*map(int, days)]
    return whole if max(map(sub, days, whole)) < SURELY_THE_DAY else None


def _numbers(simple: Simple, raws: Sequence[str], format_: CellFormat) -> Sequence[str]:
    """Those that are not positive one by one: a section of their own may be for them."""
    before, after = simple.before.lstrip(), simple.after.rstrip()
    texts = [f"{before}{digits}{after}" for digits in simple.digits(map(Decimal, raws))]
    for at, raw in enumerate(raws):
        if raw[0] == "-" or raw == "0":
            texts[at] = BookCell(1, 1, raw, _NUMBER, format_).display
    return texts
