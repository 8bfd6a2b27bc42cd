"""DB Browser for SQLite as the peer of opening a data file: from its process to a window with the file's name."""

import os
import shutil
import subprocess
from pathlib import Path

from tests.bench.processes import PATIENCE_S


def browser_version() -> str | None:
    """Its number, or None where it is not installed."""
    if shutil.which("sqlitebrowser") is None:
        return None
    said = subprocess.run(
        ["sqlitebrowser", "--version"],
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        timeout=PATIENCE_S,
    )
    words = said.stdout.split()
    return words[words.index("Version") + 1] if "Version" in words else "of an unknown version"


def browser_command(file: Path) -> list[str] | None:
    """Opens the file to be read, or None where it is not installed."""
    return ["sqlitebrowser", "--read-only", str(file.absolute())] if shutil.which("sqlitebrowser") else None
