"""Where it was measured: processor, memory, system, and the versions of the program and of its peers."""

import importlib.metadata
import os
import platform
import sqlite3
import subprocess
from pathlib import Path

from tests.bench.calc import calc_version
from tests.bench.sqlite_browser import browser_version
from wzdesk import __version__

_PACKAGES = (
    "PySide6-Essentials",
    "SQLAlchemy",
    "openpyxl",
    "python-calamine",
    "pyqtgraph",
    "numpy",
    "pandas",
    "duckdb",
)


def machine() -> dict[str, str]:
    """What one needs to know to compare; the load is of when the measuring begins."""
    return {
        "processor": f"{_line_of('/proc/cpuinfo', 'model name') or platform.processor()}, {os.cpu_count()} cores",
        "memory": f"{int((_line_of('/proc/meminfo', 'MemTotal') or '0 kB').split()[0]) / 2**20:.1f} GiB",
        "system": f"{platform.system()} {platform.release()}, {platform.machine()}",
        "load before": f"{os.getloadavg()[0]:.2f}" if hasattr(os, "getloadavg") else "",
    }


def versions() -> dict[str, str]:
    """The program, what it stands on, and the peers; those that are absent say so."""
    found = {
        "wzdesk": f"{__version__} {_commit()}".strip(),
        "Python": platform.python_version(),
        "SQLite": sqlite3.sqlite_version,
    }
    found |= {name: _version(name) for name in _PACKAGES}
    return found | {
        "LibreOffice": (calc_version() or "absent").removeprefix("LibreOffice "),
        "DB Browser for SQLite": browser_version() or "absent",
    }


def _version(package: str) -> str:
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return "absent"


def _commit() -> str:
    asked = ["git", "describe", "--always", "--dirty", "--abbrev=8"]
    try:
        return subprocess.run(asked, capture_output=True, text=True, check=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return ""


def _line_of(file: str, name: str) -> str:
    path = Path(file)
    if not path.exists():
        return ""
    lines = path.read_text("utf-8").splitlines()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith(name)), "")
