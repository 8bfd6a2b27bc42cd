"""Reading of a report's cell: what the text says, exactly, with the rest of it kept beside (§3)."""

import re
from dataclasses import replace
from decimal import Decimal

from wzdesk.domain.figure_phrase import Move, Phrase, in_unit, is_points, is_share, read_move, read_phrase
from wzdesk.domain.numerals import decimal_of
from wzdesk.domain.quantity import NOT_GIVEN, Availability, Basis, Op, Quantity
from wzdesk.domain.text import normalise
from wzdesk.domain.units import parse_unit

_NOT_AVAILABLE = re.compile(
    r"(?:数据)?(?:目前)?(?:暂|尚|还)?(?:时)?(?:无|没有|未有|缺)(?:法)?(?:此)?(?:项)?(?:统计)?(?:数据|数|资料|统计)?(?:可用|提供)?"
    r"|(?:数据)?(?:暂|尚|还|仍)?未(?:正式|对外)?(?:公布|发布|反馈|出|统计|核定|下发|提供|报|上报|出数|出炉)(?:数据)?"
    r"|(?:数据)?(?:暂)?缺(?:失|报|数)?|暂缺|(?:数据)?不详|待(?:公布|发布|统计|核定|报|反馈)|无法(?:统计|取得|提供|获取)(?:数据)?"
    r"|(?:…|\.{3,}|。{3,}|⋯)+|[#]?n\.?/?a\.?|#?空缺",
    re.IGNORECASE,
)
_PLAIN_WORDS = frozenset({"无", "没有", "缺"})
_NOT_APPLICABLE = re.compile(r"[-—/\\]{1,4}|不适用|不涉及|无此项(?:指标)?|不作要求|不考核|不统计")
_BRACKETS = re.compile(r"\[([^\[\]]*)\](.*)")
_ASIDE = re.compile(r"\(([^()]*)\)")
_FILLERS = re.compile(
    r"^(?:同比|环比|比上年(?:同期)?|较上年(?:同期)?|比去年(?:同期)?|较去年(?:同期)?|与上年(?:同期)?相比|年均|平均|实际|名义|"
    r"预计(?:全年)?|预计为|累计|全年|当年|其中|按可比价(?:格)?(?:计算)?|可比价|现价)+:?"
)
_GROWTH_NAMES = re.compile(r"^(?:增速|增幅|增长率)(?:为|达到|达|约)?:?")
_YEAR_ASIDE = re.compile(r"(?:截至|截止)?(\d{4})年?(?:度)?(?:\d{1,2}月)?(?:末|底|数|数据)?")
_NO_UNIT = frozenset({"", "-", "—", "--", "——", "/", "无"})


def plain_unit(unit: str) -> str:
    """An indicator's unit, "" where the form draws a dash for 无单位."""
    return "" if normalise(unit) in _NO_UNIT else unit.strip()


def read_quantity(text: str, unit: str = "") -> Quantity:
    """What a cell says, of an indicator reported in ``unit``. Any text has an answer.

    A number keeps its digits (``29.0``, ``0.770``) unless the text names another unit, then it is
    converted exactly. What is no figure is told apart: not available, not applicable, not given, words.
    Rule: design §3, after source 000 table 1 and source 002 table 十三五.
    """
    own = plain_unit(unit)
    spaced = normalise(text)
    if not spaced:
        return NOT_GIVEN if not text else replace(NOT_GIVEN, text=text)
    if (value := decimal_of(spaced)) is not None:
        return Quantity(text, Availability.GIVEN, Basis.LEVEL, Op.AT, value, None, own)
    bare = spaced.replace(" ", "")
    if bare not in _PLAIN_WORDS and _NOT_AVAILABLE.fullmatch(bare):
        return Quantity(text, Availability.NOT_AVAILABLE, unit=own)
    if _NOT_APPLICABLE.fullmatch(bare):
        return Quantity(text, Availability.NOT_APPLICABLE, unit=own)
    return _read_figure(text, _closed_up(spaced), own)


def _closed_up(spaced: str) -> str:
    """Blanks out, but not between two figures: ``12 34`` is no 1234."""
    return re.sub(r"(?<=\d) (?=\d)", "|", re.sub(r"(?<=\d) (?=\d{3}(?!\d))", "", spaced)).replace(" ", "")


def _read_figure(text: str, bare: str, own: str) -> Quantity:
    asides = tuple(_ASIDE.findall(bare))
    main_text = _ASIDE.sub("", bare)
    if found := _BRACKETS.search(main_text):
        main = _read_bracket(text, found, main_text[: found.start()], own)
    else:
        main = _read_main(text, main_text, own)
    if main is None:
        return Quantity(text, Availability.WORDS, unit=own)
    main, asides = _with_unit_aside(main, main_text, asides, own)
    also = tuple(_read_aside(aside, own) for aside in asides)
    return replace(main, also=main.also + also)


def _read_bracket(text: str, found: re.Match[str], before: str, own: str) -> Quantity | None:
    """``[20]``, ``[-15.5%]``: a total over the plan's years; 省下达 before it stays beside."""
    inner = re.sub(r"^(?:累计|五年累计|提高|增加)", "", found[1])
    phrase = read_phrase(inner + found[2], own)
    main = _given(text, phrase, Basis.CUMULATIVE, own) if phrase else None
    if main is None or not before:
        return main
    return replace(main, also=(Quantity(before, Availability.WORDS),))


def _read_main(text: str, bare: str, own: str) -> Quantity | None:
    plain = _FILLERS.sub("", bare)
    if named := _GROWTH_NAMES.match(plain):
        phrase = read_phrase(plain[named.end() :], own)
        return _given(text, phrase, Basis.GROWTH, own) if phrase else None
    if move := read_move(plain, own):
        return _given(text, move.phrase, basis_of_move(move, own), own)
    if plain in {"持平", "零增长"}:
        return Quantity(text, Availability.GIVEN, Basis.GROWTH, Op.AT, Decimal(0), None, "%")
    phrase = read_phrase(plain, own)
    return _given(text, phrase, basis_of_phrase(phrase, own), own) if phrase else None


def basis_of_move(move: Move, own: str) -> Basis:
    """What a movement tells: 提高到 a level, points or units a change, percent a growth rate.

    Without a unit, 增长 is a growth rate; other words are one only for amounts (下降4.2 of 亿元).
    """
    unit = move.phrase.unit
    if move.onto:
        return Basis.LEVEL
    if unit:
        return Basis.GROWTH if is_share(unit) else Basis.CHANGE
    return Basis.GROWTH if move.word in {"增长", "增"} or _is_amount(own) else Basis.CHANGE


def _is_amount(unit: str) -> bool:
    parsed = parse_unit(unit)
    return parsed is not None and not parsed.is_percent and parsed.dimension != ("rank",)


def basis_of_phrase(phrase: Phrase, own: str) -> Basis:
    """What a bare number tells: points a change; a percent of something not in percent a growth rate."""
    if is_points(phrase.unit):
        return Basis.CHANGE
    if is_share(phrase.unit) and own and not is_share(own):
        return Basis.GROWTH
    return Basis.LEVEL


def _given(text: str, phrase: Phrase, basis: Basis, own: str) -> Quantity | None:
    """The quantity of a phrase, in the indicator's unit (levels) or in percent and points."""
    if basis is Basis.GROWTH:
        unit = phrase.unit or "%"
        unit = "%" if is_share(unit) and (moved := in_unit(phrase, "%")) else unit
        phrase = moved[0] if unit == "%" and phrase.unit and moved else phrase
    elif is_points(phrase.unit):
        unit = "个百分点"
    elif is_share(phrase.unit) and not is_share(own):
        unit = phrase.unit
    else:
        placed = in_unit(phrase, own)
        if placed is None:
            return None
        phrase, unit = placed
    return Quantity(text, Availability.GIVEN, basis, phrase.op, phrase.value, phrase.high, unit)


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
    inner = _read_main(aside, aside, own)
    return inner or Quantity(aside, Availability.WORDS)
