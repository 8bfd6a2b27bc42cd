"""A sheet of 100 000 × 20 cells read whole, beside calamine alone, which knows neither formats nor exact values.

Every cell is asked for its value and its kind; then the tables are recognised and every record is asked for what it
says and where it belongs. Each figure is of a process of its own, taken inside it: processor time, both
readers in turns, and the most memory that it ever had.
"""

from pathlib import Path

from tests.bench.figures import Figure
from tests.bench.large_sheet import LARGE_SHEET, large_sheet
from tests.bench.processes import run
from tests.bench.read_large import TIMES
from tests.bench.sizes import FOLDER, counted, sized
from tests.excel.fill.filling import workbook
from tests.excel.fill.packing import repacked

ROWS, COLUMNS, PATIENCE_S = sized(100_000, 5_000), 20, 600.0
PEER = "calamine, to_python"


def measure() -> list[Figure]:
    """Texts in the cells, then shared ones and numbers with all their digits."""
    figures = []
    size = f"{counted(ROWS)} × {COLUMNS}"
    for what, make in (("inline texts", inline_book), ("shared texts", shared_book)):
        book = str(make().absolute())
        times, ours, theirs, records, plainly = (
            _told(kind, book) for kind in ("times", "ours", "theirs", "records", "plainly")
        )
        figures += [
            Figure(
                what=f"all cells of {size}, {what}",
                ours=times["ours"],
                peer=PEER,
                theirs=times["theirs"],
                most_ratio=3,
                runs=TIMES,
                note="processor time",
            ),
            Figure(
                what="memory for that",
                ours=ours["memory"],
                unit="MB",
                peer=PEER,
                theirs=theirs["memory"],
                most=300,
            ),
            Figure(
                what=f"to all records of {size}, {what}",
                ours=records["ours"],
                peer=PEER,
                theirs=records["theirs"],
                most_ratio=6,
                runs=TIMES,
                note="recognised; the collector rests for both; processor time",
            ),
            Figure(
                what="the same",
                ours=records["ours"],
                peer="openpyxl, read_only, values",
                theirs=plainly["theirs"],
            ),
        ]
    return figures


def _told(kind: str, book: str) -> dict[str, float]:
    return run(("-m", "tests.bench.read_large", kind, book), {}, PATIENCE_S)


def inline_book() -> Path:
    """Numbers and texts in turn, as a program writes them."""
    return _book("inline", large_sheet(ROWS, COLUMNS), b"")


def shared_book() -> Path:
    """As a spreadsheet program writes them: texts apart, quotients with 17 digits, some cells blank."""
    letters = [chr(65 + at) for at in range(COLUMNS)]
    rows = []
    for row in range(1, ROWS + 1):
        cells = "".join(_cell(f"{letter}{row}", row, at) for at, letter in enumerate(letters))
        rows.append(f'<row r="{row}" spans="1:{COLUMNS}">{cells}</row>')
    head, _, tail = large_sheet(1, COLUMNS).decode().partition("<row ")
    sheet = f"{head}{''.join(rows)}{tail[tail.index('</sheetData>') :]}"
    texts = "".join(f"<si><t>项目{n}</t></si>" for n in range(1009))
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return _book("shared", sheet.encode(), f'<sst xmlns="{main}">{texts}</sst>'.encode())


def _cell(reference: str, row: int, at: int) -> str:
    if at % 4 == 0:
        return f'<c r="{reference}" t="s"><v>{(row * 7 + at) % 1009}</v></c>'
    if at == 7:
        return f'<c r="{reference}" s="1"/>'
    return f'<c r="{reference}" s="{at % 3}"><v>{(row * 31 % 9973 + at) / (7 if at % 2 else 1)!r}</v></c>'


def _book(name: str, sheet: bytes, texts: bytes) -> Path:
    FOLDER.mkdir(parents=True, exist_ok=True)
    parts = {LARGE_SHEET: sheet, **({"xl/sharedStrings.xml": texts} if texts else {})}
    return repacked(workbook("bare"), FOLDER / f"large-{name}.xlsx", parts)
