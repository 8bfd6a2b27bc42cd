"""An agency's own workbook, sent as the form, goes back with its reasons like any other."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.services.exchange.agency_books import NINE, Issue, Sent, only
from tests.services.exchange.returns import HERE
from wzdesk.db.store import Store
from wzdesk.domain.errors import Refused
from wzdesk.domain.form import FormColumn
from wzdesk.excel.apart.apart import Apart
from wzdesk.excel.exchange.sent_back import HEADING
from wzdesk.services.exchange.return_form import objections_of, return_form, rows_called, rows_to_mend

REASON = "社零总额把批发业也算进去了，请按限上口径重报"

pytestmark = pytest.mark.filterwarnings("ignore:.*is not supported and will be removed")  # by openpyxl


def test_that_the_reason_stands_beside_the_chosen_row_and_the_book_is_received_again(
    store: Store, send_book: Issue, apart: Apart, a01: Path, tmp_path: Path
) -> None:
    sent = Sent.of(send_book(a01, "monthly", NINE, HERE)[0].path)
    path = sent.put("RETAIL", FormColumn.TOTAL, 99.5).save(tmp_path / "来.xlsx")
    one = only(store, path, apart)
    rows = rows_to_mend(one)
    assert len(rows) > 10
    told = objections_of(rows, rows_called(rows, ["RETAIL"]))
    back = return_form(store, one, REASON, tmp_path / "退回.xlsx", "李某", told)
    sheet = load_workbook(back.path)[sent.identity.tables[0].sheet]
    reasons = {cell.row: str(cell.value) for row in sheet for cell in row if REASON in str(cell.value)}
    head, row = sent.identity.tables[0].head[1], sent.at("RETAIL", FormColumn.TOTAL)[0]
    assert reasons == {head: f"{HEADING}：{REASON}", row: REASON}
    again = only(store, back.path, apart)
    assert (again.reason, again.counts) == ("", one.counts)


def test_that_a_book_without_its_table_is_not_sent_back(
    store: Store, send_book: Issue, apart: Apart, a01: Path, tmp_path: Path
) -> None:
    path = send_book(a01, "monthly", NINE, HERE)[0].path
    one = only(store, path, apart)
    book = load_workbook(path)
    for row in book.worksheets[0].iter_rows(max_row=12):
        for cell in row:
            if not type(cell).__name__.startswith("Merged"):
                cell.value = None
    book.save(path)
    with pytest.raises(Refused, match="找不到这张表的表头"):
        return_form(store, one, REASON, tmp_path / "退回.xlsx")
