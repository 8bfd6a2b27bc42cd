"""Projects, months and problems as cells: stored exactly, changed and taken back by acts."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tests.db.projects.kept import assert_kept_as_made_anew
from tests.db.projects.samples import (
    FULL,
    LEDGER,
    SMALL,
    act,
    ledger,
    month,
    no_project,
    no_report,
    problem,
    project,
    report,
)
from wzdesk.db.changes import apply_changes, redo, undo
from wzdesk.db.errors import UnknownProject
from wzdesk.db.history import history_of
from wzdesk.db.store import Store
from wzdesk.domain.change import Change, ChangeKind
from wzdesk.domain.errors import Refused
from wzdesk.domain.projects.change import ProgressChange, ProgressKey, ProjectKey
from wzdesk.domain.projects.project import Project
from wzdesk.services.projects.read_ledger import ledger_lines, ledger_total
from wzdesk.services.projects.read_project import history_of as project_history
from wzdesk.services.projects.read_project import problems_of, project_of, reports_of


def turn(store: Store, back: bool) -> None:
    with store.writing() as session:
        (undo if back else redo)(session, "王某")


def test_that_everything_of_a_project_comes_back_as_it_was_entered(store: Store) -> None:
    ledger(store)
    assert project_of(store, "WZ-001") == FULL
    assert project_of(store, "WZ-002") == SMALL
    assert project_of(store, "WZ-009") is None
    first = LEDGER[4]
    assert isinstance(first, ProgressChange)
    assert reports_of(store, "WZ-001")[1] == first.after
    assert [one.no for one in problems_of(store, "WZ-001")] == [1, 2]
    assert problems_of(store, "WZ-001")[0].due == date(2024, 8, 28)


def test_that_one_act_of_projects_months_and_problems_is_taken_back_and_done_again(store: Store) -> None:
    ledger(store)
    before = ledger_lines(store, month(6))
    turn(store, back=True)
    assert project_of(store, "WZ-001") is None
    assert ledger_total(store, month(6)).count == 0
    turn(store, back=False)
    assert ledger_lines(store, month(6)) == before
    assert project_of(store, "WZ-001") == FULL


def test_that_a_nought_is_put_back_as_a_nought_and_nothing_as_nothing(store: Store) -> None:
    act(store, project(SMALL), report("WZ-002", 1, "0"))
    act(store, report("WZ-002", 1, "7", funds=Decimal(3)))
    turn(store, back=True)
    (told,) = reports_of(store, "WZ-002")
    assert told.reported.year == 0
    assert told.funds is None
    assert told.booked.year is None


@pytest.mark.parametrize(
    ("wrong", "words"),
    (
        ("0.0000001", "小于一分"),
        ("1." + "0" * 30 + "1", "小于一分"),
        ("1000000000.01", "太大"),
        ("-1E+30", "太大"),
        ("NaN", "不是一个数"),
        ("Infinity", "不是一个数"),
    ),
)
def test_that_an_amount_that_cannot_be_kept_is_refused_and_nothing_of_the_act_stays(
    store: Store, wrong: str, words: str
) -> None:
    with pytest.raises(Refused, match=words):
        act(store, project(SMALL), report("WZ-002", 1, wrong))
    with pytest.raises(Refused, match=words):
        act(store, project(replace(SMALL, total=Decimal(wrong))))
    assert project_of(store, "WZ-002") is None


def test_that_a_report_of_a_project_that_is_not_there_is_refused(store: Store) -> None:
    with pytest.raises(UnknownProject, match="WZ-002"):
        act(store, report("WZ-002", 1, "1"))


def test_that_a_project_is_not_taken_out_while_something_belongs_to_it(store: Store) -> None:
    act(store, project(SMALL), report("WZ-002", 1, "1"), problem("WZ-002", 1))
    with pytest.raises(Refused, match="1 个月的进度和 1 个问题"):
        act(store, no_project("WZ-002"))
    act(store, no_project("WZ-002"), no_report("WZ-002", 1), replace(problem("WZ-002", 1), after=None))
    assert project_of(store, "WZ-002") is None
    turn(store, back=True)
    assert len(reports_of(store, "WZ-002")) == 1


def test_that_codes_and_words_of_any_kind_are_kept(store: Store) -> None:
    odd = Project("a|b'\"%_;--", "“’\0\U00028bf3|", regions=("",), plans=SMALL.plans)
    act(store, project(odd), report(odd.code, 12, "1", image="=1+1"))
    assert project_of(store, odd.code) == odd
    act(store, no_report(odd.code, 12))
    turn(store, back=True)
    assert reports_of(store, odd.code)[0].image == "=1+1"


def test_that_the_history_of_a_cell_says_what_was_there(store: Store) -> None:
    ledger(store)
    act(store, report("WZ-002", 6, "3500", "3100"))
    with store.reading() as session:
        steps = history_of(session, ProgressKey("WZ-002", month(6)))
        named = history_of(session, ProjectKey("WZ-002"))
    assert [(one.before, one.after) for one in steps] == [
        ("本月 300 万元，累计 3000 万元，入库 3100 万元", "本月 350 万元，累计 3500 万元，入库 3100 万元"),
        ("", "本月 300 万元，累计 3000 万元，入库 3100 万元"),
    ]
    assert named[0].after == "瓯江引水工程，总投资 50000 万元，2024年计划 12000 万元"


def test_that_the_history_of_a_project_goes_figure_by_figure(store: Store) -> None:
    ledger(store)
    act(store, replace(project(SMALL), after=replace(SMALL, owner="水投集团")))
    act(store, report("WZ-002", 6, "3500", "3100", funds=Decimal(1000), next_step="征地"))
    act(store, problem("WZ-002", 1, "供地", raised=date(2024, 6, 1), due=date(2024, 7, 9)))
    steps = project_history(store, "WZ-002")
    assert [(one.what, one.before, one.after, one.month, one.problem) for one in steps[:5]] == [
        ("要求解决", "2024-07-01", "2024-07-09", None, 1),
        ("平台报表 本月", "300 万元", "350 万元", month(6), None),
        ("平台报表 年初累计", "3000 万元", "3500 万元", month(6), None),
        ("平台报表 开工以来", "6000 万元", "7000 万元", month(6), None),
        ("业主", "", "水投集团", None, None),
    ]
    assert {one.what for one in steps if one.before == ""} >= {"年度计划", "所在地", "责任单位"}


def test_that_a_large_act_says_how_far_it_is_and_can_be_stopped(store: Store) -> None:
    act(store, project(SMALL))
    reports = [report("WZ-002", 1 + number % 12, "1", year=1950 + number // 12) for number in range(150 * 12)]
    changes: list[Change] = [*reports, *(problem("WZ-002", number + 1) for number in range(2_500))]
    seen: list[tuple[int, int]] = []

    def tell(done: int, total: int) -> None:
        seen.append((done, total))
        if done == 4_000:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), store.writing() as session:
        apply_changes(session, changes, kind=ChangeKind.IMPORT, who="", on_progress=tell)
    assert seen == [(2_000, 4_300), (4_000, 4_300)]
    assert reports_of(store, "WZ-002") == ()
    assert_kept_as_made_anew(store)
