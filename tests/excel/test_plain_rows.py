"""What patterns read of a sheet is what a parser's events give, or both refuse it."""

import random
import re
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from tests.excel.books import MAIN, make_book, sheet_xml
from tests.excel.fill.filling import ALL, workbook
from tests.excel.fill.hand_made import mixed_prefixes
from tests.patience import ending
from wzdesk.excel.errors import CannotRead
from wzdesk.excel.read import shared_texts, sheet_part
from wzdesk.excel.read.book import Book, BookCell, ValueKind
from wzdesk.excel.read.package import Package, package_of
from wzdesk.excel.read.parts import Contents, SheetEntry, read_contents
from wzdesk.excel.read.plain_rows import PlainRows, read_plain_rows
from wzdesk.excel.read.plain_xml import find_frame
from wzdesk.excel.read.reader import read_book
from wzdesk.excel.read.sheet_part import read_sheet

TEXTS = (
    f'<sst xmlns="{MAIN}"><si><t>地区</t></si><si><t/></si><si><t></t></si><si><t>_x0041_&amp;</t></si></sst>'
)
CELLS = (
    '<c r="{at}"><v>{number}</v></c>',
    '<c r="{at}" s="3"><v>{number}</v></c>',
    '<c r="{at}" s="1"/>',
    '<c r="{at}" t="s"><v>{index}</v></c>',
    '<c r="{at}" t="inlineStr"><is><t>{text}</t></is></c>',
    '<c r="{at}" t="str"><f>A1</f><v>{text}</v></c>',
    '<c r="{at}"><f t="shared" si="0"/><v>{number}</v></c>',
    '<c r="{at}"><f>A1</f><v></v></c>',
    '<c r="{at}" t="b"><v>1</v></c>',
    '<c r="{at}" t="e"><v>#N/A</v></c>',
    '<c r="{at}" t="d"><v>2024-01-02</v></c>',
)
NUMBERS = (
    "0", "1", "-1", "12.5", "100", "1E3", "1e-7", "-0", "-0.0", "0.30000000000000004", "8730.6000000000004", "1.50",
    "123456789012345678", "0.1234567890123455", "1234567890123.455", "1.234567890123455E+25", "9.999999999999995", ".5", "5.", "1e300",
)  # fmt: skip
WORDS = ("项目", "a_b", "x&amp;y", "_x000D_", "_x0000_", "&#65;", "", " ", "a\nb", "a\r\nb", "&#13;", "1_000")
PIECES = (
    *"<>/\"' &\0_1Ae-", "<c>", "</c>", "<v/>", '<c r="A1"/>', "<row>", "</row>", '<row r="3"/>', "<!-- x -->", "<!--", "-->",
    "<![CDATA[1]]>", "<?pi x?>", ' xmlns="urn:x"', "<y:c/>", ' x=">"', ' t="s"', ' s="99"', ' hidden="1"', "<f>", "</f>",
    "<is><t>", "</t></is>", "<rPh><t>q</t></rPh>", "</sheetData>", "<sheetData>", "&#0;", "&x;", "\r\n", "NaN", "inf", "1_0",
    "１", "$", "XFE1", "9999999999", "<extLst/>", ' r="A1"', ' r="5"', "]]>", "<f/>",
)  # fmt: skip


def outcome(read: Callable[[], Book]) -> object:
    """All that was read, or that nothing was."""
    try:
        return [
            (
                [(place, sheet.cells[place]) for place in sheet.cells],
                sheet.cells.rows,
                sheet.merges_of,
                sheet.tall_merges,
                sheet.hidden_rows,
                sheet.hidden_columns,
            )
            for sheet in read().sheets
        ]
    except CannotRead:
        return "refused"


@pytest.fixture
def both(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[], Book]], tuple[object, object]]:
    """The outcomes with patterns and without."""

    def read_twice(read: Callable[[], Book]) -> tuple[object, object]:
        with monkeypatch.context() as patch:
            first = outcome(read)
            for module in (sheet_part, shared_texts):
                patch.setattr(module, "find_frame", lambda *_: None)
            return first, outcome(read)

    return read_twice


Both = Callable[[Callable[[], Book]], tuple[object, object]]


@pytest.mark.parametrize("name", ALL)
def test_that_real_and_odd_books_read_the_same_both_ways(both: Both, name: str) -> None:
    ours, theirs = both(lambda: read_book(workbook(name)))
    assert ours == theirs


def test_that_a_book_with_mixed_prefixes_reads_the_same_both_ways(both: Both, tmp_path: Path) -> None:
    ours, theirs = both(lambda: read_book(mixed_prefixes(tmp_path / "表.xlsx")))
    assert ours == theirs
    assert ours != "refused"


def small_sheet(chance: random.Random) -> str:
    """Rows much alike, as in a real table."""
    usual = [chance.choice(CELLS) for _ in range(chance.randint(1, 5))]
    rows, number = [], 0
    for _ in range(chance.randint(1, 25)):
        number += chance.choice((1, 1, 1, 1, 3))
        tags = usual if chance.random() < 0.9 else [chance.choice(CELLS) for _ in usual]
        cells = [
            tag.format(
                at=f"{letter}{number}",
                number=chance.choice(NUMBERS) if chance.random() < 0.3 else chance.randint(0, 9999) / 7,
                index=chance.choice((0, 0, 0, 1, 2, 3)),
                text=chance.choice(WORDS),
            )
            for letter, tag in zip("ABCDE", tags, strict=False)
        ]
        rows.append(
            f'<row r="{number}"{chance.choice(("", " hidden=%s1%s" % (2 * (chr(34),))))}>{"".join(cells)}</row>'
        )
    sheet = sheet_xml(
        chance.choice(("", "\n")).join(rows),
        '<mergeCells><mergeCell ref="A1:B1"/></mergeCells>',
        '<cols><col min="1" max="2" hidden="1"/></cols>',
    )
    if chance.random() < 0.1:
        sheet = re.sub(r"<(/?)([A-Za-z]\w*)(?=[\s/>])", r"<\1x:\2", sheet).replace(" xmlns=", " xmlns:x=")
    return sheet


def mangled(text: str, chance: random.Random) -> str:
    for _ in range(chance.choice((0, 0, 1, 1, 1, 2, 3))):
        at = chance.choice([found.start() for found in re.finditer('[<>" ]', text)]) + chance.randint(0, 1)
        cut = chance.choice((0, 0, 0, 1, 1, 3))
        text = text[:at] + (chance.choice(PIECES) if cut < 3 else "") + text[at + cut :]
    return text


def opened(folder: Path) -> tuple[Package, Contents]:
    book = make_book(folder / "表.xlsx", sheet_xml(""), {"xl/sharedStrings.xml": TEXTS})
    package = package_of(book.name, book.read_bytes())
    return package, read_contents(package)


class OnePart(Package):
    """A package that gives the same bytes whatever part is asked for."""

    __slots__ = ("content",)
    content: bytes

    def read(self, part: str) -> bytes:
        return self.content


@pytest.mark.parametrize("seed", range(8))
def test_that_mangled_sheets_read_the_same_both_ways(both: Both, tmp_path: Path, seed: int) -> None:
    package, contents = opened(tmp_path)
    part = OnePart(package.name, package.archive)
    entry = SheetEntry("表", "", is_visible=True)
    chance = random.Random(seed)
    read = 0
    for _ in range(250):
        sheet = mangled(small_sheet(chance), chance)
        object.__setattr__(part, "content", sheet.encode())
        ours, theirs = both(lambda: Book("", (read_sheet(part, entry, contents),)))
        assert ours == theirs, sheet
        read += ours != "refused"
    assert read > 60


SHARED = (
    "<si><t>项目</t></si>",
    "<si><t>a&amp;b</t></si>",
    '<si><t xml:space="preserve"> x </t></si>',
    "<si><t></t></si>",
)
ODD_SHARED = (
    "<si/>", "<si><t/></si>", "<si><r><t>a</t></r><r><rPr><b/></rPr><t>b_x000D_</t></r></si>", "<si>\n<t>q</t></si>",
    '<si><t>漢</t><rPh sb="0" eb="1"><t>kan</t></rPh></si>', "<si><t>x\r\ny_x0000_&#13;</t></si>",
)  # fmt: skip


@pytest.mark.parametrize("seed", range(4))
def test_that_mangled_texts_read_the_same_both_ways(both: Both, tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    cells = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>{n - 1}</v></c></row>' for n in range(1, 7))
    read = 0
    for _ in range(100):
        items = SHARED if chance.random() < 0.4 else SHARED + ODD_SHARED
        texts = "".join(chance.choice(items) for _ in range(7))
        parts = {"xl/sharedStrings.xml": mangled(f'<sst xmlns="{MAIN}">{texts}</sst>', chance)}
        path = make_book(tmp_path / "表.xlsx", sheet_xml(cells), parts)
        ours, theirs = both(partial(read_book, path))
        assert ours == theirs, parts
        read += ours != "refused"
    assert read > 20


def plain_rows(package: Package, contents: Contents, sheet: str) -> PlainRows:
    part = sheet.encode()
    frame = find_frame(part, b"sheetData")
    assert frame
    found = read_plain_rows(part, contents, frame, 1_000)
    assert found
    return found


def test_that_the_usual_spelling_leaves_nothing_to_the_parser(tmp_path: Path) -> None:
    package, contents = opened(tmp_path)
    rows = "".join(
        f'<row r="{n}" spans="1:9">'
        + "".join(
            tag.format(at=f"{letter}{n}", number=n / 7, index=0, text="项目")
            for letter, tag in zip("ABCDEFGHIJ", CELLS[:-1], strict=True)
        )
        + "</row>"
        for n in range(1, 30)
    )
    found = plain_rows(package, contents, sheet_xml(rows))
    assert (len(found.rows), found.odd_rows) == (29, set())
    assert found.rest == sheet_xml("").encode()


def test_that_an_odd_row_alone_is_left_to_the_parser(tmp_path: Path) -> None:
    package, contents = opened(tmp_path)
    rich = '<row r="2"><c r="A2" t="inlineStr"><is><r><t>粗</t></r></is></c></row>'
    rows = [f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in (1, 3, 4, 5)]
    found = plain_rows(package, contents, sheet_xml(rows[0] + rich + "".join(rows[1:])))
    assert (sorted(found.rows), found.odd_rows) == ([1, 3, 4, 5], {2})
    assert found.rest == sheet_xml(rich).encode()


@pytest.mark.parametrize(
    "row",
    (
        '<row r="1"{}><c r="A1"{}s="1"{}><v>1</v></c></row>',
        '<row r="1">{}<c r="A1"><v>1</v></c>{}</row>{}',
        '<row r="1"{}><c r="A1"{}><v>7</v></c>{}<c r="A1"{}s="1"><v>0.5</v></c></row>',
        '<row r="1"><c t="inlineStr"><is><t>{}甲{}</t></is></c></row>',
        '<row r="1"><c r="A1"><f>{}1{}</f><v>1</v></c></row>',
    ),
)
def test_that_blanks_without_end_cost_no_time(tmp_path: Path, row: str) -> None:
    path = make_book(tmp_path / "表.xlsx", sheet_xml(row.replace("{}", " \t\n " * 75_000)))
    with ending():
        assert len(read_book(path).sheets[0].cells) == 1


WHITE = ("\n", " ", "\r\n", "\x0c", "<!-- x -->")
ILL = ("\x0b", "\x0c", "\x01", "\x7f", "&", "\ufffe", "é", "]]>", *PIECES)


@pytest.mark.parametrize("kinds", (CELLS[:4], CELLS[:5]), ids=("digits", "texts"))
@pytest.mark.parametrize("seed", range(8))
def test_that_rows_alike_hide_nothing_from_the_parser(
    both: Both, tmp_path: Path, seed: int, kinds: tuple[str, ...]
) -> None:
    """Most of them it does not see: what is wrong in one must show by patterns alone."""
    package, contents = opened(tmp_path)
    part = OnePart(package.name, package.archive)
    entry = SheetEntry("表", "", is_visible=True)
    chance = random.Random(seed)
    tags, mark = [*(chance.choice(kinds) for _ in range(3)), kinds[-1]], '<row r="25"'
    rows = (
        f'<row r="{n}" spans="1:4">{"".join(tag.format(at=f"{at}{n}", number=n / 7, index=3, text=f"第{n}项") for at, tag in zip("ABCD", tags, strict=True))}</row>'
        for n in range(1, 40)
    )
    sheet = sheet_xml("".join(rows))
    doubtful = plain_rows(package, contents, sheet).doubtful
    assert len(doubtful) * 2 < len(sheet)
    assert mark.encode() not in doubtful
    refused = 0
    for _ in range(150):
        at = sheet.index(mark) + chance.randint(0, 200)
        content = (sheet[:at] + chance.choice(ILL) + sheet[at + chance.choice((0, 0, 1)) :]).encode()
        content = content.replace("é".encode(), b"\xe9")
        object.__setattr__(part, "content", content)
        ours, theirs = both(lambda: Book("", (read_sheet(part, entry, contents),)))
        assert ours == theirs, content
        refused += ours == "refused"
    assert 50 < refused < 150


@pytest.mark.parametrize("seed", range(12))
def test_that_runs_of_rows_read_the_same_both_ways(both: Both, tmp_path: Path, seed: int) -> None:
    package, contents = opened(tmp_path)
    part = OnePart(package.name, package.archive)
    entry = SheetEntry("表", "", is_visible=True)
    chance = random.Random(seed)
    for _ in range(6):
        rows, number = list[str](), 0
        for _ in range(chance.randint(1, 4)):
            tags = [chance.choice(CELLS[:5]) for _ in range(chance.randint(1, 5))]
            odd = chance.choice((0, 0.02, 0.2))
            for _ in range(chance.choice((9, 30, 300))):
                number += chance.choice((1, 1, 1, 2))
                cells = [
                    tag.format(
                        at=f"{letter}{number}",
                        number=chance.choice(NUMBERS)
                        if chance.random() < odd
                        else chance.randint(1, 9999) / 8,
                        index=chance.choice((1, 9)) if chance.random() < odd / 9 else chance.choice((0, 3)),
                        text=chance.choice(WORDS) if chance.random() < odd else f"第{number}项",
                    )
                    for letter, tag in zip("ABCDE", tags, strict=False)
                ]
                hidden = ' hidden="1"' if chance.random() < odd else ""
                blank = chance.choice(WHITE) if chance.random() < odd / 9 else ""
                rows.append(f'<row r="{number}"{hidden}>{"".join(cells)}</row>{blank}')
        object.__setattr__(part, "content", sheet_xml("".join(rows)).encode())
        ours, theirs = both(lambda: Book("", (read_sheet(part, entry, contents),)))
        assert ours == theirs


PLAIN = [f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in range(1, 60)]


@pytest.mark.parametrize(
    "sheet",
    (
        sheet_xml(
            "".join(
                [*PLAIN[:29], '<row r="30"/>', '<row r="31"/><c r="A31"><v>31</v></c></row>', *PLAIN[31:]]
            )
        ),
        sheet_xml("\x0c" + "".join(PLAIN)),
        f'<?xml version="1.0"{" " * 300}encoding="us-ascii"?>'
        + sheet_xml(
            "".join(
                row.replace("><v>", ' t="inlineStr"><is><t>甲').replace("</v>", "</t></is>") for row in PLAIN
            )
        ),
    ),
    ids=("closed row", "form feed", "encoding"),
)
def test_that_what_is_no_xml_is_refused_both_ways(both: Both, tmp_path: Path, sheet: str) -> None:
    package, contents = opened(tmp_path)
    part = OnePart(package.name, package.archive)
    object.__setattr__(part, "content", sheet.encode())
    entry = SheetEntry("表", "", is_visible=True)
    assert both(lambda: Book("", (read_sheet(part, entry, contents),))) == ("refused", "refused")


def value_of(cell: BookCell | None) -> str | None:
    """Its value, of a text the text in capitals."""
    return cell and (cell.raw.upper() if cell.kind is ValueKind.TEXT else cell.value)


def test_that_many_rows_at_once_show_what_each_shows_alone(tmp_path: Path) -> None:
    package, contents = opened(tmp_path)
    part = OnePart(package.name, package.archive)
    entry = SheetEntry("表", "", is_visible=True)
    chance = random.Random(2026)
    for _ in range(60):
        object.__setattr__(part, "content", small_sheet(chance).encode())
        cells = read_sheet(part, entry, contents).cells
        rows = [*cells.rows, 99]
        chance.shuffle(rows)
        for columns in ((1, 2, 3, 4, 5), (), (3, 99, 1), (2, 2)):
            held = [[cells.get((row, column)) for column in columns] for row in rows]
            shown = [[cell.display if cell else "" for cell in each] for each in held]
            assert [(row, [*each]) for row, each in cells.held(rows, columns)] == [
                *zip(rows, held, strict=True)
            ]
            for wanted in (rows, sorted(rows), []):
                stored = [[(one.raw, one.kind, one.text) if one else ("", None, "") for one in
                           (cells.get((row, column)) for row in wanted)] for column in columns]  # fmt: skip
                found = cells.stored(wanted, columns)
                assert [[*zip(one.raws, one.kinds, one.texts, strict=True)] for one in found] == stored
            assert [(row, [*one], [*other]) for row, one, other in cells.shown(rows, columns)] == [
                *zip(rows, held, shown, strict=True)
            ]
            values = [[value_of(cell) for cell in each] for each in held]
            told = cells.told(rows, columns, str.upper)
            assert [(row, [*one], [*other], [*more]) for row, one, other, more in told] == [
                *zip(rows, held, shown, values, strict=True)
            ]


def test_that_some_cells_of_a_row_are_those_of_the_whole(tmp_path: Path) -> None:
    package, contents = opened(tmp_path)
    part = OnePart(package.name, package.archive)
    entry = SheetEntry("表", "", is_visible=True)
    chance = random.Random(2025)
    for _ in range(100):
        object.__setattr__(part, "content", small_sheet(chance).encode())
        cells = read_sheet(part, entry, contents).cells
        for row in cells.rows:
            held = cells.row(row)
            columns = tuple(held)
            assert cells.columns(row) == columns
            for wanted in ((), columns, columns[1:2], (*columns[::2], 99)):
                assert cells.some(row, wanted) == {at: held[at] for at in wanted if at in held}
