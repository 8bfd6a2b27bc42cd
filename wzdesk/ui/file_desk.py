"""The menu of the data file: open another one, make a new one, keep a copy."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QProcess, Qt
from PySide6.QtWidgets import QAbstractButton, QFileDialog, QMenu

from wzdesk.services.places import own_command
from wzdesk.ui.file_memory import keep_own_file
from wzdesk.ui.jobs import Progress
from wzdesk.ui.shell.window import MainWindow
from wzdesk.ui.workspace import Workspace

_KINDS = "数据文件 (*.wzd)"


class FileDesk(QObject):
    """Connects a button with what can be done with data files."""

    def __init__(self, workspace: Workspace, button: QAbstractButton) -> None:
        super().__init__(button)
        self._workspace, self._button = workspace, button
        self._window, self._path = workspace.window, workspace.file.path
        button.clicked.connect(self._offer)

    def _offer(self) -> None:
        menu = QMenu(self._button)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setAccessibleName("数据文件")
        menu.addAction("打开另一个数据文件…", self.open)
        menu.addAction("新建数据文件…", self.make)
        menu.addAction("存一份备份…", self.back_up)
        menu.popup(self._button.mapToGlobal(self._button.rect().bottomLeft()))

    def open(self) -> None:
        """Choose another data file and go on with it."""
        path, _ = QFileDialog.getOpenFileName(self._window, "打开数据文件", str(self._path.parent), _KINDS)
        if path:
            open_other(self._window, path)

    def make(self) -> None:
        """Make a new data file and go on with it."""
        path, _ = QFileDialog.getSaveFileName(
            self._window, "新建数据文件", str(self._path.with_name("新的计划.wzd")), _KINDS
        )
        if not path:
            return
        path = path if path.endswith(".wzd") else path + ".wzd"
        if Path(path).exists():
            self._window.show_refusal(f"{Path(path).name} 已经有了，没有动它；请换一个名字。")
            return
        open_other(self._window, path)

    def back_up(self) -> None:
        """Keep a copy of the file in a folder of one's choice."""
        folder = QFileDialog.getExistingDirectory(
            self._window, "把备份放到哪个文件夹", str(self._path.parent)
        )
        if folder:
            self._workspace.run(partial(self._copy, Path(folder)), self._on_backed_up)

    def _copy(self, folder: Path, _progress: Progress) -> Path:
        from wzdesk.services.back_up_data_file import back_up_data_file

        return back_up_data_file(self._path, folder)

    def _on_backed_up(self, path: object) -> None:
        self._window.show_message(f"已备份到 {path}，打开核对过，内容完整。")


def open_other(window: MainWindow, path: str) -> None:
    """Go on with another file: a new process shares nothing with this one.

    The next start opens it too, unless it is a backup that somebody only looks into.
    """
    from wzdesk.services.begin import is_backup

    if window.close():
        if not is_backup(Path(path)):
            keep_own_file(Path(path))
        command = [*own_command(), "gui", "--data", path]
        QProcess.startDetached(command[0], command[1:])
