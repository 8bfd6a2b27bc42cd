"""What the page of the past says of backups."""

import pytest

from wzdesk.domain.backup import BackupDifference, CellDifference
from wzdesk.ui.history.backups_view import difference_words, size_words


@pytest.mark.parametrize(
    ("size", "words"),
    ((0, "0.0 KB"), (1024, "1.0 KB"), (233472, "228.0 KB"), (1 << 20, "1.0 MB"), (118689792, "113.2 MB")),
)
def test_that_sizes_are_said_to_one_decimal(size: int, words: str) -> None:
    assert size_words(size) == words


def test_that_what_restoring_changes_is_said_by_cells_and_by_tables() -> None:
    now, then = {"observation": 1204, "setting": 1, "region": 18}, {"observation": 1203, "region": 18}
    assert difference_words(BackupDifference(now, then, changed=3, gone=2, back=1)) == [
        "观测值：3 格改回原来的数，1 格找回来，2 格去掉（备份以后才填的）（现在 1,204 行，恢复后 1,203 行）。",
        "设置：现在 1 行，恢复后 0 行。",
    ]


def test_that_no_difference_is_said() -> None:
    assert difference_words(BackupDifference({"region": 18}, {"region": 18}, 0, 0, 0)) == [
        "观测值：一格都不差。"
    ]


def test_that_the_difference_of_a_backup_names_projects_and_their_months() -> None:
    now, then = {"project": 576, "project_progress": 10}, {"project": 576, "project_progress": 9}
    ledger = {"project_progress": CellDifference(2, 1, 0)}
    assert difference_words(BackupDifference(now, then, 0, 0, 0, ledger)) == [
        "观测值：一格都不差。",
        "项目月度进度：2 项改回原来的数，1 项去掉（备份以后才填的）。",
    ]
