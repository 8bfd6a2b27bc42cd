"""The help as it lies in the resources: numbered Markdown files, each a topic, cut at its headings into sections.

A heading may end in an anchor, ``## 粘贴一片数 {#paste}``: by it F1, links and the questions lead there.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from wzdesk.domain.pinyin import initials
from wzdesk.domain.text import normalise

PICTURES = "pictures"
_LEAST_LETTERS = 3
"""Fewer initials than these are looked for in headings only: two letters stand in every other line."""
_CONTEXT, _MOST_HITS = 18, 200
_NUMBERED = "[0-9][0-9]-*.md"
_HEADING = re.compile(r"^(#{1,3})\s+(.*?)\s*(?:\{#([\w-]+)\})?\s*$")
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_MARKS = re.compile(r"\*\*|`|^\s*(?:[-*>]|\d+\.)\s+|^\s*>\s?")
_RULE = re.compile(r"^[\s|:-]+$")


class Section(NamedTuple):
    """A heading with the plain lines below it; ``number`` is its place among the headings of its topic."""

    topic: int
    number: int
    level: int
    title: str
    anchor: str
    lines: tuple[str, ...]
    phrases: tuple[str, ...]
    """What the program says, where the section explains it: its lines that begin with ``>``."""


class Topic(NamedTuple):
    """One file: its title, its Markdown without anchors, and its sections; the first one has its title."""

    title: str
    markdown: str
    sections: tuple[Section, ...]


class Hit(NamedTuple):
    """A place where something was found: the section, and the line in three parts, the middle one as it was found."""

    section: Section
    before: str
    match: str
    after: str


class Book:
    """All topics in the order of their numbers."""

    def __init__(self, topics: tuple[Topic, ...]) -> None:
        self.topics = topics
        self.sections = tuple(section for topic in topics for section in topic.sections)
        self._by_anchor = {section.anchor: section for section in self.sections if section.anchor}

    def section(self, anchor: str) -> Section | None:
        """The section of an anchor."""
        return self._by_anchor.get(anchor)

    def find(self, query: str) -> list[Hit]:
        """Where words or pinyin initials stand: in headings first, else in the order of the text."""
        sought = normalise(query).casefold()
        if not sought:
            return []
        in_titles = [hit for section in self.sections for hit in _hits(section, (section.title,), sought)]
        in_lines: list[Hit] = []
        if not _are_letters(sought) or len(sought) >= _LEAST_LETTERS:
            in_lines = [hit for section in self.sections for hit in _hits(section, section.lines, sought)]
        return [*in_titles, *in_lines][:_MOST_HITS]


@lru_cache(maxsize=4)
def read_book(folder: Path) -> Book:
    """Read the numbered files of a folder."""
    files = sorted(folder.glob(_NUMBERED))
    return Book(tuple(_topic(number, file.read_text(encoding="utf-8")) for number, file in enumerate(files)))


def plain_line(line: str) -> str:
    """A line of Markdown as one reads it."""
    if _RULE.match(line):
        return ""
    bare = _LINK.sub(lambda found: "" if found[0].startswith("!") else found[1], line)
    return _MARKS.sub("", bare).strip().strip("|").replace("|", "　").strip()


def _topic(number: int, text: str) -> Topic:
    sections: list[Section] = []
    shown: list[str] = []
    for line in text.splitlines():
        if heading := _HEADING.match(line):
            hashes, title, anchor = heading.groups()
            sections.append(Section(number, len(sections), len(hashes), title, anchor or "", (), ()))
            shown.append(f"{hashes} {title}")
            continue
        if sections and line.startswith("> "):
            said = line[2:].strip()
            sections[-1] = sections[-1]._replace(phrases=(*sections[-1].phrases, said))
            shown.append(f"> {said}  ")  # two blanks: a line of its own
        else:
            shown.append(line)
        if sections and (words := plain_line(line)):
            sections[-1] = sections[-1]._replace(lines=(*sections[-1].lines, words))
    return Topic(sections[0].title, "\n".join(shown), tuple(sections))


def _hits(section: Section, lines: tuple[str, ...], sought: str) -> Iterator[Hit]:
    for line in lines:
        found = _place_of(line, sought)
        if found is not None:
            begin, end = found
            cut = max(0, begin - _CONTEXT) if begin > 2 * _CONTEXT else 0
            yield Hit(section, ("…" if cut else "") + line[cut:begin], line[begin:end], line[end:])


def _place_of(line: str, sought: str) -> tuple[int, int] | None:
    """Begin and end of what was sought, by its words or by its initials."""
    begin = line.casefold().find(sought)
    if begin >= 0:
        return begin, begin + len(sought)
    if not _are_letters(sought):
        return None
    letters, places = _spelt(line)
    begin = letters.find(sought)
    return (places[begin], places[begin + len(sought) - 1] + 1) if begin >= 0 else None


def _are_letters(sought: str) -> bool:
    return sought.isascii() and sought.isalpha()


@lru_cache(maxsize=4096)
def _spelt(line: str) -> tuple[str, tuple[int, ...]]:
    """The initials of a line, and where the sign of each stands; a sign that has none parts two words."""
    spelt = [
        (letter, at)
        for at, sign in enumerate(line)
        for letter in (initials(sign) if not sign.isascii() else "") or " "
    ]
    return "".join(letter for letter, _ in spelt), tuple(at for _, at in spelt)
