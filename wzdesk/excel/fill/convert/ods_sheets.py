"""The tables of an ``.ods`` as plain sheets, gathered as the part is walked through."""

import math
import re
from datetime import datetime
from typing import NamedTuple

from wzdesk.excel.fill.convert.limits import apart, check_count
from wzdesk.excel.fill.convert.ods_package import Attributes
from wzdesk.excel.fill.convert.ods_styles import OdsStyles, points, signs
from wzdesk.excel.fill.convert.plain_book import PlainCell, PlainColumn, PlainRow, PlainSheet, PlainValue
from wzdesk.excel.fill.refusal import Complaint
from wzdesk.excel.read.book import LAST_COLUMN, LAST_ROW, Range

_MOST_BLANK_COLUMNS, _MOST_BLANK_ROWS = 64, 256
"""Longer repeats of blank cells are the rest of the sheet, not a part of the form."""
_CELLS = frozenset({"table:table-cell", "table:covered-table-cell"})
_APART = frozenset({"office:annotation", "draw:frame", "draw:custom-shape", "draw:g", "table:shapes"})
_LOSSES = {
    "office:annotation": "批注", "draw:frame": "图片、图表", "draw:custom-shape": "图形", "draw:g": "图形",
    "table:content-validation": "下拉列表和输入限制",
}  # fmt: skip
_HIDDEN = frozenset({"collapse", "filter"})
_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 - a sheet knows no time zone
_MOST_SIGNS = 32_767
_DURATION = re.compile(r"PT(?:(\d{1,6})H)?(?:(\d{1,6})M)?(?:(\d{1,6}(?:\.\d+)?)S)?")


class _Run(NamedTuple):
    """Cells that are alike and stand side by side; ``column`` counts from 1."""

    column: int
    times: int
    cell: PlainCell

    @property
    def says_something(self) -> bool:
        return self.cell.value is not None


class OdsSheets:
    """Takes the tables; ``formulas`` counts those that became their results."""

    def __init__(self, styles: OdsStyles, complaint: Complaint) -> None:
        self._styles, self._complaint = styles, complaint
        self.sheets: list[PlainSheet] = []
        self.losses: set[str] = set()
        self.formulas = 0
        self._count = self._apart = self._depth = 0
        self._column_looks: list[tuple[int, int]] = []
        self._row = PlainRow()
        self._row_at, self._repeats = 1, 1
        self._runs: list[_Run] = []
        self._column = 1
        self._cell: Attributes = {}
        self._is_in_cell = False
        self._texts: list[list[str]] = []
        self._merges: list[Range] = []

    # Walking

    def start(self, name: str, its: Attributes) -> None:
        """An element begins."""
        if name in _LOSSES:
            self.losses.add(_LOSSES[name])
        if name in _APART:
            self._apart += 1
        if self._apart:
            return
        if name == "table:table":
            self._depth += 1
            if self._depth == 1:
                self._begin_sheet(its)
        elif self._depth == 1:
            self._start_inside(name, its)
        elif not self._depth:
            self._styles.start(name, its)

    def end(self, name: str) -> None:
        """An element ends."""
        if name in _APART:
            self._apart -= 1
        elif self._apart:
            return
        elif name == "table:table":
            self._depth -= 1
            if not self._depth:
                self.sheets[-1].merges = apart(self._merges)
        elif self._depth == 1 and name in _CELLS:
            self._end_cell()
        elif self._depth == 1 and name == "table:table-row":
            self._end_row()
        elif not self._depth:
            self._styles.end(name)

    def text(self, words: str) -> None:
        """Words between tags."""
        if not self._depth:
            self._styles.text(words)
        elif self._texts and self._is_in_cell and not self._apart:
            self._texts[-1].append(words)

    def _start_inside(self, name: str, its: Attributes) -> None:
        if name == "table:table-column":
            self._take_columns(its)
        elif name == "table:table-row":
            self._begin_row(its)
        elif name in _CELLS:
            self._cell, self._is_in_cell, self._texts = its, True, []
        elif self._is_in_cell:
            self._take_text(name, its)

    def _take_text(self, name: str, its: Attributes) -> None:
        if name == "text:p":
            self._texts.append([])
        elif self._texts and name == "text:s":
            self._texts[-1].append(" " * min(_number(its, "text:c"), _MOST_SIGNS))
        elif self._texts and name in {"text:tab", "text:line-break"}:
            self._texts[-1].append("\t" if name == "text:tab" else "\n")

    # Sheets, columns, rows

    def _begin_sheet(self, its: Attributes) -> None:
        shown = self._styles.told("table", its.get("table:style-name", "")).get("table:display", "true")
        state = "hidden" if shown == "false" else "visible"
        self.sheets.append(PlainSheet(its.get("table:name", ""), state=state))
        self._row_at, self._column_looks, self._merges = 1, [], []

    def _take_columns(self, its: Attributes) -> None:
        sheet = self.sheets[-1]
        first = sheet.columns[-1].last + 1 if sheet.columns else 1
        last = min(first + _number(its, "table:number-columns-repeated") - 1, LAST_COLUMN)
        if first > last:
            return
        told = self._styles.told("table-column", its.get("table:style-name", ""))
        width = signs(told.get("style:column-width", ""))
        look = self._styles.place_of(its.get("table:default-cell-style-name", ""))
        sheet.columns.append(PlainColumn(first, last, width, its.get("table:visibility") in _HIDDEN, look))

    def _begin_row(self, its: Attributes) -> None:
        told = self._styles.told("table-row", its.get("table:style-name", ""))
        is_set = told.get("style:use-optimal-row-height") != "true"
        height = points(told.get("style:row-height", "")) if is_set else None
        self._row = PlainRow(
            {},
            None if height is None else round(min(max(height, 0), 409), 2),
            its.get("table:visibility") in _HIDDEN,
            self._styles.place_of(its.get("table:default-cell-style-name", "")),
        )
        self._repeats = _number(its, "table:number-rows-repeated")
        self._column, self._runs = 1, []

    def _end_row(self) -> None:
        """A row stands as often as it repeats, but blank ones only while they can be a part of the form."""
        first, self._row_at = self._row_at, self._row_at + self._repeats
        tells = any(run.says_something for run in self._runs)
        is_long = not tells and self._repeats > _MOST_BLANK_ROWS
        runs = self._runs_worth_keeping()
        if is_long or first > LAST_ROW:
            return
        last = min(first + self._repeats - 1, LAST_ROW)
        cells = sum(run.times for run in runs)
        self._count += (cells + 1) * (last - first + 1)
        check_count(self._count, self._complaint)
        for number in range(first, last + 1):
            made = {run.column + each: run.cell for run in runs for each in range(run.times)}
            if made or self._row.height is not None or self._row.is_hidden:
                self.sheets[-1].rows[number] = PlainRow(
                    made, self._row.height, self._row.is_hidden, self._row.look
                )

    def _runs_worth_keeping(self) -> list[_Run]:
        return [run for run in self._runs if run.says_something or run.times <= _MOST_BLANK_COLUMNS]

    # Cells

    def _end_cell(self) -> None:
        its, self._is_in_cell = self._cell, False
        column, count = self._column, _number(its, "table:number-columns-repeated")
        self._column += count
        if column > LAST_COLUMN:
            return
        count = min(count, LAST_COLUMN - column + 1)
        value = self._value(its)
        self.formulas += "table:formula" in its
        own = self._styles.place_of(its.get("table:style-name", ""))
        if value is not None or own:
            self._runs.append(_Run(column, count, PlainCell(value, own or self._usual_look(column))))
        self._take_merge(its, column)

    def _usual_look(self, column: int) -> int:
        if self._row.look:
            return self._row.look
        return next((one.look for one in self.sheets[-1].columns if one.first <= column <= one.last), 0)

    def _take_merge(self, its: Attributes, column: int) -> None:
        wide, tall = _number(its, "table:number-columns-spanned"), _number(its, "table:number-rows-spanned")
        if wide * tall > 1:
            bottom = min(self._row_at + tall - 1, LAST_ROW)
            self._merges.append(Range(self._row_at, column, bottom, min(column + wide - 1, LAST_COLUMN)))

    def _value(self, its: Attributes) -> PlainValue:
        kind = its.get("office:value-type", "")
        words = "\n".join("".join(piece) for piece in self._texts)[:_MOST_SIGNS]
        if kind == "boolean":
            return its.get("office:boolean-value") == "true"
        found: float | None = None
        if kind in {"float", "percentage", "currency"}:
            found = _float(its.get("office:value", ""))
        elif kind == "date":
            found = _serial(its.get("office:date-value", ""))
        elif kind == "time":
            found = _days(its.get("office:time-value", ""))
        elif kind == "string":
            return its.get("office:string-value", words)[:_MOST_SIGNS]
        return found if found is not None else words or None


def _number(its: Attributes, name: str) -> int:
    """A count; hostile ones are cut to what a sheet has."""
    value = its.get(name, "1")
    return (
        max(int(value), 1)
        if value.isdecimal() and len(value) < 8
        else 1
        if not value.isdecimal()
        else LAST_ROW
    )


def _float(text: str) -> float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return value if math.isfinite(value) else None


def _serial(text: str) -> float | None:
    """Days since the beginning of a sheet's time."""
    try:
        when = datetime.fromisoformat(text.removesuffix("Z")).replace(tzinfo=None)
    except ValueError:
        return None
    days = (when - _EPOCH).total_seconds() / 86_400
    return days if days >= 0 else None


def _days(text: str) -> float | None:
    """``PT08H30M00S`` in days."""
    found = _DURATION.fullmatch(text)
    if not found:
        return None
    hours, minutes, seconds = (float(part or 0) for part in found.groups())
    return (hours * 3600 + minutes * 60 + seconds) / 86_400
