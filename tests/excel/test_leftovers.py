"""What no table took is told cell by cell, and beyond very many at least how many there are."""

from pathlib import Path

import pytest

from tests.excel.books import make_book, sheet_xml
from wzdesk.excel.read.reader import read_book
from wzdesk.excel.recognise import leftovers
from wzdesk.excel.recognise.recognise import recognise
from wzdesk.excel.recognise.table import Skipped


def skipped_of(folder: Path, lines: int) -> tuple[Skipped, ...]:
    rows = (
        f'<row r="{line}"><c r="A{line}" t="inlineStr"><is><t>第{line}条：各地要按时报送。</t></is></c></row>'
        for line in range(1, lines + 1)
    )
    book = make_book(folder / "说明.xlsx", sheet_xml("".join(rows)))
    sheet = recognise(read_book(book)).sheets[0]
    assert not sheet.tables
    return sheet.skipped


def test_that_each_cell_is_told_while_they_are_few(tmp_path: Path) -> None:
    assert [each.row for each in skipped_of(tmp_path, 7)] == [1, 2, 3, 4, 5, 6, 7]


def test_that_the_last_one_tells_how_many_more_there_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(leftovers, "_MOST", 3)
    told = skipped_of(tmp_path, 9)
    assert [each.row for each in told] == [1, 2, 3, 4]
    assert "还有 6 格没有取" in told[-1].reason
