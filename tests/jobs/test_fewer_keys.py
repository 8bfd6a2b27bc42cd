"""A month of 48 figures costs a person fewer keys here than in a spreadsheet, in real windows."""

import os
import select
import sqlite3
import sys
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QSettings

from tests.jobs import form_of_48
from tests.jobs.keyboard import PATIENCE_S, Keyboard, running, sleeps, wait_until
from wzdesk.domain.address import FormAddress
from wzdesk.domain.person import Person
from wzdesk.services.who import keep_person
from wzdesk.ui.file_memory import FileMemory

ROWS = form_of_48.ROWS


def stored(data: Path) -> list[str]:
    """The figures of the month in the data file, in the order of the rows."""
    with closing(sqlite3.connect(f"file:{data}?mode=ro", uri=True)) as connection:
        sql = """SELECT i.code, o.text FROM observation o JOIN indicator i ON i.id = o.indicator_id
                 JOIN region r ON r.id = o.region_id
                 WHERE r.code = ? AND o.period = ? AND o.measure = 'level'"""
        found = dict(connection.execute(sql, (form_of_48.REGION, form_of_48.PERIOD.code)))
    return [found[row.indicator] for row in form_of_48.form().rows if row.indicator in found]


def keys_of_ours(folder: Path, screen: Mapping[str, str]) -> int:
    """Open the program, type, done: every figure is stored when its cell is left."""
    data = folder / "平阳县.wzd"
    form_of_48.write_data_file(data)
    _leave_as_last_month(data)
    keyboard = Keyboard(screen)
    reading, writing = os.pipe()
    command = [sys.executable, "-m", "tests.jobs.shown_form", str(data), str(writing)]
    with running(command, screen, folder, [writing]):
        keyboard.focus(data.name)
        assert select.select([reading], [], [], PATIENCE_S)[0], (folder / "said.txt").read_text()
        for figure in form_of_48.figures():
            keyboard.type(figure)
            keyboard.press("Return")
        keyboard.send()
        wait_until(lambda: len(stored(data)) == ROWS, "the last figure")
    os.close(reading)
    os.close(writing)
    assert stored(data) == form_of_48.figures()
    return keyboard.pressed


def _leave_as_last_month(data: Path) -> None:
    """What the program remembers of last month: who works here, and the form that was filled."""
    keep_person(Person("张某", "平阳县发展和改革局"))
    settings = QSettings(
        str(Path(os.environ["XDG_CONFIG_HOME"]) / "wzdesk" / "wzdesk.conf"), QSettings.Format.IniFormat
    )
    form = FormAddress(form_of_48.CODE, form_of_48.REGION, form_of_48.PERIOD)
    FileMemory(data, settings).keep_last_form(form)
    settings.sync()


def keys_of_calc(folder: Path, screen: Mapping[str, str]) -> tuple[int, int]:
    """Open the form, go to its first figure, type, save in its own format; all keys, and those before the first figure."""
    book = folder / "form-2024-09.xlsx"
    form_of_48.write_workbook(book)
    before = book.stat().st_mtime_ns
    keyboard = Keyboard(screen)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--norestore", "--nologo", "--nofirststartwizard", "--calc", str(book)]
    with running(command, screen, folder) as calc:
        keyboard.focus(book.stem)
        wait_until(lambda: sleeps(calc.pid), "Calc")
        keyboard.press(*["Down"] * (form_of_48.FIRST_ROW - 1), *["Right"] * (form_of_48.FIGURES - 1))
        to_first = keyboard.pressed
        for number, figure in enumerate(form_of_48.figures()):
            keyboard.type(figure)
            if number < ROWS - 1:  # saving takes the last one in as well
                keyboard.press("Return")
        keyboard.press("ctrl+s")
        keyboard.send()
        keyboard.focus("Confirm File Format")
        keyboard.press("Return")
        keyboard.send()
        wait_until(lambda: book.stat().st_mtime_ns != before and sleeps(calc.pid), "the saved workbook")
    assert _saved(book) == [float(figure) for figure in form_of_48.figures()]
    return keyboard.pressed, to_first


def _saved(book: Path) -> list[object]:
    sheet = openpyxl.load_workbook(book).worksheets[0]
    first = form_of_48.FIRST_ROW
    return [sheet.cell(row, form_of_48.FIGURES).value for row in range(first, first + ROWS)]


def test_that_a_month_of_48_figures_costs_fewer_keys_than_in_calc(
    screen: Mapping[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folders = [tmp_path / "ours", tmp_path / "calc"]
    for folder in folders:
        folder.mkdir()
    ours = keys_of_ours(folders[0], screen)
    theirs, to_first = keys_of_calc(folders[1], screen)
    with capsys.disabled():
        print(f"\n48 figures: {ours} keys here, {theirs} in Calc, {to_first} of them to the first figure")
    assert ours == sum(len(figure) + 1 for figure in form_of_48.figures())
    assert ours < theirs
    assert ours < theirs - to_first  # also where the agency left the cursor on the first figure
