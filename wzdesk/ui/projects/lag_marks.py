"""How a rate and its distance from time progress are painted in cells: bar with tick; icon, word and points."""

from decimal import Decimal

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QPainter

from wzdesk.domain.projects.lag import USUAL_WORDS, time_progress
from wzdesk.ui import icons, painting
from wzdesk.ui.entry.lag_cell import LAG_LOOKS
from wzdesk.ui.projects.amounts import percent_words, points_words
from wzdesk.ui.theme import Role, Strength, Theme

_BAR_FULL = Decimal(100)


def lag_words(points: Decimal | None) -> str:
    """达到 +5.2, as it is read aloud."""
    return "" if points is None else f"{USUAL_WORDS.say(points)} {points_words(points)}"


def lag_look(points: Decimal) -> tuple[str, str, str]:
    """Word, icon and colour of a distance."""
    word = USUAL_WORDS.say(points)
    return (word, *LAG_LOOKS.get(word, ("circle", "t2")))


def paint_lag(painter: QPainter, rect: QRect, points: Decimal | None, theme: Theme) -> None:
    """Icon and word at the left, points at the right."""
    if points is None:
        return
    word, icon, colour = lag_look(points)
    color, side = str(getattr(theme.palette, colour)), theme.px(13)
    spot = QRect(rect.left(), rect.top() + (rect.height() - side) // 2, side, side)
    icons.paint_icon(painter, spot, icon, color)
    strength = Strength.STRONG if colour == "missed" else Strength.REGULAR
    area = rect.adjusted(side + theme.px(4), 0, 0, 0)
    painting.text(painter, area, word, theme.font(Role.BODY, strength), color)
    figure = points_words(points)
    painting.text(painter, rect, figure, theme.font(Role.BODY), theme.palette.t1, painting.RIGHT)


def paint_rate(
    painter: QPainter, rect: QRect, rate: Decimal | None, points: Decimal | None, month: int, theme: Theme
) -> None:
    """A bar up to 100 % with the tick of time progress, and the rate behind it; lagging bars have their colour."""
    if rate is None:
        return
    palette, px = theme.palette, theme.px
    room = px(46)
    bar = QRectF(
        rect.left(), rect.top() + (rect.height() - px(7)) / 2, max(0, rect.width() - room - px(4)), px(7)
    )
    painting.fill(painter, painting.snapped(painter, bar), palette.track)
    share = float(min(max(rate, Decimal(0)), _BAR_FULL) / _BAR_FULL)
    colour = lag_look(points)[2] if points is not None else "bar"
    color = palette.bar if colour in {"achieved", "nearly"} else str(getattr(palette, colour))
    done = QRectF(bar.left(), bar.top(), bar.width() * share, bar.height())
    if done.width() >= 1:
        painting.fill(painter, painting.snapped(painter, done), color)
    tick = bar.left() + bar.width() * float(time_progress(month) / _BAR_FULL)
    height = px(15)
    mark = QRectF(tick - 1, rect.top() + (rect.height() - height) / 2, 2, height)
    painting.fill(painter, painting.snapped(painter, mark), palette.t1)
    words = percent_words(rate)
    painting.text(painter, rect, words, theme.font(Role.BODY), palette.t1, painting.RIGHT)
