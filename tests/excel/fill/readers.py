"""What a filled cell holds, by three readers that know nothing of the patcher: raw XML, openpyxl, calamine."""

import re
import warnings
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import python_calamine
from openpyxl.cell import Cell
from openpyxl.formula.translate import TranslatorError

from tests.excel.fill.package_scan import Package, decoded
from tests.excel.fill.places import Place
from tests.excel.fill.sheet_scan import CellFound

Value = Decimal | str | bool | date | datetime | None
Read = Mapping[tuple[str, Place], Any]
# calamine lays a sheet out densely and aborts the process when that is too much.
DENSE_LIMIT = 3_000_000
START, START_1904 = datetime.fromisoformat("1899-12-30"), datetime.fromisoformat("1904-01-01")


def serial_of(day: date, *, from_1904: bool) -> Decimal:
    """The number of days that Excel stores for a date, with its 29 February 1900."""
    moment = day if isinstance(day, datetime) else datetime.combine(day, time())
    since = moment - (START_1904 if from_1904 else START)
    days = since.days if from_1904 or since.days >= 61 else since.days - 1
    return Decimal(days) + Decimal(since.seconds * 10**6 + since.microseconds) / Decimal(86_400 * 10**6)


def raw_value(package: Package, cell: CellFound) -> Value | tuple[str, str]:
    """Number, text or yes/no of a cell as its XML says; a pair for errors and what has no such form."""
    text = package.text_of(cell)
    if text is not None:
        return text
    written = cell.value.text if cell.value is not None else None
    if written is None:
        return None
    if cell.kind == "b":
        return written.strip() in ("1", "true")
    if cell.kind == "n":
        return Decimal(written.strip())
    return (cell.kind, written)


def stored(value: Value, *, from_1904: bool) -> Decimal | str | bool | None:
    """A value as the cell keeps it: dates are numbers there."""
    return serial_of(value, from_1904=from_1904) if isinstance(value, date) else value


def same_number(read: object, wanted: Decimal) -> bool:
    if isinstance(read, bool) or not isinstance(read, (int, float, Decimal)):
        return False
    return float(read) == float(wanted)


def same(read: object, value: Value, *, from_1904: bool) -> bool:
    """Whether a reader's answer is the value that was written."""
    wanted = stored(value, from_1904=from_1904)
    if wanted is None:
        return read is None or read == ""
    if isinstance(wanted, bool) or isinstance(read, bool):
        return read is wanted
    if isinstance(wanted, str):
        return read == wanted
    if isinstance(read, (date, time, timedelta)):
        return same_moment(read, wanted, from_1904=from_1904)
    if isinstance(value, date) and isinstance(read, (int, float, Decimal)):
        return abs(float(read) - float(wanted)) < 1e-8
    return same_number(read, wanted)


def same_moment(read: date | time | timedelta, wanted: Decimal, *, from_1904: bool) -> bool:
    """A number under a date style is shown as a date by readers; half a second is their rounding."""
    if not 0 <= wanted < 2_958_466:
        return True  # no such date: readers say anything
    if isinstance(read, timedelta):
        return abs(read / timedelta(days=1) - float(wanted)) < 1e-5
    if isinstance(read, time):
        seconds = read.hour * 3600 + read.minute * 60 + read.second + read.microsecond / 10**6
        return abs(seconds / 86_400 - float(wanted % 1)) < 1e-5
    got = float(serial_of(read, from_1904=from_1904))
    # Readers differ about the days before March 1900.
    return abs(got - float(wanted)) < 1e-5 or (wanted < 61 and abs(got - float(wanted)) <= 1.00001)


def by_openpyxl(path: Path, places: Iterable[tuple[str, Place]]) -> Read | None:
    """None when openpyxl cannot read the workbook, as with the strict variant; a cell it cannot tell is left out."""
    try:
        with warnings.catch_warnings(), path.open("rb") as file:
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(file)
    except (LookupError, ValueError, TypeError, AttributeError, SyntaxError, OSError, TranslatorError):
        return None
    read = {}
    for sheet, place in places:
        if sheet not in book.sheetnames:
            return None
        cell = book[sheet]._cells.get(place)  # a lookup that makes no cell
        held = cell.value if cell is not None else None
        if isinstance(cell, Cell) and cell.data_type == "e" and held == "#VALUE!":
            continue  # no such date: openpyxl does not tell the number
        if isinstance(held, str):
            held = decoded(held)
        read[sheet, place] = held
    return read


def by_calamine(path: Path, places: Iterable[tuple[str, Place]]) -> Read | None:
    """None when calamine cannot read the workbook."""
    wanted = list(places)
    with path.open("rb") as file:
        try:
            book = python_calamine.load_workbook(file)
            grids = {name: grid_of(book.get_sheet_by_name(name)) for name in {name for name, _ in wanted}}
        except (python_calamine.CalamineError, ValueError, OSError):
            return None
    return {(sheet, place): grids[sheet].get(place) for sheet, place in wanted}


def grid_of(sheet: python_calamine.CalamineSheet) -> dict[Place, object]:
    top, left = sheet.start or (0, 0)
    return {
        Place(top + row + 1, left + column + 1): value
        for row, values in enumerate(sheet.to_python(skip_empty_area=True))
        for column, value in enumerate(values)
        if value != ""
    }


def dense(package: Package) -> bool:
    """Whether a reader that lays sheets out in full can be let loose on this workbook."""
    return all(area(package, sheet) <= DENSE_LIMIT for sheet in package.parts)


def area(package: Package, sheet: str) -> int:
    places = package.sheet(sheet).cells
    if not places:
        return 0
    return max(p.row for p in places) * max(p.column for p in places)


def keeps_blanks(cell: CellFound) -> bool:
    """Whether XML tools may not trim the text: blanks at its ends need xml:space."""
    preserve = "{http://www.w3.org/XML/1998/namespace}space"
    texts = [part for part in cell.element.iter() if part.tag.endswith("}t")]
    return all(
        part.get(preserve) == "preserve" for part in texts if re.search(r"^\s|\s$|\n|  ", part.text or "")
    )
