"""``python -m tests.tour --out out/tour``: walk through the main job, look at every page, and leave the pictures.

Once in each of two sizes; with ``--all`` once for each round of ``ROUNDS``: both looks and larger scales too. Each
round has a process and a home of its own.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple


class Round(NamedTuple):
    """The window's size in logical pixels, its look, and how many pixels a logical one has."""

    width: int = 1366
    height: int = 728
    look: str = "light"
    scale: str = "1"


ROUNDS = {
    "": Round(),
    "1920": Round(1920, 1040),
    "dark": Round(look="dark"),
    "1920-dark": Round(1920, 1040, "dark"),
    "125": Round(scale="1.25"),
    "150": Round(1920, 1040, "dark", "1.5"),
    "200": Round(1920, 1040, scale="2"),
}
"""By the name of their folders; the first one's pictures are those of the README."""
USUAL = ("", "1920")


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.tour", description=__doc__)
    parser.add_argument("--out", type=Path, default=Path("out/tour"))
    parser.add_argument("--all", action="store_true", help="all rounds, not just the usual ones")
    parser.add_argument("--round", choices=list(ROUNDS), help="only this one, in this process")
    wanted = parser.parse_args()
    if wanted.round is not None:
        return _walk(ROUNDS[wanted.round], wanted.out / wanted.round)
    shutil.rmtree(wanted.out, ignore_errors=True)
    for name in ROUNDS if wanted.all else USUAL:
        with tempfile.TemporaryDirectory() as home:
            folders = dict.fromkeys(("XDG_DATA_HOME", "XDG_CONFIG_HOME", "APPDATA", "LOCALAPPDATA"), home)
            subprocess.run(
                [sys.executable, "-m", "tests.tour", "--out", str(wanted.out), "--round", name],
                env=os.environ | folders | {"QT_SCALE_FACTOR": ROUNDS[name].scale},
                check=True,
            )
    return 0


def _walk(its: Round, folder: Path) -> int:
    if not os.environ.get("DISPLAY"):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QSettings

    from tests.tour.exchange import city_file, look_at_exchange
    from tests.tour.projects import demo_file, look_at_projects
    from tests.tour.walk import Walk
    from wzdesk.ui.pages import ENTRY
    from wzdesk.ui.program import Program
    from wzdesk.ui.theme import make_application

    home = os.environ["XDG_CONFIG_HOME"]
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, home)
    QSettings("wzdesk", "wzdesk").setValue("looks/theme", its.look)
    folder.mkdir(parents=True, exist_ok=True)
    app = make_application()

    def window_on(path: Path) -> Program:
        """On the rows to fill, also where a day ends during the walk: the next one would begin on the workbench."""
        program = Program(app, path)
        program.window.resize(its.width, its.height)
        program.window.show_page(ENTRY)
        return program

    program = window_on(Path(home) / "温州市计划.wzd")
    print(f"{its.width}×{its.height}, {its.look}, {its.scale}:")
    for picture in Walk(program, folder).all_steps():
        print(f"  {picture}")
    program.window.close()
    others = window_on(demo_file(Path(home)))
    for picture in look_at_projects(others, folder):
        print(f"  {picture}")
    others.window.close()
    city, back = city_file(Path(home))
    third = window_on(city)
    for picture in look_at_exchange(third, back, folder):
        print(f"  {picture}")
    third.window.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
