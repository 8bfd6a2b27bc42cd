"""A ledger that a pack brings is the same as one that people typed."""

from collections.abc import Sequence

import pytest

from tests.db.projects.samples import LEDGER, ledger, month
from wzdesk.db.change_sets import insert_change_set
from wzdesk.db.errors import UnknownProject
from wzdesk.db.projects.bulk import save_projects
from wzdesk.db.store import Store
from wzdesk.domain.change import Change, ChangeKind
from wzdesk.domain.projects.change import ProblemChange, ProgressChange, ProjectChange
from wzdesk.domain.projects.roll_up import Division
from wzdesk.services.projects.read_ledger import ledger_groups, ledger_lines
from wzdesk.services.projects.read_project import history_of


def bring(store: Store, changes: Sequence[Change]) -> None:
    with store.writing() as session:
        head = {
            "kind": ChangeKind.PACK,
            "who": "",
            "why": "演示",
            "source": "demo 1",
            "at": None,
            "reverts_id": None,
        }
        save_projects(
            session,
            insert_change_set(session.connection(), head),
            [one.after for one in changes if isinstance(one, ProjectChange) and one.after],
            [one.after for one in changes if isinstance(one, ProgressChange) and one.after],
            [one.after for one in changes if isinstance(one, ProblemChange) and one.after],
        )


def test_that_a_pack_brings_the_ledger_that_people_would_type(
    store: Store, tmp_path_factory: pytest.TempPathFactory
) -> None:
    bring(store, LEDGER)
    with Store.create(tmp_path_factory.mktemp("typed") / "typed.wzd") as typed:
        ledger(typed)
        for number in range(1, 13):
            assert ledger_lines(store, month(number)) == ledger_lines(typed, month(number))
            for division in Division:
                assert ledger_groups(store, month(number), by=division) == ledger_groups(
                    typed, month(number), by=division
                )
    assert history_of(store, "WZ-001") == []


def test_that_a_report_without_its_project_is_refused(store: Store) -> None:
    with pytest.raises(UnknownProject, match="WZ-001"):
        bring(store, LEDGER[:1])
