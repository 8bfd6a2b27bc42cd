"""Keeping backups of a data file: made on time, checked, compared with the one before, removed when they had their time."""

import contextlib
import logging
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from wzdesk.db.backup import UNFINISHED, back_up, backup_folder
from wzdesk.db.backup_record import backups_in, remove_backup
from wzdesk.db.errors import BackupFailed, DataFileError, DiskFull, FileDamaged, FolderReadOnly
from wzdesk.db.restore import ChangeWatch, discard_left_over
from wzdesk.domain.backup import BY_HAND, Backup, BackupReason, BackupState, due, surplus
from wzdesk.domain.errors import WzdeskError

Progress = Callable[[int, int], None]
log = logging.getLogger(__name__)


class BackupNotMade(WzdeskError):
    """A backup could not be made; the data file is as it was.

    ``is_alarm`` where a check failed: nobody should go on as if nothing were the matter.
    """

    def __init__(self, sentence: str, *, is_alarm: bool) -> None:
        super().__init__(sentence)
        self.is_alarm = is_alarm


def backups_of(path: Path) -> list[Backup]:
    """All backups beside a data file, newest first."""
    return backups_in(path, backup_folder(path))


def keep_backup(path: Path, label: str, on_progress: Progress | None = None) -> Backup:
    """Make a backup beside the file, for a reason of the program or under a person's name, and let old ones go.

    Raises:
        BackupNotMade: it could not be made; in one sentence why, and what to do.
    """
    try:
        copy = back_up(path, backup_folder(path), label, on_progress)
    except DataFileError as error:
        checked = isinstance(error, FileDamaged | BackupFailed)
        raise BackupNotMade(_why_not(path, error), is_alarm=checked) from error
    made = next(one for one in backups_of(path) if one.path == copy)
    _rotate(path)
    return made


def back_up_before_import(path: Path) -> str:
    """Keep the file as it is before a workbook goes in; the sentence to tell where that failed, else "".

    An import can be undone, so it need not wait until there is room for a backup again.
    """
    try:
        return alarm_of(keep_backup(path, BackupReason.BEFORE_IMPORT))
    except BackupNotMade as error:
        log.warning("no backup before an import", exc_info=True)
        return error.sentence


def name_of(words: str) -> str:
    """A person's name for a backup; never one of the program's own words, whose backups it removes in time."""
    plain = words.strip() or BY_HAND
    return f"{plain}（手动）" if plain in set(BackupReason) else plain


def alarm_of(backup: Backup) -> str:
    """The sentence about a backup that lacks something; "" where nothing is missing."""
    if backup.state is not BackupState.ALARM:
        return ""
    return (
        f"数据文件比上一份备份少了东西：{backup.alarm}，修改历史里没有说是谁删的；"
        "请先不要再填，到“历史备份”里看看，要不要恢复到前一份。"
    )


def _rotate(path: Path) -> None:
    for one in surplus(backups_of(path)):
        try:
            remove_backup(one.path)
        except OSError:  # open in another program: the next rotation takes it
            log.warning("a backup could not be removed: %s", one.path.name, exc_info=True)


def _why_not(path: Path, error: DataFileError) -> str:
    folder = backup_folder(path)
    match error:
        case DiskFull():
            return f"备份没有存成：{folder} 所在的磁盘满了；数据都在，请腾出空间，过一会儿会自动再试。"
        case FolderReadOnly():
            return f"备份没有存成：{folder} 不能写入；数据都在，请检查这个文件夹，过一会儿会自动再试。"
        case FileDamaged():
            return f"备份没有存成：数据文件 {path.name} 有损坏；请先不要再填，到“历史备份”里恢复以前的备份。"
        case BackupFailed():
            return f"备份没有存成：存到 {folder} 的内容核对不上，已删去；数据都在，请换一个磁盘试试，过一会儿会自动再试。"
        case _:
            return f"备份没有存成：{error.sentence}"


class BackupClock:
    """Knows which backup is due of an open file; asked every few minutes, in whatever thread."""

    def __init__(self, path: Path, now: Callable[[], datetime] | None = None) -> None:
        self._path, self._now = path, now or (lambda: datetime.now(UTC).astimezone())
        self._watch: ChangeWatch | None = None
        self._changed_since: datetime | None = None

    def tick(self, on_progress: Progress | None = None) -> Backup | None:
        """Make the backup that is due; None where none is.

        Raises:
            BackupNotMade: it could not be made; it stays due.
        """
        if self._watch is None:
            self._start()
        assert self._watch is not None
        if self._watch.changed and self._changed_since is None:
            self._changed_since = self._now()
        reason = due(backups_of(self._path), self._now(), changed_since=self._changed_since)
        if reason is None:
            return None
        made = keep_backup(self._path, reason, on_progress)
        self._watch.start_anew()
        self._changed_since = None
        return made

    def close(self) -> None:
        """Let the file go; the next tick looks at it anew."""
        if self._watch is not None:
            self._watch.close()
            self._watch = None

    def _start(self) -> None:
        self._watch = ChangeWatch(self._path)
        discard_left_over(self._path)
        with contextlib.suppress(OSError):
            for left in backup_folder(self._path).glob(f"{self._path.stem}-*{UNFINISHED}"):
                left.unlink(missing_ok=True)
