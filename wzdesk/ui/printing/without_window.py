"""A PDF made without a window, for the command line; it needs no display."""

import os
import sys
from functools import cache
from pathlib import Path

from PySide6.QtGui import QGuiApplication

from wzdesk.reports.paper.lay_out_pages import lay_out_pages
from wzdesk.reports.paper.printout import Printout, a4
from wzdesk.services.print_plan_table import save_pdf
from wzdesk.ui.own_font import lend_font
from wzdesk.ui.printing.paper_font import paper_family, ruler_of
from wzdesk.ui.printing.pdf import pdf_of


def make_pdf(printout: Printout, path: Path, *, is_landscape: bool) -> int:
    """Lay out and write; how many pages there are.

    Raises:
        WzdeskError: no typeface, a heading that fills the page, or the file cannot be written.
    """
    _application()
    family = paper_family()
    pages = lay_out_pages(printout, ruler_of(family), a4(is_landscape=is_landscape))
    save_pdf(pdf_of(pages, printout, family, is_landscape=is_landscape), path)
    return len(pages)


@cache
def _application() -> object:
    """What Qt needs for letters, kept to the end: what was measured must not outlive it."""
    if sys.platform == "linux":  # other systems always have a desktop, and no typefaces without it
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QGuiApplication.instance()
    if app is None:
        app = QGuiApplication(["wzdesk"])
        lend_font()
    return app
