"""The ledger of a month says what the projects say, however it is chosen, grouped and put in order."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tests.db.projects.oracle import lines_by_hand, rates_by_hand, sums_by_hand
from tests.db.projects.samples import CITY, COUNTY, FULL, SMALL, act, ledger, month, project, report
from wzdesk.db.projects.read import codes_in
from wzdesk.db.store import Store
from wzdesk.domain.projects.alerts import AlertKind
from wzdesk.domain.projects.curve import s_curve
from wzdesk.domain.projects.ledger import LedgerColumn, Order
from wzdesk.domain.projects.project import AnnualPlan, Membership, Nature, Project, Stage
from wzdesk.domain.projects.roll_up import Division
from wzdesk.domain.projects.selection import Selection
from wzdesk.domain.projects.when import When
from wzdesk.services.projects.read_ledger import (
    ledger_groups,
    ledger_lines,
    ledger_months,
    ledger_total,
    ledger_years,
    project_lists,
)
from wzdesk.services.projects.read_project import history_of, reports_of
from wzdesk.services.projects.roll_up import alerts_of, monthly_sums, open_problems, rates_by_region, roll_up

SELECTIONS = (
    Selection(),
    Selection(fields=frozenset({"水网安澜提升"})),
    Selection(fields=frozenset({"清洁能源保供", "没有的"})),
    Selection(natures=frozenset({Nature.NEW})),
    Selection(stages=frozenset({Stage.BUILDING})),
    Selection(regions=frozenset({CITY})),
    Selection(regions=frozenset({COUNTY})),
    Selection(project_list="市级政府投资"),
    Selection(agency="市水利局"),
    Selection(owner="泰顺抽水蓄能有限公司"),
    Selection(text="引水"),
    Selection(text="ＷＺ－００１"),
    Selection(text="WZ-001"),
    Selection(text="%"),
    Selection(is_lagging=True),
    Selection(has_problems=True),
    Selection(fields=frozenset({"水网安澜提升"}), regions=frozenset({CITY}), is_lagging=True),
)
MONTHS = [month(12, 2022), month(6, 2023), *map(month, (1, 5, 6, 7, 8, 12)), month(1, 2025), month(1, 2026)]


@pytest.mark.parametrize("selection", SELECTIONS)
def test_that_lines_and_sums_are_those_of_the_projects(store: Store, selection: Selection) -> None:
    ledger(store)
    for when in MONTHS:
        by_hand = lines_by_hand(store, when, selection)
        assert ledger_lines(store, when, selection) == by_hand
        assert ledger_total(store, when, selection).count == len(by_hand)
        with store.reading() as session:
            assert codes_in(session, when, selection) == [line.code for line in by_hand]
        for divisions in ((), (Division.FIELD, Division.NATURE), *((one,) for one in Division)):
            expected = sums_by_hand(store, when, selection, divisions)
            assert roll_up(store, when, divisions, selection) == (
                expected or ({} if divisions else {(): ledger_total(store, when, selection)})
            )
        assert rates_by_region(store, when, selection) == rates_by_hand(store, when, selection)


def test_that_a_group_shows_its_own_lines(store: Store) -> None:
    ledger(store)
    groups = ledger_groups(store, month(6), by=Division.NATURE)
    assert [(one.key, one.sum.count, one.sum.done, one.sum.gap) for one in groups] == [
        ("续建", 1, Decimal(40000), Decimal(-2000)),
        ("新开工", 1, Decimal(3000), Decimal(100)),
        ("", 1, 0, 0),
    ]
    for group in groups:
        (line,) = ledger_lines(store, month(6), group=(Division.NATURE, group.key))
        assert line.total == group.sum.total
    (undivided,) = ledger_groups(store, month(6))
    assert undivided.sum == ledger_total(store, month(6))


def test_that_lines_come_in_the_order_asked_for_and_in_parts(store: Store) -> None:
    ledger(store)

    def codes(column: LedgerColumn, *, descending: bool = False) -> list[str]:
        return [one.code[-1] for one in ledger_lines(store, month(6), order=Order(column, descending))]

    assert codes(LedgerColumn.ENTERED) == ["1", "2", "3"]
    assert codes(LedgerColumn.ENTERED, descending=True) == ["3", "2", "1"]
    assert codes(LedgerColumn.CODE, descending=True) == ["3", "2", "1"]
    assert codes(LedgerColumn.RATE) == ["2", "1", "3"]  # what has none stands last, either way
    assert codes(LedgerColumn.RATE, descending=True) == ["1", "2", "3"]
    for column in LedgerColumn:
        assert sorted(codes(column)) == ["1", "2", "3"]
    assert [one.code for one in ledger_lines(store, month(6), offset=1, limit=1)] == ["WZ-002"]
    assert ledger_lines(store, month(6), offset=3, limit=5) == []


def test_that_the_ledger_knows_its_months_years_and_lists(store: Store) -> None:
    assert ledger_months(store) == []
    assert ledger_total(store, month(6)).count == 0
    ledger(store)
    assert ledger_months(store) == [month(1), month(6), month(7)]
    assert ledger_years(store) == [2023, 2024, 2025]
    assert project_lists(store) == ["省“千项万亿”", "市级政府投资"]


def test_that_a_project_joins_in_the_month_from_which_its_plan_holds(store: Store) -> None:
    joined = replace(SMALL, plans=(AnnualPlan(2024, Decimal(100), Nature.NEW, since=7),))
    act(store, project(joined))
    assert [ledger_total(store, month(one)).plan for one in (6, 7, 12)] == [0, 100, 100]
    act(
        store,
        project(replace(joined, plans=(*joined.plans, AnnualPlan(2024, Decimal(50), Nature.NEW, since=9)))),
    )
    assert [ledger_total(store, month(one)).plan for one in (6, 8, 9)] == [0, 100, 50]


def test_that_a_project_without_plan_or_dates_stands_in_the_year_in_which_it_was_entered(
    store: Store,
) -> None:
    act(store, project(Project("x", "未定")))
    (year,) = ledger_years(store)
    assert ledger_total(store, month(1, year)).count == 1


def test_that_the_curve_of_a_year_is_the_sum_of_the_projects_curves(store: Store) -> None:
    act(
        store,
        project(SMALL),
        project(replace(FULL, plans=FULL.plans[:2])),
        report("WZ-002", 6, "3000"),
        report("WZ-001", 6, "4"),
    )
    curve = monthly_sums(store, 2024)
    singles = [
        s_curve(one, 2024, reports_of(store, one.code))
        for one in (SMALL, replace(FULL, plans=FULL.plans[:2]))
    ]
    for at in range(12):
        planned = sum((one.planned[at] or Decimal(0) for one in singles), Decimal(0))
        assert abs((curve.planned[at] or Decimal(0)) - planned) <= Decimal("0.000001")
    assert curve.actual == (None,) * 5 + (Decimal(3004),) + (None,) * 6
    assert monthly_sums(store, 2024, Selection(text="引水")).actual[5] == 3000
    assert monthly_sums(store, 2019).planned == (None,) * 12


def test_that_open_problems_come_by_their_due_day_with_their_project(store: Store) -> None:
    ledger(store)
    found = open_problems(store, date(2024, 6, 30))
    assert [(one.problem.text, one.project.code) for one in found] == [
        ("供地", "WZ-002"),
        ("弃渣场选址", "WZ-001"),
    ]
    assert len(open_problems(store, date(2024, 6, 1))) == 3
    chosen = open_problems(store, date(2026, 1, 1), Selection(fields=frozenset({"清洁能源保供"})))
    assert chosen == []  # by then it is in the ledger no longer
    chosen = open_problems(store, date(2024, 6, 30), Selection(fields=frozenset({"清洁能源保供"})))
    assert [one.problem.no for one in chosen] == [1]


def test_that_what_wants_a_look_is_found(store: Store) -> None:
    ledger(store)
    found = {one.project.code: [its.kind for its in one.alerts] for one in alerts_of(store, month(6))}
    assert found == {"WZ-002": [AlertKind.NOT_STARTED, AlertKind.FUNDS_BEHIND]}


def test_that_an_alert_looks_at_the_last_reports_up_to_the_month(store: Store) -> None:
    idle = replace(SMALL, actual_start=When(2024, 3))
    act(
        store,
        project(idle),
        *(report(idle.code, number, "0") for number in (1, 3, 4)),
        report(idle.code, 6, "9"),
    )
    for number, expected in (
        (1, []),
        (3, []),
        (4, [AlertKind.NO_PROGRESS]),
        (5, []),
        (6, []),
    ):
        found = [its.kind for one in alerts_of(store, month(number)) for its in one.alerts]
        assert found == expected, number


def test_that_more_lists_than_a_line_has_bits_are_still_told_apart(store: Store) -> None:
    names = [f"清单{number}" for number in range(70)]
    listed = [
        replace(SMALL, code=name, memberships=(Membership(name, date(2024, 3, 1), date(2024, 9, 1)),))
        for name in names
    ]
    act(store, *(project(one) for one in listed))
    assert project_lists(store) == names
    for name in (names[0], names[61], names[62], names[69]):
        chosen = Selection(project_list=name)
        assert [line.code for line in ledger_lines(store, month(8), chosen)] == [name]
        assert [ledger_total(store, month(number), chosen).count for number in (2, 3, 8, 9)] == [0, 1, 1, 0]
    assert ledger_total(store, month(8), Selection(project_list="没有")).count == 0


def test_that_a_plan_whose_amount_nobody_gave_counts_its_project(store: Store) -> None:
    act(
        store,
        project(replace(SMALL, plans=(AnnualPlan(2024, None, Nature.NEW),))),
        report(SMALL.code, 6, "3000"),
    )
    (group,) = ledger_groups(store, month(6), by=Division.NATURE)
    assert (group.key, group.sum.count) == ("新开工", 1)
    assert (group.sum.plan, group.sum.done) == (Decimal(0), Decimal(3000))
    assert [one.after for one in history_of(store, SMALL.code) if one.what == "年度计划"] == [
        "2024年 没有数 新开工"
    ]
