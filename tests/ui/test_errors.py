import logging
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from wzdesk.domain.errors import Refused
from wzdesk.ui import errors
from wzdesk.ui.errors import ErrorDesk, start_log


class Shown:
    def __init__(self) -> None:
        self.sentences: list[str] = []
        self.threads: set[threading.Thread] = set()

    def __call__(self, sentence: str) -> None:
        self.sentences.append(sentence)
        self.threads.add(threading.current_thread())


@pytest.fixture
def log_file(tmp_path: Path) -> Iterator[Path]:
    file = tmp_path / "日志" / "wzdesk.log"
    handler = start_log(file)
    yield file
    logging.getLogger().removeHandler(handler)
    handler.close()


@pytest.fixture
def shown(qapp: object) -> Shown:
    return Shown()


@pytest.fixture
def desk(shown: Shown, log_file: Path) -> Iterator[ErrorDesk]:
    desk = ErrorDesk(shown, log_file)
    desk.install()
    yield desk
    desk.uninstall()


def test_that_what_the_world_did_is_one_sentence(desk: ErrorDesk, shown: Shown, log_file: Path) -> None:
    desk.show(Refused("没有收，数据没有改动。"))
    assert shown.sentences == ["没有收，数据没有改动。"]
    assert not log_file.exists()


def test_that_our_own_mistake_goes_to_the_log_and_is_said_calmly(
    desk: ErrorDesk, shown: Shown, log_file: Path
) -> None:
    try:
        raise KeyError("lost")
    except KeyError as error:
        sys.excepthook(KeyError, error, error.__traceback__)
    assert len(shown.sentences) == 1
    assert "已经保存的数据没有改动" in shown.sentences[0]
    assert str(log_file) in shown.sentences[0]
    assert "KeyError" not in shown.sentences[0]
    text = log_file.read_text("utf-8")
    assert "Traceback" in text
    assert "KeyError: 'lost'" in text
    assert desk.fault_sentence == shown.sentences[0]


def test_that_a_mistake_in_another_thread_is_shown_in_the_gui_thread(
    desk: ErrorDesk, shown: Shown, log_file: Path, qtbot: QtBot
) -> None:
    def work() -> None:
        raise ValueError("in a thread")

    thread = threading.Thread(target=work)
    with qtbot.waitSignal(desk.caught):
        thread.start()
        thread.join()
    qtbot.waitUntil(lambda: len(shown.sentences) == 1)
    assert shown.threads == {threading.main_thread()}
    assert "in a thread" in log_file.read_text("utf-8")


def test_that_the_log_file_can_be_offered_with_the_sentence(shown: Shown, tmp_path: Path) -> None:
    offered: list[Path] = []
    desk = ErrorDesk(shown, tmp_path / "x.log", show_fault=lambda _sentence, file: offered.append(file))
    desk.show(RuntimeError("ours"))
    assert (offered, shown.sentences) == ([tmp_path / "x.log"], [])


def test_that_a_long_log_is_put_aside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "wzdesk.log"
    file.write_text("old" * 10, "utf-8")
    monkeypatch.setattr(errors, "LARGEST_LOG", 20)
    handler = start_log(file)
    logging.getLogger().removeHandler(handler)
    assert (tmp_path / "wzdesk.1.log").read_text("utf-8") == "old" * 10
    assert not file.exists()
