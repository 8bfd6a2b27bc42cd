from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, SignalInstance
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.excel import misbehaviour
from tests.excel.books import make_book, sheet_xml
from wzdesk.excel.apart.apart import Apart
from wzdesk.excel.errors import CannotRead
from wzdesk.services.read_workbook import read_apart, read_workbook
from wzdesk.ui.jobs import JobRunner, Progress

FILE = Path("表.xlsx")


def asleep(apart: Apart, progress: Progress) -> None:
    read_apart(misbehaviour.sleeping, FILE, progress, apart=apart)


def heard(signal: SignalInstance) -> list[tuple[object, ...]]:
    """What a signal tells, from whatever thread; pytest-qt's own waiting lets go of its receiver too early for that."""
    told: list[tuple[object, ...]] = []
    signal.connect(lambda *given: told.append(given))
    return told


@pytest.fixture
def runner(qapp: QApplication) -> Iterator[JobRunner]:
    """Lives until all that its jobs told has arrived."""
    made = JobRunner()
    yield made
    assert made.close()
    qapp.processEvents()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_that_cancelling_a_job_ends_its_child(qtbot: QtBot, runner: JobRunner) -> None:
    with Apart() as apart:
        pid = apart.run(misbehaviour.own_pid, FILE)
        job = runner.make(partial(asleep, apart))
        begun, ended = heard(job.progressed), heard(job.cancelled)
        runner.start(job)
        qtbot.waitUntil(lambda: bool(begun))
        job.cancel()
        qtbot.waitUntil(lambda: bool(ended), timeout=3_000)
        assert apart.run(misbehaviour.own_pid, FILE) != pid
    qtbot.waitUntil(lambda: not runner.busy)


def test_that_closing_the_window_waits_for_no_file(qtbot: QtBot, runner: JobRunner) -> None:
    with Apart() as apart:
        job = runner.make(partial(asleep, apart))
        begun = heard(job.progressed)
        runner.start(job)
        qtbot.waitUntil(lambda: bool(begun))
        assert runner.close(wait_ms=5_000)


def test_that_a_refused_file_is_the_sentence_of_the_job(
    qtbot: QtBot, runner: JobRunner, tmp_path: Path
) -> None:
    job = runner.make(lambda progress: read_workbook(tmp_path / "没有.xlsx", progress))
    failed = heard(job.failed)
    runner.start(job)
    qtbot.waitUntil(lambda: bool(failed), timeout=20_000)
    (error,) = failed[0]
    assert isinstance(error, CannotRead)
    assert "不在了" in error.sentence
    qtbot.waitUntil(lambda: not runner.busy)


def test_that_a_workbook_is_read_for_a_single_use(tmp_path: Path) -> None:
    book = make_book(tmp_path / "表.xlsx", sheet_xml('<row r="1"><c r="A1"><v>29</v></c></row>'))
    assert read_workbook(book).sheets[0].sheet.text_at(1, 1) == "29"
