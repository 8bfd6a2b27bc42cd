"""Draws resources/icons/wzdesk.svg in the sizes of the hicolor theme, into the folder that is named."""

import os
import shutil
import sys
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtGui import QGuiApplication, QIcon

SIZES = (16, 22, 24, 32, 48, 64, 128, 256)
SOURCE = Path(__file__).resolve().parents[2] / "resources" / "icons" / "wzdesk.svg"


def main() -> None:
    """Write ``hicolor/SIZExSIZE/apps/wzdesk.png`` and the drawing itself."""
    app = QGuiApplication(["render_icons"])
    theme, icon = Path(sys.argv[1]) / "hicolor", QIcon(str(SOURCE))
    for size in SIZES:
        folder = theme / f"{size}x{size}" / "apps"
        folder.mkdir(parents=True, exist_ok=True)
        if not icon.pixmap(size, size).save(str(folder / "wzdesk.png")):
            raise SystemExit(f"render_icons: no picture of {size} pixels")
    folder = theme / "scalable" / "apps"
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(SOURCE, folder / "wzdesk.svg")
    app.quit()


if __name__ == "__main__":
    main()
