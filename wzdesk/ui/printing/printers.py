"""The printers of the machine, and printing pages on one of them."""

from collections.abc import Sequence

from PySide6.QtGui import QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from wzdesk.reports.paper.page import Page
from wzdesk.reports.paper.printout import CannotPrint
from wzdesk.ui.printing.draw_page import POINTS_PER_INCH, draw_page
from wzdesk.ui.printing.pdf import page_layout


def printer_names() -> tuple[str, ...]:
    """The names of the printers, the usual one first."""
    usual = QPrinterInfo.defaultPrinterName()
    names = QPrinterInfo.availablePrinterNames()
    return tuple(sorted(names, key=lambda name: name != usual))


def printer_of(name: str) -> QPrinter:
    """A printer by its name."""
    printer = QPrinter(QPrinterInfo.printerInfo(name), QPrinter.PrinterMode.HighResolution)
    printer.setPrinterName(name)
    return printer


def print_pages(
    printer: QPrinter, pages: Sequence[Page], family: str, *, title: str, is_landscape: bool, copies: int = 1
) -> None:
    """Print pages one after the other, all of them as often as there shall be copies.

    Raises:
        CannotPrint: the printer does not take them.
    """
    printer.setDocName(title)
    printer.setFullPage(True)
    printer.setPageLayout(page_layout(is_landscape=is_landscape))
    by_itself = printer.supportsMultipleCopies()
    if by_itself:
        printer.setCopyCount(copies)
        printer.setCollateCopies(True)
    painter = QPainter()
    refusal = CannotPrint(
        f"打印机“{printer.printerName()}”没有接收，没有打印完；请看它是否开着、连着、有纸，再打一次。"
    )
    if not painter.begin(printer):
        raise refusal
    try:
        for number, page in enumerate(list(pages) * (1 if by_itself else copies)):
            if number and not printer.newPage():
                raise refusal
            draw_page(painter, page, family, printer.resolution() / POINTS_PER_INCH)
    finally:
        painter.end()
    if printer.printerState() is QPrinter.PrinterState.Error:
        raise refusal
