"""The laws of merging with real files: random edits of what was sent, what came back and what the file holds."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import permutations
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.services.exchange.returns import FORM, HERE, PERIOD, THERE, ReturnedBook
from tests.services.wenzhou import wenzhou_pack
from wzdesk.db.catalogue import save_pack
from wzdesk.db.store import Store
from wzdesk.domain.exchange.merge import TAKEN, Outcome
from wzdesk.domain.form import FormColumn
from wzdesk.domain.typed_cell import Column, TypedCell
from wzdesk.excel.apart.apart import Apart
from wzdesk.services.enter_form import FormFilling
from wzdesk.services.exchange.apply_merge import apply_merge
from wzdesk.services.exchange.issue_forms import issue_form
from wzdesk.services.exchange.merge_returns import MergePreview, preview_merge
from wzdesk.services.undo_change import turn

NAMES = {"GDP": "地区生产总值", "FAI": "固定资产投资"}
COLUMNS = {"total": FormColumn.TOTAL, "growth": FormColumn.GROWTH}
CELLS = [(region, code, kind) for region in (HERE, THERE) for code in NAMES for kind in COLUMNS]
Cell = tuple[str, str, str]
Values = Mapping[Cell, int | None]
EDITS: st.SearchStrategy[Values] = st.fixed_dictionaries(
    {}, optional={cell: st.none() | st.integers(1, 3) for cell in CELLS}
)
RIVALS = st.lists(EDITS, min_size=1, max_size=2)


def record(store: Store, values: Values) -> None:
    for (region, code, kind), value in values.items():
        text = "" if value is None else str(value)
        FormFilling.open(store, FORM, region, PERIOD, "李某").record([TypedCell(code, Column(kind), text)])


def held(store: Store) -> dict[Cell, Decimal | None]:
    """The numbers of the cells that are edited here."""
    found: dict[Cell, Decimal | None] = {}
    for region in (HERE, THERE):
        table = FormFilling.open(store, FORM, region, PERIOD).table
        for row in table.form.rows:
            for kind, column in COLUMNS.items():
                text = table.text(row, column)
                if row.code in NAMES:
                    found[region, row.code, kind] = Decimal(text) if text else None
                else:
                    assert text == ""
    return found


def send_back(store: Store, returns: Sequence[Values], folder: Path) -> list[Path]:
    """For each county as many files as there are returns, with those of its cells that they edit."""
    sent = issue_form(store, FORM, PERIOD, folder / "发出", regions=[HERE, THERE], who="李某")
    paths = []
    for number, edits in enumerate(returns):
        for one in sent:
            book = ReturnedBook(one.path)
            for (region, code, kind), value in edits.items():
                if region == one.region.code:
                    book.put(NAMES[code], kind, value)
            paths.append(book.save(folder / f"{region_name(one.path)}{number}.xlsx"))
    return paths


def region_name(path: Path) -> str:
    return path.name.partition("_")[0]


def expected(
    base: Mapping[Cell, Decimal | None], returns: Sequence[Values], ours: Mapping[Cell, Decimal | None]
) -> tuple[dict[Cell, Decimal | None], set[Cell]]:
    """What has to stand in the file, and the cells to be asked: written as a clerk would say it."""
    after, asked = dict(ours), set()
    for cell in CELLS:
        said = [edits[cell] for edits in returns if cell in edits]
        moved = {one if one is None else Decimal(one) for one in said} - {base[cell]}
        if not moved or moved == {ours[cell]}:
            continue
        if len(moved) == 1 and ours[cell] == base[cell]:
            after[cell] = next(iter(moved))
        else:
            asked.add(cell)
    return after, asked


def asked_in(preview: MergePreview) -> set[Cell]:
    return {(one.place[1], cell.place.row, cell.place.column.value) for one, cell in preview.conflicts}


@pytest.mark.long
@settings(
    max_examples=25,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],  # to shrink what fails would take minutes
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(before=EDITS, returns=RIVALS, meanwhile=EDITS)
def test_that_files_merge_by_the_laws(
    apart: Apart, before: Values, returns: list[Values], meanwhile: Values
) -> None:
    with TemporaryDirectory() as name, Store.create(Path(name) / "city.wzd") as store:
        folder = Path(name)
        with store.writing() as session:
            save_pack(session, wenzhou_pack())
        record(store, before)
        base = held(store)
        paths = send_back(store, returns, folder)
        record(store, meanwhile)
        ours = held(store)
        after, asked = expected(base, returns, ours)

        preview = preview_merge(store, paths, apart=apart)
        assert [one.reason for one in preview.files] == [""] * len(paths)
        assert asked_in(preview) == asked
        assert_counts(preview, base, ours, after, asked)
        for order in list(permutations(paths))[1:4]:
            assert {one.path: one.cells for one in preview_merge(store, order, apart=apart).files} == {
                one.path: one.cells for one in preview.files
            }

        applied = apply_merge(store, preview, who="李某")
        assert held(store) == after
        assert applied.cells == sum(after[cell] != ours[cell] for cell in CELLS)
        again = preview_merge(store, paths, apart=apart)
        assert (again.counts.taken, asked_in(again)) == (0, asked)
        assert apply_merge(store, again).change_set is None
        if applied.change_set is not None:
            turn(store, "李某", back=True)
            assert held(store) == ours
            turn(store, "李某", back=False)
            assert held(store) == after


def assert_counts(
    preview: MergePreview,
    base: Mapping[Cell, Decimal | None],
    ours: Mapping[Cell, Decimal | None],
    after: Mapping[Cell, Decimal | None],
    asked: set[Cell],
) -> None:
    """Every cell of every file has one outcome, and each outcome says what happens to the file."""
    for one in preview.files:
        assert one.counts.cells == len(one.cells) == one.cell_count
        assert len({cell.place for cell in one.cells}) == one.cell_count
        for cell in one.cells:
            where = one.place[1], cell.place.row, cell.place.column.value
            if cell.outcome in TAKEN:
                kind = (ours[where] is None, after[where] is None)
                assert (
                    kind
                    == {
                        Outcome.FILLED: (True, False),
                        Outcome.EMPTIED: (False, True),
                        Outcome.CHANGED: (False, False),
                    }[cell.outcome]
                )
                assert base[where] == ours[where] != after[where]
            else:
                assert cell.outcome in {Outcome.UNCHANGED, Outcome.CONFLICT}
                assert cell.outcome is not Outcome.CONFLICT or where in asked
    told = {
        (one.place[1], cell.place.row, cell.place.column.value)
        for one in preview.files
        for cell in one.cells
        if cell.outcome in TAKEN
    }
    assert told == {cell for cell in CELLS if after[cell] != ours[cell]}
