"""What there is to know of the current cell of a pasted block, and the unit that is offered for it."""

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from wzdesk.domain.pasting.verdict import KIND_WORDS, Beside, JudgedCell
from wzdesk.domain.quantity_words import number_words, with_unit
from wzdesk.ui import icons, painting
from wzdesk.ui.paste.marks import kind_color, kind_icon
from wzdesk.ui.paste.paste_model import change_words
from wzdesk.ui.theme import Role, Strength, Theme
from wzdesk.ui.widgets.buttons import FlatButton
from wzdesk.ui.widgets.labels import HairLine, KeyValueRows, PlainLabel, WrappedLabel

_WIDTH, _MARK = 322, 16


class VerdictWord(QWidget):
    """Icon and word of a verdict, with the count of its cells where there is one."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._words, self._icon, self._color = theme, "", "check", "t3"
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def say(self, words: str, icon: str, color: str) -> None:
        """Show another verdict."""
        self._words, self._icon, self._color = words, icon, color
        self.setAccessibleName(words)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Icon, gap and word."""
        theme = self._theme
        width = painting.width_of(self._words, theme.font(Role.BODY, Strength.MEDIUM))
        return QSize(theme.px(_MARK + 6) + width + 2, theme.px(20))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Both in the verdict's colour."""
        painter, side = QPainter(self), self._theme.px(_MARK)
        spot = QRect(0, (self.height() - side) // 2, side, side)
        icons.paint_icon(painter, spot, self._icon, self._color)
        area = self.rect().adjusted(side + self._theme.px(6), 0, 0, 0)
        font = self._theme.font(Role.BODY, Strength.MEDIUM)
        painting.text(painter, area, self._words, font, self._color)


class PastePanel(QWidget):
    """The current cell in words."""

    mend_asked = Signal()
    mend_alike_asked = Signal()
    turn_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._where = PlainLabel(theme, role=Role.CAPTION, color="t3")
        self._subject = WrappedLabel(theme, role=Role.SUBJECT, color="t1")
        self._verdict = VerdictWord(theme, self)
        self._figures = KeyValueRows(theme, (), self, caption=76)
        self._said = WrappedLabel(theme, role=Role.BODY, color="t1")
        self.mend = FlatButton(theme, "", self, key="Ctrl+.", outlined=True)
        self.mend_alike = FlatButton(theme, "", self, key="Ctrl+Shift+.", outlined=True)
        self.turn = FlatButton(theme, "", self, key="Space")
        for button, asked in (
            (self.mend, self.mend_asked),
            (self.mend_alike, self.mend_alike_asked),
            (self.turn, self.turn_asked),
        ):
            button.setShortcut("")  # the preview hears the keys itself, wherever the focus is in it
            button.clicked.connect(asked)
        self._lay_out()
        theme.changed.connect(self._fit)
        self._fit()

    def _lay_out(self) -> None:
        px = self._theme.px
        area, inner = QScrollArea(self), QWidget(self)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inner)
        for ground in (area.viewport(), inner):
            ground.setAutoFillBackground(False)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(area)
        column = QVBoxLayout(inner)
        column.setContentsMargins(px(12), px(10), px(12), px(10))
        column.setSpacing(px(8))
        for widget in (
            self._where,
            self._subject,
            self._verdict,
            HairLine(self._theme),
            self._figures,
            self._said,
        ):
            column.addWidget(widget)
        for button in (self.mend, self.mend_alike, self.turn):
            column.addWidget(button)
        column.addStretch(1)

    def _fit(self) -> None:
        self.setFixedWidth(self._theme.px(_WIDTH))

    def show_cell(self, cell: JudgedCell | None, name: str, alike: int, where: str, *, taken: bool) -> None:
        """Tell of a cell; ``alike`` cells of its column are offered a unit too."""
        self._where.setText(where)
        for widget in (self._verdict, self._figures, self._said, self.mend, self.mend_alike, self.turn):
            widget.setVisible(cell is not None)
        self._subject.setText(name)
        if cell is None:
            return
        palette = self._theme.palette
        self._verdict.say(
            KIND_WORDS[cell.kind],
            kind_icon(cell.kind, cell.severity),
            kind_color(cell.kind, palette, cell.severity),
        )
        self._figures.set_rows(_rows(cell))
        self._said.setText("\n".join(cell.said))
        self._said.setVisible(bool(cell.said))
        self.mend.setVisible(bool(cell.corrected))
        self.mend.setText(f"改为 {cell.corrected}")
        self.mend_alike.setVisible(bool(cell.corrected) and alike > 1)
        self.mend_alike.setText(f"这一列 {alike} 格都照改")
        self.turn.setVisible(cell.kind.is_takeable)
        self.turn.setText("不写这一格" if taken else "写这一格")
        for button in (self.mend, self.mend_alike, self.turn):
            button.updateGeometry()


def _rows(cell: JudgedCell) -> list[tuple[str, str]]:
    rows = [("粘贴的原文", cell.laid.given)]
    if cell.laid.mended:
        rows.append(("已改为", cell.laid.mended))
    if cell.read_as:
        rows.append(("读作", with_unit(cell.read_as, cell.unit)))
    if cell.laid.before:
        rows.append(("现有", cell.laid.before))
    if cell.last_year:
        rows.append(("上年同期", _said(cell.last_year, cell)))
    if words := change_words(cell):
        rows.append(("较上年", words))
    if cell.last_period:
        rows.append(("上期", _said(cell.last_period, cell)))
    return rows


def _said(beside: Beside, cell: JudgedCell) -> str:
    return f"{with_unit(number_words(beside.value), cell.unit)}（{beside.period}）"
