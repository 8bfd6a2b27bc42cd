"""Workbooks in and out of the entry page: dialogs, dropped files, background work, messages."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSettings, QStandardPaths, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QStackedWidget

from wzdesk.domain.errors import WzdeskError
from wzdesk.ui.entry.entry_page import EntryPage
from wzdesk.ui.jobs import JobRunner, Progress, Work
from wzdesk.ui.shell.message import MessageAction
from wzdesk.ui.shell.window import MainWindow
from wzdesk.ui.theme import Theme

if TYPE_CHECKING:
    from wzdesk.services.open_data_file import DataFile
    from wzdesk.services.receive_plan_table import Reception
    from wzdesk.ui.exchange.import_page import ImportPage

_BOOKS = "工作簿 (*.xlsx *.xlsm)"


class ExchangeDesk(QObject):
    """Connects the entry page's buttons and dropped files with the services that read and write workbooks."""

    def __init__(
        self,
        theme: Theme,
        window: MainWindow,
        stack: QStackedWidget,
        entry: EntryPage,
        store: "Callable[[], DataFile]",
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._theme, self._window, self._stack, self._entry, self._store = theme, window, stack, entry, store
        self._jobs = JobRunner(self)
        self._page: ImportPage | None = None
        entry.import_requested.connect(self._on_import_requested)
        entry.export_requested.connect(self._on_export_requested)
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    @property
    def busy(self) -> bool:
        """Whether something is being read or written."""
        return self._jobs.busy

    @property
    def page(self) -> "ImportPage | None":
        """The differences that wait for a decision."""
        return self._page

    def close(self) -> None:
        """Stop what is going on."""
        self._jobs.close()

    def receive(self, book: Path) -> None:
        """Read a workbook and show what it would change; what is being typed is stored first."""
        if not self._entry.finish_editing():
            return
        table = self._entry.filled.table
        self._window.set_hint(f"正在读 {book.name}")
        self._run(partial(self._read_book, book, table.region.code, table.plan.code), self._on_received)

    def export(self, path: Path) -> None:
        """Write the shown plan as a workbook; what is being typed is stored first."""
        if not self._entry.finish_editing():
            return
        filled = self._entry.filled
        self._window.set_hint(f"正在导出 {path.name}")

        def write(_progress: Progress) -> Path:
            from wzdesk.services.export_plan_table import export_plan_table

            export_plan_table(filled.table, filled.assessments, path)
            return path

        self._run(write, self._on_exported)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Files dropped anywhere on the window."""
        if isinstance(event, QDragEnterEvent) and _books(event):
            event.acceptProposedAction()
            return True
        if isinstance(event, QDropEvent) and event.type() == QEvent.Type.Drop and (books := _books(event)):
            event.acceptProposedAction()
            self.receive(books[0])
            if len(books) > 1:
                self._window.show_message("一次收一个工作簿：先收第一个，其余的请再拖进来。")
            return True
        return super().eventFilter(watched, event)

    def _run(self, work: Work, done: Callable[[object], None]) -> None:
        self._jobs.run(work, done=done, failed=self._on_failed)

    def _read_book(self, book: Path, region: str, plan: str, _progress: Progress) -> "Reception":
        from wzdesk.services.receive_plan_table import receive_plan_table

        return receive_plan_table(self._store(), book, region, plan)

    @Slot(object)
    def _on_received(self, reception: object) -> None:
        from wzdesk.services.receive_plan_table import Reception
        from wzdesk.ui.exchange.import_page import ImportPage

        assert isinstance(reception, Reception)
        self._window.set_hint("")
        self._leave_page()
        self._page = page = ImportPage(self._theme, reception)
        page.accepted.connect(self._on_accepted)
        page.abandoned.connect(self._leave_page)
        self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        self._window.show_page("entry")
        page.table.setFocus()

    @Slot()
    def _on_accepted(self) -> None:
        assert self._page is not None
        reception = self._page.reception
        reception.filling.who = self._entry.person
        try:
            count = reception.apply()
        except WzdeskError as error:
            self._window.show_refusal(error.sentence)
            return
        self._leave_page()
        self._entry.reload_after(count)
        undo = MessageAction("撤销", self._entry.undo, "")
        self._window.show_message(f"已从 {reception.preview.book} 写入 {count} 格。", undo)

    @Slot()
    def _leave_page(self) -> None:
        if self._page is not None:
            self._stack.removeWidget(self._page)
            self._page.deleteLater()
            self._page = None
            self._entry.grid.setFocus()

    @Slot(object)
    def _on_exported(self, path: object) -> None:
        assert isinstance(path, Path)
        self._window.set_hint("")
        show = partial(QDesktopServices.openUrl, QUrl.fromLocalFile(str(path.parent)))
        self._window.show_message(f"已导出 {path}。", MessageAction("打开文件夹", show))

    @Slot(object)
    def _on_failed(self, error: object) -> None:
        self._window.set_hint("")
        if not isinstance(error, WzdeskError):
            raise error if isinstance(error, BaseException) else RuntimeError(str(error))
        self._window.show_refusal(error.sentence)

    def _on_import_requested(self) -> None:
        path, _ = QFileDialog.getOpenFileName(self._window, "导入工作簿", _last_folder(), _BOOKS)
        if path:
            _remember_folder(path)
            self.receive(Path(path))

    def _on_export_requested(self) -> None:
        table = self._entry.filled.table
        name = f"{table.plan.name}完成情况.xlsx"
        if table.region.short_name not in name:
            name = f"{table.region.short_name}_{name}"
        path, _ = QFileDialog.getSaveFileName(
            self._window, "导出工作簿", str(Path(_last_folder()) / name), "工作簿 (*.xlsx)"
        )
        if path:
            _remember_folder(path)
            self.export(Path(path) if path.endswith(".xlsx") else Path(path + ".xlsx"))


def _last_folder() -> str:
    """Where the last workbook came from or went to; at first the person's documents."""
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    folder = str(QSettings("wzdesk", "wzdesk").value("exchange/folder", ""))
    return folder if folder and Path(folder).is_dir() else documents


def _remember_folder(path: str) -> None:
    QSettings("wzdesk", "wzdesk").setValue("exchange/folder", str(Path(path).parent))


def _books(event: QDropEvent) -> list[Path]:
    urls = event.mimeData().urls() if event.mimeData().hasUrls() else []
    return [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
