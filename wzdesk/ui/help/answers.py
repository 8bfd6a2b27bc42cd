"""Which section of the help answers a sentence of the program: by the phrases that stand under its heading.

A line ``> 是空文件…`` under a heading names what the program says; ``…`` stands for any words.
"""

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from wzdesk.ui.help.book import Section, read_book

_HOLE = "…"


class Phrase(NamedTuple):
    """What is said, in its parts between the holes, and where that is explained."""

    parts: tuple[str, ...]
    anchor: str
    weight: int
    """How many signs it names: of two that fit the one that says more counts."""

    def fits(self, sentence: str) -> bool:
        """Whether all parts stand in the sentence, one behind the other."""
        at = 0
        for part in self.parts:
            found = sentence.find(part, at)
            if found < 0:
                return False
            at = found + len(part)
        return True


class Answers:
    """The phrases of a folder of help."""

    def __init__(self, folder: Path) -> None:
        book = read_book(folder)
        self.anchors = frozenset(section.anchor for section in book.sections if section.anchor)
        self.phrases = tuple(phrase for section in book.sections for phrase in _phrases(section))

    def anchor(self, sentence: str) -> str:
        """The section that explains a sentence; "" where none does."""
        fitting = [phrase for phrase in self.phrases if phrase.fits(sentence)]
        return max(fitting, key=lambda phrase: phrase.weight).anchor if fitting else ""


@lru_cache(maxsize=2)
def answers() -> Answers:
    """Those that come with the program."""
    from wzdesk.services.places import resources_folder

    return Answers(resources_folder() / "help")


def _phrases(section: Section) -> Iterator[Phrase]:
    for words in section.phrases:
        parts = tuple(part for part in (piece.strip() for piece in words.split(_HOLE)) if part)
        yield Phrase(parts, section.anchor, sum(len(part) for part in parts))
