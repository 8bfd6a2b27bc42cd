"""What a pack that was sent changes in the file, thing by thing, before anything is written."""

from dataclasses import dataclass

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from wzdesk.domain.pack_update.change import How, PackChange, PackDifference
from wzdesk.services.pack_update.take_update import PackUpdate
from wzdesk.ui.theme import Role, Theme
from wzdesk.ui.widgets.buttons import FlatButton, PrimaryButton
from wzdesk.ui.widgets.column_fit import ColumnFit
from wzdesk.ui.widgets.labels import PlainLabel
from wzdesk.ui.widgets.text_model import Index, TextModel
from wzdesk.ui.widgets.text_table import TextTable

_HEADS = ("类别", "怎样", "名称", "改了什么")
_WIDTHS = ((76, 66), (52, 46), (260, 150))
_NAME, _WORDS = 2, 3
_PROMISE = "填的数一个也不动。更新前先备份；填报表、目标、公布的数和项目可以整次撤销（Ctrl+Z），指标、地区和审核规则不随撤销退回。"


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """A change and its texts; the part stands once at the head of its lines."""

    change: PackChange
    texts: tuple[str, ...]


class DifferenceDialog(QDialog):
    """Accepted where the person wants it."""

    def __init__(self, theme: Theme, update: PackUpdate, parent: QWidget) -> None:
        super().__init__(parent)
        self._model: TextModel[ChangeLine] = TextModel(_HEADS, self)
        self._model.show_lines(lines_of(update.difference))
        self.setWindowTitle("更新数据包")
        self.setModal(True)
        signer = update.signer.owner or "本单位"
        self.title = PlainLabel(theme, f"{update.pack.name}　{update.pack.version}", self, role=Role.SUBJECT)
        self.signer = PlainLabel(
            theme, f"{signer}签名，指纹 {update.signer.fingerprint}", self, color="t2", wrap=True
        )
        self.counts = PlainLabel(theme, counts_words(update.difference), self, wrap=True)
        self.table = TextTable(theme, self._model, "要更新的内容", self, color_of=self._color_of)
        self.table.wrap(_NAME, _WORDS)
        ColumnFit(self.table, theme, _WIDTHS, rest=200)
        self.promise = PlainLabel(theme, _PROMISE, self, role=Role.CAPTION, color="t3", wrap=True)
        self.take = PrimaryButton(theme, "更新", self)
        self.leave = FlatButton(theme, "取消", self, key="Esc", outlined=True)
        has_any = bool(update.difference.effective)
        self.take.setVisible(has_any)
        self.promise.setVisible(has_any)
        if not has_any:
            self.leave.setText("关闭")
        self.take.clicked.connect(self.accept)
        self.leave.clicked.connect(self.reject)
        self._lay_out(theme)

    def _lay_out(self, theme: Theme) -> None:
        column = QVBoxLayout(self)
        column.setSpacing(theme.px(8))
        for widget in (self.title, self.signer, self.counts):
            column.addWidget(widget)
        column.addWidget(self.table, 1000)
        column.addWidget(self.promise)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.leave)
        row.addWidget(self.take)
        column.addLayout(row)
        room = self.screen().availableSize()
        self.resize(min(theme.px(860), room.width() - 40), min(theme.px(560), room.height() - 60))
        (self.table if self.take.isHidden() else self.take).setFocus()

    def _color_of(self, index: Index) -> str:
        how = self._model.line(index.row()).change.how
        if how is How.KEPT:
            return "t3"
        return "t1" if index.column() in {_NAME, _WORDS} else "t2"


def lines_of(difference: PackDifference) -> list[ChangeLine]:
    """The changes, part by part."""
    found: list[ChangeLine] = []
    for one in difference.changes:
        is_first = not found or found[-1].change.part is not one.part
        found.append(
            ChangeLine(one, (one.part.value if is_first else "", one.how.value, one.name, one.words))
        )
    return found


def counts_words(difference: PackDifference) -> str:
    """How many there are of each part and kind: 指标 新增 2、改动 1；填报表 改动 1."""
    if not difference.effective:
        return "和文件里的一样，没有要更新的。"
    parts = [
        f"{part} {'、'.join(f'{how} {counts[how]}' for how in How if how in counts)}"
        for part, counts in difference.counts().items()
    ]
    return "；".join(parts) + "。"
