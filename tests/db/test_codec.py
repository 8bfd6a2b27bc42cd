import tempfile
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import insert, select

from tests.db.samples import CITY, PACK, key
from wzdesk.db.catalogue import save_pack
from wzdesk.db.changes import apply_changes, undo
from wzdesk.db.codec import (
    OBSERVATION_FIELDS,
    decimal_of,
    exact_text,
    key_text,
    observation_key,
    observation_of,
    observation_state,
    override_key,
    state_of,
    state_text,
    target_key,
)
from wzdesk.db.doors import execute_of
from wzdesk.db.observations import observation
from wzdesk.db.store import Store
from wzdesk.db.tables import ObservationRow
from wzdesk.domain.change import ChangeKind, ObservationChange, OverrideKey, TargetKey
from wzdesk.domain.observation import Measure, Observation, ObservationKey, ObsStatus
from wzdesk.domain.period import Period
from wzdesk.domain.quantity import Availability, Basis, Op, Quantity

DECIMALS = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**30), max_value=10**30)
TEXTS = st.text(max_size=20)
PERIODS = st.one_of(
    st.builds(Period.of_year, st.integers(1949, 2100)),
    st.builds(Period.of_month, st.integers(1949, 2100), st.integers(1, 12)),
    st.builds(Period.to_month, st.integers(1949, 2100), st.integers(1, 12)),
    st.builds(Period.of_quarter, st.integers(1949, 2100), st.integers(1, 4)),
    st.builds(Period.of_half, st.integers(1949, 2100), st.integers(1, 2)),
)


def quantities(asides: st.SearchStrategy[tuple[Quantity, ...]]) -> st.SearchStrategy[Quantity]:
    return st.builds(
        Quantity,
        TEXTS,
        st.sampled_from(Availability),
        st.none() | st.sampled_from(Basis),
        st.none() | st.sampled_from(Op),
        st.none() | DECIMALS,
        st.none() | DECIMALS,
        TEXTS,
        asides,
    )


QUANTITIES = quantities(st.lists(quantities(st.just(())), max_size=2).map(tuple))
OBSERVATIONS = st.builds(
    Observation,
    st.builds(ObservationKey, st.just(CITY), st.just("gdp"), PERIODS, st.sampled_from(Measure)),
    QUANTITIES,
    st.sampled_from(ObsStatus),
    TEXTS,
    TEXTS,
)


@pytest.fixture(scope="module")
def filled() -> Iterator[Store]:
    """One file for all examples."""
    with tempfile.TemporaryDirectory() as folder, Store.create(Path(folder) / "数据.wzd") as store:
        with store.writing() as session:
            save_pack(session, PACK)
        yield store


def digits(number: Decimal | None) -> object:
    """What must not change: sign and digits, and the exponent unless it was positive."""
    return None if number is None else format(number, "f")


@pytest.mark.parametrize("text", ("29.0", "0.770", "8730.6", "-0.00", "10000", "0.0000000001"))
def test_that_every_digit_is_kept(text: str) -> None:
    assert exact_text(Decimal(text)) == text


def test_that_there_is_no_exponent() -> None:
    assert exact_text(Decimal("1E+4")) == "10000"
    assert exact_text(Decimal("1E-7")) == "0.0000001"
    assert exact_text(None) is None


@pytest.mark.parametrize("text", ("NaN", "sNaN", "Infinity", "-Infinity"))
def test_that_what_is_no_number_is_not_stored(text: str) -> None:
    with pytest.raises(ValueError, match="not a number"):
        exact_text(Decimal(text))


@given(DECIMALS)
def test_that_a_decimal_comes_back_with_its_digits(number: Decimal) -> None:
    back = decimal_of(exact_text(number))
    assert back == number
    assert digits(back) == digits(number)


@given(OBSERVATIONS)
def test_that_an_observation_comes_back_from_its_texts(given_one: Observation) -> None:
    state = observation_state(given_one)
    assert observation_of(given_one.key, [state[name] for name in OBSERVATION_FIELDS]) == given_one
    assert state_of(state_text(state), OBSERVATION_FIELDS) == state


@settings(deadline=None)
@given(given_one=OBSERVATIONS)
def test_that_an_observation_comes_back_from_the_file(filled: Store, given_one: Observation) -> None:
    change = ObservationChange(given_one.key, given_one)
    with filled.writing() as session:
        before = observation(execute_of(session), given_one.key)
        applied = apply_changes(session, [change], kind=ChangeKind.EDIT, who="王某")
        found = observation(execute_of(session), given_one.key)
        assert found == given_one
        assert digits(found.quantity.value) == digits(given_one.quantity.value)
        assert applied.keys <= {given_one.key}
        if applied.keys:
            undo(session, "王某")
            assert observation(execute_of(session), given_one.key) == before


@settings(deadline=None)
@given(number=DECIMALS)
def test_that_a_mapped_value_is_exact_too(filled: Store, number: Decimal) -> None:
    row = ObservationRow
    with filled.reading() as session:
        texts = {"text": "", "availability": "given", "unit": "", "status": "A", "note": "", "source": ""}
        place = {"indicator_id": 1, "region_id": 1, "period": "1949", "measure": "level", "change_set_id": 1}
        session.execute(insert(row).values(**texts, **place, value=number))
        value = session.scalars(select(row.value).where(row.period == "1949")).one()
    assert digits(value) == digits(number)


@given(PERIODS, st.sampled_from(Measure), st.text("abc|_-", min_size=1), st.text(min_size=1))
def test_that_a_key_comes_back_from_its_text(
    period: Period, measure: Measure, indicator: str, no: str
) -> None:
    place = key(indicator, period=period, measure=measure)
    assert observation_key(key_text(place)) == place
    target = TargetKey("14fyp", CITY, indicator, "rate")
    assert target_key(key_text(target)) == target
    override = OverrideKey("2023", CITY, no)
    assert override_key(key_text(override)) == override
