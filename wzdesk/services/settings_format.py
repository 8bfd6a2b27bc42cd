"""In which form a person's settings are kept, so that an older program never writes over those of a newer one.

``format.json`` lies among the settings: the form's number, and the version of the program that wrote it.
"""

import json
import logging
import os
from typing import Any

from wzdesk import __version__
from wzdesk.domain.errors import WzdeskError
from wzdesk.services.places import settings_folder

FORMAT = 1
"""Who changes the meaning of a setting raises this, and reads the form of before as well."""
_FILE = "format.json"
log = logging.getLogger(__name__)


class SettingsNewer(WzdeskError):
    """A newer program keeps its settings here, in a form that this one does not know."""

    def __init__(self, app: str) -> None:
        whose = f"更新版本（{app}）" if app else "更新版本"
        super().__init__(
            f"您在这台电脑上的设置（{settings_folder()}）是{whose}的程序写的，这个版本（{__version__}）不认识，"
            "没有改动；请升级程序，或者先把那个文件夹移走再打开。"
        )


def check_settings() -> None:
    """Make sure that the settings are of a form that this program knows.

    Raises:
        SettingsNewer: they are not; nothing may be written there.
    """
    kept = _kept()
    if kept.get("format", 0) > FORMAT:
        raise SettingsNewer(str(kept.get("app", ""))[:30])


def keep_settings_format() -> None:
    """Say of the settings in which form they are; where that cannot be written, the log says so."""
    if _kept() == {"format": FORMAT, "app": __version__}:
        return
    file = settings_folder() / _FILE
    unfinished = file.with_name(f"{_FILE}.{os.getpid()}.part")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        unfinished.write_text(json.dumps({"format": FORMAT, "app": __version__}), "utf-8")
        unfinished.replace(file)
    except OSError:
        log.exception("the form of the settings could not be kept in %s", file)


def _kept() -> dict[str, Any]:
    """What was kept; settings without it are older than it, and of the first form."""
    try:
        kept = json.loads((settings_folder() / _FILE).read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return kept if isinstance(kept, dict) and type(kept.get("format")) is int else {}
