"""The Chinese font that a package brings along, for the machine that has none: without one every character is a box."""

from pathlib import Path

from PySide6.QtGui import QFontDatabase

from wzdesk.ui import icons

_FOLDER = "fonts"


def lend_font(resources: Path | None = None) -> bool:
    """Let this program use the font of its resources, if the system has no Chinese one; whether it was needed.

    To be called when there is a QGuiApplication. In a checkout there is no such font, and nothing is asked.
    """
    folder = (resources or icons.resources_folder()) / _FOLDER
    fonts = sorted(folder.glob("*.tt[cf]")) if folder.is_dir() else []
    if not fonts or QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese):
        return False
    lent = [QFontDatabase.addApplicationFont(str(font)) for font in fonts]
    return max(lent) >= 0
