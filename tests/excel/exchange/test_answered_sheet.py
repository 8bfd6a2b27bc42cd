"""The answers in one sheet: what is merged away is told, never taken for empty."""

import pytest

from wzdesk.domain.exchange.identity import IssuedRow, Place
from wzdesk.domain.form import FormColumn
from wzdesk.excel.exchange.answered_sheet import SheetReader, head_of
from wzdesk.excel.read.book import BookCell, Range, Sheet, cells_of

HEADINGS = {FormColumn.TOTAL: "累计"}
ROWS = tuple(IssuedRow(f"I{number}", str(number), f"指标{number}", "亿元") for number in range(1, 4))


@pytest.mark.parametrize("bottom", (4, 80, 20_000, 1_000_000))
def test_that_figures_merged_away_are_told_however_tall_the_merge(bottom: int) -> None:
    cells = [BookCell(1, 1, "指标名称"), BookCell(1, 2, "累计"), BookCell(2, 2, "5")]
    cells += [BookCell(number + 1, 1, row.name) for number, row in enumerate(ROWS, 1)]
    merge = Range(2, 2, bottom, 2)
    sheet = Sheet("表", cells_of(cells), tall_merges=(merge,) * 200)
    head = head_of(sheet, HEADINGS)
    assert head is not None
    found = SheetReader(sheet, *head, ROWS, HEADINGS).read().found
    assert found[Place("I1", FormColumn.TOTAL)].text == "5"
    problems = [bool(found[Place(row.code, FormColumn.TOTAL)].problem) for row in ROWS]
    assert problems == [False, True, True]
