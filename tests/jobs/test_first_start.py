"""The first start asks three questions, or shows invented figures; it never shows an empty window."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.tour.walk import wait_for
from wzdesk.domain.demo import DEMO_MARK
from wzdesk.domain.office import OfficeRole
from wzdesk.domain.person import Person
from wzdesk.services.begin import demo, is_backup, offices, usual_file
from wzdesk.services.look_first import look_first
from wzdesk.services.open_data_file import create_data_file
from wzdesk.services.places import DEFAULT_PACK, default_data_file, pack_folder
from wzdesk.services.who import kept_person
from wzdesk.ui.begin.begin_page import BeginPage
from wzdesk.ui.entry.entry_screen import entry_screen_of
from wzdesk.ui.file_memory import keep_own_file, office_role, own_file
from wzdesk.ui.home.home_page import HomePage
from wzdesk.ui.pages import ENTRY, HELP, HOME, SETTINGS
from wzdesk.ui.person_bar import PersonBar
from wzdesk.ui.program import Program


class Starts:
    """Programs that open the person's own file, as a start without arguments does."""

    def __init__(self, app: QApplication) -> None:
        self._app = app
        self.programs: list[Program] = []

    def begin(self, path: Path | None = None) -> Program:
        """A window after its first paint, on the person's own file or on one that is named."""
        program = Program(self._app, path)
        self.programs.append(program)
        program.window.show()
        wait_for(lambda: program.window.made_page(program.window.current_page) is not None, "the first page")
        return program

    def close(self) -> None:
        for program in self.programs:
            program.window.close()
            program.window.deleteLater()
            program.deleteLater()
        self.programs.clear()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def starts(qapp: QApplication) -> Iterator[Starts]:
    made = Starts(qapp)
    yield made
    made.close()


def begin_page(program: Program) -> BeginPage:
    page = program.window.page(program.window.current_page)
    assert isinstance(page, BeginPage)
    return page


def answer(program: Program, region: str, path: Path | None = None) -> None:
    """Answer all three, and wait for the file."""
    ready: list[bool] = []
    program.ready.connect(lambda: ready.append(True))
    page = begin_page(program)
    page.region.set_current(region)
    page.region.picked.emit(region)
    page.fields.agency.setText("平阳县统计局")
    page.fields.name.setText("李某")
    if path is not None:
        page.path.setText(str(path))
    page.start.click()
    wait_for(lambda: bool(ready), "the file")


def wait_for_file(program: Program) -> None:
    wait_for(lambda: program.workspace.file.is_open, "the file")


def test_that_a_county_begins_with_a_file_of_its_own(starts: Starts) -> None:
    program = starts.begin()
    assert begin_page(program).path.text() == str(usual_file("温州市"))
    answer(program, "330326")
    assert program.window.current_page == HOME
    assert isinstance(program.window.page(HOME), HomePage)
    assert program.workspace.place.region.name == "平阳县"
    assert program.workspace.file.path == usual_file("平阳县")
    assert program.window.windowTitle().startswith("平阳县计划.wzd")
    assert kept_person() == Person("李某", "平阳县统计局")
    assert program.window.findChild(PersonBar) is None


def test_that_the_next_start_opens_the_same_file_without_asking(starts: Starts, tmp_path: Path) -> None:
    program = starts.begin()
    answer(program, "330326", tmp_path / "办公室" / "平阳")
    assert program.workspace.file.path == tmp_path / "办公室" / "平阳.wzd"
    starts.close()
    again = starts.begin()
    assert not isinstance(again.window.page(again.window.current_page), BeginPage)
    assert again.workspace.place.region.name == "平阳县"


def test_that_another_file_opens_on_the_region_of_the_office(starts: Starts, tmp_path: Path) -> None:
    """Made by somebody else for the city, or made just now: the person is of 平阳."""
    answer(starts.begin(), "330326", tmp_path / "平阳.wzd")
    starts.close()
    city = tmp_path / "全市.wzd"
    create_data_file(city, pack_folder("wenzhou")).close()
    for path in (city, tmp_path / "新的.wzd"):
        program = starts.begin(path)
        wait_for_file(program)
        assert program.workspace.place.region.name == "平阳县"
        entry_screen_of(program.window).entry.show_plan("2024", "330300")
        starts.close()
        again = starts.begin(path)
        assert (again.workspace.place.plan.code, again.workspace.place.region.name) == ("2024", "温州市")
        starts.close()


def test_that_what_an_office_mainly_does_is_kept(starts: Starts) -> None:
    program = starts.begin()
    assert office_role() is OfficeRole.FILL
    begin_page(program).roles.set_current(OfficeRole.MERGE)
    answer(program, "330300")
    assert office_role() is OfficeRole.MERGE
    page = program.window.page(HOME)
    assert isinstance(page, HomePage)
    assert "收表汇总" in [link.text() for link in page.due.links]


def test_that_another_city_gets_its_own_pack(starts: Starts) -> None:
    program = starts.begin()
    answer(program, "331081")
    assert program.workspace.look.info.pack_code == "wenling"
    assert program.workspace.place.region.name == "温岭市"


def test_that_invented_figures_are_for_a_look_only(starts: Starts) -> None:
    program = starts.begin()
    ready: list[bool] = []
    program.ready.connect(lambda: ready.append(True))
    begin_page(program).demo.click()
    wait_for(lambda: bool(ready), "the file")
    assert program.window.data_mark == DEMO_MARK
    assert program.workspace.file.path == demo().path
    starts.close()
    assert own_file() == default_data_file()
    assert isinstance(begin_page(starts.begin()), BeginPage)


def test_that_a_file_that_is_there_is_opened_as_it_is(starts: Starts, tmp_path: Path) -> None:
    path = tmp_path / "带来的.wzd"
    create_data_file(path, pack_folder("wenling")).close()
    before = path.read_bytes()
    program = starts.begin()
    begin_page(program).path.setText(str(path))
    assert "已经有了" in begin_page(program).path_note
    answer(program, "330326", path)
    assert program.workspace.place.region.name == "温岭市"
    starts.close()
    assert path.read_bytes()[:100] == before[:100]


def test_that_a_place_that_cannot_be_written_is_said_beside_the_answers(
    starts: Starts, tmp_path: Path
) -> None:
    (tmp_path / "不是文件夹").write_text("x")
    program = starts.begin()
    page = begin_page(program)
    page.region.set_current("330326")
    page.path.setText(str(tmp_path / "不是文件夹" / "平阳.wzd"))
    page.start.click()
    wait_for(lambda: bool(page.note.text()), "the sentence")
    assert "不能写入" in page.note.text()
    assert page.start.isEnabled()
    assert page.region.current == "330326"
    answer(program, "330326", tmp_path / "平阳.wzd")
    assert program.workspace.place.region.name == "平阳县"


def test_that_a_file_that_is_gone_is_named_and_not_made_anew(starts: Starts, tmp_path: Path) -> None:
    gone = tmp_path / "U盘" / "平阳.wzd"
    keep_own_file(gone)
    page = begin_page(starts.begin())
    assert str(gone) in page.note.text()
    assert not gone.exists()


def test_that_a_file_of_before_is_opened_without_a_question(starts: Starts) -> None:
    create_data_file(default_data_file(), pack_folder(DEFAULT_PACK)).close()
    program = starts.begin()
    assert program.window.current_page == ENTRY


def test_that_help_and_settings_are_there_and_other_pages_ask(starts: Starts) -> None:
    program = starts.begin()
    for key in (HELP, SETTINGS):
        program.window.show_page(key)
        assert not isinstance(program.window.page(key), BeginPage)
    program.window.show_page(ENTRY)
    assert isinstance(program.window.page(ENTRY), BeginPage)


def test_that_all_answers_are_given_by_keyboard(starts: Starts) -> None:
    program = starts.begin()
    page = begin_page(program)
    program.window.activateWindow()
    page.region.setFocus(Qt.FocusReason.TabFocusReason)
    reached: list[QWidget] = []
    for _ in range(14):
        widget = QApplication.focusWidget()
        assert widget is not None
        reached.append(widget)
        QTest.keyClick(widget, Qt.Key.Key_Tab)
    order = [page.region, page.fields.agency, page.fields.name, page.path, page.choose, page.start, page.demo]
    assert [widget for widget in reached if widget in order][: len(order)] == order
    assert all(widget.accessibleName() for widget in reached)


def test_that_offices_are_those_of_all_packs() -> None:
    names = [office.region.name for office in offices()]
    assert names[0] == "温州市"
    assert "温岭市" in names
    assert "浙江省" not in names
    assert len(set(names)) == len(names)


def test_that_a_new_file_opens_on_the_region_it_was_made_for(tmp_path: Path) -> None:
    path = tmp_path / "平阳.wzd"
    create_data_file(path, pack_folder(DEFAULT_PACK), "330326").close()
    assert look_first(path).filled.table.region.name == "平阳县"


def test_that_a_backup_is_no_file_to_go_on_with(tmp_path: Path) -> None:
    assert is_backup(tmp_path / "备份" / "温州市计划-20240109.wzd")
    assert not is_backup(tmp_path / "温州市计划.wzd")
