"""A form says which period it is for: by its title, by a line over the table, or not at all."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from openpyxl import Workbook

from wzdesk.services.form_period import period_told
from wzdesk.services.read_form import read_form

HEAD = ("指标名称", "单位", "累计", "增速(%)")
Told = Callable[..., str]


@pytest.fixture
def told(tmp_path: Path) -> Told:
    """The code of the period that a form with these lines over its tables names, "" for none."""

    def code(*sheets: Sequence[str]) -> str:
        book = Workbook()
        for number, lines in enumerate(sheets):
            sheet = book.worksheets[0] if number == 0 else book.create_sheet()
            for line in lines:
                sheet.append([line])
            sheet.append(HEAD)
            sheet.append(("固定资产投资", "亿元", None, None))
        path = tmp_path / "表样.xlsx"
        book.save(path)
        period = period_told(read_form(path))
        return period.code if period else ""

    return code


@pytest.mark.parametrize(
    ("lines", "code"),
    (
        (["平阳县2025年1—2月主要经济指标月报表"], "2025-01/02"),
        (["主要经济指标情况表（2024年前三季度）"], "2024-01/09"),
        (["主要经济指标月报表", "填报单位：平阳县　期别：2025年1—6月"], "2025-01/06"),
        (["2024年主要经济指标完成情况表", "截止时间：2024年1—9月"], "2024-01/09"),
        (["2024年主要经济指标完成情况表"], "2024"),
        (["2024年主要经济指标完成情况表", "填报日期：2025年1月8日"], "2024"),
        (["主要经济指标完成情况表"], ""),
        (["2023年完成情况和2024年计划目标"], ""),
        (["2021—2025年主要经济指标监测表"], ""),
    ),
)
def test_that_the_period_over_a_form_is_told(told: Told, lines: Sequence[str], code: str) -> None:
    assert told(lines) == code


def test_that_forms_of_several_periods_in_one_workbook_name_none(told: Told) -> None:
    same = ["平阳县2025年1—2月主要指标"]
    assert told(same, same) == "2025-01/02"
    assert told(same, ["平阳县2025年1—3月主要指标"]) == ""
