"""What each version of the program brought, in the words of those who use it: 更新说明.md of the resources."""

import re
from dataclasses import dataclass
from pathlib import Path

from wzdesk.services.places import resources_folder

_HEADING = re.compile(r"^## +(\d+(?:\.\d+)*)\s*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class ReleaseNote:
    """A version and what is said of it, in Markdown."""

    version: str
    text: str


def release_notes(file: Path | None = None) -> list[ReleaseNote]:
    """All versions that are told of, in the order of the file; none where it is not there."""
    try:
        told = (file or resources_folder() / "help" / "更新说明.md").read_text("utf-8")
    except OSError:
        return []
    parts = _HEADING.split(told)
    return [
        ReleaseNote(version, text.strip()) for version, text in zip(parts[1::2], parts[2::2], strict=True)
    ]


def notes_since(notes: list[ReleaseNote], seen: str, now: str) -> list[ReleaseNote]:
    """What came after a version that somebody saw, up to the present one; "" for one that nobody knows: only ``now``."""
    if not seen:
        return [note for note in notes if note.version == now]
    return [note for note in notes if number_of(seen) < number_of(note.version) <= number_of(now)]


def number_of(version: str) -> tuple[int, ...]:
    """0.10 comes after 0.9, and 1.2 is 1.2.0."""
    numbers = [int(part) for part in re.findall(r"\d+", version)]
    while numbers and numbers[-1] == 0:
        numbers.pop()
    return tuple(numbers)
