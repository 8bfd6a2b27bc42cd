"""What the page 帮助 leads to: the guide, a PDF, and back to where one came from."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from wzdesk.ui.guide.desk import start_guide
from wzdesk.ui.help.help_page import HelpPage
from wzdesk.ui.help.places import anchor_here
from wzdesk.ui.jobs import Progress
from wzdesk.ui.pages import HELP
from wzdesk.ui.shell.message import MessageAction
from wzdesk.ui.workspace import Workspace

_NAME = "计划与项目工作台帮助.pdf"


class HelpDesk(QObject):
    """Connects the page with the window."""

    def __init__(self, workspace: Workspace, page: HelpPage, folder: Path) -> None:
        super().__init__(page)
        self._workspace, self._page, self._folder = workspace, page, folder
        self._came_from = ""
        page.guide_asked.connect(self._on_guide_asked)
        page.pdf_asked.connect(self._on_pdf_asked)
        page.back_asked.connect(self._on_back_asked)
        workspace.window.page_shown.connect(self._on_page_shown)

    def come_from(self, key: str) -> None:
        """One came by a key or a link from this page, and may want to go back."""
        self._came_from = key
        self._page.set_way_back(open_=bool(key) and key != HELP)

    def save_pdf(self, path: Path) -> None:
        """Write the whole help in a thread."""
        from wzdesk.ui.printing.paper_font import paper_family

        book, folder, family = self._page.book, self._folder, paper_family()

        def write(progress: Progress) -> Path:
            from wzdesk.services.print_plan_table import save_pdf
            from wzdesk.ui.help.printed import help_pdf

            save_pdf(help_pdf(book, folder, family, progress), path)
            return path

        self._page.pdf.setEnabled(False)
        self._workspace.window.show_message("正在把帮助印成 PDF，可以接着做别的。")
        job = self._workspace.run(write, self._on_saved)
        job.ended.connect(self._on_ended)

    def _on_guide_asked(self) -> None:
        start_guide(self._workspace)

    def _on_pdf_asked(self) -> None:
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        path, _ = QFileDialog.getSaveFileName(
            self._workspace.window, "把帮助印成 PDF", str(Path(documents) / _NAME), "PDF 文件 (*.pdf)"
        )
        if path:
            self.save_pdf(Path(path if path.lower().endswith(".pdf") else f"{path}.pdf"))

    @Slot(object)
    def _on_saved(self, path: object) -> None:
        show = partial(QDesktopServices.openUrl, QUrl.fromLocalFile(str(path)))
        self._workspace.window.show_message(f"帮助已存为 {path}。", MessageAction("打开看看", show))

    @Slot()
    def _on_ended(self) -> None:
        self._page.pdf.setEnabled(True)

    def _on_back_asked(self) -> None:
        if self._came_from:
            self._workspace.window.show_page(self._came_from)

    def _on_page_shown(self, key: str) -> None:
        if key != HELP:
            self.come_from("")


def show_help(workspace: Workspace, anchor: str = "") -> None:
    """Show the help at an anchor; without one at what tells of the place where the keyboard is."""
    window = workspace.window
    key = window.current_page
    wanted = anchor or anchor_here(window.made_page(key), key)
    window.show_page(HELP)
    page = window.page(HELP)
    if isinstance(page, HelpPage):
        page.show_place(wanted)
        desk = page.findChild(HelpDesk)
        if isinstance(desk, HelpDesk) and key != HELP:
            desk.come_from(key)
