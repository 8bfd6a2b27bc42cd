"""The locks of what freezes the program, and the part of the project's lock that goes into a package."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "build" / "package"
_PIN = re.compile(r"^([A-Za-z0-9][\w.-]*)==", re.MULTILINE)
_ENTRY = re.compile(r"^[A-Za-z0-9](?:.*\\\n)*.*$", re.MULTILINE)


@pytest.mark.parametrize("name", ("requirements", "sbom"))
def test_that_a_build_lock_is_hashed_and_names_no_host(name: str) -> None:
    lock = (PACKAGE / f"{name}.lock").read_text("utf-8")
    entries = _ENTRY.findall(lock)
    assert "://" not in lock
    assert len(entries) >= 8
    assert [entry for entry in entries if "--hash=sha256:" not in entry] == []
    wished = re.findall(r"^[a-z][\w-]*$", (PACKAGE / f"{name}.in").read_text("utf-8"), re.MULTILINE)
    assert wished
    assert set(wished) <= set(_PIN.findall(lock))


def runtime(platform: str, python: str) -> str:
    return subprocess.run(
        [sys.executable, "-B", str(PACKAGE / "runtime_lock.py"), "--platform", platform, "--python", python],
        capture_output=True, text=True, check=True, encoding="utf-8",
    ).stdout  # fmt: skip


@pytest.mark.parametrize(("platform", "python"), (("linux", "3.11"), ("linux", "3.13"), ("win32", "3.12")))
def test_that_a_package_takes_what_the_program_needs_and_no_more(platform: str, python: str) -> None:
    found = runtime(platform, python)
    names = _PIN.findall(found)
    assert {"pyside6-essentials", "sqlalchemy", "alembic", "mako", "numpy", "cryptography"} <= set(names)
    assert not {"pytest", "ruff", "mypy", "pandas", "duckdb", "packaging"} & set(names)
    assert len(names) == len(set(names))
    lines = (ROOT / "requirements.lock").read_text("utf-8").splitlines()
    told = [line for line in lines if "==" in line or "--hash" in line]
    pins = _ENTRY.findall(found)
    assert all(any(known.startswith(pin.split()[0]) for known in told) for pin in pins)
    assert set(re.findall("--hash=\\S+", found)) <= set(re.findall("--hash=\\S+", "\n".join(told)))
    assert ";" not in found
