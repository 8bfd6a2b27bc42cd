"""A county's part as a data file of its own, and two files of two laptops merged."""

import shutil
from pathlib import Path

from tests.services.exchange.returns import FORM, HERE, PERIOD, THERE
from wzdesk.db.store import Store
from wzdesk.domain.exchange.merge import Counts, Outcome
from wzdesk.domain.form import FormColumn
from wzdesk.domain.typed_cell import Column, TypedCell
from wzdesk.services.enter_form import FormFilling
from wzdesk.services.exchange.data_files import apply_data_file, export_part, preview_data_file
from wzdesk.services.undo_change import turn


def type_in(store: Store, indicator: str, text: str, region: str = HERE) -> None:
    FormFilling.open(store, FORM, region, PERIOD, "某").record([TypedCell(indicator, Column.TOTAL, text)])


def text(store: Store, indicator: str, region: str = HERE) -> str:
    table = FormFilling.open(store, FORM, region, PERIOD).table
    row = next(one for one in table.form.rows if one.code == indicator)
    return table.text(row, FormColumn.TOTAL)


def test_that_a_part_holds_one_region_and_comes_back_unchanged(store: Store, tmp_path: Path) -> None:
    type_in(store, "GDP", "55", THERE)
    part = tmp_path / "平阳.wzd"
    figures = export_part(store, HERE, part, "李某")
    with Store.open(part) as county:
        assert (text(county, "GDP"), text(county, "GDP", THERE)) == ("290.10", "")
    assert preview_data_file(store, part).counts == Counts(unchanged=figures)


def test_that_a_part_is_merged_by_the_laws_of_forms_and_undone(store: Store, tmp_path: Path) -> None:
    part = tmp_path / "平阳.wzd"
    figures = export_part(store, HERE, part)
    with Store.open(part) as county:
        type_in(county, "GDP", "301.5")
        type_in(county, "FAI", "130")
        type_in(county, "FAI", "131")
        type_in(county, "RETAIL", "88以内")
    type_in(store, "FAI", "127")
    merge = preview_data_file(store, part)
    assert {
        cell.key.indicator: (cell.outcome, cell.base, cell.ours, cell.theirs) for cell in merge.cells
    } == {
        "GDP": (Outcome.CHANGED, "290.10", "290.10", "301.5"),
        "FAI": (Outcome.CONFLICT, "126.61", "127", "131"),
        "RETAIL": (Outcome.FILLED, "", "", "88以内"),
    }
    assert merge.counts.cells == figures + 1
    assert apply_data_file(store, merge) == 2
    assert (text(store, "GDP"), text(store, "FAI"), text(store, "RETAIL")) == ("301.5", "127", "88以内")
    assert preview_data_file(store, part).counts.taken == 0
    assert len(turn(store, "李某", back=True)) == 2
    assert (text(store, "GDP"), text(store, "RETAIL")) == ("290.10", "")


def test_that_two_copies_of_a_file_are_merged_from_where_they_parted(store: Store, tmp_path: Path) -> None:
    copy = tmp_path / "另一台.wzd"
    store_path = store.path
    store.close()
    shutil.copy(store_path, copy)
    with Store.open(copy) as other:
        type_in(other, "GDP", "301.5")
    with Store.open(store_path) as here:
        type_in(here, "FAI", "127")
        merge = preview_data_file(here, copy)
        assert [(cell.key.indicator, cell.outcome) for cell in merge.cells] == [("GDP", Outcome.CHANGED)]
        chosen = frozenset(cell.key for cell in merge.cells)
        assert apply_data_file(here, merge, chosen) == 1
        assert (text(here, "GDP"), text(here, "FAI")) == ("301.5", "127")
