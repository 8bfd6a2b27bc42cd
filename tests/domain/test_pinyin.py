import pytest
from hypothesis import given
from hypothesis import strategies as st

from wzdesk.domain.pinyin import finds, initials


@pytest.mark.parametrize(
    ("words", "letters"),
    (
        ("地区生产总值", "dqsczz"),
        ("规上工业增加值", "gsgyzjz"),
        ("固定资产投资", "gdzctz"),
        ("社会消费品零售总额", "shxfplsze"),
        ("一般公共预算收入", "ybggyssr"),
        ("城镇调查失业率", "czdcsyl"),
        ("R&D经费支出占GDP比重", "rdjfzczgdpbz"),
        ("瓯海区", "ohq"),
        ("乐清市", "yqs"),
        ("安", "a"),
        ("啊座", "az"),
        ("PM2.5", "pm25"),
    ),
)
def test_that_words_have_the_initials_people_type(words: str, letters: str) -> None:
    assert initials(words) == letters


def test_that_a_name_is_found_by_words_initials_and_code() -> None:
    assert finds("生产", "地区生产总值", "GDP")
    assert finds("DQSC", "地区生产总值", "GDP")
    assert finds("gdp", "地区生产总值", "GDP")
    assert finds("　", "地区生产总值")
    assert not finds("gdzc", "地区生产总值", "GDP")


@given(st.text(max_size=30))
def test_that_any_text_has_initials(text: str) -> None:
    assert all(sign.isascii() and sign.isalnum() for sign in initials(text))
