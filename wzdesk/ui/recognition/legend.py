"""The signs of the picture with their words."""

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from wzdesk.ui import painting
from wzdesk.ui.recognition.reading_marks import FIGURES, WORDS, ReadKind, ReadMark, legend_width, paint_swatch
from wzdesk.ui.theme import Role, Strength, Theme

_ALWAYS = (ReadKind.TITLE, ReadKind.UNIT, ReadKind.HEADING, ReadKind.LABEL, ReadKind.TAKEN, ReadKind.SKIPPED)
_SWATCH = 14


def _is_shown(kind: ReadKind, count: int) -> bool:
    return kind in _ALWAYS or (count > 0 and kind is not ReadKind.BLANK)


class ReadingLegend(QWidget):
    """The grounds, and the glyphs that occur on the sheet; figures with their counts."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._kinds: list[tuple[ReadKind, int]] = []
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def set_marks(self, marks: dict[tuple[int, int], ReadMark]) -> None:
        """Show the kinds that there are."""
        counts = dict.fromkeys(ReadKind, 0)
        for mark in marks.values():
            counts[mark.kind] += 1
        taken = sum(counts[kind] for kind in FIGURES)
        counts[ReadKind.TAKEN] = taken - counts[ReadKind.WAITING]
        self._kinds = [(kind, counts[kind]) for kind in ReadKind if _is_shown(kind, counts[kind])]
        self.setAccessibleName(
            "图例：" + "，".join(f"{WORDS[kind]} {count} 格" for kind, count in self._kinds)
        )
        self.update()

    def sizeHint(self) -> QSize:
        """A strip of the tokens' height."""
        return QSize(self._theme.px(300), self._theme.px(28))

    def _fitting(self) -> list[tuple[ReadKind, str]]:
        """What there is room for; the plain grounds give way first."""
        shown = [(kind, "" if kind in _ALWAYS[:4] else str(count)) for kind, count in self._kinds]
        while shown and self._theme.px(12) + sum(self._width(*each) for each in shown) > self.width():
            shown.pop(0)
        return shown

    def _width(self, kind: ReadKind, number: str) -> int:
        width = legend_width(WORDS[kind], self._theme) + self._theme.px(_SWATCH + 5 + 4 + 12)
        return width + (legend_width(number, self._theme, Strength.STRONG) if number else 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Sign and word, one after the other, while there is room."""
        painter, theme = QPainter(self), self._theme
        painting.fill(painter, self.rect(), theme.palette.page)
        painting.horizontal_line(painter, 0, self.width(), self.height() - 1, theme.palette.line2)
        left, side = theme.px(12), theme.px(_SWATCH)
        strong = theme.font(Role.CAPTION, Strength.STRONG)
        for kind, number in self._fitting():
            words = WORDS[kind]
            paint_swatch(painter, QRect(left, (self.height() - side) // 2, side, side), kind, theme)
            left += side + theme.px(5)
            area = QRect(left, 0, legend_width(words, theme), self.height())
            painting.text(painter, area, words, theme.font(Role.CAPTION), theme.palette.t2)
            left += area.width() + theme.px(4)
            if number:
                area = QRect(left, 0, legend_width(number, theme, Strength.STRONG), self.height())
                painting.text(painter, area, number, strong, theme.palette.t1)
                left += area.width()
            left += theme.px(12)
