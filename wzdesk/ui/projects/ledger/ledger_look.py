"""Which columns of the ledger are shown and how wide: chosen in a menu, dragged; remembered for the person."""

from functools import partial

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QAbstractButton, QMenu

from wzdesk.services.grid_looks import GridLook, keep_look, kept_look
from wzdesk.ui.projects.ledger.ledger_columns import SPECS, Col
from wzdesk.ui.projects.ledger.ledger_table import LedgerTable

_TABLE, _WRITE_MS = "project ledger", 400
_USUALLY_HIDDEN = frozenset(spec.col for spec in SPECS if not spec.usual)


class ColumnChooser(QObject):
    """What is kept are the columns that differ from how the ledger comes, so that a new column comes as meant."""

    def __init__(self, table: LedgerTable, button: QAbstractButton) -> None:
        super().__init__(table)
        self._table, self._button = table, button
        self._waiting = QTimer(self)
        self._waiting.setSingleShot(True)
        self._waiting.setInterval(_WRITE_MS)
        self._waiting.timeout.connect(self.write)
        table.widths_changed.connect(self._waiting.start)
        button.clicked.connect(self.offer)
        look, names = kept_look(_TABLE), set(Col)
        changed = {Col(one) for one in look.hidden if one in names}
        widths = {Col(one): px for one, px in look.widths.items() if one in names}
        table.set_columns(_USUALLY_HIDDEN ^ changed, widths)

    def write(self) -> None:
        """Keep what is shown now."""
        self._waiting.stop()
        changed = frozenset(col.value for col in self._table.hidden_columns ^ _USUALLY_HIDDEN)
        keep_look(_TABLE, GridLook(changed, {col.value: px for col, px in self._table.own_widths.items()}))

    def menu(self) -> QMenu:
        """The columns with a tick at those that are shown, and the way back."""
        menu = QMenu(self._button)
        menu.setAccessibleName("显示哪些列")
        for spec in SPECS:
            title = {Col.MONTH: "当月完成", Col.DONE: "年初累计", Col.GAP: "统计入库差额"}.get(
                spec.col, spec.title
            )
            action = menu.addAction(title)
            action.setCheckable(True)
            action.setChecked(spec.col not in self._table.hidden_columns)
            action.setEnabled(spec.col is not Col.NAME)
            action.toggled.connect(partial(self.set_shown, spec.col))
        menu.addSeparator()
        menu.addAction("恢复原来的列", self.reset)
        return menu

    def set_shown(self, col: Col, shown: bool) -> None:  # noqa: FBT001 - Qt's signal
        """Show a column or leave it out."""
        others = self._table.hidden_columns - {col}
        self._table.set_columns(others if shown else others | {col}, self._table.own_widths)
        self.write()

    def reset(self) -> None:
        """As the ledger comes."""
        self._table.set_columns(_USUALLY_HIDDEN, {})
        self.write()

    def offer(self) -> None:
        """Show the menu below its button."""
        menu = self.menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._button.mapToGlobal(self._button.rect().bottomLeft()))
