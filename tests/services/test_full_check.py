"""A full check, row by row: it finds what checks after edits find, and reads every line once."""

import random
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path

import pytest

from wzdesk.db.doors import execute_of
from wzdesk.domain.change import ChangeKind
from wzdesk.domain.checks.finding import Finding, without_echoes
from wzdesk.domain.checks.rule_book import in_order
from wzdesk.domain.checks.sight import Pair
from wzdesk.domain.observation import Observation, ObservationKey
from wzdesk.domain.period import Period
from wzdesk.domain.typed_cell import Column, TypedCell
from wzdesk.services.check_cells import CellChecks
from wzdesk.services.enter_form import FormFilling
from wzdesk.services.open_data_file import DataFile, create_data_file
from wzdesk.services.places import pack_folder
from wzdesk.services.review import sheets_of
from wzdesk.services.stored_figures import StoredFigures

REGIONS = ("330300", "330326", "330327")
SLIPS = ("{}0000", "{}", "-{}", "{}1", "9{}")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[DataFile]:
    """Three years of three regions, every fifth figure of the last one typed wrong."""
    rng = random.Random(7)
    with create_data_file(tmp_path / "data.wzd", pack_folder("wenzhou")) as store:
        for region in REGIONS:
            sizes: dict[str, int] = {}
            for year in (2022, 2023, 2024):
                for month in (3, 6, 9, 12):
                    filling = FormFilling.open(store, "monthly", region, Period.to_month(year, month))
                    cells = []
                    for row in filling.table.form.rows:
                        size = sizes.setdefault(row.indicator, rng.randint(20, 900))
                        text = str(size * month + (year - 2022) * 9 + rng.randint(0, 5))
                        if year == 2024 and rng.random() < 0.2:
                            text = rng.choice(SLIPS).format(text)
                        cells.append(TypedCell(row.indicator, Column.TOTAL, text))
                        cells.append(TypedCell(row.indicator, Column.GROWTH, str(rng.randint(10, 90) / 10)))
                    filling.record(cells, ChangeKind.IMPORT)
        yield store


def rows_of(store: DataFile, month: int) -> list[tuple[ObservationKey, ...]]:
    sheets = sheets_of(store, Period.to_month(2024, month), "2024", "330300").sheets
    return [row for sheet in sheets for row in sheet.rows if row]


def found_by_edits(
    checks: CellChecks, store: DataFile, rows: Sequence[Sequence[ObservationKey]]
) -> list[Finding]:
    """What a check after an edit of each row says of the rows' cells."""
    cells = {key for row in rows for key in row}
    found: dict[object, Finding] = {}
    for row in rows:
        with store.reading() as session:
            figures = StoredFigures(execute_of(session))
            recheck = checks.book.findings_for(row, figures)
        found |= {one.place: one for one in recheck.findings if not cells.isdisjoint(one.cells)}
    return list(in_order(without_echoes(found.values())))


@pytest.mark.parametrize("month", (3, 6, 9, 12))
def test_that_a_full_check_finds_what_checks_after_edits_find(store: DataFile, month: int) -> None:
    rows = rows_of(store, month)
    checks = CellChecks(store)
    found = checks.check(rows)
    assert len(found) > 30
    assert found == found_by_edits(checks, store, rows)


def test_that_every_line_is_read_once_whatever_sheets_it_stands_on(
    store: DataFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: Counter[Pair] = Counter()
    series = StoredFigures.series

    def counted(self: StoredFigures, pairs: Collection[Pair]) -> Mapping[Pair, Sequence[Observation]]:
        read.update(pairs)
        return series(self, pairs)

    monkeypatch.setattr(StoredFigures, "series", counted)
    rows = rows_of(store, 12)
    CellChecks(store).check(rows)
    assert len(rows) > len(read)
    assert set(read.values()) == {1}


def test_that_an_edit_between_the_rows_is_not_lost(store: DataFile) -> None:
    rows = rows_of(store, 9)
    checks = CellChecks(store)
    checks.begin(rows)
    for _ in range(checks.waiting // 2):
        checks.check_next()
    filling = FormFilling.open(store, "monthly", "330300", Period.to_month(2024, 9))
    for indicator in ("GDP", "UNEMPLOYMENT", "DEPOSITS"):
        keys = filling.record([TypedCell(indicator, Column.TOTAL, "99999999")]).keys
        checks.recheck([key for key in keys if isinstance(key, ObservationKey)])
    while not checks.is_done:
        checks.check_next()
    assert checks.findings == CellChecks(store).check(rows)
