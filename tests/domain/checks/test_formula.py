"""The language of formulas: exact, with the rounding of the figures, and nothing that runs."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wzdesk.domain.checks.formula import Comparison, Estimate, FormulaMistake, evaluate, read_formula

FIGURES = {
    "A": Estimate(Decimal(12), Decimal("0.5")),
    "B": Estimate(Decimal(4), Decimal("0.05")),
    "C": Estimate(Decimal(3), Decimal(0)),
}


@pytest.mark.parametrize(
    ("text", "value"),
    (
        ("A = B + C", "7"),
        ("A = B - C - 1", "0"),
        ("A = B + C * 2", "10"),
        ("A = (B + C) * 2", "14"),
        ("A = A / B / C", "1"),
        ("A = A / (B / 2) * C", "18"),
        ("A = -B + C", "-1"),
        ("A = B * -C", "-12"),
        ("A ＝（B ＋ C）×0.5", "3.5"),
    ),
)
def test_that_signs_bind_as_in_arithmetic(text: str, value: str) -> None:
    found = evaluate(read_formula(text).right, FIGURES)
    assert found is not None
    assert found.value == Decimal(value)


def test_that_codes_and_comparison_are_told() -> None:
    formula = read_formula("A_1 >= B2 + A_1 * 2")
    assert formula.codes == ("A_1", "B2")
    assert formula.comparison is Comparison.AT_LEAST


@pytest.mark.parametrize(
    "text",
    (
        "", "A", "A =", "= A", "A = B = C", "A = B +", "A = (B", "A = B)", "A = B C", "A = 2 3", "A = ()", "1 = A",
        "A + B", "A = B ** C", "A = __import__('os')", "A = B; C", "A = B.real", "A = " + "(" * 2000,
    ),
)  # fmt: skip
def test_that_what_is_no_formula_is_told_in_a_sentence(text: str) -> None:
    with pytest.raises(FormulaMistake) as told:
        read_formula(text)
    assert told.value.sentence.endswith("。")


def test_that_a_division_by_what_may_be_zero_has_no_result() -> None:
    nothing = {"A": Estimate(Decimal(1), Decimal(0)), "B": Estimate(Decimal("0.04"), Decimal("0.05"))}
    assert evaluate(read_formula("A = A / B").right, nothing) is None


@given(st.text(alphabet="AB12+-*/()=<> .", max_size=30))
def test_that_any_text_is_a_formula_or_a_mistake(text: str) -> None:
    try:
        formula = read_formula(text)
    except FormulaMistake:
        return
    figures = {code: Estimate(Decimal(7), Decimal("0.5")) for code in formula.codes}
    for side in (formula.left, formula.right):
        result = evaluate(side, figures)
        assert result is None or result.off >= 0


_NUMBERS = st.decimals(min_value=-1000, max_value=1000, places=1)


@given(
    _NUMBERS, _NUMBERS, st.sampled_from("+-*/"), st.decimals(-1, 1, places=2), st.decimals(-1, 1, places=2)
)
def test_that_the_true_result_lies_within_what_rounding_allows(
    one: Decimal, other: Decimal, sign: str, share: Decimal, other_share: Decimal
) -> None:
    half = Decimal("0.05")
    formula = read_formula(f"A = A {sign} B")
    rounded = evaluate(formula.right, {"A": Estimate(one, half), "B": Estimate(other, half)})
    exact = Decimal(0)
    true = {"A": Estimate(one + share * half, exact), "B": Estimate(other + other_share * half, exact)}
    real = evaluate(formula.right, true)
    if rounded is not None:
        assert real is not None
        assert abs(real.value - rounded.value) <= rounded.off + Decimal("1e-20")
