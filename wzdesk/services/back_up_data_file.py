"""Keeping a checked copy of the data file."""

from pathlib import Path

from wzdesk.db.backup import back_up


def back_up_data_file(path: Path, folder: Path) -> Path:
    """Copy a data file as it stands now, open the copy, check and count it; where the copy is.

    Raises:
        WzdeskError: the copy could not be made or does not hold what it should.
    """
    return back_up(path, folder, "备份")
