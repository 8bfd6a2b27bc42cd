"""LibreOffice Calc as the peer of a start, with the profile of an earlier one."""

import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from tests.bench.processes import PATIENCE_S
from tests.bench.sizes import FOLDER
from tests.bench.watched import Watched, watched


def calc_version() -> str | None:
    """LibreOffice's own words, or None where it is not installed."""
    if shutil.which("soffice") is None:
        return None
    said = subprocess.run(
        ["soffice", "--version"], capture_output=True, text=True, check=True, timeout=PATIENCE_S
    )
    return " ".join(said.stdout.split()[:2])


class Calc:
    """Starts Calc with a workbook again and again, each time as if it had been used before."""

    def __init__(self, book: Path, screen: Mapping[str, str]) -> None:
        self._book, self._screen = book.absolute(), screen
        self._made, self._profile = FOLDER / "calc-made", FOLDER / "calc-profile"
        if not self._made.exists():
            shutil.rmtree(self._profile, ignore_errors=True)
            for _ in range(2):  # the first start makes the profile, the second one finds it
                with self._running() as calc:
                    calc.titled()
                    calc.memory(settled=True)
            shutil.copytree(self._profile, self._made)

    @contextmanager
    def running(self) -> Iterator[Watched]:
        """A fresh start, whose window is titled with the workbook's name."""
        shutil.rmtree(self._profile, ignore_errors=True)
        shutil.copytree(self._made, self._profile)
        with self._running() as calc:
            yield calc

    def start(self) -> dict[str, float]:
        """Milliseconds to the title; memory in MB then and when it has settled."""
        with self.running() as calc:
            told = {"titled": calc.titled()}
            told["titled_rss"], told["titled_pss"] = calc.memory()
            told["settled_rss"], told["settled_pss"] = calc.memory(settled=True)
        return told

    @contextmanager
    def _running(self) -> Iterator[Watched]:
        profile = f"-env:UserInstallation={self._profile.absolute().as_uri()}"
        command = ["soffice", profile, "--norestore", "--nologo", "--calc", str(self._book)]
        try:
            with watched(command, self._book.name, self._screen) as calc:
                yield calc
        finally:
            self._book.with_name(f".~lock.{self._book.name}#").unlink(missing_ok=True)
