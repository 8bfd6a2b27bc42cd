"""Pages of any table: every row once, headings on each page, nothing outside, nothing cut, merged cells drawn anew."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reports.paper.sheets import (
    PlainRuler,
    all_text,
    cell,
    long_sheet,
    outside,
    overlapping,
    sheet_of,
    texts_of,
)
from tests.reports.plan_samples import annual_table, years_table
from wzdesk.domain.plan_table import PlanTable
from wzdesk.domain.sheet_layout import Align, CellRole, SheetLayout
from wzdesk.domain.true_minus import with_true_minus
from wzdesk.domain.verdict import Assessment, Verdict
from wzdesk.reports.paper.lay_out_pages import lay_out_pages
from wzdesk.reports.paper.page import Page
from wzdesk.reports.paper.printout import CannotPrint, Printout, Signatures, a4
from wzdesk.reports.plan_sheet import lay_out_plan

RULER = PlainRuler()
SIGNS = st.sampled_from("温州市生产总值增长（）、。“”%GDP 0123456789.-—\n")
WORDS = st.text(SIGNS, max_size=30)
FIGURES = st.one_of(
    st.decimals(min_value=-99999, max_value=99999, places=2).map(str),
    st.sampled_from(
        ("", "—", "5以内", "8左右", "缩小0.04个点", "暂无数据", "已完成（见备注4）", "198.5(亿美元)")
    ),
)


def pages_of(sheet: SheetLayout, *, is_landscape: bool = True, **more: object) -> tuple[Page, ...]:
    printout = Printout(sheet, **more)  # type: ignore[arg-type]
    return lay_out_pages(printout, RULER, a4(is_landscape=is_landscape))


def rows_in_order(pages: tuple[Page, ...]) -> list[int]:
    return [row for page in pages for row in page.rows]


@st.composite
def sheets(draw: st.DrawFn) -> SheetLayout:
    """Tables of any width and length, some with merged cells, indents and very long texts."""
    columns = draw(st.integers(1, 24))
    names = draw(st.integers(0, min(3, columns)))
    heads = draw(st.lists(WORDS, min_size=columns, max_size=columns))
    row = st.tuples(*(WORDS if at < names else st.one_of(FIGURES, WORDS) for at in range(columns)))
    rows = draw(st.lists(row, max_size=25))
    sheet = sheet_of(heads, rows, names=names, notes=draw(st.lists(WORDS, max_size=3)))
    cells = list(sheet.cells)
    body = [one for one in cells if one.role is CellRole.BODY]
    has_long_text = draw(st.booleans())
    if body and has_long_text:
        long = draw(st.sampled_from(body))
        cells[cells.index(long)] = replace(
            long, text=draw(st.sampled_from("字a")) * draw(st.integers(1, 4000))
        )
    has_merged_cell = draw(st.booleans())
    if len(rows) > 1 and has_merged_cell:
        first = draw(st.integers(3, 1 + len(rows)))
        count = draw(st.integers(2, len(rows) + 3 - first))
        top = next(one for one in cells if (one.row, one.column) == (first, 1))
        cells = [
            one
            for one in cells
            if not (one.column == 1 and first <= one.row < first + count and one.role is CellRole.BODY)
        ]
        cells.append(
            replace(top, rows=count, align=Align.CENTRE, text=draw(st.text("类别合并", max_size=60)))
        )
    return replace(sheet, cells=tuple(cells))


@settings(max_examples=150, deadline=None)
@given(sheet=sheets(), is_landscape=st.booleans(), is_demo=st.booleans())
def test_that_every_row_is_printed_once_under_its_heading_and_nothing_lies_outside(
    sheet: SheetLayout, is_landscape: bool, is_demo: bool
) -> None:
    paper = a4(is_landscape=is_landscape)
    pages = pages_of(sheet, is_landscape=is_landscape, is_demo=is_demo)
    body = [one for one in sheet.cells if one.role is CellRole.BODY]
    rows = {row for one in body for row in range(one.row, one.row + one.rows)}
    columns = set(range(1, len(sheet.widths) + 1))
    places = [(row, column) for page in pages for row in page.rows for column in page.columns]
    assert set(places) == {(row, column) for row in rows for column in columns}
    names = set(range(1, sheet.frozen_columns + 1))
    split = {row for page, after in pairwise(pages) for row in {*page.rows} & {*after.rows}}
    once = [place for place in places if place[1] not in names and place[0] not in split]
    assert len(once) == len(set(once)) or len(sheet.widths) <= sheet.frozen_columns
    for page in pages:
        assert outside(page, paper) == []
        assert overlapping(page) == []
        heads = "".join(
            one.text for one in sheet.cells if one.role is CellRole.HEADER and one.column in page.columns
        )
        wanted = "".join(heads.split()) if page.rows else ""
        printed = all_text([page])
        assert all(printed.count(sign) >= wanted.count(sign) for sign in set(wanted))


@settings(max_examples=80, deadline=None)
@given(sheet=sheets())
def test_that_no_text_of_the_body_is_cut(sheet: SheetLayout) -> None:
    printed = sorted(all_text(pages_of(sheet)))
    for one in sheet.cells:
        if one.role is CellRole.BODY:
            wanted = "".join(with_true_minus(one.text).split())
            assert all(printed.count(sign) >= wanted.count(sign) for sign in set(wanted)), one


@pytest.mark.parametrize("is_landscape", (True, False))
def test_that_a_long_table_has_its_heading_and_page_number_on_every_page(is_landscape: bool) -> None:
    pages = pages_of(long_sheet(), is_landscape=is_landscape)
    assert len(pages) > 5
    assert rows_in_order(pages) == list(range(3, 303))
    for number, page in enumerate(pages, 1):
        assert "项目名称" in texts_of(page)
        assert f"第 {number} 页 共 {len(pages)} 页" in texts_of(page)
    assert [("测试表（续）" in texts_of(page)) for page in pages] == [False] + [True] * (len(pages) - 1)


def test_that_notes_and_signatures_stand_once_under_the_last_rows() -> None:
    pages = pages_of(long_sheet(), signatures=Signatures("张三", "李四"))
    texts = [texts_of(page) for page in pages]
    for wanted in ("注：数据为虚构。", "填表人：张三", "审核人：李四", "负责人：", "日期："):
        assert [page.count(wanted) for page in texts] == [0] * (len(pages) - 1) + [1]
    assert pages[-1].rows


@pytest.mark.parametrize("rows", range(1, 60))
def test_that_signatures_never_stand_alone_on_a_page(rows: int) -> None:
    assert pages_of(long_sheet(rows))[-1].rows


def test_that_a_mark_stands_on_every_page_of_invented_data_and_on_no_other() -> None:
    assert all("演示" in texts_of(page) for page in pages_of(long_sheet(), is_demo=True))
    assert not any("演示" in texts_of(page) for page in pages_of(long_sheet()))


def test_that_region_period_and_unit_stand_under_the_title_and_the_unit_on_the_pages_after() -> None:
    pages = pages_of(long_sheet(), region="平阳县", period="2024年1—9月", unit="万元")
    assert "地区：平阳县　期别：2024年1—9月" in texts_of(pages[0])
    assert all("单位：万元" in texts_of(page) for page in pages)


def test_that_lines_of_the_sheet_itself_take_the_place_of_those() -> None:
    sheet = sheet_of(("名称", "数"), [("甲", "1")])
    cells = (
        replace(sheet.cells[0], row=0),
        cell(1, 1, "填报单位：统计局", CellRole.LINE, align=Align.LEFT),
        cell(1, 2, "计量单位：亿元", CellRole.LINE, align=Align.RIGHT),
        *sheet.cells[1:],
    )
    (page,) = pages_of(replace(sheet, cells=cells), region="平阳县", unit="万元")
    assert {"填报单位：统计局", "计量单位：亿元"} <= set(texts_of(page))
    assert not any("万元" in text or "平阳县" in text for text in texts_of(page))


def test_that_columns_that_do_not_fit_follow_on_other_pages_beside_the_names() -> None:
    heads = ("指标名称", *(f"{year}年完成数" for year in range(1985, 2025)))
    rows = [(f"指标{n}", *(f"{n * year}.5" for year in range(40))) for n in range(1, 6)]
    pages = pages_of(sheet_of(heads, rows))
    assert len(pages) > 1
    assert all({"指标名称", "指标1", "指标5"} <= set(texts_of(page)) for page in pages)
    others = [column for page in pages for column in page.columns if column > 1]
    assert others == list(range(2, 42))
    assert min(text.size for page in pages for text in page.texts) >= 7.5


def test_that_a_merged_cell_is_drawn_anew_on_each_page_it_goes_over() -> None:
    sheet = sheet_of(("类别", "名称", "数"), [("", f"指标{n}", f"{n}.0") for n in range(80)], names=2)
    cells = [one for one in sheet.cells if not (one.column == 1 and one.role is CellRole.BODY)]
    merged = replace(sheet, cells=(*cells, cell(3, 1, "经济发展", rows=80)))
    pages = pages_of(merged)
    assert len(pages) > 2
    assert all(
        "".join(texts_of(page)).count("经济发展") == 1 or {"经", "济", "发", "展"} <= set(texts_of(page))
        for page in pages
    )


@pytest.mark.parametrize("rows_merged", (1, 2))
def test_that_a_text_higher_than_a_page_goes_on_on_the_next(rows_merged: int) -> None:
    sheet = sheet_of(("名称", "说明"), [("甲", ""), ("乙", "")], names=2)
    long = "".join(f"第{n}条说明；" for n in range(1500))
    cells = [one for one in sheet.cells if one.row < 3 or one.column == 1]
    cells.append(cell(3, 2, long, align=Align.LEFT, rows=rows_merged))
    pages = pages_of(replace(sheet, cells=tuple(cells)))
    assert len(pages) > 2
    assert long in "".join(text.text for page in pages for text in page.texts if "条说明" in text.text)
    for page in pages:
        assert outside(page, a4(is_landscape=True)) == []


def test_that_rows_are_as_high_as_the_text_merged_over_them() -> None:
    rows = [(f"类别{n}", f"指标{n}", f"{n}.0") for n in range(6)]
    sheet = sheet_of(("类别", "名称", "数"), rows, names=2)
    cells = [one for one in sheet.cells if (one.row, one.column) not in {(5, 1), (6, 1)}]
    long = "，".join(f"第{n}条说明写得很长" for n in range(60))
    (page,) = pages_of(replace(sheet, cells=(*cells, cell(5, 1, long, rows=2))))
    assert overlapping(page) == []
    assert long in "".join(texts_of(page))


def test_that_a_heading_over_columns_of_two_pages_stands_over_both() -> None:
    heads = ("指标名称", *(f"{year}年完成数" for year in range(1985, 2025)))
    sheet = sheet_of(heads, [("指标", *(f"{year}.5" for year in range(40)))])
    lower = [replace(one, row=one.row + 1) if one.row > 1 else one for one in sheet.cells]
    group = [replace(one, row=2, rows=2) if (one.row, one.column) == (3, 1) else one for one in lower] + [
        cell(2, 2, "历年完成情况", CellRole.HEADER, columns=40)
    ]
    pages = pages_of(replace(sheet, cells=tuple(group), header_rows=(2, 3)))
    assert len(pages) > 1
    assert all(texts_of(page).count("历年完成情况") == 1 for page in pages)


def test_that_the_parts_of_an_item_are_kept_together() -> None:
    sheet = sheet_of(
        ("名称", "部分", "数"), [(f"指标{n // 3}", f"部分{n}", f"{n}.0") for n in range(90)], names=2
    )
    cells = tuple(
        replace(one, rows=3) if one.role is CellRole.BODY and one.column == 1 else one
        for one in sheet.cells
        if not (one.role is CellRole.BODY and one.column == 1 and (one.row - 3) % 3)
    )
    for page in pages_of(replace(sheet, cells=cells)):
        assert (page.rows[0] - 3) % 3 == 0


def test_that_figures_stand_with_their_points_under_one_another() -> None:
    figures = ("8730.6", "6.95", "-4.2", "21948", "5以内", "0.0095")
    (page,) = pages_of(sheet_of(("名称", "数"), [("甲", figure) for figure in figures]))
    axes = set()
    printed = {with_true_minus(figure) for figure in figures}
    assert printed <= set(texts_of(page))
    for text in page.texts:
        if text.text in printed:
            whole = text.text.split(".")[0].removesuffix("以内")
            axes.add(
                round(text.left + sum(RULER.advance(sign, is_strong=False) for sign in whole) * text.size, 3)
            )
    assert len(axes) == 1


@pytest.mark.parametrize("table", (annual_table(), years_table()))
@pytest.mark.parametrize("is_landscape", (True, False))
def test_that_a_plan_is_printed_as_it_is_exported(table: PlanTable, is_landscape: bool) -> None:
    sheet = lay_out_plan(table, [Assessment(item.no, Verdict.MISSED, (), ()) for item in table.plan.items])
    paper = a4(is_landscape=is_landscape)
    pages = pages_of(sheet, is_landscape=is_landscape)
    printed = all_text(pages)
    for row in table.rows():
        for column in table.columns:
            assert with_true_minus(table.text(row.part, column)) in printed
    for page in pages:
        assert outside(page, paper) == []
        assert overlapping(page) == []


def test_that_the_minus_of_figures_is_a_true_one_and_codes_keep_their_hyphens() -> None:
    sheet = sheet_of(("名称", "数"), [("G60-2 线", "-4.2"), ("2024-09", "8.7(-0.3)")])
    (page,) = pages_of(sheet)
    assert {"G60-2 线", "−4.2", "2024-09", "8.7(−0.3)"} <= set(texts_of(page))
    assert {one.text for one in sheet.cells} >= {"-4.2", "8.7(-0.3)"}  # of which the workbook is made


def test_that_a_heading_as_high_as_the_page_is_refused_in_one_sentence() -> None:
    with pytest.raises(CannotPrint) as caught:
        pages_of(sheet_of(tuple("很长的表头" * 60 for _ in range(12)), [("甲",) * 12]))
    assert caught.value.sentence.startswith("表头太高")


def test_that_a_sheet_without_rows_prints_its_heading() -> None:
    (page,) = pages_of(sheet_of(("名称", "数"), []))
    assert {"名称", "数", "测试表"} <= set(texts_of(page))
