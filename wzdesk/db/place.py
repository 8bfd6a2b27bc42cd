"""Where a file lies: on a disk of this machine or on a drive of the network."""

import os
import sys
from pathlib import Path

_NETWORK = frozenset(
    {"nfs", "nfs4", "cifs", "smb3", "smbfs", "smb2", "ncpfs", "9p", "afs", "davfs", "fuse.sshfs"}
)
_DRIVE_REMOTE = 4


def is_on_network(path: Path) -> bool:
    """Whether the file lies on another machine, where a write-ahead log is not safe."""
    if sys.platform == "win32":
        return _is_remote_drive(path.absolute().anchor)
    else:  # noqa: RET505 - so that mypy leaves out the other system's half
        return _file_system(path) in _NETWORK


if sys.platform == "win32":
    import ctypes

    def _is_remote_drive(anchor: str) -> bool:
        shared = anchor.startswith("\\\\")
        return shared or bool(ctypes.windll.kernel32.GetDriveTypeW(anchor) == _DRIVE_REMOTE)


def _file_system(place: Path) -> str:
    """The type of the innermost mount that holds the place; empty where the system does not say."""
    real = os.path.realpath(place)
    best, kind = "", ""
    try:
        mounts = Path("/proc/mounts").read_text("utf-8", errors="replace")
    except OSError:
        return ""
    for line in mounts.splitlines():
        _, point, name, *_ = line.split(" ")
        point = point.replace("\\040", " ").rstrip("/") + "/"
        if real.startswith(point) and len(point) >= len(best):
            best, kind = point, name
    return kind
