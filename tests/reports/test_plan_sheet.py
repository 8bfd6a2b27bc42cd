from dataclasses import replace

import pytest

from tests.reports.plan_samples import PINGYANG, annual_table, with_status, years_table
from wzdesk.domain.observation import ObsStatus
from wzdesk.domain.plan_table import PlanTable
from wzdesk.domain.sheet_layout import CellKind, CellRole, SheetCell, SheetLayout
from wzdesk.domain.typed_cell import Column
from wzdesk.domain.verdict import Assessment, Override, Verdict
from wzdesk.reports.plan_sheet import lay_out_plan, note_lines, plan_title
from wzdesk.reports.row_note import read_status_phrase, row_note

TABLES = (annual_table(), years_table())


def judged(table: PlanTable) -> list[Assessment]:
    return [Assessment(item.no, Verdict.ACHIEVED, (), ()) for item in table.plan.items]


def laid_out(table: PlanTable) -> SheetLayout:
    return lay_out_plan(table, judged(table))


def cell_of(layout: SheetLayout, text: str) -> SheetCell:
    return next(cell for cell in layout.cells if cell.text == text)


@pytest.mark.parametrize("table", TABLES)
def test_that_every_cell_of_the_page_is_covered_once(table: PlanTable) -> None:
    layout = laid_out(table)
    covered = [
        (row, column)
        for cell in layout.cells
        for row in range(cell.row, cell.row + cell.rows)
        for column in range(cell.column, cell.column + cell.columns)
    ]
    assert len(covered) == len(set(covered))
    last = max(row for row, _ in covered)
    assert set(covered) == {
        (row, column) for row in range(1, last + 1) for column in range(1, len(layout.widths) + 1)
    }


@pytest.mark.parametrize("table", TABLES)
def test_that_every_stored_text_stands_in_the_table_as_it_was_given(table: PlanTable) -> None:
    texts = {cell.text for cell in laid_out(table).cells if cell.role is CellRole.BODY}
    for row in table.rows():
        assert {table.text(row.part, column) for column in table.columns} <= texts
        assert row.part.unit in texts


def test_that_the_headings_of_a_year_are_those_of_table_1() -> None:
    heads = [cell.text for cell in laid_out(annual_table()).cells if cell.role is CellRole.HEADER]
    assert heads == [
        "类别", "序号", "指标名称", "单位", "2023年\n计划目标", "2023年实绩", "绝对值", "增速(%)", "变动", "判定", "备注",
    ]  # fmt: skip


def test_that_the_headings_of_five_years_have_targets_and_results() -> None:
    heads = [cell.text for cell in laid_out(years_table()).cells if cell.role is CellRole.HEADER]
    rate = "年均增长\n[累计提高]"
    assert heads == [
        "序号", "指标名称", "单位", "规划目标", "2020年", rate, "完成情况", "2020年", rate, "指标属性", "判定", "备注",
    ]  # fmt: skip


def test_that_merges_follow_the_document() -> None:
    layout = laid_out(annual_table())
    assert cell_of(layout, "经济发展").rows == 5
    assert cell_of(layout, "快于面上投资").rows == 2
    assert cell_of(layout, "#制造业投资").columns == 2
    assert (cell_of(layout, "主要污染物减排量").rows, cell_of(layout, "主要污染物减排量").columns) == (2, 1)
    assert cell_of(layout, "家庭可支配收入20-60万元群体占比").columns == 2
    assert cell_of(layout, "高新技术产业投资").indent == 1


def test_that_a_row_with_other_words_does_not_vanish_under_a_shared_target() -> None:
    table = annual_table()
    items = list(table.plan.items)
    items[4] = replace(items[4], parts=(replace(items[4].parts[0], target="增长25%"),))
    layout = laid_out(replace(table, plan=replace(table.plan, items=tuple(items))))
    assert cell_of(layout, "快于面上投资").rows == 1
    assert cell_of(layout, "增长25%").rows == 1


def test_that_only_exact_numbers_become_numbers() -> None:
    layout = laid_out(annual_table())
    assert (cell_of(layout, "29.0").kind, cell_of(layout, "29.0").number_format) == (CellKind.NUMBER, "0.0")
    for text in ("5以内", "暂无数据", "—", "1234567890.12345678", "<0.009", "0.4个百分点左右"):
        assert cell_of(layout, text).kind is CellKind.TEXT


def test_that_an_override_shows_the_verdict_in_force_and_keeps_the_proposal() -> None:
    table = annual_table()
    override = Override(Verdict.ACHIEVED, "省厅调整统计口径")
    layout = lay_out_plan(table, [Assessment("1", Verdict.MISSED, (), (), override)])
    verdict = next(cell for cell in layout.cells if cell.kind is CellKind.COMPUTED and cell.text)
    assert (verdict.text, verdict.verdict) == ("完成", Verdict.ACHIEVED)
    assert cell_of(layout, "人工判定：省厅调整统计口径（按数据建议：未完成）").row == verdict.row


def test_that_the_page_says_what_was_computed() -> None:
    told = note_lines(annual_table())
    assert told[:2] == ("注：1.序号2的实绩为预计数。", "　　2.增速为可比价增速。")
    assert "5%" in told[-1]
    assert "7%" in told[-1]
    assert "不是上报的数" in told[-1]


def test_that_the_title_names_the_region() -> None:
    assert plan_title(annual_table()) == "2023年温州市国民经济和社会发展计划完成情况"
    assert plan_title(annual_table(region=PINGYANG)).startswith("平阳县2023年")


def test_that_a_table_with_invented_figures_says_so_in_title_page_head_and_notes() -> None:
    table = replace(annual_table(), is_demo=True)
    layout = laid_out(table)
    assert layout.mark == "含演示数据"
    assert plan_title(table) == "2023年温州市国民经济和社会发展计划完成情况（含演示数据）"
    assert "编造" in note_lines(table)[-1]
    assert laid_out(annual_table()).mark == ""


def test_that_an_estimate_is_marked_for_the_row_or_for_its_column() -> None:
    table = annual_table()
    first = next(iter(table.rows()))
    both = with_status(
        table, {("GDP", column): ObsStatus.ESTIMATED for column in (Column.LEVEL, Column.GROWTH)}
    )
    one = with_status(table, {("GDP", Column.GROWTH): ObsStatus.PROVISIONAL}, note="省局反馈")
    assert row_note(both, first, None) == "预计数"
    assert row_note(one, first, None) == "增速为初步数；省局反馈"
    assert row_note(
        with_status(table, {("GDP", Column.LEVEL): ObsStatus.ESTIMATED}, "预计数（表注1）"), first, None
    ) == ("绝对值为预计数；预计数（表注1）")


def test_that_a_status_in_a_remark_is_read_back() -> None:
    assert read_status_phrase("预计数") == (None, ObsStatus.ESTIMATED)
    assert read_status_phrase("预计数（表注1）") == (None, ObsStatus.ESTIMATED)
    assert read_status_phrase("增速为初步数") == (Column.GROWTH, ObsStatus.PROVISIONAL)
    assert read_status_phrase("省局预计数偏高") is None


@pytest.mark.parametrize("table", TABLES)
def test_that_long_texts_get_the_height_they_need(table: PlanTable) -> None:
    item = table.plan.items[0]
    long = replace(item, parts=(replace(item.parts[0], target="增长8%、高于全省平均、全国份额不降" * 4),))
    layout = laid_out(replace(table, plan=replace(table.plan, items=(long, *table.plan.items[1:]))))
    assert layout.heights[4] > laid_out(table).heights[4] * 3
