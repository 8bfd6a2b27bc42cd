"""One section of a number format: what it is for, and the tokens that show."""

import operator
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum, auto

from wzdesk.excel.read.number_display.tokens import Kind, NotUnderstood, Token, sections_of

_COLOUR = re.compile(
    r"(?:black|blue|cyan|green|magenta|red|white|yellow|color ?\d{1,2}"
    r"|[黑蓝青绿红白黄]色?|蓝绿色|洋红色?|颜色 ?\d{1,2})",
    re.IGNORECASE,
)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=) *(-?\d{1,30}(?:\.\d{0,30})?)")
_CURRENCY = re.compile(r"\$([^-]*)(?:-(.*))?")
_NUMERALS = re.compile(r"dbnum([123])", re.IGNORECASE)
_ELAPSED = re.compile(r"h+|m+|s+", re.IGNORECASE)
_OPERATORS: dict[str, Callable[[Decimal, Decimal], bool]] = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge, "=": operator.eq, "<>": operator.ne,
}  # fmt: skip


class Language(Enum):
    """Whose words a format wants for months and days; SYSTEM_* are the system's own forms."""

    NONE = auto()
    CHINESE = auto()
    ENGLISH = auto()
    OTHER = auto()
    SYSTEM_DATE = auto()
    SYSTEM_TIME = auto()


_LANGUAGES = {
    "": Language.NONE, "x-sysdate": Language.SYSTEM_DATE, "x-systime": Language.SYSTEM_TIME,
    "f800": Language.SYSTEM_DATE, "f400": Language.SYSTEM_TIME,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Condition:
    """``[>=10000]``."""

    sign: str
    limit: Decimal

    def holds(self, value: Decimal) -> bool:
        """Whether a value meets it."""
        return _OPERATORS[self.sign](value, self.limit)

    @property
    def is_for_negatives(self) -> bool:
        """Whether it lets through nothing but negative numbers."""
        return (self.sign == "<" and self.limit <= 0) or (self.sign in {"<=", "="} and self.limit < 0)


@dataclass(frozen=True, slots=True)
class Section:
    """The tokens that show something, and what the brackets say; ``numerals`` is n of [DBNumn], else 0."""

    tokens: tuple[Token, ...]
    condition: Condition | None = None
    language: Language = Language.NONE
    numerals: int = 0

    def has(self, *kinds: Kind) -> bool:
        """Whether any token is of one of these kinds."""
        return any(token.kind in kinds for token in self.tokens)


def read_sections(code: str) -> list[Section]:
    """The sections of a code, in their order.

    Raises:
        NotUnderstood: it says something unknown here.
    """
    return [_read_section(tokens) for tokens in sections_of(code)]


def _read_section(tokens: Sequence[Token]) -> Section:
    shown: list[Token] = []
    condition, language, numerals = None, Language.NONE, 0
    for token in tokens:
        if token.kind is not Kind.BRACKET:
            shown.append(token)
        elif found := _CONDITION.fullmatch(token.text):
            condition = Condition(found[1], Decimal(found[2]))
        elif found := _CURRENCY.fullmatch(token.text):
            shown.append(Token(Kind.LITERAL, found[1]))
            language = _language(found[2] or "")
        elif found := _NUMERALS.fullmatch(token.text):
            numerals = int(found[1])
        elif _ELAPSED.fullmatch(token.text):
            shown.append(Token(Kind.MOMENT, f"[{token.text.lower()}]"))
        elif not _COLOUR.fullmatch(token.text):
            raise NotUnderstood(token.text)
    return Section(tuple(shown), condition, language, numerals)


def _language(name: str) -> Language:
    """The language of ``804`` or ``zh-CN``; calendars and digits of other lands are not understood."""
    name = name.lower()
    if name in _LANGUAGES:
        return _LANGUAGES[name]
    if re.fullmatch("[a-z]{2,3}(-[a-z]{2,4})*", name) and not re.fullmatch("[0-9a-f]+", name):
        return {"zh-cn": Language.CHINESE, "en-us": Language.ENGLISH}.get(name, Language.OTHER)
    if not re.fullmatch("[0-9a-f]{1,8}", name) or int(name, 16) > 0xFFFF:
        raise NotUnderstood(name)
    return {0x804: Language.CHINESE, 0x409: Language.ENGLISH}.get(int(name, 16), Language.OTHER)
