"""The views beside receiving: states, sending out, keys, the log."""

from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.services.exchange.returns import FORM, HERE, PERIOD
from tests.ui.hand_over.conftest import PATIENCE_MS, desk_of, wait_for_desk
from tests.ui.hand_over.test_receiving import sentence
from wzdesk.db.changes import apply_changes
from wzdesk.domain.cell_reading import read_cell
from wzdesk.domain.change import ChangeKind, ObservationChange
from wzdesk.domain.exchange.transfer import LATE_WORDS, State
from wzdesk.domain.observation import Measure, Observation, ObservationKey
from wzdesk.domain.typed_cell import Column
from wzdesk.services.exchange.keys import OfficeKey, known_keys
from wzdesk.services.exchange.transfer_log import log_path, read_log
from wzdesk.ui.hand_over.exchange_screen import ExchangeScreen
from wzdesk.ui.hand_over.view_words import CITY, ISSUE, LOG, OVERVIEW
from wzdesk.ui.pages import ENTRY
from wzdesk.ui.program import Program


def test_that_the_matrix_begins_with_what_was_sent_last(screen: ExchangeScreen) -> None:
    look = screen.overview.overview
    assert look is not None
    assert look.period == PERIOD
    assert screen.current == OVERVIEW
    assert screen.period.text() == PERIOD.words
    standing = look.matrix.standings[HERE, FORM]
    assert standing.state is State.SENT
    assert standing.is_late


def test_that_the_arrows_walk_through_the_matrix(screen: ExchangeScreen) -> None:
    table = screen.overview.table
    assert table.choose((FORM, HERE, PERIOD.code))
    QTest.keyClick(table, Qt.Key.Key_Down)
    place = table.place
    assert place is not None
    assert place[1] != HERE
    assert screen.overview.panel.subject.text().startswith(
        screen.overview.overview.names.region(place) if screen.overview.overview else "-"
    )


def test_that_a_chip_goes_to_the_next_of_its_state(screen: ExchangeScreen) -> None:
    table = screen.overview.table
    table.choose((FORM, HERE, PERIOD.code))
    screen.overview.chips[LATE_WORDS].click()
    assert table.place != (FORM, HERE, PERIOD.code)
    assert not screen.overview.chips[State.CONFLICT].isEnabled()


def test_that_who_is_late_can_be_pasted(screen: ExchangeScreen) -> None:
    screen.overview.remind.click()
    assert "平阳县：主要经济指标月报表（7月12日截止，已逾期 " in QApplication.clipboard().text()


def test_that_nobody_is_urged_for_a_form_that_was_never_sent(
    screen: ExchangeScreen, program: Program, qtbot: QtBot
) -> None:
    log_path(program.workspace.file.path).unlink()
    desk_of(screen).refresh()
    wait_for_desk(screen, qtbot)
    view = screen.overview
    assert view.overview is not None
    assert view.overview.matrix.late == []
    assert not view.remind.isEnabled()
    assert not view.chips[LATE_WORDS].isEnabled()
    assert view.chips[State.NOT_SENT].isEnabled()


def test_that_enter_opens_a_form_without_conflicts(screen: ExchangeScreen, program: Program) -> None:
    screen.overview.table.choose((FORM, HERE, PERIOD.code))
    QTest.keyClick(screen.overview.table, Qt.Key.Key_Return)
    assert program.window.current_page == ENTRY


def test_that_the_chosen_regions_are_sent_to(
    screen: ExchangeScreen, program: Program, tmp_path: Path, qtbot: QtBot
) -> None:
    view = screen.issue
    screen.show_view(ISSUE)
    qtbot.waitUntil(lambda: view.regions.count() > 0, timeout=PATIENCE_MS)
    view.set_folder(tmp_path / "新发")
    view.none.click()
    assert not view.send.isEnabled()
    view.regions.setCurrentRow(1)
    QTest.keyClick(view.regions, Qt.Key.Key_Space)
    assert view.send.text() == "发出 1 份"
    before = len(read_log(program.workspace.file.path).lines)
    view.send.click()
    wait_for_desk(screen, qtbot)
    assert len(list((tmp_path / "新发").glob("*.xlsx"))) == 1
    assert len(read_log(program.workspace.file.path).lines) == before + 1
    assert "已发出" in view.regions.item(1).text()
    assert sentence(program).startswith("已发出 1 份")


def test_that_a_key_is_taken_only_with_its_fingerprint(
    screen: ExchangeScreen, program: Program, qtbot: QtBot
) -> None:
    screen.show_view(ISSUE)
    wait_for_desk(screen, qtbot)
    keys, other = screen.issue.keys, OfficeKey(bytes(32)).public
    assert len(keys.fingerprint.text().replace("-", "")) == 16
    for field, words in ((keys.text, other.text), (keys.owner, "省发展改革委"), (keys.heard, "AAAA-BBBB")):
        field.setText(words)
    keys.keep.click()
    assert "指纹对不上" in sentence(program)
    assert known_keys() == []
    keys.heard.setText(other.fingerprint.lower())
    keys.keep.click()
    assert [one.owner for one in known_keys()] == ["省发展改革委"]
    assert ("省发展改革委", other.fingerprint) in keys.known.rows()


def test_that_the_log_is_searched(screen: ExchangeScreen) -> None:
    screen.show_view(LOG)
    log = screen.log
    assert log.model.rowCount() == 3
    log.finder.setText("pyx")
    assert [log.model.line(row).texts[2] for row in range(log.model.rowCount())] == ["平阳县"]
    log.finder.setText("没有这样的")
    assert log.model.rowCount() == 0


def test_that_a_damaged_line_of_the_log_is_said(
    screen: ExchangeScreen, program: Program, qtbot: QtBot
) -> None:
    path = program.workspace.file.path
    log = path.with_name(path.name + ".transfers.jsonl")
    lines = log.read_text("utf-8").splitlines(keepends=True)
    log.write_text("".join([lines[0], *lines[2:]]), "utf-8")
    desk_of(screen).refresh()
    wait_for_desk(screen, qtbot)
    screen.show_view(LOG)
    assert screen.log.warning.isVisible()
    assert screen.log.model.rowCount() == 2


def test_that_the_models_keep_qts_rules(screen: ExchangeScreen, qtmodeltester: Any) -> None:
    qtmodeltester.check(screen.overview.table.matrix)
    qtmodeltester.check(screen.log.model)


def test_that_counties_are_summed_and_zones_stand_in_brackets(
    screen: ExchangeScreen, program: Program, tmp_path: Path, qtbot: QtBot
) -> None:
    store = program.workspace.file.store()
    zone = next(one for one in program.workspace.look.regions if not one.additive)
    counties = [one for one in program.workspace.look.regions if one.parent == "330300" and one.additive]
    with store.writing() as session:
        changes = [
            ObservationChange(one.key, one)
            for number, region in enumerate([*counties, zone], 1)
            for one in [
                Observation(
                    ObservationKey(region.code, "GDP", PERIOD, Measure.LEVEL),
                    read_cell(f"{number}", Column.LEVEL, "亿元"),
                )
            ]
        ]
        apply_changes(session, changes, kind=ChangeKind.EDIT, who="李某")
    screen.show_view(CITY)
    wait_for_desk(screen, qtbot)
    view = screen.city
    at = view.figures.headerData(0, Qt.Orientation.Horizontal)
    assert at.startswith("地区生产总值")
    rows = {
        view.names.line(row).texts[0]: view.figures.line(row).texts for row in range(view.names.rowCount())
    }
    many = len(counties)
    assert rows["县级合计"][0] == str(many * (many + 1) // 2)
    assert rows[zone.short_name][:2] == (f"（{many + 1}）", "")
    assert rows[counties[-1].name][1] == "1"
    desk_of(screen).city.export(tmp_path / "汇总.xlsx")
    wait_for_desk(screen, qtbot)
    sheet = load_workbook(tmp_path / "汇总.xlsx").worksheets[0]
    formulas = [
        str(cell.value) for row in sheet.iter_rows() for cell in row if str(cell.value).startswith("=")
    ]
    assert any(one.startswith("=SUM(") for one in formulas)
    assert any(one.startswith("=RANK(") for one in formulas)


def test_that_tab_follows_the_eye_through_what_is_sent(screen: ExchangeScreen) -> None:
    screen.show_view(ISSUE)
    view = screen.issue
    seen: list[QWidget | None] = [view.form]
    while seen[-1] is not view.choose:
        last = seen[-1]
        assert last is not None
        last.setFocus()
        QTest.keyClick(last, Qt.Key.Key_Tab)
        seen.append(QApplication.focusWidget())
        assert len(seen) < 20
    assert seen[:3] == [view.form, view.period, view.sheet]
    assert seen[3] in view.who.findChildren(QAbstractButton)
    assert seen[4:] == [view.all, view.none, view.regions, view.choose]


def test_that_the_matrix_turns_to_the_period_that_was_sent(
    screen: ExchangeScreen, tmp_path: Path, qtbot: QtBot
) -> None:
    screen.show_view(ISSUE)
    wait_for_desk(screen, qtbot)
    view = screen.issue
    later = PERIOD.next.code
    view.period._on_popup_picked(later)
    qtbot.waitUntil(view.send.isEnabled, timeout=PATIENCE_MS)
    view.set_folder(tmp_path / "下期")
    view.send.click()
    wait_for_desk(screen, qtbot)
    assert screen.period.current == later
    screen.period._on_popup_picked(PERIOD.code)
    wait_for_desk(screen, qtbot)
    assert screen.period.current == PERIOD.code
