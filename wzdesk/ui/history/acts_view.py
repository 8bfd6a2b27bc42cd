"""The acts, newest first, and the cells of the one that is chosen: from what to what."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from wzdesk.domain.change import ChangeKind, PastAct
from wzdesk.domain.true_minus import with_true_minus
from wzdesk.services.look_back import KIND_WORDS, MOST_CELLS, CellStep
from wzdesk.ui.history.side import Panel, lay_side_by_side
from wzdesk.ui.theme import Role, Theme
from wzdesk.ui.widgets.column_fit import ColumnFit
from wzdesk.ui.widgets.labels import WrappedLabel
from wzdesk.ui.widgets.text_model import Index, TextModel
from wzdesk.ui.widgets.text_table import TextTable

_ACT_HEADS = ("时间", "谁", "做了什么", "格数", "状态", "来自哪个文件、为什么")
_ACT_WIDTHS = ((142, 142), (190, 110), (76, 70), (64, 50), (70, 58), (180, 60))
_CELLS = 3
_STEP_HEADS = ("指标", "列", "原来", "改成", "地区", "期别、计划")
_STEP_WIDTHS = ((230, 140), (58, 54), (76, 60), (76, 60), (60, 56), (80, 60))
_WITHOUT_CELLS = {
    ChangeKind.PACK: "随数据包带来的数，一格一格的出处写在填报页右边的“这一格”里。",
    ChangeKind.RESTORE: "整个文件换成了这份备份；恢复前的文件也在备份里。",
}


@dataclass(frozen=True, slots=True)
class ActLine:
    """An act and its texts."""

    act: PastAct
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StepLine:
    """A cell's step and its texts."""

    texts: tuple[str, ...]


class ActsView(QWidget):
    """Shows what it is given; asks for the cells of an act."""

    act_chosen = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._acts: TextModel[ActLine] = TextModel(_ACT_HEADS, self)
        self._steps: TextModel[StepLine] = TextModel(_STEP_HEADS, self)
        self.table = TextTable(
            theme, self._acts, "修改历史", self, color_of=self._color_of, right=frozenset({_CELLS})
        )
        self._panel = Panel(theme, self)
        self.about = WrappedLabel(theme, parent=self._panel, role=Role.SUBJECT)
        self.note = WrappedLabel(theme, parent=self._panel, role=Role.CAPTION, color="t3")
        self.cells = TextTable(theme, self._steps, "改动的格", self._panel)
        for widget in (self.about, self.note):
            self._panel.column.addWidget(widget)
        self._panel.column.addWidget(self.cells, 1000)
        self._panel.column.addStretch(1)  # where an act has no cells to show, its words stay at the top
        lay_side_by_side(self, theme, self.table, self._panel)
        self.setFocusProxy(self.table)
        self.table.selectionModel().currentRowChanged.connect(self._on_row_changed)
        ColumnFit(self.table, theme, _ACT_WIDTHS)
        ColumnFit(self.cells, theme, _STEP_WIDTHS)

    @property
    def current(self) -> PastAct | None:
        """The act that is chosen."""
        row = self.table.currentIndex().row()
        return self._acts.line(row).act if row >= 0 else None

    def show_acts(self, acts: Sequence[PastAct], sought: str) -> None:
        """Show these; the one that was chosen stays chosen where it is still there, else the newest is."""
        before = self.current
        self._acts.show_lines([_act_line(act) for act in acts])
        if not acts:
            self._empty(
                f"没有找到“{sought}”；可以按姓名、文件名、指标名，或者“导入”“撤销”这样的词来找。"
                if sought
                else "还没有改动。"
            )
            return
        numbers = [act.change_set.id for act in acts]
        row = numbers.index(before.change_set.id) if before and before.change_set.id in numbers else 0
        self.table.selectRow(row)

    def show_cells(self, act: PastAct, steps: Sequence[CellStep]) -> None:
        """Show from what to what the cells of an act went."""
        self._steps.show_lines([_step_line(step) for step in steps])
        self.cells.setVisible(bool(steps))
        said = _WITHOUT_CELLS.get(act.change_set.kind, "")
        if act.cells > len(steps) and steps:
            said = f"共 {act.cells:,} 格，这里列出前 {MOST_CELLS:,} 格。"
        if act.undone:
            said = f"{said}这次改动后来撤销了。"
        self.note.setText(said)
        self.note.setVisible(bool(said))

    def _empty(self, words: str) -> None:
        self.about.setText("")
        self.note.setText(words)
        self.note.setVisible(True)
        self.cells.setVisible(False)

    def _on_row_changed(self, current: Index) -> None:
        if not current.isValid():
            return
        act = self._acts.line(current.row()).act
        when, who, what, *_ = self._acts.line(current.row()).texts
        self.about.setText("　".join(part for part in (when, who, what) if part))
        self.act_chosen.emit(act.change_set.id)

    def _color_of(self, index: Index) -> str:
        if self._acts.line(index.row()).act.undone:
            return "t3"
        return "t1" if index.column() in {1, 2, _CELLS} else "t2"


def _act_line(act: PastAct) -> ActLine:
    done = act.change_set
    why = "　".join(text for text in (done.source, done.why) if text)
    return ActLine(
        act,
        (
            f"{done.when.astimezone():%Y-%m-%d %H:%M:%S}",
            done.who,
            KIND_WORDS[done.kind],
            "" if done.kind in _WITHOUT_CELLS else f"{act.cells:,}",
            "已撤销" if act.undone else "",
            why,
        ),
    )


def _step_line(step: CellStep) -> StepLine:
    before, after = (with_true_minus(text) or "空" for text in (step.before, step.after))
    return StepLine((step.what, step.column, before, after, step.region, step.when))
