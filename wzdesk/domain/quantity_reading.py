"""Reading of a report's cell: what the text says, exactly, with the rest of it kept beside (§3)."""

import re
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from wzdesk.domain.figure_phrase import (
    Move,
    Phrase,
    as_fall,
    in_unit,
    is_points,
    is_share,
    read_move,
    read_phrase,
)
from wzdesk.domain.growth_words import read_growth_words
from wzdesk.domain.missing_words import availability_of
from wzdesk.domain.numerals import decimal_of
from wzdesk.domain.quantity import NOT_GIVEN, Availability, Basis, Op, Quantity
from wzdesk.domain.text import LONGEST, closed_up, normalise
from wzdesk.domain.units import bare_unit, convert, parse_unit

# Asked for with every cell: a name of a module is found several times as fast as a member of an enum.
_GIVEN, _LEVEL, _AT = Availability.GIVEN, Basis.LEVEL, Op.AT
_plain_figure = re.compile(r"[+-]?[0-9]{1,24}(?:\.[0-9]{1,14})?").fullmatch  # most cells of most sheets
_ASIDE = re.compile(r"\(([^()]*)\)")
_FOOTNOTE = re.compile(r"(?<=[\d%‰元人个])[*※①-⑳]+$")
_PARTED = re.compile(r"[;、/]|,(?!\d)|(?<!\d),")
_BRACKET = re.compile(r"(?P<before>[^\[\]\d]*)\[(?P<inner>[^\[\]]*)\](?P<after>[^\[\]]*)")
_TOTAL_BESIDE = re.compile(r"(?P<main>[^\[\]]*\d[^\[\]]*)(?P<total>\[[^\[\]]+\])")
_BRACKET_WORDS = re.compile(r"^(?:五年)?累计(?=\D*\d)")
_FILLERS = re.compile(
    r"^(?:同比|环比|[比较](?:上年|去年)(?:同期)?|与(?:上年|去年)(?:同期)?相比|年均|平均|实际|名义|"
    r"预计(?:全年|为)?|已|累计|全年|当年|按?可比价(?:格)?(?:计算)?|按?现价)+:?"
)
_SAME_AS_BEFORE = re.compile(r"^与(?:上年|去年)(?:同期)?(?=(?:基本|大体|大致)?持平$)")
_GROWTH_NAMES = re.compile(r"^(?:增速|增幅|增长率|(?P<fall>降幅|跌幅))(?:为|达到|达|约)?:?")
_YEAR_ASIDE = re.compile(r"(?:截至|截止)?(\d{4})年?(?:度)?(?:\d{1,2}月)?(?:末|底|数|数据)?")
_NO_UNIT = frozenset({"", "-", "—", "--", "——", "/", "无"})
_RATE_MOVES = frozenset(
    {"增长", "增", "下降", "降", "降低", "上涨", "下跌", "上升", "回落", "下滑", "涨", "跌", "↑", "↓"}
)


@lru_cache(maxsize=4096)
def plain_unit(unit: str) -> str:
    """An indicator's unit, "" where the form draws a dash for 无单位."""
    return "" if bare_unit(unit) in _NO_UNIT else unit.strip()


def read_quantity(text: str, unit: str = "") -> Quantity:
    """What a cell says, of an indicator reported in ``unit``. Any text has an answer.

    A number keeps its digits (``29.0``, ``0.770``) unless the text names another unit, then it is
    converted exactly. What is no figure is told apart: not available, not applicable, not given, words.
    Rule: design §3, after source 000 table 1 and source 002 table 十三五.
    """
    own = plain_unit(unit)
    if _plain_figure(text):
        return Quantity(text, _GIVEN, _LEVEL, _AT, Decimal(text), None, own)
    trimmed = text.strip()
    if len(trimmed) > LONGEST:
        return Quantity(text, Availability.WORDS, unit=own)
    spaced = normalise(trimmed)
    if not spaced:
        return NOT_GIVEN if not text else replace(NOT_GIVEN, text=text)
    if (value := decimal_of(spaced)) is not None:
        return Quantity(text, Availability.GIVEN, Basis.LEVEL, Op.AT, value, None, own)
    bare = closed_up(spaced)
    if (missing := availability_of(bare)) is not None:
        return Quantity(text, missing, unit=own)
    return _read_figure(text, bare, own)


def _read_figure(text: str, bare: str, own: str) -> Quantity:
    asides = tuple(_ASIDE.findall(bare))
    main_text = without_asides(bare)
    if mark := _FOOTNOTE.search(main_text):
        main_text, asides = main_text[: mark.start()], (*asides, mark[0])
    if found := _TOTAL_BESIDE.fullmatch(main_text):  # 56.4[4.6]
        main_text, asides = found["main"], (*asides, found["total"])
    if found := _BRACKET.fullmatch(main_text):
        main = _read_bracket(text, found, own)
    else:
        main = _read_main(text, main_text, own)
    if main is None:
        return _read_several(text, bare, own) or Quantity(text, Availability.WORDS, unit=own)
    main, asides = _with_unit_aside(main, main_text, asides, own)
    also = tuple(_read_aside(aside, own) for aside in asides)
    return replace(main, also=main.also + also)


def _read_several(text: str, bare: str, own: str) -> Quantity | None:
    """``8730.6亿元，增长6.9%``: the figure and its growth; two figures of one kind are words."""
    parts = [part for part in _PARTED.split(bare) if part]
    read = [_read_main(part, part, own) for part in parts]
    found = [quantity for quantity in read if quantity is not None]
    if len(found) < 2 or len(found) < len(parts) or len({one.basis for one in found}) < len(found):
        return None
    return replace(found[0], text=text, also=tuple(found[1:]))


def without_asides(text: str) -> str:
    """A text without its parentheses; figures on both sides of one stay apart."""
    return _ASIDE.sub("", re.sub(r"(?<=\d)\([^()]*\)(?=\d)", "|", text))


def _read_bracket(text: str, found: re.Match[str], own: str) -> Quantity | None:
    """``[20]``, ``[-15.5%]``: a total over the plan's years; 省下达 before it stays beside."""
    phrase = bracket_phrase(found["before"], found["inner"], found["after"], own)
    main = _given(text, phrase, Basis.CUMULATIVE, own) if phrase else None
    if main is None or not found["before"] or _is_move(found["before"]):
        return main
    return replace(main, also=(Quantity(found["before"], Availability.WORDS),))


def bracket_phrase(before: str, inner: str, after: str, own: str) -> Phrase | None:
    """The number of ``[20以上]``, ``[20]以上``, ``[降低15]``, ``削减[12.9%]``: a fall is negative."""
    figure = _BRACKET_WORDS.sub("", inner) + after
    moved = read_move(before + figure if _is_move(before) else figure, own)
    return moved.phrase if moved else read_phrase(figure, own)


def _is_move(word: str) -> bool:
    return bool(word) and read_move(word + "1") is not None


def _read_main(text: str, bare: str, own: str) -> Quantity | None:
    plain = _FILLERS.sub("", _SAME_AS_BEFORE.sub("", bare))
    if named := _GROWTH_NAMES.match(plain):
        phrase = read_phrase(plain[named.end() :], own)
        if phrase and named["fall"]:
            phrase = as_fall(phrase)
        return _given(text, phrase, Basis.GROWTH, own) if phrase else None
    if move := read_move(plain, own):
        return _given(text, move.phrase, basis_of_move(move, own), own)
    if words := read_growth_words(plain):
        return Quantity(text, Availability.GIVEN, Basis.GROWTH, words.op, words.value, None, "%")
    phrase = read_phrase(plain, own)
    if phrase is None or (plain.startswith("完成") and tells_share(phrase, own)):  # 完成80% of the plan
        return None
    return _given(text, phrase, basis_of_phrase(phrase, own), own)


def tells_share(phrase: Phrase, own: str) -> bool:
    """Whether a phrase is in percent while the indicator is not."""
    return is_share(phrase.unit) and bool(own) and not is_share(own)


def basis_of_move(move: Move, own: str) -> Basis:
    """What a movement tells: 提高到 a level, points or units a change, percent a growth rate.

    Without a unit, 增长 is a growth rate; so are the other words for rates (下降4.2 of 亿元) of amounts,
    while 增加20 of 家 are 20 more.
    """
    unit = move.phrase.unit
    if move.onto:
        return Basis.LEVEL
    if unit:
        return Basis.GROWTH if is_share(unit) else Basis.CHANGE
    if move.word in {"增长", "增"}:
        return Basis.GROWTH
    return Basis.GROWTH if move.word in _RATE_MOVES and _is_amount(own) else Basis.CHANGE


def _is_amount(unit: str) -> bool:
    parsed = parse_unit(unit)
    return parsed is not None and not parsed.is_percent and parsed.dimension != ("rank",)


def basis_of_phrase(phrase: Phrase, own: str) -> Basis:
    """What a bare number tells: points a change; a percent of something not in percent a growth rate."""
    if is_points(phrase.unit):
        return Basis.CHANGE
    return Basis.GROWTH if tells_share(phrase, own) else Basis.LEVEL


def _given(text: str, phrase: Phrase, basis: Basis, own: str) -> Quantity | None:
    """The quantity of a phrase, in the indicator's unit (levels) or in percent and points."""
    placed = _placed(phrase, basis, own)
    if placed is None:
        return None
    phrase, unit = placed
    return Quantity(text, Availability.GIVEN, basis, phrase.op, phrase.value, phrase.high, unit)


def _placed(phrase: Phrase, basis: Basis, own: str) -> tuple[Phrase, str] | None:
    if is_points(phrase.unit):
        return in_points(phrase, own)
    if basis is Basis.GROWTH:
        return in_unit(phrase, "%")
    if basis is Basis.CHANGE and not phrase.unit and is_share(own):
        return phrase, "个百分点"
    if is_share(phrase.unit) and not is_share(own):
        return phrase, phrase.unit
    return in_unit(phrase, own)


def in_points(phrase: Phrase, own: str) -> tuple[Phrase, str] | None:
    """Points as percentage points; of an indicator in ‰ they stay as they are."""
    unit = "个千分点" if own == "‰" and convert(Decimal(1), phrase.unit, "个千分点") == 1 else "个百分点"
    return in_unit(phrase, unit)


def _with_unit_aside(
    main: Quantity, main_text: str, asides: tuple[str, ...], own: str
) -> tuple[Quantity, tuple[str, ...]]:
    """``198.5(亿美元)``: the unit stands in parentheses behind the number."""
    for index, aside in enumerate(asides):
        if parse_unit(aside) is None or main.availability is not Availability.GIVEN:
            continue
        named = _read_main(main.text, main_text + aside, own) or _read_main(main.text, main_text + aside, "")
        if named is not None:
            return named, asides[:index] + asides[index + 1 :]
    return main, asides


def _read_aside(aside: str, own: str) -> Quantity:
    if _YEAR_ASIDE.fullmatch(aside):
        return Quantity(aside, Availability.WORDS)
    value = decimal_of(aside)
    if value is not None:
        return Quantity(aside, Availability.GIVEN, Basis.LEVEL, Op.AT, value, None, own)
    total = _BRACKET.fullmatch(aside)
    inner = _read_bracket(aside, total, own) if total else _read_main(aside, aside, own)
    return inner or Quantity(aside, Availability.WORDS)
