"""Numbers that a finger, an input method or a scanner spoilt: what was probably meant, to be offered, never taken."""

import re
from dataclasses import dataclass

from wzdesk.domain.numerals import decimal_of
from wzdesk.domain.text import normalise

_QUOTES = "'`\"´"
_SPOILT = re.compile(r"([+-]?)((?=[^\d]*\d)[\dOoQIl|〇○.,。· ]+?)([^\dOoQIl|〇○.,。·]*)")
_LETTERS = str.maketrans({"O": "0", "o": "0", "Q": "0", "〇": "0", "○": "0", "I": "1", "l": "1", "|": "1"})
_POINTS = str.maketrans({"。": ".", "·": "."})
_SEVERAL_POINTS = re.compile(r"[., ]*\.[., ]*")
_POINTS_FOR_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3}){2,}")
_COMMA_FOR_POINT = re.compile(r"\d{1,3}(?:\.\d{3})+,\d{1,2}")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Slip:
    """What was probably meant by a text, and why."""

    meant: str
    why: str


def slip_of(text: str) -> Slip | None:
    """The number that a text without one was probably meant to be: ``2，9`` 2.9, ``1O`` 10, ``12。5`` 12.5.

    None where nothing of the kind fits, or where the text is a number as it stands.
    """
    plain = normalise(text).strip(_QUOTES)
    found = _SPOILT.fullmatch(plain)
    if found is None:
        return None
    sign, typed, unit = found[1], found[2].strip(), re.sub(r"%+", "%", found[3].strip())
    digits = typed.translate(_LETTERS)
    number = _with_one_point(digits.translate(_POINTS))
    meant = sign + number + unit
    if not _NUMBER.fullmatch(number) or decimal_of(number) is None or meant == normalise(text):
        return None
    return Slip(meant, _why(typed, digits))


def _with_one_point(number: str) -> str:
    """Marks of thousands left out, doubled points made one; a single comma is taken for the point."""
    if _POINTS_FOR_THOUSANDS.fullmatch(number):
        return number.replace(".", "")
    if _COMMA_FOR_POINT.fullmatch(number):
        return number.replace(".", "").replace(",", ".")
    number = _SEVERAL_POINTS.sub(".", number).strip(".,")
    if number.count(",") == 1 and "." not in number:
        return number.replace(",", ".").replace(" ", "")
    return number.replace(",", "").replace(" ", "")


def _why(typed: str, digits: str) -> str:
    if typed != digits:
        letters = "、".join(dict.fromkeys(sign for sign in typed if sign.translate(_LETTERS) != sign))
        return f"里面的“{letters}”像是数字"
    if "," in typed and "." not in typed:
        one = typed.count(",") == 1
        return "逗号可能是小数点，也可能隔开两个数" if one else "千分位的逗号位置不对"
    if "。" in typed or "·" in typed:
        return "小数点像是按中文标点打的"
    if "." in typed:
        return "小数点像是多打了，或者和千分位混了"
    return "数字中间有空格" if " " in typed else "数字旁边有多余的符号"
