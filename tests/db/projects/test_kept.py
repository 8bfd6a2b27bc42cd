"""What is kept of the ledger follows every act, undo and redo, exactly."""

import shutil
import sqlite3
import tempfile
from contextlib import closing
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from tests.db.projects.kept import assert_kept_as_made_anew, kept
from tests.db.projects.oracle import lines_by_hand, rates_by_hand, sums_by_hand
from tests.db.projects.samples import CITY, COUNTY, act, ledger, month, report
from wzdesk.db.changes import apply_changes, redo, undo
from wzdesk.db.health import full_check
from wzdesk.db.store import Store
from wzdesk.domain.change import Change, ChangeKind
from wzdesk.domain.errors import Refused, WzdeskError
from wzdesk.domain.period import Period
from wzdesk.domain.projects.change import (
    ProblemChange,
    ProblemKey,
    ProgressChange,
    ProgressKey,
    ProjectChange,
    ProjectKey,
)
from wzdesk.domain.projects.problem import Problem
from wzdesk.domain.projects.progress import Invested, ProjectProgress
from wzdesk.domain.projects.project import AnnualPlan, Membership, Nature, Project, Stage, StageMove
from wzdesk.domain.projects.roll_up import Division
from wzdesk.domain.projects.selection import Selection
from wzdesk.domain.projects.when import When
from wzdesk.services.projects.add_up_anew import add_up_anew
from wzdesk.services.projects.read_ledger import ledger_lines
from wzdesk.services.projects.roll_up import rates_by_region, roll_up

CODES = ("a", "b", "c")
AMOUNTS = st.one_of(st.none(), st.integers(-(10**9), 10**15).map(lambda fen: Decimal(fen).scaleb(-6)))
SUMS = st.integers(0, 10**15).map(lambda fen: Decimal(fen).scaleb(-6))
DAYS = st.dates(date(2023, 11, 1), date(2024, 12, 31))
WHENS = st.one_of(st.none(), st.builds(When, st.sampled_from((2023, 2024)), st.integers(0, 12)))
PLANS = st.builds(
    AnnualPlan,
    st.sampled_from((2023, 2024)),
    st.one_of(st.none(), SUMS),
    st.sampled_from(Nature),
    since=st.sampled_from((1, 1, 6)),
)
PROJECTS = st.builds(
    Project,
    st.sampled_from(CODES),
    st.sampled_from(("甲工程", "乙")),
    st.sampled_from(("", "交通强市", "水网")),
    st.sampled_from(("", "港口")),
    st.lists(st.sampled_from((CITY, COUNTY)), max_size=2, unique=True).map(tuple),
    agency=st.sampled_from(("", "水利局")),
    total=SUMS,
    planned_start=WHENS,
    planned_end=WHENS,
    actual_start=WHENS,
    actual_end=WHENS,
    memberships=st.lists(
        st.builds(Membership, st.sampled_from(("省级", "市级")), DAYS, st.one_of(st.none(), DAYS)), max_size=3
    ).map(tuple),
    stages=st.lists(st.builds(StageMove, st.sampled_from(Stage), DAYS), max_size=2).map(tuple),
    plans=st.lists(PLANS, max_size=3).map(tuple),
)
MONTHS = st.builds(month, st.integers(4, 7), st.sampled_from((2023, 2024)))
ACCOUNTS = st.builds(Invested, AMOUNTS, AMOUNTS, AMOUNTS)
REPORTS = st.builds(ProjectProgress, st.sampled_from(CODES), MONTHS, ACCOUNTS, ACCOUNTS, AMOUNTS)
PROBLEMS = st.builds(
    Problem,
    st.sampled_from(CODES),
    st.integers(1, 2),
    st.just("供地"),
    raised=st.one_of(st.none(), DAYS),
    solved=st.one_of(st.none(), DAYS),
)
CHANGES = st.one_of(
    PROJECTS.map(lambda one: ProjectChange(ProjectKey(one.code), one)),
    st.sampled_from(CODES).map(lambda code: ProjectChange(ProjectKey(code), None)),
    REPORTS.map(lambda one: ProgressChange(ProgressKey(one.project, one.month), one)),
    st.builds(ProgressKey, st.sampled_from(CODES), MONTHS).map(lambda key: ProgressChange(key, None)),
    PROBLEMS.map(lambda one: ProblemChange(ProblemKey(one.project, one.no), one)),
    st.builds(ProblemKey, st.sampled_from(CODES), st.integers(1, 2)).map(
        lambda key: ProblemChange(key, None)
    ),
)
SELECTIONS = (
    Selection(),
    Selection(regions=frozenset({CITY}), is_lagging=True),
    Selection(project_list="市级"),
    Selection(project_list="市级", natures=frozenset(Nature)),
    Selection(has_problems=True, stages=frozenset({Stage.BUILDING})),
)


class LedgerMachine(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.store = Store.create(self.folder / "数据.wzd")

    @rule(changes=st.lists(CHANGES, min_size=1, max_size=6))
    def act(self, changes: list[Change]) -> None:
        before = kept(self.store.path)
        try:
            with self.store.writing() as session:
                apply_changes(session, changes, kind=ChangeKind.PROJECT, who="王某")
        except WzdeskError:
            assert kept(self.store.path) == before

    @rule()
    def undo(self) -> None:
        with self.store.writing() as session:
            undo(session, "王某")

    @rule()
    def redo(self) -> None:
        with self.store.writing() as session:
            redo(session, "王某")

    @invariant()
    def it_is_what_would_be_made_anew(self) -> None:
        assert full_check(self.store.path).is_ok
        assert_kept_as_made_anew(self.store)

    def teardown(self) -> None:
        for when in (month(5, 2023), month(5), month(6)):
            for selection in SELECTIONS:
                self._compare(when, selection)
        self.store.close()
        shutil.rmtree(self.folder)

    def _compare(self, when: Period, selection: Selection) -> None:
        assert ledger_lines(self.store, when, selection) == lines_by_hand(self.store, when, selection)
        for divisions in ((Division.FIELD,), (Division.NATURE, Division.REGION), (Division.AGENCY,)):
            by_hand = sums_by_hand(self.store, when, selection, divisions)
            assert roll_up(self.store, when, divisions, selection) == by_hand
        assert rates_by_region(self.store, when, selection) == rates_by_hand(self.store, when, selection)


TestLedger = LedgerMachine.TestCase
TestLedger.settings = settings(max_examples=25, stateful_step_count=20, deadline=None)


def test_that_a_ledger_that_was_tampered_with_is_found_and_added_up_anew(store: Store) -> None:
    ledger(store)
    good = kept(store.path)
    for damage in (
        "UPDATE ledger_sum SET done = done + 1",
        "UPDATE ledger_line SET done = done + 1 WHERE done IS NOT NULL",
        "DELETE FROM ledger_sum",
        "DELETE FROM ledger_line WHERE month = 202406",
        "DELETE FROM ledger_name",
    ):
        with closing(sqlite3.connect(store.path)) as connection, connection:
            connection.execute(damage)
        health = full_check(store.path)
        assert not health.is_ok
        assert health.findings == ()
        assert "项目汇总" in health.sentence
        add_up_anew(store)
        assert full_check(store.path).is_ok
        assert kept(store.path) == good


def test_that_an_act_that_is_refused_half_way_leaves_what_is_kept_as_it_was(store: Store) -> None:
    ledger(store)
    before = kept(store.path)
    with pytest.raises(Refused):
        act(store, report("WZ-001", 1, "7"), replace(report("WZ-002", 1, "1"), after=_too_fine()))
    assert kept(store.path) == before


def _too_fine() -> ProjectProgress:
    return ProjectProgress("WZ-002", month(1), Invested(year=Decimal("0.0000001")))
