"""The verdict of each cell of a pasted block."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.pasting.samples import (
    INDICATORS,
    PERIOD,
    Records,
    judge_one,
    laid,
    observation,
    table,
    value_of,
)
from wzdesk.domain.checks.rule import Rule, RuleKind, Severity
from wzdesk.domain.pasting.choice import Answer, PasteChoice, as_given, mended
from wzdesk.domain.pasting.grounds import FormGround
from wzdesk.domain.pasting.judge import judged, judged_in_slices
from wzdesk.domain.pasting.pasted_text import plain_given
from wzdesk.domain.pasting.slips import slip_of
from wzdesk.domain.pasting.verdict import JudgedCell, LaidCell, PasteKind
from wzdesk.domain.typed_cell import Column


@pytest.mark.parametrize(
    ("text", "value", "kind"),
    (
        ("48.6", "48.6", PasteKind.CLEAR),
        ("４８．６", "48.6", PasteKind.CLEAR),
        ("=40+8.6", "48.6", PasteKind.CLEAR),
        ("1,048.6", "1048.6", PasteKind.CLEAR),
        ("48.6以上", "48.6", PasteKind.CLEAR),
        ("(48.6)", "-48.6", PasteKind.LOOK),
        ("（1,048.6）", "-1048.6", PasteKind.LOOK),
        ("48.6（新口径）", "48.6", PasteKind.LOOK),
        ("…", None, PasteKind.CLEAR),
        ("—", None, PasteKind.CLEAR),
        ("暂无数据", None, PasteKind.CLEAR),
        ("2，9", None, PasteKind.UNREADABLE),
        ("见附件", None, PasteKind.UNREADABLE),
    ),
)
def test_that_each_text_has_its_reading_and_its_verdict(
    text: str, value: str | None, kind: PasteKind
) -> None:
    cell = judge_one("INVEST", text)
    assert (cell.kind, value_of(cell)) == (kind, Decimal(value) if value else None)


def test_that_the_change_is_told_in_percent_for_amounts_and_in_points_for_shares() -> None:
    amount = judge_one("INVEST", "49.346")
    assert (amount.change, amount.change_unit) == (Decimal(10), "%")
    assert amount.last_year is not None
    assert amount.last_year.value == Decimal("44.86")
    assert amount.last_period is not None
    assert amount.last_period.value == Decimal("40.00")
    share = judge_one("SHARE", "5.0")
    assert (share.change, share.change_unit) == (Decimal("-0.2"), "个百分点")


def test_that_ten_thousand_times_last_year_is_offered_in_the_smaller_unit() -> None:
    cell = judge_one("INVEST", "486000")
    assert cell.kind is PasteKind.LOOK
    assert cell.corrected == "486000万元"
    assert "像是万元写在亿元里" in cell.guess


def test_that_a_form_in_another_unit_reads_and_shows_in_its_own() -> None:
    cell = judge_one("REVENUE", "448600")
    assert (cell.kind, cell.read_as, cell.unit) == (PasteKind.CLEAR, "448600", "万元")
    assert value_of(cell) == Decimal("44.86")
    slipped = judge_one("REVENUE", "44.86")
    assert slipped.corrected == "44.86亿元"


def test_that_mended_cells_are_judged_anew_with_the_text_as_given_kept() -> None:
    block = [laid("INVEST", "486000"), laid("REVENUE", "44.86")]
    ground, records = FormGround(table()), Records()
    choice = PasteChoice(judged(block, ground, records))
    assert choice.alike(choice.cells[0]) == list(choice.cells)
    again = judged(mended(block, choice.alike(choice.cells[0])), ground, records)
    assert [cell.kind for cell in again] == [PasteKind.CLEAR, PasteKind.CLEAR]
    assert [value_of(cell) for cell in again] == [Decimal("48.6"), Decimal("44.86")]
    assert [cell.laid.given for cell in again] == ["486000", "44.86"]


def test_that_an_existing_different_figure_asks_for_a_look_and_the_same_one_is_left() -> None:
    there = table(observation("INVEST", "48.6", PERIOD))
    assert judge_one("INVEST", "48.6", before="48.6", form=there).kind is PasteKind.SAME
    other = judge_one("INVEST", "50.1", before="48.6", form=there)
    assert other.kind is PasteKind.LOOK
    assert "现有 48.6" in other.sentences[0]


def test_that_growth_pasted_under_totals_goes_where_it_belongs_unless_that_is_taken() -> None:
    moved = judge_one("INVEST", "增长8%")
    assert moved.kind is PasteKind.LOOK
    assert "改放“增速”列" in moved.sentences[0]
    both = judged(
        [laid("INVEST", "增长8%"), laid("INVEST", "7", Column.GROWTH)], FormGround(table()), Records()
    )
    assert [cell.kind for cell in both] == [PasteKind.CLOSED, PasteKind.CLEAR]


def test_that_cells_outside_or_computed_or_not_filled_are_not_taken() -> None:
    cells = judged(
        [
            LaidCell((-1, 0), "1", None, is_outside=True),
            LaidCell((0, 5), "1", None, why="这一列是自动计算的。"),
            laid("SHARE", "5.1"),
        ],
        FormGround(table()),
        Records(),
    )
    assert [cell.kind for cell in cells] == [PasteKind.OUTSIDE, PasteKind.CLOSED, PasteKind.CLEAR]
    assert [cell.kind.is_takeable for cell in cells] == [False, False, True]


def test_that_the_rules_are_held_against_the_block_as_a_whole() -> None:
    falls = Rule("falls", "累计数不减少", Severity.BLOCKING, RuleKind.RISING, "{值} 少了")
    (cell,) = judged([laid("INVEST", "39.0")], FormGround(table()), Records([falls]))
    assert (cell.kind, cell.severity) == (PasteKind.FINDING, Severity.BLOCKING)
    assert "39.0" in cell.sentences[0]


def test_that_a_rule_proposes_a_figure_in_the_unit_in_which_it_is_typed() -> None:
    slips = Rule("slip", "单位", Severity.BLOCKING, RuleKind.UNIT_SLIP, "{值} 改为 {改为}")
    for indicator, typed, meant in (("REVENUE", "44.86", "448600"), ("INVEST", "448600", "44.86")):
        (cell,) = judged([laid(indicator, typed)], FormGround(table()), Records([slips]))
        assert (cell.kind, cell.corrected) == (PasteKind.FINDING, meant)
        assert f"改为 {meant}" in cell.sentences[0]
        assert PasteChoice((cell,)).options(cell)[0].words == f"改为 {meant}"
        (again,) = judged(mended([cell.laid], [cell]), FormGround(table()), Records([slips]))
        assert value_of(again) == Decimal("44.86")


def test_that_each_line_is_read_once() -> None:
    records = Records()
    block = [laid("INVEST", "48.6"), laid("INVEST", "8", Column.GROWTH), laid("SHARE", "5")]
    judged(block, FormGround(table()), records)
    assert records.reads == 2


def test_that_a_large_block_comes_in_slices_that_count_up_to_its_end() -> None:
    block = [laid("INVEST", str(n), Column.REMARK) for n in range(500)]
    steps = list(judged_in_slices(block, FormGround(table()), Records()))
    assert len(steps) >= 20
    assert steps == sorted(steps)
    assert steps[-1] == (1000, 1000)


def test_that_clear_cells_go_in_and_doubtful_ones_by_an_answer() -> None:
    block = [laid("INVEST", "48.6"), laid("REVENUE", "44.86"), laid("SHARE", "怎么说")]
    choice = PasteChoice(judged(block, FormGround(table()), Records()))
    assert not choice.is_clear
    assert [cell.text for cell in choice.taken(doubtful_too=False)] == ["48.6"]
    assert len(choice.taken(doubtful_too=True)) == 3
    assert choice.drafts() == 1
    turned = choice.turned(choice.cells[1]).turned(choice.cells[0])
    assert [cell.text for cell in turned.taken(doubtful_too=False)] == ["44.86"]
    assert len(turned.taken(doubtful_too=True)) == 2


@given(st.text(max_size=30), st.sampled_from(list(INDICATORS)))
def test_that_any_text_has_a_verdict_and_is_never_changed(text: str, indicator: str) -> None:
    cell: JudgedCell = judge_one(indicator, text)
    assert cell.laid.given == text
    assert cell.kind is not PasteKind.OUTSIDE


@given(st.decimals(min_value=0, max_value=10**9, places=2))
def test_that_accounting_parentheses_negate_exactly(number: Decimal) -> None:
    assert Decimal(plain_given(f"({number:,})")) == -number
    assert plain_given(str(number)) == str(number)


@pytest.mark.parametrize(
    ("text", "meant", "value"),
    (
        ("2，9", "2.9", "2.9"),
        ("1O", "10", "10"),
        ("l2.5亿元", "12.5亿元", "12.5"),
        ("12。5", "12.5", "12.5"),
        ("12..5", "12.5", "12.5"),
        ("12.5。", "12.5", "12.5"),
        ("12 34", "1234", "1234"),
        ("1.234.567", "1234567", "1234567"),
        ("1.234,56", "1234.56", "1234.56"),
        ("1，23，456.7", "123456.7", "123456.7"),
        ("-3。2", "-3.2", "-3.2"),
        ("4８O", "480", "480"),
    ),
)
def test_that_a_spoilt_number_is_offered_as_what_was_meant_and_stays_a_draft_till_then(
    text: str, meant: str, value: str
) -> None:
    cell = judge_one("INVEST", text)
    assert (cell.kind, cell.corrected, value_of(cell)) == (PasteKind.UNREADABLE, meant, None)
    assert text in cell.sentences[0]
    block = mended([cell.laid], [cell])
    (again,) = judged(block, FormGround(table()), Records())
    assert (again.laid.given, value_of(again)) == (text, Decimal(value))
    (back,) = judged(as_given(block, cell.place), FormGround(table()), Records())
    assert back == cell


@pytest.mark.parametrize("text", ("见附件", "O", "lO", "12、5", "3.2-", "A12", "12/5", "2023.5.6亿", ""))
def test_that_nothing_is_made_of_words_and_of_what_may_be_two_numbers(text: str) -> None:
    assert slip_of(text) is None


@given(st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-(10**9), max_value=10**9))
def test_that_a_number_as_it_stands_is_no_slip(number: Decimal) -> None:
    assert slip_of(str(number)) is None


def test_that_the_answers_to_a_cell_are_offered_and_none_is_chosen_before() -> None:
    cell = judge_one("INVEST", "2，9")
    choice = PasteChoice((cell,))
    assert [(one.words, one.is_chosen) for one in choice.options(cell)] == [
        ("当作 2.9", False),
        ("照原文留作草稿", False),
        ("不写", False),
    ]
    left = choice.answered([cell], is_taken=False)
    assert [one.answer for one in left.options(cell) if one.is_chosen] == [Answer.LEAVE]
    (again,) = judged(mended([cell.laid], [cell]), FormGround(table()), Records())
    renewed = PasteChoice((again,), {again.place: True})
    assert renewed.listed == (0,)
    assert [one.answer for one in renewed.options(again) if one.is_chosen] == [Answer.MEND]


def test_that_a_percentage_under_totals_gives_way_to_the_growth_pasted_beside_it() -> None:
    block = [laid("INVEST", "111.3%"), laid("INVEST", "5.6", Column.GROWTH)]
    under_total, growth = judged(block, FormGround(table()), Records())
    assert (under_total.kind, growth.kind) == (PasteKind.CLOSED, PasteKind.CLEAR)
    assert value_of(growth) == Decimal("5.6")
    assert "不写入" in under_total.sentences[-1]


def test_that_a_change_pasted_under_growth_is_told_and_shown_in_points() -> None:
    cell = judge_one("INVEST", "缩小0.04个点", Column.GROWTH)
    assert (cell.kind, cell.read_as, cell.unit) == (PasteKind.LOOK, "−0.04", "个百分点")
    assert "是变动，不是增速" in cell.sentences[0]


def test_that_one_key_for_a_column_takes_units_and_spoilt_numbers_apart() -> None:
    texts = (("INVEST", "448600"), ("REVENUE", "2，9"), ("SHARE", "5。2"))
    cells = judged([laid(*one) for one in texts], FormGround(table()), Records())
    assert all(cell.corrected for cell in cells)
    choice = PasteChoice(cells)
    assert choice.alike(cells[0]) == [cells[0]]
    assert choice.alike(cells[2]) == list(cells[1:])
