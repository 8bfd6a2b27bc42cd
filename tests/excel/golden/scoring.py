"""How far a reading agrees with a golden: cell by cell, row path and column words."""

import json
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from wzdesk.excel.read.book import Range, Sheet, ValueKind, address, place_of, range_of
from wzdesk.excel.recognise.table import BookReading, Record
from wzdesk.excel.recognise.words import number_in

Words = tuple[str, ...]


@dataclass(frozen=True)
class Expected:
    """What a golden says of a cell: its possible row paths and column words; ``text`` and ``value`` where it tells."""

    rows: tuple[Words, ...]
    columns: tuple[Words, ...]
    text: str | None = None
    value: str | None = None
    tells_value: bool = False


@dataclass
class Golden:
    """The records of a workbook by sheet and cell, and the sheets and areas without a judgement."""

    file: str
    cells: dict[tuple[str, str], Expected] = field(default_factory=dict)
    unjudged: list[tuple[str, Range | None]] = field(default_factory=list)
    tables: list[Mapping[str, Any]] = field(default_factory=list)

    def judges(self, sheet: str, cell: str) -> bool:
        """Whether the golden has an opinion on a cell."""
        row, column = place_of(cell) or (0, 0)
        return not any(
            name == sheet and (area is None or area.holds(row, column)) for name, area in self.unjudged
        )


@dataclass
class Score:
    """Counts of numeric cells, and the disagreements in words."""

    right: int = 0
    wrong: list[str] = field(default_factory=list)
    texts_right: int = 0
    texts_wrong: list[str] = field(default_factory=list)

    @property
    def share(self) -> float:
        """The share of numeric cells with the right labels; 1 where there is none."""
        return self.right / (self.right + len(self.wrong)) if self.right or self.wrong else 1.0


def golden_of_json(path: Path) -> Golden:
    """A golden of the shared forms."""
    golden = Golden(path.name.removesuffix(".json"))
    for sheet in json.loads(path.read_text(encoding="utf-8"))["sheets"]:
        for table in sheet["tables"]:
            golden.tables.append({**table, "sheet": sheet["name"]})
            for record in table["records"]:
                golden.cells[sheet["name"], record["cell"]] = Expected(
                    (_words(record["row"]),),
                    (_words(record["column"]),),
                    record["text"],
                    record["value"],
                    tells_value=True,
                )
    return golden


def golden_of_toml(path: Path) -> Golden:
    """A golden of our own; see the README beside it."""
    told = tomllib.loads(path.read_text(encoding="utf-8"))
    golden = Golden(told["file"])
    for name in (*told.get("unjudged", ()), *told.get("unsure_sheets", ())):
        sheet, _, area = name.partition("!")
        golden.unjudged.append((sheet, range_of(area) if area else None))
    for table in told.get("tables", ()):
        golden.tables.append(table)
        for row in table.get("unsure_rows", ()):
            golden.unjudged.append((table["sheet"], Range(row, 1, row, 16_384)))
        golden.cells.update(_cells(table))
    return golden


def _cells(table: Mapping[str, Any]) -> Iterator[tuple[tuple[str, str], Expected]]:
    also_row, also_column = table.get("rows_also", {}), table.get("columns_also", {})
    for row, path in _rows(table):
        for letters, words in table["columns"].items():
            cell = f"{letters}{row}"
            if cell not in table.get("not_records", ()):
                rows = tuple(_words(one) for one in (path, *_one(also_row.get(str(row)))))
                columns = tuple(_words(one) for one in (words, *_one(also_column.get(letters))))
                yield (table["sheet"], cell), Expected(rows, columns)


def _one(found: Any) -> list[list[str]]:
    if not found:
        return []
    return found if isinstance(found[0], list) else [found]


def _rows(table: Mapping[str, Any]) -> Iterator[tuple[int, list[str]]]:
    skipped = set(table.get("skipped_rows", ()))
    for row, path in table.get("rows", {}).items():
        if int(row) not in skipped:
            yield int(row), path
    for run in table.get("row_runs", ()):
        for row in range(run["first"], run["last"] + 1):
            if row not in skipped:
                yield row, [*run.get("parents", []), *(f"={letters}{row}" for letters in run["labels"])]


def _words(words: list[str]) -> Words:
    return tuple(word if word.startswith("=") else "".join(word.split()) for word in words)


def score(golden: Golden, reading: BookReading) -> Score:
    """Every record of the golden against ours, and every numeric record of ours that it does not have."""
    found = Score()
    ours: dict[tuple[str, str], list[Record]] = {}
    for sheet in reading.sheets:
        for table in sheet.tables:
            for record in table.records():
                ours.setdefault((sheet.sheet.name, record.address), []).append(record)
    sheets = {sheet.sheet.name: sheet.sheet for sheet in reading.sheets}
    names = _sheet_names(golden, sheets)
    for (name, cell), expected in golden.cells.items():
        held = sheets[names[name]]
        if golden.judges(name, cell):
            _compare(found, held, cell, expected, ours.pop((held.name, cell), []))
    back = {ours_: theirs for theirs, ours_ in names.items()}
    for (name, cell), records in ours.items():
        if is_number(sheets[name], cell) and golden.judges(back.get(name, name), cell):
            found.wrong.append(f"{name}!{cell}: no record of the golden, ours {records[0].row.path}")
    return found


def _sheet_names(golden: Golden, sheets: Mapping[str, Sheet]) -> dict[str, str]:
    """Sheets of text files carry any name."""
    asked = {name for name, _ in golden.cells} | {name for name, _ in golden.unjudged}
    if len(asked) == 1 and not asked & set(sheets):
        return {next(iter(asked)): next(iter(sheets))}
    return {name: name for name in asked}


def is_number(sheet: Sheet, cell: str) -> bool:
    """Whether a cell holds a number, also one typed as text."""
    place = place_of(cell)
    held = sheet.cells.get(place) if place else None
    if held is None:
        return False
    return held.kind is ValueKind.NUMBER or (held.kind is ValueKind.TEXT and number_in(held.raw) is not None)


def _compare(found: Score, sheet: Sheet, cell: str, expected: Expected, records: list[Record]) -> None:
    numeric = is_number(sheet, cell)
    wrong = found.wrong if numeric else found.texts_wrong
    where = f"{sheet.name}!{cell}"
    if len(records) != 1:
        wrong.append(
            f"{where}: {'in two records' if records else 'no record'}, expected {expected.rows[0]} × {expected.columns[0]}"
        )
        return
    record = records[0]
    path = _words(list(record.row.path))
    columns = _words(list(record.column.words))
    rows = [_resolved(sheet, one) for one in expected.rows]
    if path not in rows:
        wrong.append(f"{where}: row {path}, expected {rows[0]}")
    elif columns not in expected.columns:
        wrong.append(f"{where}: column {columns}, expected {expected.columns[0]}")
    elif expected.tells_value and not (
        record.text == expected.text and _same_value(record.value, expected.value)
    ):
        wrong.append(
            f"{where}: {record.value!r} {record.text!r}, expected {expected.value!r} {expected.text!r}"
        )
    elif numeric:
        found.right += 1
    else:
        found.texts_right += 1


def _same_value(ours: str | None, theirs: str | None) -> bool:
    """Whether two values are one number, however many zeros stand behind the point."""
    if ours is None or theirs is None:
        return ours is theirs
    try:
        return Decimal(ours) == Decimal(theirs)
    except InvalidOperation:
        return ours == theirs


def _resolved(sheet: Sheet, path: Words) -> Words:
    """A path whose words may be ``=B7``: the text of that cell."""
    words = []
    for word in path:
        place = place_of(word[1:]) if word.startswith("=") else None
        held = sheet.cells.get(place) if place else None
        text = (held.display.strip() if held else "") if place else word
        if text:
            words.append("".join(text.split()))
    return tuple(words)


__all__ = ["Golden", "Score", "address", "golden_of_json", "golden_of_toml", "score"]
