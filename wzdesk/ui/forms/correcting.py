"""Correcting a closed period (修订): asked for with a reason, then typed as usual until it is ended."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from wzdesk.ui.forms.form_bars import FormHeader
    from wzdesk.ui.forms.form_desk import FormDesk
    from wzdesk.ui.forms.form_panel import FormPanel


class Correcting(QObject):
    """Keeps the reason while a period is corrected; the desk stores with it."""

    changed = Signal()
    """It began or ended."""
    told = Signal(str)

    def __init__(self, header: "FormHeader", panel: "FormPanel", desk: "FormDesk", parent: QObject) -> None:
        super().__init__(parent)
        self._header, self._panel, self._desk = header, panel, desk
        header.correct_button.clicked.connect(self._on_clicked)

    @property
    def is_on(self) -> bool:
        """Whether what is typed corrects a closed period."""
        return bool(self._desk.correcting)

    def end(self) -> None:
        """What is typed from now on is no correction."""
        if self.is_on:
            self._desk.correcting = ""
            self.changed.emit()

    def _on_clicked(self) -> None:
        if self.is_on:
            self.end()
            return
        words = f"{self._desk.table.words}已经报出。为什么要修订？（Ctrl+Enter 开始修订，改过的格会标“订”）"
        self._panel.ask_reason(words, self._begin)

    def _begin(self, why: str) -> None:
        self._desk.correcting = why.strip()
        self.changed.emit()
        self.told.emit("现在可以改；每个改过的数都记着报出的是多少和理由。改完按“结束修订”。")
