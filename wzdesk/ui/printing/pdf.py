"""Pages as a PDF with its letters in it, so that it looks the same everywhere and can be searched."""

from collections.abc import Sequence

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter, QPdfWriter

from wzdesk import __version__
from wzdesk.reports.paper.page import Page
from wzdesk.reports.paper.printout import Printout
from wzdesk.ui.printing.draw_page import POINTS_PER_INCH, draw_page

_RESOLUTION = 1200
PROGRAM = "wzdesk"


def pdf_of(pages: Sequence[Page], printout: Printout, family: str, *, is_landscape: bool) -> bytes:
    """The document, with title and author among its properties."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(_RESOLUTION)
    writer.setPageLayout(page_layout(is_landscape=is_landscape))
    writer.setTitle(printout.title)
    writer.setCreator(f"{PROGRAM} {__version__}")
    if hasattr(writer, "setAuthor"):  # not in Qt 6.8, which is the last for older ARM desktops
        writer.setAuthor(printout.author or PROGRAM)
    painter = QPainter(writer)
    for number, page in enumerate(pages):
        if number:
            writer.newPage()
        draw_page(painter, page, family, _RESOLUTION / POINTS_PER_INCH)
    painter.end()
    buffer.close()
    return bytes(buffer.data().data())


def page_layout(*, is_landscape: bool) -> QPageLayout:
    """A4 without margins of its own: the pages have theirs."""
    orientation = QPageLayout.Orientation.Landscape if is_landscape else QPageLayout.Orientation.Portrait
    return QPageLayout(QPageSize(QPageSize.PageSizeId.A4), orientation, QMarginsF(0, 0, 0, 0))
