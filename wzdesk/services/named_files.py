"""The files that a command line names for the window: by --data, or as a double click names them; imports nothing heavy."""

from collections.abc import Sequence
from pathlib import Path

from wzdesk.domain.endings import DATA_FILE, SENT_PACK


def is_named_file(word: str) -> bool:
    """Whether a word is the name of a file that the window opens."""
    return word.lower().endswith((DATA_FILE, SENT_PACK))


def named_data_file(arguments: Sequence[str]) -> Path | None:
    """The data file to open, or None for the person's own."""
    for place, argument in enumerate(arguments):
        if argument.startswith("--data="):
            return Path(argument.removeprefix("--data="))
        if argument == "--data" and place + 1 < len(arguments):
            return Path(arguments[place + 1])
    return _ending(arguments, DATA_FILE)


def named_pack(arguments: Sequence[str]) -> Path | None:
    """The pack to show the changes of, or None."""
    return _ending(arguments, SENT_PACK)


def _ending(arguments: Sequence[str], ending: str) -> Path | None:
    return next((Path(word) for word in arguments if word.lower().endswith(ending)), None)
