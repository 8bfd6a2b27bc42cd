"""The laws of merging, over random edits in two laptops' files, against a model of four cells."""

import shutil
import tempfile
from collections.abc import Iterator
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.services.exchange.returns import FORM, HERE, PERIOD
from tests.services.wenzhou import wenzhou_pack
from wzdesk.db.catalogue import save_pack
from wzdesk.db.store import Store
from wzdesk.domain.exchange.merge import Outcome
from wzdesk.domain.form import FormColumn
from wzdesk.domain.typed_cell import Column, TypedCell
from wzdesk.services.enter_form import FormFilling
from wzdesk.services.exchange.apply_merge import apply_merge
from wzdesk.services.exchange.data_files import preview_data_files
from wzdesk.services.exchange.data_part import PartAsked, export_part
from wzdesk.services.exchange.merge_returns import MergePreview
from wzdesk.services.undo_change import turn

BEFORE = {"GDP": "290", "FAI": "126", "RETAIL": "", "EXPORT_GOODS": "101"}
EDITS = st.dictionaries(st.sampled_from(list(BEFORE)), st.sampled_from(("", "1", "2")), max_size=4)
Cells = dict[str, str]


def enter(store: Store, cells: Cells) -> None:
    typed = [TypedCell(code, Column.TOTAL, value) for code, value in cells.items()]
    if typed:
        FormFilling.open(store, FORM, HERE, PERIOD, "某").record(typed)


def held(store: Store) -> dict[str, str]:
    table = FormFilling.open(store, FORM, HERE, PERIOD).table
    return {row.code: table.text(row, FormColumn.TOTAL) for row in table.form.rows if row.code in BEFORE}


@pytest.fixture(scope="module")
def city_and_part() -> Iterator[tuple[Path, Path]]:
    """A city's file with four figures and the part of one county."""
    with tempfile.TemporaryDirectory() as folder:
        city, part = Path(folder) / "city.wzd", Path(folder) / "part.wzd"
        with Store.create(city) as store:
            with store.writing() as session:
                save_pack(session, wenzhou_pack())
            enter(store, BEFORE)
            export_part(store, PartAsked(HERE), part)
        yield city, part


def merged(before: Cells, ours: Cells, theirs: list[Cells]) -> dict[str, str]:
    """What the laws say: a value that only others moved to goes in, all else stays."""
    found = {}
    for code, was in before.items():
        moved = {one[code] for one in theirs if one[code] != was}
        is_free = ours[code] == was and len(moved) == 1
        found[code] = moved.pop() if is_free else ours[code]
    return found


@settings(max_examples=12, deadline=None)
@given(ours=EDITS, theirs=st.lists(EDITS, min_size=1, max_size=2), later=EDITS)
def test_that_no_one_sided_edit_is_lost_and_no_value_invented(
    city_and_part: tuple[Path, Path], ours: Cells, theirs: list[Cells], later: Cells
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        city = Path(folder) / "city.wzd"
        shutil.copy(city_and_part[0], city)
        parts = [Path(folder) / f"{number}.wzd" for number in range(len(theirs))]
        for path, edits in zip(parts, theirs, strict=True):
            shutil.copy(city_and_part[1], path)
            with Store.open(path) as county:
                enter(county, edits)
        with Store.open(city) as store:
            enter(store, ours)
            mine, there = BEFORE | ours, [BEFORE | one for one in theirs]
            wanted = merged(BEFORE, mine, there)
            check_merge(store, parts, mine, wanted)
            if len(parts) == 1:
                check_next(store, parts[0], wanted, mine, there[0], later)


def check_merge(store: Store, parts: list[Path], before: Cells, wanted: Cells) -> None:
    """Any order, once as twice, undone exactly, and counts that add up."""
    previews = [MergePreview(tuple(preview_data_files(store, order))) for order in permutations(parts)]
    assert len({frozenset((one.path, one.counts) for one in each.files) for each in previews}) == 1
    preview = previews[0]
    assert all(one.counts.cells == one.cell_count for one in preview.files)
    change_set = apply_merge(store, preview).change_set
    assert held(store) == wanted
    assert MergePreview(tuple(preview_data_files(store, parts))).counts.taken == 0
    if change_set is not None:
        turn(store, "某", back=True)
        assert held(store) == before
        turn(store, "某", back=False)
    assert held(store) == wanted


def check_next(store: Store, part: Path, ours: Cells, first: Cells, theirs: Cells, later: Cells) -> None:
    """The county goes on after the merge: what was merged is the base, and what nobody decided is asked again."""
    with Store.open(part) as county:
        enter(county, later)
    now = {**theirs, **later}
    open_before = {code for code in BEFORE if first[code] != theirs[code] != BEFORE[code] != first[code]}
    found = preview_data_files(store, [part])[0]
    asked = {cell.key.indicator for cell in found.of(Outcome.CONFLICT)}
    apply_merge(store, MergePreview((found,)))
    for code, value in held(store).items():
        moved = now[code] != theirs[code]
        if code in open_before or not moved or ours[code] != theirs[code]:
            assert value == ours[code]
            assert (code in asked) == (
                now[code] != ours[code] and (moved or (code in open_before and now[code] != BEFORE[code]))
            )
        else:
            assert value == now[code]
