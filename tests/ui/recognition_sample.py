"""Receptions for tests and pictures: ``python -m tests.ui.recognition_sample out/recognition`` draws them."""

import sys
import tempfile
from pathlib import Path

from PySide6.QtWidgets import QWidget

from tests.screens import ROOT, SMALLEST, USUAL, picture_of
from wzdesk.db.store import Store
from wzdesk.domain.period import read_period
from wzdesk.excel.read.sheet_look import read_looks
from wzdesk.services.open_data_file import create_data_file
from wzdesk.services.read_workbook import read_workbook
from wzdesk.services.receiving.reception import SheetReception
from wzdesk.ui.recognition.recognition_page import RecognitionPage
from wzdesk.ui.theme import Theme

SHARED = ROOT.parent / "shared"
FORMS, BOOKS = SHARED / "forms", SHARED / "workbooks"


def book_of(start: str) -> Path:
    """A form or workbook whose name begins so."""
    return next(iter([*sorted(FORMS.glob(f"{start}*")), *sorted(BOOKS.glob(f"{start}*"))]))


def data_file(folder: Path) -> Store:
    """A data file with the pack of the city."""
    return create_data_file(folder / "温州市计划.wzd", ROOT / "resources" / "packs" / "wenzhou")


def received(store: Store, start: str, region: str = "330300", period: str = "2024年1—9月") -> SheetReception:
    """A form held against a data file."""
    return SheetReception(store, read_workbook(book_of(start)), region, read_period(period))


def page_of(theme: Theme, store: Store, start: str) -> RecognitionPage:
    """The page for a form."""
    return RecognitionPage(theme, received(store, start), read_looks(book_of(start)), "330300")


def _make(theme: Theme, start: str) -> RecognitionPage:
    theme.apply_style_sheet()
    return page_of(theme, data_file(Path(tempfile.mkdtemp())), start)


def make_a01(theme: Theme) -> QWidget:
    return _make(theme, "a01r1")


def make_a02(theme: Theme) -> QWidget:
    return _make(theme, "a02")


def make_a06(theme: Theme) -> QWidget:
    return _make(theme, "a06")


def make_a08(theme: Theme) -> QWidget:
    return _make(theme, "a08")


def make_a09(theme: Theme) -> QWidget:
    return _make(theme, "a09b")


def make_nbs(theme: Theme) -> QWidget:
    return _make(theme, "nbs_01")


def make_energy(theme: Theme) -> QWidget:
    return _make(theme, "energy_0401")


def make_differences(theme: Theme) -> QWidget:
    page = _make(theme, "a06")
    page.show_step(1)
    return page


MAKERS = ("a01", "a02", "a06", "a08", "a09", "nbs", "energy", "differences")


def draw_all(folder: Path, names: tuple[str, ...] = MAKERS) -> None:
    small = (SMALLEST[0] - 68, SMALLEST[1] - 24)  # beside the rail and above the status bar
    large = (USUAL[0] - 68, USUAL[1] - 24)
    for name in names:
        target = f"tests.ui.recognition_sample:make_{name}"
        picture_of(target, folder / f"{name}-light.png", small)
        picture_of(target, folder / f"{name}-dark.png", small, dark=True)
        picture_of(target, folder / f"{name}-wide.png", large)
        picture_of(target, folder / f"{name}-150.png", small, scale=1.5)


if __name__ == "__main__":
    draw_all(Path(sys.argv[1] if len(sys.argv) > 1 else "out/recognition").resolve())
