"""The backups, newest first, and what restoring the chosen one would change."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from wzdesk.domain.backup import Backup, BackupDifference, BackupState, CellDifference, table_word
from wzdesk.ui import icons, painting
from wzdesk.ui.history.side import Panel, lay_side_by_side
from wzdesk.ui.theme import Role, Theme
from wzdesk.ui.widgets.buttons import PrimaryButton
from wzdesk.ui.widgets.column_fit import ColumnFit
from wzdesk.ui.widgets.empty_page import EmptyPage
from wzdesk.ui.widgets.labels import HairLine, KeyValueRows, SectionLabel, WrappedLabel, breakable
from wzdesk.ui.widgets.text_model import Index, TextModel
from wzdesk.ui.widgets.text_table import TextTable

_HEADS = ("时间", "为什么", "大小", "行数", "核对")
_WIDTHS = ((150, 142), (190, 90), (90, 80), (96, 74), (130, 110))
_STATE = 4
_STATE_ROLE = Qt.ItemDataRole.UserRole + 1
_STATES = {
    BackupState.GOOD: ("check-circle-fill", "achieved", "核对过"),
    BackupState.ALARM: ("warning-fill", "fatal", "比前一份少"),
    BackupState.UNKNOWN: ("question", "t3", "没有核对过"),
}
_CHECKED = {
    BackupState.GOOD: "打开核对过，内容完整",
    BackupState.ALARM: "打开核对过，和当时的文件一样",
    BackupState.UNKNOWN: "别处放进来的，或者改动过；恢复时会先检查，坏的不会用",
}
_SAFE = "恢复前，现在的文件会先备份成“恢复前”，想回来可以再恢复它。"


@dataclass(frozen=True, slots=True)
class BackupLine:
    """A backup and its texts."""

    backup: Backup
    texts: tuple[str, ...]


class BackupModel(TextModel[BackupLine]):
    """The texts, and the state for whoever paints it."""

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Text, tip and state."""
        if role == _STATE_ROLE and index.isValid() and index.column() == _STATE:
            return self.line(index.row()).backup.state.value
        return super().data(index, role)


class BackupsView(QStackedWidget):
    """Shows what it is given; asks for differences, for a backup, and for restoring."""

    chosen = Signal(Path)
    restore_asked = Signal(Path)
    backup_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._model = BackupModel(_HEADS, self)
        self._list = QWidget(self)
        self._wanted: Path | None = None
        self.table = TextTable(
            theme, self._model, "备份", self._list, right=frozenset({2, 3}), paint_cell=self._paint_state
        )
        self._panel = Panel(theme, self._list)
        self._build_panel()
        lay_side_by_side(self._list, theme, self.table, self._panel)
        self.addWidget(self._make_empty())
        self.addWidget(self._list)
        self.setFocusProxy(self.table)
        self.table.selectionModel().currentRowChanged.connect(self._on_row_changed)
        self.table.activated.connect(self._on_activated)
        ColumnFit(self.table, theme, _WIDTHS)

    @property
    def current(self) -> Backup | None:
        """The backup that is chosen."""
        row = self.table.currentIndex().row()
        return self._model.line(row).backup if row >= 0 else None

    def choose_when_shown(self, path: Path) -> None:
        """Choose a backup that was just made, as soon as it is in the list."""
        self._wanted = path

    def show_backups(self, backups: Sequence[Backup]) -> None:
        """Show these; the one that was chosen stays chosen where it is still there, else the newest is."""
        wanted = self._wanted or (self.current.path if self.current else None)
        self._wanted = None
        self._model.show_lines([_line(backup) for backup in backups])
        self.setCurrentWidget(self._list if backups else self.widget(0))
        if backups:
            paths = [backup.path for backup in backups]
            self.table.selectRow(paths.index(wanted) if wanted in paths else 0)

    def show_difference(self, difference: BackupDifference) -> None:
        """Say what would differ, and let the person restore."""
        self.differs.setText("\n".join(difference_words(difference)))
        self.restore.setEnabled(True)

    def show_unknown_difference(self, sentence: str, *, can_restore: bool) -> None:
        """Say why it cannot be told what would differ."""
        self.differs.setText(sentence)
        self.restore.setEnabled(can_restore)

    def _build_panel(self) -> None:
        theme, panel = self._theme, self._panel
        self.about = WrappedLabel(theme, parent=panel, role=Role.SUBJECT)
        self.facts = KeyValueRows(theme, (), panel)
        self.alarm = WrappedLabel(theme, parent=panel, color="fatal")
        self.differs = WrappedLabel(theme, parent=panel)
        self.restore = PrimaryButton(theme, "恢复到这一份", panel, icon_name="arrow-u-up-left")
        self.restore.clicked.connect(self._on_restore_clicked)
        column = panel.column
        for widget in (self.about, self.facts, self.alarm, HairLine(theme, panel)):
            column.addWidget(widget)
        column.addWidget(SectionLabel(theme, "恢复以后，和现在比", panel))
        column.addWidget(self.differs)
        column.addWidget(self.restore, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(WrappedLabel(theme, _SAFE, panel, role=Role.CAPTION, color="t3"))
        column.addStretch(1)

    def _make_empty(self) -> QWidget:
        holder = QWidget(self)
        self.first = PrimaryButton(self._theme, "现在备份")
        self.first.clicked.connect(self.backup_asked)
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        words = "每天第一次打开时备份一次，填报中每小时一次，导入和升级前各一次；不用等，也可以现在就备份。"
        column.addWidget(EmptyPage(self._theme, "clock-counter-clockwise", "还没有备份", words, self.first))
        return holder

    def _paint_state(self, painter: QPainter, area: QRect, index: Index) -> bool:
        state = index.data(_STATE_ROLE)
        if state is None:
            return False
        icon_name, color, words = _STATES[BackupState(state)]
        shown = str(getattr(self._theme.palette, color))
        side = self._theme.px(15)
        spot = QRect(area.left(), area.center().y() - side // 2, side, side)
        icons.paint_icon(painter, spot, icon_name, shown)
        left = area.adjusted(side + self._theme.px(6), 0, 0, 0)
        painting.text(painter, left, words, self._theme.font(Role.BODY), shown)
        return True

    def _on_row_changed(self, current: Index) -> None:
        if not current.isValid():
            return
        line = self._model.line(current.row())
        backup, (when, why, *_) = line.backup, line.texts
        self.about.setText(f"{when}　{why}")
        facts = [("文件", breakable(backup.path.name)), ("核对", _CHECKED[backup.state])]
        if backup.observations is not None:
            facts.insert(1, ("观测值", f"{backup.observations:,} 格"))
        self.facts.set_rows(facts)
        self.alarm.setText(f"比前一份备份少了东西：{backup.alarm}。" if backup.alarm else "")
        self.alarm.setVisible(bool(backup.alarm))
        self.differs.setText("正在对照…")
        self.restore.setEnabled(False)
        self.chosen.emit(backup.path)

    def _on_activated(self, _index: Index) -> None:
        self.restore.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_restore_clicked(self) -> None:
        if self.current is not None:
            self.restore.setEnabled(False)  # until it is known anew what would differ
            self.restore_asked.emit(self.current.path)


def difference_words(difference: BackupDifference) -> list[str]:
    """What restoring would change: observations cell by cell, then the tables whose rows differ in number."""
    cells = _cell_words(CellDifference(difference.changed, difference.gone, difference.back), "格")
    rows = {
        table_word(table): f"现在 {now:,} 行，恢复后 {then:,} 行"
        for table, (now, then) in difference.tables.items()
    }
    figures = rows.pop(table_word("observation"), "")
    ledger = {table_word(table): _cell_words(cells, "项") for table, cells in difference.ledger.items()}
    return [
        f"观测值：{cells or '一格都不差'}{f'（{figures}）' if figures else ''}。",
        *(f"{word}：{said}。" for word, said in ledger.items()),
        *(f"{word}：{said}。" for word, said in rows.items() if word not in ledger),
    ]


def _cell_words(cells: CellDifference, counted: str) -> str:
    told = ((cells.changed, "改回原来的数"), (cells.back, "找回来"), (cells.gone, "去掉（备份以后才填的）"))
    return "，".join(f"{count:,} {counted}{word}" for count, word in told if count)


def size_words(size: int) -> str:
    """A size as people say it, to one decimal."""
    unit, word = (1 << 20, "MB") if size >= 1 << 20 else (1 << 10, "KB")
    tenths = (size * 10 + unit // 2) // unit
    return f"{tenths // 10}.{tenths % 10} {word}"


def _line(backup: Backup) -> BackupLine:
    return BackupLine(
        backup,
        (
            f"{backup.when:%Y-%m-%d %H:%M:%S}",
            backup.label,
            size_words(backup.size),
            "" if backup.rows is None else f"{backup.rows:,}",
            _STATES[backup.state][2],
        ),
    )
