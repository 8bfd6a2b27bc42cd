"""What a sheet displays: the section of a format that a value falls under, and the text it makes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from wzdesk.excel.read.number_display.chinese_numerals import in_words
from wzdesk.excel.read.number_display.dates import is_of_days, show_date
from wzdesk.excel.read.number_display.fractions import show_fraction
from wzdesk.excel.read.number_display.general import general_text
from wzdesk.excel.read.number_display.moments import LAST_DAY, NoMoment
from wzdesk.excel.read.number_display.numbers import Show, Simple, show_number, simple_number
from wzdesk.excel.read.number_display.sections import Condition, Section, read_sections
from wzdesk.excel.read.number_display.tokens import Kind, NotUnderstood


class Displayed(NamedTuple):
    """A value as the sheet displays it; a tuple, as there are as many as a book has cells.

    ``is_understood`` is False where the format was not, or has nothing for this value (a day before 1900, for
    which a sheet shows ####): the text is then the number written out.
    """

    text: str
    is_understood: bool = True


Formatter = Callable[[Decimal], Displayed]
_ZERO = Decimal(0)
SURELY_THE_DAY = 0.9999
"""A part of a day below which no rounding makes it the next."""
_DAYS_KEPT = 16_384


@dataclass(frozen=True, slots=True)
class _Case:
    """One section: which numbers it is for, and how they show; without a minus where the section says it."""

    condition: Condition | None
    show: Show
    has_minus: bool


def displayed(value: Decimal, code: str, *, is_1904: bool = False) -> Displayed:
    """What a sheet displays of a number under a format."""
    return formatter_of(code, is_1904=is_1904)(value)


def displayed_text(text: str, code: str) -> str:
    """What a sheet displays of a text under a format."""
    section = _text_section(code)
    if section is None:
        return text
    return "".join(text if token.kind is Kind.TEXT else token.text for token in section.tokens)


@lru_cache(maxsize=1024)  # a book has few formats and many cells
def _text_section(code: str) -> Section | None:
    """The section for texts: the fourth, or the last if it has an @."""
    try:
        sections = read_sections(code)
    except NotUnderstood:
        return None
    last = sections[-1]
    return last if (len(sections) == 4 or last.has(Kind.TEXT)) and not last.has(Kind.GENERAL) else None


@lru_cache(maxsize=1024)
def formatter_of(code: str, *, is_1904: bool = False) -> Formatter:
    """How a sheet displays numbers under a format, for many of them."""
    choose = _choice(code, is_1904)

    def show(value: Decimal) -> Displayed:
        try:
            return Displayed(choose(value))
        except (NoMoment, NotUnderstood):
            return Displayed(general_text(value), is_understood=False)

    return show


@lru_cache(maxsize=1024)
def writer_of(code: str, is_1904: bool) -> Callable[[str], str]:  # noqa: FBT001 - by place it is quicker
    """The texts of that alone, of numbers in decimal text and without blanks at their ends, for still more of them."""
    write, write_day = _plain_writer(code, is_1904), day_writer_of(code, is_1904)
    if write_day is None:
        return write

    def write_by_day(value: str) -> str:
        days = float(value)
        if 0 <= days < LAST_DAY and days - (day := int(days)) < SURELY_THE_DAY:
            return write_day(day)
        return write(value)

    return write_by_day


@lru_cache(maxsize=1024)
def day_writer_of(code: str, is_1904: bool) -> Callable[[int], str] | None:  # noqa: FBT001 - as above
    """The same for days, from 0 to before ``LAST_DAY``; None for a format that shows something else."""
    if _choice(code, is_1904) is _not_understood or not _shows_days(code):
        return None
    write = _plain_writer(code, is_1904)
    return lru_cache(maxsize=_DAYS_KEPT)(lambda day: write(str(day)))


def _plain_writer(code: str, is_1904: bool) -> Callable[[str], str]:  # noqa: FBT001 - as above
    choose = _choice(code, is_1904)

    def write(value: str) -> str:
        try:
            return choose(Decimal(value)).strip()
        except (NoMoment, NotUnderstood):
            return general_text(Decimal(value)).strip()

    return write


def _shows_days(code: str) -> bool:
    """Whether all numbers show as the day of a date, whatever the time of the day, under a format that is understood."""
    sections = _for_numbers(code)
    return len(sections) == 1 and not sections[0].condition and is_of_days(sections[0])


@lru_cache(maxsize=1024)
def simple_for_positives(code: str) -> Simple | None:
    """How a format shows positive numbers, where that is simple."""
    if _choice(code, False) is _not_understood:
        return None
    sections = _for_numbers(code)
    if not sections or any(section.condition for section in sections):
        return None
    return simple_number(sections[0])


def _choice(code: str, is_1904: bool) -> Show:  # noqa: FBT001 - as above
    """How numbers show; what is returned may raise what a section raises."""
    try:
        return _chooser(_cases(code, is_1904=is_1904))
    except NotUnderstood:
        return _not_understood


def _not_understood(_: Decimal) -> str:
    raise NotUnderstood


def _cases(code: str, *, is_1904: bool) -> list[_Case]:
    """The sections for numbers; General where there are none but one for texts."""
    sections = _for_numbers(code)
    cases = [
        _Case(section.condition, _show(section, is_1904=is_1904), _has_minus(sections, at))
        for at, section in enumerate(sections)
    ]
    return cases or [_Case(None, general_text, has_minus=True)]


def _for_numbers(code: str) -> list[Section]:
    """The sections of a code without that for texts."""
    sections = read_sections(code)
    return sections[:-1] if len(sections) == 4 or sections[-1].has(Kind.TEXT) else sections


def _show(section: Section, *, is_1904: bool) -> Show:
    if section.has(Kind.TEXT):
        raise NotUnderstood
    if section.has(Kind.GENERAL):
        return _show_general(section)
    if section.has(Kind.MOMENT, Kind.HALF_DAY):
        return show_date(section, is_1904=is_1904)
    if section.has(Kind.SLASH) and section.has(Kind.DIGIT):
        return show_fraction(section)
    if section.has(Kind.DIGIT):
        return show_number(section)
    words = "".join(token.text for token in section.tokens)
    if not section.tokens and section.numerals:
        return lambda value: in_words(general_text(value), section.numerals)
    return lambda value: "-" + words if value < 0 and words else words


def _show_general(section: Section) -> Show:
    before, _, after = "".join(
        "\0" if token.kind is Kind.GENERAL else token.text for token in section.tokens
    ).partition("\0")
    if section.has(*(set(Kind) - {Kind.GENERAL, Kind.LITERAL})) or "\0" in after:
        raise NotUnderstood
    if not before and not after and not section.numerals:
        return general_text

    def show(value: Decimal) -> str:
        text = in_words(general_text(abs(value)), section.numerals)
        return f"{'-' * (value < 0)}{before}{text}{after}"

    return show


def _has_minus(sections: Sequence[Section], at: int) -> bool:
    """Whether negative numbers get a minus by themselves.

    They do not in the section for negatives, and where a condition lets through nothing else. As Excel does it;
    of two sections also the second has none behind a condition of less.
    """
    conditions = [section.condition for section in sections]
    own = conditions[at]
    if own:
        return not own.is_for_negatives
    if not any(conditions):
        return len(sections) == 1
    first = conditions[0]
    return not (len(sections) == 2 and at == 1 and first and first.sign in {"<", "<=", "<>"})


def _chooser(cases: Sequence[_Case]) -> Show:
    """How any number shows: by the section it falls under."""
    first = cases[0]
    if any(case.condition for case in cases):
        return lambda value: _show_by_condition(cases, value)
    if len(cases) == 1:
        return first.show
    second, third = cases[1], cases[2] if len(cases) > 2 else first

    def show(value: Decimal) -> str:
        if value > _ZERO:
            return first.show(value)
        return second.show(-value) if value < _ZERO else third.show(value)

    return show


def _show_by_condition(cases: Sequence[_Case], value: Decimal) -> str:
    for at, case in enumerate(cases):
        if _is_for(cases, at, value):
            return case.show(value if case.has_minus else abs(value))
    if len(cases) > 1:
        raise NotUnderstood
    return general_text(value)


def _is_for(cases: Sequence[_Case], at: int, value: Decimal) -> bool:
    """Whether a section takes a number that those before it left."""
    condition = cases[at].condition
    if condition:
        return condition.holds(value)
    if at == len(cases) - 1:
        return True
    return value > 0 if at == 0 else value < 0
