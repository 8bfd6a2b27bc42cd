"""A hostile or mislabelled file: how it is made, and what may come of reading it."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from wzdesk.excel.recognise.table import BookReading

Make = Callable[[Path], object]
Check = Callable[[BookReading], None]


@dataclass(frozen=True)
class Case:
    """``refusal`` are words of its sentence, ``check`` looks at its reading; with both, either will do."""

    what: str
    make: Make
    refusal: str | None = None
    check: Check | None = None
    name: str = "上报表.xlsx"

    def __post_init__(self) -> None:
        assert self.refusal is not None or self.check is not None, self.what


def texts_of(reading: BookReading) -> list[str]:
    """All that the sheets show, in order."""
    return [cell.display for sheet in reading.sheets for cell in sheet.sheet.cells.values()]


def shows(*texts: str) -> Check:
    """Among other things, the sheets show these texts exactly."""

    def check(reading: BookReading) -> None:
        found = texts_of(reading)
        assert not [text for text in texts if text not in found], found[:50]

    return check


def shows_nothing(reading: BookReading) -> None:
    assert texts_of(reading) == []


def written(content: bytes | Callable[[], bytes]) -> Make:
    """A file with these bytes."""
    return lambda path: path.write_bytes(content if isinstance(content, bytes) else content())
