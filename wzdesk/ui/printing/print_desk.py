"""From any page to paper: opens the preview over it, prints, and saves PDFs in the background."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QStackedWidget

from wzdesk.domain.errors import WzdeskError
from wzdesk.reports.paper.printout import Printout
from wzdesk.ui.folders import keep_folder, last_folder
from wzdesk.ui.jobs import JobRunner, Progress, Work
from wzdesk.ui.printing.paper_font import paper_family
from wzdesk.ui.printing.pdf import pdf_of
from wzdesk.ui.printing.preview_page import PreviewPage
from wzdesk.ui.shell.message import MessageAction
from wzdesk.ui.shell.window import MainWindow
from wzdesk.ui.theme import Theme


class PrintDesk(QObject):
    """Connects a page that lies in a stack with the preview of what it shows."""

    def __init__(self, theme: Theme, window: MainWindow, stack: QStackedWidget, parent: QObject) -> None:
        super().__init__(parent)
        self._theme, self._window, self._stack = theme, window, stack
        self._jobs = JobRunner(self)
        self._page: PreviewPage | None = None

    @property
    def busy(self) -> bool:
        """Whether something is being printed or written."""
        return self._jobs.busy

    @property
    def page(self) -> PreviewPage | None:
        """The preview, while it is open."""
        return self._page

    def close(self) -> None:
        """Stop what is going on."""
        self._jobs.close()

    def preview(self, printout: Printout) -> None:
        """Show what would be printed; where it cannot be laid out, say why."""
        self._leave()
        self._window.hide_message()
        try:
            page = PreviewPage(self._theme, printout, paper_family())
        except WzdeskError as error:
            self._window.show_refusal(error.sentence)
            return
        self._page = page
        page.abandoned.connect(self._leave)
        page.refused.connect(self._window.show_refusal)
        page.print_requested.connect(self._on_print_requested)
        page.pdf_requested.connect(self._on_pdf_requested)
        self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        page.view.setFocus()
        QTimer.singleShot(0, self, self._offer_printers)  # asking for those in the network takes its time

    def remark(self, sentence: str) -> None:
        """Say one sentence above the preview, while it is open; nothing is kept from being printed."""
        if self._page is not None:
            self._page.remark.show_sentence(sentence)

    def save_pdf(self, path: Path) -> None:
        """Write all pages of the preview as a PDF."""
        page = self._page
        assert page is not None
        pages, printout, family = page.pages, page.printout, page.family
        is_landscape = page.is_landscape

        def write(_progress: Progress) -> Path:
            from wzdesk.services.print_plan_table import save_pdf

            save_pdf(pdf_of(pages, printout, family, is_landscape=is_landscape), path)
            return path

        self._run(write, self._on_saved)

    def _run(self, work: Work, done: Callable[[object], None]) -> None:
        self._jobs.run(work, done=done, failed=self._on_failed)

    @Slot()
    def _leave(self) -> None:
        if self._page is not None:
            page, self._page = self._page, None
            self._stack.removeWidget(page)
            page.deleteLater()
            current = self._stack.currentWidget()
            if current is not None:
                current.setFocus()

    def _offer_printers(self) -> None:
        from wzdesk.ui.printing.printers import printer_names

        if self._page is not None:
            self._page.panel.offer_printers(printer_names())

    def _on_print_requested(self) -> None:
        from wzdesk.ui.printing.printers import print_pages, printer_of

        page = self._page
        assert page is not None
        name = page.panel.printer.current
        if not name:
            self._window.show_refusal(
                "这台电脑没有装打印机，没有打印；请先装打印机，或者存为 PDF 拿到别处打印。"
            )
            return
        try:
            pages = page.wanted_pages()
        except WzdeskError as error:
            self._window.show_refusal(error.sentence)
            page.panel.pages.setFocus()
            return
        title, family, copies = page.printout.title, page.family, page.panel.copies.value()
        is_landscape = page.is_landscape

        def print_them(_progress: Progress) -> str:
            print_pages(
                printer_of(name), pages, family, title=title, is_landscape=is_landscape, copies=copies
            )
            return f"已交给打印机“{name}”：{len(pages)} 页，{copies} 份。"

        self._run(print_them, self._on_printed)

    def _on_pdf_requested(self) -> None:
        assert self._page is not None
        name = "".join(sign for sign in self._page.printout.title if sign not in '\\/:*?"<>|') or "表"
        path, _ = QFileDialog.getSaveFileName(
            self._window, "存为 PDF", str(Path(last_folder()) / f"{name}.pdf"), "PDF 文件 (*.pdf)"
        )
        if path:
            chosen = Path(path if path.lower().endswith(".pdf") else path + ".pdf")
            keep_folder(chosen.parent)
            self.save_pdf(chosen)

    @Slot(object)
    def _on_saved(self, path: object) -> None:
        assert isinstance(path, Path)
        show = partial(QDesktopServices.openUrl, QUrl.fromLocalFile(str(path)))
        self._window.show_message(f"已存为 {path}。", MessageAction("打开看看", show))

    @Slot(object)
    def _on_printed(self, sentence: object) -> None:
        self._window.show_message(str(sentence))

    @Slot(object)
    def _on_failed(self, error: object) -> None:
        if not isinstance(error, WzdeskError):
            raise error if isinstance(error, BaseException) else RuntimeError(str(error))
        self._window.show_refusal(error.sentence)
