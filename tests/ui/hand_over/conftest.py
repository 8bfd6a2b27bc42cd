"""A window on a city's data file, the form sent to three counties, and what came back of it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.services.exchange.returns import FORM, HERE, PERIOD, THERE, ReturnedBook
from wzdesk.domain.typed_cell import Column, TypedCell
from wzdesk.services.enter_form import FormFilling
from wzdesk.services.exchange.issue_forms import issue_form
from wzdesk.services.open_data_file import create_data_file, open_data_file
from wzdesk.services.places import pack_folder
from wzdesk.ui.hand_over.exchange_screen import ExchangeScreen
from wzdesk.ui.hand_over.overview_desk import OverviewDesk
from wzdesk.ui.pages import EXCHANGE
from wzdesk.ui.program import Program

ALTERED = "330302"
PATIENCE_MS = 30_000


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Figures of two counties."""
    path = tmp_path_factory.mktemp("city") / "温州市.wzd"
    with create_data_file(path, pack_folder("wenzhou")) as store:
        for region in (HERE, THERE):
            FormFilling.open(store, FORM, region, PERIOD, "李某").record(
                [TypedCell("GDP", Column.TOTAL, "290.10"), TypedCell("FAI", Column.TOTAL, "126.61")]
            )
    return path


@pytest.fixture
def data(template: Path, tmp_path: Path) -> Path:
    path = tmp_path / template.name
    path.write_bytes(template.read_bytes())
    return path


@pytest.fixture
def returned(data: Path, tmp_path: Path) -> Path:
    """A folder: one county changed a figure that the city changed too, one filled some, one altered its identity."""
    folder = tmp_path / "收回"
    with open_data_file(data) as store:
        made = issue_form(store, FORM, PERIOD, tmp_path / "发出", regions=[HERE, THERE, ALTERED], who="李某")
        books = {one.region.code: ReturnedBook(one.path) for one in made}
        FormFilling.open(store, FORM, HERE, PERIOD, "王某").record([TypedCell("GDP", Column.TOTAL, "291.5")])
    books[HERE].put("地区生产总值", "total", 292.8).put("固定资产投资", "total", 130.2).save(
        folder / "平阳.xlsx"
    )
    books[THERE].put("地区生产总值", "growth", 6.4).put("固定资产投资", "total", None).save(
        folder / "苍南.xlsx"
    )
    altered = books[ALTERED].book
    for sheet in altered.worksheets[1:]:
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, str) and len(cell.value) > 60:
                    cell.value = cell.value[:50] + cell.value[50:60][::-1] + cell.value[60:]
    altered.save(folder / "鹿城.xlsx")
    return folder


@pytest.fixture
def program(qapp: QApplication, qtbot: QtBot, data: Path, returned: Path) -> Iterator[Program]:
    program = Program(qapp, data)
    qtbot.addWidget(program.window)
    program.window.resize(1366, 728)
    with qtbot.waitSignal(program.ready, timeout=PATIENCE_MS):
        program.window.show()
    program.window.activateWindow()
    qtbot.waitUntil(program.window.isActiveWindow, timeout=PATIENCE_MS)
    yield program
    program.window.close()


@pytest.fixture
def screen(program: Program, qtbot: QtBot) -> ExchangeScreen:
    """The page, all of it read."""
    program.window.show_page(EXCHANGE)
    screen = program.window.page(EXCHANGE)
    assert isinstance(screen, ExchangeScreen)
    wait_for_desk(screen, qtbot)
    return screen


def desk_of(screen: ExchangeScreen) -> OverviewDesk:
    desk = screen.findChild(OverviewDesk)
    assert isinstance(desk, OverviewDesk)
    return desk


def wait_for_desk(screen: ExchangeScreen, qtbot: QtBot) -> None:
    desk = desk_of(screen)
    qtbot.waitUntil(lambda: not desk.busy and screen.overview.overview is not None, timeout=PATIENCE_MS)
