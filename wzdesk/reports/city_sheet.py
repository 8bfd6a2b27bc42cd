"""The table of a city as a sheet whose totals, ranks and differences are formulas."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from wzdesk.domain.exchange.city_table import CityColumn, CityTable
from wzdesk.domain.indicator import Direction
from wzdesk.domain.observation import Measure
from wzdesk.domain.pack import DEMO_MARK
from wzdesk.domain.region import Region
from wzdesk.domain.sheet_layout import Align, CellKind, CellRole, SheetCell, SheetLayout
from wzdesk.domain.units import plain
from wzdesk.reports.number_cells import number_format_of
from wzdesk.reports.row_heights import row_heights

_TITLE, _HEAD, _UNDER, _FIRST = 1, 2, 3, 4
_SUB = ("数值", "位次", "位次变化")
_MEASURES = {Measure.LEVEL: "", Measure.GROWTH: "增速", Measure.CHANGE: "变动"}
_NOTE = "注：（）内为功能区的数，已包含在所在县（市、区）里，不加入合计，不排位次；位次变化为比{before}上升（+）或下降（-）的位次。"


@dataclass(frozen=True, slots=True)
class CitySheet:
    """A layout, and the formulas by row and column that stand in its computed cells."""

    layout: SheetLayout
    formulas: Mapping[tuple[int, int], str]
    bracketed: Mapping[tuple[int, int], str]
    """Number formats of the zones' figures, which show them in brackets."""


def lay_out_city(table: CityTable) -> CitySheet:
    """The sheet of a city: its own figures, the counties with ranks, their sum and the difference, the zones."""
    lines = _lines(table)
    cells = (*_heads(table), *_body(table, lines), _foot(table, len(lines)))
    widths = (14.0, *((11.0, 6.5, 8.5) * len(table.columns)))
    layout = SheetLayout(
        name="分地区主要指标",
        cells=cells,
        widths=widths,
        heights=row_heights(cells, widths),
        header_rows=(_HEAD, _UNDER),
        frozen_columns=1,
        mark=DEMO_MARK if table.is_demo else "",
        properties={"title": _title(table)},
    )
    return CitySheet(layout, dict(_formulas(table, lines)), dict(_brackets(table, lines)))


def _title(table: CityTable) -> str:
    return f"{table.city.name}{table.period.words}分县（市、区）主要指标"


def _lines(table: CityTable) -> list[Region | str]:
    """What stands in each row: regions, and the two rows that are calculated."""
    return [table.city, *table.counties, "县级合计", "全市与合计之差", *table.zones]


def _heads(table: CityTable) -> Iterator[SheetCell]:
    yield SheetCell(_TITLE, 1, _title(table), CellRole.TITLE, columns=1 + 3 * len(table.columns))
    yield SheetCell(_HEAD, 1, "地区", CellRole.HEADER, rows=2)
    for number, column in enumerate(table.columns):
        at = 2 + 3 * number
        unit = column.indicator.unit if column.measure is Measure.LEVEL else "%"
        words = f"{column.indicator.name}{_MEASURES.get(column.measure, '')}\n（{unit}）"
        yield SheetCell(_HEAD, at, words, CellRole.HEADER, columns=3)
        for step, sub in enumerate(_SUB):
            yield SheetCell(_UNDER, at + step, sub, CellRole.HEADER)


def _body(table: CityTable, lines: list[Region | str]) -> Iterator[SheetCell]:
    for row, line in enumerate(lines, _FIRST):
        name = line.name if isinstance(line, Region) else line
        indent = 1 if isinstance(line, Region) and line in table.zones else 0
        yield SheetCell(row, 1, name, align=Align.LEFT, indent=indent)
        for number, column in enumerate(table.columns):
            yield from _cells(table, line, column, row, 2 + 3 * number)


def _cells(
    table: CityTable, line: Region | str, column: CityColumn, row: int, at: int
) -> Iterator[SheetCell]:
    yield _figure(table, line, column, row, at) if isinstance(line, Region) else _empty(row, at)
    yield _empty(row, at + 1)
    change = table.rank_change(line, column) if isinstance(line, Region) else None
    text = "" if change is None else f"{change:+d}" if change else "—"
    yield SheetCell(row, at + 2, text)


def _empty(row: int, at: int) -> SheetCell:
    return SheetCell(row, at, "", kind=CellKind.COMPUTED, align=Align.RIGHT)


def _figure(table: CityTable, region: Region, column: CityColumn, row: int, at: int) -> SheetCell:
    found, value = table.observation(region, column), table.value(region, column)
    if found is None:
        return SheetCell(row, at, "")
    if value is None:
        return SheetCell(row, at, found.quantity.text, align=Align.RIGHT)
    wanted = number_format_of(plain(value))
    kind = CellKind.TEXT if wanted is None else CellKind.NUMBER
    return SheetCell(row, at, plain(value), kind=kind, align=Align.RIGHT, number_format=wanted or "")


def _formulas(table: CityTable, lines: list[Region | str]) -> Iterator[tuple[tuple[int, int], str]]:
    first, last = _FIRST + 1, _FIRST + len(table.counties)
    for number, column in enumerate(table.columns):
        at = 2 + 3 * number
        letter = _letters(at)
        counties = f"${letter}${first}:${letter}${last}"
        order = 1 if column.indicator.direction is Direction.DOWN else 0
        for row in range(first, last + 1):
            yield (row, at + 1), f'=IF(ISNUMBER({letter}{row}),RANK({letter}{row},{counties},{order}),"")'
        if table.total(column) is not None:
            yield (last + 1, at), f"=SUM({letter}{first}:{letter}{last})"
            yield (last + 2, at), f"={letter}{_FIRST}-{letter}{last + 1}"


def _brackets(table: CityTable, lines: list[Region | str]) -> Iterator[tuple[tuple[int, int], str]]:
    for row, line in enumerate(lines, _FIRST):
        if not isinstance(line, Region) or line not in table.zones:
            continue
        for number, column in enumerate(table.columns):
            value = table.value(line, column)
            wanted = number_format_of(plain(value)) if value is not None else None
            if wanted is not None:
                yield (row, 2 + 3 * number), f'"（"{wanted}"）";"（-"{wanted}"）"'


def _foot(table: CityTable, count: int) -> SheetCell:
    wide = 1 + 3 * len(table.columns)
    note = _NOTE.format(before=table.before.words)
    return SheetCell(_FIRST + count, 1, note, CellRole.NOTE, align=Align.LEFT, columns=wide)


def _letters(column: int) -> str:
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
