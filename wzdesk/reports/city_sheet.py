"""The table of a city as a sheet whose totals, ranks and differences are formulas."""

from collections.abc import Iterator

from wzdesk.domain.demo import DEMO_MARK
from wzdesk.domain.exchange.city_table import CityColumn, CityTable
from wzdesk.domain.indicator import Direction
from wzdesk.domain.observation import Measure
from wzdesk.domain.region import Region
from wzdesk.domain.sheet_layout import Align, CellKind, CellRole, SheetCell, SheetLayout
from wzdesk.domain.units import plain
from wzdesk.reports.number_cells import number_format_of
from wzdesk.reports.row_heights import row_heights

_TITLE, _HEAD, _UNDER, _FIRST = 1, 2, 3, 4
_SUM, _DIFFERENCE = "县级合计", "全市与合计之差"
_SUB = ("数值", "位次", "位次变化")
_MEASURES = {Measure.LEVEL: "", Measure.GROWTH: "增速", Measure.CHANGE: "变动"}
_NOTE = "注：（）内为功能区的数，已包含在所在县（市、区）里，不加入合计，不排位次；位次变化为比{before}上升（+）或下降（-）的位次。"


def lay_out_city(table: CityTable) -> SheetLayout:
    """The sheet of a city: its own figures, the counties with ranks, their sum and the difference, the zones."""
    cells = (*_heads(table), *_body(table), _foot(table))
    widths = (14.0, *((11.0, 6.5, 8.5) * len(table.columns)))
    return SheetLayout(
        name="分地区主要指标",
        cells=cells,
        widths=widths,
        heights=row_heights(cells, widths),
        header_rows=(_HEAD, _UNDER),
        frozen_columns=1,
        mark=DEMO_MARK if table.is_demo else "",
        properties={"title": _title(table)},
    )


def _title(table: CityTable) -> str:
    return f"{table.city.name}{table.period.words}分县（市、区）主要指标"


def _lines(table: CityTable) -> list[Region | str]:
    """What stands in each row: regions, and the two rows that are calculated."""
    return [table.city, *table.counties, _SUM, _DIFFERENCE, *table.zones]


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


def _body(table: CityTable) -> Iterator[SheetCell]:
    for row, line in enumerate(_lines(table), _FIRST):
        name = line.name if isinstance(line, Region) else line
        indent = 1 if isinstance(line, Region) and line in table.zones else 0
        yield SheetCell(row, 1, name, align=Align.LEFT, indent=indent)
        for number, column in enumerate(table.columns):
            at = 2 + 3 * number
            if isinstance(line, Region):
                yield from _region(table, line, column, row, at)
            else:
                yield _calculated(table, line, column, row, at)
                yield from (_empty(row, at + step) for step in (1, 2))


def _region(table: CityTable, region: Region, column: CityColumn, row: int, at: int) -> Iterator[SheetCell]:
    yield _figure(table, region, column, row, at)
    rank = table.rank(region, column)
    if region in table.counties:
        yield SheetCell(
            row,
            at + 1,
            "" if rank is None else str(rank),
            kind=CellKind.COMPUTED,
            align=Align.RIGHT,
            number_format="0",
            formula=_rank_formula(table, column, row, at) if rank is not None else "",
        )
    else:
        yield _empty(row, at + 1)
    change = table.rank_change(region, column)
    yield SheetCell(row, at + 2, "" if change is None else f"{change:+d}" if change else "—")


def _figure(table: CityTable, region: Region, column: CityColumn, row: int, at: int) -> SheetCell:
    """A figure as it is reported; a zone's stands in brackets and stays a number."""
    found, value = table.observation(region, column), table.value(region, column)
    if found is None:
        return SheetCell(row, at, "")
    wanted = number_format_of(plain(value)) if value is not None else None
    if value is None or wanted is None:
        return SheetCell(row, at, found.quantity.text, align=Align.RIGHT)
    if region in table.zones:
        wanted = f'"（"{wanted}"）";"（-"{wanted}"）"'
    return SheetCell(row, at, plain(value), kind=CellKind.NUMBER, align=Align.RIGHT, number_format=wanted)


def _calculated(table: CityTable, line: str, column: CityColumn, row: int, at: int) -> SheetCell:
    """The sum of the counties, or what the city's own figure is more than that."""
    letter, last = _letters(at), _FIRST + len(table.counties)
    is_sum = line == _SUM
    value = table.total(column) if is_sum else table.difference(column)
    if value is None:
        return _empty(row, at)
    formula = (
        f"SUM({letter}{_FIRST + 1}:{letter}{last})" if is_sum else f"{letter}{_FIRST}-{letter}{last + 1}"
    )
    return SheetCell(
        row,
        at,
        plain(value),
        kind=CellKind.COMPUTED,
        align=Align.RIGHT,
        number_format=number_format_of(plain(value)) or "General",
        formula=formula,
    )


def _rank_formula(table: CityTable, column: CityColumn, row: int, at: int) -> str:
    letter, last = _letters(at), _FIRST + len(table.counties)
    order = 1 if column.indicator.direction is Direction.DOWN else 0
    return f"RANK({letter}{row},${letter}${_FIRST + 1}:${letter}${last},{order})"


def _empty(row: int, at: int) -> SheetCell:
    return SheetCell(row, at, "", kind=CellKind.COMPUTED, align=Align.RIGHT)


def _foot(table: CityTable) -> SheetCell:
    wide = 1 + 3 * len(table.columns)
    note = _NOTE.format(before=table.before.words)
    row = _FIRST + len(_lines(table))
    return SheetCell(row, 1, note, CellRole.NOTE, align=Align.LEFT, columns=wide)


def _letters(column: int) -> str:
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
