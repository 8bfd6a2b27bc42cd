"""One sentence above the page: what happened, where, what to do; never a box over the grid."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from wzdesk.ui import icons, painting
from wzdesk.ui.shell.message import MessageAction, MessageKind
from wzdesk.ui.theme import Role, Theme
from wzdesk.ui.widgets.buttons import FlatButton, IconButton


class MessageBar(QWidget):
    """An icon, a sentence, perhaps an action, and a cross to close it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._kind = theme, MessageKind.INFO
        self._action_button: FlatButton | None = None
        self._words = QLabel(self)
        self._words.setWordWrap(True)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._close = IconButton(theme, "关闭这条消息", "x", self, size=14)
        self._close.clicked.connect(self.hide)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._words, 1)
        self._row.addWidget(self._close)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._on_theme_changed()
        theme.changed.connect(self._on_theme_changed)

    @property
    def sentence(self) -> str:
        """What the bar says, or empty when it is closed."""
        return "" if self.isHidden() else self._words.text()

    @property
    def kind(self) -> MessageKind:
        """Kind of the sentence that is shown."""
        return self._kind

    @property
    def action_button(self) -> FlatButton | None:
        """The button of the action, if there is one."""
        return self._action_button

    def show_sentence(self, sentence: str, action: MessageAction | None, kind: MessageKind) -> None:
        """Show a sentence in place of the one before."""
        self._kind = kind
        self._words.setText(sentence)
        self.setAccessibleName(sentence)
        self._set_action(action)
        self.show()
        self.update()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tinted ground, the icon of the kind, a line above."""
        theme, palette = self._theme, self._theme.palette
        refusal = self._kind is MessageKind.REFUSAL
        painter = QPainter(self)
        painting.fill(painter, event.rect(), palette.blocking_tint if refusal else palette.accbg)
        painting.horizontal_line(painter, 0, self.width(), 0, palette.line2)
        side = theme.px(17)
        spot = QRect(theme.px(12), (self.height() - side) // 2, side, side)
        name, color = ("warning-fill", palette.blocking) if refusal else ("info-fill", palette.acc)
        icons.paint_icon(painter, spot, name, color)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes it."""
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
            return
        super().keyPressEvent(event)

    def _set_action(self, action: MessageAction | None) -> None:
        if self._action_button is not None:
            self._row.removeWidget(self._action_button)
            self._action_button.hide()
            self._action_button.deleteLater()
            self._action_button = None
        if action is None:
            return
        button = FlatButton(self._theme, action.words, self, key=action.key, outlined=True, small=True)
        button.clicked.connect(lambda: self._act(action))
        self._row.insertWidget(1, button)
        self._action_button = button

    def _act(self, action: MessageAction) -> None:
        self.hide()
        action.act()

    def _on_theme_changed(self) -> None:
        px = self._theme.px
        self._row.setContentsMargins(px(37), px(4), px(8), px(4))
        self._row.setSpacing(px(8))
        self._words.setFont(self._theme.font(Role.BODY))
        self.setMinimumHeight(px(36))
        self.update()
