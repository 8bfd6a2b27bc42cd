"""The guide over the real pages, and F1 from wherever one is."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.jobs.windows import Walks
from tests.tour.walk import Walk, wait_for
from wzdesk.services.open_data_file import create_data_file
from wzdesk.services.places import DEMO_PACK, pack_folder
from wzdesk.ui.begin.begin_page import BeginPage
from wzdesk.ui.entry.entry_screen import entry_screen_of
from wzdesk.ui.guide import desk as guide_desk
from wzdesk.ui.guide.desk import GuideDesk, offer_guide, start_guide
from wzdesk.ui.guide.steps import STEPS, Step
from wzdesk.ui.hand_over.exchange_screen import ExchangeScreen
from wzdesk.ui.hand_over.view_words import CITY, FILL, ISSUE, LOG, OVERVIEW
from wzdesk.ui.help.help_page import HelpPage
from wzdesk.ui.help.help_window import open_help
from wzdesk.ui.home.choose_figures import ChooseFigures
from wzdesk.ui.pages import ENTRY, EXCHANGE, HELP, HISTORY, HOME, PAGES, PROJECTS, SETTINGS
from wzdesk.ui.program import Program
from wzdesk.ui.projects.projects_screen import projects_screen_of
from wzdesk.ui.shell.message_bar import MessageBar


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("demo") / "演示.wzd"
    create_data_file(path, pack_folder(DEMO_PACK)).close()
    return path


@pytest.fixture
def walk(qapp: QApplication, template: Path, tmp_path: Path) -> Iterator[Walk]:
    path = tmp_path / template.name
    path.write_bytes(template.read_bytes())
    opened = Walks(qapp, tmp_path)
    walk = opened.window(path)
    walk.program.window.show()
    wait_for(lambda: walk.has_rows and walk.program.workspace.are_charts_loaded, "the data file")
    walk.program.window.activateWindow()
    yield walk
    opened.close()


def wait_for_light(desk: GuideDesk) -> None:
    wait_for(lambda: desk.light is not None and not desk.light.place.isEmpty(), "the part of the page")


def change_sets(program: Program) -> int:
    with program.workspace.file.store().reading() as session:
        return int(session.connection().exec_driver_sql("SELECT count(*) FROM change_set").scalar_one())


def test_that_the_guide_finds_every_part_by_its_keys_and_stores_nothing(walk: Walk) -> None:
    program = walk.program
    before = change_sets(program)
    desk = start_guide(program.workspace)
    seen = []
    for number, step in enumerate(STEPS, 1):
        wait_for_light(desk)
        assert desk.card is not None
        assert desk.light is not None
        assert desk.step is step
        assert program.window.current_page == step.page
        assert f"第 {number} 步，共 {len(STEPS)} 步" in desk.card.accessibleName()
        assert desk.card.hasFocus()
        assert program.window.rect().contains(desk.card.geometry())
        seen.append(desk.light.place)
        QTest.keyClick(desk.card, Qt.Key.Key_Right)
    assert not desk.is_on
    assert len({(place.x(), place.y(), place.width()) for place in seen}) > 5
    assert program.window.current_page == HELP
    assert change_sets(program) == before


def test_that_one_goes_back_and_ends_by_keys(walk: Walk) -> None:
    desk = start_guide(walk.program.workspace)
    assert desk.card is not None
    QTest.keyClick(desk.card, Qt.Key.Key_Right)
    assert desk.step is STEPS[1]
    QTest.keyClick(desk.card, Qt.Key.Key_Left)
    QTest.keyClick(desk.card, Qt.Key.Key_Left)
    assert desk.step is STEPS[0]
    QTest.keyClick(desk.card, Qt.Key.Key_Escape)
    assert not desk.is_on
    assert desk.card is None


def test_that_a_step_without_its_part_is_left_out_both_ways(
    walk: Walk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guide_desk, "PATIENCE_MS", 200)
    steps = (STEPS[0], Step(HOME, ("nowhere.at_all",), "没有", "没有"), STEPS[-1])
    desk = GuideDesk(walk.program.workspace, steps)
    desk.start()
    desk.go_on()
    wait_for(lambda: desk.step is steps[2], "the step after")
    desk.go_back()
    wait_for(lambda: desk.step is steps[0], "the step before")
    desk.end()


def test_that_the_guide_holds_nobody_up(walk: Walk) -> None:
    """A click goes through the veil; on another page the veil goes and the card waits."""
    program = walk.program
    desk = start_guide(program.workspace)
    wait_for_light(desk)
    assert desk.light is not None
    assert desk.light.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    program.window.show_page(SETTINGS)
    wait_for(lambda: desk.light is not None and desk.light.place.isEmpty(), "the veil to go")
    assert desk.is_on
    program.window.show_page(HOME)
    wait_for_light(desk)
    place = desk.light.place
    program.window.resize(1700, 900)
    wait_for(lambda: desk.light is not None and desk.light.place.width() > place.width(), "the new width")
    desk.end()


def test_that_the_guide_is_offered_once(walk: Walk) -> None:
    program = walk.program

    def offered() -> bool:
        bar = program.window.findChild(MessageBar)
        return isinstance(bar, MessageBar) and "导览" in bar.sentence

    offer_guide(program.workspace)
    assert offered()
    bar = program.window.findChild(MessageBar)
    assert isinstance(bar, MessageBar)
    assert bar.action_button is not None
    bar.action_button.click()
    desk = program.workspace.findChild(GuideDesk)
    assert isinstance(desk, GuideDesk)
    assert desk.is_on
    desk.end()
    program.window.hide_message()
    offer_guide(program.workspace)
    assert not offered()


def test_that_the_first_page_leads_through_the_demonstration(qapp: QApplication) -> None:
    program = Program(qapp, None)
    program.window.show()
    wait_for(lambda: program.window.made_page(program.window.current_page) is not None, "the first page")
    page = program.window.page(program.window.current_page)
    assert isinstance(page, BeginPage)
    page.guide.click()
    wait_for(lambda: program.workspace.findChild(GuideDesk) is not None, "the guide")
    desk = program.workspace.findChild(GuideDesk)
    assert isinstance(desk, GuideDesk)
    wait_for_light(desk)
    assert program.window.data_mark
    wait_for(lambda: program.workspace.are_charts_loaded, "the charts")
    program.window.close()
    program.window.deleteLater()
    program.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def help_on(walk: Walk) -> str:
    """Press F1, and tell the title of the section that is shown."""
    window = walk.program.window
    QTest.keyClick(window, Qt.Key.Key_F1)
    wait_for(lambda: window.current_page == HELP, "the help")
    page = window.page(HELP)
    assert isinstance(page, HelpPage)
    assert page.text.section is not None
    return page.text.section.title


def show(walk: Walk, key: str) -> None:
    walk.program.window.show_page(key)
    wait_for(lambda: not walk.is_working, key)


def test_that_f1_opens_the_place_for_every_page_and_leads_back(walk: Walk) -> None:
    titles = {}
    for page in PAGES:
        if page.key != HELP:
            show(walk, page.key)
            titles[page.word] = help_on(walk)
            shown = walk.program.window.page(HELP)
            assert isinstance(shown, HelpPage)
            assert shown.back.isVisible()
            shown.back.click()
            assert walk.program.window.current_page == page.key
    assert titles == {
        "工作台": "工作台", "指标填报": "填一张计划表", "项目进度": "重大项目", "审核": "审核", "规划": "规划和计划",
        "数据交换": "收回汇总", "历史备份": "历史和备份", "设置": "设置",
    }  # fmt: skip


def test_that_f1_tells_the_views_of_a_page_apart(walk: Walk) -> None:
    window = walk.program.window
    show(walk, EXCHANGE)
    screen = window.page(EXCHANGE)
    assert isinstance(screen, ExchangeScreen)
    words = {}
    for view in (OVERVIEW, ISSUE, CITY, LOG, FILL):
        show(walk, EXCHANGE)
        screen.show_view(view)
        words[view] = help_on(walk)
    assert words == {
        OVERVIEW: "收回汇总", ISSUE: "发出去", CITY: "分地区汇总", LOG: "收发记录", FILL: "回填表样"
    }  # fmt: skip
    show(walk, HISTORY)
    history = window.page(HISTORY)
    history.show_view("backups")  # type: ignore[attr-defined]
    assert help_on(walk) == "备份和恢复"


def test_that_f1_tells_the_month_and_the_form(walk: Walk) -> None:
    show(walk, PROJECTS)
    projects_screen_of(walk.program.workspace).fill_month()
    wait_for(lambda: not walk.is_working, "the month")
    assert help_on(walk) == "填本月"
    show(walk, ENTRY)
    entry_screen_of(walk.program.window).show_form("monthly", "330300")
    assert help_on(walk) == "填一张月报表"


def test_that_f1_in_a_dialog_opens_the_help_over_it(walk: Walk) -> None:
    workspace = walk.program.workspace
    dialog = ChooseFigures(workspace.theme, workspace.place.plan, (), walk.program.window)
    dialog.show()
    shown = open_help(dialog, workspace.theme)
    page = shown.findChild(HelpPage)
    assert isinstance(page, HelpPage)
    assert page.text.section is not None
    assert page.text.section.title == "工作台"
    dialog.close()


def test_that_a_refusal_leads_to_its_answer(walk: Walk) -> None:
    window = walk.program.window
    window.show_refusal(
        "没有读“上报表.xlsx”：加了打开密码，请在表格软件里去掉密码，另存后再导入；数据没有改动。"
    )
    bar = window.findChild(MessageBar)
    assert isinstance(bar, MessageBar)
    assert bar.action_button is not None
    bar.action_button.click()
    page = window.page(HELP)
    assert isinstance(page, HelpPage)
    assert page.text.section is not None
    assert page.text.section.anchor == "why-password"
    window.show_refusal("还没有写姓名。")
    assert bar.action_button is None
