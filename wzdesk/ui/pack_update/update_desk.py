"""Taking up a pack from the window: dropped on it or chosen, looked at in a thread, shown, then stored."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QFileDialog

from wzdesk.domain.endings import SENT_PACK
from wzdesk.domain.errors import Refused, WzdeskError
from wzdesk.domain.pack_update.change import Part
from wzdesk.services.pack_update.take_update import (
    PackUpdate,
    UnknownSigner,
    Updated,
    accept_signer,
    look_at_update,
    take_update,
)
from wzdesk.ui.file_desk import open_other
from wzdesk.ui.folders import keep_folder, last_folder
from wzdesk.ui.jobs import JobRunner, Progress
from wzdesk.ui.pack_update.difference_dialog import DifferenceDialog
from wzdesk.ui.pack_update.signer_dialog import SignerDialog
from wzdesk.ui.shell.message import MessageAction
from wzdesk.ui.workspace import Workspace

_FOLDER = "exchange/pack_folder"
_READ_AT_START = (Part.REGION, Part.PLAN)
"""What the window read when it started, and shows when it is opened again."""


class UpdateDesk(QObject):
    """Looks at a file that was dropped, or that ``ask`` let the person choose."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._workspace, self._window = workspace, workspace.window
        self._jobs = JobRunner(self)
        self.shown: DifferenceDialog | SignerDialog | None = None
        """What the person is being asked."""
        workspace.closing.connect(self._jobs.close)

    def ask(self) -> None:
        """Let the person choose a file."""
        path, _ = QFileDialog.getOpenFileName(
            self._window, "更新数据包或表样", last_folder(_FOLDER), f"数据包文件 (*{SENT_PACK})"
        )
        if path:
            keep_folder(Path(path).parent, _FOLDER)
            self.look(Path(path))

    def look(self, path: Path) -> None:
        """Show what a file would change."""
        if self._jobs.busy or self.shown is not None or not self._workspace.finish_typing():
            return
        if not self._workspace.file.is_open:
            self._window.show_refusal("数据文件还没有打开好，没有更新；请稍等再拖进来。")
            return
        self._window.set_hint(f"正在看 {path.name} 改了什么")
        store = self._workspace.file.store()

        def work(_progress: Progress) -> PackUpdate | UnknownSigner:
            try:
                return look_at_update(store, path)
            except UnknownSigner as unknown:
                return unknown

        self._jobs.run(work, done=self._on_seen, failed=self._on_failed)

    @Slot(object)
    def _on_seen(self, seen: object) -> None:
        self._window.set_hint("")
        theme = self._workspace.theme
        if isinstance(seen, UnknownSigner):
            asking = SignerDialog(theme, seen, self._window)
            asking.given.connect(self._on_signer_given)
            self._show(asking)
            return
        assert isinstance(seen, PackUpdate)
        dialog = DifferenceDialog(theme, seen, self._window)
        dialog.take.setEnabled(not self._workspace.file.read_only)
        dialog.accepted.connect(partial(self._take, seen))
        self._show(dialog)

    def _show(self, dialog: DifferenceDialog | SignerDialog) -> None:
        self.shown = dialog
        dialog.finished.connect(self._on_finished)
        dialog.open()

    @Slot(int)
    def _on_finished(self, _result: int) -> None:
        if self.shown is not None:
            self.shown.deleteLater()
            self.shown = None

    @Slot(str, str)
    def _on_signer_given(self, owner: str, heard: str) -> None:
        asking = self.shown
        assert isinstance(asking, SignerDialog)
        try:
            key = accept_signer(asking.unknown, owner, heard)
        except Refused:
            asking.refuse(
                "听到的指纹和这个文件上的对不上，没有记下；请再念一遍核对，还对不上就不要用这个文件。"
            )
            return
        except WzdeskError as error:
            asking.refuse(error.sentence)
            return
        path = asking.unknown.path
        asking.accept()
        self._window.show_message(f"已记下{key.owner}的公钥。")
        self.look(path)

    def _take(self, update: PackUpdate) -> None:
        store, who = self._workspace.file.store(), self._workspace.person
        self._window.set_hint("正在更新")
        self._jobs.run(
            lambda _progress: take_update(store, update, who), done=self._on_taken, failed=self._on_failed
        )

    @Slot(object)
    def _on_taken(self, done: object) -> None:
        assert isinstance(done, Updated)
        self._window.set_hint("")
        self._workspace.file_reopened.emit()
        self._workspace.signals.forms_changed.emit()
        self._workspace.signals.projects_changed.emit(frozenset())
        said = f"更新了 {len(done.difference.effective)} 处，填的数没有动；可以撤销（Ctrl+Z）。{done.remark}"
        if {one.part for one in done.difference.effective}.intersection(_READ_AT_START):
            again = MessageAction("重新打开", self._open_again)
            self._window.show_message(f"{said}新的地区和计划重新打开后可以选。", again)
        else:
            self._window.show_message(said)

    def _open_again(self) -> None:
        open_other(self._window, str(self._workspace.file.path))

    @Slot(object)
    def _on_failed(self, error: object) -> None:
        self._window.set_hint("")
        self._workspace.errors.show(error)
