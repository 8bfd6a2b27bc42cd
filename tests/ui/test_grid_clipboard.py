import re
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from wzdesk.ui.entry.clipboard import parse_html_table, parse_tsv, read_block, to_html, to_tsv

DATA = Path(__file__).parent / "data"

cells = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r"), max_size=12)
shown_cells = st.text("019.-%<>&\"'  亿元以上—\n", max_size=10).map(
    lambda text: re.sub(r" *\n *", "\n", text).strip("\n")
)


def blocks(texts: st.SearchStrategy[str]) -> st.SearchStrategy[list[list[str]]]:
    return st.integers(1, 4).flatmap(
        lambda width: st.lists(st.lists(texts, min_size=width, max_size=width), min_size=1, max_size=4)
    )


@given(blocks(cells))
def test_that_tab_separated_text_comes_back_as_it_went(block: list[list[str]]) -> None:
    assert parse_tsv(to_tsv(block)) == block


@given(blocks(shown_cells))
def test_that_a_table_comes_back_as_it_went(block: list[list[str]]) -> None:
    assert parse_html_table(to_html(block)) == block


@given(st.text(max_size=200))
def test_that_any_text_is_a_block(text: str) -> None:
    for block in (
        parse_tsv(text),
        parse_html_table(text),
        parse_html_table(f"<table>{text}"),
        read_block(text, text),
    ):
        assert all(isinstance(cell, str) for row in block for cell in row)


@given(
    st.lists(
        st.sampled_from(
            ["<table>", "</table>", "<tr>", "<td>", "<td rowspan=3>", "<td colspan=2>", "</td>", "7.9"]
        )
    )
)
def test_that_a_broken_table_still_gives_rows_of_one_width(pieces: list[str]) -> None:
    assert len({len(row) for row in parse_html_table("".join(pieces))}) <= 1


def test_that_the_last_line_break_of_excel_opens_no_row() -> None:
    assert parse_tsv("8730.6\t6.9\r\n15.9\t8左右\r\n") == [["8730.6", "6.9"], ["15.9", "8左右"]]


def test_that_a_row_of_empty_cells_at_the_end_is_kept() -> None:
    assert parse_tsv("8730.6\r\n\r\n") == [["8730.6"], [""]]


def test_that_a_quoted_cell_may_hold_lines_tabs_and_quotes() -> None:
    assert parse_tsv('"完成\n或""基本""完成"\t"a\tb"\r\n') == [['完成\n或"基本"完成', "a\tb"]]


def test_that_quotes_of_a_name_are_left_alone() -> None:
    assert parse_tsv('"一网通办"率\t99.6\r\n"双随机"\t95') == [['"一网通办"率', "99.6"], ['"双随机"', "95"]]


def test_that_calc_s_own_clipboard_is_read() -> None:
    expected = [
        ["类别", "指标", "绝对值", ""],
        ["经济发展", "地区生产总值(GDP)", "8730.6", "6.9"],
        ["", "“一网通办”率\n（%）", "2.7以上", "-4.2"],
        ["", '"引号"率', "0.770", "29.0"],
    ]
    assert parse_html_table((DATA / "clipboard_calc_7.4.html").read_text("utf-8")) == expected
    plain = (DATA / "clipboard_calc_7.4.txt").read_text("utf-8")
    assert parse_tsv(plain) == [[cell.replace("\n", " ") for cell in row] for row in expected]


def test_that_excel_s_clipboard_is_read_without_its_hidden_rows() -> None:
    assert parse_html_table((DATA / "clipboard_excel_2016.html").read_text("utf-8")) == [
        ["经济\n发展", "地区生产总值(GDP)", "8730.6 ", "6.9"],
        ["", "高技术制造业增加值占规上工业增加值 比重", "12.2（初步数）", ""],
        ["", "<0.009", "", "-4.2"],
    ]


def test_that_a_comment_in_a_cell_is_not_its_text() -> None:
    html = "<table><tr><td><a class='comment-indicator'></a><comment>待核</comment>7.9</td></tr></table>"
    assert parse_html_table(html) == [["7.9"]]


def test_that_plain_text_that_is_a_table_is_preferred() -> None:
    assert read_block("1\t2", "<table><tr><td>3</td></tr></table>") == [["1", "2"]]
    assert read_block("1 2", "<table><tr><td>1</td><td>2</td></tr></table>") == [["1", "2"]]
    assert read_block("7.9", "<p>7.9</p>") == [["7.9"]]
    assert read_block("", "") == []


def test_that_excel_keeps_the_decimals_and_makes_no_dates_or_formulas_of_a_copied_block() -> None:
    html = to_html([["29.0", "1-2", "=1+1", "21948"]])
    assert re.findall(r'mso-number-format:"(.*?)"', html) == [r"0\.0", r"\@", r"\@", "0"]
