"""A small sum typed into a cell, as in a spreadsheet: ``=12+30``."""

import re
from decimal import Decimal, localcontext

from wzdesk.domain.errors import Refused
from wzdesk.domain.numerals import decimal_of
from wzdesk.domain.text import normalise
from wzdesk.domain.units import plain

_TOKEN = re.compile(r"\s*(?:(\d[\d,]*(?:\.\d*)?|\.\d+)(%?)|([-+*/()×÷]))")
_LONGEST, _DEEPEST, _MOST_DIGITS = 500, 30, 15


def with_sum_done(text: str) -> str:
    """The result of a text that begins with ``=``; any other text as it is.

    Exact where the result has an end; a quotient without one gets 15 digits, as a spreadsheet's.

    Raises:
        Refused: it is no sum of numbers.
    """
    words = normalise(text).strip()
    if not words.startswith("="):
        return text
    with localcontext(prec=60):
        value = _Sum(words[1:], text).value()
    if len(value.normalize().as_tuple().digits) > _MOST_DIGITS:
        with localcontext(prec=_MOST_DIGITS):
            value = +value
    return plain(value)


class _Sum:
    """Reads a sum from left to right: products before sums, brackets first."""

    def __init__(self, words: str, given: str) -> None:
        self._given = given.strip()
        if len(words) > _LONGEST or words.count("(") > _DEEPEST:
            raise self._refused("太长")
        self._tokens = self._read(words)
        self._at = 0

    def value(self) -> Decimal:
        if not self._tokens:
            raise self._refused("没有数")
        value = self._sum()
        if self._at < len(self._tokens):
            raise self._refused("算不出来")
        return value

    def _read(self, words: str) -> list[Decimal | str]:
        tokens: list[Decimal | str] = []
        at = 0
        while words[at:].strip():
            found = _TOKEN.match(words, at)
            number = decimal_of(found[1]) if found and found[1] else None
            if not found or (found[1] and number is None):
                raise self._refused("只能有数和 + - * / ( )")
            if number is not None:
                tokens.append(number / 100 if found[2] else number)
            else:
                tokens.append({"×": "*", "÷": "/"}.get(found[3], found[3]))
            at = found.end()
        return tokens

    def _sum(self) -> Decimal:
        value = self._product()
        while (sign := self._sign()) in {"+", "-"}:
            self._at += 1
            other = self._product()
            value = value + other if sign == "+" else value - other
        return value

    def _product(self) -> Decimal:
        value = self._signed()
        while (sign := self._sign()) in {"*", "/"}:
            self._at += 1
            other = self._signed()
            if sign == "/" and not other:
                raise self._refused("除数是 0")
            value = value * other if sign == "*" else value / other
        return value

    def _signed(self) -> Decimal:
        minus = False
        while (sign := self._sign()) in {"+", "-"}:
            self._at += 1
            minus ^= sign == "-"
        value = self._plain()
        return -value if minus else value

    def _plain(self) -> Decimal:
        token = self._tokens[self._at] if self._at < len(self._tokens) else ""
        self._at += 1
        if isinstance(token, Decimal):
            return token
        if token != "(":  # noqa: S105 - a sign, no secret
            raise self._refused("算不出来")
        value = self._sum()
        if self._sign() != ")":
            raise self._refused("括号不成对")
        self._at += 1
        return value

    def _sign(self) -> str:
        token = self._tokens[self._at] if self._at < len(self._tokens) else ""
        return token if isinstance(token, str) else ""

    def _refused(self, why: str) -> Refused:
        shown = self._given if len(self._given) <= 30 else self._given[:30] + "…"
        return Refused(f"“{shown}”{why}，没有写入；请改成 =12+30 这样的算式，或直接填数。")
