"""What was not taken, grouped by place and reason: whole columns, whole rows, then single cells."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from wzdesk.excel.recognise.table import Part, SheetReading
from wzdesk.services.receiving.claims import TableMatch
from wzdesk.ui.exchange.sheet_geometry import Place, cell_name, column_name
from wzdesk.ui.recognition.views import NO_COLUMN, Group, place_of, ranges

_Cell = tuple[Place, str]
"""Place and reason."""


def groups_of(reading: SheetReading, matches: Sequence[TableMatch]) -> tuple[Group, ...]:
    """The groups of one sheet, those of its tables first."""
    found: list[Group] = []
    for match in matches:
        found += _of_table(match)
    notes = [
        ((line.row, line.column), "表下的注和说明，不是数")
        for match in matches
        for line in match.table.lines
        if line.part is Part.NOTE
    ]
    skipped = [((one.row, one.column), one.reason) for one in reading.skipped]
    return (*found, *_by_rows(notes + skipped))


def _of_table(match: TableMatch) -> list[Group]:
    cells = [(place_of(one.cell), _reason(one.reason)) for one in match.not_taken]
    whole, rest = _whole(cells, {claim.column for claim in match.claims}, 1)
    columns: dict[str, list[_Cell]] = defaultdict(list)
    for cell in whole:
        columns[cell[1]].append(cell)
    found = [_group(_columns(each), reason, each) for reason, each in columns.items()]
    rows, rest = _whole(rest, {claim.row for claim in match.claims}, 0)
    return [*found, *_by_rows(rows), *_by_cells(rest)]


def _reason(reason: str) -> str:
    """One reason for all columns with unknown names."""
    return "列名不知道是什么数，点列名可以指定" if reason.startswith(NO_COLUMN) else reason


def _whole(cells: Iterable[_Cell], taken: set[int], axis: int) -> tuple[list[_Cell], list[_Cell]]:
    """The cells of lines from which nothing is taken for one reason, and the rest."""
    of_line: dict[int, list[_Cell]] = defaultdict(list)
    for cell in cells:
        of_line[cell[0][axis]].append(cell)
    whole: list[_Cell] = []
    rest: list[_Cell] = []
    for number, members in of_line.items():
        is_whole = number not in taken and len({reason for _, reason in members}) == 1
        (whole if is_whole else rest).extend(members)
    return whole, rest


def _by_rows(cells: Iterable[_Cell]) -> list[Group]:
    rows: dict[str, list[_Cell]] = defaultdict(list)
    for cell in cells:
        rows[cell[1]].append(cell)
    return [
        _group(f"{ranges([row for (row, _), _ in each])} 行", reason, each) for reason, each in rows.items()
    ]


def _by_cells(cells: Iterable[_Cell]) -> list[Group]:
    reasons: dict[str, list[_Cell]] = defaultdict(list)
    for cell in cells:
        reasons[cell[1]].append(cell)
    found = []
    for reason, each in reasons.items():
        columns = {column for (_, column), _ in each}
        if len(each) > 2 and len(columns) == 1:
            where = f"{column_name(columns.pop())} 列 {len(each)} 格"
        elif len(each) <= 2:
            where = "、".join(cell_name(place) for place, _ in each)
        else:
            where = f"{cell_name(each[0][0])} 等 {len(each)} 格"
        found.append(_group(where, reason, each))
    return found


def _columns(cells: Iterable[_Cell]) -> str:
    numbers = sorted({column for (_, column), _ in cells})
    words = ranges(numbers, column_name)
    return f"{words} 列" if len(words) <= 9 else f"{column_name(numbers[0])} 等 {len(numbers)} 列"


def _group(where: str, reason: str, cells: Sequence[_Cell]) -> Group:
    return Group(where, reason, len(cells), cell_name(cells[0][0]))
