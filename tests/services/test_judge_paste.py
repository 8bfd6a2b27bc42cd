"""What a page's checks have read serves a pasted block until somebody changes it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from wzdesk.db.changes import apply_changes
from wzdesk.db.store import Store
from wzdesk.domain.change import ChangeKind, ObservationChange
from wzdesk.domain.observation import Measure, Observation, ObservationKey
from wzdesk.domain.period import Period
from wzdesk.domain.quantity_reading import read_quantity
from wzdesk.services.check_cells import CellChecks
from wzdesk.services.judge_paste import PasteRecords
from wzdesk.services.open_data_file import create_data_file
from wzdesk.services.places import pack_folder

KEY = ObservationKey("330326", "GDP", Period.of_year(2022), Measure.LEVEL)
OTHER = ObservationKey("330326", "RETAIL", Period.of_year(2022), Measure.LEVEL)
PAIRS = [(key.region, key.indicator) for key in (KEY, OTHER)]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = create_data_file(tmp_path / "粘贴.wzd", pack_folder("demo"))
    yield made
    made.close()


def write(store: Store, text: str) -> None:
    with store.writing() as session:
        change = ObservationChange(KEY, Observation(KEY, read_quantity(text, "亿元")))
        apply_changes(session, [change], kind=ChangeKind.EDIT, who="测试")


def test_that_lines_of_the_checks_are_taken_until_a_figure_of_them_is_stored(store: Store) -> None:
    checks = CellChecks(store)
    checks.check([[KEY], [OTHER]])
    records = PasteRecords(store, checks)
    first = records.lines(PAIRS)
    assert records.lines(PAIRS)[PAIRS[0]] is first[PAIRS[0]]
    write(store, "701.5")
    records.by_and_by(records, (), records.lines)
    again = records.lines(PAIRS)
    assert again[PAIRS[1]] is first[PAIRS[1]]
    found = again[PAIRS[0]].observation(KEY.period, KEY.measure)
    assert found is not None
    assert found.quantity.text == "701.5"
