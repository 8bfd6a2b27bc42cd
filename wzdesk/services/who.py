"""Who works on this computer: asked once, kept for this person alone, never in the office's data file."""

import getpass
import json
import os
from pathlib import Path

from wzdesk.domain.errors import WzdeskError
from wzdesk.domain.person import Person, person_of
from wzdesk.services.places import settings_folder

_FILE = "person.json"


class PersonNotKept(WzdeskError):
    """The answer cannot be written where settings are kept."""


def kept_person() -> Person | None:
    """The answer that was kept; None where nobody answered, or what was kept cannot be read."""
    try:
        kept = json.loads((settings_folder() / _FILE).read_text("utf-8"))
        return person_of(str(kept["name"]), str(kept["agency"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def keep_person(person: Person) -> None:
    """Keep the answer for the next start, whole or not at all.

    Raises:
        PersonNotKept: it cannot be written.
    """
    file = settings_folder() / _FILE
    unfinished = file.with_name(f"{_FILE}.{os.getpid()}.part")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        unfinished.write_text(
            json.dumps({"name": person.name, "agency": person.agency}, ensure_ascii=False), "utf-8"
        )
        unfinished.replace(file)
    except OSError as error:
        _remove(unfinished)
        raise PersonNotKept(
            f"姓名和单位没有记下，{file.parent} 不能写入；这次照样可以填，请检查这个文件夹的权限。"
        ) from error


def signature(said: str = "") -> str:
    """Who stands on a change: who was said, else the answer that was kept, else the system's name of the account."""
    if plain := " ".join(said.split()):
        return plain
    kept = kept_person()
    return kept.signature if kept else _account()


def _account() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):  # no such account: a container, a service
        return ""


def _remove(file: Path) -> None:
    try:
        file.unlink(missing_ok=True)
    except OSError:
        return
