"""The print preview: the pages as they will be on paper, and what is chosen before printing."""

from dataclasses import replace

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from wzdesk.domain.errors import WzdeskError
from wzdesk.reports.paper.lay_out_pages import lay_out_pages
from wzdesk.reports.paper.page import Page
from wzdesk.reports.paper.page_range import read_page_range
from wzdesk.reports.paper.printout import Printout, a4
from wzdesk.ui.printing.paper_font import ruler_of
from wzdesk.ui.printing.paper_view import PaperView, Zoom
from wzdesk.ui.printing.print_panel import PrintPanel
from wzdesk.ui.printing.remark import Remark
from wzdesk.ui.shell.page_header import PageHeader
from wzdesk.ui.theme import Theme
from wzdesk.ui.widgets.buttons import FlatButton, PrimaryButton
from wzdesk.ui.widgets.chip import Segment, Segments
from wzdesk.ui.widgets.labels import PlainLabel

_PAUSE_MS = 200
"""After the last key in a name, before the pages are laid out again."""
_ZOOMS = ((Zoom.WIDTH, "适合宽度"), (Zoom.PAGE, "整页"), (Zoom.ACTUAL, "100%"))


class PreviewPage(QWidget):
    """Lies over the page that it was opened from until it is closed.

    Raises:
        CannotPrint: the table cannot be laid out.
    """

    print_requested = Signal()
    pdf_requested = Signal()
    abandoned = Signal()
    refused = Signal(str)

    def __init__(self, theme: Theme, printout: Printout, family: str) -> None:
        super().__init__()
        self._theme, self._given, self.family = theme, printout, family
        self.panel = PrintPanel(theme, printout.signatures, self)
        self.panel.set_orientation(is_landscape=printout.sheet.is_landscape)
        self.view = PaperView(theme, family, self)
        self.view.setAccessibleName(f"打印预览 {printout.title}")
        self.number = PlainLabel(theme, "", color="t2")
        self.zoom = Segments(theme, [Segment(zoom.value, word) for zoom, word in _ZOOMS], name="缩放")
        self.save = FlatButton(theme, "存为 PDF", icon_name="file-pdf", outlined=True, key="Ctrl+S")
        self.print = PrimaryButton(theme, "打印", icon_name="printer", key="Ctrl+P")
        self.remark = Remark(theme, self)
        self.leave = FlatButton(theme, "关闭", key="Esc", outlined=True)
        self._pages: tuple[Page, ...] = ()
        self._is_landscape = self.panel.is_landscape
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._build()
        self._connect()
        self._set_pages(lay_out_pages(self.printout, ruler_of(family), a4(is_landscape=self._is_landscape)))
        self.setFocusProxy(self.view)

    @property
    def printout(self) -> Printout:
        """What is shown, with the names as they are written now."""
        return replace(self._given, signatures=self.panel.signatures)

    @property
    def pages(self) -> tuple[Page, ...]:
        """The pages with all that was chosen."""
        if self._pause.isActive():
            self._pause.stop()
            self._lay_out()
        return self._pages

    @property
    def is_landscape(self) -> bool:
        """Which way the paper lies."""
        return self._is_landscape

    def wanted_pages(self) -> tuple[Page, ...]:
        """The pages that the person wants printed.

        Raises:
            Refused: the numbers cannot be read, or there are no such pages.
        """
        pages = self.pages
        numbers = read_page_range(self.panel.pages.text(), len(pages))
        return tuple(pages[number - 1] for number in numbers)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Page keys work wherever the keyboard is."""
        if event.key() in {Qt.Key.Key_PageDown, Qt.Key.Key_PageUp}:
            self.view.keyPressEvent(event)
        else:
            super().keyPressEvent(event)

    def _build(self) -> None:
        header = PageHeader(self._theme, "打印预览")
        header.add_left(self.number, self.zoom)
        header.add_right(self.leave, self.save, self.print)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(header)
        column.addWidget(self.remark)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self.view, 1)
        row.addWidget(self.panel)
        column.addLayout(row, 1)

    def _connect(self) -> None:
        self.leave.clicked.connect(self.abandoned)
        self.save.clicked.connect(self.pdf_requested)
        self.print.clicked.connect(self.print_requested)
        self.zoom.picked.connect(self._on_zoom_picked)
        self.view.page_changed.connect(self._on_page_changed)
        self.panel.orientation_picked.connect(self._lay_out)
        self.panel.signatures_changed.connect(self._pause.start)
        self._pause.timeout.connect(self._lay_out)

    def _lay_out(self) -> None:
        """Anew, after something was chosen; where that cannot be, the paper is turned back."""
        is_landscape = self.panel.is_landscape
        try:
            pages = lay_out_pages(self.printout, ruler_of(self.family), a4(is_landscape=is_landscape))
        except WzdeskError as error:
            self.panel.set_orientation(is_landscape=self._is_landscape)
            self.refused.emit(error.sentence)
            return
        self._is_landscape = is_landscape
        self._set_pages(pages)

    def _set_pages(self, pages: tuple[Page, ...]) -> None:
        self._pages = pages
        self.view.show_pages(pages, a4(is_landscape=self._is_landscape))
        self.panel.show_size(len(pages))
        self._on_page_changed(self.view.number)

    def _on_zoom_picked(self, key: str) -> None:
        self.view.set_zoom(Zoom(key))
        self.view.setFocus()

    def _on_page_changed(self, number: int) -> None:
        self.number.setText(f"第 {number} 页 共 {len(self._pages)} 页")
