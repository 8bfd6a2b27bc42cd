"""Lines of Chinese text: nothing lost, closing signs never first, numbers whole."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reports.paper.sheets import PlainRuler
from wzdesk.domain.errors import Refused
from wzdesk.reports.paper.lettering import Lettering, clean
from wzdesk.reports.paper.page_range import read_page_range

LETTERS = Lettering(PlainRuler(), 10.0)


@given(st.text(max_size=80), st.floats(10, 300))
def test_that_lines_keep_every_sign_and_stay_within_their_room(text: str, room: float) -> None:
    lines = LETTERS.break_lines(text, room)
    assert "".join("".join(lines).split()) == "".join(clean(text).split())
    assert all(LETTERS.width(line) <= room + 0.1 or len(line) == 1 for line in lines)
    assert sum(map(len, LETTERS.balanced_lines(text, room))) <= len(clean(text))
    assert len(LETTERS.balanced_lines(text, room)) == len(lines)


def test_that_a_closing_sign_is_never_first_and_an_opening_one_never_last() -> None:
    for room in range(30, 120):
        for line in LETTERS.break_lines(
            "人工判定：省民政厅调整口径（按数据建议：未完成）；预计数", float(room)
        ):
            assert line[0] not in "：）；"
            assert line[-1] != "（"


def test_that_a_number_is_not_torn_apart_where_it_has_room() -> None:
    for room in range(50, 120):
        assert any("1234.56%" in line for line in LETTERS.break_lines("增长1234.56%左右", float(room)))


def test_that_two_lines_in_the_middle_are_of_one_width() -> None:
    assert LETTERS.balanced_lines("暂无数据", 30.0) == ("暂无", "数据")
    assert LETTERS.balanced_lines("暂无数据", 40.0) == ("暂无数据",)


@pytest.mark.parametrize(
    ("text", "pages"),
    (
        ("", (1, 2, 3, 4, 5)),
        ("1-3,5", (1, 2, 3, 5)),
        ("２—3、5", (2, 3, 5)),
        ("第4页", (4,)),
        ("3-", (3, 4, 5)),
        ("-2，2", (1, 2)),
    ),
)
def test_that_pages_are_read_as_one_writes_them(text: str, pages: tuple[int, ...]) -> None:
    assert read_page_range(text, 5) == pages


@pytest.mark.parametrize("text", ("6", "0", "3-2", "一", "1-2-3", "-", "1,,2", ","))
def test_that_pages_that_there_are_not_are_refused(text: str) -> None:
    with pytest.raises(Refused) as caught:
        read_page_range(text, 5)
    assert "没有打印" in caught.value.sentence
