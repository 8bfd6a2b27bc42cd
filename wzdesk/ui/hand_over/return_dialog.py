"""退回: why a returned form goes back, and which of its rows are to be mended."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from wzdesk.domain.checks.reasons import reason_refusal
from wzdesk.domain.pinyin import finds
from wzdesk.services.exchange.return_form import MendRow
from wzdesk.ui.help.help_window import help_on_f1
from wzdesk.ui.theme import Role, Theme
from wzdesk.ui.widgets.buttons import FlatButton, PrimaryButton
from wzdesk.ui.widgets.labels import ElidedLabel, PlainLabel, WrappedLabel
from wzdesk.ui.widgets.room import FixedSize
from wzdesk.ui.widgets.tab_order import tab_through
from wzdesk.ui.widgets.tick_list import TickList

_WIDTH, _HEIGHT, _REASON_HEIGHT, _SEEK_WIDTH = 720, 560, 84, 220
_ASKED = "为什么退回（写给报送的人看）："
_ROWS = "要改的行：空格键勾选；旁边写上查出的问题，没有查出的写上面的原因。"
_NO_ROWS = "这一份没有收，列不出各行；原因写在表头旁边。"


class ReturnDialog(QDialog):
    """Asks; it stays until the reason is one. The rows with objections are chosen at first."""

    asked = Signal()

    def __init__(self, theme: Theme, file: str, rows: Sequence[MendRow], parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._rows = theme, rows
        self.setWindowTitle(f"退回 {file}")
        help_on_f1(self, theme)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.reason_field = QPlainTextEdit(self)
        self.reason_field.setAccessibleName(_ASKED)
        self.reason_field.setTabChangesFocus(True)
        FixedSize(theme, self.reason_field, height=_REASON_HEIGHT)
        self.refusal = WrappedLabel(theme, "", self, color="fatal")
        self.refusal.hide()
        self.seek = QLineEdit(self)
        self.seek.setPlaceholderText("查找：名称、首字母、代码")
        self.seek.setAccessibleName("查找要改的行")
        FixedSize(theme, self.seek, width=_SEEK_WIDTH)
        self.found = FlatButton(theme, "只选查出问题的", self, outlined=True)
        self.none = FlatButton(theme, "都不选", self, outlined=True)
        self.list = TickList(theme, "要改的行", self)
        self.count = ElidedLabel(theme, "", self, color="t2")
        self.cancel = FlatButton(theme, "取消", self, outlined=True, key="Esc")
        self.give_back = PrimaryButton(theme, "退回…", self, key="Ctrl+Return")
        self._build()
        self._fill()
        self._connect()
        self.reason_field.setFocus()

    @property
    def reason(self) -> str:
        """Why it goes back."""
        return self.reason_field.toPlainText().strip()

    @property
    def chosen(self) -> tuple[str, ...]:
        """The codes of the rows to be mended."""
        return self.list.ticked

    def _build(self) -> None:
        theme, has_rows = self._theme, bool(self._rows)
        column, tools, foot = QVBoxLayout(self), QHBoxLayout(), QHBoxLayout()
        column.setSpacing(theme.px(8))
        hint = _ROWS if has_rows else _NO_ROWS
        column.addWidget(PlainLabel(theme, _ASKED, self))
        column.addWidget(self.reason_field)
        column.addWidget(self.refusal)
        column.addWidget(PlainLabel(theme, hint, self, role=Role.CAPTION, color="t2", wrap=True))
        for widget in (self.seek, self.found, self.none):
            tools.addWidget(widget)
            widget.setVisible(has_rows)
        tools.addStretch(1)
        column.addLayout(tools)
        column.addWidget(self.list, 1)
        self.list.setVisible(has_rows)
        foot.addWidget(self.count, 1)
        foot.addWidget(self.cancel)
        foot.addWidget(self.give_back)
        column.addLayout(foot)
        tab_through(
            self.reason_field, self.seek, self.found, self.none, self.list, self.cancel, self.give_back
        )
        self.resize(theme.px(_WIDTH), theme.px(_HEIGHT) if has_rows else self.sizeHint().height())

    def _fill(self) -> None:
        words = {row.code: _words(row) for row in self._rows}
        self.list.offer((row.code, row.name) for row in self._rows)
        self.list.tell(words.get)
        self._tick(self._with_objections)

    def _connect(self) -> None:
        self.reason_field.textChanged.connect(self.refusal.hide)
        self.seek.textChanged.connect(self._seek)
        self.found.clicked.connect(self._on_found)
        self.none.clicked.connect(self._on_none)
        self.list.itemChanged.connect(self._say_count)
        self.cancel.clicked.connect(self.reject)
        self.give_back.clicked.connect(self._on_asked)

    @property
    def _with_objections(self) -> set[str]:
        return {row.code for row in self._rows if row.objections}

    def _tick(self, codes: Collection[str]) -> None:
        self.list.blockSignals(True)  # else the rows are counted anew with each of them
        self.list.tick_only(codes)
        self.list.blockSignals(False)
        self.list.viewport().update()
        self._say_count()

    def _on_found(self) -> None:
        self._tick(self._with_objections)

    def _on_none(self) -> None:
        self._tick(())

    def _say_count(self) -> None:
        if self._rows:
            self.count.setText(f"选了 {len(self.chosen)} 行，共 {len(self._rows)} 行；库里的数不动")

    def _seek(self, text: str) -> None:
        self.list.show_only({row.code for row in self._rows if finds(text, row.name, row.code)})

    def _on_asked(self) -> None:
        objection = reason_refusal(self.reason)
        if objection is not None and objection.refuses:
            self.refusal.setText(objection.sentence)
            self.refusal.show()
            self.reason_field.setFocus()
        else:
            self.asked.emit()


def _words(row: MendRow) -> str:
    told = "；".join(one.sentence for one in row.objections)
    return f"第 {row.number} 行" + (f"　{told}" if told else "")
