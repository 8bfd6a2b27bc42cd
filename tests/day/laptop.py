"""A laptop of one person: a home of its own, a screen that nobody sees, a keyboard, and the installed program."""

import os
import signal
import sqlite3
import struct
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from PySide6.QtGui import QImage

from tests.bench.processes import family

PATIENCE_S = 120.0
SIZE = (1366, 768)
_QUIET_S = 0.4
_XWD_WORDS = 25


def wait_until(condition: Callable[[], bool], what: str, patience_s: float = PATIENCE_S) -> None:
    """Ask again and again; the program that is waited for is another one."""
    end = time.monotonic() + patience_s
    while not condition():
        if time.monotonic() > end:
            raise TimeoutError(f"waited in vain for {what}")
        time.sleep(0.05)


class Laptop:
    """Starts, drives and looks at the installed program; ends all that it started when it is left.

    Args:
        name: Who works at it; part of the pictures' names.
        home: The folder of its own files and settings.
        program: The command that starts the installed program.
        pictures: Where the pictures go.
    """

    def __init__(self, name: str, home: Path, program: Sequence[str], pictures: Path) -> None:
        self.name, self.home, self._program, self._pictures = name, home, list(program), pictures
        self._screen: subprocess.Popen[bytes] | None = None
        self._running: subprocess.Popen[bytes] | None = None
        self._taken = 0
        home.mkdir(parents=True)
        pictures.mkdir(parents=True, exist_ok=True)
        self._environment = os.environ | self._folders() | {"QT_QPA_PLATFORM": "xcb", "LANG": "C.UTF-8"}
        for left_out in ("WAYLAND_DISPLAY", "DISPLAY", "PYTHONPATH", "QT_IM_MODULE", "XMODIFIERS"):
            self._environment.pop(left_out, None)

    def __enter__(self) -> Self:
        (self.home / "screen").mkdir()
        size = f"{SIZE[0]}x{SIZE[1]}x24"
        # Without -noreset it starts anew when the last program is gone, and refuses the next one meanwhile.
        command = ["Xvfb", "-displayfd", "1", "-screen", "0", size, "-nolisten", "tcp", "-noreset"]
        command += ["-fbdir", str(self.home / "screen")]
        self._screen = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        assert self._screen.stdout is not None
        self._environment["DISPLAY"] = f":{self._screen.stdout.readline().decode().strip()}"
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is not None:
            self.picture("wrong")
        self.cut_power()
        assert self._screen is not None
        self._screen.terminate()
        self._screen.wait(PATIENCE_S)

    def start(self, *arguments: str) -> None:
        """Start the program, and wait until it shows its window and has come to rest."""
        with (self.home / "said.txt").open("ab") as said:
            self._running = subprocess.Popen(
                [*self._program, *arguments], env=self._environment, stdout=said, stderr=said
            )
        self.focus()

    def run(self, *arguments: str) -> str:
        """What a command of the program prints."""
        done = subprocess.run(
            [*self._program, *arguments], env=self._environment, capture_output=True, text=True,
            check=True, timeout=PATIENCE_S,
        )  # fmt: skip
        return done.stdout

    def cut_power(self) -> None:
        """All at once, as when the battery is out."""
        if self._running is None:
            return
        for pid in reversed(family(self._running.pid)):
            with _gone_is_fine():
                os.kill(pid, signal.SIGKILL)
        self._running.wait(PATIENCE_S)
        self._running = None

    def press(self, *keys: str, rests: bool = True) -> None:
        """Press keys one after the other; as a rule wait until the program has nothing more to do."""
        self._xdotool("key", "--delay", "30", *keys)
        if rests:
            self.rest()

    def type(self, text: str) -> None:
        """Type letters, digits and signs; Chinese comes as from an input method's list, all at once."""
        if text.isascii():
            self._xdotool("type", "--delay", "30", text)
            self.rest()
        else:
            self.paste(text)

    def paste(self, text: str) -> None:
        """Paste what another program has put into the clipboard."""
        with subprocess.Popen(
            ["xclip", "-selection", "clipboard", "-in", "-quiet"],
            env=self._environment, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        ) as owner:  # fmt: skip
            assert owner.stdin is not None
            owner.stdin.write(text.encode())
            owner.stdin.close()
            time.sleep(_QUIET_S)
            self.press("ctrl+v")
            owner.terminate()

    def find(self, initials: str) -> None:
        """Go by the search for everything: Ctrl+K, the initials, Enter."""
        self.press("ctrl+k")
        self.type(initials)
        self.press("Return")

    def choose_file(self, path: Path) -> None:
        """Answer a file dialog: it is a window of its own, with the name selected."""
        self.focus()
        self.press("ctrl+a")
        self.type(str(path))
        self.press("Return")
        self.focus()

    def focus(self) -> None:
        """Give the window that came last the keys: there is no window manager to do so."""
        wait_until(self._has_window, "a window")
        self._xdotool("windowfocus", "--sync", self._windows()[-1])
        self.rest()

    def rest(self) -> None:
        """Wait until the program uses no processor time: it has done what it was told."""
        assert self._running is not None
        pid = self._running.pid

        def rests() -> bool:
            before = _ticks(pid)
            time.sleep(_QUIET_S)
            return _ticks(pid) - before <= 1

        wait_until(rests, "the program to come to rest")

    def picture(self, name: str) -> Path:
        """Keep what the screen shows."""
        self._taken += 1
        path = self._pictures / f"{self.name}-{self._taken:02}-{name}.png"
        assert _frame(self.home / "screen" / "Xvfb_screen0").save(str(path)), path
        return path

    def ask(self, data: Path, sql: str, *given: object) -> list[tuple[object, ...]]:
        """Rows of a data file, read beside the program."""
        with closing(sqlite3.connect(f"file:{data}?mode=ro", uri=True)) as connection:
            return connection.execute(sql, given).fetchall()

    def _folders(self) -> dict[str, str]:
        kinds = ("CONFIG", "DATA", "CACHE", "STATE")
        folders = {f"XDG_{kind}_HOME": str(self.home / kind.lower()) for kind in kinds}
        runtime = self.home / "runtime"
        runtime.mkdir(mode=0o700)
        return folders | {"HOME": str(self.home), "XDG_RUNTIME_DIR": str(runtime)}

    def _has_window(self) -> bool:
        assert self._running is not None
        ended = self._running.poll()
        assert ended is None, f"ended with {ended}: {(self.home / 'said.txt').read_text('utf-8')}"
        return bool(self._windows())

    def _windows(self) -> list[str]:
        said = subprocess.run(
            ["xdotool", "search", "--onlyvisible", "--class", "wzdesk"],
            env=self._environment, capture_output=True, text=True, check=False, timeout=PATIENCE_S,
        )  # fmt: skip
        return said.stdout.split()

    def _xdotool(self, *words: str) -> None:
        subprocess.run(["xdotool", *words], env=self._environment, check=True, timeout=PATIENCE_S)


@contextmanager
def _gone_is_fine() -> Iterator[None]:
    try:
        yield
    except ProcessLookupError:
        return


def _ticks(pid: int) -> int:
    ticks = 0
    for member in family(pid):
        try:
            fields = Path(f"/proc/{member}/stat").read_text("ascii").rpartition(")")[2].split()
        except (FileNotFoundError, ProcessLookupError):
            continue
        ticks += int(fields[11]) + int(fields[12])
    return ticks


def _frame(buffer: Path) -> QImage:
    """The picture in a frame buffer that Xvfb keeps as a file, in the format of xwd: big-endian words before it."""
    raw = buffer.read_bytes()
    words = struct.unpack(f">{_XWD_WORDS}I", raw[: 4 * _XWD_WORDS])
    header, width, height, stride, colours = words[0], words[4], words[5], words[12], words[19]
    start = header + 12 * colours
    pixels = raw[start : start + stride * height]
    return QImage(pixels, width, height, stride, QImage.Format.Format_RGB32).copy()
