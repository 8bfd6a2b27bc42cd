"""Filters of the ledger."""

from decimal import Decimal

import pytest

from wzdesk.domain.period import Period
from wzdesk.domain.projects.ledger_line import LedgerLine
from wzdesk.domain.projects.progress import Invested
from wzdesk.domain.projects.project import Nature, Stage
from wzdesk.domain.projects.selection import Selection

LINE = LedgerLine(
    "WZ-001",
    "泰顺抽水蓄能电站",
    Period.to_month(2024, 9),
    field="清洁能源保供",
    nature=Nature.CARRIED_ON,
    stage=Stage.BUILDING,
    regions=("taishun", "wencheng"),
    lists=("市“百项千亿”",),
    plan=Decimal(70_000),
    reported=Invested(Decimal(4_300), Decimal(48_900), Decimal(146_900)),
    booked=Invested(Decimal(3_900), Decimal(45_100), Decimal(138_600)),
    problems=2,
)


@pytest.mark.parametrize(
    ("selection", "takes"),
    (
        (Selection(), True),
        (Selection(fields=frozenset({"清洁能源保供", "交通强市"})), True),
        (Selection(fields=frozenset({"交通强市"})), False),
        (Selection(natures=frozenset({Nature.NEW})), False),
        (Selection(stages=frozenset({Stage.BUILDING})), True),
        (Selection(regions=frozenset({"wencheng"})), True),
        (Selection(regions=frozenset({"yueqing"})), False),
        (Selection(project_list="省“千项万亿”"), False),
        (Selection(text="抽水"), True),
        (Selection(text="核电"), False),
        (Selection(is_lagging=True, has_problems=True), True),
    ),
)
def test_a_line_passes_only_what_all_filters_let_through(selection: Selection, takes: bool) -> None:
    assert selection.takes(LINE) is takes


def test_the_figures_of_a_line_are_those_of_the_office() -> None:
    assert LINE.rate is not None
    assert round(LINE.rate, 1) == Decimal("69.9")
    assert LINE.ahead is not None
    assert round(LINE.ahead, 1) == Decimal("-5.1")
    assert LINE.gap == -3_800
