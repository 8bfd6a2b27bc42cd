"""Roll-ups and the race."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from tests.domain.projects.samples import a_project, planned, reported
from wzdesk.domain.period import Period
from wzdesk.domain.projects.amount import in_fen, of_fen
from wzdesk.domain.projects.project import Nature
from wzdesk.domain.projects.race import RaceRate, RaceRules, race
from wzdesk.domain.projects.rates import FourRates, Share
from wzdesk.domain.projects.roll_up import Division, Sum, roll_up

JUNE = Period.of_month(2024, 6)


@given(
    st.lists(
        st.tuples(
            st.sampled_from("ABC"), st.sampled_from(Nature), st.integers(0, 10**12), st.integers(0, 10**12)
        )
    )
)
def test_parts_add_up_to_the_whole(rows: list[tuple[str, Nature, int, int]]) -> None:
    projects = [
        a_project(code=str(at), field=field, plans=(planned(str(of_fen(plan)), nature),))
        for at, (field, nature, plan, _done) in enumerate(rows)
    ]
    progress = {str(at): reported(6, str(of_fen(row[3])), code=str(at)) for at, row in enumerate(rows)}
    whole = roll_up(projects, progress, JUNE, ()).get(())
    parts = roll_up(projects, progress, JUNE, (Division.FIELD, Division.NATURE)).values()
    assert sum(part.count for part in parts) == len(rows)
    if whole is not None:
        assert (
            sum((part.plan for part in parts), Decimal(0))
            == whole.plan
            == of_fen(sum(row[2] for row in rows))
        )
        assert (
            sum((part.done for part in parts), Decimal(0))
            == whole.done
            == of_fen(sum(row[3] for row in rows))
        )


@given(st.integers(-(10**18), 10**18))
def test_amounts_are_whole_fen(fen: int) -> None:
    assert in_fen(of_fen(fen)) == fen


def test_less_than_a_fen_is_no_money() -> None:
    assert in_fen(Decimal("0.0000001")) is None


def _rates(started: str, invested: str) -> FourRates:
    none = Share(Decimal(0), Decimal(0))
    return FourRates(
        Share(Decimal(started), Decimal(100)), Share(Decimal(invested), Decimal(100)), none, none
    )


def test_the_race_places_regions_by_their_score() -> None:
    rules = RaceRules(
        {RaceRate.STARTED: Decimal(40), RaceRate.INVESTED: Decimal(60), RaceRate.COMPLETED: Decimal(50)},
        flags=(("红旗", Decimal(100)), ("蓝旗", Decimal(0))),
    )
    entries = race({"a": _rates("100", "80"), "b": _rates("50", "150"), "c": _rates("100", "80")}, rules)
    assert [(one.region, one.place) for one in entries] == [("b", 1), ("a", 2), ("c", 2)]
    assert entries[0].score == 92  # 50 × 40 + 120 (at most) × 60, over 100
    assert entries[0].flag == "蓝旗"
    assert "开工率 × 40" in rules.formula
    none = Share(Decimal(0), Decimal(0))
    assert race({"d": FourRates(none, none, none, none)}, rules) == ()


def test_that_a_group_of_which_nothing_was_reported_has_no_rate() -> None:
    """Missing is not zero: a plan without a report is not 0 % done."""
    silent, told = Sum(), Sum()
    silent.add(a_project("1200"), planned("1200"), None)
    told.add(a_project("800"), planned("800"), reported(6, "300"))
    assert (silent.rate, silent.ahead(6)) == (None, None)
    both = silent + told
    assert (both.count, both.plan, both.done, both.reports) == (2, Decimal(2000), Decimal(300), 1)
    assert both.rate == 15
