"""An agency's own workbook that was sent as the form, and what to ask of it when it came back."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from wzdesk.db.store import Store
from wzdesk.domain.exchange.identity import Identity, identity_of
from wzdesk.domain.exchange.merge import Outcome
from wzdesk.domain.form import FormColumn
from wzdesk.domain.period import Period
from wzdesk.excel.apart.apart import Apart
from wzdesk.excel.exchange.returned import read_returned
from wzdesk.services.exchange.identify import Wanted
from wzdesk.services.exchange.issue_forms import IssuedFile
from wzdesk.services.exchange.merge_returns import FileResult, preview_merge

CITY = "330300"
NINE, YEAR = Period.to_month(2024, 9), Period.of_year(2023)
Issue = Callable[..., list[IssuedFile]]


@dataclass
class Sent:
    """A workbook that was sent, open to be edited by the form's rows and columns."""

    path: Path
    identity: Identity
    book: Workbook

    @classmethod
    def of(cls, path: Path) -> "Sent":
        signed = read_returned(path).signed
        assert signed is not None
        return cls(path, identity_of(signed.payload), load_workbook(path))

    @property
    def sheet(self) -> Worksheet:
        found = self.book[self.identity.tables[0].sheet]
        assert isinstance(found, Worksheet)
        return found

    def at(self, code: str, column: FormColumn) -> tuple[int, int]:
        cells = (cell for table in self.identity.tables for cell in table.cells)
        return next((one.row, one.at) for one in cells if (one.code, one.column) == (code, column))

    def value(self, code: str, column: FormColumn) -> object:
        return self.sheet.cell(*self.at(code, column)).value

    def put(self, code: str, column: FormColumn, value: object) -> "Sent":
        self.sheet.cell(*self.at(code, column)).value = value  # type: ignore[assignment]
        return self

    def save(self, path: Path) -> Path:
        path.parent.mkdir(parents=True, exist_ok=True)
        self.book.save(path)
        return path


def only(store: Store, path: Path, apart: Apart, wanted: Wanted | None = None) -> FileResult:
    return preview_merge(store, [path], wanted=wanted, apart=apart).files[0]


def moved(found: FileResult) -> dict[tuple[str, FormColumn], tuple[Outcome, str]]:
    assert found.reason == ""
    return {
        (cell.place.row, cell.place.column): (cell.outcome, cell.theirs)
        for cell in found.cells
        if cell.outcome is not Outcome.UNCHANGED
    }
