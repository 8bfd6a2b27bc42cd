"""Formulas as trees, after the precedence of spreadsheets: ``-2^2`` is 4."""

from dataclasses import dataclass
from functools import lru_cache

from wzdesk.excel.fill.formula_tokens import Area, Kind, NotUnderstood, Token, tokens_of

_MOST_DEEP = 40
_LEVELS = (
    frozenset({"=", "<>", "<", ">", "<=", ">="}),
    frozenset("&"),
    frozenset("+-"),
    frozenset("*/"),
    frozenset("^"),
)


@dataclass(frozen=True, slots=True)
class Constant:
    """A number, a text, a truth, or nothing where an argument was left out."""

    value: float | str | bool | None


@dataclass(frozen=True, slots=True)
class Failure:
    """``#N/A`` and its like, written in the formula."""

    sign: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A block of cells."""

    area: Area


@dataclass(frozen=True, slots=True)
class Tabled:
    """A part of an Excel table."""

    words: str


@dataclass(frozen=True, slots=True)
class Named:
    """A defined name."""

    name: str


@dataclass(frozen=True, slots=True)
class Signed:
    """A value with ``-`` before it or ``%`` behind it."""

    sign: str
    value: "Node"


@dataclass(frozen=True, slots=True)
class Joined:
    """Two values and what is done with them."""

    sign: str
    left: "Node"
    right: "Node"


@dataclass(frozen=True, slots=True)
class Call:
    """A function and its arguments."""

    function: str
    arguments: tuple["Node", ...]


Node = Constant | Failure | Reading | Tabled | Named | Signed | Joined | Call


@lru_cache(maxsize=4096)
def tree_of(formula: str) -> Node:
    """The tree of a formula.

    Raises:
        NotUnderstood: it uses more than plain arithmetic and functions.
    """
    return _Parser(tokens_of(formula)).whole()


class _Parser:
    def __init__(self, tokens: tuple[Token, ...]) -> None:
        self._tokens, self._at, self._depth = tokens, 0, 0

    def whole(self) -> Node:
        node = self._joined(0)
        if self._at != len(self._tokens):
            raise NotUnderstood
        return node

    def _joined(self, level: int) -> Node:
        if level == len(_LEVELS):
            return self._signed()
        left = self._joined(level + 1)
        while (sign := self._sign()) in _LEVELS[level]:
            self._at += 1
            left = Joined(sign, left, self._joined(level + 1))
        return left

    def _signed(self) -> Node:
        sign = self._sign()
        if sign in {"-", "+"}:
            self._at += 1
            self._deeper()
            node = self._signed()
            self._depth -= 1
            return Signed("-", node) if sign == "-" else node
        node = self._plain()
        while self._sign() == "%":
            self._at += 1
            node = Signed("%", node)
        return node

    def _plain(self) -> Node:
        token = self._next()
        match token.kind:
            case Kind.NUMBER:
                return Constant(float(token.text))
            case Kind.TEXT:
                return Constant(token.text)
            case Kind.ERROR:
                return Failure(token.text)
            case Kind.AREA if token.area:
                return Reading(token.area)
            case Kind.TABLE:
                return Tabled(token.text)
            case Kind.NAME:
                truth = {"TRUE": True, "FALSE": False}.get(token.text.upper())
                return Named(token.text) if truth is None else Constant(truth)
            case Kind.FUNCTION:
                self._expect("(")
                return Call(token.text, self._arguments())
        if token.text != "(":
            raise NotUnderstood
        self._deeper()
        node = self._joined(0)
        self._depth -= 1
        self._expect(")")
        return node

    def _arguments(self) -> tuple[Node, ...]:
        if self._sign() == ")":
            self._at += 1
            return ()
        self._deeper()
        arguments = [self._argument()]
        while self._sign() == ",":
            self._at += 1
            arguments.append(self._argument())
        self._depth -= 1
        self._expect(")")
        return tuple(arguments)

    def _argument(self) -> Node:
        return Constant(None) if self._sign() in {",", ")"} else self._joined(0)

    def _deeper(self) -> None:
        self._depth += 1
        if self._depth > _MOST_DEEP:
            raise NotUnderstood

    def _sign(self) -> str:
        if self._at >= len(self._tokens) or self._tokens[self._at].kind is not Kind.SIGN:
            return ""
        return self._tokens[self._at].text

    def _next(self) -> Token:
        if self._at >= len(self._tokens):
            raise NotUnderstood
        self._at += 1
        return self._tokens[self._at - 1]

    def _expect(self, sign: str) -> None:
        if self._next().text != sign:
            raise NotUnderstood
