"""What an old workbook holds is what the new one holds: told by xlrd on one side, openpyxl on the other."""

import io
import math
from collections.abc import Callable, Iterator
from pathlib import Path

import openpyxl
import pytest
import xlrd
from openpyxl.cell import Cell, MergedCell
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.styles.numbers import BUILTIN_FORMATS
from openpyxl.worksheet.worksheet import Worksheet
from xlrd.sheet import Sheet

from tests.excel.fill.convert.old_forms import A08, A10, OLD
from wzdesk.excel.fill.convert.biff_looks import LOCAL_FORMATS
from wzdesk.excel.fill.convert.old_form import convert
from wzdesk.excel.read.reader import read_book

pytestmark = pytest.mark.filterwarnings("ignore::UserWarning")
EMPTY, TEXT, NUMBER, DATE, BOOLEAN, ERROR, BLANK = range(7)
STATES = {0: "visible", 1: "hidden", 2: "veryHidden"}


@pytest.fixture
def both(shared: Path, tmp_path: Path) -> Callable[[str], tuple[xlrd.Book, openpyxl.Workbook]]:
    """A shared old workbook as xlrd reads it, and its conversion as openpyxl does."""

    def made(name: str) -> tuple[xlrd.Book, openpyxl.Workbook]:
        form, target = shared / name, tmp_path / "new.xlsx"
        convert(form, target)
        old = xlrd.open_workbook(str(form), formatting_info=True, logfile=io.StringIO())
        return old, openpyxl.load_workbook(target, data_only=True)

    return made


@pytest.mark.parametrize("name", OLD)
def test_that_all_cells_sheets_and_lines_come_along(
    name: str, both: Callable[[str], tuple[xlrd.Book, openpyxl.Workbook]]
) -> None:
    old, new = both(name)
    assert new.sheetnames == old.sheet_names()
    for sheet, made in zip(old.sheets(), new.worksheets, strict=True):
        assert made.sheet_state == STATES[sheet.visibility]
        assert list(differences(old, sheet, made)) == []
        assert list(line_differences(sheet, made)) == []
        assert merges_of(made) == {
            (top + 1, left + 1, bottom, right) for top, bottom, left, right in sheet.merged_cells
        }


def merges_of(sheet: Worksheet) -> set[tuple[int, int, int, int]]:
    return {(one.min_row, one.min_col, one.max_row, one.max_col) for one in sheet.merged_cells.ranges}


def differences(old: xlrd.Book, sheet: Sheet, made: Worksheet) -> Iterator[object]:
    """Cells whose value, number format or look is not what it was."""
    for row in range(sheet.nrows):
        for column in range(sheet.ncols):
            kind = sheet.cell_type(row, column)
            cell = made.cell(row + 1, column + 1)
            if kind == EMPTY or isinstance(cell, MergedCell):
                continue
            wanted = value_of(sheet, row, column)
            if raw(cell) != wanted or type(raw(cell)) is not type(wanted):
                yield cell.coordinate, raw(cell), wanted
            xf = old.xf_list[sheet.cell_xf_index(row, column)]
            yield from look_differences(old, xf, cell)
            if cell.coordinate not in made.merged_cells:  # openpyxl draws the edges of merged cells anew
                yield from edge_differences(xf, cell)


def value_of(sheet: Sheet, row: int, column: int) -> object:
    kind, value = sheet.cell_type(row, column), sheet.cell_value(row, column)
    if kind == ERROR:
        return xlrd.error_text_from_code[int(str(value))]
    if kind == BOOLEAN:
        return bool(value)
    if kind in {NUMBER, DATE}:
        return float(str(value))
    return str(value) or None


def raw(cell: Cell) -> object:
    """As stored: dates as the numbers they are."""
    from openpyxl.utils.datetime import to_excel

    value: object = None if cell.value == "" else cell.value
    if cell.is_date and value is not None and not isinstance(value, str | float | int):
        return float(to_excel(value))  # type: ignore[no-untyped-call]
    return float(value) if isinstance(value, int) and not isinstance(value, bool) else value


def look_differences(old: xlrd.Book, xf: xlrd.formatting.XF, cell: Cell) -> Iterator[object]:
    font = old.font_list[xf.font_index]
    code = old.format_map[xf.format_key].format_str
    is_local = xf.format_key in LOCAL_FORMATS
    assert xf.alignment is not None
    assert xf.background is not None
    pairs = (
        (cell.number_format, BUILTIN_FORMATS.get(xf.format_key, "General") if is_local else code),
        (cell.font.name, font.name),
        (cell.font.sz, font.height / 20),
        (bool(cell.font.b), font.weight >= 600),
        (bool(cell.alignment.wrap_text), bool(xf.alignment.text_wrapped)),
        (cell.alignment.indent, xf.alignment.indent_level),
        (ground_of(cell), ground_told(old, xf.background)),
    )
    yield from ((cell.coordinate, *pair) for pair in pairs if pair[0] != pair[1])


def ground_of(cell: Cell) -> object:
    return cell.fill.fill_type and cell.fill.fgColor.rgb


def ground_told(old: xlrd.Book, its: xlrd.formatting.XFBackground) -> object:
    """The one pattern that the shared workbooks have is solid; 65 is the white of a window."""
    if not its.fill_pattern:
        return None
    assert its.fill_pattern == 1
    color = old.colour_map.get(its.pattern_colour_index) or (255, 255, 255)
    assert color != (255, 255, 255) or its.pattern_colour_index in {1, 9, 65}
    return "FF{:02X}{:02X}{:02X}".format(*color)


def edge_differences(xf: xlrd.formatting.XF, cell: Cell) -> Iterator[object]:
    assert xf.border is not None
    for side in ("left", "right", "top", "bottom"):
        has = getattr(cell.border, side).style is not None
        if has != bool(getattr(xf.border, f"{side}_line_style")):
            yield cell.coordinate, side


def line_differences(sheet: Sheet, made: Worksheet) -> Iterator[object]:
    """Rows and columns that are hidden, wide or high otherwise than they were."""
    for row, told in sheet.rowinfo_map.items():
        its = made.row_dimensions[row + 1]
        if bool(its.hidden) != bool(told.hidden):
            yield "row", row + 1
        if not told.has_default_height and its.ht != (told.height or 0) / 20:
            yield "height", row + 1, its.ht
    spans = {
        column: its
        for its in made.column_dimensions.values()
        for column in range(its.min or 0, (its.max or 0) + 1)
    }
    for place, about in sheet.colinfo_map.items():
        if place > 255:
            continue
        found = spans[place + 1]
        if bool(found.hidden) != bool(about.hidden) or abs(found.width - about.width / 256) > 1e-6:
            yield "column", place + 1, found.width


def test_that_there_are_old_forms_to_try(shared: Path) -> None:
    assert shared.is_dir()
    assert len(OLD) == 41


def test_that_formulas_stay_formulas_with_their_results(shared: Path, tmp_path: Path) -> None:
    target = tmp_path / "new.xlsx"
    assert convert(shared / A08, target) == ""
    with_formulas, results = (openpyxl.load_workbook(target, data_only=only) for only in (False, True))
    formulas = {
        cell.coordinate: cell.value
        for row in with_formulas.worksheets[0].iter_rows()
        for cell in row
        if cell.data_type == "f"
    }
    assert len(formulas) == 12
    assert all(results.worksheets[0][at].value is not None for at in formulas)


def test_that_a_value_under_a_merged_cell_is_not_lost(shared: Path, tmp_path: Path) -> None:
    target = tmp_path / "new.xlsx"
    convert(shared / A08, target)
    (sheet,) = read_book(target).sheets
    hidden = [
        place
        for place in sheet.cells
        if (merge := sheet.merge_at(*place)) and place != (merge.top, merge.left)
        if sheet.cells[place].text
    ]
    assert len(hidden) == 1


@pytest.mark.parametrize("name", ("energy_fu04", "energy_prov_30", "nbs_03"))
def test_that_pieces_of_a_text_keep_their_fonts(name: str, shared: Path, tmp_path: Path) -> None:
    form, target = shared / "workbooks" / f"{name}.xls", tmp_path / "new.xlsx"
    convert(form, target)
    old = xlrd.open_workbook(str(form), formatting_info=True, logfile=io.StringIO())
    new, plain = openpyxl.load_workbook(target, rich_text=True), read_book(target)
    for sheet, made, again in zip(old.sheets(), new.worksheets, plain.sheets, strict=True):
        for place, runs in sheet.rich_text_runlist_map.items():
            at = place[0] + 1, place[1] + 1
            text = made.cell(*at).value
            assert isinstance(text, CellRichText)
            assert str(text) == again.text_at(*at) == sheet.cell(*place).value
            fonts = [piece.font.rFont for piece in text if isinstance(piece, TextBlock)]
            assert fonts == [old.font_list[index].name for _, index in runs][-len(fonts) :]


def test_that_the_page_comes_along(shared: Path, tmp_path: Path) -> None:
    target = tmp_path / "new.xlsx"
    convert(shared / A08, target)
    setup = openpyxl.load_workbook(target).worksheets[0].page_setup
    assert (setup.orientation, int(setup.paperSize or 0)) == ("landscape", 9)
    convert(shared / "workbooks" / "moe_universities_2011.xls", target)
    assert openpyxl.load_workbook(target).worksheets[0].print_title_rows == "$4:$4"


def test_that_what_does_not_come_along_is_told(shared: Path, tmp_path: Path) -> None:
    words = convert(shared / "workbooks" / "nbs_07.xls", tmp_path / "new.xlsx")
    assert words == "图片、图形、批注、图表没有带过来"


@pytest.mark.parametrize(
    "name",
    (
        A10,
        *(
            pytest.param(name, marks=pytest.mark.long)
            for name in (A08, "workbooks/energy_0503.xls", "workbooks/nbs_07.xls")
        ),
    ),
)
def test_that_libreoffice_reads_the_same_formulas_and_values(
    name: str, shared: Path, tmp_path: Path, office: Callable[[Path, str], Path]
) -> None:
    """LibreOffice makes its own conversion of the original; and it opens ours."""
    ours, original = tmp_path / "ours.xlsx", tmp_path / "original.xls"
    convert(shared / name, ours)
    original.write_bytes((shared / name).read_bytes())
    theirs, again = office(original, "xlsx"), office(ours, "xlsx")
    for data_only in (False, True):
        wanted = shown(theirs, data_only=data_only)
        assert unlike(shown(ours, data_only=data_only), wanted) == []
        assert unlike(shown(again, data_only=data_only), wanted) == []


def shown(path: Path, *, data_only: bool) -> dict[tuple[str, str], object]:
    book = openpyxl.load_workbook(path, data_only=data_only)
    return {
        (sheet.title, cell.coordinate): cell.value
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.value not in {None, ""}
    }


def unlike(some: dict[tuple[str, str], object], others: dict[tuple[str, str], object]) -> list[object]:
    return [at for at in some.keys() | others.keys() if not alike(some.get(at), others.get(at))]


def alike(one: object, other: object) -> bool:
    """Numbers nearly, for LibreOffice works some out anew; formulas without the needless quotes around names."""
    if isinstance(one, float | int) and isinstance(other, float | int):
        return math.isclose(one, other, rel_tol=1e-10, abs_tol=1e-6)
    if isinstance(one, str) and isinstance(other, str) and one.startswith("="):
        return one.replace("'", "") == other.replace("'", "")
    return one == other
