import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Convert = Callable[[Path, str], Path]


@pytest.fixture(scope="session")
def soffice() -> str:
    """LibreOffice's program."""
    program = shutil.which("soffice")
    if not program:
        reason = "LibreOffice (soffice) is not installed"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    return program


@pytest.fixture
def office(soffice: str, tmp_path: Path) -> Convert:
    """LibreOffice: opens a workbook and saves it in another format; any word of complaint fails."""

    def convert(book: Path, to: str) -> Path:
        folder = tmp_path / "converted"
        profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
        run = subprocess.run(
            [soffice, profile, "--headless", "--convert-to", to, "--outdir", str(folder), str(book)],
            capture_output=True,
            text=True,
            timeout=120,
            check=True,
        )
        # A csv carries the name of the sheet behind that of the book.
        made = list(folder.glob(f"{book.stem}*.{to.partition(':')[0]}"))
        assert len(made) == 1, run.stdout + run.stderr
        assert "Error" not in run.stdout + run.stderr
        return made[0]

    return convert
