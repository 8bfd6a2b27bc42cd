"""Closing a period: the whole form is checked before, and what it lacks is told, each with a way there."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.form_sample import close
from tests.ui.test_form_findings import years  # noqa: F401 - fixture
from tests.ui.test_form_page import SEPTEMBER, page, place_of, press, store, typed  # noqa: F401 - fixtures
from wzdesk.domain.change import ChangeKind
from wzdesk.domain.checks.rule import Severity
from wzdesk.domain.open_ends import open_words
from wzdesk.domain.period import Period
from wzdesk.domain.typed_cell import Column, TypedCell
from wzdesk.services.enter_form import FormFilling
from wzdesk.services.open_data_file import DataFile
from wzdesk.ui.forms.form_page import FormPage


def ask(page: FormPage, qtbot: QtBot) -> list[str]:  # noqa: F811
    """Press 关账 and wait until the strip asks; what it names."""
    page.header.close_button.click()
    qtbot.waitUntil(lambda: bool(page.closing.bar.links))
    return [link.text() for link in page.closing.bar.links]


def follow(page: FormPage, words: str) -> tuple[str, Column | None]:  # noqa: F811
    """Click what the strip names; the cell that is current then."""
    next(link for link in page.closing.bar.links if words in link.text()).click()
    return place_of(page)


def test_that_each_kind_of_what_is_lacking_is_counted_and_leads_to_the_first(
    page: FormPage,  # noqa: F811
    qtbot: QtBot,
) -> None:
    cells = [("GDP", Column.TOTAL, "四千左右吧"), ("UNEMPLOYMENT", Column.TOTAL, "104")]
    page.desk.record([TypedCell(*cell) for cell in cells], ChangeKind.EDIT)
    done, asked = page.table.counts()
    told = ask(page, qtbot)
    assert "1 条强制性问题没有改正" in told
    assert "1 格草稿没有读成数" in told
    assert f"{asked - done} 格空着" in told
    assert follow(page, "强制性问题没有改正") == ("UNEMPLOYMENT", Column.TOTAL)
    assert follow(page, "草稿") == ("GDP", Column.TOTAL)
    assert follow(page, "空着") == ("GDP", Column.MONTH)
    assert page.grid.hasFocus()


def test_that_a_fault_refuses_the_closing_until_it_is_mended(page: FormPage, qtbot: QtBot) -> None:  # noqa: F811
    page.desk.record([TypedCell("UNEMPLOYMENT", Column.TOTAL, "104")], ChangeKind.EDIT)
    ask(page, qtbot)
    assert not page.closing.bar.confirm.isEnabled()
    assert "不能关账" in page.closing.bar.words
    follow(page, "强制性问题没有改正")
    typed("4.4")
    assert page.closing.bar.confirm.isEnabled()
    assert not any("强制性" in link.text() for link in page.closing.bar.links)
    page.closing.bar.confirm.click()
    assert page.table.is_closed
    assert page.closing.bar.isHidden()


def test_that_rows_not_yet_checked_are_checked_before_closing(
    page: FormPage,  # noqa: F811
    store: DataFile,  # noqa: F811
    qtbot: QtBot,
) -> None:
    august = Period.to_month(2023, 8)
    FormFilling.open(store, "monthly", "330300", august).record(
        [TypedCell("UNEMPLOYMENT", Column.TOTAL, "104")]
    )
    page.show_form("monthly", "330300", august)  # its own check has not begun
    assert page.checking.findings == []
    assert "1 条强制性问题没有改正" in ask(page, qtbot)
    assert not page.checking.is_running


def test_that_the_check_before_closing_says_how_far_it_is(page: FormPage, qtbot: QtBot) -> None:  # noqa: F811
    said: list[str] = []
    page.checking.progressed.connect(lambda *_: said.append(page.closing.bar.words))
    page.header.close_button.click()
    said.append(page.closing.bar.words)
    assert not page.table.is_closed
    qtbot.waitUntil(lambda: bool(page.closing.bar.links))
    rows = len(page.table.form.rows)
    assert f"已查 0 / {rows} 行" in said[0]
    assert f"已查 {rows} / {rows} 行" in said[-1]


def test_that_escape_leaves_the_period_open(page: FormPage, qtbot: QtBot) -> None:  # noqa: F811
    ask(page, qtbot)
    focused = QApplication.focusWidget()
    assert focused is page.closing.bar.confirm
    QTest.keyClick(focused, Qt.Key.Key_Escape)
    assert page.closing.bar.isHidden()
    assert not page.table.is_closed
    assert page.grid.hasFocus()


def test_that_enter_closes_all_the_same(page: FormPage, qtbot: QtBot) -> None:  # noqa: F811
    ask(page, qtbot)
    press(Qt.Key.Key_Return)
    assert page.table.is_closed


def test_that_another_month_is_not_closed_in_place_of_the_one_asked_for(page: FormPage, qtbot: QtBot) -> None:  # noqa: F811
    page.header.close_button.click()
    page.tools.after.click()
    qtbot.waitUntil(lambda: not page.checking.is_running)
    assert page.closing.bar.isHidden()
    assert not page.table.is_closed


def test_that_an_answered_query_is_not_told_again(
    page: FormPage,  # noqa: F811
    years: None,  # noqa: F811
    qtbot: QtBot,
) -> None:
    page.reload()
    page.desk.record(
        [TypedCell("DEPOSITS", Column.TOTAL, "29100"), TypedCell("DEPOSITS", Column.GROWTH, "8.1")],
        ChangeKind.EDIT,
    )
    ask(page, qtbot)
    queries = [one for one in page.checking.findings if one.severity is Severity.QUERY]
    assert queries
    assert any("核实性" in link.text() for link in page.closing.bar.links)
    for query in queries:
        page.desk.note(page.checking.reason_key(query), "上年同期疫情停工，基数低")
    assert not any("核实性" in link.text() for link in page.closing.bar.links)


def test_that_a_printout_says_what_the_form_lacks(page: FormPage, qtbot: QtBot) -> None:  # noqa: F811
    told: list[str] = []
    page.desk.record([TypedCell("GDP", Column.TOTAL, "四千左右吧")], ChangeKind.EDIT)
    page.whole_check.begin(lambda ends: told.append(open_words(ends)))
    qtbot.waitUntil(lambda: bool(told))
    assert told[0].startswith("这张表还有 1 格草稿没有读成数、")
    assert told[0].endswith("照样可以打印。")
    close(page, qtbot)
