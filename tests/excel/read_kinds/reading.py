"""Reads bytes as a file."""

import re
import tempfile
from pathlib import Path

import pytest

from wzdesk.excel.errors import CannotRead
from wzdesk.excel.read.book import Book, Sheet, address
from wzdesk.excel.read.reader import read_book


def book_of(content: bytes | str, name: str = "表.xls") -> Book:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return read_book(path)


def sheet_of(content: bytes | str, name: str = "表.xls") -> Sheet:
    (sheet,) = book_of(content, name).sheets
    return sheet


def texts(content: bytes | str, name: str = "表.xls") -> dict[str, str]:
    return {address(*place): cell.display for place, cell in sheet_of(content, name).cells.items()}


def refusal_of(content: bytes | str, name: str = "表.xls") -> str:
    with pytest.raises(CannotRead) as caught:
        book_of(content, name)
    sentence = caught.value.sentence
    assert name in sentence
    assert sentence.endswith("数据没有改动。")
    assert not re.search(r"[A-Z][a-z]+Error|Traceback|操作失败|!", sentence)
    return sentence
