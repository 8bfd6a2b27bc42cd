"""Writing a file whole or not at all: beside the target first, then in its place."""

import contextlib
import errno
import os
import stat
import uuid
from collections.abc import Iterable
from pathlib import Path

from wzdesk.excel.errors import CannotWrite

_KEPT = "原来的文件没有改动。"
_REMEDIES = {
    errno.ENOSPC: "磁盘满了，请清出空间或换一个磁盘",
    errno.EDQUOT: "磁盘满了，请清出空间或换一个磁盘",
    errno.EFBIG: "文件太大，磁盘放不下，请换一个磁盘",
    errno.EROFS: "这个磁盘只能读，请换一个文件夹",
    errno.ENAMETOOLONG: "文件名太长，请改短",
    errno.ENOENT: "文件夹不见了，请重新选择",
    errno.EISDIR: "这是一个文件夹，请另起文件名",
}


def write_whole(path: Path, content: bytes) -> None:
    """Writes ``content`` to a new file beside ``path``, and puts it in place only when it is safe on disk.

    Raises:
        CannotWrite: the folder is missing or read-only, the disk is full, the target is open elsewhere.
    """
    write_parts(path, (content,))


def write_parts(path: Path, parts: Iterable[bytes]) -> None:
    """The same with content that is made part by part; where making it breaks off, nothing is left behind.

    Raises:
        CannotWrite: as ``write_whole``.
    """
    target = path.resolve() if _is_link(path) else path.absolute()  # a link stays a link
    beside = target.with_name(f".wzdesk-{uuid.uuid4().hex}.tmp")
    try:
        mode = _mode_of(target)
        _write_safely(beside, parts)
        if mode is not None:
            beside.chmod(mode)
        beside.replace(target)
        _sync_folder(target.parent)
    except BaseException as error:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise CannotWrite(_sentence(target, error)) from error
        raise


def _write_safely(path: Path, parts: Iterable[bytes]) -> None:
    with path.open("xb", buffering=0) as stream:
        for part in parts:
            rest = memoryview(part)
            while rest:
                rest = rest[stream.write(rest) :]
        os.fsync(stream.fileno())


def _mode_of(target: Path) -> int | None:
    """Who may do what with the file that is to be replaced; None where there is none yet.

    Raises:
        CannotWrite: nothing can be put there.
    """
    try:
        mode = target.stat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        if target.parent.is_dir():
            return None
        raise CannotWrite(
            f"没有写成“{target.name}”：文件夹“{target.parent}”不存在，请换一个文件夹。"
        ) from None
    if stat.S_ISDIR(mode):
        raise CannotWrite(f"没有写成“{target.name}”：这是一个文件夹，请另起文件名。")
    if not os.access(target, os.W_OK):
        raise CannotWrite(f"没有写成“{target.name}”：这个文件是只读的，请换一个文件名。{_KEPT}")
    locks = (target.with_name(f".~lock.{target.name}#"), target.with_name(f"~${target.name}"))
    if any(lock.exists() for lock in locks):
        raise CannotWrite(
            f"没有写成“{target.name}”：它正在表格软件里打开，请关闭后再写，或换一个文件名。{_KEPT}"
        )
    return mode & 0o777


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":  # Windows opens no folders
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _sentence(target: Path, error: OSError) -> str:
    if isinstance(error, PermissionError):
        locked = _exists(target)
        why = (
            "它正被别的程序打开，请关闭后再写"
            if locked and os.name == "nt"
            else "这个文件夹不让写，请换一个文件夹"
        )
    else:
        why = _REMEDIES.get(error.errno or 0, "磁盘没有写成，请换一个文件夹再试")
    return f"没有写成“{target.name}”：{why}。{_KEPT if _exists(target) else '没有留下文件。'}"


def _is_link(path: Path) -> bool:
    try:
        return path.is_symlink()
    except OSError:  # a name that is too long
        return False


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # a name that is too long
        return False
