"""A value to fill in, as a cell stores it."""

import re
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import NamedTuple, assert_never

from wzdesk.excel.fill.cell_content import CellValue, shown
from wzdesk.excel.fill.report import FillValue
from wzdesk.excel.fill.xml_bytes import escape
from wzdesk.excel.read.number_format import plain_number
from wzdesk.excel.text_escapes import escape_text

_LONGEST_TEXT = 32_767
_MOST_DIGITS = 15
_MOST, _LEAST = 307, -307  # powers of ten of what a cell keeps
_PLAIN_FROM, _PLAIN_TO = -25, 25
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_EDGES = re.compile(r"^\s|\s$|\n|\t|\s\s")
_SHORT = re.compile(r"-?(?:[1-9]\d{0,11}|0)(?:\.\d{0,8}[1-9])?(?<!-0)")
"""Numbers as usual, which are written just as they stand."""
_EPOCH, _EPOCH_1904 = datetime(1899, 12, 30, tzinfo=UTC), datetime(1904, 1, 1, tzinfo=UTC)
_LEAP_BUG = 61  # the day 1900-02-29 that sheets have and calendars do not
_DAY = 86_400


class Unfit(Exception):
    """A value that no cell can hold; the message says why."""


class NewValue(NamedTuple):
    """A value's type mark, the bytes between its marks, what formulas see, and what the report says.

    ``is_too_long`` tells of a number with more digits than a sheet keeps.
    """

    kind: str
    text: bytes
    value: CellValue
    after: str
    is_date: bool = False
    is_too_long: bool = False

    def inner(self, prefix: bytes) -> bytes:
        """What stands between the cell's tags."""
        if self.value is None:
            return b""
        if self.kind != "inlineStr":
            return b"<%bv>%b</%bv>" % (prefix, self.text, prefix)
        space = b' xml:space="preserve"' if _EDGES.search(str(self.value)) else b""
        return b"<%bis><%bt%b>%b</%bt></%bis>" % (prefix, prefix, space, self.text, prefix, prefix)

    def equals(self, there: CellValue) -> bool:
        """Whether a cell holds this already; numbers agree when their 15 digits do, as every sheet shows them."""
        if there is None:
            return self.value is None
        if isinstance(self.value, float) and isinstance(there, float):
            return f"{self.value + 0.0:.15g}" == f"{there + 0.0:.15g}"  # + 0.0: no minus before a zero
        if isinstance(there, str):
            there = _with_plain_breaks(there)
        return type(self.value) is type(there) and self.value == there


def new_value(value: FillValue, *, is_1904: bool) -> NewValue:
    """Prepares a value.

    Raises:
        Unfit: no cell can hold it.
    """
    match value:
        case Decimal():  # what forms are filled with most goes first
            return _number(value)
        case None:
            return NewValue("", b"", None, "")
        case bool():
            return NewValue("b", b"%d" % value, value, shown(value))
        case str():
            return _text(value) if value else NewValue("", b"", None, "")
        case date():
            return _date(value, is_1904=is_1904)
    assert_never(value)


def _text(text: str) -> NewValue:
    plain = _with_plain_breaks(text)
    if _CONTROL.search(plain):
        raise Unfit("要填的文字里有看不见的控制符，请去掉后再填")
    if len(plain.encode("utf-16-le")) // 2 > _LONGEST_TEXT:
        raise Unfit("要填的文字超过一格能放的 32767 个字，请改短")
    return NewValue("inlineStr", escape(escape_text(plain)), plain, plain)


def _with_plain_breaks(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _number(number: Decimal) -> NewValue:
    plain = str(number)
    if _SHORT.fullmatch(plain):
        return NewValue("", plain.encode(), float(plain), plain, is_too_long=_is_too_long(number, plain))
    if not number.is_finite():
        raise Unfit("要填的不是一个数，请核对")
    size = number.adjusted() if number else 0
    if not _LEAST <= size <= _MOST:
        raise Unfit("要填的数太大或太小，表格里放不下，请换个单位")
    is_too_long, plain = _is_too_long(number, plain), plain_number(number)
    digits = plain if _PLAIN_FROM <= size <= _PLAIN_TO else _short(number)
    return NewValue("", digits.encode(), float(number), plain, is_too_long=is_too_long)


def _short(number: Decimal) -> str:
    return format(_without_zeros(number), "E")


def _without_zeros(number: Decimal) -> Decimal:
    sign, digits, exponent = number.as_tuple()
    assert isinstance(exponent, int)
    kept = "".join(map(str, digits)).lstrip("0").rstrip("0") or "0"
    dropped = len("".join(map(str, digits)).lstrip("0")) - len(kept)
    return Decimal((sign, tuple(map(int, kept)), exponent + dropped))


def _is_too_long(number: Decimal, text: str) -> bool:
    return len(text) > _MOST_DIGITS and len(_without_zeros(number).as_tuple().digits) > _MOST_DIGITS


def _date(day: date, *, is_1904: bool) -> NewValue:
    is_moment = isinstance(day, datetime)
    if isinstance(day, datetime) and day.tzinfo:
        raise Unfit("要填的时间带着时区，请改成当地时间")
    hour = (day.hour, day.minute, day.second, day.microsecond) if isinstance(day, datetime) else (0, 0, 0, 0)
    since = datetime(day.year, day.month, day.day, *hour, tzinfo=UTC) - (_EPOCH_1904 if is_1904 else _EPOCH)
    days = since.days - (1 if not is_1904 and since.days < _LEAP_BUG else 0)
    if days < (0 if is_1904 else 1):
        raise Unfit(f"放不下 {day.isoformat()}，表格里的日期从 {'1904' if is_1904 else '1900'} 年起")
    serial = days + (since.seconds + since.microseconds / 1_000_000) / _DAY
    text = repr(int(serial) if serial == int(serial) else serial)
    after = day.isoformat(" ") if isinstance(day, datetime) else day.isoformat()
    return NewValue("", text.encode(), float(serial), after if is_moment else day.isoformat(), is_date=True)
