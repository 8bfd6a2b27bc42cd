"""Starts and completions of the ledger, as the timeline shows them."""

from collections.abc import Sequence
from decimal import Decimal

import pytest

from wzdesk.db.projects import codec
from wzdesk.db.store import Store
from wzdesk.domain.period import Period
from wzdesk.domain.projects.change import ProjectChange, ProjectKey
from wzdesk.domain.projects.project import AnnualPlan, Nature, Project
from wzdesk.domain.projects.selection import Selection
from wzdesk.domain.projects.when import When
from wzdesk.services.projects.look_at import schedules_of
from wzdesk.services.projects.read_ledger import EVERYTHING
from wzdesk.services.projects.record import record

SEPTEMBER = Period.of_month(2024, 9)
PLANS = (AnnualPlan(2024, Decimal(100), Nature.NEW),)


@pytest.fixture
def ledger(store: Store) -> Store:
    starts = (When(2024, 11), None, When(2024, 3), When(2031, 1))
    projects = [
        Project(f"P-{number}", f"项目{number}", "交通强市", planned_start=start, plans=PLANS)
        for number, start in enumerate(starts, 1)
    ]
    record(store, [ProjectChange(ProjectKey(one.code), one) for one in projects], who="张三")
    return store


def codes(store: Store, selection: Selection = EVERYTHING, most: int = 9) -> Sequence[str]:
    return [one.project.code for one in schedules_of(store, SEPTEMBER, selection, most)]


def test_that_the_earliest_start_of_the_year_comes_first(ledger: Store) -> None:
    assert codes(ledger) == ["P-3", "P-1"]
    assert codes(ledger, most=2) == ["P-1"]
    assert codes(ledger, Selection(fields=frozenset({"水网安澜提升"}))) == []


def test_that_each_project_is_read_once(ledger: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []
    decode = codec.project_of

    def counted(code: str, definition: str) -> Project:
        seen.append(code)
        return decode(code, definition)

    monkeypatch.setattr("wzdesk.db.projects.read.project_of", counted)
    codes(ledger)
    assert seen == ["P-1", "P-2", "P-3", "P-4"]
