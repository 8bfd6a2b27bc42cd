"""Finding anything by its name, its pinyin initials or its code, while one types."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from typing import NamedTuple

from wzdesk.domain.pinyin import initials
from wzdesk.domain.text import normalise


@dataclass(frozen=True, slots=True)
class Thing:
    """Something that can be found: its kind, its name, and the goal that it leads to.

    ``hint`` stands beside the name; ``code`` and the other ``names`` find it too.
    """

    kind: str
    name: str
    goal: object
    hint: str = ""
    code: str = ""
    names: tuple[str, ...] = ()


class Found(NamedTuple):
    """What was found of one kind, the best first."""

    kind: str
    things: tuple[Thing, ...]


class _Spelt(NamedTuple):
    plain: str
    letters: str
    code: str
    others: str


_PART = "\n"  # no query has it: names that are joined by it stay apart


class FindIndex:
    """Names as they are compared, spelt once: each key is answered by looking through them.

    Of two kinds that are found equally well ``nearest`` comes first.
    """

    def __init__(self, things: Iterable[Thing], nearest: str = "") -> None:
        self._things, self._nearest = tuple(things), nearest
        self._spelt = [_spell(thing) for thing in self._things]

    def find(self, query: str, most: int = 6) -> list[Found]:
        """At most so many things of each kind; the kind with the best one comes first.

        A name that begins with what was typed is better than one that holds it, a name better than initials, and of
        two alike the shorter one.
        """
        sought = normalise(query).casefold()
        if not sought:
            return []
        by_kind: dict[str, list[tuple[int, int, int]]] = {}
        for place, spelt in enumerate(self._spelt):
            rank = _rank(sought, spelt)
            if rank is not None:
                hit = (rank, len(spelt.plain), place)
                by_kind.setdefault(self._things[place].kind, []).append(hit)
        best = {kind: nsmallest(most, hits) for kind, hits in by_kind.items()}
        ordered = sorted(best.items(), key=lambda pair: (pair[1][0][0], pair[0] != self._nearest, pair[1][0]))
        return [Found(kind, tuple(self._things[hit[2]] for hit in hits)) for kind, hits in ordered]


def _spell(thing: Thing) -> _Spelt:
    others: Sequence[str] = [normalise(name).casefold() for name in thing.names]
    return _Spelt(
        normalise(thing.name).casefold(),
        initials(thing.name),
        thing.code.casefold(),
        _PART.join([*others, *(initials(name) for name in thing.names)]),
    )


def _rank(sought: str, spelt: _Spelt) -> int | None:
    plain, letters, code, others = spelt
    if sought in (plain, code):
        return 0
    if plain.startswith(sought):
        return 1
    if letters.startswith(sought) or code.startswith(sought):
        return 2
    if sought in plain:
        return 3
    if sought in letters:
        return 4
    return 5 if sought in code or sought in others else None
