"""退回: a returned form goes back with a written reason, and that can be taken back."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from wzdesk.domain.checks.finding import Finding
from wzdesk.domain.errors import WzdeskError
from wzdesk.domain.exchange.transfer import Transfer
from wzdesk.services.exchange.merge_returns import FileResult
from wzdesk.services.exchange.return_form import (
    MendRow,
    ReturnedForm,
    keep_form,
    objections_of,
    return_form,
    rows_to_mend,
)
from wzdesk.ui.folders import keep_folder, last_folder
from wzdesk.ui.hand_over.return_dialog import ReturnDialog
from wzdesk.ui.jobs import JobRunner, Progress
from wzdesk.ui.shell.message import MessageAction
from wzdesk.ui.workspace import Workspace

_FOLDER = "exchange/back_folder"


class ReturnDesk(QObject):
    """Asks for the reason and the place of the copy, and has the service do it."""

    returned = Signal()
    """A form went back, or that was taken back."""
    went_back = Signal(object)
    """The ``FileResult`` that went back."""

    def __init__(self, workspace: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._jobs = JobRunner(self)
        self.dialog: ReturnDialog | None = None

    @property
    def busy(self) -> bool:
        """Whether a copy is being written."""
        return self._jobs.busy

    def close(self) -> None:
        """Stop what is going on."""
        self._jobs.close()

    def give_back(self, file: FileResult, findings: Sequence[Finding]) -> None:
        """Ask, and send a form back."""
        if self.dialog is not None:
            return
        window = self._workspace.window
        rows = rows_to_mend(file, findings)
        self.dialog = dialog = ReturnDialog(self._workspace.theme, file.path.name, rows, window)
        dialog.asked.connect(partial(self._on_asked, file, rows))
        dialog.finished.connect(self._on_closed)
        dialog.open()

    def keep(self, last: Transfer) -> None:
        """Take a return back."""
        try:
            keep_form(self._workspace.file.store(), last, self._workspace.person)
        except WzdeskError as error:
            self._workspace.window.show_refusal(error.sentence)
            return
        self._workspace.window.show_message("已撤销退回；两次都留在收发记录里。")
        self.returned.emit()

    # Inside

    def _on_asked(self, file: FileResult, rows: Sequence[MendRow]) -> None:
        dialog = self.dialog
        assert dialog is not None
        offered = Path(last_folder(_FOLDER)) / f"{file.path.stem}（退回）{file.path.suffix}"
        path, _ = QFileDialog.getSaveFileName(
            dialog, "退回的表存到", str(offered), f"工作簿 (*{file.path.suffix})"
        )
        if not path:
            return
        ending = file.path.suffix
        out = Path(path if path.lower().endswith(ending.lower()) else path + ending)
        keep_folder(out.parent, _FOLDER)
        store, who = self._workspace.file.store(), self._workspace.person
        reason, told = dialog.reason, objections_of(rows, dialog.chosen)
        dialog.accept()

        def work(progress: Progress) -> ReturnedForm:
            return return_form(store, file, reason, out, who, told, progress)

        self._jobs.run(work, done=partial(self._on_returned, file), failed=self._on_failed)

    def _on_closed(self) -> None:
        self.dialog = None

    def _on_returned(self, file: FileResult, made: object) -> None:
        assert isinstance(made, ReturnedForm)
        show = partial(QDesktopServices.openUrl, QUrl.fromLocalFile(str(made.path.parent)))
        words = f"已退回，存为 {made.path}，{made.rows} 行旁边写了原因；这一份不并入，数据没有改动。"
        self._workspace.window.show_message(words, MessageAction("打开文件夹", show))
        self.went_back.emit(file)
        self.returned.emit()

    @Slot(object)
    def _on_failed(self, error: object) -> None:
        if isinstance(error, WzdeskError):
            self._workspace.window.show_refusal(error.sentence)
        else:
            self._workspace.errors.show(error)
