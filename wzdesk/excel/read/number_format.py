"""Number formats: the text reported of a value, and which formats show dates."""

import re
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Context, Decimal, localcontext
from functools import lru_cache

_GENERAL = re.compile(r"(?:\[[^\]]*\])*(?:general|@|(?:g/)?通用格式)?(?:_.)*\s*", re.IGNORECASE)
_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?|[\\!](?P<escaped>.)|[_*].|\[(?P<bracket>[^\]]*)\]|(?P<sign>.)', re.DOTALL
)
_COLOUR = re.compile(
    r"(?:black|blue|cyan|green|magenta|red|white|yellow|color ?\d+|黑色?|蓝色?|绿色?|红色?|颜色 ?\d+)",
    re.IGNORECASE,
)
_CURRENCY = re.compile(r"\$([^-]*)(?:-[0-9A-Fa-f]*)?")
_PATTERN = re.compile(r"(?P<whole>[0#?,]{0,60})(?:\.(?P<decimals>[0#?]{0,30}))?")
_EPOCH, _EPOCH_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)  # noqa: DTZ001 - a sheet knows no time zone
FAR_OFF, _SURELY_THE_DAY = 2_957_003, 0.9999


@dataclass(frozen=True, slots=True)
class _Section:
    """One part of a format: words before and after the figure, its pattern, and whether it is in percent."""

    before: str
    pattern: str
    after: str
    is_percent: bool


_FIFTEEN = Context(prec=15, rounding=ROUND_HALF_UP)


def fifteen_digits(value: float) -> Decimal:
    """A double's 15 significant digits, as every sheet shows it: of its shortest decimal form, half up."""
    return _FIFTEEN.create_decimal(repr(value))


def plain_number(value: Decimal) -> str:
    """A value without exponent and without trailing zeros."""
    text = format(value, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in {"-0", ""} else text


def text_of_number(value: Decimal, code: str) -> tuple[str, str]:
    """The text of a number under a format, and what the sheet shows where that is something shorter.

    The text has the digits shown where they are the whole value (29 under ``0.0`` is ``29.0``); otherwise
    those of the value. Percent formats give percent. Signs of decoration (colours, brackets, blanks) are left out, words
    are kept.
    """
    section = None if _GENERAL.fullmatch(code) else _section_for(value, code)
    if section is None:
        scaled, after = (value * 100, "%") if _has_percent(code) else (value, "")
        return plain_number(scaled) + after, ""
    scaled = value * 100 if section.is_percent else value
    after = "%" * section.is_percent + section.after
    shown = _digits(abs(scaled), section.pattern)
    if not shown or Decimal(shown.replace(",", "")) != abs(scaled):
        return section.before + plain_number(scaled) + after, shown and f"{'-' * (scaled < 0)}{shown}{after}"
    return f"{section.before}{'-' * (scaled < 0)}{shown}{after}", ""


@lru_cache(maxsize=1024)  # a book has few formats and many cells
def is_date_format(code: str) -> bool:
    """Whether a format shows dates or times."""
    if _GENERAL.fullmatch(code):
        return False
    signs = "".join(
        found["sign"]
        or (found["bracket"] if re.fullmatch("h+|m+|s+", found["bracket"] or "", re.IGNORECASE) else "")
        or ""
        for found in _TOKEN.finditer(code.split(";", maxsplit=1)[0])
    )
    signs = re.sub(r"E[+-]|(?<=s)\.0+", "", signs)
    return bool(re.search(r"[ymdhs年月日]|aaa", signs, re.IGNORECASE)) and not re.search("[0#]", signs)


def iso_moment(value: str, is_1904: bool) -> str | None:  # noqa: FBT001 - for each cell, by place it is quicker
    """``2025-06-01`` of a serial number; None where it is no date."""
    days = float(value)
    if 0 <= days < FAR_OFF and days - (day := int(days)) < _SURELY_THE_DAY:
        return iso_of_days(day, is_1904)
    return iso_of_days(days, is_1904)


@lru_cache(maxsize=16_384)  # a book has many dates and few days
def iso_of_days(days: float, is_1904: bool) -> str | None:  # noqa: FBT001 - as above
    """``2025-06-01`` of so many days since the first of all."""
    try:
        moment = (_EPOCH_1904 if is_1904 else _EPOCH) + timedelta(days=days)
    except OverflowError:
        return None
    return moment.date().isoformat()


def serial_of(text: str, *, is_1904: bool) -> Decimal | None:
    """The serial number of an ISO date; None where it is none."""
    try:
        moment = datetime.fromisoformat(text).replace(tzinfo=None)
    except ValueError:
        return None
    since = moment - (_EPOCH_1904 if is_1904 else _EPOCH)
    return since.days + Decimal(since.seconds) / 86400


@lru_cache(maxsize=1024)
def _has_percent(code: str) -> bool:
    return any(found["sign"] == "%" for found in _TOKEN.finditer(code))


def _section_for(value: Decimal, code: str) -> _Section | None:
    """The section that applies to a value; None where the format is none of those understood."""
    sections = _split(code)
    if any(re.search(r"\[[<>=]", section) for section in sections):
        return None
    if value < 0 and len(sections) > 1:
        return _without_odd_words(_read_section(sections[1]), _read_section(sections[0]))
    return _read_section(sections[2 if value == 0 and len(sections) > 2 else 0])


def _without_odd_words(section: _Section | None, positive: _Section | None) -> _Section | None:
    """The words of a format for negatives (下降) say what the minus says; a unit stands in both."""
    if section is None or positive is None:
        return section
    return replace(section, before="", after=section.after if section.after == positive.after else "")


@lru_cache(maxsize=1024)
def _split(code: str) -> list[str]:
    sections = [""]
    for found in _TOKEN.finditer(code):
        if found["sign"] == ";":
            sections.append("")
        else:
            sections[-1] += found[0]
    return sections


@lru_cache(maxsize=1024)
def _read_section(section: str) -> _Section | None:
    words, pattern, is_percent = ["", ""], "", False
    for found in _TOKEN.finditer(section):
        literal = found["quoted"] or found["escaped"] or _bracket_word(found["bracket"])
        if literal is None:
            return None
        sign = found["sign"] or ""
        if sign in "0#?,." and sign:
            if words[1] or is_percent:  # a second pattern: fractions, 0!.0
                return None
            pattern += sign
        elif sign == "%":
            is_percent = True
        elif sign in "Ee":
            if sign:
                return None
            words[bool(pattern)] += literal
        else:
            words[bool(pattern)] += sign
    if not _PATTERN.fullmatch(pattern) or pattern.partition(".")[0].endswith(",") or not pattern.strip(",."):
        return None
    return _Section(_only_words(words[0]), pattern, _only_words(words[1]), is_percent)


def _bracket_word(bracket: str | None) -> str | None:
    """The words of ``[$¥-804]``, "" for a colour, None for what changes the digits ([DBNum1])."""
    if bracket is None or _COLOUR.fullmatch(bracket):
        return ""
    currency = _CURRENCY.fullmatch(bracket)
    return currency[1] if currency else None


def _only_words(literal: str) -> str:
    return literal.strip() if re.search(r"[^\W\d_]", literal) else ""


def _digits(value: Decimal, pattern: str) -> str:
    found = _PATTERN.fullmatch(pattern)
    assert found
    whole, decimals = found["whole"], found["decimals"] or ""
    with localcontext(prec=400):
        rounded = value.quantize(Decimal(1).scaleb(-len(decimals)), rounding=ROUND_HALF_UP)
    left, _, right = format(rounded, "f").partition(".")
    right = _without_optional(right, decimals)
    left = left.lstrip("0").rjust(whole.count("0"), "0")
    if "," in whole and left.isdigit() and not left.startswith("0"):
        left = f"{int(left):,}"
    return left + ("." + right if right else "")


def _without_optional(right: str, decimals: str) -> str:
    while right.endswith("0") and decimals[len(right) - 1] != "0":
        right = right[:-1]
    return right
