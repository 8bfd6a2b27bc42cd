"""Numbers as fractions: # ?/?, # ??/??, # ?/8, ?/?."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from wzdesk.excel.read.number_display.numbers import Show
from wzdesk.excel.read.number_display.placeholders import fill_whole
from wzdesk.excel.read.number_display.sections import Section
from wzdesk.excel.read.number_display.tokens import Kind, NotUnderstood, Token


@dataclass(frozen=True, slots=True)
class _Pattern:
    """The parts of a fraction; ``fixed`` is a denominator written in the format."""

    before: str
    whole: tuple[str, ...]
    between: str
    numerator: tuple[str, ...]
    denominator: tuple[str, ...]
    fixed: int
    after: str


def show_fraction(section: Section) -> Show:
    """How numbers show under a section with a fraction.

    Raises:
        NotUnderstood: it is none.
    """
    pattern = _read(section.tokens)
    if section.numerals:
        raise NotUnderstood

    def show(value: Decimal) -> str:
        whole, part = _split(abs(Fraction(value)), pattern)
        text = pattern.before + _figure(whole, part, pattern) + pattern.after
        return "-" + text if value < 0 and (whole or part) else text

    return show


def _read(tokens: Sequence[Token]) -> _Pattern:
    slash = next(at for at, token in enumerate(tokens) if token.kind is Kind.SLASH)
    start, end = slash, slash + 1
    while start and tokens[start - 1].kind is Kind.DIGIT:
        start -= 1
    while end < len(tokens) and tokens[end].kind in {Kind.DIGIT, Kind.DENOMINATOR}:
        end += 1
    first = next((at for at, token in enumerate(tokens) if token.kind is Kind.DIGIT), start)
    last = first
    while last < start and tokens[last].kind is Kind.DIGIT:
        last += 1
    numerator, below = tokens[start:slash], tokens[slash + 1 : end]
    fixed = below[0].text if below and below[0].kind is Kind.DENOMINATOR else ""
    around = [*tokens[:first], *tokens[last:start], *tokens[end:]]
    if not numerator or not below or len(below) > 7 or len(fixed) > 7 or (fixed and len(below) > 1):
        raise NotUnderstood
    if any(token.kind is not Kind.LITERAL for token in around):
        raise NotUnderstood
    return _Pattern(
        _text(tokens[:first]),
        tuple(token.text for token in tokens[first:last]) if first < start else (),
        _text(tokens[last:start]),
        tuple(token.text for token in numerator),
        () if fixed else tuple(token.text for token in below),
        int(fixed or 0),
        _text(tokens[end:]),
    )


def _text(tokens: Sequence[Token]) -> str:
    return "".join(token.text for token in tokens)


def _split(size: Fraction, pattern: _Pattern) -> tuple[int, Fraction]:
    """The whole part and what is shown of the rest."""
    whole = int(size) if pattern.whole else 0
    rest = size - whole
    if pattern.fixed:
        part = Fraction(_half_up(rest * pattern.fixed), pattern.fixed)
    else:
        part = rest.limit_denominator(10 ** len(pattern.denominator) - 1)
    return (whole + 1, Fraction(0)) if pattern.whole and part == 1 else (whole, part)


def _half_up(number: Fraction) -> int:
    return int(number + Fraction(1, 2))


def _figure(whole: int, part: Fraction, pattern: _Pattern) -> str:
    numerator = part.numerator * (pattern.fixed // part.denominator if pattern.fixed else 1)
    below = str(pattern.fixed or part.denominator)
    if not pattern.whole:
        return f"{_filled(numerator, pattern.numerator)}/{_filled_left(below, pattern)}"
    if part:
        parts = f"{_filled(numerator, pattern.numerator)}/{_filled_left(below, pattern)}"
        return "".join(fill_whole(str(whole).lstrip("0"), pattern.whole)) + pattern.between + parts
    # Without a fraction its place stays empty, as wide as it is.
    blanks = sum(place == "?" for place in (*pattern.numerator, *pattern.denominator)) + 1
    figure = "".join(fill_whole(str(whole).lstrip("0"), pattern.whole))
    return (figure if figure.strip() else figure[:-1] + "0") + pattern.between + " " * blanks


def _filled(number: int, places: Sequence[str]) -> str:
    return "".join(fill_whole(str(number), places))


def _filled_left(below: str, pattern: _Pattern) -> str:
    return below + " " * (len([p for p in pattern.denominator if p == "?"]) - len(below))
