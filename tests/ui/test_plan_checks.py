"""Findings below a plan: told at once, marked, corrected by one key, answered with a true reason."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.test_form_page import press, typed
from wzdesk.domain.cell_reading import read_observation
from wzdesk.domain.change import ChangeKind, ObservationChange
from wzdesk.domain.observation import Measure, Observation, ObservationKey
from wzdesk.domain.period import Period
from wzdesk.domain.typed_cell import Column
from wzdesk.services.check_cells import CellChecks
from wzdesk.services.fill_plan import PlanFilling
from wzdesk.services.look_first import look_first
from wzdesk.services.open_data_file import DataFile, create_data_file
from wzdesk.services.places import pack_folder
from wzdesk.ui.app_signals import AppSignals
from wzdesk.ui.entry.entry_bars import table_choices
from wzdesk.ui.entry.entry_page import EntryPage
from wzdesk.ui.entry.grid_rows import CellState
from wzdesk.ui.entry.plan_checks import PlanChecks
from wzdesk.ui.theme import Theme


@pytest.fixture
def store(tmp_path: Path) -> Iterator[DataFile]:
    with create_data_file(tmp_path / "data.wzd", pack_folder("wenzhou")) as store:
        yield store


@pytest.fixture
def page(store: DataFile, qtbot: QtBot) -> EntryPage:
    look = look_first(store.path, "2023", "330300")
    page = EntryPage(
        Theme(),
        AppSignals(),
        lambda plan, region: PlanFilling.open(store, plan, region, "张某"),
        look.filled,
        table_choices(look.plans, look.forms),
        look.regions,
        open_checks=lambda: CellChecks(store),
    )
    qtbot.addWidget(page)
    page.resize(1298, 702)
    page.show()
    page.activateWindow()
    page.attach()
    page.grid.setFocus()
    qtbot.waitUntil(page.grid.hasFocus)
    settle(page, qtbot)
    return page


def checks_of(page: EntryPage) -> PlanChecks:
    assert page.checks is not None
    return page.checks


def settle(page: EntryPage, qtbot: QtBot) -> None:
    checks = checks_of(page)
    qtbot.waitUntil(lambda: not checks.checking.is_running and not checks._resting.isActive())


def type_at(page: EntryPage, qtbot: QtBot, indicator: str, text: str) -> None:
    page.grid.select_cell(page.model.row_of(indicator), Column.LEVEL)
    typed(text)
    settle(page, qtbot)


def state(page: EntryPage, indicator: str) -> CellState:
    return page.model.state(page.model.row_of(indicator), page.model.column_of(Column.LEVEL))


def test_that_what_is_published_has_no_findings(page: EntryPage) -> None:
    assert checks_of(page).findings.isHidden()


def test_that_a_wrong_figure_is_told_marked_and_gone_when_undone(page: EntryPage, qtbot: QtBot) -> None:
    type_at(page, qtbot, "AIR_GOOD_RATE", "975")
    findings = checks_of(page).findings
    assert [(line.name, line.finding.rule.code) for line in findings.lines] == [
        ("城市空气质量优良率", "SHARE_RANGE")
    ]
    assert state(page, "AIR_GOOD_RATE") & CellState.FATAL
    page.grid.select_cell(0, Column.LEVEL)
    press(Qt.Key.Key_F8)
    place = page.grid.cell_cursor.place
    assert place is not None
    assert place[0] == page.model.row_of("AIR_GOOD_RATE")
    press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle(page, qtbot)
    assert findings.isHidden()
    assert not state(page, "AIR_GOOD_RATE") & CellState.FATAL


def test_that_a_query_is_answered_below_the_plan(page: EntryPage, qtbot: QtBot) -> None:
    type_at(page, qtbot, "UNEMPLOYMENT", "13.1")
    page.grid.select_cell(page.model.row_of("UNEMPLOYMENT"), Column.LEVEL)
    press(Qt.Key.Key_Period, Qt.KeyboardModifier.ControlModifier)
    checks = checks_of(page)
    assert checks._box.isVisible()
    said: list[str] = []
    page.told.connect(said.append)
    checks._box.given.emit("情况属实")
    assert "套话" in said[-1]
    checks._box.given.emit("两家企业停产，集中裁员")
    assert not checks._box.isVisible()
    assert [line.reason for line in checks.findings.lines] == ["两家企业停产，集中裁员"]
    assert not state(page, "UNEMPLOYMENT") & CellState.QUERY
    press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert [line.reason for line in checks.findings.lines] == [""]


def test_that_a_slip_is_mended_though_a_graver_finding_stands_there_too(
    page: EntryPage, store: DataFile, qtbot: QtBot
) -> None:
    before = ObservationKey("330300", "AIR_GOOD_RATE", Period.of_year(2022), Measure.LEVEL)
    change = ObservationChange(before, Observation(before, read_observation("95.1", Measure.LEVEL, "%")))
    page._records.filling().store([change], ChangeKind.EDIT)
    type_at(page, qtbot, "AIR_GOOD_RATE", "975")
    page.grid.select_cell(page.model.row_of("AIR_GOOD_RATE"), Column.LEVEL)
    press(Qt.Key.Key_Period, Qt.KeyboardModifier.ControlModifier)
    settle(page, qtbot)
    assert checks_of(page).findings.isHidden()
    assert (
        page.filled.table.observations[replace(before, period=Period.of_year(2023))].quantity.text == "97.5"
    )


def test_that_another_plan_has_its_own_findings(page: EntryPage, qtbot: QtBot) -> None:
    type_at(page, qtbot, "AIR_GOOD_RATE", "975")
    page.show_plan("14fyp", "330300")
    settle(page, qtbot)
    assert checks_of(page).findings.isHidden()
    page.show_plan("2023", "330300")
    settle(page, qtbot)
    assert not checks_of(page).findings.isHidden()
