"""Forms that are no .xlsx: every cell that was laid out is read, with its value and its text."""

import json
import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from wzdesk.excel.read.book import Book, BookCell, Sheet, ValueKind, place_of
from wzdesk.excel.read.reader import read_book

FORMS = ("a08_", "a09a_", "a09b_", "a10_")


def golden_of(shared: Path, form: str) -> tuple[Book, dict[str, Any]]:
    path = next((shared / "forms").glob(f"{form}*"))
    text = (shared / "forms" / "golden" / f"{path.name}.json").read_text("utf-8")
    return read_book(path), json.loads(text)


def records(book: Book, golden: dict[str, Any]) -> Iterator[tuple[Sheet, dict[str, Any]]]:
    for sheet, told in zip(book.sheets, golden["sheets"], strict=True):
        for table in told["tables"]:
            for record in table["records"]:
                yield sheet, record


def found_at(sheet: Sheet, cell: str) -> BookCell | None:
    place = place_of(cell)
    assert place
    return sheet.cell_at(*place)


def value_of(cell: BookCell | None) -> str | None:
    """The value as the goldens tell it: a number typed as text has its number."""
    if cell is None or cell.kind is not ValueKind.TEXT:
        return cell.value if cell else None
    plain = re.sub(r"[,\s]", "", unicodedata.normalize("NFKC", cell.raw))
    found = re.fullmatch(r"([-+]?\d+(?:\.\d+)?)(%?)", plain)
    return str(Decimal(found[1]) / (100 if found[2] else 1)) if found else None


def is_same(value: str, wanted: str) -> bool:
    """Results of formulas may differ in the fifteenth digit: the goldens round their shortest form."""
    return value == wanted if "-" in wanted[1:] else f"{float(value):.14g}" == f"{float(wanted):.14g}"


@pytest.mark.parametrize("form", FORMS)
def test_that_every_value_is_read(shared: Path, form: str) -> None:
    book, golden = golden_of(shared, form)
    wrong = []
    for sheet, record in records(book, golden):
        value, wanted = value_of(found_at(sheet, record["cell"])), record["value"]
        if (value is None) != (wanted is None) or (value and not is_same(value, wanted)):
            wrong.append((record["cell"], value, wanted))
    assert not wrong


@pytest.mark.parametrize("form", FORMS)
def test_that_every_text_is_as_written(shared: Path, form: str) -> None:
    book, golden = golden_of(shared, form)
    wrong = []
    for sheet, record in records(book, golden):
        cell = found_at(sheet, record["cell"])
        if cell is None or cell.kind in {ValueKind.TEXT, ValueKind.ERROR} or form == "a09a_":
            text = cell.display if cell else ""
            if text != record["text"]:
                wrong.append((record["cell"], text, record["text"]))
    assert not wrong


@pytest.mark.parametrize("form", ("a08_", "a10_"))
def test_that_formulas_are_told(shared: Path, form: str) -> None:
    book, golden = golden_of(shared, form)
    told = {
        (sheet.name, record["cell"])
        for sheet, record in records(book, golden)
        if record.get("formula", False)
    }
    found = {
        (sheet.name, record["cell"])
        for sheet, record in records(book, golden)
        if (cell := found_at(sheet, record["cell"])) and cell.is_formula
    }
    assert told == found
    assert told


def test_that_names_are_those_of_the_file_or_fit_it(shared: Path) -> None:
    for form in ("a08_", "a10_", "a09a_"):
        book, golden = golden_of(shared, form)
        assert [sheet.name for sheet in book.sheets] == [told["name"] for told in golden["sheets"]]


def test_that_a_wrong_name_is_mentioned(shared: Path) -> None:
    remarks = {form: golden_of(shared, form)[0].remarks for form in FORMS}
    assert remarks["a08_"] == remarks["a10_"] == ()
    assert "其实是网页表格" in remarks["a09a_"][0]
    assert "其实是文本表格" in remarks["a09b_"][0]


def test_that_hidden_lines_are_told(shared: Path) -> None:
    (sheet,) = golden_of(shared, "a08_")[0].sheets
    assert sheet.hidden_rows == {15}
