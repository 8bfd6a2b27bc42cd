"""Chinese numerals: [DBNum1] 一二三, [DBNum2] 壹贰叁, [DBNum3] １２３."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class _Numerals:
    digits: str
    units: str  # nothing, ten, hundred, thousand
    drops_one: bool  # 十二 in dates, but 壹拾贰


_NUMERALS = {
    1: _Numerals("〇一二三四五六七八九", " 十百千", drops_one=True),
    2: _Numerals("零壹贰叁肆伍陆柒捌玖", " 拾佰仟", drops_one=False),
    3: _Numerals("０１２３４５６７８９", " 十百千", drops_one=False),
}
_GROUPS = ("", "万", "亿", "兆", "京")


def digit_by_digit(text: str, numerals: int) -> str:
    """``二〇二五`` of ``2025``; everything but digits stays."""
    if not numerals:
        return text
    return text.translate(dict(zip(range(48, 58), _NUMERALS[numerals].digits, strict=True)))


def in_words(text: str, numerals: int) -> str:
    """``一万二千三百四十五.六`` of ``12345.6``: the whole part with its units, the decimals digit by digit."""
    if not numerals:
        return text
    sign, size = ("-", text[1:]) if text.startswith("-") else ("", text)
    mantissa, letter, exponent = size.partition("E")
    whole, point, decimals = mantissa.partition(".")
    return (
        sign
        + _whole(whole, _NUMERALS[numerals])
        + digit_by_digit(point + decimals + letter + exponent, numerals)
    )


def part_of_date(number: int, width: int, numerals: int) -> str:
    """A month, a day, an hour ...: ``十二``, ``壹拾贰``, ``１２``, and ``零陆`` where two digits are asked for."""
    if numerals in {0, 3}:
        return digit_by_digit(f"{number:0{width}}", numerals)
    kind = _NUMERALS[numerals]
    words = _whole(str(number), kind)
    if kind.drops_one and 10 <= number < 20:
        words = words[1:]
    return kind.digits[0] * (number < 10 and width > 1 and number > 0) + words


def _whole(digits: str, kind: _Numerals) -> str:
    digits = digits.lstrip("0")
    if not digits:
        return kind.digits[0]
    words, has_gap = "", False
    for place in range((len(digits) - 1) // 4, -1, -1):
        end = len(digits) - place * 4
        group = digits[max(0, end - 4) : end]
        for position, digit in enumerate(group):
            if digit == "0":
                has_gap = True
                continue
            words += kind.digits[0] * (has_gap and bool(words)) + kind.digits[int(digit)]
            words += kind.units[len(group) - 1 - position].strip()
            has_gap = False
        if group.strip("0"):
            words, has_gap = words + _GROUPS[place], False
    return words
