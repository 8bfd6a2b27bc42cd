"""Walks through the window of the installed program, by the tour of the tests, and leaves its pictures.

    PROGRAM/python/python.exe -X utf8 smoke.py REPOSITORY FOLDER

The tour lies in the repository; the program and its libraries are those that were installed. It opens the file, enters
figures, pastes, imports a county's form (read apart, in a child process), draws the charts, exports, fills a form,
restores a backup, prints, and looks at every page; each step checks what a person would see.
"""

import os
import sys
from pathlib import Path


def main() -> int:
    """0 when every step held."""
    repository, folder = sys.argv[1:]
    program = Path(sys.executable).parents[1]
    sys.path.append(repository)
    sys.frozen, sys.executable = "wzdesk", str(program.parent / "wzdesk.exe")  # as start.py has it
    os.environ.update(DISPLAY="windows", XDG_CONFIG_HOME=folder)

    import wzdesk
    from tests.tour import walk
    from tests.tour.__main__ import ROUNDS, _walk

    if not Path(wzdesk.__file__).is_relative_to(program):
        raise SystemExit(f"smoke: this is not the installed program: {wzdesk.__file__}")
    walk.PATIENCE_S = 300.0  # wine is slow, and the machine may have much else to do
    return _walk(ROUNDS[""], Path(folder))


if __name__ == "__main__":
    sys.exit(main())
