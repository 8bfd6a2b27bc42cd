"""A form that lacks something is told of before it is closed and above its printout, in the real window."""

from pathlib import Path

from tests.jobs.test_go_on_filling import form_of
from tests.jobs.windows import Walks
from tests.tour.walk import wait_for
from wzdesk.domain.change import ChangeKind
from wzdesk.domain.period import Period
from wzdesk.domain.typed_cell import Column, TypedCell
from wzdesk.ui.entry.entry_screen import entry_screen_of

AUGUST = Period.to_month(2023, 8)


def test_that_the_preview_says_what_the_form_lacks_and_prints_all_the_same(walks: Walks, data: Path) -> None:
    walk = walks.window(data)
    walk.open()
    entry_screen_of(walk.program.window).show_form("monthly", "330326", AUGUST)
    form_of(walk).desk.record([TypedCell("UNEMPLOYMENT", Column.TOTAL, "104")], ChangeKind.EDIT)
    walk.preview()
    page = walk.printing.page
    assert page is not None
    wait_for(lambda: "照样可以打印" in page.remark.sentence, "what is lacking")
    assert page.remark.isVisible()
    assert page.remark.sentence.startswith("这张表还有 1 条强制性问题没有改正、")
    assert page.remark.geometry().bottom() < page.view.geometry().top()
    assert page.print.isEnabled()


def test_that_the_preview_of_a_plan_says_nothing_of_it(walks: Walks, data: Path) -> None:
    walk = walks.window(data)
    walk.open()
    walk.preview()
    page = walk.printing.page
    assert page is not None
    assert page.remark.isHidden()
