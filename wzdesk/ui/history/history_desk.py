"""Reads for the page 历史与备份 in a thread, and hands what is asked for to who does it."""

from functools import partial
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QObject, QTimer, Slot

from wzdesk.domain.backup import Backup, BackupDifference
from wzdesk.domain.change import PastAct
from wzdesk.domain.errors import WzdeskError
from wzdesk.services.keep_backups import backups_of
from wzdesk.services.look_back import CellStep, acts, cells_of
from wzdesk.services.restore_backup import what_would_differ
from wzdesk.ui.history.history_page import ACTS, BACKUPS, HistoryPage
from wzdesk.ui.jobs import Job, JobRunner, Progress, Work
from wzdesk.ui.workspace import Workspace

_SEEK_AFTER_MS = 200


class _Acts(NamedTuple):
    sought: str
    found: list[PastAct]


class _Cells(NamedTuple):
    act: int
    steps: list[CellStep]


class _Difference(NamedTuple):
    backup: Path
    found: BackupDifference | WzdeskError


class HistoryDesk(QObject):
    """Only the newest question is answered."""

    def __init__(self, workspace: Workspace, page: HistoryPage) -> None:
        super().__init__(page)
        self._workspace, self._page = workspace, page
        self._path = workspace.file.path
        self._jobs = JobRunner(self, threads=1)
        self._comparing: Job | None = None
        self._seek = QTimer(self)
        self._seek.setSingleShot(True)
        self._seek.setInterval(_SEEK_AFTER_MS)
        self._seek.timeout.connect(self.refresh_acts)
        self._connect()
        if not workspace.file.is_open:
            page.show_backups_only(only=True)

    @property
    def busy(self) -> bool:
        """Whether something is being read."""
        return self._jobs.busy or self._seek.isActive()

    def refresh(self) -> None:
        """Read anew what is shown."""
        self.refresh_acts()
        self.refresh_backups()

    def refresh_acts(self) -> None:
        """Read the acts that are sought."""
        if not self._workspace.file.is_open or not self._is_shown(ACTS):
            return
        store, sought = self._workspace.file.store(), self._page.seek.text().strip()
        self._run(lambda _progress: _Acts(sought, acts(store, sought)))

    def refresh_backups(self) -> None:
        """Read which backups there are."""
        if self._is_shown(BACKUPS):
            self._run(lambda _progress: backups_of(self._path))

    def _is_shown(self, view: str) -> bool:
        return self._page.isVisible() and self._page.view == view

    def _connect(self) -> None:
        page, workspace, desk = self._page, self._workspace, self._workspace.backups
        page.shown.connect(self.refresh)
        page.seek.textChanged.connect(self._seek.start)
        page.acts.act_chosen.connect(self._on_act_chosen)
        page.backups.chosen.connect(self._on_backup_chosen)
        page.backups.restore_asked.connect(desk.restore)
        page.backups.backup_asked.connect(self._on_backup_asked)
        page.make.clicked.connect(self._on_backup_asked)
        page.name.returnPressed.connect(self._on_backup_asked)
        desk.asked_one_made.connect(page.backups.choose_when_shown)
        desk.changed.connect(self.refresh_backups)
        workspace.file_reopened.connect(self.refresh)
        workspace.file_opened.connect(self._on_file_opened)
        workspace.closing.connect(self._close)
        for changed in (
            workspace.signals.observations_changed,
            workspace.signals.overrides_changed,
            workspace.signals.targets_changed,
        ):
            changed.connect(self._on_changed)

    def _run(self, work: Work) -> Job:
        return self._jobs.run(work, done=self._on_read, failed=self._workspace.errors.show)

    # What is asked for

    def _on_file_opened(self) -> None:
        self._page.show_backups_only(only=False)
        self.refresh()

    def _on_changed(self, _keys: object) -> None:
        self.refresh_acts()

    def _on_act_chosen(self, act: int) -> None:
        store = self._workspace.file.store()
        self._run(lambda _progress: _Cells(act, cells_of(store, act)))

    def _on_backup_chosen(self, backup: Path) -> None:
        if self._comparing is not None:
            self._comparing.cancel()
        self._comparing = self._run(partial(self._compare, backup))

    def _compare(self, backup: Path, progress: Progress) -> _Difference:
        """In the other thread; a backup that cannot be read is an answer too."""
        try:
            return _Difference(backup, what_would_differ(self._path, backup, progress))
        except WzdeskError as error:
            return _Difference(backup, error)

    def _on_backup_asked(self) -> None:
        self._workspace.backups.back_up(self._page.name.text())
        self._page.name.clear()

    # What was read

    @Slot(object)
    def _on_read(self, read: object) -> None:
        match read:
            case _Acts(sought, found):
                self._page.acts.show_acts(found, sought)
            case _Cells(number, steps):
                act = self._page.acts.current
                if act is not None and act.change_set.id == number:
                    self._page.acts.show_cells(act, steps)
            case _Difference(backup, found):
                self._show_difference(backup, found)
            case list():
                self._page.backups.show_backups([one for one in read if isinstance(one, Backup)])

    def _show_difference(self, backup: Path, found: BackupDifference | WzdeskError) -> None:
        view = self._page.backups
        if view.current is None or view.current.path != backup:
            return
        if isinstance(found, BackupDifference):
            view.show_difference(found)
        elif self._workspace.file.is_open:
            view.show_unknown_difference(found.sentence, can_restore=False)
        else:
            view.show_unknown_difference("现在的文件读不出来，没法逐格对照；可以直接恢复。", can_restore=True)

    def _close(self) -> None:
        self._seek.stop()
        self._jobs.close()
