"""Agencies' own workbooks as forms to send: who gets what, what cannot be sent, what goes to nobody else."""

from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.excel.conftest import Convert, office, soffice
from tests.services.exchange.agency_books import NINE, YEAR, Issue, Sent, moved, only
from tests.services.exchange.returns import HERE, THERE
from wzdesk.db.store import Store
from wzdesk.domain.errors import WzdeskError
from wzdesk.domain.period import Period
from wzdesk.excel.apart.apart import Apart
from wzdesk.services.exchange.issue_forms import IssueAsked, issue, plan_issue
from wzdesk.services.exchange.transfer_log import read_log
from wzdesk.services.form_from_sheet import found_forms, with_indicators
from wzdesk.services.make_form import keep_form
from wzdesk.services.read_workbook import read_workbook
from wzdesk.services.receiving.reception import SheetReception

__all__ = ["office", "soffice"]  # fixtures

pytestmark = pytest.mark.filterwarnings("ignore:.*is not supported and will be removed")  # by openpyxl


def test_that_the_preview_says_who_gets_what(store: Store, apart: Apart, a01: Path, a04: Path) -> None:
    plan = plan_issue(store, IssueAsked("monthly", NINE, (), workbook=a01), apart=apart)
    assert len(plan.files) == 13
    assert {one.rows for one in plan.files} == {18}
    assert any("平阳县" in note for note in plan.notes)
    assert any("公式" in note for note in plan.notes)
    of_agencies = plan_issue(
        store, IssueAsked("yearly", YEAR, (), to_agencies=True, workbook=a04), apart=apart
    )
    assert "市卫生健康委" in [one.recipient.name for one in of_agencies.files]
    assert any("没有责任单位" in note for note in of_agencies.notes)


def test_that_what_cannot_be_sent_says_why(
    store: Store, apart: Apart, a01: Path, shared: Path, tmp_path: Path
) -> None:
    def why(book: Path, period: Period = NINE) -> str:
        with pytest.raises(WzdeskError) as refused:
            plan_issue(store, IssueAsked("monthly", period, workbook=book), apart=apart)
        return refused.value.sentence

    assert "表上是2024年1—9月的数，要发的是2024年1—6月" in why(a01, Period.to_month(2024, 6))
    assert "没有认出" in why(next((shared / "workbooks").glob("form_G0101*.xlsx")))
    (tmp_path / "坏.xlsx").write_bytes(a01.read_bytes()[:5000])
    assert "坏.xlsx" in why(tmp_path / "坏.xlsx")
    (tmp_path / "不是表.xlsx").write_text("你好", "utf-8")
    assert "不是表.xlsx" in why(tmp_path / "不是表.xlsx")
    assert "没有找到" in why(tmp_path / "没有.xlsx") or "不在" in why(tmp_path / "没有.xlsx")


def test_that_a_sent_book_is_no_form_to_send(store: Store, send_book: Issue, apart: Apart, a01: Path) -> None:
    made = send_book(a01, "monthly", NINE, HERE)[0]
    with pytest.raises(WzdeskError, match="已经发出过"):
        plan_issue(store, IssueAsked("monthly", NINE, workbook=made.path), apart=apart)


def test_that_a_book_without_any_known_indicator_is_sent_once_a_form_was_made_of_it(
    store: Store, send_book: Issue, apart: Apart, shared: Path, tmp_path: Path
) -> None:
    book = next((shared / "workbooks").glob("form_G0101*.xlsx"))
    reception = SheetReception(store, read_workbook(book, apart=apart), None, NINE)
    draft = found_forms(reception)[0].draft
    unknown = [((line.name,), line.unit) for line in draft.lines if line.is_unknown]
    form = keep_form(store, with_indicators(draft, reception.add_indicators(unknown)), "李某")
    plan = plan_issue(store, IssueAsked(form.code, NINE, (HERE,), workbook=book), apart=apart)
    assert plan.files[0].cells == len(form.rows) > 20
    sent = Sent.of(send_book(book, form.code, NINE, HERE)[0].path)
    typed = [cell for cell in sent.identity.tables[0].cells if not cell.is_formula][:5]
    for number, cell in enumerate(typed):
        sent.put(cell.code, cell.column, 1000 + number)
    found = only(store, sent.save(tmp_path / "G0101.xlsx"), apart)
    assert sorted(Decimal(text) for _, text in moved(found).values()) == [
        1000 + number for number in range(5)
    ]
    assert found.counts.cells == len(form.rows)


def test_that_answers_of_one_county_left_in_the_form_go_to_no_other(
    store: Store, send_book: Issue, shared: Path
) -> None:
    returned = next((shared / "forms").glob("a01r1_*.xlsx"))
    old, body = load_workbook(returned).worksheets[0], range(6, 31)
    columns = ("G", "H", "I")
    figures = {str(old[f"{column}{row}"].value) for column in columns for row in body}
    sent = Sent.of(send_book(returned, "monthly", NINE, THERE)[0].path)
    new = {str(sent.sheet[f"{column}{row}"].value) for column in columns for row in body}
    common = {
        text for text in figures & new if any(sign.isdigit() for sign in text) and not text.startswith("=")
    }
    assert len(figures) > 20
    assert not common


@pytest.mark.long
def test_that_an_old_kind_is_converted_and_said_so(
    store: Store, apart: Apart, a01: Path, office: Convert, tmp_path: Path
) -> None:
    old = office(a01, "xls")
    asked = IssueAsked("monthly", NINE, (HERE,), workbook=old)
    plan = plan_issue(store, asked, apart=apart)
    assert any(".xls 格式" in note for note in plan.notes)
    made = issue(store, asked, tmp_path / "发出", apart=apart)[0]
    assert made.path.suffix == ".xlsx"
    found = only(store, made.path, apart)
    assert (found.reason, found.counts.unchanged) == ("", made.cells)


def test_that_stopping_leaves_what_was_made_in_the_log(
    store: Store, a01: Path, apart: Apart, tmp_path: Path
) -> None:
    class Stopped(Exception):
        pass

    def stop(done: int, _total: int) -> None:
        if done == 3:
            raise Stopped

    with pytest.raises(Stopped):
        issue(
            store, IssueAsked("monthly", NINE, workbook=a01), tmp_path / "发出", on_progress=stop, apart=apart
        )
    assert len(list((tmp_path / "发出").iterdir())) == len(read_log(store.path).lines) == 3
