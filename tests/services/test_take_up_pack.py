"""A data file of an older program takes up the forms and rules of the newer pack."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text

from wzdesk.db.changes import apply_changes, undo
from wzdesk.db.doors import execute_of
from wzdesk.db.forms import read_form
from wzdesk.db.newer_pack import keep_pack_version
from wzdesk.db.settings import CHECKS, get_setting, set_setting
from wzdesk.domain.change import ChangeKind, FormChange, FormKey
from wzdesk.domain.checks.reviewed import form_cells
from wzdesk.domain.form import Form
from wzdesk.domain.period import Period
from wzdesk.domain.typed_cell import Column, TypedCell
from wzdesk.services.check_cells import CellChecks
from wzdesk.services.enter_form import FormFilling, forms_of
from wzdesk.services.look_back import acts
from wzdesk.services.open_data_file import DataFile, create_data_file, read_data_file
from wzdesk.services.places import pack_folder
from wzdesk.services.projects.read_project import all_projects
from wzdesk.services.take_up_pack import take_up_pack


@pytest.fixture
def store(tmp_path: Path) -> Iterator[DataFile]:
    with create_data_file(tmp_path / "data.wzd", pack_folder("wenzhou")) as store:
        yield store


def make_old(store: DataFile) -> None:
    """As a file was before there were forms and rules: nothing in it names either."""
    with store.writing() as session:
        session.execute(text("DELETE FROM form"))
        set_setting(session, CHECKS, "")
        keep_pack_version(session, "2024.1")


def monthly(store: DataFile) -> Form:
    with store.reading() as session:
        form = read_form(execute_of(session), "monthly")
    assert form is not None
    return form


def test_that_a_file_of_before_gets_forms_and_rules_in_one_act(store: DataFile) -> None:
    make_old(store)
    said = take_up_pack(store)
    assert said.startswith("这个数据文件按新的数据包补上填报表 3 张（主要经济指标月报表、")
    assert "审核规则换成新的" in said
    assert [form.code for form in forms_of(store)] == ["monthly", "quarterly", "yearly"]
    (latest, _) = acts(store)
    assert (latest.change_set.kind, latest.change_set.why, latest.cells) == (ChangeKind.PACK, said, 3)
    filling = FormFilling.open(store, "monthly", "330300", Period.to_month(2023, 9), "张某")
    filling.record([TypedCell("UNEMPLOYMENT", Column.TOTAL, "150")])
    assert CellChecks(store).check(form_cells(filling.table))


def test_that_it_is_taken_up_once_and_not_by_undo_taken_out(store: DataFile) -> None:
    assert take_up_pack(store) == ""
    make_old(store)
    assert take_up_pack(store)
    assert take_up_pack(store) == ""
    with store.writing() as session:
        assert undo(session, "") is None


def test_that_a_form_that_a_person_changed_stays_and_others_are_renewed(store: DataFile) -> None:
    own = replace(monthly(store), name="月报表（县里改过）")
    with store.writing() as session:
        apply_changes(session, [FormChange(FormKey("monthly"), own)], kind=ChangeKind.FORM, who="王某")
        session.execute(
            text(
                "UPDATE form SET definition = replace(definition, '季报表', '季表') WHERE code = 'quarterly'"
            )
        )
        keep_pack_version(session, "2024.1")
    assert take_up_pack(store) == (
        "这个数据文件按新的数据包更新填报表 1 张（主要经济指标季报表）；已填的数没有动。"
    )
    assert monthly(store) == own


def test_that_a_file_that_can_only_be_read_is_left_alone(store: DataFile) -> None:
    make_old(store)
    path = store.path
    store.close()
    with read_data_file(path) as looked_at:
        assert take_up_pack(looked_at) == ""
        with looked_at.reading() as session:
            assert get_setting(session, CHECKS) == ""


def test_that_a_file_of_before_gets_the_projects_of_its_pack(store: DataFile) -> None:
    with store.writing() as session:
        for table in ("ledger_line", "ledger_sum", "ledger_list", "ledger_region", "ledger_name", "project"):
            session.execute(text(f"DELETE FROM {table}"))
        keep_pack_version(session, "2024.2")
    assert all_projects(store) == []
    assert "补上重大项目" in take_up_pack(store)
    assert "苍南三澳核电一期" in {one.name for one in all_projects(store)}
