import struct

import pytest

from tests.excel.read_kinds.reading import book_of, refusal_of, sheet_of
from tests.excel.read_kinds.samples import binary, wide_long, xlsb, xlsb_cell, xlsb_row
from wzdesk.excel.read.book import Range, ValueKind

ROWS = (
    xlsb_row(
        0,
        xlsb_cell(6, 0, wide_long("指标")),
        xlsb_cell(5, 1, struct.pack("<d", 0.1 + 0.2)),
        xlsb_cell(4, 2, b"\1"),
        xlsb_cell(3, 3, b"\x07"),
        xlsb_cell(5, 4, struct.pack("<d", 45078), 1),
    ),
    xlsb_row(
        1,
        xlsb_cell(9, 1, struct.pack("<dHII", 12.5, 0, 0, 0)),
        xlsb_cell(11, 2, b"\x2a" + struct.pack("<HII", 0, 0, 0)),
        is_hidden=True,
    ),
)
REST = binary(177, struct.pack("<I", 1)) + binary(176, struct.pack("<IIII", 0, 1, 0, 0)) + binary(178)


def test_that_every_kind_of_value_is_told() -> None:
    sheet = sheet_of(xlsb(*ROWS, rest=REST), "表.xlsb")
    assert {place: (cell.raw, cell.kind, cell.is_formula) for place, cell in sheet.cells.items()} == {
        (1, 1): ("指标", ValueKind.TEXT, False),
        (1, 2): ("0.3", ValueKind.NUMBER, False),
        (1, 3): ("TRUE", ValueKind.BOOLEAN, False),
        (1, 4): ("#DIV/0!", ValueKind.ERROR, False),
        (1, 5): ("45078", ValueKind.DATE, False),
        (2, 2): ("12.5", ValueKind.NUMBER, True),
        (2, 3): ("#N/A", ValueKind.ERROR, True),
    }
    assert sheet.merge_at(2, 1) == Range(1, 1, 2, 1)
    assert sheet.hidden_rows == {2}


def test_that_hidden_sheets_are_told() -> None:
    assert "看得见" in refusal_of(xlsb(*ROWS, state=1))


def test_that_a_sheet_of_the_largest_span_is_refused() -> None:
    far = xlsb_row(1_048_575, xlsb_cell(5, 16_383, struct.pack("<d", 1)))
    assert "太多" in refusal_of(xlsb(ROWS[0], far))


@pytest.mark.parametrize("cut", (3, 30, 60))
def test_that_a_sheet_that_breaks_off_is_refused(cut: int) -> None:
    assert "不完整" in refusal_of(xlsb(*ROWS, rest=binary(176, b"\0" * 16)[:-1] + b"\x7f" * cut))


def test_that_the_name_is_mentioned() -> None:
    assert "xlsb 工作簿" in book_of(xlsb(*ROWS), "表.xlsx").remarks[0]
