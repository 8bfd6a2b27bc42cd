"""Which backups are due, and which have had their time."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wzdesk.domain.backup import Backup, BackupReason, BackupState, due, surplus

NOW = datetime(2024, 6, 15, 10, 0, tzinfo=UTC)
GOOD, ALARM, UNKNOWN = BackupState.GOOD, BackupState.ALARM, BackupState.UNKNOWN


def backup(
    hours: float, label: str = BackupReason.HOURLY, state: BackupState = GOOD, name: str = ""
) -> Backup:
    """A backup of so many hours ago."""
    return Backup(Path(name or f"{label}-{hours}"), NOW - timedelta(hours=hours), label, 1, state)


def left(backups: list[Backup]) -> list[Backup]:
    gone = {one.path for one in surplus(backups)}
    return [one for one in backups if one.path not in gone]


def test_that_two_years_of_work_leave_hours_days_and_months() -> None:
    hours = [backup(hour) for hour in range(24 * 365 * 2)]
    days = [backup(24 * day + 0.5, BackupReason.DAILY) for day in range(365 * 2)]
    kept = left([*hours, *days])
    assert [one for one in kept if one.label == BackupReason.HOURLY][:24] == hours[:24]
    assert len({one.when.date() for one in kept if (NOW - one.when).days < 30}) == 30
    assert len({(one.when.year, one.when.month) for one in kept}) == 12
    assert len(kept) < 24 + 30 + 12


@pytest.mark.parametrize("label", ("报送前", "备份", "每日（手动）"))
def test_that_what_a_person_asked_for_is_never_removed(label: str) -> None:
    asked = [backup(24 * day, label) for day in range(1000)]
    assert surplus(asked) == []


def test_that_what_nothing_is_known_of_is_never_removed() -> None:
    assert surplus([backup(24 * day, state=UNKNOWN) for day in range(1000)]) == []


def test_that_the_last_good_one_stays_behind_any_number_in_alarm() -> None:
    good = backup(24 * 900)
    assert good in left([good, *(backup(hour, state=ALARM) for hour in range(24 * 500))])


def test_that_a_day_keeps_its_good_backup_rather_than_a_later_one_in_alarm() -> None:
    good, alarm = backup(24 * 10 + 5, BackupReason.DAILY), backup(24 * 10, BackupReason.DAILY, ALARM)
    assert left([good, alarm, *(backup(24 * day, BackupReason.DAILY) for day in range(10))])[:1] == [good]


@given(
    st.lists(
        st.tuples(
            st.integers(0, 24 * 800),
            st.sampled_from([*BackupReason, "报送前"]),
            st.sampled_from(list(BackupState)),
        ),
        max_size=80,
    )
)
def test_that_the_rotation_never_takes_all_and_takes_nothing_twice(
    made: list[tuple[int, str, BackupState]],
) -> None:
    backups = [backup(hours, label, state, f"{n}") for n, (hours, label, state) in enumerate(made)]
    kept = left(backups)
    assert all(one.is_automatic and one.state is not UNKNOWN for one in surplus(backups))
    assert surplus(kept) == []
    good = [one.when for one in backups if one.state is GOOD]
    assert not good or max(good) in {one.when for one in kept if one.state is GOOD}


def test_that_a_day_begins_with_a_backup_and_an_hour_of_changes_ends_with_one() -> None:
    assert due([], NOW, changed_since=None) is BackupReason.DAILY
    assert due([backup(11, BackupReason.DAILY)], NOW, changed_since=None) is BackupReason.DAILY
    today = backup(1.5, BackupReason.DAILY)
    assert due([today], NOW, changed_since=None) is None
    assert due([today], NOW, changed_since=NOW) is BackupReason.HOURLY
    assert due([today, backup(0.9)], NOW, changed_since=NOW) is None
    assert due([today, backup(0.9, "报送前")], NOW, changed_since=NOW) is None
    assert due([today, backup(1)], NOW, changed_since=NOW) is BackupReason.HOURLY


def test_that_a_clock_put_back_does_not_stop_the_backups() -> None:
    ahead = backup(-24 * 30)
    assert due([backup(2, BackupReason.DAILY), ahead], NOW, changed_since=NOW) is BackupReason.HOURLY
