import threading
import time
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, QThread
from pytestqt.qtbot import QtBot

from wzdesk.domain.errors import Refused
from wzdesk.ui.jobs import Cancelled, Job, JobRunner, Progress
from wzdesk.ui.theme import Theme
from wzdesk.ui.widgets.job_bar import JobBar, remaining


class Listener(QObject):
    """Notes what arrives, and in which thread."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[tuple[str, object]] = []
        self.threads: set[QThread] = set()

    def listen(self, job: Job) -> None:
        job.progressed.connect(self.on_progressed)
        job.done.connect(self.on_done)
        job.failed.connect(self.on_failed)
        job.cancelled.connect(self.on_cancelled)
        job.ended.connect(self.on_ended)

    def note(self, what: str, value: object = None) -> None:
        self.heard.append((what, value))
        self.threads.add(QThread.currentThread())

    def on_progressed(self, count: int, total: int) -> None:
        self.note("progressed", (count, total))

    def on_done(self, value: object) -> None:
        self.note("done", value)

    def on_failed(self, error: object) -> None:
        self.note("failed", str(error))

    def on_cancelled(self) -> None:
        self.note("cancelled")

    def on_ended(self) -> None:
        self.note("ended")


@pytest.fixture
def runner(qapp: object) -> Iterator[JobRunner]:
    runner = JobRunner()
    yield runner
    assert runner.close()


def run(runner: JobRunner, qtbot: QtBot, work: object, *, cancel: bool = False) -> Listener:
    listener = Listener()
    job = runner.make(work)  # type: ignore[arg-type]
    listener.listen(job)
    with qtbot.waitSignal(job.ended):
        if cancel:
            job.cancel()
        runner.start(job)
    qtbot.waitUntil(lambda: not runner.busy)
    assert listener.threads == {qtbot_thread()}
    return listener


def qtbot_thread() -> QThread:
    return QThread.currentThread()


def test_that_progress_and_result_arrive_in_the_gui_thread(runner: JobRunner, qtbot: QtBot) -> None:
    def work(report: Progress) -> int:
        report(1, 2)
        report(2, 2)
        assert threading.current_thread() is not threading.main_thread()
        return 42

    heard = run(runner, qtbot, work).heard
    assert heard == [("progressed", (1, 2)), ("progressed", (2, 2)), ("done", 42), ("ended", None)]


def test_that_an_exception_arrives_in_the_gui_thread(runner: JobRunner, qtbot: QtBot) -> None:
    def work(_report: Progress) -> None:
        raise Refused("没有收，数据没有改动。")

    with qtbot.waitSignal(runner.failed) as told:
        heard = run(runner, qtbot, work).heard
    assert heard == [("failed", "没有收，数据没有改动。"), ("ended", None)]
    assert isinstance(told.args, list)
    assert isinstance(told.args[0], Refused)


def test_that_a_stopped_job_ends_at_its_next_report(runner: JobRunner, qtbot: QtBot) -> None:
    started, stopped = threading.Event(), threading.Event()
    reached: list[str] = []

    def work(report: Progress) -> None:
        started.set()
        stopped.wait(5)
        report(1, 2)
        reached.append("beyond the report")

    listener = Listener()
    job = runner.make(work)
    listener.listen(job)
    with qtbot.waitSignal(job.ended):
        runner.start(job)
        assert started.wait(5)
        job.cancel()
        stopped.set()
    qtbot.waitUntil(lambda: not runner.busy)
    assert listener.heard == [("cancelled", None), ("ended", None)]
    assert reached == []


def test_that_a_job_stopped_before_its_turn_does_not_begin(runner: JobRunner, qtbot: QtBot) -> None:
    begun: list[int] = []

    def work(_report: Progress) -> None:
        begun.append(1)

    assert run(runner, qtbot, work, cancel=True).heard == [("cancelled", None), ("ended", None)]
    assert begun == []


def test_that_closing_cancels_all_and_waits(qtbot: QtBot) -> None:
    runner, rounds = JobRunner(), threading.Event()

    def work(report: Progress) -> None:
        rounds.set()
        for _ in range(10_000):
            report(0, 0)
            time.sleep(0.001)

    for _ in range(5):
        runner.run(work)
    assert rounds.wait(5)
    states = [runner.busy, runner.close(), runner.busy]
    assert states == [True, True, False]
    qtbot.wait(0)


def test_that_a_running_job_is_kept_although_nobody_holds_it(runner: JobRunner, qtbot: QtBot) -> None:
    listener = Listener()
    runner.run(lambda _report: "kept", done=listener.on_done, failed=listener.on_failed)
    qtbot.waitUntil(lambda: listener.heard == [("done", "kept")])


def test_that_cancelled_passes_through_a_service() -> None:
    job = Job(lambda report: report(1, 2))
    job.cancel()
    with pytest.raises(Cancelled):
        job._report(1, 2)


def test_that_the_bar_says_what_is_done_and_stops_it(runner: JobRunner, qtbot: QtBot) -> None:
    def work(report: Progress) -> None:
        for _ in range(10_000):
            report(7, 12)
            time.sleep(0.001)

    job = runner.make(work)
    bar = JobBar(Theme(), job, lambda done, total: f"正在收第 {done} 份，共 {total} 份")
    bar.show()
    with qtbot.waitSignals([job.cancelled, job.ended, bar.destroyed]):
        runner.start(job)
        qtbot.waitUntil(lambda: bar.words.text() == "正在收第 7 份，共 12 份")
        bar.stop.click()
        assert not bar.stop.isEnabled()


def test_that_the_time_left_is_said_as_people_say_it() -> None:
    assert remaining(10, 0.5) == "还要约 10 秒"
    assert remaining(120, 0.25) == "还要约 6 分钟"
    assert remaining(0.5, 0.5) == remaining(30, 0.001) == remaining(30, 1.0) == ""
