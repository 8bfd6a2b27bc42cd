"""A sheet as a program writes one, as large as is asked for."""

from tests.excel.fill.places import column_letters
from tests.excel.fill.sheet_scan import MAIN

LARGE_SHEET = "xl/worksheets/sheet1.xml"


def large_sheet(rows: int, columns: int) -> bytes:
    """Numbers and inline texts in turn."""
    letters = [column_letters(n) for n in range(1, columns + 1)]
    head = f'<worksheet xmlns="{MAIN}"><dimension ref="A1:{letters[-1]}{rows}"/><sheetData>'
    pieces = [head]
    for row in range(1, rows + 1):
        cells = "".join(
            f'<c r="{letter}{row}"><v>{row * 31 % 9973 + at / 10}</v></c>'
            if at % 4
            else f'<c r="{letter}{row}" t="inlineStr"><is><t>项目{row * 7 % 1009}</t></is></c>'
            for at, letter in enumerate(letters)
        )
        pieces.append(f'<row r="{row}" spans="1:{columns}">{cells}</row>')
    return "".join([*pieces, "</sheetData></worksheet>"]).encode()
