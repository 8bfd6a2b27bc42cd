"""An agency's workbook as the form that is sent: one copy for each recipient, with what is known of it filled in."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import NamedTuple

from wzdesk.domain.exchange.identity import ENTRY_COLUMNS, IssuedRow, Place
from wzdesk.domain.exchange.mapping import MappedCell, MappedTable
from wzdesk.domain.form import FormColumn
from wzdesk.domain.form_edit import column_words
from wzdesk.domain.form_table import FormTable
from wzdesk.domain.observation import Measure, ObservationKey
from wzdesk.domain.region import Region
from wzdesk.excel.exchange.issue_workbook import write_issued_workbook
from wzdesk.excel.exchange.marks import Stamp
from wzdesk.excel.fill.report import CellRef, FillValue
from wzdesk.services.exchange.prepare import Prepared
from wzdesk.services.exchange.recipients import Leads, Recipient
from wzdesk.services.exchange.sheet_heads import HeadText, said_for
from wzdesk.services.exchange.sheet_units import value_for_sheet


class SheetCell(NamedTuple):
    """A cell of the body: what it is to the form (``place`` where it is asked), or which other figure stands there.

    ``region`` is the code that its row or column names, "" where it is the recipient's; ``target_of`` the form's row whose
    target stands there, "" for any other cell.
    """

    ref: CellRef
    row: int
    at: int
    place: Place | None
    key: ObservationKey | None
    region: str
    unit: str
    text: str
    is_formula: bool
    shows_percent: bool
    target_of: str = ""


@dataclass(frozen=True, slots=True)
class SheetTable:
    """A table of the workbook: how it is found again, and its cells."""

    mapped: MappedTable
    cells: tuple[SheetCell, ...]


@dataclass(frozen=True, slots=True)
class WorkbookForm:
    """An agency's workbook, read; ``region`` is the one that it names, None where it names none."""

    path: Path
    suffix: str
    tables: tuple[SheetTable, ...]
    heads: tuple[HeadText, ...]
    region: Region | None
    leads: Leads
    notes: Sequence[str]

    def prepare(self, table: FormTable, before: FormTable | None, recipient: Recipient) -> Prepared:
        """The copy for a recipient: its cells with what is known, the others' figures taken out."""
        del before  # what an agency wants beside is on its sheet
        rows = {row.code: row for row in table.form.rows}
        asked = self._asked(recipient)
        values: dict[CellRef, FillValue] = {}
        base: dict[Place, str] = {}
        for place, cell in asked.items():
            if cell.is_formula:
                base[place] = ""
                continue
            text = table.text(rows[place.row], place.column)
            values[cell.ref] = value = _value(cell, text, rows[place.row].unit)
            base[place] = text if value is not None else ""
        taken = {cell.ref for cell in asked.values()}
        values |= dict(self._beside(table, recipient, taken))
        sheets = {ref.sheet for ref in taken}
        for head in (one for one in self.heads if one.ref.sheet in sheets):
            said = said_for(head, recipient, self.region)
            if said != head.text:
                values[head.ref] = said
        columns = {place.column for place in asked}
        return Prepared(
            tuple(
                IssuedRow(row.code, row.no, row.name, row.unit, row.category)
                for row in table.form.rows
                if any(place.row == row.code for place in asked)
            ),
            {one: column_words(table.form, one) for one in ENTRY_COLUMNS if one in columns},
            base,
            partial(self._write, values),
            tuple(self._mapped(asked)),
        )

    def _write(self, values: Mapping[CellRef, FillValue], path: Path, token: str, stamp: Stamp) -> None:
        write_issued_workbook(self.path, values, path, token=token, stamp=stamp)

    def _asked(self, recipient: Recipient) -> dict[Place, SheetCell]:
        """The cells that a recipient answers, each place once."""
        wanted, found = set(recipient.rows), dict[Place, SheetCell]()
        for cell in (cell for table in self.tables for cell in table.cells):
            if cell.place is None or cell.place.row not in wanted:
                continue
            if cell.region in {"", recipient.region.code}:
                found.setdefault(cell.place, cell)
        return found

    def _mapped(self, asked: Mapping[Place, SheetCell]) -> Iterator[MappedTable]:
        for table in self.tables:
            here = set(table.cells)
            own = [(place, cell) for place, cell in asked.items() if cell in here]
            if not own:
                continue
            columns = {cell.at for _, cell in own}
            yield MappedTable(
                table.mapped.sheet,
                table.mapped.head,
                table.mapped.labels,
                table.mapped.names,
                tuple(one for one in table.mapped.columns if one.at in columns),
                table.mapped.rows,
                tuple(
                    MappedCell(
                        place.row, place.column, cell.row, cell.at, _unit_back(cell, place), cell.is_formula
                    )
                    for place, cell in own
                ),
            )

    def _beside(
        self, table: FormTable, recipient: Recipient, taken: set[CellRef]
    ) -> Iterator[tuple[CellRef, FillValue]]:
        """Figures that stand beside: blank ones that are known, and those of the region that the form was made for."""
        is_other = self.region is not None and self.region.code != recipient.region.code
        for cell in (cell for one in self.tables for cell in one.cells):
            if cell.ref in taken or cell.is_formula or cell.region:
                continue
            if cell.text.strip() and not (is_other and any(sign.isdigit() for sign in cell.text)):
                continue
            known = _known_beside(table, cell, recipient.region.code)
            if known is not None:
                yield cell.ref, known
            elif cell.text.strip():
                yield cell.ref, None


def _known_beside(table: FormTable, cell: SheetCell, region: str) -> FillValue:
    """What the data file holds for a cell that is not asked: a figure of another time, or a target; None for nothing."""
    rows = {row.code: row for row in table.form.rows}
    if cell.target_of in rows:
        row = rows[cell.target_of]
        text = table.text(row, FormColumn.TARGET)
        return value_for_sheet(text, row.unit, cell.unit, shows_percent=False) or text or None
    if cell.key is None or cell.place is not None or cell.key.indicator not in rows:
        return None
    found = table.observations.get(_of(cell.key, region))
    if found is None:
        return None
    own = table.indicators[cell.key.indicator].unit
    return _value(cell, found.quantity.text.strip().removesuffix(own).rstrip(), own)


def _of(key: ObservationKey, region: str) -> ObservationKey:
    return ObservationKey(region, key.indicator, key.period, key.measure)


def _value(cell: SheetCell, text: str, own: str) -> FillValue:
    """What is written for a form's text; a remark or a growth has no unit of the sheet's."""
    is_level = cell.key is not None and cell.key.measure is Measure.LEVEL
    if cell.key is None:
        return text or None
    return value_for_sheet(
        text, own if is_level else "", cell.unit if is_level else "", shows_percent=cell.shows_percent
    )


def _unit_back(cell: SheetCell, place: Place) -> str:
    return cell.unit if place.column in {FormColumn.MONTH, FormColumn.TOTAL} else ""
