"""The day of work, with the program of this checkout; ``python -m tests.day --program`` lives it with an installed one."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PATIENCE_S = 900.0

pytestmark = pytest.mark.long


def test_that_a_day_of_work_is_lived_through(tmp_path: Path) -> None:
    missing = [program for program in ("Xvfb", "xdotool", "xclip") if not shutil.which(program)]
    if missing:
        reason = f"absent: {', '.join(missing)}"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    out = tmp_path / "day"
    command = [sys.executable, "-m", "tests.day", "--out", str(out), "--folder", str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=PATIENCE_S)
    assert done.returncode == 0, done.stderr
    assert len(list(out.glob("*.png"))) > 20
