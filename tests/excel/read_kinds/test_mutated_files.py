"""Damaged files of every kind: a book or one sentence, and never another failure."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.excel.books import make_book, sheet_xml
from tests.excel.read_kinds.samples import biff8, boolean, formula, label, merged, number, ods, xlsb, xml_2003
from tests.excel.read_kinds.test_open_document import STYLES, cell, row, table
from tests.excel.read_kinds.test_web_pages import MHT, TABLE
from tests.excel.read_kinds.test_xlsb import REST, ROWS
from tests.patience import ending
from wzdesk.excel.errors import CannotRead
from wzdesk.excel.read.reader import read_book
from wzdesk.excel.read.sheet_look import read_looks

FORMS = ("a01_*", "a08*", "a09a*", "a09b*", "a10*")


@pytest.fixture(scope="module")
def originals(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    made = make_book(
        tmp_path_factory.mktemp("made") / "a.xlsx", sheet_xml('<row r="1"><c><v>1</v></c></row>')
    )
    records = (
        label(0, 0, "题")
        + number(1, 1, 2.5)
        + boolean(2, 2, 1)
        + formula(3, 3, b"\0" * 8)
        + merged((0, 0, 0, 2))
    )
    data = '<Row><Cell ss:MergeAcross="2"><Data ss:Type="Number">5</Data></Cell></Row>'
    ours = {
        "a.xlsx": made.read_bytes(),
        "stream.xls": biff8(("表一", 0, records)),
        "a.xlsb": xlsb(*ROWS, rest=REST),
        "a.ods": ods(table(row(cell('office:value-type="float" office:value="1"', "1.0"))), STYLES),
        "2003.xml": xml_2003(data).encode("utf-16"),
        "a.mht": MHT.format(front=TABLE, sheet="").encode(),
    }
    forms = (next((shared / "forms").glob(form)) for form in FORMS)
    return ours | {path.name: path.read_bytes() for path in forms}


def mutated(content: bytes, chance: random.Random) -> bytes:
    """Bytes overwritten, the end cut off, a piece doubled or left out."""
    data = bytearray(content)
    at, size = chance.randrange(len(data)), chance.randrange(1, 2000)
    match chance.randrange(4):
        case 0:
            for _ in range(chance.choice((1, 3, 10, 100))):
                data[chance.randrange(len(data))] = chance.randrange(256)
        case 1:
            del data[at:]
        case 2:
            data[at:at] = data[size : 2 * size]
        case _:
            del data[at : at + size]
    return bytes(data)


def read_or_refuse(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    try:
        with ending():
            for sheet in read_book(path).sheets:
                assert all(one.display is not None for one in sheet.cells.values())
            read_looks(path)
    except CannotRead as error:
        sentence = error.sentence
    else:
        sentence = "数据没有改动。"
    assert sentence.endswith("数据没有改动。")


def mutations(originals: dict[str, bytes], seed: int, times: int) -> Iterator[tuple[str, bytes]]:
    chance = random.Random(seed)
    for _ in range(times):
        name = chance.choice(sorted(originals))
        yield name, mutated(originals[name], chance)


def test_that_damaged_files_are_read_or_refused(originals: dict[str, bytes], tmp_path: Path) -> None:
    for name, content in mutations(originals, seed=1, times=330):
        read_or_refuse(tmp_path / name, content)


def test_that_files_cut_off_at_every_kilobyte_are_read_or_refused(
    originals: dict[str, bytes], tmp_path: Path
) -> None:
    for name, content in originals.items():
        for end in range(0, len(content), 1024):
            read_or_refuse(tmp_path / name, content[:end])


@pytest.mark.long
@pytest.mark.parametrize("seed", range(8))
def test_that_thousands_of_damaged_files_are_read_or_refused(
    originals: dict[str, bytes], tmp_path: Path, seed: int
) -> None:
    for name, content in mutations(originals, seed=100 + seed, times=1000):
        read_or_refuse(tmp_path / name, content)


@pytest.mark.long
def test_that_damaged_real_workbooks_are_read_or_refused(shared: Path, tmp_path: Path) -> None:
    found = sorted((shared / "workbooks").glob("*.xls"), key=lambda path: path.stat().st_size)[:20]
    for name, content in mutations({path.name: path.read_bytes() for path in found}, seed=7, times=1500):
        read_or_refuse(tmp_path / name, content)
