"""Opening a data file, or making a new one with a pack in it."""

from dataclasses import replace
from pathlib import Path

from wzdesk.db.catalogue import save_pack
from wzdesk.db.store import Store
from wzdesk.packs.read import read_pack

DataFile = Store
"""An open data file, as those name it who hold it for a service and never look inside."""


def open_data_file(path: Path) -> Store:
    """Open a data file for this program; read-only where another program has it.

    Raises:
        WzdeskError: the file is missing, damaged, newer, or cannot be reached; it is left untouched.
    """
    return Store.open(path)


def read_data_file(path: Path) -> Store:
    """Open a data file for looking only, whether or not another program has it.

    Raises:
        WzdeskError: the file is missing, damaged, newer, or cannot be reached; it is left untouched.
    """
    return Store.open(path, read_only=True)


def create_data_file(path: Path, pack: Path | None, home: str = "") -> Store:
    """Make a new data file, filled with the pack in the folder ``pack``; it opens on ``home``, or the pack's own region.

    Raises:
        WzdeskError: a file stands there already, the folder cannot be written, or the pack has a
            mistake (its file and line are named). No file is left behind.
    """
    content = read_pack(pack) if pack else None
    if content and any(region.code == home for region in content.regions):
        content = replace(content, home=home)
    store = Store.create(path)
    try:
        if content:
            with store.writing() as session:
                save_pack(session, content)
    except BaseException:
        store.close()
        path.unlink(missing_ok=True)
        raise
    return store
