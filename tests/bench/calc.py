"""LibreOffice Calc as the peer of a start: from its process to a window that is titled with the workbook's name."""

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from tests.bench.processes import PATIENCE_S, environment, family, memory_mb
from tests.bench.sizes import FOLDER
from tests.bench.x_windows import Screen

SETTLING_S = 1.5


def calc_version() -> str | None:
    """LibreOffice's own words, or None where it is not installed."""
    if shutil.which("soffice") is None:
        return None
    said = subprocess.run(
        ["soffice", "--version"], capture_output=True, text=True, check=True, timeout=PATIENCE_S
    )
    return " ".join(said.stdout.split()[:2])


class Calc:
    """Starts Calc again and again with the profile of an earlier start."""

    def __init__(self, book: Path, screen: Mapping[str, str]) -> None:
        self._book, self._screen = book.absolute(), screen
        self._made, self._profile = FOLDER / "calc-made", FOLDER / "calc-profile"
        if not self._made.exists():
            shutil.rmtree(self._profile, ignore_errors=True)
            for _ in range(2):  # the first start makes the profile, the second one finds it
                self._start(self._profile)
            shutil.copytree(self._profile, self._made)

    def start(self) -> dict[str, float]:
        """Milliseconds to the title; memory in MB then and when it has settled."""
        shutil.rmtree(self._profile, ignore_errors=True)
        shutil.copytree(self._made, self._profile)
        return self._start(self._profile)

    def _start(self, profile: Path) -> dict[str, float]:
        with (
            Screen(self._screen["DISPLAY"]) as screen,
            _running(self._book, profile, self._screen) as (pid, begun),
        ):
            while not any(self._book.name in title for title in screen.titles()):
                if time.monotonic_ns() - begun > PATIENCE_S * 1e9:
                    raise TimeoutError(f"Calc has not shown {self._book.name}")
                time.sleep(0.002)
            told = {"titled": (time.monotonic_ns() - begun) / 1e6}
            told["titled_rss"], told["titled_pss"] = memory_mb(family(pid))
            time.sleep(SETTLING_S)
            told["settled_rss"], told["settled_pss"] = memory_mb(family(pid))
        return told


@contextmanager
def _running(book: Path, profile: Path, screen: Mapping[str, str]) -> Iterator[tuple[int, int]]:
    """Calc's process and when it was started; asked to go at the end."""
    command = ["soffice", f"-env:UserInstallation={profile.absolute().as_uri()}", "--norestore", "--nologo"]
    begun = time.monotonic_ns()
    with subprocess.Popen(
        [*command, "--calc", str(book)],
        env=environment(screen),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        try:
            yield process.pid, begun
        finally:
            _end(process)
            book.with_name(f".~lock.{book.name}#").unlink(missing_ok=True)


def _end(process: subprocess.Popen[bytes]) -> None:
    """Everything that was started; the wrapper script does not pass a signal on."""
    members = family(process.pid)
    for number in (signal.SIGTERM, signal.SIGKILL):
        for pid in reversed(members):
            try:
                os.kill(pid, number)
            except ProcessLookupError:
                continue
        try:
            process.wait(timeout=3)
        except subprocess.TimeoutExpired:
            continue
        break
