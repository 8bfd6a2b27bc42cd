"""Columns, rows, texts and measures of the entry grid, without a widget."""

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.ui.grid_plan import Desk, plan_table
from wzdesk.domain.quantity import Availability, Basis, Op, Quantity
from wzdesk.domain.typed_cell import Column, TypedCell
from wzdesk.domain.verdict import Verdict
from wzdesk.ui.entry.grid_cells import category_lines
from wzdesk.ui.entry.grid_columns import GridColumn, MergedBy, fitted_widths
from wzdesk.ui.entry.grid_editing import qualified
from wzdesk.ui.entry.grid_rows import CellState, GridCell
from wzdesk.ui.entry.grid_selection import selection_summary
from wzdesk.ui.entry.number_look import number_look, shortened
from wzdesk.ui.entry.plan_columns import columns_of

LEVEL, GROWTH, CHANGE, GAP, VERDICT = (
    GridColumn.LEVEL, GridColumn.GROWTH, GridColumn.CHANGE, GridColumn.GAP, GridColumn.VERDICT,
)  # fmt: skip


def text_of(desk: Desk, no: str, column: GridColumn) -> str:
    number = [spec.column for spec in desk.model.specs].index(column)
    return next(row.cells[number].text for row in desk.model.rows if row.head.no == no)


@pytest.fixture(scope="module")
def desk() -> Desk:
    return Desk()


def test_that_an_annual_plan_has_the_columns_of_its_form(desk: Desk) -> None:
    assert [spec.title for spec in desk.model.specs] == [
        "类别", "序号", "指标名称", "单位", "2023年计划目标", "绝对值", "增速", "变动", "相差", "判定",
    ]  # fmt: skip


def test_that_a_five_year_plan_has_its_bases_rates_and_no_empty_column() -> None:
    titles = [spec.title for spec in columns_of(plan_table("14fyp").plan)]
    assert titles[-8:] == ["单位", "2020年基数", "2025年", "年均增长", "2025年", "年均增长", "相差", "判定"]
    assert "2015年基数" not in [spec.title for spec in columns_of(plan_table("13fyp").plan)]


def test_that_only_targets_and_actuals_can_be_typed(desk: Desk) -> None:
    stored = [spec.stored for spec in desk.model.specs if spec.stored]
    assert stored == [Column.TARGET, Column.LEVEL, Column.GROWTH, Column.CHANGE]


@pytest.mark.parametrize(
    ("no", "gap"), (("1", "+0.9"), ("2", "+1左右"), ("6", "−0.6"), ("8", "+21.6"), ("32", "≤0"), ("16", ""))
)
def test_that_the_distance_to_the_target_keeps_the_precision_of_the_figure(
    desk: Desk, no: str, gap: str
) -> None:
    assert text_of(desk, no, GAP) == gap


def test_that_texts_stand_as_given(desk: Desk) -> None:
    assert text_of(desk, "8", GROWTH) == "29.0"
    assert text_of(desk, "28", GridColumn.TARGET) == "0.770"
    assert text_of(desk, "19", GROWTH) == "-4.2"


def test_that_the_verdict_in_force_is_shown_with_the_mark_of_the_person_who_set_it(desk: Desk) -> None:
    row = next(row for row in desk.model.rows if row.head.no == "36")
    assert row.assessment is not None
    assert row.cells[-1].text == row.assessment.verdict.word
    assert CellState.OVERRIDDEN in row.cells[-1].state


def test_that_categories_items_and_shared_targets_are_merged(desk: Desk) -> None:
    rows = desk.model.rows
    assert rows[0].merged[MergedBy.CATEGORY] == (0, 11)
    assert rows[7].merged[MergedBy.TARGET] == (6, 8)
    first = next(n for n, row in enumerate(rows) if row.head.no == "40")
    assert rows[first + 2].merged[MergedBy.ITEM] == (first, first + 3)


def test_that_a_row_of_several_is_named_by_item_and_part(desk: Desk) -> None:
    names = [row.head.full_name for row in desk.model.rows]
    assert "主要污染物减排量　氨氮" in names
    assert "#制造业投资" in names


def test_that_words_in_place_of_a_figure_are_a_draft_unless_the_row_is_met_with_them() -> None:
    desk = Desk(plan_table("13fyp"))
    level = desk.model.column_of(Column.LEVEL)
    drafts = [row.cells[level].text for row in desk.model.rows if CellState.DRAFT in row.cells[level].state]
    assert "见备注3" in drafts
    assert "已完成（见备注4）" not in drafts


def test_that_words_beside_a_figure_that_was_judged_are_still_a_draft() -> None:
    desk = Desk()
    level = desk.model.column_of(Column.LEVEL)
    desk.filled = desk.filled.typed([TypedCell(desk.model.rows[3].indicator, Column.LEVEL, "大约六百多亿吧")])
    desk.model.set_table(desk.filled.table, desk.filled.assessments)
    assert CellState.DRAFT in desk.model.rows[3].cells[level].state


# --- numbers ---


@pytest.mark.parametrize(
    ("text", "pieces"),
    (
        ("8730.6", ("", "8730", ".6", "")),
        ("-4.2", ("", "−4", ".2", "")),
        ("2.7以上", ("", "2", ".7", "以上")),
        ("缩小0.04个点", ("缩小", "0", ".04", "")),
        ("0.4个百分点左右", ("", "0", ".4", "左右")),
        ("[-28]", ("[", "−28", "", "]")),
        ("<0.009", ("<", "0", ".009", "")),
        ("1,234.5", ("", "1,234", ".5", "")),
        ("8.7(实际增长7.9)", ("", "8", ".7", "(实际增长7.9)")),
        ("-", ("", "—", "", "")),
    ),
)
def test_that_a_number_is_taken_apart_at_its_point(text: str, pieces: tuple[str, str, str, str]) -> None:
    look = number_look(text, ("个百分点", "个点"))
    assert (look.lead, look.whole, look.digits, look.tail) == pieces


@pytest.mark.parametrize("text", ("暂无数据", "完成省下达任务", "市统计局还未公布2023年数"))
def test_that_words_stay_words(text: str) -> None:
    assert number_look(text).words == text


# --- widths ---


def annual_widths(room: int, scale: float = 1.0) -> dict[GridColumn, int]:
    specs = columns_of(plan_table().plan)
    return dict(
        zip([s.column for s in specs], fitted_widths(specs, scale, [0] * len(specs), room), strict=True)
    )


def test_that_the_measures_of_both_screens_are_kept() -> None:
    small, large = annual_widths(966), annual_widths(1429)
    assert (small[GridColumn.NAME], small[LEVEL], small[VERDICT]) == (276, 98, 94)
    assert (large[GridColumn.NAME], large[GridColumn.TARGET], large[CHANGE]) == (380, 286, 136)


@pytest.mark.parametrize("room", (700, 880, 966, 1200, 1429, 2400))
def test_that_the_name_gives_way_first_and_takes_what_is_over(room: int) -> None:
    widths = annual_widths(room)
    assert widths[GridColumn.NAME] >= 180
    assert all(
        widths[spec.column] >= spec.narrow
        for spec in columns_of(plan_table().plan)
        if spec.title != "指标名称"
    )
    assert sum(widths.values()) == max(room, sum(annual_widths(0).values()))


# --- merged categories ---


def test_that_a_category_shows_all_it_can_in_what_is_visible_of_it() -> None:
    assert [line for line, _ in category_lines("经济发展", 300, 28, 13)] == list("经济发展")
    assert [line for line, _ in category_lines("安全保障", 40, 32, 13)] == ["安全", "保障"]
    assert [line for line, _ in category_lines("安全保障", 40, 28, 13)] == ["安", "全", "…"]
    assert category_lines("安全保障", 5, 28, 13) == []


@pytest.mark.parametrize("width", (28, 32))
@pytest.mark.parametrize("text", ("经济发展", "安全", "人民生活和社会"))
@pytest.mark.parametrize("rows", (1, 2, 3, 5))
def test_that_a_category_keeps_off_the_borders_of_its_cell(text: str, rows: int, width: int) -> None:
    lines = category_lines(text, rows * 26, width, 13)
    for line, middle in lines:
        assert len(line) * 13 + 4 <= width
        half = 2 if line == "…" else 6.5
        assert abs(middle) + half <= rows * 13 - 2 + 0.01
    shown = "".join(line for line, _ in lines)
    assert shown == text or (shown.endswith("…") and text.startswith(shown[:-1]))


# --- long contents ---


def test_that_what_is_too_long_keeps_both_ends() -> None:
    assert shortened("1234567890", lambda text: len(text) <= 5) == "12…90"
    assert shortened("1234567890", lambda text: len(text) <= 0) == "…"


def test_that_long_figures_add_up_without_filling_the_status_bar() -> None:
    cells = [figure("1" * 60), figure("2" * 60)]
    parts = selection_summary(cells).split("  ")
    assert parts[2] == "合计 333333333333…33333333333"
    assert all(len(part) <= 27 for part in parts)


# --- status bar, qualifiers ---


def figure(text: str, op: Op = Op.AT) -> GridCell:
    desk = Desk()
    observation = next(iter(desk.filled.table.observations.values()))
    quantity = Quantity(text, Availability.GIVEN, Basis.LEVEL, op, Decimal(text))
    return GridCell(text, replace(observation, quantity=quantity))


def test_that_the_status_bar_speaks_as_excel_does() -> None:
    cells = [figure("4.5"), figure("3"), figure("2"), figure("3.0"), GridCell(), GridCell()]
    assert selection_summary(cells) == "选中 6 格  计数 4  合计 12.5  平均 3.125"


def test_that_bounds_and_words_are_counted_but_not_added() -> None:
    cells = [figure("5", Op.LE), GridCell("暂无数据"), figure("7.9")]
    assert selection_summary(cells) == "选中 3 格  计数 3  合计 7.9  平均 7.9"
    assert selection_summary([GridCell("—")]) == "选中 1 格  计数 1"


def test_that_figures_add_up_as_they_are_written() -> None:
    in_ten_thousands = figure("12.5")
    assert in_ten_thousands.observation is not None
    read = replace(in_ten_thousands.observation.quantity, value=Decimal("0.00125"))
    typed = in_ten_thousands._replace(observation=replace(in_ten_thousands.observation, quantity=read))
    assert selection_summary([typed, figure("2.5")]) == "选中 2 格  计数 2  合计 15.0  平均 7.5"
    with_unit = typed._replace(text="12.5万元")
    assert selection_summary([with_unit]) == "选中 1 格  计数 1  合计 0.00125  平均 0.00125"


def test_that_computed_distances_add_up() -> None:
    assert selection_summary([GridCell("+0.9"), GridCell("−0.6")]) == "选中 2 格  计数 2  合计 0.3  平均 0.15"


@pytest.mark.parametrize(
    ("text", "word", "after"),
    (
        ("5", "以内", "5以内"),
        ("8左右", "以上", "8以上"),
        ("", "左右", "左右"),
        ("5", "—", "—"),
        ("—", "以上", "以上"),
    ),
)
def test_that_a_qualifier_goes_behind_its_number(text: str, word: str, after: str) -> None:
    assert qualified(text, word) == after


def test_that_every_verdict_has_a_word(desk: Desk) -> None:
    assert {row.cells[-1].text for row in desk.model.rows} <= {"", *(verdict.word for verdict in Verdict)}
