"""The small language in which a rule relates indicators: ``INCOME_RATIO = INCOME_URBAN / INCOME_RURAL``.

Codes of indicators, numbers, ``+ - * /``, parentheses, and one of ``= <= >=``. Nothing is ever run as a program:
a text becomes two lists in postfix order, worked off on a stack with decimals and the rounding of each figure.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from wzdesk.domain.errors import WzdeskError


class Comparison(StrEnum):
    """How the two sides must stand to each other."""

    EQUAL = "="
    AT_MOST = "<="
    AT_LEAST = ">="


class Sign(StrEnum):
    """An arithmetic sign; ``NEGATIVE`` is the minus before a single number."""

    PLUS = "+"
    MINUS = "-"
    TIMES = "*"
    BY = "/"
    NEGATIVE = "negative"


@dataclass(frozen=True, slots=True)
class Estimate:
    """A number and how far the true one may lie from it, because figures are rounded."""

    value: Decimal
    off: Decimal


Step = Decimal | str | Sign
"""A number, the code of an indicator, or a sign that joins what came before."""


@dataclass(frozen=True, slots=True)
class Formula:
    """A relation between indicators; both sides in postfix order."""

    text: str
    left: tuple[Step, ...]
    comparison: Comparison
    right: tuple[Step, ...]

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of the indicators, each once, in the order of the text."""
        steps = (step for step in self.left + self.right if _is_code(step))
        return tuple(dict.fromkeys(str(step) for step in steps))


class FormulaMistake(WzdeskError):
    """A text that is no formula; the sentence says where it goes wrong."""


_TOKEN = re.compile(r"\s*(?:(\d+(?:\.\d+)?)|([A-Za-z][A-Za-z0-9_]*)|(<=|>=|=|[-+*/()]))")
_SPELLING = str.maketrans({"＝": "=", "≤": "<=", "≥": ">=", "×": "*", "÷": "/", "（": "(", "）": ")", "－": "-", "＋": "+"})  # fmt: skip
_LONGEST = 1000
_BINDING = {Sign.PLUS: 1, Sign.MINUS: 1, Sign.TIMES: 2, Sign.BY: 2, Sign.NEGATIVE: 3}


def read_formula(text: str) -> Formula:
    """The formula of a text.

    Raises:
        FormulaMistake: what is wrong with it.
    """
    tokens = list(_tokens(text))
    places = [at for at, token in enumerate(tokens) if token in {"=", "<=", ">="}]
    if len(places) != 1:
        raise FormulaMistake(f"公式“{text}”里应有且只有一个 =、<= 或 >=，请改正。")
    at = places[0]
    left, right = _postfix(tokens[:at], text), _postfix(tokens[at + 1 :], text)
    if not _is_code(left[0]):
        raise FormulaMistake(f"公式“{text}”应以指标代码开头（要核对的那个指标），请改正。")
    return Formula(text, left, Comparison(tokens[at]), right)


def _tokens(text: str) -> Iterator[str]:
    if len(text) > _LONGEST:
        raise FormulaMistake(f"公式超过 {_LONGEST} 个字符，请拆成几条规则。")
    plain = text.translate(_SPELLING).rstrip()
    at = 0
    while at < len(plain):
        found = _TOKEN.match(plain, at)
        if found is None:
            raise FormulaMistake(
                f"公式“{text}”里的“{plain[at:].strip()[:10]}”看不懂，只能用指标代码、数、+ - * / 和括号，请改正。"
            )
        yield found[0].strip()
        at = found.end()


def _postfix(tokens: list[str], text: str) -> tuple[Step, ...]:
    """Operator precedence without recursion: what binds less waits until its right side is complete."""
    steps: list[Step] = []
    waiting: list[Sign | str] = []
    expects_number = True
    for part in tokens:
        if part == "(" and expects_number:
            waiting.append(part)
        elif part == "-" and expects_number:
            waiting.append(Sign.NEGATIVE)
        elif part == ")" and not expects_number:
            _take(steps, waiting, 0)
            if not waiting:
                raise FormulaMistake(f"公式“{text}”的括号不成对，请改正。")
            waiting.pop()
        elif part in "+-*/" and not expects_number:
            _take(steps, waiting, _BINDING[Sign(part)])
            waiting.append(Sign(part))
            expects_number = True
        elif part[0].isalnum() and expects_number:
            steps.append(Decimal(part) if part[0].isdigit() else part)
            expects_number = False
        else:
            raise FormulaMistake(f"公式“{text}”在“{part}”处不通：数与符号应当相间，请改正。")
    if expects_number:
        raise FormulaMistake(f"公式“{text}”没有写完，请补上。")
    _take(steps, waiting, 0)
    if waiting:
        raise FormulaMistake(f"公式“{text}”的括号不成对，请改正。")
    return tuple(steps)


def _take(steps: list[Step], waiting: list[Sign | str], binding: int) -> None:
    """Move the waiting signs that bind at least as strongly, up to the last open parenthesis."""
    while waiting and isinstance(sign := waiting[-1], Sign) and _BINDING[sign] >= binding:
        steps.append(sign)
        waiting.pop()


def _is_code(step: Step) -> bool:
    return isinstance(step, str) and not isinstance(step, Sign)


def evaluate(steps: tuple[Step, ...], figures: Mapping[str, Estimate]) -> Estimate | None:
    """What one side comes to; None where it divides by what may be zero.

    Args:
        steps: A side in postfix order.
        figures: The figure of each code.
    """
    stack: list[Estimate] = []
    for step in steps:
        if isinstance(step, Decimal):
            stack.append(Estimate(step, Decimal()))
        elif not isinstance(step, Sign):
            stack.append(figures[step])
        elif step is Sign.NEGATIVE:
            one = stack.pop()
            stack.append(Estimate(-one.value, one.off))
        else:
            other, one = stack.pop(), stack.pop()
            result = _JOINING[step](one, other)
            if result is None:
                return None
            stack.append(result)
    return stack[0]


def _plus(one: Estimate, other: Estimate) -> Estimate:
    return Estimate(one.value + other.value, one.off + other.off)


def _minus(one: Estimate, other: Estimate) -> Estimate:
    return Estimate(one.value - other.value, one.off + other.off)


def _times(one: Estimate, other: Estimate) -> Estimate:
    off = abs(one.value) * other.off + abs(other.value) * one.off + one.off * other.off
    return Estimate(one.value * other.value, off)


def _by(one: Estimate, other: Estimate) -> Estimate | None:
    least = abs(other.value) - other.off
    if least <= 0:
        return None
    quotient = one.value / other.value
    return Estimate(quotient, (one.off + abs(quotient) * other.off) / least)


_JOINING: dict[Sign, Callable[[Estimate, Estimate], Estimate | None]] = {
    Sign.PLUS: _plus,
    Sign.MINUS: _minus,
    Sign.TIMES: _times,
    Sign.BY: _by,
}
