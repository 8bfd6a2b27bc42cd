"""Forms with their places, for tests and pictures: ``python -m tests.ui.fill_sample out/fill`` draws them."""

import sys
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from PySide6.QtWidgets import QWidget

from tests.screens import ROOT, SMALLEST, picture_of
from wzdesk.domain.sheet_look import SheetLook
from wzdesk.excel.fill.report import CellRef, FilledCell, FillReport, RecalculatedCell
from wzdesk.excel.read.sheet_look import read_looks
from wzdesk.services.form_placing import FormPlacing, Placement, PlacementState, Unplaced
from wzdesk.ui.exchange.fill_page import FillPage
from wzdesk.ui.theme import Theme

FORMS = ROOT.parent / "shared" / "forms"
State = PlacementState


def form_of(start: str) -> Path:
    return next(FORMS.glob(f"{start}_*.xlsx"))


def placement(
    sheet: str,
    cell: str,
    name: str,
    state: State,
    text: str = "",
    *,
    heading: str = "绝对值",
    there: str = "",
) -> Placement:
    value = Decimal(text) if text.replace(".", "", 1).isdigit() else text or None
    return Placement(CellRef(sheet, cell), name, heading, "2024年1—9月", state, text, value, there)


def _county(look: SheetLook) -> Iterator[Placement]:
    """The monthly form of a county: levels in G, growth in H, computed in H and J."""
    for row in range(6, 35):
        name = "".join(look.cells[row, column].text for column in (3, 4) if (row, column) in look.cells)
        for column, heading in ((7, "绝对值"), (8, "同比增长（%）"), (10, "完成年度目标（%）")):
            cell = look.cells.get((row, column))
            if cell is None or (column == 10 and not cell.is_formula):
                continue
            ref, state = f"{'ABCDEFGHIJ'[column - 1]}{row}", State.FILL
            if cell.is_formula:
                state = State.FORMULA
            elif row in {16, 20}:
                state = State.MISSING
            text = {7: f"{row * 37.31:.2f}", 8: f"{row * 0.4:.1f}"}.get(column, "")
            there = "—" if row == 7 else ""
            if there and column == 7:
                state = State.KEPT
            yield placement(
                look.name,
                ref,
                name,
                state,
                "" if state is State.MISSING else text,
                heading=heading,
                there=there,
            )


def county_form() -> tuple[FormPlacing, tuple[SheetLook, ...]]:
    form = form_of("a01")
    looks = read_looks(form)
    unplaced = (Unplaced(CellRef(looks[0].name, "C33"), "空气质量优良天数比例", "库里没有这个指标"),)
    return FormPlacing(form, "平阳县", "2024年1—9月", tuple(_county(looks[0])), unplaced), looks


def book_of_sheets() -> tuple[FormPlacing, tuple[SheetLook, ...]]:
    form = form_of("a06")
    looks = read_looks(form)
    sheet = looks[2].name
    placements = [placement(sheet, f"D{row}", f"指标{row}", State.FILL, f"{row}.5") for row in range(5, 9)]
    placements.append(placement(looks[3].name, "C5", "一般公共预算收入", State.MISSING))
    return FormPlacing(form, "平阳县", "2024年1—9月", tuple(placements), ()), looks


def two_columns() -> tuple[FormPlacing, tuple[SheetLook, ...]]:
    """A form that is filled already."""
    form = form_of("a07")
    looks = read_looks(form)
    placements = [
        placement(
            looks[0].name,
            f"{column}{row}",
            looks[0].cells[row, name].text,
            State.SAME,
            cell.text,
            there=cell.text,
        )
        for row in range(5, 17)
        for column, number, name in (("E", 5, 2), ("F", 6, 2), ("L", 12, 9), ("M", 13, 9))
        if (cell := looks[0].cells.get((row, number))) and cell.text
    ]
    placements[3] = placement(
        looks[0].name, "F6", "全员劳动生产率", State.KEPT, "7.9", heading="增速(%)", there="8左右"
    )
    return FormPlacing(form, "温州市", "2023年", tuple(placements), ()), looks


def report() -> FillReport:
    filled = tuple(FilledCell(CellRef("1-9月", f"G{row}"), "", "1") for row in range(6, 30))
    again = (RecalculatedCell(CellRef("1-9月", "H6"), "", "7.8"),)
    return FillReport(filled, (), again, notes=("工作表“1-9月”有保护，保护原样保留。",))


def _page(theme: Theme, made: tuple[FormPlacing, tuple[SheetLook, ...]]) -> FillPage:
    theme.apply_style_sheet()
    page = FillPage(theme)
    page.show_placing(*made)
    return page


def make_county(theme: Theme) -> QWidget:
    return _page(theme, county_form())


def make_written(theme: Theme) -> QWidget:
    page = _page(theme, county_form())
    page.show_written(report(), Path("平阳县主要指标完成情况表_1-9月（已填）.xlsx"))
    return page


def make_sheets(theme: Theme) -> QWidget:
    return _page(theme, book_of_sheets())


def make_columns(theme: Theme) -> QWidget:
    return _page(theme, two_columns())


def make_empty(theme: Theme) -> QWidget:
    return FillPage(theme)


MAKERS = {
    "a01": "make_county",
    "a01-written": "make_written",
    "a06": "make_sheets",
    "a07": "make_columns",
    "empty": "make_empty",
}


def draw_all(folder: Path) -> None:
    size = (SMALLEST[0] - 68, SMALLEST[1] - 24)  # beside the rail and above the status bar
    for name, maker in MAKERS.items():
        target = f"tests.ui.fill_sample:{maker}"
        picture_of(target, folder / f"{name}-light.png", size)
        picture_of(target, folder / f"{name}-dark.png", size, dark=True)
        picture_of(target, folder / f"{name}-150.png", size, scale=1.5)


if __name__ == "__main__":
    draw_all(Path(sys.argv[1] if len(sys.argv) > 1 else "out/fill").resolve())
