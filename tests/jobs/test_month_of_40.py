"""A clerk's month for 40 projects by the keyboard alone: keys counted, and compared with the same sheet in Calc."""

import os
import select
import sqlite3
import sys
from collections.abc import Mapping, Sequence
from contextlib import closing
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from tests.jobs import month_of_40 as job
from tests.jobs.keyboard import PATIENCE_S, Keyboard, running, sleeps, wait_until
from wzdesk.domain.person import Person
from wzdesk.domain.projects.amount import of_fen
from wzdesk.services.who import keep_person

_FEWEST_S = 600
_KEYS_PER_S = 2
"""A slow typist, who looks at the paper for each figure."""
_FIRST_COLUMN = 7
_OUR_STEPS, _CALC_STEPS = (0, 5, 1, 1), (0, 3, 1, 1)
"""How many cells the next column to fill lies right of the one before: 本月, 统计入库, 到位资金, 形象进度."""


def columns() -> list[list[str]]:
    """The figures of each column, from top to bottom."""
    typed = job.typed()
    return [[str(getattr(one, name)) for one in typed] for name in ("month", "booked", "funds", "percent")]


def stored(data: Path) -> list[list[Decimal | None]]:
    """The same figures in the data file."""
    with closing(sqlite3.connect(f"file:{data}?mode=ro", uri=True)) as connection:
        sql = """SELECT r.reported_month, r.booked_year, r.funds, r.image_percent
                 FROM project_progress r JOIN project p ON p.id = r.project_id WHERE r.month = 202409 ORDER BY p.id"""
        rows = connection.execute(sql).fetchall()
    money = [[of_fen(row[at]) if row[at] is not None else None for row in rows] for at in range(3)]
    return [*money, [Decimal(row[3]) if row[3] is not None else None for row in rows]]


def keys_of_ours(folder: Path, screen: Mapping[str, str]) -> int:
    """Type column by column; every figure is stored when its cell is left."""
    data = folder / "平阳县.wzd"
    job.write_data_file(data)
    keep_person(Person("张某", "平阳县发展和改革局"))
    keyboard = Keyboard(screen)
    reading, writing = os.pipe()
    command = [sys.executable, "-m", "tests.jobs.shown_month", str(data), str(writing)]
    with running(command, screen, folder, [writing]):
        keyboard.focus(data.name)
        assert select.select([reading], [], [], PATIENCE_S)[0], (folder / "said.txt").read_text()
        type_columns(keyboard, _OUR_STEPS)
        keyboard.press("Return")
        keyboard.send()
        wait_until(
            lambda: len(stored(data)[-1]) == job.COUNT and stored(data)[-1][-1] is not None, "the last figure"
        )
    os.close(reading)
    os.close(writing)
    assert stored(data) == [[Decimal(figure) for figure in column] for column in columns()]
    return keyboard.pressed


def type_columns(keyboard: Keyboard, to_next: Sequence[int]) -> None:
    """Down each column, up again to its head, and on to the next one; the last figure is left in its cell."""
    for steps, figures in zip(to_next, columns(), strict=True):
        if steps:
            keyboard.press("ctrl+Up", "Down", *["Right"] * steps)
        for number, figure in enumerate(figures):
            keyboard.type(figure)
            if number < job.COUNT - 1:
                keyboard.press("Return")


def keys_of_calc(folder: Path, screen: Mapping[str, str]) -> int:
    """Open the bureau's sheet, go to its first figure, type, save in its own format."""
    book = folder / "month-2024-09.xlsx"
    job.write_workbook(book)
    before = book.stat().st_mtime_ns
    keyboard = Keyboard(screen)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--norestore", "--nologo", "--nofirststartwizard", "--calc", str(book)]
    with running(command, screen, folder) as calc:
        keyboard.focus(book.stem)
        wait_until(lambda: sleeps(calc.pid), "Calc")
        keyboard.press(*["Down"] * (job.FIRST_ROW - 1), *["Right"] * (_FIRST_COLUMN - 1))
        type_columns(keyboard, _CALC_STEPS)
        keyboard.press("ctrl+s")
        keyboard.send()
        keyboard.focus("Confirm File Format")
        keyboard.press("Return")
        keyboard.send()
        wait_until(lambda: book.stat().st_mtime_ns != before and sleeps(calc.pid), "the saved workbook")
    assert saved(book) == [[float(figure) for figure in column] for column in columns()]
    return keyboard.pressed


def saved(book: Path) -> Sequence[Sequence[object]]:
    sheet = openpyxl.load_workbook(book).worksheets[0]
    column, found = _FIRST_COLUMN, []
    for steps in _CALC_STEPS:
        column += steps
        found.append([sheet.cell(job.FIRST_ROW + row, column).value for row in range(job.COUNT)])
    return found


def test_that_a_month_of_40_projects_is_filled_without_the_mouse_in_ten_minutes(
    screen: Mapping[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folders = [tmp_path / "ours", tmp_path / "calc"]
    for folder in folders:
        folder.mkdir()
    ours, theirs = keys_of_ours(folders[0], screen), keys_of_calc(folders[1], screen)
    with capsys.disabled():
        print(f"\n40 projects, 160 figures: {ours} keys here, {theirs} in Calc")
    assert ours < theirs
    assert ours <= _FEWEST_S * _KEYS_PER_S
