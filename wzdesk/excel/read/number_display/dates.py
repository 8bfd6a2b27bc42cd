"""Dates and times: yyyy"年"m"月", h:mm:ss, [h]:mm, aaaa, 上午/下午h"时"."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property

from wzdesk.excel.read.number_display.chinese_numerals import digit_by_digit, part_of_date
from wzdesk.excel.read.number_display.moments import Day, NoMoment, day_of, units_of
from wzdesk.excel.read.number_display.numbers import Show
from wzdesk.excel.read.number_display.sections import Language, Section
from wzdesk.excel.read.number_display.tokens import Kind, NotUnderstood, Token, sections_of

_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
           "November", "December")  # fmt: skip
_DAYS = ("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday")
_CHINESE_MONTHS = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二")
_CHINESE_DAYS = "日一二三四五六"
_SYSTEM = {Language.SYSTEM_DATE: 'yyyy"年"m"月"d"日"', Language.SYSTEM_TIME: "h:mm:ss"}
_MINUTES, _MONTH = "minutes", "month"
_ALLOWED = {Kind.LITERAL, Kind.MOMENT, Kind.HALF_DAY, Kind.PARTS_OF_SECOND}
_AS_WRITTEN = {Kind.POINT, Kind.COMMA, Kind.SLASH, Kind.PERCENT}


@dataclass(frozen=True)
class _Moment:
    """What the tokens take their figures from; ``whole_seconds`` since the beginning of all days."""

    serial: int
    second_of_day: int
    parts: str
    whole_seconds: int
    is_1904: bool

    @cached_property
    def day(self) -> Day:
        return day_of(self.serial, is_1904=self.is_1904)


@dataclass(frozen=True, slots=True)
class _Style:
    """How figures and names are written."""

    numerals: int
    is_chinese: bool
    has_half_days: bool


_Piece = Callable[[_Moment], str]


def show_date(section: Section, *, is_1904: bool) -> Show:
    """How serial numbers show under a section of dates or times; such a ``Show`` may raise NoMoment.

    Raises:
        NotUnderstood: it is none.
    """
    if section.language in _SYSTEM:
        section = replace(section, tokens=tuple(sections_of(_SYSTEM[section.language])[0]))
    tokens = section.tokens
    style = _Style(section.numerals, section.language is Language.CHINESE, section.has(Kind.HALF_DAY))
    pieces = [_piece(token, style, section.language) for token in _with_minutes(tokens)]
    decimals = max((len(t.text) - 1 for t in tokens if t.kind is Kind.PARTS_OF_SECOND), default=0)
    is_elapsed = any(token.text.startswith("[") for token in tokens if token.kind is Kind.MOMENT)
    if decimals > 9:
        raise NotUnderstood

    def show(value: Decimal) -> str:
        if value < 0 and not is_elapsed:
            raise NoMoment(value)
        units = units_of(abs(value), decimals)
        seconds, parts = divmod(units, 10**decimals)
        serial, second_of_day = divmod(seconds, 86400)
        written = f"{parts:0{decimals}}" if decimals else ""
        moment = _Moment(serial, second_of_day, written, seconds, is_1904)
        return "-" * (value < 0 and units > 0) + "".join([piece(moment) for piece in pieces])

    return show


def is_of_days(section: Section) -> bool:
    """Whether a section shows the day of a moment and nothing of its time."""
    tokens = [*_with_minutes(section.tokens)] if section.has(Kind.MOMENT) else []
    return (
        bool(tokens)
        and section.language not in _SYSTEM
        and all(
            token.kind is Kind.LITERAL
            or (
                token.kind is Kind.MOMENT
                and token.text[0] not in "hs["
                and not token.text.startswith(_MINUTES)
            )
            for token in tokens
        )
    )


def _with_minutes(tokens: Sequence[Token]) -> Iterator[Token]:
    """The tokens, m and mm told apart: behind hours or before seconds they are minutes."""
    moments = [at for at, token in enumerate(tokens) if token.kind is Kind.MOMENT]
    for at, token in enumerate(tokens):
        if token.kind is Kind.MOMENT and token.text in {"m", "mm"}:
            place = moments.index(at)
            before = tokens[moments[place - 1]].text if place else ""
            after = tokens[moments[place + 1]].text if place + 1 < len(moments) else ""
            is_minutes = before.strip("[")[:1] == "h" or after.strip("[")[:1] == "s"
            yield Token(Kind.MOMENT, f"{_MINUTES if is_minutes else _MONTH} {token.text}")
        elif token.kind in _AS_WRITTEN:
            yield Token(Kind.LITERAL, token.text)
        elif token.kind in _ALLOWED:
            yield token
        else:
            raise NotUnderstood(token.text)


def _piece(token: Token, style: _Style, language: Language) -> _Piece:
    text = token.text
    if token.kind is Kind.LITERAL:
        return lambda _: text
    if token.kind is Kind.PARTS_OF_SECOND:
        return lambda moment: "." + moment.parts[: len(text) - 1]
    if language is Language.OTHER and (text[:3] in {"mmm", "ddd"} or text[0] in "age"):
        raise NotUnderstood(text)
    if token.kind is Kind.HALF_DAY:
        names = _half_days(text, style)
        return lambda moment: names[moment.second_of_day >= 43200]
    if text.startswith("["):
        size = {"h": 3600, "m": 60, "s": 1}[text[1]]
        return lambda moment: digit_by_digit(
            f"{moment.whole_seconds // size:0{len(text) - 2}}", style.numerals
        )
    return _clock_piece(text, style) or _year_piece(text, style) or _calendar_piece(text, style)


def _half_days(text: str, style: _Style) -> tuple[str, str]:
    if text == "a/p":
        return ("A", "P")
    return ("上午", "下午") if style.is_chinese or text == "上午/下午" else ("AM", "PM")


def _clock_piece(text: str, style: _Style) -> _Piece | None:
    width, numerals = min(len(text), 2), style.numerals
    if text[0] == "h" and style.has_half_days:
        return lambda moment: part_of_date((moment.second_of_day // 3600 - 1) % 12 + 1, width, numerals)
    if text[0] == "h":
        return lambda moment: part_of_date(moment.second_of_day // 3600, width, numerals)
    if text[0] == "s":
        return lambda moment: part_of_date(moment.second_of_day % 60, width, numerals)
    if text.startswith(_MINUTES):
        width = len(text.partition(" ")[2])
        return lambda moment: part_of_date(moment.second_of_day // 60 % 60, width, numerals)
    return None


def _year_piece(text: str, style: _Style) -> _Piece | None:
    if text[0] == "g":
        return lambda _: "公元" if len(text) == 3 else ""
    if text[0] not in "ye":
        return None
    last = 2 if text[0] == "y" and len(text) <= 2 else 4
    return lambda moment: digit_by_digit(f"{moment.day.year:04}"[-last:], style.numerals)


def _calendar_piece(text: str, style: _Style) -> _Piece:
    """Months, days, and their names."""
    numerals = style.numerals
    if text.startswith(_MONTH):
        width = len(text.partition(" ")[2])
        return lambda moment: part_of_date(moment.day.month, width, numerals)
    if text[0] == "d" and len(text) <= 2:
        return lambda moment: part_of_date(moment.day.day, len(text), numerals)
    names = _names(text, is_chinese=style.is_chinese)
    if text[0] == "m":
        return lambda moment: names[moment.day.month - 1]
    return lambda moment: names[moment.day.weekday]


def _names(text: str, *, is_chinese: bool) -> Sequence[str]:
    """The names of months for mmm ..., of days of the week for ddd, aaa ..."""
    length = len(text)
    if text[0] == "a" or (text[0] == "d" and is_chinese):
        return [("周" if length == 3 else "星期") + name for name in _CHINESE_DAYS]
    if text[0] == "d":
        return [name[:3] if length == 3 else name for name in _DAYS]
    if is_chinese and length == 3:
        return [f"{month}月" for month in range(1, 13)]
    if is_chinese:
        return [name[0] if length == 5 else f"{name}月" for name in _CHINESE_MONTHS]
    return [{3: name[:3], 5: name[0]}.get(length, name) for name in _MONTHS]
