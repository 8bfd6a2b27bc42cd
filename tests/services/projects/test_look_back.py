"""The past of the file names projects as people do."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.db.projects.samples import ledger
from wzdesk.db.changes import undo
from wzdesk.db.store import Store
from wzdesk.services.look_back import acts, cells_of, last_acts


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.create(tmp_path / "项目.wzd") as made:
        ledger(made)
        yield made


def test_that_the_cells_of_an_act_are_named_by_project_and_month(store: Store) -> None:
    cells = cells_of(store, 1)
    assert [(one.what, one.column, one.when) for one in cells] == [
        ("泰顺抽水蓄能电站", "问题 1", ""),
        ("泰顺抽水蓄能电站", "问题 2", ""),
        ("瓯江引水工程", "问题 1", ""),
        ("泰顺抽水蓄能电站", "月度进度", "2024年1月"),
        ("泰顺抽水蓄能电站", "月度进度", "2024年6月"),
        ("泰顺抽水蓄能电站", "月度进度", "2024年7月"),
        ("瓯江引水工程", "月度进度", "2024年6月"),
        ("泰顺抽水蓄能电站", "项目", ""),
        ("瓯江引水工程", "项目", ""),
        ("前期谋划项目", "项目", ""),
    ]
    (found,) = acts(store, "项目")
    assert (found.cells, found.undone) == (10, False)


def test_that_a_project_that_is_gone_is_named_by_its_code(store: Store) -> None:
    with store.writing() as session:
        undo(session, "王某")
    assert last_acts(store, 1)[0].step is not None
    assert {one.what for one in cells_of(store, 1)} == {"WZ-001", "WZ-002", "WZ-003"}
