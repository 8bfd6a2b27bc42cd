"""Forms as cells: made, changed and taken out again by change sets, and those of revision 0002 taken over."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from wzdesk.db import migrate
from wzdesk.db.backup_record import BackupRecord, losses
from wzdesk.db.changes import apply_changes, redo, undo
from wzdesk.db.codec import form_of, form_state
from wzdesk.db.doors import execute_of
from wzdesk.db.file import connect
from wzdesk.db.form_lists import form_summaries, offered_forms
from wzdesk.db.forms import read_form
from wzdesk.db.history import history_of
from wzdesk.db.store import Store, open_engine
from wzdesk.domain.cell_note import NoteKey, NoteKind
from wzdesk.domain.change import ChangeKind, ClosingChange, ClosingKey, FormChange, FormKey, NoteChange
from wzdesk.domain.form import Form, FormClosing, FormColumn, FormRow
from wzdesk.domain.period import Frequency, Period

FORM = Form(
    "own_1",
    "投资旬报表",
    (FormRow("so2", "二氧化硫", "吨", "1", "排放", 1, True), FormRow("gdp", "生产总值", "亿元")),
    (FormColumn.TOTAL, FormColumn.REMARK),
    Frequency.QUARTER,
    ("330300",),
    31,
    "{year}",
    "FGW",
    2,
    carries_remarks=True,
)
KEY = FormKey("own_1")


def stored(store: Store, code: str = "own_1") -> Form | None:
    with store.reading() as session:
        return read_form(execute_of(session), code)


def store_form(store: Store, form: Form | None) -> None:
    with store.writing() as session:
        apply_changes(session, [FormChange(KEY, form)], kind=ChangeKind.FORM, who="王某")


def test_that_a_form_comes_back_as_it_was_stored() -> None:
    definition = form_state(FORM)["definition"]
    assert definition is not None
    assert form_of("own_1", definition) == FORM


def test_that_making_changing_and_retiring_a_form_can_be_undone(store: Store) -> None:
    renamed = replace(FORM, name="投资月报表", rows=FORM.rows[:1])
    for form in (FORM, renamed, replace(renamed, is_retired=True)):
        store_form(store, form)
        assert stored(store) == form
    with store.reading() as session:
        assert [form.code for form in offered_forms(execute_of(session))] == []
        steps = [(step.before, step.after) for step in history_of(session, KEY)]
    assert steps == [
        ("投资月报表，1 行", "投资月报表，1 行，已停用"),
        ("投资旬报表，2 行", "投资月报表，1 行"),
        ("", "投资旬报表，2 行"),
    ]
    for before in (renamed, FORM, None):
        with store.writing() as session:
            undo(session, "王某")
        assert stored(store) == before
    with store.writing() as session:
        redo(session, "王某")
    assert stored(store) == FORM


def test_that_what_was_taken_out_by_an_act_is_not_called_lost(store: Store) -> None:
    remark = NoteChange(NoteKey(NoteKind.REMARK, "330300", "gdp", Period.to_month(2023, 9)), "快报数")
    store_form(store, FORM)
    with store.writing() as session:
        apply_changes(session, [remark], kind=ChangeKind.EDIT, who="王某")
    before = BackupRecord(0, datetime.now(UTC), {"form": 1, "cell_note": 1}, 10**6)
    early = replace(before, last_change=0)
    for _ in range(2):
        with store.writing() as session:
            undo(session, "王某")
    connection = connect(store.path, "ro")
    try:
        assert losses(connection, {"form": 0, "cell_note": 0}, early) == ()
        assert losses(connection, {"form": 0, "cell_note": 0}, before) == (
            "填报表少了 1 行",
            "批注和备注少了 1 行",
        )
    finally:
        connection.close()


@pytest.fixture
def of_0002(tmp_path: Path) -> Path:
    """A file as the program before made it, with a form, a closed month of it, and a pack."""
    path = tmp_path / "old.wzd"
    path.touch()
    engine = open_engine(path)
    with engine.begin() as connection:
        connection.exec_driver_sql("PRAGMA application_id = 2004509797")
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        migrate.run_migrations(connection, "0002")
        for statement in (
            "INSERT INTO file_info VALUES (1, 1, '2024-01-01T00:00:00+00:00', '0', 'x', 'x', '1', '330300', '')",
            "INSERT INTO change_set VALUES (1, 'pack', '2024-01-01T00:00:00+00:00', '', 'x', 'x 1', NULL, NULL)",
            "INSERT INTO region VALUES (1, '330300', '温州市', '温州', 'city', NULL, 1, 0)",
            (
                "INSERT INTO indicator VALUES (7, 'GDP', '地区生产总值', '亿元', 1, 'up', 'ytd', 'comparable', NULL, NULL,"
                " '', 0, 0)"
            ),
            (
                "INSERT INTO form VALUES (4, 'monthly', '月报表', 'month', '[\"total\",\"remark\"]', '[\"330300\"]', 12,"
                " '{year}', 0)"
            ),
            "INSERT INTO form_line VALUES (4, 0, 7, '1', '生产总值', '亿元', '综合', 1, 1)",
            "INSERT INTO form_closing VALUES (4, 1, '2023-01/09', '王某', NULL, '报出', 1)",
        ):
            connection.exec_driver_sql(statement)
    engine.dispose()
    return path


def test_that_forms_of_the_revision_before_are_taken_over_with_their_closed_months(of_0002: Path) -> None:
    with Store.open(of_0002) as store:
        row = FormRow("GDP", "生产总值", "亿元", "1", "综合", 1, True)
        columns = (FormColumn.TOTAL, FormColumn.REMARK)
        expected = Form("monthly", "月报表", (row,), columns, Frequency.MONTH, ("330300",), 12, "{year}")
        assert stored(store, "monthly") == expected
        with store.reading() as session:
            assert [form.name for form in form_summaries(execute_of(session))] == ["月报表"]
        opened = ClosingChange(ClosingKey("monthly", "330300", Period.to_month(2023, 9)), None)
        with store.writing() as session:
            assert apply_changes(session, [opened], kind=ChangeKind.CLOSE, who="").keys == {opened.key}
        closed = ClosingChange(opened.key, FormClosing("王某"))
        with store.writing() as session:
            apply_changes(session, [closed], kind=ChangeKind.CLOSE, who="")
