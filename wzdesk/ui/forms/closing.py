"""Closing a period (关账) and opening it again: the whole form is checked before, and what it lacks is told."""

from PySide6.QtCore import QObject, Signal

from wzdesk.domain.open_ends import OpenEnd
from wzdesk.ui.forms.close_bar import CloseBar
from wzdesk.ui.forms.form_desk import FormDesk
from wzdesk.ui.forms.form_panel import FormPanel
from wzdesk.ui.forms.whole_check import WholeCheck
from wzdesk.ui.theme import Theme


class Closing(QObject):
    """Connects the button 关账 with the check, the strip that asks, and the service."""

    told = Signal(str)
    cell_asked = Signal(object)
    """To the cell of an ``ObservationKey``."""
    ended = Signal()
    """The grid has the keys again."""

    def __init__(
        self, theme: Theme, desk: FormDesk, check: WholeCheck, panel: FormPanel, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._desk, self._check, self._panel = desk, check, panel
        self._is_asking = False
        self.bar = CloseBar(theme)
        self.bar.confirmed.connect(self._close)
        self.bar.abandoned.connect(self.leave)
        self.bar.first_asked.connect(self._on_first_asked)
        check.progressed.connect(self._on_progressed)

    def ask(self) -> None:
        """Check everything and close at once where nothing is lacking; a closed period is opened with a reason."""
        table = self._desk.table
        if table.is_closed:
            words = f"{table.words}已经关账。为什么要重新打开？（Ctrl+Enter 存入）"
            self._panel.ask_reason(words, self._desk.reopen)
            return
        self._is_asking = False
        self.bar.show_progress(0, len(table.form.rows))
        self._check.begin(self._on_checked)

    def leave(self) -> None:
        """The period stays open."""
        if self.bar.isHidden():
            return
        self._check.cancel()
        self._hide()
        self.ended.emit()

    def renew(self) -> None:
        """Something was typed or answered while the strip asks."""
        if self._is_asking:
            self.bar.show_ends(self._desk.table.words, self._check.open_ends)

    def _on_progressed(self, done: int, rows: int) -> None:
        if not self._is_asking and not self.bar.isHidden():
            self.bar.show_progress(done, rows)

    def _on_checked(self, ends: tuple[OpenEnd, ...]) -> None:
        if not ends:
            self._close()
            return
        self._is_asking = True
        self.bar.show_ends(self._desk.table.words, ends)
        (self.bar.confirm if self.bar.confirm.isEnabled() else self.bar.links[0]).setFocus()

    def _on_first_asked(self, end: OpenEnd) -> None:
        self.cell_asked.emit(end.cells[0])

    def _close(self) -> None:
        """What was typed since may forbid it."""
        if any(end.refuses for end in self._check.open_ends):
            self.renew()
            return
        self._hide()
        if self._desk.close(""):
            words = self._desk.table.words
            self.told.emit(f"{words}已关账，不能再改；要改时按“修订”或“重新打开”，并写明理由。")
        self.ended.emit()

    def _hide(self) -> None:
        self._is_asking = False
        self.bar.hide()
