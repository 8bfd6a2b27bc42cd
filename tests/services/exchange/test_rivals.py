"""Several answers for one figure, of two files or of two forms: one stays, every other one is kept, nothing is silent."""

from collections.abc import Sequence
from itertools import permutations
from pathlib import Path

import pytest

from tests.services.exchange.conftest import Sent
from tests.services.exchange.returns import FORM, HERE, PERIOD, ReturnedBook
from wzdesk.db.store import Store
from wzdesk.domain.errors import Refused
from wzdesk.domain.exchange.merge import Outcome
from wzdesk.domain.form import FormColumn
from wzdesk.domain.form_table import FormTable
from wzdesk.domain.typed_cell import Column, TypedCell
from wzdesk.excel.apart.apart import Apart
from wzdesk.services.enter_form import FormFilling
from wzdesk.services.exchange.apply_merge import apply_merge
from wzdesk.services.exchange.decide_cells import with_rivals
from wzdesk.services.exchange.issue_forms import issue_form
from wzdesk.services.exchange.merge_returns import MergePreview, preview_merge
from wzdesk.services.exchange.standings import open_conflicts, resolve
from wzdesk.services.exchange.transfer_log import read_log

QUARTERLY, RETAIL = "quarterly", "社会消费品零售总额"


def table_of(store: Store, form: str = FORM) -> FormTable:
    return FormFilling.open(store, form, HERE, PERIOD).table


def total(store: Store, name: str = "地区生产总值") -> str:
    table = table_of(store)
    return table.text(next(row for row in table.form.rows if row.name == name), FormColumn.TOTAL)


def comments(store: Store) -> list[str]:
    return [
        line for text in table_of(store).notes.values() for line in text.splitlines() if "没有采用" in line
    ]


def asked(preview: MergePreview) -> list[tuple[str, str, str, str]]:
    return [(one.path.name, cell.name, cell.ours, cell.theirs) for one, cell in preview.conflicts]


@pytest.fixture
def rivals(send: Sent, tmp_path: Path) -> list[Path]:
    """Two copies of one form with 1 and 2 where the file holds 290.10."""
    sent = send()
    return [
        ReturnedBook(sent).put("地区生产总值", "total", value).save(tmp_path / f"{value}.xlsx")
        for value in (1, 2)
    ]


def choose(paths: Sequence[Path], *takes: bool) -> dict[tuple[Path, str, str], bool]:
    return {(path, "GDP", "total"): one for path, one in zip(paths, takes, strict=True)}


@pytest.mark.parametrize("taken", (0, 1))
def test_that_the_one_that_was_chosen_stays_and_all_others_are_in_one_comment(
    store: Store, rivals: list[Path], apart: Apart, taken: int
) -> None:
    preview = preview_merge(store, rivals, apart=apart)
    kept, lost = (cell.theirs for _, cell in [preview.conflicts[taken], preview.conflicts[1 - taken]])
    applied = apply_merge(store, preview, choose(rivals, taken == 0, taken == 1), who="李某")
    assert (applied.open_conflicts, total(store)) == (0, kept)
    assert comments(store) == [
        "合并时没有采用库里原有的 290.10",
        f"合并时没有采用平阳县（{rivals[1 - taken].name}）的 {lost}",
    ]
    told = {one for line in read_log(store.path).lines for one in line.resolved}
    assert told == {("GDP", "total", kept, "290.10"), ("GDP", "total", kept, lost)}
    assert open_conflicts(store) == []
    for again in (rivals, rivals[:1], rivals[1:]):
        assert preview_merge(store, again, apart=apart).counts.unchanged == len(again) * len(
            preview.files[0].cells
        )


def test_that_what_was_refused_does_not_come_in_alone_later(
    store: Store, rivals: list[Path], apart: Apart
) -> None:
    apply_merge(store, preview_merge(store, rivals, apart=apart), choose(rivals, False, False))
    assert total(store) == "290.10"
    assert len(comments(store)) == 2
    for path in rivals:
        again = preview_merge(store, [path], apart=apart)
        assert (again.counts.conflict, again.counts.taken) == (0, 0)


def test_that_two_values_cannot_be_taken_for_one_cell(store: Store, rivals: list[Path], apart: Apart) -> None:
    preview, lines = preview_merge(store, rivals, apart=apart), len(read_log(store.path).lines)
    with pytest.raises(Refused, match="只能采用一份"):
        apply_merge(store, preview, choose(rivals, True, True))
    assert (total(store), len(read_log(store.path).lines)) == ("290.10", lines)
    apply_merge(store, preview)
    waiting = open_conflicts(store)
    assert [one.file for one in waiting] == ["1.xlsx", "2.xlsx"]
    with pytest.raises(Refused, match="只能采用一份"):
        resolve(store, [(one, True) for one in waiting])
    assert total(store) == "290.10"
    resolve(store, [(waiting[0], False), (waiting[1], True)])
    assert total(store) == waiting[1].cell.theirs
    assert len(comments(store)) == 2
    assert open_conflicts(store) == []
    assert asked(preview_merge(store, rivals, apart=apart)) == []


def test_that_a_rival_that_nobody_decided_goes_on_waiting(
    store: Store, rivals: list[Path], apart: Apart
) -> None:
    preview = preview_merge(store, rivals, apart=apart)
    applied = apply_merge(store, preview, choose(rivals[:1], True))
    assert applied.open_conflicts == 1
    assert [(one.cell.ours, one.cell.theirs) for one in open_conflicts(store)] == [
        (total(store), preview.conflicts[1][1].theirs)
    ]


def test_that_a_sheet_that_says_what_the_file_holds_is_not_asked(
    store: Store, rivals: list[Path], apart: Apart
) -> None:
    FormFilling.open(store, FORM, HERE, PERIOD, "李某").record([TypedCell("GDP", Column.TOTAL, "1.00")])
    preview = preview_merge(store, rivals, apart=apart)
    assert [one.path for one, _ in preview.conflicts] == rivals[1:]


def test_that_a_sheet_without_identity_empties_nothing_that_another_one_changes(
    store: Store, rivals: list[Path], apart: Apart
) -> None:
    bare = ReturnedBook(rivals[1]).put("地区生产总值", "total", None)
    del bare.book["_wzdesk"]
    bare.book.custom_doc_props.props.clear()  # type: ignore[attr-defined]
    bare.save()
    for order in permutations(rivals):
        preview = preview_merge(store, order, apart=apart)
        assert (preview.counts.changed, preview.counts.emptied, preview.counts.conflict) == (1, 0, 0)
    apply_merge(store, preview_merge(store, rivals, apart=apart))
    assert total(store) not in {"", "290.10"}


def test_that_what_changed_between_preview_and_merge_waits(
    store: Store, rivals: list[Path], apart: Apart
) -> None:
    preview = preview_merge(store, rivals[:1], apart=apart)
    FormFilling.open(store, FORM, HERE, PERIOD, "李某").record([TypedCell("GDP", Column.TOTAL, "295")])
    assert apply_merge(store, preview).open_conflicts == 1
    assert [one.cell.ours for one in open_conflicts(store)] == ["295"]
    assert read_log(store.path).lines[-1].counts.conflict == 1


def test_that_taking_one_value_refuses_its_rivals_and_all_at_once_decides_none(
    store: Store, rivals: list[Path], apart: Apart
) -> None:
    preview = preview_merge(store, rivals, apart=apart)
    cells = {one.path.name: cell for one, cell in preview.conflicts}
    first = with_rivals({}, {"1.xlsx": True}, cells)
    assert first == {"1.xlsx": True, "2.xlsx": False}
    assert with_rivals(first, {"2.xlsx": True}, cells) == {"1.xlsx": False, "2.xlsx": True}
    assert with_rivals({}, {"1.xlsx": True, "2.xlsx": True}, cells) == {}
    assert with_rivals({}, {"1.xlsx": False}, cells) == {"1.xlsx": False}


@pytest.fixture
def both(store: Store, send: Sent, tmp_path: Path) -> list[Path]:
    """月报 and 季报 of one half-year with different figures of the same retail sales."""
    quarterly = issue_form(store, QUARTERLY, PERIOD, tmp_path / "季报", regions=[HERE], who="李某")[0].path
    return [
        ReturnedBook(send()).put(RETAIL, "total", 111).save(tmp_path / "月.xlsx"),
        ReturnedBook(quarterly).put(RETAIL, "total", 222).save(tmp_path / "季.xlsx"),
    ]


def test_that_two_forms_that_contradict_each_other_are_asked_in_any_order(
    store: Store, both: list[Path], apart: Apart
) -> None:
    for order in (both, both[::-1]):
        preview = preview_merge(store, order, apart=apart)
        found = {
            one.path: [cell for cell in one.cells if cell.outcome is not Outcome.UNCHANGED]
            for one in preview.files
        }
        assert {path: [cell.outcome for cell in cells] for path, cells in found.items()} == {
            both[0]: [Outcome.CONFLICT],
            both[1]: [Outcome.CONFLICT],
        }
        assert found[both[0]][0].reason == f"同一个数，“主要经济指标季报表”填的是 {found[both[1]][0].theirs}"
        applied = apply_merge(store, preview)
        assert (applied.cells, applied.open_conflicts, total(store, RETAIL)) == (0, 2, "")
    assert len(open_conflicts(store)) == 2


@pytest.mark.parametrize("taken", (0, 1))
def test_that_one_form_is_chosen_and_the_other_ones_figure_kept(
    store: Store, both: list[Path], apart: Apart, taken: int
) -> None:
    preview = preview_merge(store, both, apart=apart)
    keys = [(one.path, cell.place.row, "total") for one, cell in preview.conflicts]
    kept, lost = (preview.conflicts[at][1].theirs for at in (taken, 1 - taken))
    apply_merge(store, preview, {key: at == taken for at, key in enumerate(keys)})
    assert total(store, RETAIL) == kept
    assert comments(store) == [
        "合并时没有采用库里原有的 空",
        f"合并时没有采用平阳县（{both[1 - taken].name}）的 {lost}",
    ]
    assert open_conflicts(store) == []
    for again in (both, both[:1], both[1:]):
        found = preview_merge(store, again, apart=apart).counts
        assert (found.conflict, found.taken) == (0, 0)


def test_that_two_forms_that_agree_are_taken(store: Store, both: list[Path], apart: Apart) -> None:
    ReturnedBook(both[1]).put(RETAIL, "total", "111.0").save()
    preview = preview_merge(store, both, apart=apart)
    assert (preview.counts.filled, preview.counts.conflict) == (2, 0)
    assert apply_merge(store, preview).cells == 1


def test_that_a_form_sent_later_does_not_overrule_a_conflict_of_another_one(
    store: Store, both: list[Path], tmp_path: Path, apart: Apart
) -> None:
    code = next(row.code for row in table_of(store).form.rows if row.name == RETAIL)
    FormFilling.open(store, FORM, HERE, PERIOD, "李某").record([TypedCell(code, Column.TOTAL, "105")])
    later = issue_form(store, QUARTERLY, PERIOD, tmp_path / "再发", regions=[HERE], who="李某")[0].path
    for value in (111, 222):
        ReturnedBook(later).put(RETAIL, "total", value).save()
        preview = preview_merge(store, [both[0], later], apart=apart)
        assert [one.path for one, _ in preview.conflicts] == [both[0], later]
    ReturnedBook(both[0]).put(RETAIL, "total", 105).save()
    assert [one.path for one, _ in preview_merge(store, [both[0], later], apart=apart).conflicts] == [later]
