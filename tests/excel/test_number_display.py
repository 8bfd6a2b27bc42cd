"""What a sheet displays, in cases known of Excel."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wzdesk.excel.read.book import BookCell, CellFormat, ValueKind
from wzdesk.excel.read.displays import displays
from wzdesk.excel.read.number_display.built_in import BUILT_IN
from wzdesk.excel.read.number_display.display import Displayed, displayed, displayed_text, formatter_of
from wzdesk.excel.read.number_format import plain_number

ACCOUNTING = '_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * "-"??_ ;_ @_ '
BY_SIZE = '[>=100000000]0!.00,,"亿";[>=10000]0!.0,"万";0'
DAY = "45809"  # Sunday, 2025-06-01


@pytest.mark.parametrize(
    ("value", "text"),
    (
        ("29", "29"), ("29.0", "29"), ("-0.00", "0"), ("0.1", "0.1"), ("123456789012", "123456789012"),
        ("123456.789012345", "123456.789012345"), ("1e15", "1000000000000000"), ("1e16", "1E+16"),
        ("-1.5e20", "-1.5E+20"), ("1.5e-7", "0.00000015"), ("1.5e-10", "1.5E-10"), ("1.23456789012345e-5", "1.23456789012345E-05"),
    ),
)  # fmt: skip
def test_that_a_number_without_format_is_written_out(value: str, text: str) -> None:
    for code in ("General", "G/通用格式", "通用格式", "@", "GENERAL", '"前"@"后"'):
        assert displayed(Decimal(value), code) == Displayed(text)


@pytest.mark.parametrize(
    ("value", "code", "text"),
    (
        ("6.45", "0.0", "6.5"), ("-6.45", "0.0", "-6.5"), ("2.675", "0.00", "2.68"), ("0.5", "0", "1"), ("-0.5", "0", "-1"),
        ("-0.04", "0.0", "0.0"), ("-0.04", "0.0;-0.0", "-0.0"), ("8730.6", "#,##0.0", "8,730.6"), ("1234567", "#,##0", "1,234,567"),
        ("5", "0.##", "5."), ("0", "#.##", "."), ("0.5", "#.##", ".5"), ("5", "0.0??", "5.0  "), ("0", "#", ""), ("12.5", ".0", "12.5"),
        ("5", "000000", "000005"), ("5", "0,000", "0,005"), ("5", "???", "  5"), ("12345", "000-0000", "001-2345"),
        ("0.069", "0.0%", "6.9%"), ("0.5", "0%%", "5000%%"), ("6.9", '0.0"%"', "6.9%"), ("6.9", "0.0\\%", "6.9%"), ("5", "%0", "%500"),
        ("12345", "0,", "12"), ("12345678", "0.0,,", "12.3"), ("12345", '0.0,"千"', "12.3千"), ("1", ",0", ",1"),
        ("12345", '0!.0,"万"', "1.2万"), ("-12345", '0!.0,"万"', "-1.2万"), ("12345", '0\\.0000"亿"', "1.2345亿"),
        ("20250601", "0000!/00!/00", "2025/06/01"), ("123456", '#"万"0000', "12万3456"),
        ("8730.6", ACCOUNTING, " 8,730.60 "), ("-8730.6", ACCOUNTING, " -8,730.60 "), ("0", ACCOUNTING, " -   "),
        ("4.1", "0.0_);\\(0.0\\)", "4.1 "), ("-18.7", "0.0_);\\(0.0\\)", "(18.7)"), ("-18.7", "(0.0)", "-(18.7)"),
        ("-12", "0.00_);[Red]\\(0.00\\)", "(12.00)"), ("4.2", "↑0.0;↓0.0;—", "↑4.2"), ("-4.2", "↑0.0;↓0.0;—", "↓4.2"), ("0", "↑0.0;↓0.0;—", "—"),
        ("7", "0.0;;;", "7.0"), ("-7", "0.0;;;", ""), ("0", "0.0;;;", ""), ("0", "0;-0;@", "0"), ("-3", "0.0;@", "-3.0"),
        ("29", "[红色]0.0", "29.0"), ("29", "[Color10]0.0", "29.0"), ("29", "[颜色3]0.0", "29.0"), ("-29", '"约"0', "-约29"),
        ("12345.678", "[$¥-804]#,##0.00", "¥12,345.68"), ("-1", "[$¥-804]0", "-¥1"), ("1", "[$￥-zh-CN]0", "￥1"), ("1", "[$€-2] 0", "€ 1"),
        ("29", "0.0亿元", "29.0亿元"), ("29", 'General"元"', "29元"), ("-29", 'General"元"', "-29元"), ("5", '"—"', "—"),
    ),
)  # fmt: skip
def test_that_digits_go_to_their_places(value: str, code: str, text: str) -> None:
    assert displayed(Decimal(value), code) == Displayed(text)


@pytest.mark.parametrize(
    ("value", "code", "text"),
    (
        ("1234567890", BY_SIZE, "12.35亿"), ("123456", BY_SIZE, "12.3万"), ("999", BY_SIZE, "999"), ("-999", BY_SIZE, "-999"),
        ("12345", '[>=10000]0.0,"千";0', "12.3千"), ("-12345", '[>=10000]0.0,"千";0', "-12345"), ("5", "[>5]0.0;0", "5"),
        ("-5", '[<0]"下降"0.0;"增长"0.0', "下降5.0"), ("5", '[<0]"下降"0.0;"增长"0.0', "增长5.0"), ("-5", "[<-6]\\A0;\\B0", "B5"),
        ("1", '[=1]"是";[=0]"否";0', "是"), ("0", '[=1]"是";[=0]"否";0', "否"), ("-5", "[>2]\\A0", "-5"), ("3", "[<>2]0.0", "3.0"),
        ("3", "[Red][<=3]0.0;0", "3.0"),
    ),
)  # fmt: skip
def test_that_conditions_choose_the_section(value: str, code: str, text: str) -> None:
    assert displayed(Decimal(value), code) == Displayed(text)


@pytest.mark.parametrize(
    ("value", "code", "text"),
    (
        ("12345", "0.00E+00", "1.23E+04"), ("-0.00012345", "0.0E+0", "-1.2E-4"), ("12345", "##0.0E+0", "12.3E+3"), ("999.96", "##0.0E+0", "1.0E+3"),
        ("0", "0.00E+00", "0.00E+00"), ("5", "0.0E-0", "5.0E0"), ("5.25", "# ?/?", "5 1/4"), ("0.5", "# ?/?", " 1/2"), ("5", "# ?/?", "5    "),
        ("0", "# ??/??", "0      "), ("3.14159265", "# ???/???", "3  16/113"), ("-1.125", "?/?", "-9/8"), ("3.14", "# ?/8", "3 1/8"), ("0.99", "# ?/?", "1    "),
    ),
)  # fmt: skip
def test_that_powers_and_fractions_show(value: str, code: str, text: str) -> None:
    assert displayed(Decimal(value), code) == Displayed(text)


@pytest.mark.parametrize(
    ("value", "code", "text"),
    (
        ("12345", "[DBNum1][$-804]General", "一万二千三百四十五"), ("12345.6", "[DBNum2][$-804]G/通用格式", "壹万贰仟叁佰肆拾伍.陆"),
        ("20250601", "[DBNum1]General", "二千〇二十五万〇六百〇一"), ("70406080", "[DBNum2]General", "柒仟零肆拾万陆仟零捌拾"),
        ("100000001", "[DBNum1]General", "一亿〇一"), ("10", "[DBNum1]General", "一十"), ("0", "[DBNum2]General", "零"), ("-5", "[DBNum1]General", "-五"),
        ("12345", "[DBNum3]General", "１万２千３百４十５"), ("1234", "[DBNum1]0", "一二三四"), ("45", '[DBNum2]0"角"0"分"', "肆角伍分"),
        ("45809", '[DBNum1][$-804]yyyy"年"m"月"d"日"', "二〇二五年六月一日"), ("45656", '[DBNum1][$-804]m"月"d"日"', "十二月三十日"),
        ("42712", '[DBNum2][$-804]yyyy"年"m"月"d"日";@', "贰零壹陆年壹拾贰月捌日"), ("42712", '[DBNum3][$-804]yyyy"年"m"月"d"日";@', "２０１６年１２月８日"),
        ("12", "[DBNum1]", "一十二"),
    ),
)  # fmt: skip
def test_that_chinese_numerals_show(value: str, code: str, text: str) -> None:
    assert displayed(Decimal(value), code) == Displayed(text)


@pytest.mark.parametrize(
    ("value", "code", "text"),
    (
        (DAY, "yyyy-mm-dd", "2025-06-01"), (DAY, 'yyyy"年"m"月"d"日"', "2025年6月1日"), (DAY, "yyyy年m月;@", "2025年6月"), (DAY, "yy.m.d", "25.6.1"),
        (DAY, "e", "2025"), (DAY, "ggge", "公元2025"), (DAY, "aaaa", "星期日"), (DAY, "aaa", "周日"), (DAY, "[$-804]dddd", "星期日"), (DAY, "dddd", "Sunday"),
        (DAY, "d-mmm-yy", "1-Jun-25"), (DAY, "mmmm", "June"), (DAY, "mmmmm", "J"), (DAY, "[$-804]mmmm", "六月"), (DAY, "[$-804]mmm", "6月"),
        (DAY, "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", "2025年6月1日"), (DAY + ".75", "[$-F400]h:mm:ss\\ AM/PM", "18:00:00"),
        ("0.75", "h:mm AM/PM", "6:00 PM"), ("0.75", "h:mm A/P", "6:00 P"), ("0.75", '上午/下午h"时"mm"分"', "下午6时00分"), ("0", '上午/下午h"时"', "上午12时"),
        ("0.5006", "h:mm", "12:00"), ("0.5006", "m:ss", "0:52"), ("0.5006", "mm:ss.0", "00:51.8"), ("0.5006", "hh:mm:ss.000", "12:00:51.840"),
        ("0.999999", "h:mm:ss", "0:00:00"), ("1.25", "[h]:mm", "30:00"), ("1.25", "[mm]:ss", "1800:00"), ("0.001", "[ss]", "86"), ("-1.25", "[h]:mm", "-30:00"),
        ("45809.5", "yyyy/m/d h:mm", "2025/6/1 12:00"), ("45809.5", "m/d mm:ss", "6/1 00:00"), ("45809", "h:mm, m/d", "0:00, 6/1"),
        ("0", "yyyy-mm-dd", "1900-01-00"), ("1", "yyyy-mm-dd", "1900-01-01"), ("59", "m-d", "2-28"), ("60", "m-d", "2-29"), ("61", "m-d", "3-1"),
        ("1", "dddd", "Sunday"), ("2958465", "yyyy-m-d", "9999-12-31"),
    ),
)  # fmt: skip
def test_that_days_and_times_show(value: str, code: str, text: str) -> None:
    assert displayed(Decimal(value), code) == Displayed(text)


def test_that_days_may_count_from_1904() -> None:
    assert displayed(Decimal(0), "yyyy-m-d aaaa", is_1904=True).text == "1904-1-1 星期五"
    assert displayed(Decimal(DAY) - 1462, "yyyy-m-d aaaa", is_1904=True).text == "2025-6-1 星期日"


@pytest.mark.parametrize(
    ("value", "code", "text"),
    (
        ("-5.5", "yyyy-mm-dd", "-5.5"), ("2958466", "yyyy-mm-dd", "2958466"), ("1e300", "h:mm yyyy", "1E+300"), ("5", "0.0x", "5"),
        ("5", "[$-411]ggge", "5"), ("5", "[NatNum1]0", "5"), ("5", "0;0;0;0;0", "5"), ("5", "0 yyyy", "5"), ("5", "[>6]0;[>7]0", "5"), ("5", "# ?/?/?", "5"),
    ),
)  # fmt: skip
def test_that_what_is_not_understood_is_written_out(value: str, code: str, text: str) -> None:
    assert displayed(Decimal(value), code) == Displayed(text, is_understood=False)


@pytest.mark.parametrize(
    ("code", "text"),
    (
        ("General", "合计"), ("@", "合计"), ("0.0", "合计"), ('"前"@"后"', "前合计后"), (ACCOUNTING, " 合计 "), ("0;-0;0;", ""), (";;;", ""),
        ('0;0;0;"文"', "文"), ("yyyy年;@", "合计"), ("0.0x", "合计"),
    ),
)  # fmt: skip
def test_that_texts_show_by_their_section(code: str, text: str) -> None:
    assert displayed_text("合计", code) == text


def test_that_a_cell_displays_without_the_blanks_that_align_it() -> None:
    accounting = CellFormat(ACCOUNTING)
    assert BookCell(1, 1, "8730.6", ValueKind.NUMBER, accounting).display == "8,730.60"
    assert BookCell(1, 1, "　其中", ValueKind.TEXT, accounting).display == "　其中"
    assert BookCell(1, 1, "密", ValueKind.TEXT, CellFormat(";;;")).display == ""
    assert BookCell(1, 1, DAY, ValueKind.DATE, CellFormat("yyyy年m月d日")).display == "2025年6月1日"
    assert BookCell(1, 1, "TRUE", ValueKind.BOOLEAN, accounting).display == "TRUE"


def test_that_every_built_in_format_is_understood() -> None:
    assert all(displayed(Decimal(DAY), code).is_understood for code in BUILT_IN.values())
    assert displayed(Decimal("-18.7"), BUILT_IN[37]).text == "-19"
    assert displayed(Decimal("-18.7"), BUILT_IN[26]).text == "($18.70)"


PIECES = st.sampled_from(
    [
        '"', "\\", "!", "_", "*", "[", "]", "[h]", "[Red]", "[>5]", "[DBNum1]", "[$-804]", "0", "#", "?", ".", ",", "%",
        "E+", "/", "8", ";", "@", "yyyy", "m", "d", "h", "s", ".0", "AM/PM", "aaa", "e", "g", "General", "万", " ", "-", "x",
    ]
)  # fmt: skip


@given(
    st.decimals(allow_nan=False, allow_infinity=False),
    st.lists(PIECES, max_size=10).map("".join),
    st.booleans(),
)
def test_that_any_format_displays_any_number(value: Decimal, code: str, is_1904: bool) -> None:
    number = Decimal(f"{float(value):.15g}") if abs(value) < Decimal("1e300") else Decimal(1)
    assert isinstance(formatter_of(code, is_1904=is_1904)(number).text, str)
    assert isinstance(displayed_text("x", code), str)


@given(st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-(10**8), max_value=10**8))
def test_that_the_quick_way_and_the_long_way_agree(value: Decimal) -> None:
    for quick, long in (("0.0", "0.0[DBNum3]"), ("#,##0.00", "[DBNum3]#,##0.00"), ("0%", "[DBNum3]0%")):
        full_width = displayed(value, quick).text.translate(
            dict(zip(range(48, 58), "０１２３４５６７８９", strict=True))
        )
        assert displayed(value, long).text == full_width


@given(
    st.one_of(
        st.decimals(min_value=-3_000_000, max_value=3_000_000, places=6),
        st.integers(min_value=0, max_value=60_000).map(lambda day: Decimal(day) + Decimal("0.999995")),
        st.decimals(allow_nan=False, allow_infinity=False, places=15),
    ),
    st.sampled_from(("General", "0.0%", "yyyy-mm-dd;@", 'yyyy"年"m"月"', "yyyy/m/d h:mm", "aaaa", "[$-411]mmm", BY_SIZE)),
    st.booleans(),
)  # fmt: skip
def test_that_a_cell_displays_what_its_format_makes_of_its_number(
    value: Decimal, code: str, is_1904: bool
) -> None:
    raw = format(value, "f")
    for kind in (ValueKind.NUMBER, ValueKind.DATE):
        cell = BookCell(1, 1, raw, kind, CellFormat(code, is_1904=is_1904))
        if kind is ValueKind.NUMBER and code == "General" and len(raw) < 11:
            assert cell.display == raw
        else:
            assert cell.display == displayed(value, code, is_1904=is_1904).text.strip()


@given(
    st.lists(
        st.one_of(
            st.decimals(min_value=-3_000_000, max_value=3_000_000, places=6),
            st.decimals(min_value=0, max_value=10**15, places=0),
            st.integers(min_value=0, max_value=60_000).map(lambda day: Decimal(day) + Decimal("0.99995")),
        ).map(plain_number),
        min_size=1,
        max_size=6,
    ),
    st.sampled_from(
        ("General", "0.0%", ACCOUNTING, "0.00_ ;[Red]\\-0.00\\ ", "_ * #,##0.0_ ", '#,##0;-#,##0;"—"', ';;;"无"', "0.0;@",
         "[>5]0.0;0", "0.00E+00", "yyyy-mm-dd;@", 'yyyy"年"m"月"', "yyyy/m/d h:mm", "@", '"前"0"后"', "0.0x")
    ),
    st.booleans(),
)  # fmt: skip
def test_that_many_cells_display_what_each_displays(raws: list[str], code: str, is_1904: bool) -> None:
    format_ = CellFormat(code, is_1904=is_1904)
    for kind in ValueKind:
        assert [*displays(raws, kind, format_)] == [
            BookCell(1, 1, raw, kind, format_).display for raw in raws
        ]
