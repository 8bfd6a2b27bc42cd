"""How the figures stand to what is stored: six counts or seven, and the first that changed."""

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from wzdesk.services.receiving.differences import Difference, Kind
from wzdesk.ui import painting
from wzdesk.ui.figures import shown
from wzdesk.ui.recognition.views import Overview
from wzdesk.ui.recognition.words import MEASURE_WORDS
from wzdesk.ui.theme import Role, Strength, Theme

COUNTS = (
    ("new", "新"),
    ("same", "相同"),
    ("changed", "有变"),
    ("conflict", "矛盾"),
    ("closed", "已关账"),
    ("waiting", "待定"),
    ("not_taken", "没有收"),
)
_COLORS = {"changed": "acc", "conflict": "fatal", "closed": "blocking", "waiting": "query"}
_MOST = 2


class Comparison(QWidget):
    """Painted; nothing in it can be pressed."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._counts: dict[str, int] = {}
        self._changed: list[tuple[str, str, str]] = []
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    @property
    def changed(self) -> list[tuple[str, str, str]]:
        """Kind, name and old → new of the first that differ."""
        return self._changed

    def set_overview(self, overview: Overview) -> None:
        """Show other counts."""
        self._counts = overview.counts()
        order = (Kind.CONFLICT, Kind.CHANGED)
        found = [each for each in overview.differences if each.kind in order]
        found.sort(key=lambda each: order.index(each.kind))
        self._changed = [_line(each, overview) for each in found[:_MOST]]
        rest = len(found) - _MOST
        if rest > 0:
            self._changed.append(("", f"还有 {rest} 格，点“逐格看差异”", ""))
        words = "，".join(f"{word} {self._counts[key]} 格" for key, word in self._shown)
        self.setAccessibleName(f"与已存的数对照：{words}")
        self.setAccessibleDescription("；".join(" ".join(line) for line in self._changed))
        self.updateGeometry()
        self.update()

    @property
    def _shown(self) -> list[tuple[str, str]]:
        """Closed periods are rare: they are counted where there are any."""
        return [(key, word) for key, word in COUNTS if key != "closed" or self._counts.get(key)]

    def sizeHint(self) -> QSize:
        """Title, counts, lines."""
        px = self._theme.px
        return QSize(px(300), px(30) + px(44) + len(self._changed) * px(20) + px(8))

    def paintEvent(self, event: QPaintEvent) -> None:
        """All of it."""
        painter, theme, p = QPainter(self), self._theme, self._theme.palette
        px, margin = theme.px, theme.px(12)
        painting.fill(painter, self.rect(), p.page)
        painting.horizontal_line(painter, 0, self.width(), 0, p.line)
        head = QRect(margin, px(6), self.width() - 2 * margin, px(22))
        painting.text(painter, head, "与已存的数对照", theme.font(Role.HEAD), p.t2)
        width = (self.width() - 2 * margin) // len(self._shown)
        for place, (key, word) in enumerate(self._shown):
            left, count = margin + place * width, self._counts.get(key, 0)
            color = str(getattr(p, _COLORS.get(key, "t1"))) if count else p.t3
            figure = QRect(left, px(28), width - px(6), px(26))
            painting.text(painter, figure, str(count), theme.font(Role.FIGURE), color)
            caption = QRect(left, px(53), width - px(6), px(16))
            painting.text(painter, caption, word, theme.font(Role.CAPTION), p.t2)
            if place:
                painting.vertical_line(painter, left - px(9), px(32), px(66), p.line)
        top = px(74)
        for kind, name, values in self._changed:
            self._paint_line(
                painter, QRect(margin, top, self.width() - 2 * margin, px(20)), kind, name, values
            )
            top += px(20)

    def _paint_line(self, painter: QPainter, area: QRect, kind: str, name: str, values: str) -> None:
        theme, p = self._theme, self._theme.palette
        font = theme.font(Role.BODY)
        width = theme.px(38) if kind else 0
        painting.text(
            painter, area, kind, theme.font(Role.BODY, Strength.MEDIUM), p.fatal if kind == "矛盾" else p.acc
        )
        room = painting.width_of(values, font) + theme.px(8) if values else 0
        painting.text(painter, area.adjusted(width, 0, -room, 0), name, font, p.t1 if kind else p.t3)
        painting.text(painter, area, values, font, p.t1, painting.RIGHT)


def _line(each: Difference, overview: Overview) -> tuple[str, str, str]:
    key = each.claim.key
    name = overview.known.indicators[key.indicator].name if key.indicator in overview.known.indicators else ""
    before = shown(each.before.quantity.text) if each.before else "空"
    kind = "矛盾" if each.kind is Kind.CONFLICT else "有变"
    place = each.claim.cell if each.kind is Kind.CONFLICT else MEASURE_WORDS[key.measure]
    return kind, f"{name}　{place}", f"{before} → {shown(each.claim.text)}"
