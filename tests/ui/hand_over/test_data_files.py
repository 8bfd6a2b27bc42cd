"""Data files of other laptops in the window: given out, received through the same preview, stopped, taken back."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.services.exchange.returns import FORM, HERE, PERIOD
from tests.ui.hand_over.conftest import PATIENCE_MS, desk_of
from tests.ui.hand_over.test_receiving import drop, sentence, text
from wzdesk.db.changes import apply_changes
from wzdesk.db.store import Store
from wzdesk.domain.form import FormColumn
from wzdesk.domain.typed_cell import Column, TypedCell
from wzdesk.services.enter_form import FormFilling
from wzdesk.services.exchange.data_part import PartAsked, export_part
from wzdesk.ui.hand_over.exchange_screen import ExchangeScreen
from wzdesk.ui.hand_over.receive_page import ReceivePage
from wzdesk.ui.program import Program


@pytest.fixture
def part(program: Program, tmp_path: Path) -> Path:
    """A county's part in which one figure is filled and one changed that the city changed too."""
    path, store = tmp_path / "平阳.wzd", program.workspace.file.store()
    export_part(store, PartAsked(HERE), path)
    with Store.open(path) as county:
        FormFilling.open(county, FORM, HERE, PERIOD, "县").record(
            [TypedCell("GDP", Column.TOTAL, "295"), TypedCell("RETAIL", Column.TOTAL, "88")]
        )
    FormFilling.open(store, FORM, HERE, PERIOD, "市").record([TypedCell("GDP", Column.TOTAL, "296")])
    return path


@pytest.fixture
def page(screen: ExchangeScreen, part: Path, qtbot: QtBot) -> ReceivePage:
    drop(screen.overview, part)
    desk = desk_of(screen).merging
    qtbot.waitUntil(lambda: desk.page is not None and not desk.busy, timeout=PATIENCE_MS)
    assert desk.page is not None
    return desk.page


def test_that_a_dropped_data_file_is_previewed_decided_merged_and_taken_back(
    page: ReceivePage, screen: ExchangeScreen, program: Program, qtbot: QtBot
) -> None:
    assert page.write.text() == "并入 1 格，1 格待定"
    card = page.panel.cards[0]
    assert (card.base.text(), card.theirs.text(), card.ours.text()) == ("291.5", "295", "296")
    assert card.base.accessibleName() == "上次一致时 291.5"
    card.theirs.click()
    desk = desk_of(screen).merging
    page.write.click()
    qtbot.waitUntil(lambda: desk.page is None and not desk.busy, timeout=PATIENCE_MS)
    assert text(program, HERE, "GDP", FormColumn.TOTAL) == "295"
    assert text(program, HERE, "RETAIL", FormColumn.TOTAL) == "88"
    desk.turn(back=True)
    qtbot.waitUntil(lambda: "变回" in sentence(program), timeout=PATIENCE_MS)
    assert text(program, HERE, "GDP", FormColumn.TOTAL) == "296"
    assert text(program, HERE, "RETAIL", FormColumn.TOTAL) == ""


def test_that_stopping_the_merge_leaves_data_and_log_as_they_were(
    page: ReceivePage, screen: ExchangeScreen, program: Program, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    from wzdesk.services.exchange import apply_merge as module
    from wzdesk.services.exchange.transfer_log import read_log

    desk, store = desk_of(screen).merging, program.workspace.file.store()
    before = read_log(store.path)

    def apply_and_stop(*given: object, **how: object) -> object:
        assert desk._job is not None
        desk._job.cancel()
        return apply_changes(*given, **how)  # type: ignore[arg-type]

    monkeypatch.setattr(module, "apply_changes", apply_and_stop)
    page.write.click()
    qtbot.waitUntil(lambda: "已停下，没有并入" in sentence(program), timeout=PATIENCE_MS)
    assert desk.page is page
    assert page.isEnabled()
    assert text(program, HERE, "RETAIL", FormColumn.TOTAL) == ""
    assert read_log(store.path) == before


def test_that_a_region_is_given_out_as_a_data_file(
    screen: ExchangeScreen, program: Program, tmp_path: Path, qtbot: QtBot
) -> None:
    desk, path = desk_of(screen).exporting, tmp_path / "平阳.wzd"
    screen.export.click()
    qtbot.waitUntil(lambda: desk.dialog is not None, timeout=PATIENCE_MS)
    assert desk.dialog is not None
    desk.dialog.region.set_current(HERE)
    assert desk.dialog.write.isEnabled()
    desk.export(path)
    qtbot.waitUntil(lambda: path.name in sentence(program) and not desk.busy, timeout=PATIENCE_MS)
    with Store.open(path) as part:
        table = FormFilling.open(part, FORM, HERE, PERIOD).table
        assert table.text(table.form.rows[0], FormColumn.TOTAL) == "291.5"


def test_that_a_selection_is_counted_before_it_is_written(
    screen: ExchangeScreen, program: Program, tmp_path: Path, qtbot: QtBot
) -> None:
    desk, path = desk_of(screen).exporting, tmp_path / "数.csv"
    screen.export.click()
    qtbot.waitUntil(lambda: desk.dialog is not None, timeout=PATIENCE_MS)
    dialog = desk.dialog
    assert dialog is not None
    dialog.kind_of.set_current("tidy")
    dialog.kind_of.picked.emit("tidy")
    everything = dialog.count
    qtbot.waitUntil(lambda: everything.text().endswith("个数"), timeout=PATIENCE_MS)
    dialog.seek.setText("GDP")
    shown = [
        item
        for row in range(dialog.indicators.count())
        if not (item := dialog.indicators.item(row)).isHidden()
    ]
    for item in shown:
        item.setCheckState(
            Qt.CheckState.Checked if item.data(Qt.ItemDataRole.UserRole) == "GDP" else item.checkState()
        )
    here = next(
        item for row in range(dialog.regions.count()) if (item := dialog.regions.item(row)).text() == "平阳县"
    )
    here.setCheckState(Qt.CheckState.Checked)
    assert not dialog.write.isEnabled()
    qtbot.waitUntil(dialog.write.isEnabled, timeout=PATIENCE_MS)
    told = int(everything.text().split()[0].replace(",", ""))
    desk.export(path)
    qtbot.waitUntil(lambda: path.name in sentence(program) and not desk.busy, timeout=PATIENCE_MS)
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) == told + 1 > 1
    assert all(line.startswith("330326,平阳县,GDP,") for line in lines[1:])
