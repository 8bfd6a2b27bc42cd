"""The walk over the exchange, for the pictures of the help: a form sent out, what came back, and what waits."""

from pathlib import Path

from PySide6.QtWidgets import QApplication

from tests.services.exchange.returns import FORM, HERE, PERIOD, THERE, ReturnedBook
from tests.tour.walk import Walk, wait_for
from wzdesk.domain.typed_cell import Column, TypedCell
from wzdesk.services.enter_form import FormFilling
from wzdesk.services.exchange.issue_forms import issue_form
from wzdesk.services.open_data_file import create_data_file
from wzdesk.services.places import pack_folder
from wzdesk.ui.hand_over.exchange_screen import ExchangeScreen
from wzdesk.ui.hand_over.overview_desk import OverviewDesk
from wzdesk.ui.hand_over.view_words import ISSUE, OVERVIEW
from wzdesk.ui.pages import EXCHANGE, REVIEW
from wzdesk.ui.program import Program
from wzdesk.ui.review.review_page import ReviewPage

_OTHERS = ("330381", "330382", "330324")
_NAMES = {"GDP": "地区生产总值", "FAI": "固定资产投资"}


def city_file(folder: Path) -> tuple[Path, Path]:
    """A city's file, and the folder with what five counties sent back: one figure was changed on both sides."""
    data, back = folder / "温州市汇总.wzd", folder / "收回"
    regions = (HERE, THERE, *_OTHERS)
    with create_data_file(data, pack_folder("wenzhou")) as store:
        for number, region in enumerate(regions):
            filling = FormFilling.open(store, FORM, region, PERIOD, "李某")
            filling.record([TypedCell("GDP", Column.TOTAL, f"{290 + 7 * number}.1")])
        made = issue_form(store, FORM, PERIOD, folder / "发出", regions=regions, who="李某")
        FormFilling.open(store, FORM, HERE, PERIOD, "王某").record([TypedCell("GDP", Column.TOTAL, "291.5")])
        FormFilling.open(store, FORM, HERE, PERIOD, "王某").record(
            [TypedCell("GDP", Column.GROWTH, "-120"), TypedCell("FAI", Column.GROWTH, "460")]
        )
    for number, one in enumerate(made):
        book = ReturnedBook(one.path).put(_NAMES["FAI"], "total", 120.5 + 6 * number)
        if one.region.code == HERE:
            book.put(_NAMES["GDP"], "total", 292.8)
        book.save(back / f"{one.region.name}.xlsx")
    return data, back


def look_at_exchange(program: Program, back: Path, folder: Path) -> list[Path]:
    """Send out, receive, merge, and see who is missing; the pictures in their order."""
    walk = Walk(program, folder)
    window = program.window
    window.show()
    wait_for(lambda: walk.has_rows and program.workspace.are_charts_loaded, "the data file")
    window.show_page(EXCHANGE)
    screen = window.page(EXCHANGE)
    assert isinstance(screen, ExchangeScreen)
    desk = screen.findChild(OverviewDesk)
    assert isinstance(desk, OverviewDesk)
    wait_for(lambda: not desk.busy and screen.overview.overview is not None, "who has reported")
    screen.show_view(ISSUE)
    screen.issue.set_folder(Path("D:/发出的表"))
    _settle(walk)
    walk.picture("exchange-issue")
    screen.show_view(OVERVIEW)
    desk.merging.receive([back])
    wait_for(lambda: desk.merging.page is not None, "what came back")
    walk.picture("exchange-merge")
    assert desk.merging.page is not None
    desk.merging.page.write.click()
    wait_for(lambda: desk.merging.page is None and not desk.merging.busy and not desk.busy, "the merging")
    window.hide_message()
    _settle(walk)
    walk.picture("exchange-overview")
    window.show_page(REVIEW)
    review = window.page(REVIEW)
    assert isinstance(review, ReviewPage)
    _settle(walk)
    review.period_picked.emit(PERIOD.code)
    _settle(walk)
    review.table.setCurrentIndex(review.table.model().index(1, 0))
    _settle(walk)
    walk.picture("review")
    return walk.pictures


def _settle(walk: Walk) -> None:
    for _ in range(3):
        QApplication.processEvents()
        wait_for(lambda: not walk.is_working, "the reading")
