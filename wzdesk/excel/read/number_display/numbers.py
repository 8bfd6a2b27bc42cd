"""Numbers with places for digits: 0.00, #,##0, 0.0%, 0!.0,"万", ##0.0E+0."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from wzdesk.excel.read.number_display.chinese_numerals import digit_by_digit
from wzdesk.excel.read.number_display.placeholders import fill_decimals, fill_whole
from wzdesk.excel.read.number_display.rounding import all_rounded, rounded, rounder, scaled
from wzdesk.excel.read.number_display.sections import Section
from wzdesk.excel.read.number_display.tokens import Kind, NotUnderstood, Token

Show = Callable[[Decimal], str]
_MOST_PLACES = 200


@dataclass(frozen=True, slots=True)
class _Pattern:
    """The places for digits; ``shift`` is how far the point moves: %, and commas behind the digits."""

    tokens: tuple[Token, ...]
    whole: tuple[str, ...]
    decimals: tuple[str, ...]
    is_grouped: bool
    shift: int


def show_number(section: Section) -> Show:
    """How numbers show under a section with places for digits.

    Raises:
        NotUnderstood: it is none.
    """
    if section.has(Kind.EXPONENT):
        return _show_scientific(section)
    pattern = _read(section.tokens)
    simple = _simply(pattern, section.numerals)
    return _quick(simple) if simple else _show_with_places(pattern, section.numerals)


def simple_number(section: Section) -> "Simple | None":
    """What 0.00, #,##0.0% and the like put together; None for any other section with places for digits."""
    return _simply(_read(section.tokens), section.numerals)


def _read(tokens: Sequence[Token]) -> _Pattern:
    """Sorts out what stands before and behind the point, and what each comma is for."""
    digits = [at for at, token in enumerate(tokens) if token.kind is Kind.DIGIT]
    point = next((at for at, token in enumerate(tokens) if token.kind is Kind.POINT), len(tokens))
    whole = [at for at in digits if at < point]
    decimals = [at for at in digits if at > point]
    shown: list[Token] = []
    is_grouped, thousands = False, 0
    for at, token in enumerate(tokens):
        if token.kind is not Kind.COMMA:
            shown.append(Token(Kind.LITERAL, ".") if token.kind is Kind.POINT and at != point else token)
        elif whole and whole[0] < at < whole[-1]:
            is_grouped = True
        elif digits and (at > digits[-1] or (whole and whole[-1] < at < point)):
            thousands += 1
        else:
            shown.append(Token(Kind.LITERAL, ","))
    if len(digits) > _MOST_PLACES or thousands > _MOST_PLACES:
        raise NotUnderstood
    percents = sum(token.kind is Kind.PERCENT for token in tokens)
    return _Pattern(
        tuple(shown),
        tuple(tokens[at].text for at in whole),
        tuple(tokens[at].text for at in decimals),
        is_grouped,
        2 * percents - 3 * thousands,
    )


@dataclass(frozen=True, slots=True)
class Simple:
    """0, 0.00, #,##0.0 and the like with words around."""

    before: str
    after: str
    decimals: int
    is_grouped: bool
    shift: int

    def digits(self, values: Iterable[Decimal]) -> Iterator[str]:
        """The digits of many values, a minus before those of negative ones."""
        written: Callable[[Decimal], str] = "{:,}".format if self.is_grouped else str
        return map(written, all_rounded(values, self.shift, self.decimals))


def _simply(pattern: _Pattern, numerals: int) -> Simple | None:
    """None for all but the simple ones."""
    whole, count = "".join(pattern.whole), len(pattern.decimals)
    kinds = [token.kind for token in pattern.tokens if token.kind not in {Kind.LITERAL, Kind.PERCENT}]
    expected = [Kind.DIGIT] * len(whole) + [Kind.POINT] * bool(count) + [Kind.DIGIT] * count
    first = next((at for at, token in enumerate(pattern.tokens) if token.kind is Kind.DIGIT), 0)
    middle = pattern.tokens[first : first + len(expected)]
    if (
        numerals or kinds != expected or [token.kind for token in middle] != expected
        or set(pattern.decimals) - {"0"} or count > 6
        or whole not in ({"#,##0".replace(",", ""), "###0"} if pattern.is_grouped else {"0", "#0", "##0"})
    ):  # fmt: skip
        return None
    before = "".join(token.text for token in pattern.tokens[:first])
    after = "".join(token.text for token in pattern.tokens[first + len(expected) :])
    return Simple(before, after, count, pattern.is_grouped, pattern.shift)


def _quick(simple: Simple) -> Show:
    written: Callable[[Decimal], str] = "{:,}".format if simple.is_grouped else str
    before, after, shift, round_ = simple.before, simple.after, simple.shift, rounder(simple.decimals)

    def show(value: Decimal) -> str:
        text = written(round_(scaled(value, shift) if shift else value))
        if text[0] == "-":
            return f"-{before}{text[1:]}{after}" if text.strip("-0.") else f"{before}{text[1:]}{after}"
        return f"{before}{text}{after}"

    return show


def _show_with_places(pattern: _Pattern, numerals: int) -> Show:
    def show(value: Decimal) -> str:
        number = rounded(scaled(abs(value), pattern.shift), len(pattern.decimals))
        text = "".join(_laid_out(pattern, number, numerals))
        return "-" + text if value < 0 and number else text

    return show


def _laid_out(pattern: _Pattern, number: Decimal, numerals: int) -> Iterator[str]:
    """The tokens with a number's digits in their places."""
    left, _, right = format(number, "f").partition(".")
    whole = (
        fill_whole(left.lstrip("0"), pattern.whole, is_grouped=pattern.is_grouped) if pattern.whole else []
    )
    shown = iter([*whole, *fill_decimals(right, pattern.decimals)])
    for token in pattern.tokens:
        if token.kind is Kind.DIGIT:
            yield digit_by_digit(next(shown), numerals)
        elif token.kind is Kind.POINT and not pattern.whole and left != "0":
            yield digit_by_digit(left, numerals) + "."
        else:
            yield token.text


def _show_scientific(section: Section) -> Show:
    """0.00E+00; with more places before the point the exponent is a multiple of their number."""
    at = next(at for at, token in enumerate(section.tokens) if token.kind is Kind.EXPONENT)
    sign, behind = section.tokens[at].text, section.tokens[at + 1 :]
    mantissa = _read(section.tokens[:at])
    places = [token.text for token in behind if token.kind is Kind.DIGIT]
    if (
        not (mantissa.whole or mantissa.decimals)
        or not places
        or len(places) > _MOST_PLACES
        or section.numerals
    ):
        raise NotUnderstood

    def show(value: Decimal) -> str:
        number, exponent = _split(abs(value), mantissa)
        digits = iter(fill_whole(str(abs(exponent)).lstrip("0"), places))
        minus = "-" if exponent < 0 else sign[1].replace("-", "")
        tail = "".join(next(digits) if token.kind is Kind.DIGIT else token.text for token in behind)
        text = "".join(_laid_out(mantissa, number, 0)) + sign[0] + minus + tail
        return "-" + text if value < 0 and number else text

    return show


def _split(size: Decimal, pattern: _Pattern) -> tuple[Decimal, int]:
    """A number as its mantissa, rounded, and its exponent."""
    step = len(pattern.whole) or 1
    exponent = size.adjusted() // step * step if size else 0
    number = rounded(scaled(size, -exponent), len(pattern.decimals))
    if number >= 10**step:
        exponent += step
        number = rounded(scaled(size, -exponent), len(pattern.decimals))
    return number, exponent
