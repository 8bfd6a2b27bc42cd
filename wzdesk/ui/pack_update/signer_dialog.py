"""A pack that nobody known signed: the fingerprint is asked for, as it was read out over the telephone."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from wzdesk.services.pack_update.take_update import UnknownSigner
from wzdesk.ui.theme import Role, Theme
from wzdesk.ui.widgets.buttons import FlatButton, PrimaryButton
from wzdesk.ui.widgets.labels import PlainLabel, WrappedLabel


class SignerDialog(QDialog):
    """Emits what was typed; it stays until that was right, or the person leaves it."""

    given = Signal(str, str)
    """Whose key it is, and the fingerprint that was heard."""

    def __init__(self, theme: Theme, unknown: UnknownSigner, parent: QWidget) -> None:
        super().__init__(parent)
        self.unknown = unknown
        self.setWindowTitle("这是谁签的名")
        self.setModal(True)
        self.title = PlainLabel(
            theme, f"{unknown.sent.name}　{unknown.sent.version}", self, role=Role.SUBJECT
        )
        self.words = WrappedLabel(
            theme,
            f"这台电脑还不认识签名的公钥，还没有更新。请打电话给“{unknown.sent.by or '发来的单位'}”，"
            "请对方在“数据交换—发出去”里念出本单位的指纹，把听到的填在下面；对得上才记下，以后不再问。",
            self,
        )
        self.owner, self.heard = QLineEdit(unknown.sent.by, self), QLineEdit(self)
        for field, words in ((self.owner, "哪个单位的"), (self.heard, "电话里听到的指纹（四组，每组四个）")):
            field.setPlaceholderText(words)
            field.setAccessibleName(words)
            field.textChanged.connect(self._on_typed)
        self.refusal = WrappedLabel(theme, "", self, color="fatal")
        self.refusal.hide()
        self.keep = PrimaryButton(theme, "核对并记下", self)
        self.leave = FlatButton(theme, "取消", self, key="Esc", outlined=True)
        self.heard.returnPressed.connect(self._on_given)
        self.keep.clicked.connect(self._on_given)
        self.leave.clicked.connect(self.reject)
        column = QVBoxLayout(self)
        column.setSpacing(theme.px(8))
        for widget in (self.title, self.words, self.owner, self.heard, self.refusal):
            column.addWidget(widget)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.leave)
        row.addWidget(self.keep)
        column.addLayout(row)
        self.resize(theme.px(520), self.sizeHint().height())
        self.heard.setFocus()
        self._on_typed()

    def refuse(self, sentence: str) -> None:
        """Say why it was not right; what was typed stays."""
        self.refusal.setText(sentence)
        self.refusal.show()
        self.heard.selectAll()
        self.heard.setFocus()

    def _on_typed(self) -> None:
        self.keep.setEnabled(bool(self.owner.text().strip() and self.heard.text().strip()))

    def _on_given(self) -> None:
        if self.keep.isEnabled():
            self.given.emit(self.owner.text(), self.heard.text())
