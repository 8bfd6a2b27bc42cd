"""Forms that are sent to agencies: each gets the lines it leads, and answers for those alone."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import permutations
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.services.exchange.returns import FORM, PERIOD, ReturnedBook
from wzdesk.db.changes import apply_changes
from wzdesk.db.doors import execute_of
from wzdesk.db.forms import read_form
from wzdesk.db.store import Store
from wzdesk.domain.change import ChangeKind, FormChange, FormKey
from wzdesk.domain.errors import WzdeskError
from wzdesk.domain.exchange.merge import Outcome
from wzdesk.domain.exchange.transfer import State
from wzdesk.domain.form import FormColumn
from wzdesk.domain.typed_cell import Column, TypedCell
from wzdesk.excel.apart.apart import Apart
from wzdesk.services.enter_form import FormFilling
from wzdesk.services.exchange.agency_standings import agency_matrix_of
from wzdesk.services.exchange.apply_merge import apply_merge
from wzdesk.services.exchange.identify import Wanted
from wzdesk.services.exchange.issue_forms import IssueAsked, IssuedFile, issue, plan_issue
from wzdesk.services.exchange.merge_returns import preview_merge
from wzdesk.services.exchange.report_merge import merge_report
from wzdesk.services.exchange.standings import matrix_of, open_conflicts, resolve
from wzdesk.services.exchange.transfer_log import read_log

CITY, COMMERCE, TRAFFIC = "330300", "SWB", "JTJ"
TODAY = date(2024, 7, 1)
SendTo = Callable[..., dict[str, IssuedFile]]


@pytest.fixture
def send_to(store: Store, tmp_path: Path) -> SendTo:
    def sent(*codes: str) -> dict[str, IssuedFile]:
        made = issue(
            store, IssueAsked(FORM, PERIOD, codes, to_agencies=True), tmp_path / "发单位", who="李某"
        )
        return {one.code: one for one in made}

    return sent


def names_in(book: ReturnedBook) -> list[str]:
    rows = (row for row in book.rows() if book.sheet.cell(row, book.column("unit")).value)
    return [str(book.sheet.cell(row, book.column("name")).value).lstrip("#") for row in rows]


def of_city(store: Store) -> dict[tuple[str, FormColumn], str]:
    table = FormFilling.open(store, FORM, CITY, PERIOD).table
    return {
        (row.code, column): table.text(row, column)
        for row in table.form.rows
        for column in table.form.columns
    }


def test_that_each_agency_gets_the_lines_it_leads(store: Store, send_to: SendTo) -> None:
    made = send_to()
    form = FormFilling.open(store, FORM, CITY, PERIOD).table
    leads = {row.name: form.indicators[row.indicator].lead for row in form.form.rows}
    assert len(made) == len({lead for lead in leads.values() if lead}) > 2
    for code, one in made.items():
        book = ReturnedBook(one.path)
        assert names_in(book) == [name for name, lead in leads.items() if lead == code]
        texts = [str(cell.value) for cell in book.sheet[2] if cell.value]
        assert any(one.name in text for text in texts)
    plan = plan_issue(store, IssueAsked(FORM, PERIOD, to_agencies=True))
    assert {file.recipient.code: file.cells for file in plan.files} == {
        code: one.cells for code, one in made.items()
    }
    assert any("没有责任单位" in note for note in plan.notes)


def test_that_a_form_of_an_agency_goes_to_it_whole(store: Store) -> None:
    with store.writing() as session:
        form = read_form(execute_of(session), FORM)
        assert form is not None
        change = FormChange(FormKey(FORM), replace(form, agency=COMMERCE))
        apply_changes(session, [change], kind=ChangeKind.EDIT, who="李某")
    plan = plan_issue(store, IssueAsked(FORM, PERIOD, to_agencies=True))
    assert [(one.recipient.code, one.rows) for one in plan.files] == [(COMMERCE, len(form.rows))]


def test_that_an_answer_touches_only_the_lines_of_its_agency(
    store: Store, send_to: SendTo, apart: Apart
) -> None:
    made = send_to(COMMERCE, TRAFFIC)
    before = of_city(store)
    books = {code: ReturnedBook(one.path) for code, one in made.items()}
    mine = {code: names_in(book) for code, book in books.items()}
    for code, book in books.items():
        book.put(mine[code][0], "total", 77.5 if code == COMMERCE else 88.5).save()
    preview = preview_merge(store, [one.path for one in made.values()], apart=apart)
    assert [(one.reason, one.agency) for one in preview.files] == [("", TRAFFIC), ("", COMMERCE)]
    assert preview.counts.cells == sum(one.cells for one in made.values())
    assert preview.counts.cells == preview.counts.unchanged + 2
    apply_merge(store, preview, who="李某")
    after = of_city(store)
    assert {after[key] for key in after if after[key] != before[key]} == {"77.5", "88.5"}
    assert [line.agency for line in read_log(store.path).lines[-2:]] == [TRAFFIC, COMMERCE]
    texts = [cell.text for cell in merge_report(store, preview).cells]
    assert {"市商务局", "市交通运输局"} <= set(texts)


def test_that_the_matrices_keep_agencies_and_regions_apart(
    store: Store, send_to: SendTo, apart: Apart
) -> None:
    nobody = agency_matrix_of(store, PERIOD, TODAY, ())
    assert not nobody.regions
    made = send_to(COMMERCE, TRAFFIC)
    matrix = agency_matrix_of(store, PERIOD, TODAY, ())
    assert matrix.standings[COMMERCE, FORM].state is State.SENT
    others = [one for one in matrix.regions if one.code not in {COMMERCE, TRAFFIC}]
    assert others
    assert {matrix.standings[one.code, FORM].state for one in others} == {State.NOT_SENT}
    book = ReturnedBook(made[COMMERCE].path)
    name = names_in(book)[0]
    row = next(one for one in FormFilling.open(store, FORM, CITY, PERIOD).table.form.rows if one.name == name)
    FormFilling.open(store, FORM, CITY, PERIOD, "王某").record([TypedCell(row.code, Column.TOTAL, "55")])
    apply_merge(store, preview_merge(store, [book.put(name, "total", 66).save()], apart=apart))
    waiting = open_conflicts(store)
    assert [one.at for one in waiting] == [(FORM, COMMERCE, PERIOD.code)]
    assert agency_matrix_of(store, PERIOD, TODAY, waiting).standings[COMMERCE, FORM].state is State.CONFLICT
    assert matrix_of(store, PERIOD, TODAY, waiting).standings[CITY, FORM].state is State.NOT_SENT
    resolve(store, [(one, True) for one in waiting], "李某")
    matrix = agency_matrix_of(store, PERIOD, TODAY, open_conflicts(store))
    assert matrix.standings[COMMERCE, FORM].state is State.MERGED
    assert matrix.standings[TRAFFIC, FORM].state is State.SENT
    assert matrix_of(store, PERIOD, TODAY).standings[CITY, FORM].state is State.NOT_SENT


def test_that_the_wrong_agency_is_refused(
    store: Store, send_to: SendTo, apart: Apart, tmp_path: Path
) -> None:
    path = send_to(COMMERCE)[COMMERCE].path

    def reason(of: Path, wanted: Wanted | None = None) -> str:
        return preview_merge(store, [of], wanted=wanted, apart=apart).files[0].reason

    assert reason(path) == ""
    assert "这是市商务局的表，要的是市交通运输局的" in reason(path, Wanted(agency=TRAFFIC))
    assert reason(path, Wanted(agency=COMMERCE)) == ""
    book = load_workbook(path)
    for cell in book.worksheets[0][2]:
        if cell.value:
            cell.value = str(cell.value).replace("市商务局", "市交通运输局")
    book.save(tmp_path / "串了.xlsx")
    assert "表上写的是市交通运输局，身份是市商务局的表" in reason(tmp_path / "串了.xlsx")


def test_that_the_order_of_agencies_does_not_matter(store: Store, send_to: SendTo, apart: Apart) -> None:
    made = send_to()
    for number, one in enumerate(made.values()):
        book = ReturnedBook(one.path)
        book.put(names_in(book)[0], "growth", 3 + number).save()
    paths = [one.path for one in made.values()]
    told = []
    for order in list(permutations(paths))[:6]:
        preview = preview_merge(store, order, apart=apart)
        told.append({(one.path, cell.place, cell.outcome) for one in preview.files for cell in one.cells})
    assert all(one == told[0] for one in told)
    assert sum(outcome is not Outcome.UNCHANGED for _, _, outcome in told[0]) == len(paths)


def test_that_a_form_without_leads_is_sent_to_no_agency(store: Store, tmp_path: Path) -> None:
    with pytest.raises(WzdeskError, match="单位 XXX 不报"):
        issue(store, IssueAsked(FORM, PERIOD, ("XXX",), to_agencies=True), tmp_path)
    assert not read_log(store.path).lines
