"""Laid-out texts kept between paints: laying out a Chinese text costs more than drawing it."""

from bisect import bisect_right

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QStaticText

from wzdesk.ui.figures import digit_cell, draw_figure
from wzdesk.ui.theme import digit_widths

_MOST = 6000


class _Face:
    """A font with what is asked of it at every text."""

    __slots__ = ("ascent", "even", "font", "height", "metrics", "texts")

    def __init__(self, font: QFont) -> None:
        self.font, self.metrics = font, QFontMetricsF(font)
        self.ascent, self.height = self.metrics.ascent(), self.metrics.height()
        self.even = min(digit_widths(font)) >= digit_cell(font) - 0.01
        self.texts: dict[str, QStaticText] = {}


class TextCache:
    """Draws texts by font and colour; ``clear`` when the theme changes."""

    def __init__(self) -> None:
        self._faces: dict[int, _Face] = {}
        self._colors: dict[str, QColor] = {}
        self._elided: dict[tuple[str, int, int], str] = {}

    def clear(self) -> None:
        """Forget all."""
        self._faces.clear()
        self._elided.clear()

    def color(self, name: str) -> QColor:
        """The colour of a token."""
        if name not in self._colors:
            self._colors[name] = QColor(name)
        return self._colors[name]

    def face(self, font: QFont) -> _Face:
        """Metrics of a font. Fonts are told apart by identity: the theme gives the same object each time."""
        found = self._faces.get(id(font))
        if found is None or found.font is not font:
            found = self._faces[id(font)] = _Face(font)
        return found

    def width(self, text: str, font: QFont) -> float:
        """Advance of a text."""
        return self.face(font).metrics.horizontalAdvance(text)

    def elided(self, text: str, font: QFont, width: float) -> str:
        """The text, or what fits of it with an ellipsis."""
        key = (text, id(font), int(width))
        if key not in self._elided:
            if len(self._elided) > _MOST:
                self._elided.clear()
            fits = self.width(text, font) <= width + 0.5
            mode = Qt.TextElideMode.ElideRight
            self._elided[key] = text if fits else self.face(font).metrics.elidedText(text, mode, int(width))
        return self._elided[key]

    def wrapped(self, text: str, font: QFont, width: float, most: int) -> list[str]:
        """The text in lines of that width, at most so many; the last one with an ellipsis where it must."""
        lines: list[str] = []
        rest = text
        while len(lines) < most - 1 and self.width(rest, font) > width:
            fits = max(self._signs_within(rest, font, width), 1)
            lines.append(rest[:fits])
            rest = rest[fits:]
        return [*lines, self.elided(rest, font, width)]

    def _signs_within(self, text: str, font: QFont, width: float) -> int:
        """How many signs of a text that is too long have room."""
        return bisect_right(range(1, len(text)), width, key=lambda at: self.width(text[:at], font))

    def draw(
        self, painter: QPainter, left: float, baseline: float, text: str, font: QFont, color: str
    ) -> None:
        """Draw a text from ``left`` on its baseline."""
        face = self.face(font)
        painter.setFont(font)
        painter.setPen(self.color(color))
        if not face.even and any(sign.isdecimal() for sign in text):
            draw_figure(painter, left, baseline, text)
            return
        static = face.texts.get(text)
        if static is None:
            if len(face.texts) > _MOST:
                face.texts.clear()
            static = face.texts[text] = _static(text, font)
        painter.drawStaticText(QPointF(left, baseline - face.ascent), static)

    def baseline(self, top: float, height: float, font: QFont) -> float:
        """Baseline of a line of text in the middle of a band, on whole px."""
        face = self.face(font)
        return round(top + (height - face.height) / 2 + face.ascent)


def _static(text: str, font: QFont) -> QStaticText:
    static = QStaticText(text)
    static.setTextFormat(Qt.TextFormat.PlainText)
    static.setPerformanceHint(QStaticText.PerformanceHint.AggressiveCaching)
    static.prepare(font=font)
    return static
