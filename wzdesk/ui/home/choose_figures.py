"""Which figures of a plan stand on the 工作台: a list to tick, found by typing."""

from collections.abc import Collection

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from wzdesk.domain.pinyin import finds
from wzdesk.domain.plan import Plan, PlanItem
from wzdesk.ui.help.help_window import help_on_f1
from wzdesk.ui.theme import Theme
from wzdesk.ui.widgets.buttons import FlatButton, PrimaryButton
from wzdesk.ui.widgets.clear_edges import ClearEdges
from wzdesk.ui.widgets.labels import PlainLabel

_NO = Qt.ItemDataRole.UserRole


class ChooseFigures(QDialog):
    """Ticked are those that are shown; nothing ticked leaves the choice to the program."""

    chosen = Signal(list)
    """Item numbers in the plan's order; none for those that the program chooses."""

    def __init__(self, theme: Theme, plan: Plan, shown: Collection[str], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("选主要指标")
        help_on_f1(self, theme)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.field = QLineEdit(self)
        self.field.setPlaceholderText("名称、首字母、代码")
        self.field.setAccessibleName("查找指标")
        self.field.textChanged.connect(self._seek)
        self.list = QListWidget(self)
        self.list.setAccessibleName("计划指标")
        self.list.setFrameShape(QListWidget.Shape.NoFrame)
        ClearEdges(theme, self.list)
        self.list.itemActivated.connect(_turn)
        for item in plan.items:
            self.list.addItem(_line(theme, item, ticked=item.no in shown))
        self.keep = PrimaryButton(theme, "就看这些", self)
        self.usual = FlatButton(theme, "由软件选", self, outlined=True)
        self.usual.setToolTip("约束性的和总量指标在前")
        self.cancel = FlatButton(theme, "取消", self)
        self.keep.clicked.connect(self._on_kept)
        self.usual.clicked.connect(self._on_usual)
        self.cancel.clicked.connect(self.reject)
        column = QVBoxLayout(self)
        column.setSpacing(theme.px(8))
        words = PlainLabel(
            theme, f"{plan.name}：勾上要放在工作台上的指标（空格键勾选）。", self, color="t2", wrap=True
        )
        for widget in (words, self.field, self.list):
            column.addWidget(widget)
        row = QHBoxLayout()
        row.addWidget(self.usual)
        row.addStretch(1)
        row.addWidget(self.cancel)
        row.addWidget(self.keep)
        column.addLayout(row)
        self.resize(theme.px(420), theme.px(520))

    @property
    def ticked(self) -> list[str]:
        """The items that are ticked."""
        items = (self.list.item(row) for row in range(self.list.count()))
        return [str(item.data(_NO)) for item in items if item.checkState() is Qt.CheckState.Checked]

    def _seek(self, text: str) -> None:
        for row in range(self.list.count()):
            item = self.list.item(row)
            item.setHidden(not finds(text, item.text()))

    def _on_kept(self) -> None:
        self.chosen.emit(self.ticked)
        self.accept()

    def _on_usual(self) -> None:
        self.chosen.emit([])
        self.accept()


def _line(theme: Theme, item: PlanItem, *, ticked: bool) -> QListWidgetItem:
    name = item.name or item.parts[0].name
    line = QListWidgetItem(f"{'　' * item.depth}{item.no}　{'#' if item.marked else ''}{name}")
    line.setData(_NO, item.no)
    line.setSizeHint(QSize(0, theme.px(27)))
    line.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable)
    line.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
    return line


def _turn(item: QListWidgetItem) -> None:
    is_on = item.checkState() is Qt.CheckState.Checked
    item.setCheckState(Qt.CheckState.Unchecked if is_on else Qt.CheckState.Checked)
