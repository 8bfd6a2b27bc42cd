from pathlib import Path

import pytest

from tests.excel.books import MAIN, make_book, sheet_xml
from wzdesk.domain.sheet_look import PLAIN, Across, Block, Down, Edge, SheetLook
from wzdesk.excel.errors import CannotRead
from wzdesk.excel.read.look_of_sheet import MOST_COLUMNS, MOST_ROWS
from wzdesk.excel.read.sheet_look import read_looks
from wzdesk.excel.read.theme_colors import color_of

STYLES = (
    f'<styleSheet xmlns="{MAIN}">'
    '<fonts><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="20"/><color theme="4" tint="-0.5"/><name val="黑体"/></font></fonts>'
    '<fills><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
    '<fill><patternFill patternType="solid"><fgColor rgb="FFFFF9E5"/></patternFill></fill>'
    '<fill><patternFill patternType="solid"><fgColor indexed="13"/></patternFill></fill></fills>'
    '<borders><border/><border><left style="thin"/><right/><top style="medium"/><bottom/></border></borders>'
    '<cellStyleXfs><xf fontId="0"/></cellStyleXfs><cellXfs><xf/>'
    '<xf fontId="1" fillId="2" borderId="1"><alignment horizontal="center" vertical="top" wrapText="1"/></xf>'
    '<xf fontId="99" fillId="99" borderId="x"/>'
    '<xf fillId="3"><alignment textRotation="255" indent="2"/></xf></cellXfs></styleSheet>'
)


def look_of(
    tmp_path: Path, rows: str, rest: str = "", before: str = "", styles: str | bytes | None = STYLES
) -> SheetLook:
    book = make_book(tmp_path / "表.xlsx", sheet_xml(rows, rest, before), {"xl/styles.xml": styles})
    return read_looks(book)[0]


def test_that_fonts_fills_edges_and_alignment_are_told(tmp_path: Path) -> None:
    cells = '<row r="1"><c r="A1" s="1" t="s"><v>0</v></c><c r="B1" s="3"><v>5</v></c></row>'
    look = look_of(tmp_path, cells)
    title, figure = look.cells[1, 1], look.cells[1, 2]
    assert (title.text, title.style.is_bold, title.style.size_pt) == ("地区", True, 20)
    assert (title.style.across, title.style.down, title.style.wraps) == (Across.CENTRE, Down.TOP, True)
    assert title.style.fill == "#FFF9E5"
    assert title.style.color == "#254061"  # accent 1, half as light, as Excel shows it
    assert (title.style.edges.left, title.style.edges.top) == (Edge.THIN, Edge.MEDIUM)
    assert (figure.style.is_stacked, figure.style.indent, figure.style.fill) == (True, 2, "#FFFF00")
    assert figure.across is Across.RIGHT


def test_that_sizes_are_those_of_the_screen(tmp_path: Path) -> None:
    before = (
        '<sheetFormatPr defaultRowHeight="15"/>'
        '<cols><col min="1" max="1" width="9.140625"/><col min="2" max="2" width="20" hidden="1"/></cols>'
    )
    rows = '<row r="1" ht="30"><c r="A1"><v>1</v></c></row><row r="2" hidden="1"><c r="C2"><v>2</v></c></row>'
    look = look_of(tmp_path, rows, before=before)
    assert look.widths == (64, 0, 64)
    assert look.heights == (40, 0)
    assert (look.usual_width, look.usual_height) == (64, 20)


def test_that_a_row_without_height_fits_its_lines(tmp_path: Path) -> None:
    rows = '<row r="1"><c r="A1" s="1" t="inlineStr"><is><t>一\n二\n三</t></is></c></row>'
    assert look_of(tmp_path, rows).heights[0] > 3 * 20 * 4 / 3


def test_that_nothing_behind_the_last_text_or_edge_is_told(tmp_path: Path) -> None:
    tail = "".join(f'<row r="{row}"><c r="Z{row}" s="3"/></row>' for row in range(5, 900))
    look = look_of(
        tmp_path, f'<row r="1"><c r="A1"><v>1</v></c></row><row r="3"><c r="B3" s="1"/></row>{tail}'
    )
    assert (len(look.heights), len(look.widths), look.is_cut) == (3, 2, False)
    assert all(row <= 3 and column <= 2 for row, column in look.cells)


def test_that_a_large_sheet_is_bounded(tmp_path: Path) -> None:
    rows = "".join(f'<row r="{row}"><c r="A{row}"><v>1</v></c></row>' for row in range(1, MOST_ROWS + 50))
    look = look_of(tmp_path, f'{rows}<row r="9000"><c r="XFD9000"><v>1</v></c></row>')
    assert (len(look.heights), len(look.widths), look.is_cut) == (MOST_ROWS, MOST_COLUMNS, True)


def test_that_merges_count_where_their_first_cell_does(tmp_path: Path) -> None:
    merges = '<mergeCells><mergeCell ref="A1:C2"/><mergeCell ref="A50:XFD99"/></mergeCells>'
    look = look_of(tmp_path, '<row r="1"><c r="A1"><v>1</v></c></row>', merges)
    assert look.merges == (Block(1, 1, 2, 3),)
    assert (len(look.heights), len(look.widths)) == (2, 3)


@pytest.mark.parametrize(
    "styles",
    (
        None,
        "<styleSheet/>",
        STYLES.replace("20", "viel"),
        STYLES.replace('theme="4"', 'theme="x"'),
    ),
)
def test_that_odd_styles_give_plain_looks(tmp_path: Path, styles: str | bytes | None) -> None:
    look = look_of(
        tmp_path, '<row r="1"><c r="A1" s="2"><v>1</v></c><c r="B1" s="7777"/></row>', styles=styles
    )
    assert look.cells[1, 1].text == "1"
    assert look.cells[1, 1].style == PLAIN


def test_that_a_file_that_is_no_workbook_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.xlsx").write_bytes(b"nothing")
    with pytest.raises(CannotRead):
        read_looks(tmp_path / "x.xlsx")


@pytest.mark.parametrize(
    ("attributes", "color"),
    (
        ({"rgb": "FF1A5CB4"}, "#1A5CB4"),
        ({"rgb": "1a5cb4"}, "#1A5CB4"),
        ({"rgb": "blue"}, ""),
        ({"theme": "0", "tint": "-0.25"}, "#BFBFBF"),
        ({"theme": "1", "tint": "0.5"}, "#808080"),
        ({"theme": "4", "tint": "nan"}, "#4F81BD"),
        ({"theme": "12"}, ""),
        ({"indexed": "64"}, ""),
        ({"indexed": "22"}, "#C0C0C0"),
        ({"auto": "1"}, ""),
    ),
)
def test_that_colours_are_resolved(attributes: dict[str, str], color: str) -> None:
    assert color_of(attributes) == color


def test_that_real_forms_are_told_as_they_look(shared: Path) -> None:
    look = read_looks(next((shared / "forms").glob("a01_*.xlsx")))[0]
    assert (look.name, len(look.heights), len(look.widths)) == ("1-9月", 37, 12)
    assert look.cells[2, 1].text == "2024年1—9月主要指标完成情况表"
    assert look.cells[6, 7].style.fill == "#FFF9E5"
    assert Block(2, 1, 2, 12) in look.merges
    assert look.widths[:3] == (36, 40, 145)
    assert look.cells[10, 8].is_formula
    names = [one.name for one in read_looks(next((shared / "forms").glob("a06_*.xlsx")))]
    assert names == ["封面", "填报说明", "市统计局", "市财政局", "市人力社保局", "汇总"]


def test_that_every_workbook_has_looks(shared: Path) -> None:
    books = [*(shared / "forms").glob("*.xls[xm]"), *(shared / "workbooks").rglob("*.xls[xm]")]
    assert len(books) > 20
    for book in books:
        assert all(one.widths and one.heights for one in read_looks(book)), book.name
