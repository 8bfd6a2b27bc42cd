"""The columns of a table of projects: what each holds, of which month or year, in which unit."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from wzdesk.domain.period import Frequency, Period
from wzdesk.domain.text import normalise
from wzdesk.domain.units import convert, parse_unit
from wzdesk.excel.recognise.table import Part, Table
from wzdesk.excel.recognise.words import bracket_unit, heading_word, number_in, tight
from wzdesk.services.projects.sheets.cells import MONEY
from wzdesk.services.projects.sheets.columns import Meaning, meaning_of
from wzdesk.services.projects.sheets.what import AMOUNTS, OF_MONTH, OF_YEAR, What
from wzdesk.services.projects.sheets.words import nature_in, stage_in
from wzdesk.services.receiving.times import Relation, TimeWords, time_in

_PROBED = 60  # rows looked at to see what a column holds


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column: what it holds, of which month or year, in which unit of money; or only why it is not taken."""

    column: int
    words: tuple[str, ...]
    what: What | None
    month: Period | None = None
    year: int | None = None
    unit: str = ""
    is_sure: bool = True
    why_not: str = ""

    @property
    def heading(self) -> str:
        """The heading as it reads from top to bottom."""
        return " / ".join(self.words)


def headings_of(table: Table) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Every column with its heading words, those of labels too."""
    words_of = {column.column: column.words for column in table.columns}
    for column in range(table.area.left, table.area.right + 1):
        if column in words_of:
            yield column, words_of[column]
        elif column in table.labels:
            texts = (heading_word(table.sheet.text_at(row, column)) for row in table.header_rows)
            yield column, tuple(dict.fromkeys(text for text in texts if text))


def time_of(
    table: Table, book: str, headings: Sequence[tuple[str, ...]], usual: Period | None
) -> tuple[TimeWords, str]:
    """Year and months that title, lines, headings, sheet or file name, in this order; and the sentence about it."""
    time = TimeWords()
    lines = sorted((one for one in table.lines if one.part is not Part.NOTE), key=lambda one: -one.row)
    texts = [table.title, *(one.text for one in lines if "日期" not in one.text)]
    spans = [told for words in headings if (told := _span_in(words))]
    for text in texts:
        time = time.over(_plain(time_in(text)[0]))
    for told in spans:
        time = time.over(TimeWords(span=told.span) if time.year else told)
    for text in (table.sheet.name, book):
        time = time.over(_plain(time_in(text)[0]))
    if not time.year and usual:
        time = time.over(TimeWords(year=usual.year))
    if not time.year:
        return time, "没有写是哪一年的表"
    months = f"{time.span.last_month}月" if time.span else ""
    return time, f"期别：{time.year}年{months}"


def _span_in(words: Sequence[str]) -> TimeWords | None:
    """The months of a heading that counts from the year's beginning: 1—9月累计."""
    told = _plain(time_in("".join(words))[0])
    is_to_date = told.span is not None and told.span.frequency is not Frequency.MONTH
    return told if is_to_date else None


def _plain(told: TimeWords) -> TimeWords:
    """Year and months alone; of several years (2021—2025年) none is the sheet's."""
    if told.relation is not Relation.THIS or told.last_year:
        return TimeWords()
    return TimeWords(told.year, told.span)


def _column(
    table: Table, column: int, words: tuple[str, ...], month: Period | None, year: int | None
) -> SheetColumn:
    meaning: Meaning | None = meaning_of(words, year)
    if meaning is None:
        heading = " / ".join(words)
        return SheetColumn(column, words, None, why_not=f"表头“{heading}”不是台账里的内容")
    what = meaning.what
    made = SheetColumn(column, words, what, is_sure=meaning.is_sure)
    told, _ = time_in("".join(words))
    if what in AMOUNTS:
        unit = _unit_of(table, column, words)
        made = replace(made, unit=unit or MONEY, is_sure=made.is_sure and bool(unit))
    if told.last_year and what in AMOUNTS - {What.TOTAL, What.BEFORE}:
        return replace(made, what=None, why_not="是几年的数，没有收")
    if what in OF_YEAR:
        return replace(made, year=told.year or year)
    if what not in OF_MONTH:
        return made
    if told.relation is not Relation.THIS:
        return replace(made, what=None, why_not="是上月或上年的数，没有收")
    return replace(made, month=_month_of(told, what, month, year))


def _month_of(told: TimeWords, what: What, month: Period | None, year: int | None) -> Period | None:
    """The month for which a column tells: its own, else the sheet's; of an earlier year as a whole its December."""
    own = told.year or year
    if own is None:
        return None
    if told.span is not None:
        return Period.of_month(own, told.span.last_month)
    if told.year is not None and year is not None and told.year < year and what in AMOUNTS:
        return Period.of_month(told.year, 12)
    return month


def _unit_of(table: Table, column: int, words: Sequence[str]) -> str:
    """The unit of money that holds for a column, the nearest first; "" where none is told."""
    own = next((one.unit for one in table.columns if one.column == column), "")
    said = [*(bracket_unit(word) or _tail_unit(word) for word in reversed(words)), own, table.unit]
    for text in said:
        for part in re.split(r"[、,，;；/\s]+", text or ""):
            if part and parse_unit(part) and _is_money(part):
                return part
    return ""


def _tail_unit(word: str) -> str:
    """``万元`` of 总投资万元, 总投资：万元."""
    found = re.search(r"(?:[百千万亿]{0,2}元)\)?$", tight(word))
    return found[0].rstrip(")") if found else ""


def _is_money(unit: str) -> bool:
    """Whether it is a unit of our money."""
    return convert(Decimal(1), unit, MONEY) is not None


def unit_words(columns: Sequence[SheetColumn]) -> str:
    """The sentence about the units of money; "" where there is none."""
    units = list(dict.fromkeys(one.unit for one in columns if one.unit))
    if not units:
        return ""
    unsure = [one for one in columns if one.what in AMOUNTS and not one.is_sure]
    assumed = "（没有写单位的按万元）" if unsure and units == [MONEY] else ""
    return f"金额单位：{'、'.join(units)}{assumed}"


def _probed(table: Table, columns: Sequence[SheetColumn]) -> list[SheetColumn]:
    rows = [row.row for row in table.rows[:_PROBED]]
    return [_looked_into(one, _values(table, one.column, rows)) for one in columns]


def _values(table: Table, column: int, rows: Sequence[int]) -> list[str]:
    cells = (table.sheet.cell_at(row, column) for row in rows)
    texts = (cell.display.strip() for cell in cells if cell)
    return [text for text in texts if text and not re.fullmatch(r"[-—–/]+", text)]


def _looked_into(column: SheetColumn, values: Sequence[str]) -> SheetColumn:
    """A column whose cells say more than its heading does."""
    if not values:
        return column
    natures = sum(nature_in(text) is not None for text in values) * 2 > len(values)
    if column.what in {What.FIELD, What.STAGE, What.SUBFIELD} and natures:
        stages = sum(stage_in(text) is not None for text in values) * 2 > len(values)
        if not (column.what is What.STAGE and stages):
            return replace(column, what=What.NATURE)
    if column.what is What.NATURE and not natures and not _names_nature(values):
        return replace(column, what=None, why_not="不是续建、新开工、前期，没有收")
    numbers = sum(_is_number(text) for text in values) * 2 >= len(values)
    if column.what in AMOUNTS and not numbers:
        if column.what in {What.MONTH, What.YEAR}:
            return replace(column, what=What.IMAGE, unit="")
        return replace(column, what=None, why_not="多数格子不是数，没有收")
    if column.what is What.IMAGE and sum(text.endswith("%") for text in values) * 2 > len(values):
        return replace(column, what=What.PERCENT)
    if column.what is What.SERIAL and not any(number_in(text) for text in values):
        return (
            replace(column, what=What.CODE) if any(re.search("[A-Za-z]", text) for text in values) else column
        )
    return column


def _names_nature(values: Sequence[str]) -> bool:
    return any(nature_in(text) is not None for text in values)


def _is_number(text: str) -> bool:
    return bool(re.match(r"^[约超近]?[-+]?[\d,，.]+\s*(?:%|[百千万亿]{0,2}元?)?$", normalise(text)))


def _settled(columns: Sequence[SheetColumn]) -> list[SheetColumn]:
    """One column for each figure: sure ones first, a 累计完成 beside a year's figure is what was done since the start."""
    sure = {(one.what, one.month) for one in columns if one.is_sure}
    taken: set[tuple[What, Period | None, int | None]] = set()
    settled: dict[int, SheetColumn] = {}
    has_since = any(one.what is What.SINCE for one in columns)
    for column in sorted(columns, key=lambda one: not one.is_sure):
        made = column
        if made.what is What.YEAR and not _heading_is_sure(made) and (What.YEAR, made.month) in sure:
            made = replace(made, what=What.SINCE) if not has_since else made
        if made.what is not None:
            key = made.what, made.month, made.year
            if key in taken and made.what not in {What.SERIAL, What.REMARK}:
                made = replace(made, what=None, why_not="和前面一列是同一项，没有收")
            taken.add(key)
        settled[column.column] = made
    return [settled[one.column] for one in columns]


def _heading_is_sure(column: SheetColumn) -> bool:
    meaning = meaning_of(column.words, column.year)
    return meaning is not None and meaning.is_sure


def columns_of(
    table: Table, headed: Sequence[tuple[int, tuple[str, ...]]], month: Period | None, year: int | None
) -> tuple[SheetColumn, ...]:
    """The columns, by their headings and by what stands in them."""
    columns = [_column(table, column, words, month, year) for column, words in headed]
    return tuple(_settled(_probed(table, columns)))
