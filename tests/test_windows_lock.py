"""The lock of the Windows installer holds what the project's own lock does, but for numpy, which wine wants older."""

import re
from pathlib import Path

ROOT = Path(__file__).parent.parent
_PIN = re.compile(r"^([a-z0-9-]+)==([^ ;]+)", re.MULTILINE)


def test_that_the_windows_lock_follows_the_projects_lock() -> None:
    own = set(_PIN.findall((ROOT / "requirements.lock").read_text("utf-8")))
    windows = set(_PIN.findall((ROOT / "build/windows/requirements.lock").read_text("utf-8")))
    assert {"sqlalchemy", "pyside6-essentials", "cryptography"} <= {name for name, _ in windows}
    assert {name for name, _ in windows - own} == {"numpy"}
