"""An agency's own workbook sent out: an identity goes in, every other part stays byte for byte."""

import zipfile
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.excel.conftest import Convert, office, soffice
from tests.excel.fill.fixtures import FIXTURES
from wzdesk.excel.exchange.issue_workbook import write_issued_workbook
from wzdesk.excel.exchange.marks import MARK, SHEET, Stamp
from wzdesk.excel.exchange.returned import read_stamp
from wzdesk.excel.fill.refusal import CannotFill
from wzdesk.excel.read.reader import read_book

__all__ = ["office", "soffice"]  # fixtures

STAMP = Stamp("monthly", "330326", "2024-01/09", "ab<12>&")
TOKEN = "dG9rZW4=" * 9_000
"""Longer than one cell can hold."""


def parts_of(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as package:
        assert package.testzip() is None
        return {name: package.read(name) for name in package.namelist()}


def check(book: Path, out: Path) -> None:
    write_issued_workbook(book, {}, out, token=TOKEN, stamp=STAMP)
    before, after = parts_of(book), parts_of(out)
    new = after.keys() - before.keys()
    sheets = {name for name in new if "worksheets/" in name}
    changed = {name for name in before if before[name] != after[name]}
    assert before.keys() <= after.keys()
    assert len(sheets) == 1
    assert new - sheets <= {"docProps/custom.xml"}
    assert {name.rpartition(".")[2] for name in changed} <= {"xml", "rels"}
    assert not [name for name in changed if "sheet" in name.lower() or "style" in name or "media" in name]
    assert len(changed) <= 5  # list of sheets, its relations, types, properties and their relation
    assert read_stamp(out) == STAMP
    hidden = read_book(out).sheets[-1]
    assert (hidden.name, hidden.is_visible) == (SHEET, False)
    texts = [hidden.cells.row(row)[1].raw for row in hidden.cells.rows]
    assert texts[0] == MARK
    assert "".join(texts[1:]) == TOKEN


@pytest.mark.parametrize("name", sorted(FIXTURES))
def test_that_an_odd_package_takes_an_identity(name: str, tmp_path: Path) -> None:
    book = FIXTURES[name](tmp_path / "表样.xlsx")
    check(book, tmp_path / f"发出{book.suffix}")


@pytest.mark.filterwarnings("ignore:.*is not supported and will be removed")  # by openpyxl
def test_that_only_the_parts_of_the_identity_change(shared: Path, tmp_path: Path) -> None:
    books = [*shared.glob("*/*.xlsx"), *shared.glob("*/*.xlsm")]
    assert len(books) > 20
    for book in books:
        out = tmp_path / f"发出{book.suffix}"
        check(book, out)
        assert load_workbook(out)[SHEET].sheet_state == "veryHidden"


def test_that_a_workbook_that_was_sent_already_is_not_sent_again(tmp_path: Path) -> None:
    book, out = FIXTURES["plain"](tmp_path / "表样.xlsx"), tmp_path / "发出.xlsx"
    write_issued_workbook(book, {}, out, token=TOKEN, stamp=STAMP)
    with pytest.raises(CannotFill, match="已经发出过"):
        write_issued_workbook(out, {}, tmp_path / "再发.xlsx", token=TOKEN, stamp=STAMP)
    assert not (tmp_path / "再发.xlsx").exists()


@pytest.mark.filterwarnings("ignore:.*is not supported and will be removed")  # by openpyxl
def test_that_properties_of_an_earlier_sending_are_replaced(tmp_path: Path) -> None:
    book, out = FIXTURES["rich"](tmp_path / "表样.xlsx"), tmp_path / "发出.xlsx"
    write_issued_workbook(book, {}, out, token=TOKEN, stamp=STAMP)
    again = tmp_path / "另存.xlsx"
    stripped = load_workbook(out)
    del stripped[SHEET]
    stripped.save(again)
    write_issued_workbook(
        again, {}, tmp_path / "再发.xlsx", token=TOKEN, stamp=Stamp("yearly", "1", "2", "3")
    )
    assert read_stamp(tmp_path / "再发.xlsx") == Stamp("yearly", "1", "2", "3")


@pytest.mark.long
def test_that_libreoffice_opens_what_was_sent(shared: Path, tmp_path: Path, office: Convert) -> None:
    for book in (
        *(shared / "forms").glob("a0[146]_*.xlsx"),
        *(shared / "workbooks").glob("form_G0101*.xlsx"),
    ):
        out = tmp_path / book.name
        write_issued_workbook(book, {}, out, token=TOKEN, stamp=STAMP)
        back = read_book(office(out, "xlsx"))
        assert [sheet.name for sheet in back.sheets] == [*(one.name for one in read_book(book).sheets), SHEET]
        assert read_stamp(out) == STAMP
