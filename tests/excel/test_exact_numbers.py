"""Numbers of a row at once are what each of them is alone."""

from hypothesis import example, given
from hypothesis import strategies as st

from wzdesk.excel.read.exact_numbers import exact_numbers
from wzdesk.excel.read.number_format import plain_number
from wzdesk.excel.read.sheet_events import exact_value

WRITTEN = st.one_of(
    st.floats(allow_nan=False, allow_infinity=False).map(repr),
    st.decimals(allow_nan=False, allow_infinity=False, places=4).map(str),
    st.integers(-(10**17), 10**17).map(str),
    st.integers(0, 10**15).map(lambda digits: f"{digits / 1000}5"),
    st.text("0123456789.-eE+ ", max_size=8),
    st.sampled_from(["nan", "inf", "1_0", "-0", "0.0", "１", "1e-400", "-1e-400", "1e400"]),
)


@given(st.lists(WRITTEN, min_size=1, max_size=6))
@example(["0.1234567890123455", "1234567890123.455", "1.234567890123455E+25", "9.999999999999995"])
def test_that_numbers_at_once_are_as_exact_as_one_by_one(written: list[str]) -> None:
    alone = [exact_value(number) for number in written]
    found = exact_numbers(tuple(number.encode() for number in written))
    if found is not None:
        assert [number.decode() for number in found] == [
            None if value is None else plain_number(value) for value in alone
        ]


@given(st.lists(st.floats(allow_nan=False, allow_infinity=False), min_size=1))
def test_that_any_number_is_understood(numbers: list[float]) -> None:
    assert exact_numbers(tuple(repr(number).encode() for number in numbers)) is not None
