"""What is sent to one recipient, whatever form it has: the identity's parts, and how the workbook is written."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from wzdesk.domain.exchange.identity import IssuedRow, Place
from wzdesk.domain.exchange.mapping import MappedTable
from wzdesk.domain.form import FormColumn
from wzdesk.domain.form_table import FormTable
from wzdesk.excel.exchange.marks import Stamp
from wzdesk.reports.issued_sheet import lay_out_issued
from wzdesk.services.exchange.recipients import Leads, Recipient

Write = Callable[[Path, str, Stamp], None]
"""Writes a workbook with a token and a stamp."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A workbook for one recipient, not written yet; ``base`` has the text of each cell that is asked."""

    rows: tuple[IssuedRow, ...]
    headings: Mapping[FormColumn, str]
    base: Mapping[Place, str]
    write: Write
    tables: tuple[MappedTable, ...] = ()

    @property
    def row_count(self) -> int:
        """How many lines have a cell that is asked."""
        return len({place.row for place in self.base})

    @property
    def known_count(self) -> int:
        """How many of the cells hold something already."""
        return sum(bool(text) for text in self.base.values())


class SheetMaker(Protocol):
    """A form to send: the application's own, or an agency's workbook."""

    @property
    def suffix(self) -> str:
        """The ending of the files."""

    @property
    def leads(self) -> Leads:
        """The agencies that the sheet names for its lines."""

    @property
    def notes(self) -> Sequence[str]:
        """What a person should know before it is sent."""

    def prepare(self, table: FormTable, before: FormTable | None, recipient: Recipient) -> Prepared:
        """The workbook for a recipient; ``before`` is the table one period earlier."""


class OwnForm:
    """The application's own form."""

    def __init__(self) -> None:
        self.suffix, self.leads, self.notes = ".xlsx", dict[str, str](), tuple[str, ...]()

    def prepare(self, table: FormTable, before: FormTable | None, recipient: Recipient) -> Prepared:
        """The form laid out with the lines of the recipient."""
        table = of_recipient(table, recipient)
        sheet = lay_out_issued(table, before, table.form.due(table.period))
        listed = [at for place, at in sheet.entry_cells.items() if place.column is not FormColumn.REMARK]

        def write(path: Path, token: str, stamp: Stamp) -> None:
            from wzdesk.excel.exchange.issue import write_issued

            write_issued(
                path,
                sheet.layout,
                entry_cells=sheet.entry_cells.values(),
                listed_cells=listed,
                hidden_columns=sheet.hidden_columns,
                token=token,
                stamp=stamp,
            )

        return Prepared(sheet.rows, sheet.headings, sheet.base, write)


def of_recipient(table: FormTable, recipient: Recipient) -> FormTable:
    """The table with the lines that a recipient is asked for, and its name where it is an agency."""
    if recipient.agency is None:
        return table
    wanted = set(recipient.rows)
    rows = tuple(row for row in table.form.rows if row.code in wanted)
    return replace(
        table, form=replace(table.form, rows=rows), agency=f"　{recipient.agency.name}", _keys={}, _asked=[]
    )
