"""The keys by which forms are signed: this office's own, and those of others, made known once."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from wzdesk.ui import painting
from wzdesk.ui.theme import Role, Theme
from wzdesk.ui.widgets.buttons import FlatButton
from wzdesk.ui.widgets.labels import HairLine, KeyValueRows, SectionLabel, WrappedLabel
from wzdesk.ui.widgets.room import Room

_OWN = "发出的表都用本单位的密钥签名，收回时据此认出身份有没有被改过。指纹可以在电话里念给对方核对。"
_OTHERS = "上级换了电脑或密钥时，把对方发来的公钥贴在这里，再填电话里听到的指纹；只需做一次。"


class KeyPanel(QWidget):
    """Shows fingerprints; takes another office's key."""

    accepted = Signal(str, str, str)
    """The key's text, whose it is, and the fingerprint that was read out."""
    copied = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.fingerprint = WrappedLabel(theme, "", self, role=Role.SUBJECT)
        self.copy = FlatButton(theme, "复制公钥", self, icon_name="copy", outlined=True)
        self.copy.clicked.connect(self.copied)
        self.known = KeyValueRows(theme, (), self, caption=116)
        self.text, self.owner, self.heard = QLineEdit(self), QLineEdit(self), QLineEdit(self)
        for field, words in (
            (self.text, "对方的公钥"),
            (self.owner, "哪个单位的"),
            (self.heard, "电话里听到的指纹"),
        ):
            field.setPlaceholderText(words)
            field.setAccessibleName(words)
            field.textChanged.connect(self._on_typed)
            field.returnPressed.connect(self._on_given)
        self.keep = FlatButton(theme, "核对并记下", self, outlined=True)
        self.keep.clicked.connect(self._on_given)
        column = QVBoxLayout(self)
        Room(theme, column, (12, 8, 12, 8), 6)
        column.addWidget(SectionLabel(theme, "本单位的指纹", self))
        column.addWidget(self.fingerprint)
        column.addWidget(WrappedLabel(theme, _OWN, self, color="t2"))
        column.addWidget(self.copy)
        column.addWidget(HairLine(theme, self))
        column.addWidget(SectionLabel(theme, "认识的单位", self))
        column.addWidget(self.known)
        column.addWidget(WrappedLabel(theme, _OTHERS, self, color="t2"))
        for widget in (self.text, self.owner, self.heard, self.keep):
            column.addWidget(widget)
        column.addStretch(1)
        self._on_typed()

    def show_keys(self, own: str, known: list[tuple[str, str]]) -> None:
        """The own fingerprint; owner and fingerprint of the others."""
        self.fingerprint.setText(own)
        self.known.set_rows(known or [("", "还没有记下别的单位")])

    def clear(self) -> None:
        """The key is kept: room for the next one."""
        for field in (self.text, self.owner, self.heard):
            field.clear()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Page ground and the line to what stands at the left."""
        painter, p = QPainter(self), self._theme.palette
        painting.fill(painter, self.rect(), p.page)
        painting.vertical_line(painter, 0, 0, self.height(), p.line2)

    def _on_typed(self) -> None:
        self.keep.setEnabled(all(field.text().strip() for field in (self.text, self.owner, self.heard)))

    def _on_given(self) -> None:
        if self.keep.isEnabled():
            self.accepted.emit(self.text.text(), self.owner.text(), self.heard.text())
