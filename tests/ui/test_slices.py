"""Work in slices: all of it is done, the window is told, and a step that fails ends it."""

import pytest
from PySide6.QtCore import QObject, QTimer
from pytestqt.qtbot import QtBot

from wzdesk.ui import slices
from wzdesk.ui.slices import Slices


@pytest.fixture
def owner(qapp: QObject) -> QObject:
    return QObject()


def test_that_all_steps_are_done_and_the_end_is_told(owner: QObject, qtbot: QtBot) -> None:
    left = list(range(500))
    work = Slices(lambda: bool(left) and left.pop() >= 0, owner)
    told: list[int] = []
    work.rested.connect(lambda: told.append(len(left)))
    with qtbot.waitSignal(work.ended):
        work.start()
    assert left == []
    assert told[-1] == 0
    assert not work.is_running


def test_that_events_come_between_slices(
    owner: QObject, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(slices, "_SLICE_S", 0)
    left, seen = list(range(50)), []
    work = Slices(lambda: bool(left) and left.pop() >= 0, owner)
    other = QTimer(owner)
    other.timeout.connect(lambda: seen.append(len(left)))
    other.start(0)
    with qtbot.waitSignal(work.ended):
        work.start()
    assert any(0 < count < 50 for count in seen)


def test_that_stopped_work_rests(owner: QObject, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slices, "_SLICE_S", 0)
    left = list(range(50))

    def step() -> bool:
        left.pop()
        if len(left) == 40:
            work.stop()
        return True

    work = Slices(step, owner)
    work.start()
    qtbot.waitUntil(lambda: len(left) == 40)
    QTimer.singleShot(0, owner, lambda: None)
    assert not work.is_running
