"""The words of invented projects: names, works, agencies, how far the works are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from wzdesk.domain.demo import DEMO_WORD
from wzdesk.domain.region import Region
from wzdesk.packs.demo.numbers import swing


@dataclass(frozen=True, slots=True)
class LedgerWords:
    """Lists of words from the pack; ``images`` say how far the works are up to a percent.

    ``coastal`` works are not made up for ``inland`` regions. An agency is that of the first word of
    ``agencies_by_word`` which a name holds, else that of the field.
    """

    places: Sequence[str]
    works: Mapping[str, Sequence[str]]
    coastal: Sequence[str]
    inland: Sequence[str]
    agencies: Mapping[str, str]
    agencies_by_word: Mapping[str, str]
    owners: Mapping[str, str]
    surnames: Sequence[str]
    images: Sequence[tuple[int, str]]
    idle: Sequence[str]
    next_steps: Sequence[str]
    problems: Sequence[str]
    solvers: Sequence[str]

    def name(self, region: Region, key: str, code: str, taken: set[str]) -> str:
        """A name that no other project of the ledger has."""
        works = [one for one in self.works[key] if region.code not in self.inland or one not in self.coastal]
        first = swing(10_000, "name", code)
        for attempt in range(len(works) * len(self.places) * 9):
            place, work = (
                self.places[(first + attempt) % len(self.places)],
                works[(first // 7 + attempt) % len(works)],
            )
            stage = ("", "（二期）", "（三期）")[attempt // (len(works) * len(self.places)) % 3]
            name = f"{region.short_name}{place}{work}{stage}"
            if name not in taken:
                taken.add(name)
                return name
        return f"{region.short_name}{code}{works[0]}"

    def agency(self, key: str, name: str) -> str:
        """The body that is responsible for a project of this name."""
        return next(
            (body for word, body in self.agencies_by_word.items() if word in name), self.agencies[key]
        )

    def owner(self, region: Region, key: str, code: str) -> str:
        """Who builds it: the name says that nobody is meant."""
        place = self.places[swing(10_000, "owner", code) % len(self.places)]
        return self.owners[key].format(region=region.short_name, place=place)

    def person(self, code: str) -> str:
        """Who answers for it."""
        return f"{self.surnames[swing(10_000, 'person', code) % len(self.surnames)]}某（{DEMO_WORD}）"

    def image(self, percent: int, *, is_idle: bool) -> str:
        """How far the works are, in words."""
        if is_idle:
            return self.idle[percent % len(self.idle)]
        return next((word for least, word in self.images if percent <= least), self.images[-1][1])

    def next_step(self, percent: int) -> str:
        """What is done next."""
        return self.next_steps[min(percent * len(self.next_steps) // 101, len(self.next_steps) - 1)]
