"""One cell to look at as a card: what it is, what is said of it, and the answers to choose from."""

from dataclasses import dataclass, field

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen

from wzdesk.domain.pasting.choice import Option, PasteChoice
from wzdesk.domain.pasting.verdict import KIND_WORDS, Beside, JudgedCell
from wzdesk.domain.quantity_words import number_words, with_unit
from wzdesk.ui import icons, painting
from wzdesk.ui.paste.marks import kind_color, kind_icon
from wzdesk.ui.paste.paste_model import change_words
from wzdesk.ui.theme import Role, Strength, Theme
from wzdesk.ui.widgets.labels import breakable

_PAD, _GAP, _ICON, _CIRCLE, _EDGE = 10, 4, 15, 13, 3
_LINE, _ALL = 20, 99
_WRAPPED = int(Qt.TextFlag.TextWordWrap)


@dataclass(slots=True)
class Card:
    """A card laid out for a width: where its parts stand, from its own upper left corner."""

    cell: JudgedCell
    title: str
    facts: str
    said: str
    options: tuple[Option, ...]
    size: QRect
    facts_rect: QRect
    said_rect: QRect
    options_rects: list[QRect] = field(default_factory=list)

    def option_at(self, spot: QPoint) -> Option | None:
        """The answer under a point."""
        found = (
            one for one, rect in zip(self.options, self.options_rects, strict=True) if rect.contains(spot)
        )
        return next(found, None)

    @property
    def words(self) -> str:
        """All of it in one sentence, for screen readers."""
        answers = "，".join(
            f"按 {number} {one.words}{'，已选' if one.is_chosen else ''}"
            for number, one in enumerate(self.options, 1)
        )
        return "；".join(
            part for part in (self.title, KIND_WORDS[self.cell.kind], self.facts, self.said, answers) if part
        )


def laid_card(
    theme: Theme, choice: PasteChoice, cell: JudgedCell, title: str, width: int, *, most_said: int = _ALL
) -> Card:
    """A cell's card, ``width`` px wide, with so many of the sentences that are said of it."""
    px = theme.px
    left, room = px(_PAD + _EDGE), width - px(2 * _PAD + _EDGE)
    facts, said = breakable("　".join(_facts(cell))), breakable("\n".join(_said(cell, most_said)), 900)
    top = px(_PAD - 2) + px(_LINE)
    facts_rect = _text_rect(facts, theme.font(Role.CAPTION), left, top, room)
    said_rect = _text_rect(said, theme.font(Role.CAPTION), left, facts_rect.bottom() + 1 + px(2), room)
    top = (said_rect if said else facts_rect).bottom() + 1 + px(_GAP)
    card = Card(cell, title, facts, said, choice.options(cell), QRect(), facts_rect, said_rect)
    at, font = left, theme.font(Role.CAPTION)
    if _asks(card):
        at += painting.width_of("请选", font) + px(_PAD)
    for number, option in enumerate(card.options, 1):
        wide = px(_CIRCLE + 4) + painting.width_of(_option_words(number, option), font) + px(4)
        if at > left and at + wide > left + room:
            at, top = left, top + px(_LINE)
        card.options_rects.append(QRect(at, top, min(wide, room), px(_LINE)))
        at += wide + px(_PAD)
    bottom = top + px(_LINE) if card.options else top
    card.size = QRect(0, 0, width, bottom + px(_PAD - 4))
    return card


def paint_card(painter: QPainter, theme: Theme, card: Card, at: QPoint, *, is_current: bool) -> None:
    """Paint a card with its upper left corner at a point."""
    palette, px, cell = theme.palette, theme.px, card.cell
    color = kind_color(cell.kind, palette, cell.severity)
    whole = card.size.translated(at)
    painting.fill(painter, whole, palette.accbg if is_current else palette.page)
    edge = palette.acc if is_current else palette.line2
    painting.horizontal_line(painter, whole.left(), whole.right() + 1, whole.top(), edge)
    painting.horizontal_line(painter, whole.left(), whole.right() + 1, whole.bottom(), edge)
    painting.vertical_line(painter, whole.right(), whole.top(), whole.bottom() + 1, edge)
    painting.fill(painter, QRect(whole.left(), whole.top(), px(_EDGE), whole.height()), color)
    _paint_head(painter, theme, card, whole, color)
    for text, rect, ink in (
        (card.facts, card.facts_rect, palette.t3),
        (card.said, card.said_rect, palette.t1),
    ):
        if text:
            painter.setFont(theme.font(Role.CAPTION))
            painter.setPen(QColor(ink))
            painter.drawText(rect.translated(at), _WRAPPED, text)
    _paint_options(painter, theme, card, at)


def _paint_head(painter: QPainter, theme: Theme, card: Card, whole: QRect, color: str) -> None:
    px, cell = theme.px, card.cell
    line = QRect(
        whole.left() + px(_PAD + _EDGE),
        whole.top() + px(_PAD - 4),
        whole.width() - px(2 * _PAD + _EDGE),
        px(_LINE),
    )
    word, font = KIND_WORDS[cell.kind], theme.font(Role.CAPTION, Strength.MEDIUM)
    wide = painting.width_of(word, font) + 2
    painting.text(painter, line, word, font, color, painting.RIGHT)
    side = px(_ICON)
    spot = QRect(line.right() - wide - px(4) - side, line.center().y() - side // 2, side, side)
    icons.paint_icon(painter, spot, kind_icon(cell.kind, cell.severity), color)
    room = QRect(line.left(), line.top(), spot.left() - px(6) - line.left(), line.height())
    painting.text(painter, room, card.title, theme.font(Role.BODY_STRONG), theme.palette.t1)


def _paint_options(painter: QPainter, theme: Theme, card: Card, at: QPoint) -> None:
    palette, px, font = theme.palette, theme.px, theme.font(Role.CAPTION)
    if _asks(card):
        first = card.options_rects[0].translated(at)
        left = at.x() + px(_PAD + _EDGE)
        painting.text(
            painter, QRect(left, first.top(), first.left() - left, first.height()), "请选", font, palette.acc
        )
    for number, (option, rect) in enumerate(zip(card.options, card.options_rects, strict=True), 1):
        box = rect.translated(at)
        side = px(_CIRCLE)
        circle = QRect(box.left(), box.center().y() - side // 2, side, side)
        _paint_circle(
            painter, circle, palette.acc if option.is_chosen else palette.t3, is_chosen=option.is_chosen
        )
        words = box.adjusted(side + px(4), 0, 0, 0)
        painting.text(painter, words, _option_words(number, option), font, palette.t1)


def _paint_circle(painter: QPainter, rect: QRect, color: str, *, is_chosen: bool) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(color), max(1.0, rect.width() / (3.2 if is_chosen else 11))))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    inset = max(1, round(rect.width() / (5 if is_chosen else 12)))
    painter.drawEllipse(rect.adjusted(inset, inset, -inset, -inset))
    painter.restore()


def _option_words(number: int, option: Option) -> str:
    return f"{number} {option.words}"


def _asks(card: Card) -> bool:
    """Whether a person has still to choose."""
    return bool(card.options) and not any(option.is_chosen for option in card.options)


def _text_rect(text: str, font: QFont, left: int, top: int, width: int) -> QRect:
    if not text:
        return QRect(left, top, width, 0)
    needed = QFontMetrics(font).boundingRect(QRect(0, 0, width, 10_000), _WRAPPED, text)
    return QRect(left, top, width, needed.height())


def _facts(cell: JudgedCell) -> list[str]:
    """What was typed, what it was read as, and the figures beside which it stands."""
    facts = [f"原文 {cell.laid.given}"]
    if cell.laid.mended:
        facts.append(f"已改为 {cell.laid.mended}")
    if cell.read_as and cell.quantity is not None and cell.quantity.value is not None:
        facts.append(f"读作 {with_unit(cell.read_as, cell.unit)}")
    if cell.laid.before:
        facts.append(f"现有 {cell.laid.before}")
    if cell.last_year:
        change = change_words(cell)
        facts.append(f"上年同期 {_beside(cell.last_year, cell)}" + (f"，较上年 {change}" if change else ""))
    if cell.last_period:
        facts.append(f"上期 {_beside(cell.last_period, cell)}")
    return facts


def _said(cell: JudgedCell, most: int) -> list[str]:
    said, left = list(cell.said[:most]), len(cell.said) - most
    if said and left > 0:
        said[-1] += f"（另有 {left} 条）"
    return said


def _beside(beside: Beside, cell: JudgedCell) -> str:
    return f"{with_unit(number_words(beside.value), cell.unit)}（{beside.period}）"
