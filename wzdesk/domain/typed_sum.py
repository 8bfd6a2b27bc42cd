"""A small sum typed into a cell, as in a spreadsheet: ``=12+30``."""

import re
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal, localcontext

from wzdesk.domain.numerals import decimal_of
from wzdesk.domain.text import normalise
from wzdesk.domain.typed_cell import TypedCell
from wzdesk.domain.units import plain

_TOKEN = re.compile(r"\s*(?:(\d[\d,]*(?:\.\d*)?|\.\d+)(%?)|([-+*/()×÷]))")
_LONGEST, _DEEPEST, _MOST_DIGITS = 500, 30, 15


def with_sum_done(text: str) -> str:
    """The result of ``=12+30``; any text that is no sum of numbers stays as it is.

    Exact where the result has an end; a quotient without one gets 15 digits, as a spreadsheet's.
    """
    words = normalise(text).strip()
    if not words.startswith("="):
        return text
    try:
        with localcontext(prec=60):
            value = _Sum(words[1:]).value()
    except _NoSum:
        return text
    if len(value.normalize().as_tuple().digits) > _MOST_DIGITS:
        with localcontext(prec=_MOST_DIGITS):
            value = +value
    return plain(value)


def with_sums_done(cells: Iterable[TypedCell]) -> list[TypedCell]:
    """Cells as a person typed them, their sums done; what comes from files is never reckoned."""
    return [replace(cell, text=with_sum_done(cell.text)) for cell in cells]


class _NoSum(Exception):
    """The text is something else."""


class _Sum:
    """Reads a sum from left to right: products before sums, brackets first."""

    def __init__(self, words: str) -> None:
        if len(words) > _LONGEST or words.count("(") > _DEEPEST:
            raise _NoSum
        self._tokens = self._read(words)
        self._at = 0

    def value(self) -> Decimal:
        if not self._tokens:
            raise _NoSum
        value = self._sum()
        if self._at < len(self._tokens):
            raise _NoSum
        return value

    def _read(self, words: str) -> list[Decimal | str]:
        tokens: list[Decimal | str] = []
        at = 0
        while words[at:].strip():
            found = _TOKEN.match(words, at)
            number = decimal_of(found[1]) if found and found[1] else None
            if not found or (found[1] and number is None):
                raise _NoSum
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
                raise _NoSum
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
            raise _NoSum
        value = self._sum()
        if self._sign() != ")":
            raise _NoSum
        self._at += 1
        return value

    def _sign(self) -> str:
        token = self._tokens[self._at] if self._at < len(self._tokens) else ""
        return token if isinstance(token, str) else ""
