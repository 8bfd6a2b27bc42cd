"""Where things lie: what comes with the program, and a person's own data; imports nothing heavy."""

import os
import sys
from pathlib import Path

DEFAULT_NAME, DEFAULT_PACK = "温州市计划.wzd", "wenzhou"
"""The data file and the pack of whoever says nothing: the office that the program is made for."""
DEMO_PACK = "demo"
"""The same pack with invented months and counties."""


def own_command() -> list[str]:
    """What starts this program anew: the packaged one itself, else the interpreter with the package."""
    return [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "wzdesk"]


def resources_folder() -> Path:
    """The resources of this installation: beside the package in a checkout, inside it once installed."""
    package = Path(__file__).resolve().parents[1]
    bundled = Path(getattr(sys, "_MEIPASS", package)) / "resources"
    return bundled if bundled.is_dir() else package.parent / "resources"


def pack_folder(name: str) -> Path:
    """The folder of a pack that comes with the program, or the folder that ``name`` is a path of."""
    shipped = resources_folder() / "packs" / name
    return shipped if shipped.is_dir() else Path(name)


def default_data_file() -> Path:
    """Where a person's data file lies when nobody says otherwise."""
    return user_folder() / DEFAULT_NAME


def user_folder() -> Path:
    """The platform's folder for a person's data of this program."""
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData/Local")
    elif sys.platform == "darwin":
        base = Path.home() / "Library/Application Support"
    else:
        base = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local/share")
    return base / "wzdesk"


def settings_folder() -> Path:
    """The platform's folder for a person's settings of this program."""
    if sys.platform == "win32":
        base = Path(os.environ.get("APPDATA") or Path.home() / "AppData/Roaming")
    elif sys.platform == "darwin":
        base = Path.home() / "Library/Preferences"
    else:
        base = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")
    return base / "wzdesk"
