"""A form put together line by line."""

from dataclasses import replace

import pytest

from wzdesk.domain.errors import Refused
from wzdesk.domain.form import Form, FormColumn, FormRow
from wzdesk.domain.form_draft import (
    DraftLine,
    FormDraft,
    draft_of,
    form_of,
    in_money_unit,
    indented,
    inserted,
    line_of,
    marked_as_part,
    money_unit,
    moved,
    problem_of,
    removed,
)
from wzdesk.domain.indicator import Indicator
from wzdesk.domain.period import Frequency, Period

INDICATORS = {
    code: Indicator(code, name, unit)
    for code, name, unit in (
        ("GDP", "地区生产总值", "亿元"),
        ("FAI", "固定资产投资", "亿元"),
        ("FAI_MFG", "制造业投资", "亿元"),
        ("JOBS", "城镇新增就业", "万人"),
    )
}
LINES = tuple(line_of(one) for one in INDICATORS.values())
DRAFT = FormDraft("投资月报表", LINES)


def names(lines: tuple[DraftLine, ...]) -> list[str]:
    return [("# " if line.marked else "") + "-" * line.depth + line.name for line in lines]


def made(draft: FormDraft) -> Form:
    return form_of(replace(draft, code="own_1"), INDICATORS, ())


def test_that_rows_are_numbered_and_stand_under_their_section() -> None:
    section = DraftLine("投资", is_section=True)
    form = made(replace(DRAFT, lines=inserted(LINES, 1, [section])))
    assert [(row.no, row.name, row.category) for row in form.rows] == [
        ("1", "地区生产总值", ""),
        ("2", "固定资产投资", "投资"),
        ("3", "制造业投资", "投资"),
        ("4", "城镇新增就业", "投资"),
    ]


def test_that_a_form_becomes_the_same_draft_and_back() -> None:
    lines = marked_as_part(inserted(LINES, 1, [DraftLine("投资", is_section=True)]), [3])
    form = made(replace(DRAFT, lines=lines, reporters=("330326",), agency="FGW", carries_remarks=True))
    assert form_of(draft_of(form), INDICATORS, ()) == form
    own_numbers = replace(form, rows=tuple(replace(row, no=f"（{row.no}）") for row in form.rows))
    assert not draft_of(own_numbers).is_numbered
    assert form_of(draft_of(own_numbers), INDICATORS, ()) == own_numbers


def test_that_lines_are_moved_indented_marked_and_removed() -> None:
    assert names(moved(LINES, [2, 3], -1)) == ["地区生产总值", "制造业投资", "城镇新增就业", "固定资产投资"]
    assert moved(LINES, [0], -1) == LINES
    assert moved(LINES, [3], 1) == LINES
    marked = marked_as_part(LINES, [2])
    assert names(marked)[2] == "# -制造业投资"
    assert names(indented(marked, [2, 3], 1))[2:] == ["# --制造业投资", "-城镇新增就业"]
    assert names(indented(marked, [2], -1))[2] == "制造业投资"
    assert names(marked_as_part(marked, [2]))[2] == "-制造业投资"
    assert names(removed(LINES, [0, 3])) == ["固定资产投资", "制造业投资"]


def test_that_amounts_of_money_stand_in_one_unit_and_others_in_their_own() -> None:
    lines = in_money_unit(LINES, "万元", INDICATORS)
    assert [line.unit for line in lines] == ["万元", "万元", "万元", "万人"]
    assert money_unit(lines, INDICATORS) == "万元"
    assert money_unit(LINES, INDICATORS) == ""
    assert money_unit((lines[0], LINES[1]), INDICATORS) is None
    assert in_money_unit(lines, "", INDICATORS) == LINES


@pytest.mark.parametrize(
    ("draft", "said"),
    (
        (replace(DRAFT, name=" "), "还没有写表名。"),
        (replace(DRAFT, name="月报表"), "已经有一张叫“月报表”的表"),
        (replace(DRAFT, lines=()), "还没有选指标"),
        (replace(DRAFT, lines=(*LINES, DraftLine("第二产业"))), "有 1 行在目录里没有（第二产业）"),
        (replace(DRAFT, lines=(*LINES, LINES[0])), "“地区生产总值”对到的指标在这张表里有两行"),
        (replace(DRAFT, lines=(replace(LINES[0], unit="万人"),)), "“万人”和目录里的“亿元”不能换算"),
        (replace(DRAFT, lines=(replace(LINES[0], name=""),)), "指标“地区生产总值”的行没有名称"),
        (replace(DRAFT, columns=(FormColumn.REMARK, FormColumn.LAST_YEAR)), "至少要有一列填数"),
        (
            replace(DRAFT, columns=(FormColumn.MONTH,), frequency=Frequency.YEAR),
            "至少要有一列填数",
        ),
    ),
)
def test_that_what_is_missing_is_said_and_no_form_is_made(draft: FormDraft, said: str) -> None:
    assert said in problem_of(draft, INDICATORS, {"月报表"})
    with pytest.raises(Refused):
        form_of(draft, INDICATORS, {"月报表"})


def test_that_a_yearly_form_has_no_single_period() -> None:
    form = made(replace(DRAFT, frequency=Frequency.YEAR, due_months=3, due_day=31))
    assert FormColumn.MONTH not in form.columns
    assert form.due(Period.of_year(2023)).isoformat() == "2024-03-31"
    assert form.rows[0] == FormRow("GDP", "地区生产总值", "亿元", "1")


def test_how_a_quarterly_form_calls_its_periods() -> None:
    form = made(replace(DRAFT, frequency=Frequency.QUARTER))
    assert [form.words(its) for its in form.periods(2024)] == [
        "2024年一季度",
        "2024年上半年",
        "2024年前三季度",
        "2024年全年",
    ]
    assert form.next(Period.to_month(2024, 12)) == Period.to_month(2025, 3)
    assert form.previous(Period.to_month(2024, 3)) == Period.to_month(2023, 12)
    assert form.due(Period.to_month(2024, 9)).isoformat() == "2024-10-10"
    assert not form.has(Period.to_month(2024, 8))
