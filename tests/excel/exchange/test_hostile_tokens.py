"""A returned workbook whose hidden identity is anything at all: the reader says so in a sentence of its own."""

import base64
import json
import zlib
from pathlib import Path

import pytest
from openpyxl import Workbook

from wzdesk.domain.exchange.identity import IdentityAltered
from wzdesk.excel.exchange.marks import SHEET, chunks_of
from wzdesk.excel.exchange.returned import read_returned

DEEP = "[" * 100_000
TOLD = {"format": 1, "rows": [["A", "1", "甲", "亿元", ""]], "columns": [["total", "累计"]], "base": [[""]]}


def token_of(content: str) -> str:
    return base64.b64encode(zlib.compress(content.encode())).decode()


def signed(payload: str) -> str:
    return token_of(json.dumps({"key": "", "signature": "", "payload": payload}))


def told(**other: object) -> str:
    return signed(json.dumps(TOLD | other))


@pytest.mark.parametrize(
    "token",
    (
        "x",
        token_of(DEEP),
        signed(DEEP),
        told(tables=[{"head": [float("inf"), 2], "labels": [], "names": [], "rows": []}]),
        told(tables=5),
        told(base=[]),
        told(base=5),
        told(base=[[5]]),
        told(rows=[[]]),
        told(rows=[["A", 1, "甲", "亿元", ""]]),
        told(columns=[["没有", "累计"]]),
    ),
)
def test_that_an_identity_that_tells_anything_else_is_refused(tmp_path: Path, token: str) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["指标名称", "累计"])
    sheet.append(["甲", 1])
    book.copy_worksheet(sheet)
    hidden = book.create_sheet(SHEET)
    for row, piece in enumerate(chunks_of(token), 1):
        hidden.cell(row, 1, piece)
    path = tmp_path / "表.xlsx"
    book.save(path)
    with pytest.raises(IdentityAltered):
        read_returned(path)
