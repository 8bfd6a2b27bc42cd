"""Letters as they are measured: a typeface known by the widths of its signs, and how text breaks into lines."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

LINE = 1.3
"""Height of a line in ems."""
_ROUNDING = 0.01  # points by which widths may differ that are the same
_NEVER_FIRST = frozenset("，。；：！？、）】》〉〕”’」』…—％‰·,.;:!?)]}>%\u3000")
_NEVER_LAST = frozenset("（【《〈〔“‘「『([{<#")
_RUN = re.compile(r"[!-~\u00a0-\u024f]+|\s|.", re.DOTALL)
"""Latin letters, digits and their signs stay together; of Chinese every sign stands alone."""
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f\u200b\ufeff]")


class Ruler(Protocol):
    """Measures of a typeface, in ems; they do not change, so that widths can be kept."""

    def __hash__(self) -> int: ...

    @property
    def ascent(self) -> float:
        """From the baseline to the top of its letters."""

    @property
    def descent(self) -> float:
        """From the baseline down."""

    def advance(self, sign: str, *, is_strong: bool) -> float:
        """Width of one sign."""


@dataclass(frozen=True, slots=True)
class Lettering:
    """A typeface in one size (points) and weight."""

    ruler: Ruler
    size: float
    is_strong: bool = False

    def width(self, text: str) -> float:
        """Width of a line in points."""
        return self.size * _ems(self.ruler, text, is_strong=self.is_strong)

    @property
    def line(self) -> float:
        """Height of a line in points."""
        return self.size * LINE

    @property
    def rise(self) -> float:
        """From the top of a line to its baseline."""
        ruler = self.ruler
        return self.size * ((LINE - ruler.ascent - ruler.descent) / 2 + ruler.ascent)

    def longest_piece(self, text: str) -> float:
        """Width of the widest piece that is broken only in need."""
        pieces = (piece for piece in _pieces(clean(text)) if not piece.isspace())
        return max((self.width(piece) for piece in pieces), default=0.0)

    def break_lines(self, text: str, room: float) -> tuple[str, ...]:
        """The text in lines no wider than ``room``; only blanks at a break are lost. No text is one empty line."""
        return tuple(
            line for paragraph in clean(text).split("\n") for line in self._break_paragraph(paragraph, room)
        )

    def balanced_lines(self, text: str, room: float) -> tuple[str, ...]:
        """As many lines, but of nearly the same width: 暂无 over 数据 rather than 暂无数 over 据."""
        lines = self.break_lines(text, room)
        low, high = room / max(2, len(lines)), room
        while len(lines) > 1 and high - low > self.size / 4:
            middle = (low + high) / 2
            tried = self.break_lines(text, middle)
            if len(tried) > len(lines) or max(self.width(line) for line in tried) > middle + _ROUNDING:
                low = middle
            else:
                high, lines = middle, tried
        return lines

    def _break_paragraph(self, paragraph: str, room: float) -> Iterator[str]:
        line, width = "", 0.0
        for piece in _pieces(paragraph):
            taken = self.width(piece)
            if line and width + taken > room + _ROUNDING:
                yield line.rstrip(" ")
                line, width = "", 0.0
                if piece == " ":
                    continue
            if taken > room + _ROUNDING:
                *full, line = self._chop(piece, room)
                yield from full
                width = self.width(line)
            else:
                line, width = line + piece, width + taken
        yield line.rstrip(" ")

    def _chop(self, piece: str, room: float) -> list[str]:
        """A piece that is wider than the room, broken anywhere; one sign stands even where there is no room."""
        lines = [""]
        for sign in piece:
            if lines[-1] and self.width(lines[-1] + sign) > room + _ROUNDING:
                lines.append("")
            lines[-1] += sign
        return lines


@lru_cache(maxsize=1 << 15)
def _ems(ruler: Ruler, text: str, *, is_strong: bool) -> float:
    """Width of a line in ems; the same text is asked for again and again while a page is laid out."""
    return sum(ruler.advance(sign, is_strong=is_strong) for sign in text)


def clean(text: str) -> str:
    """The text without what no paper shows: controls and signs without width; a tab is a blank."""
    return _CONTROL.sub("", text.replace("\t", " ").replace("\r\n", "\n").replace("\r", "\n"))


def _pieces(text: str) -> list[str]:
    """What a line may be broken between: closing signs stay with what is before them, opening ones with what is after."""
    pieces: list[str] = []
    for run in _RUN.findall(text):
        joins = (
            pieces
            and not pieces[-1].isspace()
            and ((run[0] in _NEVER_FIRST and len(run) == 1) or pieces[-1][-1] in _NEVER_LAST)
        )
        if joins:
            pieces[-1] += run
        else:
            pieces.append(run)
    return pieces
