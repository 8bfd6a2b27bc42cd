"""Tokens of formulas, written by hand as [MS-XLS] lays them out."""

import struct

import pytest

from wzdesk.excel.fill.convert.biff_formulas import Cell, Unusual, formula_text

ADD, SUB, MUL, DIV, CONCAT, LESS, MINUS, PERCENT, PAREN, MISSING = (
    bytes([token]) for token in (0x03, 0x04, 0x05, 0x06, 0x08, 0x09, 0x13, 0x14, 0x15, 0x16)
)
MOVES = 0xC000
HOME = Cell(5, 3)


def ref(row: int, column: int, *, fixed: bool = False, token: int = 0x44) -> bytes:
    return struct.pack("<BHH", token, row, column | (0 if fixed else MOVES))


def area(top: int, left: int, bottom: int, right: int) -> bytes:
    return struct.pack("<BHHHH", 0x25, top, bottom, left | MOVES, right | MOVES)


def integer(value: int) -> bytes:
    return struct.pack("<BH", 0x1E, value)


def number(value: float) -> bytes:
    return struct.pack("<Bd", 0x1F, value)


def string(text: str) -> bytes:
    return struct.pack("<BBB", 0x17, len(text), 1) + text.encode("utf-16-le")


def function(name: int, count: int | None = None) -> bytes:
    return struct.pack("<BH", 0x41, name) if count is None else struct.pack("<BBH", 0x42, count, name)


def told(*tokens: bytes, is_shared: bool = False) -> str:
    return formula_text(b"".join(tokens), HOME, lambda number: f"'表{number}'", is_shared=is_shared)


SUM, IF, ROUND, ISERROR = 4, 1, 27, 3


@pytest.mark.parametrize(
    ("tokens", "text"),
    (
        ((ref(0, 0), ref(1, 1, fixed=True), ADD), "A1+$B$2"),
        ((ref(0, 0), ref(0, 1), ref(0, 2), SUB, PAREN, SUB), "A1-(B1-C1)"),
        ((ref(0, 0), ref(0, 1), ref(0, 2), SUB, SUB), "A1-(B1-C1)"),
        ((ref(0, 0), ref(0, 1), SUB, ref(0, 2), SUB), "A1-B1-C1"),
        ((ref(0, 0), ref(0, 1), ADD, integer(2), MUL), "(A1+B1)*2"),
        ((ref(0, 0), ref(0, 1), DIV, number(0.1), SUB, PERCENT), "(A1/B1-0.1)%"),
        ((ref(0, 0), MINUS), "-A1"),
        ((area(1, 1, 9, 1), b"\x19\x10\x00\x00"), "SUM(B2:B10)"),
        ((area(1, 1, 9, 1), integer(3), function(SUM, 2)), "SUM(B2:B10,3)"),
        ((ref(0, 0), integer(2), function(ROUND)), "ROUND(A1,2)"),
        (
            (ref(0, 0), string('a"增'), LESS, b"\x19\x02\x07\x00", MISSING, integer(1), function(IF, 3)),
            'IF(A1<"a""增",,1)',
        ),
        ((ref(0, 0), string("%"), CONCAT), 'A1&"%"'),
        ((b"\x1d\x01",), "TRUE"),
        ((struct.pack("<BHHH", 0x3A, 2, 4, 4 | MOVES),), "'表2'!E5"),
        ((struct.pack("<BHHHHH", 0x3B, 2, 4, 6, 4, 5),), "'表2'!$E$5:$F$7"),
        ((number(1e300), number(12.0), ADD), "1E+300+12"),
    ),
)
def test_that_tokens_are_written_as_they_were_typed(tokens: tuple[bytes, ...], text: str) -> None:
    assert told(*tokens) == text


def test_that_shared_tokens_count_from_the_cell() -> None:
    up = ref(65535, 0, token=0x4C)  # one row up, same column
    assert told(up, is_shared=True) == "D5"
    left = struct.pack("<BHH", 0x4C, 0, 255 | MOVES)
    assert told(left, is_shared=True) == "C6"
    assert told(ref(0, 0, fixed=True, token=0x4C), is_shared=True) == "$A$1"


@pytest.mark.parametrize(
    "tokens",
    (
        b"",
        b"\x01\x00\x00\x00\x00",
        ref(0, 0) + ref(0, 0),
        ADD,
        ref(0, 0)[:3],
        struct.pack("<BHH", 0x43, 1, 0),
        struct.pack("<BBH", 0x42, 1, 255),
        struct.pack("<BBH", 0x42, 9, SUM),
        struct.pack("<BBH", 0x42, 0, 9999),
        ref(0, 0, token=0x4C),
        b"\x20" + bytes(7),
        b"\x18\x00",
        b"\x1d\x07",
        struct.pack("<BBB", 0x17, 1, 1) + b"\x00\xd8",
    ),
)
def test_that_an_unusual_formula_is_given_up(tokens: bytes) -> None:
    with pytest.raises(Unusual):
        told(tokens)
