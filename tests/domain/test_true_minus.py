"""The typographic minus before numbers, and the hyphens that are none."""

import pytest

from wzdesk.domain.true_minus import with_true_minus


@pytest.mark.parametrize(
    ("text", "shown"),
    (
        ("-4.2", "−4.2"),
        ("－4.2", "−4.2"),
        ("-.5", "−.5"),
        ("8.7(-0.3)", "8.7(−0.3)"),
        ("省下达[-15.5%]", "省下达[−15.5%]"),
        ("空 → -6.5", "空 → −6.5"),
        ("增长8%、高于-2%", "增长8%、高于-2%"),
        ("2339.4　-6.5%", "2339.4　−6.5%"),
        ("−4.2", "−4.2"),
        ("1-9月", "1-9月"),
        ("2024-09-12", "2024-09-12"),
        ("PM2.5-10", "PM2.5-10"),
        ("-", "-"),
        ("表-3", "表-3"),
        ("", ""),
    ),
)
def test_that_a_hyphen_before_a_number_is_shown_as_a_minus(text: str, shown: str) -> None:
    assert with_true_minus(text) == shown
    assert with_true_minus(shown) == shown
