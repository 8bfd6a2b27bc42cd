"""Every released form of a data file opens in the program of today with all that it held."""

import re
import shutil
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings

from tests.released.kept import FILES, HERE, chain, contents, kept_file, revisions
from wzdesk.db.backup import backup_folder, problems_of, row_counts
from wzdesk.db.changes import UNDOABLE
from wzdesk.db.file import HEAD, REVISIONS, revision_of
from wzdesk.db.health import full_check
from wzdesk.domain.office import OfficeRole
from wzdesk.domain.period import Period
from wzdesk.domain.person import Person
from wzdesk.domain.typed_cell import Column, TypedCell
from wzdesk.services.enter_form import FormFilling, forms_of
from wzdesk.services.exchange.keys import is_signed, known_keys, office_key
from wzdesk.services.fill_plan import PlanFilling, read_filled
from wzdesk.services.grid_looks import kept_look
from wzdesk.services.look_back import acts
from wzdesk.services.make_form import form_parts, retired_forms
from wzdesk.services.open_data_file import open_data_file, read_data_file
from wzdesk.services.places import settings_folder
from wzdesk.services.projects.read_ledger import ledger_total
from wzdesk.services.projects.read_project import all_projects, project_of
from wzdesk.services.receiving.reception import stored_layouts
from wzdesk.services.take_up_pack import take_up_pack
from wzdesk.services.undo_change import turn
from wzdesk.services.who import kept_person, signature
from wzdesk.ui import file_memory
from wzdesk.ui.shell.looks import LOOK_DARK, Looks
from wzdesk.ui.theme import LIGHT, Theme

CITY = "330300"
OLDER = [revision for revision in revisions() if revision != HEAD]
FORMS_SINCE, OWN_FORMS_SINCE, PROJECTS_SINCE = "0002", "0003", "0004"


def nobody(_done: int, _total: int) -> None:
    """Nobody wants to know."""


def test_that_a_file_of_every_revision_before_todays_is_kept_and_named() -> None:
    """Whoever adds a migration keeps a real file of the revision before it: see README.md beside this."""
    told = (HERE / "README.md").read_text("utf-8")
    for revision in REVISIONS[:-1]:
        assert revision_of(FILES / f"{revision}.wzd") == revision
    for revision in revisions():
        assert revision_of(FILES / f"{revision}.wzd") == revision
        assert re.search(rf"`files/{revision}\.wzd` \| `[0-9a-f]{{40}}` \|", told), revision
        assert (FILES / f"{revision}.wzd").stat().st_size <= 300 * 1024


@pytest.mark.parametrize("revision", OLDER)
def test_that_an_older_file_is_backed_up_then_upgraded_with_all_it_held(
    revision: str, tmp_path: Path
) -> None:
    path = kept_file(revision, tmp_path)
    before, acts_before, counts = contents(path), chain(path), row_counts(path)

    open_data_file(path).close()

    assert revision_of(path) == HEAD
    assert problems_of(path, nobody) == []
    assert full_check(path).is_ok
    after = contents(path)
    assert {table: after[table] for table in before} == before
    assert chain(path)[: len(acts_before)] == acts_before
    assert {name: row_counts(path)[name] for name in ("observation", "change_set", "revision")} == {
        name: counts[name] for name in ("observation", "change_set", "revision")
    }
    (backup,) = backup_folder(path).glob("*.wzd")
    assert f"-{revision}-升级前" in backup.name
    assert revision_of(backup) == revision
    assert (contents(backup), row_counts(backup)) == (before, counts)


@pytest.mark.parametrize("revision", revisions())
def test_that_figures_read_and_history_goes_back_and_forth(revision: str, tmp_path: Path) -> None:
    path = kept_file(revision, tmp_path)
    with open_data_file(path) as store:
        table = read_filled(store, "2023", CITY).table
        texts = {row[:4]: row[4] for row in contents(path)["observation"]}
        for key, observation in table.observations.items():
            assert (
                observation.quantity.text
                == texts[key.region, key.indicator, key.period.code, key.measure.value]
            )
        assert len(table.observations) > 30
        assert "29.0" in texts.values()
        assert "8.7(实际增长7.9)" in texts.values()
        at_start = contents(path)
        taken_back = 0
        while turn(store, "王敏", back=True):
            taken_back += 1
        assert taken_back >= 6
        assert all(act.undone for act in acts(store) if act.change_set.kind in UNDOABLE)  # to the very first
        for _ in range(taken_back):
            assert turn(store, "王敏", back=False)
        at_end = contents(path)
        for name in ("cell_note", "setting", "observation", "plan_target"):
            assert without_acts(at_end.get(name, [])) == without_acts(at_start.get(name, []))


def without_acts(rows: Sequence[tuple[object, ...]]) -> list[tuple[object, ...]]:
    """Cells without the act that set them last: the last column where it is one."""
    return sorted((row[:-1] if isinstance(row[-1], int) else row for row in rows), key=repr)


@pytest.mark.parametrize("revision", revisions())
def test_that_one_goes_on_working_in_an_upgraded_file(revision: str, tmp_path: Path) -> None:
    path = kept_file(revision, tmp_path)
    with open_data_file(path) as store:
        filling = PlanFilling.open(store, "2023", CITY, "王敏")
        filling.record([TypedCell("GDP", Column.LEVEL, "8731")])
        take_up_pack(store)
        assert take_up_pack(store) == ""
        period = Period.to_month(2023, 10)
        monthly = FormFilling.open(store, "monthly", CITY, period, "王敏")
        code = monthly.table.form.rows[0].indicator
        monthly.record([TypedCell(code, Column.TOTAL, "7000.10")])
        assert project_of(store, all_projects(store)[0].code) is not None
    with read_data_file(path) as store:
        observations = read_filled(store, "2023", CITY).table.observations
        assert "8731" in {one.quantity.text for one in observations.values()}


@pytest.mark.parametrize("revision", [one for one in revisions() if one >= FORMS_SINCE])
def test_that_forms_notes_and_closed_months_carry_over(revision: str, tmp_path: Path) -> None:
    with open_data_file(kept_file(revision, tmp_path)) as store:
        august, september = (
            FormFilling.open(store, "monthly", CITY, Period.to_month(2023, month)).table for month in (8, 9)
        )
        assert august.closing is not None
        assert august.closing.who == "王敏（市发展改革委）"
        assert september.closing is None
        assert {"已同市统计局核对", "下月再看", "含跨区项目"} <= set(august.notes.values())
        assert {one.quantity.text for one in august.observations.values()} >= {"18.50", "28.50", "38.50"}
        if revision >= OWN_FORMS_SINCE:
            names = {form.name for form in form_parts(store).forms}
            assert "季度快报（试行）" in names
            assert [form.code for form in retired_forms(store)] == ["quarterly"]
            assert "quarterly" not in {form.code for form in forms_of(store) if not form.is_retired}


@pytest.mark.parametrize("revision", [one for one in revisions() if one >= PROJECTS_SINCE])
def test_that_projects_and_their_sums_carry_over(revision: str, tmp_path: Path) -> None:
    path = kept_file(revision, tmp_path)
    with closing(sqlite3.connect(path)) as connection:
        (reported,) = connection.execute(
            "SELECT sum(reported_month) FROM project_progress WHERE month = 202403"
        ).fetchone()
    with open_data_file(path) as store:
        added = ledger_total(store, Period.of_month(2024, 3))
        assert added.count == len(all_projects(store))
        assert added.month == Decimal(reported) / 1_000_000 == Decimal("5002.20")
        project = project_of(store, "own-1")
        assert project is not None
        assert project.name == "市民中心改造"


@pytest.mark.parametrize("revision", revisions())
def test_that_what_was_taught_about_layouts_carries_over(revision: str, tmp_path: Path) -> None:
    with open_data_file(kept_file(revision, tmp_path)) as store:
        (layout,) = stored_layouts(store)
    assert (layout.title, layout.rows["生产总值(旧口径)"].indicator) == ("主要经济指标月报表", "GDP")


def take_settings(revision: str) -> None:
    """Put the settings of a released version where this person's are."""
    shutil.copytree(HERE / "settings" / revision, settings_folder(), dirs_exist_ok=True)
    user = Path(QSettings("wzdesk", "wzdesk").fileName())
    user.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(HERE / "settings" / revision / "wzdesk.conf", user)


@pytest.mark.parametrize("revision", ("0003", "0004"))
def test_that_a_persons_settings_carry_over(revision: str) -> None:
    take_settings(revision)
    assert kept_person() == Person("王敏", "市发展改革委")
    assert signature() == "王敏（市发展改革委）"
    look = kept_look("form/monthly")
    assert (look.hidden, dict(look.widths)) == (frozenset({"last_year"}), {"total": 132})
    assert file_memory.own_file() == Path("/home/wang/计划/温州市计划.wzd")
    assert file_memory.office_role() is OfficeRole.MERGE
    memory = file_memory.FileMemory(file_memory.own_file())
    assert memory.last_form is not None
    assert memory.last_form.period == Period.to_month(2023, 9)
    theme = Theme(LIGHT)
    assert Looks(theme, QSettings("wzdesk", "wzdesk")).choice == LOOK_DARK


def test_that_the_offices_region_and_keys_carry_over() -> None:
    take_settings("0004")
    assert file_memory.office_region() == "330326"
    assert file_memory.FileMemory(file_memory.own_file()).last_place == ("2023", "330326")
    (known,) = known_keys()
    assert known.owner == "平阳县发展改革局"
    key = office_key()
    kept = (HERE / "settings" / "0004" / "keys" / "office.key").read_bytes()
    assert (settings_folder() / "keys" / "office.key").read_bytes() == kept
    assert is_signed(b"text", key.sign(b"text"), key.public)
