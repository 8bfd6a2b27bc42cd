"""Where one is on the way: 1 识别 › 2 对照差异 › 3 写入."""

from PySide6.QtCore import QRect, QSize, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from wzdesk.ui import icons, painting
from wzdesk.ui.theme import Role, Strength, Theme
from wzdesk.ui.widgets.painted import PaintedButton

STEPS = ("识别", "对照差异", "写入")


class _Step(PaintedButton):
    def __init__(self, theme: Theme, place: int, parent: QWidget) -> None:
        super().__init__(theme, f"{place + 1} {STEPS[place]}", parent)
        self._is_last = place == len(STEPS) - 1
        self.is_current = False

    def sizeHint(self) -> QSize:
        font = self.theme.font(Role.BODY, Strength.STRONG)
        width = painting.width_of(self.text(), font) + self.theme.px(8)
        return QSize(width + (0 if self._is_last else self.theme.px(18)), self.theme.px(26))

    def paint(self, painter: QPainter) -> None:
        theme, p = self.theme, self.theme.palette
        font = theme.font(Role.BODY, Strength.STRONG if self.is_current else Strength.REGULAR)
        color = p.acc if self.is_current or self.lit else p.t2
        words = painting.width_of(self.text(), theme.font(Role.BODY, Strength.STRONG))
        area = QRect(theme.px(4), 0, words + 1, self.height())
        painting.text(painter, area, self.text(), font, color)
        if self.is_current:
            bottom = self.height() - theme.px(2)
            painting.fill(painter, QRect(theme.px(4), bottom, words, theme.px(2)), p.acc)
        if not self._is_last:
            side = theme.px(12)
            spot = QRect(self.width() - theme.px(15), (self.height() - side) // 2, side, side)
            icons.paint_icon(painter, spot, "caret-right", p.t3)


class StepTrail(QWidget):
    """The three steps; a click goes to one of the first two, on the third it asks to write."""

    picked = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.steps = [_Step(theme, place, self) for place in range(len(STEPS))]
        for place, step in enumerate(self.steps):
            row.addWidget(step)
            step.clicked.connect(lambda _checked=False, place=place: self.picked.emit(place))
        self.setAccessibleName("步骤")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_current(0)

    def set_current(self, place: int) -> None:
        """Show where one is."""
        for number, step in enumerate(self.steps):
            step.is_current = number == place
            step.setAccessibleDescription("现在在这一步" if number == place else "")
            step.update()
