"""Backups of the open file: made on time in a thread, and put back when a person asks for it."""

import logging
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from wzdesk.domain.backup import Backup, BackupReason
from wzdesk.services.keep_backups import BackupClock, BackupNotMade, alarm_of, keep_backup, name_of
from wzdesk.services.look_first import look_first
from wzdesk.services.restore_backup import restore_backup, restore_file
from wzdesk.ui.file_desk import open_other
from wzdesk.ui.jobs import Job, JobRunner, Progress, Work
from wzdesk.ui.pages import HISTORY
from wzdesk.ui.shell.alarm_bar import AlarmBar
from wzdesk.ui.shell.message import MessageAction
from wzdesk.ui.widgets.job_bar import JobBar
from wzdesk.ui.workspace import Workspace

log = logging.getLogger(__name__)
FIRST_MS, EVERY_MS = 20_000, 300_000
"""The start is not disturbed; later, what is due or failed before is seen to every five minutes."""
_BAR_AFTER_MS = 400


class BackupDesk(QObject):
    """One for a window; one piece of work after the other."""

    changed = Signal()
    """There are other backups than before."""
    asked_one_made = Signal(Path)
    """Where the backup lies that a person asked for."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._workspace, self._window = workspace, workspace.window
        self._path = workspace.file.path
        self._clock = BackupClock(self._path)
        self._jobs = JobRunner(self, threads=1)
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.see_what_is_due)
        self._said = ""
        self._alarm: AlarmBar | None = None
        self._restoring = ""
        workspace.closing.connect(self._close)

    @property
    def busy(self) -> bool:
        """Whether something is being copied or restored."""
        return self._jobs.busy

    def start(self) -> None:
        """Make backups on time from now on."""
        if not self._timer.isActive():
            self._timer.start()
            QTimer.singleShot(FIRST_MS, self, self.see_what_is_due)

    def see_what_is_due(self) -> None:
        """Make the backup that is due, if one is."""
        if not self._jobs.busy:
            self._run(self._clock.tick, self._on_kept, self._on_not_kept)

    def back_up(self, name: str) -> None:
        """Make a backup now, under the name that a person gave it."""
        self._said = ""
        work = partial(keep_backup, self._path, name_of(name))
        self._show_progress(self._run(work, self._on_asked, self._on_not_kept), "正在备份")

    def restore(self, backup: Path) -> None:
        """Put a backup in the place of the file; what is being typed is stored first, and kept."""
        if not self._workspace.finish_typing():
            return
        self._window.hide_message()
        self._restoring = backup.name
        job = self._run(partial(self._restore, backup), self._on_restored, self._on_not_restored)
        job.cancelled.connect(self._on_restoring_stopped)
        self._show_progress(job, f"正在恢复到 {backup.name}")

    # In the other thread

    def _restore(self, backup: Path, progress: Progress) -> Path:
        self._clock.close()
        file, who = self._workspace.file, self._workspace.person
        if file.is_open:
            return restore_backup(file.store(), backup, who, progress)
        return restore_file(self._path, backup, who, progress)

    def _check(self, _progress: Progress) -> str:
        from wzdesk.services.check_daily import check_daily  # loads what the start does without

        return check_daily(self._workspace.file.store())

    # What came of it

    @Slot(object)
    def _on_kept(self, made: object) -> None:
        self._said = ""
        if isinstance(made, Backup):
            self._raise_alarm(alarm_of(made))
            self.changed.emit()
            if made.label == BackupReason.DAILY and self._workspace.file.is_open:
                self._run(self._check, self._on_checked, self._workspace.errors.show)

    @Slot(object)
    def _on_checked(self, told: object) -> None:
        if told:
            self._window.show_message(str(told))
            self._workspace.signals.projects_changed.emit(frozenset())

    @Slot(object)
    def _on_asked(self, made: object) -> None:
        assert isinstance(made, Backup)
        self.asked_one_made.emit(made.path)
        self._on_kept(made)
        if not alarm_of(made):
            self._window.show_message(f"已备份到 {made.path}，打开核对过，内容完整。")

    @Slot(object)
    def _on_not_kept(self, error: object) -> None:
        """Say it once, not every five minutes."""
        if isinstance(error, BackupNotMade) and error.sentence == self._said:
            return
        self._said = error.sentence if isinstance(error, BackupNotMade) else ""
        if isinstance(error, BackupNotMade) and error.is_alarm:
            log.warning("a backup was not made", exc_info=error)
            self._raise_alarm(error.sentence)
        else:
            self._workspace.errors.show(error)

    @Slot(object)
    def _on_restored(self, kept: object) -> None:
        assert isinstance(kept, Path)
        if not self._is_as_it_was_shown():
            open_other(self._window, str(self._path))
            return
        self._end_alarm()
        self._workspace.file_reopened.emit()
        self.changed.emit()
        self._window.show_message(
            f"已恢复到 {self._restoring}。恢复前的文件存成了 {kept.name}，想回去可以再恢复它。"
        )

    @Slot(object)
    def _on_not_restored(self, error: object) -> None:
        self._workspace.errors.show(error)
        self.changed.emit()

    @Slot()
    def _on_restoring_stopped(self) -> None:
        self._window.show_message("已停下，没有恢复，数据没有改动。")
        self.changed.emit()

    def _is_as_it_was_shown(self) -> bool:
        """Whether the pages know all plans and regions of the file; else the window has to begin anew."""
        workspace = self._workspace
        if not workspace.file.is_open or not workspace.has_look:
            return False
        plan, region = workspace.place
        fresh = look_first(self._path, plan.code, region.code)
        return (fresh.plans, fresh.regions) == (workspace.look.plans, workspace.look.regions)

    def _raise_alarm(self, sentence: str) -> None:
        """A strip that stays until somebody closes it or restores a backup."""
        if not sentence:
            return
        self._end_alarm()
        look = MessageAction("看备份", partial(self._window.show_page, HISTORY))
        self._alarm = AlarmBar(self._workspace.theme, sentence, look)
        self._alarm.closed.connect(self._on_alarm_closed)
        self._window.add_bar(self._alarm)

    def _end_alarm(self) -> None:
        if self._alarm is not None:
            self._alarm.take_away()
            self._alarm = None

    def _on_alarm_closed(self) -> None:
        self._alarm = None

    def _run(self, work: Work, done: Callable[[object], None], failed: Callable[[object], None]) -> Job:
        return self._jobs.run(work, done=done, failed=failed)

    def _show_progress(self, job: Job, words: str) -> None:
        QTimer.singleShot(_BAR_AFTER_MS, self, partial(self._show_bar, job, words))

    def _show_bar(self, job: Job, words: str) -> None:
        if job in self._jobs:
            self._window.add_bar(JobBar(self._workspace.theme, job, lambda _done, _total: words))

    def _close(self) -> None:
        self._timer.stop()
        self._jobs.close()
        self._clock.close()
