from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from tests.db.samples import CITY, COUNTY, NOTED, WHEN, entry, judged, key, sentence
from wzdesk.db.change_sets import AppliedChange
from wzdesk.db.changes import apply_changes, redo, undo, undoable
from wzdesk.db.doors import execute_of
from wzdesk.db.errors import UnknownCode, UnknownIndicator, UnknownPlan, UnknownRegion
from wzdesk.db.history import history_of, recent_changes, revisions_of
from wzdesk.db.observations import count, observation
from wzdesk.db.plan_tables import read_plan_table
from wzdesk.db.store import Store
from wzdesk.domain.change import Change, ChangeKind, OverrideKey, TargetKey
from wzdesk.domain.observation import ObservationKey


def apply(store: Store, *changes: Change, kind: ChangeKind = ChangeKind.EDIT) -> AppliedChange:
    with store.writing() as session:
        return apply_changes(session, changes, kind=kind, who="王某", why="核对", source="键入", at=WHEN)


def text_at(store: Store, place: ObservationKey) -> str | None:
    with store.reading() as session:
        found = observation(execute_of(session), place)
    return found.quantity.text if found else None


def turn_back(store: Store) -> AppliedChange | None:
    with store.writing() as session:
        return undo(session, "李某")


def turn_forth(store: Store) -> AppliedChange | None:
    with store.writing() as session:
        return redo(session, "李某")


def test_that_a_change_is_stored_with_who_when_why_and_from_where(store: Store) -> None:
    applied = apply(store, entry("8730.60"))

    assert applied.keys == {key()}
    with store.reading() as session:
        (newest, first) = history_of(session, key())
    assert (newest.before, newest.after) == ("8730.6", "8730.60")
    change_set = newest.change_set
    assert (change_set.id, change_set.kind) == (applied.change_set_id, ChangeKind.EDIT)
    assert (change_set.who, change_set.why, change_set.source) == ("王某", "核对", "键入")
    assert change_set.when == WHEN
    assert change_set.when.tzinfo is not None
    assert (first.before, first.after, first.change_set.kind) == ("", "8730.6", ChangeKind.PACK)


def test_that_a_moment_without_a_zone_is_local_time(store: Store) -> None:
    naive = datetime(2024, 5, 1, 9, 30)  # noqa: DTZ001 - what a caller may hand in
    with store.writing() as session:
        apply_changes(session, [entry("1")], kind=ChangeKind.EDIT, who="王某", at=naive)
        assert recent_changes(session, 1)[0].when == naive.astimezone(UTC)


def test_that_what_is_there_already_makes_no_change_set(store: Store) -> None:
    apply(store, entry("12.50"))

    assert apply(store, entry("12.50"), sentence("增长7%左右")) == AppliedChange(None, frozenset())
    assert apply(store, sentence("", "so2"), judged(None)) == AppliedChange(None, frozenset())
    with store.reading() as session:
        assert len(recent_changes(session, 10)) == 2


def test_that_a_trailing_zero_is_a_change(store: Store) -> None:
    apply(store, entry("29"))

    assert apply(store, entry("29.0")).keys == {key()}
    with store.reading() as session:
        found = observation(execute_of(session), key())
    assert found
    assert str(found.quantity.value) == "29.0"


def test_that_of_several_changes_of_one_cell_the_last_counts(store: Store) -> None:
    apply(store, entry("1"), entry("2"), entry("3"))

    with store.reading() as session:
        assert [(step.before, step.after) for step in history_of(session, key(), limit=1)] == [
            ("8730.6", "3")
        ]


def test_that_a_cell_can_be_emptied_and_its_history_stays(store: Store) -> None:
    apply(store, entry(""))

    assert text_at(store, key()) is None
    with store.reading() as session:
        assert [step.after for step in history_of(session, key())] == ["", "8730.6"]


def test_that_the_history_of_an_untouched_cell_begins_with_its_pack(store: Store) -> None:
    with store.reading() as session:
        (first,) = history_of(session, key(region=COUNTY))
        (noted,) = history_of(session, NOTED)
        (target,) = history_of(session, TargetKey("2023", CITY, "gdp", "level"))
        assert history_of(session, key("so2")) == []
    assert (first.after, first.change_set.kind, first.change_set.why) == ("629.0", ChangeKind.PACK, "演示")
    assert (noted.after, target.after) == ("完成：见备注4", "增长7%左右")


def test_that_the_history_keeps_to_its_limit(store: Store) -> None:
    for value in "12345":
        apply(store, entry(value))
    with store.reading() as session:
        assert [step.after for step in history_of(session, key(), limit=5)] == list("54321")
        assert [step.after for step in history_of(session, key(), limit=6)] == [*"54321", "8730.6"]


def test_that_targets_and_verdicts_have_a_history_too(store: Store) -> None:
    apply(store, sentence("增长8%"), judged("口径调整", "1"))

    with store.reading() as session:
        table = read_plan_table(execute_of(session), "2023", CITY)
        last = recent_changes(session, 1)[0]
        steps = {place: (step.before, step.after) for place, step in revisions_of(session, last.id)}
    assert table
    assert table.plan.items[0].parts[0].target == "增长8%"
    assert table.overrides["1"].when == WHEN
    assert steps == {
        TargetKey("2023", CITY, "gdp", "level"): ("增长7%左右", "增长8%"),
        OverrideKey("2023", CITY, "1"): ("", "基本完成：口径调整"),
    }


@pytest.mark.parametrize(
    ("change", "error"),
    (
        (entry("1", key("nothing")), UnknownIndicator),
        (entry("1", key(region="990000")), UnknownRegion),
        (sentence("1", "nothing"), UnknownIndicator),
        (judged("因为").__class__(OverrideKey("1999", CITY, "1"), judged("因为").after), UnknownPlan),
    ),
)
def test_that_an_unknown_code_is_refused_and_nothing_is_written(
    store: Store, change: Change, error: type[UnknownCode]
) -> None:
    with pytest.raises(error, match="没有代码为"):
        apply(store, entry("5"), change)
    assert text_at(store, key()) == "8730.6"


def test_that_an_undo_survives_a_restart(store: Store, path: Path) -> None:
    apply(store, entry("1"))
    apply(store, entry("2"), sentence("增长9%"), judged("因为"))
    store.close()

    with Store.open(path) as again:
        undone = turn_back(again)
        assert undone
        assert len(undone.keys) == 3
        assert text_at(again, key()) == "1"
    with Store.open(path) as once_more:
        assert turn_forth(once_more)
        assert text_at(once_more, key()) == "2"
        with once_more.reading() as session:
            table = read_plan_table(execute_of(session), "2023", CITY)
    assert table
    assert table.plan.items[0].parts[0].target == "增长9%"
    assert table.overrides["1"].reason == "因为"


def test_that_an_undo_brings_back_every_part_of_a_cell(store: Store) -> None:
    with store.reading() as session:
        before = observation(execute_of(session), key())
    apply(store, entry(""))
    turn_back(store)

    with store.reading() as session:
        assert observation(execute_of(session), key()) == before


def test_that_acts_are_undone_and_redone_one_by_one(store: Store) -> None:
    for value in "123":
        apply(store, entry(value))

    seen = []
    for turn in (
        turn_back,
        turn_back,
        turn_forth,
        turn_back,
        turn_back,
        turn_back,
        turn_forth,
        turn_forth,
        turn_forth,
    ):
        turn(store)
        seen.append(text_at(store, key()))
    assert seen == ["2", "1", "2", "1", "8730.6", "8730.6", "1", "2", "3"]
    assert turn_forth(store) is None


def test_that_a_new_act_ends_what_could_be_redone(store: Store) -> None:
    apply(store, entry("1"))
    apply(store, entry("2"))
    turn_back(store)
    apply(store, entry("9"))

    assert turn_forth(store) is None
    turn_back(store)
    assert text_at(store, key()) == "1"
    turn_back(store)
    assert text_at(store, key()) == "8730.6"
    turn_forth(store)
    turn_forth(store)
    assert text_at(store, key()) == "9"
    assert turn_forth(store) is None


def test_that_a_pack_cannot_be_undone(store: Store) -> None:
    assert turn_back(store) is None
    with store.reading() as session:
        assert undoable(session) == (None, None)


def test_that_the_labels_of_undo_and_redo_name_the_acts(store: Store) -> None:
    apply(store, entry("1"), kind=ChangeKind.PASTE)
    apply(store, entry("2"), kind=ChangeKind.IMPORT)
    turn_back(store)

    with store.reading() as session:
        undone, redone = undoable(session)
    assert undone
    assert redone
    assert (undone.kind, redone.kind) == (ChangeKind.PASTE, ChangeKind.IMPORT)


def test_that_an_error_takes_the_whole_transaction_back(store: Store) -> None:
    acts = (entry("1"), entry("1", key("nothing")))
    with pytest.raises(UnknownIndicator), store.writing() as session:
        [apply_changes(session, [change], kind=ChangeKind.EDIT, who="王某") for change in acts]
    assert text_at(store, key()) == "8730.6"


def test_that_the_number_beside_a_value_is_for_sorting(store: Store) -> None:
    apply(store, entry("0.770"), entry("", key("cpi")))
    with store.reading() as session:
        rows = list(execute_of(session)("SELECT value, number FROM observation WHERE text = '0.770'", {}))
        assert count(execute_of(session)) == 6
    assert [tuple(row) for row in rows] == [("0.770", float(Decimal("0.77")))]
