"""Putting a backup in the place of the data file, and back again: what would differ, then in one step."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from wzdesk.db.backup import backup_folder
from wzdesk.db.compare import difference
from wzdesk.db.errors import FileDamaged, NotADataFile, StoreReadOnly
from wzdesk.db.file import revision_of
from wzdesk.db.lock import FileLock, Held, Holder
from wzdesk.db.restore import ChangeWatch, discard, keep_as_it_is, prepare, put_in_place
from wzdesk.db.store import Store
from wzdesk.domain.backup import BackupDifference, BackupReason
from wzdesk.domain.errors import Refused
from wzdesk.services.keep_backups import BackupNotMade, keep_backup

Progress = Callable[[int, int], None]
_TRIES = 3  # someone may go on typing while the file is kept


def what_would_differ(path: Path, backup: Path, on_progress: Progress) -> BackupDifference:
    """Hold a backup against the file as it is now.

    Raises:
        WzdeskError: one of them cannot be read, or is none of this program's.
    """
    for file in (backup, path):
        revision_of(file)
    return difference(path, backup, on_progress)


def restore_backup(store: Store, backup: Path, who: str, on_progress: Progress) -> Path:
    """Let a backup be the open data file from now on; where the file of before was kept.

    The file of before is itself backed up (恢复前) with the last figure that was stored, and only then replaced.

    Raises:
        WzdeskError: the backup is damaged or newer, someone else has or watches the file, or there is no room; the
            file is as it was.
    """
    if store.read_only:
        raise StoreReadOnly(_held(store.path, store.holder))
    prepared = prepare(store.path, backup, who, on_progress)
    try:
        for _ in range(_TRIES):
            with closing(ChangeWatch(store.path)) as seen:
                kept = _keep(store.path, on_progress)
                if store.replace_with(prepared, seen):
                    return kept
    finally:
        discard(prepared)
    raise Refused(f"{store.path.name} 一直有人在填，没有恢复，数据没有改动；请停下来再恢复。")


def restore_unreadable(path: Path, backup: Path, who: str, on_progress: Progress) -> Path:
    """The same for a file that cannot be opened any more; it is kept byte for byte.

    Raises:
        WzdeskError: the backup is damaged or newer, or someone else has the file; the file is as it was.
    """
    try:
        lock = FileLock(path)
    except Held as held:
        raise StoreReadOnly(_held(path, held.holder)) from held
    prepared: Path | None = None
    try:
        prepared = prepare(path, backup, who, on_progress)
        kept = keep_as_it_is(path, backup_folder(path))
        put_in_place(path, prepared)
    finally:
        if prepared is not None:
            discard(prepared)
        lock.release()
    return kept


def restore_file(path: Path, backup: Path, who: str, on_progress: Progress) -> Path:
    """Restore a file that is not open in this program, whether or not it can still be opened.

    Raises:
        WzdeskError: as the two above.
    """
    try:
        store = Store.open(path)
    except (FileDamaged, NotADataFile):
        return restore_unreadable(path, backup, who, on_progress)
    with store:
        return restore_backup(store, backup, who, on_progress)


def _keep(path: Path, on_progress: Progress) -> Path:
    """The file of before: checked, or byte for byte where it is damaged."""
    try:
        return keep_backup(path, BackupReason.BEFORE_RESTORE, on_progress).path
    except BackupNotMade as error:
        if isinstance(error.__cause__, FileDamaged):
            return keep_as_it_is(path, backup_folder(path))
        raise


def _held(path: Path, holder: Holder | None) -> str:
    who = (holder.user if holder else "") or "别的程序"
    where = f"（{holder.host}）" if holder and holder.host else ""
    return f"{who}{where}正在用 {path.name}，没有恢复，数据没有改动；请等对方关闭后再恢复。"
