"""``python -m tests.tour --out out/tour``: walk through the main job and leave the pictures."""

import argparse
import os
import shutil
import sys
import tempfile
from pathlib import Path

if not os.environ.get("DISPLAY"):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QSettings

from tests.tour.walk import Walk
from wzdesk.ui.program import Program
from wzdesk.ui.theme import make_application


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--out", type=Path, default=Path("out/tour"))
    folder: Path = parser.parse_args().out
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    with tempfile.TemporaryDirectory() as home:
        os.environ["XDG_DATA_HOME"] = os.environ["XDG_CONFIG_HOME"] = os.environ["APPDATA"] = home
        QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, home)
        app = make_application()
        for name, size in (("", (1366, 728)), ("1920", (1920, 1040))):
            QSettings("wzdesk", "wzdesk").clear()
            (Path(home) / "wzdesk" / "person.json").unlink(missing_ok=True)
            program = Program(app, Path(home) / f"温州市计划{name}.wzd")
            program.window.resize(*size)
            walk = Walk(program, folder / name if name else folder)
            (walk.folder).mkdir(exist_ok=True)
            print(f"{size[0]}×{size[1]}:")
            for picture in walk.all_steps():
                print(f"  {picture}")
            program.window.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
