"""Pictures of a window at a given size and scale, to be looked at.

In a test or the tour: ``save_picture(window, folder / "entry.png")``. From a shell, where ``maker`` is a function that
takes the theme and returns a widget::

    python -m tests.screens tests.ui.shell_sample:make_window out/shell.png --size 1366x768 --scale 1.5 --dark
"""

import argparse
import importlib
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

ROOT = Path(__file__).parent.parent
SMALLEST, USUAL = (1366, 768), (1920, 1080)


def save_picture(widget: "QWidget", file: Path, size: tuple[int, int] | None = None) -> Path:
    """Show the widget at a size (logical px), let it settle, and save what it shows."""
    from PySide6.QtGui import QCursor
    from PySide6.QtWidgets import QApplication

    QCursor.setPos(4000, 4000)  # no picture shows a hover that nobody meant
    if size:
        widget.resize(*size)
    widget.show()
    for _ in range(6):
        QApplication.processEvents()
    file.parent.mkdir(parents=True, exist_ok=True)
    assert widget.grab().save(str(file)), file
    return file


def picture_of(
    maker: str, file: Path, size: tuple[int, int] = SMALLEST, *, scale: float = 1.0, dark: bool = False
) -> Path:
    """The same in a process of its own, which a device pixel ratio other than 1 needs; the picture is ``scale`` times ``size``."""
    command = [sys.executable, "-m", "tests.screens", maker, str(file), "--size", f"{size[0]}x{size[1]}"]
    command += ["--scale", str(scale), *(["--dark"] if dark else [])]
    subprocess.run(command, cwd=ROOT, check=True, env=os.environ | {"QT_QPA_PLATFORM": "offscreen"})
    return file


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("maker")
    parser.add_argument("file", type=Path)
    parser.add_argument("--size", default="1366x768")
    parser.add_argument("--scale", type=float, default=1.0)
    parser.add_argument("--zoom", type=int, default=100)
    parser.add_argument("--dark", action="store_true")
    wanted = parser.parse_args(arguments)
    os.environ["QT_SCALE_FACTOR"] = str(wanted.scale)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from wzdesk.ui.theme import DARK, LIGHT, Theme, apply_theme, make_application

    app = make_application()
    theme = apply_theme(app, DARK if wanted.dark else LIGHT, wanted.zoom)
    module, _, name = wanted.maker.partition(":")
    maker: Callable[[Theme], QWidget] = getattr(importlib.import_module(module), name)
    width, height = (int(side) for side in wanted.size.split("x"))
    save_picture(maker(theme), wanted.file, (width, height))


if __name__ == "__main__":
    main()
