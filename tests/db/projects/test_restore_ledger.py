"""Projects in backups: what would differ, what was lost, and what comes back."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from tests.db.projects.samples import SMALL, act, ledger, no_report, problem, project, report
from wzdesk.db.backup import back_up, backup_folder
from wzdesk.db.backup_record import backups_in
from wzdesk.db.compare import difference
from wzdesk.db.health import full_check
from wzdesk.db.store import Store
from wzdesk.domain.backup import BackupState, CellDifference
from wzdesk.services.projects.read_project import reports_of
from wzdesk.services.restore_backup import restore_backup


def nobody(_done: int, _total: int) -> None:
    return


def backed_up(store: Store, label: str = "报送前") -> Path:
    return back_up(store.path, backup_folder(store.path), label)


def test_that_a_backup_says_which_projects_months_and_problems_would_differ(store: Store, path: Path) -> None:
    ledger(store)
    first = backed_up(store)
    act(store, report("WZ-002", 6, "3001"), no_report("WZ-001", 1), report("WZ-002", 7, "4000"))
    act(store, project(replace(SMALL, owner="水投")), problem("WZ-002", 2))
    found = difference(path, first, nobody)
    assert found.ledger == {
        "project": CellDifference(1, 0, 0),
        "project_progress": CellDifference(1, 1, 1),
        "project_problem": CellDifference(0, 1, 0),
    }
    assert "ledger_line" not in found.tables
    restore_backup(store, first, "张某", nobody)
    assert difference(path, first, nobody).ledger == {}
    assert full_check(path).is_ok
    assert reports_of(store, "WZ-002")[0].reported.year == 3000


def test_that_projects_that_people_took_out_raise_no_alarm_and_lost_ones_do(store: Store, path: Path) -> None:
    ledger(store)
    backed_up(store, "每日")
    act(store, no_report("WZ-001", 1), project(replace(SMALL, plans=())))
    backed_up(store, "每日")
    assert backups_in(path, backup_folder(path))[0].state is BackupState.GOOD
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("DELETE FROM project_progress WHERE month = 202406")
    backed_up(store, "每日")
    assert backups_in(path, backup_folder(path))[0].alarm == "项目月度进度少了 2 行"
