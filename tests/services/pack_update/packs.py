"""Packs of next year: that of Wenzhou with a line changed here and there, signed by a city of the test's own."""

import shutil
from collections.abc import Callable
from pathlib import Path

from wzdesk.services.exchange.keys import OfficeKey
from wzdesk.services.pack_update.container import packed
from wzdesk.services.places import pack_folder

CITY_KEY = OfficeKey(bytes(range(32)))
NEXT = "2099.1"
HEAD = {
    "code": "wenzhou",
    "name": "温州市计划指标数据包",
    "version": NEXT,
    "made": "2099-01-05",
    "by": "温州市发展改革委",
}


def copy_of_pack(folder: Path) -> Path:
    """The pack of Wenzhou as it is, of a later version."""
    shutil.copytree(pack_folder("wenzhou"), folder / "wenzhou")
    change(folder / "wenzhou", "pack.toml", 'version = "', f'version = "{NEXT}" # ')
    return folder / "wenzhou"


def change(pack: Path, file: str, before: str, after: str) -> None:
    """Change one text of a file, where it first stands."""
    text = (pack / file).read_text("utf-8")
    assert before in text, (file, before)
    (pack / file).write_text(text.replace(before, after, 1), "utf-8")


def change_lines(pack: Path, file: str, to: Callable[[list[str]], list[str]]) -> None:
    """Change the lines of a file."""
    lines = (pack / file).read_text("utf-8").splitlines()
    (pack / file).write_text("\n".join(to(lines)) + "\n", "utf-8")


def files_of(pack: Path) -> dict[str, bytes]:
    """A pack's files as they are sent."""
    return {
        file.relative_to(pack).as_posix(): file.read_bytes() for file in pack.rglob("*") if file.is_file()
    }


def write_sent(pack: Path, path: Path, key: OfficeKey = CITY_KEY) -> Path:
    """A pack as the city sends it."""
    path.write_bytes(packed(files_of(pack), HEAD, key))
    return path
