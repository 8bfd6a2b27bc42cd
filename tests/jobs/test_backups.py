"""Backups and the past through the real window."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.jobs.windows import Walks, sentence_of
from tests.tour.walk import Walk, wait_for
from wzdesk.db.health import full_check
from wzdesk.domain.backup import BackupReason
from wzdesk.domain.person import Person
from wzdesk.domain.typed_cell import Column
from wzdesk.services.keep_backups import backups_of, keep_backup
from wzdesk.services.who import keep_person
from wzdesk.ui import backup_desk
from wzdesk.ui.history.history_page import BACKUPS
from wzdesk.ui.pages import ENTRY, HISTORY, PLANS
from wzdesk.ui.plans.plan_model import Field
from wzdesk.ui.plans.plans_page import PlansPage
from wzdesk.ui.shell.alarm_bar import AlarmBar

KEY, NO = Qt.Key, Qt.KeyboardModifier.NoModifier
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture(autouse=True)
def person() -> None:
    keep_person(Person("张某", "市发展改革委"))


def opened(walks: Walks, data: Path) -> Walk:
    walk = walks.window(data)
    walk.open()
    walk.program.window.activateWindow()
    return walk


def type_a_figure(walk: Walk, text: str) -> None:
    walk.program.window.show_page(ENTRY)
    walk.select("4", Column.LEVEL)
    walk.type(text)
    walk.press(KEY.Key_Return)


def figure(walk: Walk) -> str:
    return walk.text_of("4", Column.LEVEL)


def settle(walk: Walk) -> None:
    """Everything asked for is done."""
    wait_for(lambda: not walk.program.workspace.backups.busy, "the backups")
    if walk.program.window.made_page(HISTORY) is not None:
        wait_for(lambda: not walk.is_looking_back, "the reading")


def look_at_backups(walk: Walk) -> None:
    walk.program.window.show_page(HISTORY)
    walk.history.show_view(BACKUPS)
    settle(walk)


def back_up(walk: Walk, name: str) -> None:
    """As a person does."""
    look_at_backups(walk)
    walk.history.name.setText(name)
    QTest.keyClick(walk.history.name, KEY.Key_Return)
    settle(walk)


def restore(walk: Walk, label: str) -> None:
    """Choose by keyboard, Enter to the button, Space."""
    look_at_backups(walk)
    view = walk.history.backups
    wanted = [one.label for one in backups_of(walk.program.workspace.file.path)].index(label)
    view.table.setFocus()
    QTest.keyClick(view.table, KEY.Key_Home, CONTROL)
    for _ in range(wanted):
        QTest.keyClick(view.table, KEY.Key_Down)
    assert view.current is not None
    assert view.current.label == label
    settle(walk)
    wait_for(view.restore.isEnabled, "what would differ")
    QTest.keyClick(view.table, KEY.Key_Return)
    wait_for(view.restore.hasFocus, "the button")
    QTest.keyClick(view.restore, KEY.Key_Space)
    settle(walk)


def alarm(walk: Walk) -> str:
    QApplication.processEvents()  # a strip is shown when its layout has had its turn
    bars = walk.program.window.findChildren(AlarmBar)
    return next((bar.sentence for bar in bars if bar.isVisible()), "")


def tick(walk: Walk) -> None:
    """The time has come to see what is due."""
    walk.program.workspace.backups.see_what_is_due()
    settle(walk)


def plan_figure(walk: Walk) -> str:
    """What the page of plans shows of the same item."""
    walk.program.window.show_page(PLANS)
    page = walk.program.window.page(PLANS)
    assert isinstance(page, PlansPage)
    page.show_plan("2023")
    return str(page._model.line(3).texts[Field.ACTUAL])


def test_that_a_restored_backup_is_shown_everywhere_and_can_be_taken_back(walks: Walks, data: Path) -> None:
    walk = opened(walks, data)
    type_a_figure(walk, "640.1")
    back_up(walk, "报送前")
    assert "打开核对过" in sentence_of(walk)
    type_a_figure(walk, "650.2")
    assert "650.2" in plan_figure(walk)
    restore(walk, "报送前")
    assert "已恢复到" in sentence_of(walk)
    assert figure(walk) == "640.1"
    assert "640.1" in plan_figure(walk)
    walk.program.window.show_page(HISTORY)
    settle(walk)
    newest = walk.history.acts.table.model().index(0, 1).data()
    assert newest == "张某（市发展改革委）"
    restore(walk, BackupReason.BEFORE_RESTORE)
    assert figure(walk) == "650.2"
    type_a_figure(walk, "660.3")
    walk.entry.undo()
    assert figure(walk) == "650.2"
    walks.close()
    assert full_check(data).is_ok
    assert figure(opened(walks, data)) == "650.2"


def test_that_what_is_being_typed_is_kept_before_restoring(walks: Walks, data: Path) -> None:
    walk = opened(walks, data)
    back_up(walk, "报送前")
    walk.program.window.show_page(ENTRY)
    walk.select("4", Column.LEVEL)
    walk.type("670.4")
    restore(walk, "报送前")
    assert figure(walk) == "622.7"
    restore(walk, BackupReason.BEFORE_RESTORE)
    assert figure(walk) == "670.4"


def test_that_the_day_begins_with_a_backup_and_an_alarm_stays(walks: Walks, data: Path) -> None:
    walk = opened(walks, data)
    tick(walk)
    assert [one.label for one in backups_of(data)] == [BackupReason.DAILY]
    assert alarm(walk) == ""
    with closing(sqlite3.connect(data)) as connection, connection:
        connection.execute("DELETE FROM observation WHERE period = '2022'")
    back_up(walk, "")
    assert "少了" in alarm(walk)
    type_a_figure(walk, "641")
    back_up(walk, "再来一份")
    assert "少了" in alarm(walk), "it stays until somebody closes it"
    bar = walk.program.window.findChild(AlarmBar)
    assert isinstance(bar, AlarmBar)
    bar.act.setFocus()
    QTest.keyClick(bar.act, KEY.Key_Space)
    assert walk.program.window.current_page == HISTORY
    QTest.keyClick(bar.cross, KEY.Key_Space)
    assert alarm(walk) == ""


def test_that_a_backup_that_cannot_be_made_is_said_once_and_tried_again(walks: Walks, data: Path) -> None:
    walk = opened(walks, data)
    blocked = data.parent / "备份"
    blocked.write_text("不是文件夹", "utf-8")
    tick(walk)
    assert "备份没有存成" in sentence_of(walk)
    walk.program.window.hide_message()
    tick(walk)
    assert sentence_of(walk) == ""
    blocked.unlink()
    tick(walk)
    assert [one.label for one in backups_of(data)] == [BackupReason.DAILY]


def test_that_a_damaged_data_file_raises_an_alarm_that_stays(walks: Walks, data: Path) -> None:
    with closing(sqlite3.connect(data)) as connection:
        (root,) = connection.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = 'indicator_alias'"
        ).fetchone()
    content = bytearray(data.read_bytes())
    content[(root - 1) * 4096 + 1 : (root - 1) * 4096 + 60] = b"\xa5" * 59
    walk = opened(walks, data)
    data.write_bytes(content)
    tick(walk)
    assert "有损坏" in alarm(walk)
    assert "恢复以前的备份" in alarm(walk)
    assert backups_of(data) == []


def test_that_closing_while_a_backup_is_made_leaves_nothing_half(walks: Walks, data: Path) -> None:
    walk = opened(walks, data)
    walk.program.workspace.backups.back_up("报送前")
    walks.close()
    assert not list(data.parent.rglob("*.part"))
    assert full_check(data).is_ok
    assert figure(opened(walks, data)) == "622.7"


def test_that_a_damaged_backup_is_refused_and_the_work_goes_on(walks: Walks, data: Path) -> None:
    walk = opened(walks, data)
    made = keep_backup(data, "报送前")
    content = bytearray(made.path.read_bytes())
    for page in range(3, len(content) // 4096):
        content[page * 4096 + 1 : page * 4096 + 60] = b"\xa5" * 59
    made.path.write_bytes(content)
    look_at_backups(walk)
    assert "损坏" in walk.history.backups.differs.text()
    assert not walk.history.backups.restore.isEnabled()
    walk.program.workspace.backups.restore(made.path)
    settle(walk)
    assert "损坏" in sentence_of(walk)
    type_a_figure(walk, "642")
    assert figure(walk) == "642"


def test_that_a_window_that_may_only_look_does_not_restore(
    walks: Walks, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("getpass.getuser", lambda: "王某")
    made = keep_backup(data, "报送前")
    first, second = opened(walks, data), opened(walks, data)
    second.program.workspace.backups.restore(made.path)
    settle(second)
    assert "王某" in sentence_of(second)
    assert "没有恢复" in sentence_of(second)
    first.program.workspace.backups.restore(made.path)
    settle(first)
    assert "正在看" in sentence_of(first)
    type_a_figure(first, "643")
    assert figure(first) == "643"


def test_that_a_file_that_cannot_be_opened_is_restored_in_its_window(
    walks: Walks, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep_backup(data, "报送前")
    data.write_bytes(b"\xff" * 5000)
    begun_anew: list[str] = []
    monkeypatch.setattr(backup_desk, "open_other", lambda _window, path: begun_anew.append(path))
    walk = walks.window(data)
    walk.program.window.show()
    wait_for(lambda: data.name in sentence_of(walk), "the sentence")
    walk.program.window.show_page(HISTORY)
    settle(walk)
    assert not walk.history.views.isVisible()
    assert "读不出来" in walk.history.backups.differs.text()
    walk.history.backups.restore.click()
    settle(walk)
    assert begun_anew == [str(data)]
    assert full_check(data).is_ok
    kept = [one for one in backups_of(data) if one.label.startswith("恢复前")]
    assert kept[0].path.read_bytes() == b"\xff" * 5000


def test_that_the_past_is_found_by_a_word(walks: Walks, data: Path) -> None:
    walk = opened(walks, data)
    type_a_figure(walk, "644")
    walk.entry.undo()
    walk.program.window.show_page(HISTORY)
    settle(walk)
    view = walk.history.acts

    def found(word: str) -> list[str]:
        walk.history.seek.setText(word)
        settle(walk)
        model = view.table.model()
        return [str(model.index(row, 2).data()) for row in range(model.rowCount())]

    assert found("") == ["撤销", "填报", "数据包"]
    assert found("张某") == ["撤销", "填报"]
    assert found("撤销") == ["撤销"]
    assert found("一般公共预算收入") == ["撤销", "填报"]
    cells = view.cells.model()
    assert [str(cells.index(0, column).data()) for column in range(6)] == [
        "一般公共预算收入", "绝对值", "644", "622.7", "温州市", "2023年",
    ]  # fmt: skip
    assert found("填报") == ["填报"]
    assert view.table.model().index(0, 4).data() == "已撤销"
    assert found("没有这个词%_") == []
    assert "没有找到" in view.note.text()


def test_that_an_empty_list_has_one_sentence_and_one_button(walks: Walks, data: Path) -> None:
    walk = opened(walks, data)
    look_at_backups(walk)
    view = walk.history.backups
    assert view.first.isVisible()
    view.first.click()
    settle(walk)
    assert view.current is not None
    assert view.current.label == "备份"


def test_that_everything_is_reached_by_tab_and_named(walks: Walks, data: Path) -> None:
    walk = opened(walks, data)
    back_up(walk, "报送前")
    page = walk.history
    wait_for(page.backups.restore.isEnabled, "what would differ")
    for view, wanted in (
        ("backups", {page.name, page.make, page.backups.table, page.backups.restore}),
        ("acts", {page.seek, page.acts.table, page.acts.cells}),
    ):
        if view == "acts":
            type_a_figure(walk, "645")
            walk.program.window.show_page(HISTORY)
            settle(walk)
        page.show_view(view)
        settle(walk)
        page.acts.table.selectRow(0)
        settle(walk)
        page.views.setFocus()
        reached: set[QWidget] = set()
        QTest.keyClick(walk.program.window, KEY.Key_Tab)
        for _ in range(24):
            widget = QApplication.focusWidget()
            assert widget is not None
            reached.add(widget)
            QTest.keyClick(widget, KEY.Key_Tab)
        assert wanted <= reached, view
        assert all(widget.accessibleName() for widget in reached if page.isAncestorOf(widget))


def test_that_the_daily_check_adds_the_projects_up_anew(data: Path, walks: Walks) -> None:
    walk = opened(walks, data)
    settle(walk)
    with closing(sqlite3.connect(data)) as connection, connection:
        connection.execute("UPDATE ledger_sum SET total = total + 1")
    assert not full_check(data).is_ok
    made = keep_backup(data, BackupReason.DAILY)
    walk.program.workspace.backups._on_kept(made)
    settle(walk)
    assert full_check(data).is_ok
    assert "已经按明细重新汇总" in sentence_of(walk)
