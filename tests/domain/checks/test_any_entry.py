"""Whatever is typed, a check answers; every sentence is whole."""

from hypothesis import given
from hypothesis import strategies as st

from tests.domain.checks.memory import MemoryFigures, cell, observed, wenzhou_book
from wzdesk.domain.observation import ObservationKey, ObsStatus

_LINES = ("FAI", "FAI_MFG", "INCOME_RATIO", "INCOME_URBAN", "INCOME_RURAL", "URBAN_RATE", "GDP", "LOANS")
_WHEN = ("2022-01/05", "2022-01/06", "2023-01/05", "2023-01/06", "2023-06", "2022", "2023", "2023-H1")
_REGIONS = ("330300", "330326", "330300JKQ")
_WORDS = (
    "",
    " ",
    "—",
    "暂无数据",
    "5以内",
    "约40",
    "缩小0.04个点",
    "0",
    "0.0",
    "-0",
    "1e9",
    "省下达",
    "12万元",
    "3000%",
)
_CELLS = st.builds(
    lambda code, when, measure, region: cell(f"{code} {when} {measure} @{region}"),
    st.sampled_from(_LINES),
    st.sampled_from(_WHEN),
    st.sampled_from(("level", "growth", "change")),
    st.sampled_from(_REGIONS),
)
_NUMBERS = st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-(10**20), max_value=10**20)
_TEXTS = st.one_of(
    st.sampled_from(_WORDS), _NUMBERS.map(str), st.integers(-(10**24), 10**24).map(str), st.text(max_size=9)
)


@given(
    st.dictionaries(_CELLS, st.tuples(_TEXTS, st.sampled_from(ObsStatus)), min_size=1, max_size=10),
)
def test_that_any_entries_are_checked(cells: dict[ObservationKey, tuple[str, ObsStatus]]) -> None:
    entries = {key: observed(key, text, status=status) for key, (text, status) in cells.items()}
    figures = MemoryFigures(entries.values())
    for finding in wenzhou_book().full_check(figures.cells(), figures):
        assert not set("{}") & set(finding.sentence)
        assert finding.rule.name
        assert len(set(finding.cells)) == len(finding.cells)


@given(st.integers(20, 24), st.integers(0, 12))
def test_that_many_zeros_too_many_are_told(zeros: int, decimals: int) -> None:
    small = "0." + "0" * decimals + "7"
    figures = MemoryFigures(
        observed(cell(words), text)
        for words, text in {
            "FAI 2022-01/06": small,
            "FAI 2023-01/05": small,
            "FAI 2023-01/06": "7" + "0" * (zeros - 1),
            "FAI 2023-01/06 growth": "8.0",
        }.items()
    )
    assert wenzhou_book().full_check(figures.cells(), figures)
