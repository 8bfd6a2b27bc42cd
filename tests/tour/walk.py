"""The main job in the real window, step by step, with a picture after each step."""

import time
from collections.abc import Callable, Mapping
from pathlib import Path

import openpyxl
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.screens import save_picture
from tests.tour.county_form import write_county_form
from wzdesk.domain.change import ChangeKind
from wzdesk.domain.period import Period
from wzdesk.domain.person import Person
from wzdesk.domain.typed_cell import Column, TypedCell
from wzdesk.domain.verdict import Verdict
from wzdesk.ui.entry.entry_page import EntryPage
from wzdesk.ui.entry.entry_screen import entry_screen_of
from wzdesk.ui.entry.grid_view import GridView
from wzdesk.ui.exchange.exchange_desk import ExchangeDesk
from wzdesk.ui.exchange.fill_desk import FillDesk
from wzdesk.ui.forms.form_page import FormPage
from wzdesk.ui.hand_over.exchange_screen import ExchangeScreen
from wzdesk.ui.hand_over.view_words import FILL
from wzdesk.ui.history.history_desk import HistoryDesk
from wzdesk.ui.history.history_page import BACKUPS, HistoryPage
from wzdesk.ui.home.home_desk import HomeDesk
from wzdesk.ui.jobs import JobRunner
from wzdesk.ui.pages import ENTRY, EXCHANGE, HISTORY, PAGES, PLANS, SETTINGS
from wzdesk.ui.person_bar import PersonBar
from wzdesk.ui.plans.plans_page import PlansPage
from wzdesk.ui.printing.print_desk import PrintDesk
from wzdesk.ui.program import Program
from wzdesk.ui.slices import Slices

PATIENCE_S = 30.0


def wait_for(condition: Callable[[], bool], what: str) -> None:
    """Let the window go on until something has happened."""
    end = time.monotonic() + PATIENCE_S
    while not condition():
        if time.monotonic() > end:
            raise TimeoutError(f"waited in vain for {what}")
        QApplication.processEvents()
        time.sleep(0.005)


class Walk:
    """One walk through the window; each step checks what a person would look at."""

    def __init__(self, program: Program, folder: Path) -> None:
        self.program, self.folder = program, folder
        self.pictures: list[Path] = []

    @property
    def entry(self) -> EntryPage:
        """The page 指标填报."""
        return entry_screen_of(self.program.window).entry

    @property
    def exchange(self) -> ExchangeDesk:
        """What reads and writes workbooks."""
        exchange = entry_screen_of(self.program.window).exchange
        assert exchange is not None
        return exchange

    @property
    def printing(self) -> PrintDesk:
        """What prints; there once the preview was asked for."""
        printing = entry_screen_of(self.program.window).printing.desk
        assert printing is not None
        return printing

    @property
    def has_rows(self) -> bool:
        """Whether the page 指标填报 is there."""
        return self.program.window.made_page(ENTRY) is not None

    def picture(self, name: str) -> None:
        """Save what the window shows."""
        self.pictures.append(save_picture(self.program.window, self.folder / f"{name}.png"))

    def all_steps(self) -> list[Path]:
        """The whole job; the pictures in their order."""
        for step in (
            self.open, self.say_who, self.type_a_figure, self.take_it_back, self.judge_by_hand, self.paste_a_block,
            self.fill_a_county, self.hand_out_a_workbook, self.take_a_workbook_in, self.undo_the_import,
            self.look_at_plans, self.look_at_five_years, self.fill_a_form, self.receive_a_county,
            self.look_back, self.restore_a_backup, self.look_at_settings, self.print_the_plan, self.fill_a_month,
            self.look_at_every_page,
        ):  # fmt: skip
            step()
        return self.pictures

    def open(self) -> None:
        """The window opens on Wenzhou's plan of 2023, judged as its document says."""
        self.program.window.show()
        wait_for(lambda: self.has_rows and self._is_attached(), "the data file")
        wait_for(lambda: self.program.workspace.are_charts_loaded, "the charts")
        filled = self.entry.filled
        assert filled.table.plan.code == "2023"
        verdicts = [one.verdict for one in filled.assessments]
        assert verdicts.count(Verdict.ACHIEVED) + verdicts.count(Verdict.NEARLY) == 35
        self.entry.open_item("1")

    def say_who(self) -> None:
        """Who works here is asked once, above the page."""
        window = self.program.window
        wait_for(lambda: window.findChild(PersonBar) is not None, "the question")
        bar = window.findChild(PersonBar)
        assert isinstance(bar, PersonBar)
        wait_for(bar.isVisible, "the strip")
        bar.fields.show_person(Person("张某", "市发展改革委"))
        self.picture("00-who")
        bar.keep.click()
        assert self.program.workspace.person == "张某（市发展改革委）"
        QApplication.processEvents()
        self.picture("01-entry")

    def type_a_figure(self) -> None:
        """A better figure is typed: the panel follows each key, the cell is stored on leaving it."""
        self.select("6", Column.GROWTH)
        self.type("8.3")
        content = self.entry.panel.content
        assert content is not None
        assert content.is_typing
        assert content.assessment.verdict is Verdict.ACHIEVED
        assert self.verdict_of("6") is Verdict.MISSED, "nothing is stored while one types"
        self.picture("02-typing")
        self.press(Qt.Key.Key_Return)
        assert self.verdict_of("6") is Verdict.ACHIEVED
        self.picture("03-stored")

    def take_it_back(self) -> None:
        """Ctrl+Z brings the published figure back."""
        self.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        assert self.text_of("6", Column.GROWTH) == "7.4"
        assert self.verdict_of("6") is Verdict.MISSED
        self.picture("04-undone")

    def judge_by_hand(self) -> None:
        """Item 36 keeps the proposal beside the verdict that a person set."""
        self.entry.open_item("36")
        content = self.entry.panel.content
        assert content is not None
        assert content.assessment.override is not None
        assert content.assessment.proposed is Verdict.MISSED
        self.picture("05-override")

    def paste_a_block(self) -> None:
        """A block from a spreadsheet goes in as one act."""
        self.select("11", Column.LEVEL)
        QApplication.clipboard().setText("21950\t14.8\n20900\t15.5\n")
        self.press(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
        self.accept_what_is_pasted()
        assert self.text_of("11", Column.GROWTH) == "14.8"
        assert self.text_of("12", Column.LEVEL) == "20900"
        self.picture("06-pasted")
        self.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        assert self.text_of("12", Column.LEVEL) == "20898"

    def accept_what_is_pasted(self) -> None:
        """Figures lay in the cells already: take the block over them after a look."""
        desk = entry_screen_of(self.program.window).plan_pastes.desk
        assert desk is not None
        wait_for(lambda: desk.preview is not None and desk.preview.all.isEnabled(), "the look at the block")
        assert desk.preview is not None
        self.picture("06-pasting")
        QTest.keyClick(desk.preview.table, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    def fill_a_county(self) -> None:
        """A county fills its own figures and target."""
        self.entry.show_plan("2023", "330326")
        self.select("1", Column.TARGET)
        for texts in (("增长7%左右", "612.3", "7.4"), ("增长7.5%左右", "15.2", "8左右")):
            for text in texts:
                self.type(text)
                self.press(Qt.Key.Key_Tab)
            self.press(Qt.Key.Key_Return)
        assert self.verdict_of("1") is Verdict.ACHIEVED
        self.picture("07-county")
        self.entry.show_plan("2023", "330300")

    def hand_out_a_workbook(self) -> None:
        """The table goes out as a workbook."""
        self.entry.open_item("1")
        self.exchange.export(self.book)
        wait_for(lambda: self.book.exists() and not self.exchange.busy, "the workbook")
        self.picture("08-exported")

    def take_a_workbook_in(self) -> None:
        """A workbook with two other figures comes in: differences first, then one change set."""
        changed = self.folder / "回来的表.xlsx"
        _edit(self.book, changed, {"8730.6": 8735.2, "4257.1": 4260.0})
        self.exchange.receive(changed)
        wait_for(lambda: self.exchange.page is not None, "the differences")
        assert self.exchange.page is not None
        counts = self.exchange.page.reception.preview.counts
        assert counts["changed"] == 2, counts
        assert counts["new"] == counts["conflict"] == counts["not_taken"] == 0, counts
        self.picture("09-differences")
        self.exchange.page.write.click()
        wait_for(lambda: self.exchange.page is None, "the writing")
        assert self.text_of("1", Column.LEVEL) == "8735.2"
        self.picture("10-taken")

    def undo_the_import(self) -> None:
        """The whole import is one act."""
        self.entry.undo()
        assert self.text_of("1", Column.LEVEL) == "8730.6"
        assert self.text_of("10", Column.LEVEL) == "4257.1"

    def look_at_plans(self) -> None:
        """The plans with their counts."""
        self.program.window.show_page(PLANS)
        page = self.program.window.page(PLANS)
        assert isinstance(page, PlansPage)
        page.show_plan("2023")
        self.picture("11-plans")
        page.show_plan("14fyp")
        self.picture("12-plan-14fyp")

    def look_at_five_years(self) -> None:
        """The five-year plan's results in the grid."""
        self.program.window.show_page(ENTRY)
        self.entry.show_plan("13fyp", "330300")
        self.picture("13-entry-13fyp")

    def fill_a_form(self) -> None:
        """The exported table with its results taken out is a form: the picture shows where each number goes."""
        self.entry.show_plan("2023", "330300")
        form = self.folder / "表样.xlsx"
        _edit(self.book, form, dict.fromkeys(("8730.6", "6.9", "4257.1", "7.9", "1619.8", "9.4"), None))
        self.program.window.show_page(EXCHANGE)
        screen = self.program.window.page(EXCHANGE)
        assert isinstance(screen, ExchangeScreen)
        screen.show_view(FILL)
        page = screen.fill
        desk = page.findChild(FillDesk)
        assert isinstance(desk, FillDesk)
        desk.open_form(form)
        wait_for(page.write.isEnabled, "the places")
        self.picture("14-fill")

    def receive_a_county(self) -> None:
        """A county's monthly form: what was recognised lies over the sheet; then it is written and taken back."""
        self.program.window.show_page(ENTRY)
        form = self.folder / "平阳县9月.xlsx"
        write_county_form(form)
        self.exchange.receive(form)
        wait_for(lambda: self.exchange.sheets is not None, "the sheets")
        page = self.exchange.sheets
        assert page is not None
        self.picture("15-recognition")
        count = len(page.overview.chosen)
        assert count > 20, count
        page.footer.compare.click()
        self.picture("16-cell-by-cell")
        page.footer.write.click()
        wait_for(lambda: self.exchange.sheets is None, "the writing")
        self.entry.undo()

    def fill_a_month(self) -> None:
        """A month of the monthly form: figures one below the other, a sum among them, and a remark."""
        screen = entry_screen_of(self.program.window)
        screen.show_form("monthly", "330300", Period.to_month(2023, 9))
        page = screen.forms
        assert page is not None
        for year, revenue in ((2021, 46), (2022, 48), (2023, 50)):
            for month in range(2, 13 if year < 2023 else 9):
                page.show_form("monthly", "330300", Period.to_month(year, month))
                total = f"{revenue * month * 10_000 - month * month * 500}"
                page.desk.record([TypedCell("BUDGET_REVENUE", Column.TOTAL, total)], ChangeKind.EDIT)
        page.show_form("monthly", "330300", Period.to_month(2022, 9))
        page.grid.select_cell(0, Column.TOTAL)
        for text in ("5852.3", "1040.6", "3206.1"):
            self.type(text)
            self.press(Qt.Key.Key_Return)
        page.show_form("monthly", "330300", Period.to_month(2023, 9))
        page.grid.select_cell(0, Column.TOTAL)
        for text in ("6331.6", "=1000+131.3", "3505.4"):
            self.type(text)
            self.press(Qt.Key.Key_Return)
        page.grid.select_cell(page.model.row_of("BUDGET_REVENUE"), Column.TOTAL)
        self.type("4486000")
        content = page.panel.content
        assert content is not None
        assert content.read_as == "合 448.6 亿元"
        self.picture("22-month")
        self.press(Qt.Key.Key_Return)
        assert page.table.counts()[0] == 4

    def look_at_every_page(self) -> None:
        """Each page of the rail, as one comes to it."""
        window = self.program.window
        window.hide_message()
        for page in PAGES:
            window.show_page(page.key)
            wait_for(lambda: not self.is_working, f"the page {page.word}")
            self.picture(f"page-{page.key}")

    @property
    def is_working(self) -> bool:
        """Whether anything is still being read or made in the background."""
        window = self.program.window
        runners = (*self.program.findChildren(JobRunner), *window.findChildren(JobRunner))
        at_home = any(desk.busy for desk in window.findChildren(HomeDesk))
        return (
            at_home
            or any(one.busy for one in runners)
            or any(one.is_running for one in window.findChildren(Slices))
        )

    @property
    def grid(self) -> GridView:
        """The grid that is filled: of a plan or of a form."""
        screen = entry_screen_of(self.program.window)
        page = screen.currentWidget()
        return page.grid if isinstance(page, FormPage) else screen.entry.grid

    def print_the_plan(self) -> None:
        """The plan as it will be on paper, kept as a PDF."""
        self.preview()
        assert self.printing.page is not None
        assert len(self.printing.page.pages) > 1
        self.picture("21-print")
        pdf = self.folder / "2023年计划完成情况.pdf"
        self.printing.save_pdf(pdf)
        wait_for(lambda: pdf.exists() and not self.printing.busy, "the PDF")
        self.printing.page.leave.click()

    def look_back(self) -> None:
        """Who changed what; a click shows from what to what."""
        self.program.window.show_page(HISTORY)
        page = self.history
        wait_for(lambda: page.acts.current is not None and not self.is_looking_back, "the acts")
        page.seek.setText("粘贴")
        wait_for(
            lambda: page.acts.table.model().rowCount() == 1 and not self.is_looking_back, "the pasted block"
        )
        assert page.acts.cells.model().rowCount() == 4
        page.seek.clear()
        wait_for(lambda: page.acts.table.model().rowCount() > 1 and not self.is_looking_back, "all acts")
        self.picture("17-history")

    def restore_a_backup(self) -> None:
        """A backup is made and named, something is lost, and the backup brings it back."""
        page, desk = self.history, self.program.workspace.backups
        page.show_view(BACKUPS)
        page.name.setText("报送前")
        page.make.click()
        wait_for(lambda: not desk.busy and not self.is_looking_back, "the backup")
        self.program.window.show_page(ENTRY)
        self.select("4", Column.LEVEL)
        self.press(Qt.Key.Key_Delete)
        assert self.text_of("4", Column.LEVEL) == ""
        self.program.window.show_page(HISTORY)
        wait_for(lambda: not self.is_looking_back and page.backups.restore.isEnabled(), "what would differ")
        assert "1 格找回来" in page.backups.differs.text()
        self.program.window.hide_message()
        self.picture("18-backups")
        page.backups.restore.click()
        wait_for(lambda: not desk.busy and not self.is_looking_back, "the restoring")
        assert self.text_of("4", Column.LEVEL) == "622.7"
        self.picture("19-restored")

    def look_at_settings(self) -> None:
        """Who works here, looks and size."""
        self.program.window.hide_message()
        self.program.window.show_page(SETTINGS)
        self.picture("20-settings")
        self.program.window.show_page(ENTRY)

    @property
    def history(self) -> HistoryPage:
        """The page 历史与备份."""
        page = self.program.window.page(HISTORY)
        assert isinstance(page, HistoryPage)
        return page

    @property
    def is_looking_back(self) -> bool:
        """Whether that page is still reading."""
        desk = self.history.findChild(HistoryDesk)
        assert isinstance(desk, HistoryDesk)
        return desk.busy

    @property
    def book(self) -> Path:
        """Where the exported workbook goes."""
        return self.folder / "2023年计划完成情况.xlsx"

    # What a person does and sees

    def select(self, item_no: str, column: Column) -> None:
        """Click on a cell."""
        row = next(row.index for row in self.entry.filled.table.rows() if row.item.no == item_no)
        self.entry.grid.select_cell(row, column)

    def type(self, text: str) -> None:
        """Type a text where the keyboard is; Chinese characters come from an input method."""
        for sign in text:
            editing = self.grid.editing
            target = editing.editor if editing.is_open else self.grid
            if sign.isascii():
                QTest.keyClicks(target, sign)
            else:
                event = QInputMethodEvent()
                event.setCommitString(sign)
                QApplication.sendEvent(target, event)

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key where the keyboard is."""
        editing = self.grid.editing
        QTest.keyClick(editing.editor if editing.is_open else self.grid, key, modifier)
        QApplication.processEvents()

    def preview(self) -> None:
        """Ctrl+P where the keyboard is, on the entry page."""
        self.program.window.activateWindow()
        wait_for(self.program.window.isActiveWindow, "the keyboard")
        self.press(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
        screen = entry_screen_of(self.program.window)
        wait_for(
            lambda: screen.printing.desk is not None and screen.printing.desk.page is not None, "the preview"
        )

    def text_of(self, item_no: str, column: Column) -> str:
        """What stands in a cell."""
        table = self.entry.filled.table
        return next(table.text(row.part, column) for row in table.rows() if row.item.no == item_no)

    def verdict_of(self, item_no: str) -> Verdict:
        """An item's verdict in force."""
        return next(one.verdict for one in self.entry.filled.assessments if one.item_no == item_no)

    def _is_attached(self) -> bool:
        content = self.entry.panel.content
        return content is not None and bool(content.history)


def _edit(book: Path, copy: Path, values: Mapping[str, float | None]) -> None:
    """The workbook as a colleague sends it back, with other figures in some cells."""
    opened = openpyxl.load_workbook(book)
    sheet = opened.worksheets[0]
    for row in sheet.iter_rows():
        for cell in row:
            if str(cell.value) in values:
                cell.value = values[str(cell.value)]
    opened.save(copy)
