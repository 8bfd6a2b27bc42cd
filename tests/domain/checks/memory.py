"""Figures held in memory, and a short way to write cells: ``FAI 2023-01/06 growth @330300``."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache

from tests.services.wenzhou import wenzhou_pack
from wzdesk.domain.cell_reading import read_observation
from wzdesk.domain.checks.finding import Finding
from wzdesk.domain.checks.rule_book import RuleBook
from wzdesk.domain.checks.sight import Pair
from wzdesk.domain.observation import Measure, Observation, ObservationKey, ObsStatus
from wzdesk.domain.period import period_of_code

COUNTY, CITY = "330326", "330300"


class MemoryFigures:
    """A figure source without a store; it counts what it is asked."""

    def __init__(self, observations: Iterable[Observation] = ()) -> None:
        self._pairs: defaultdict[Pair, dict[ObservationKey, Observation]] = defaultdict(dict)
        for each in observations:
            self.put(each)

    def put(self, observation: Observation) -> None:
        key = observation.key
        self._pairs[key.region, key.indicator][key] = observation

    def take(self, key: ObservationKey) -> None:
        self._pairs[key.region, key.indicator].pop(key, None)

    def at(self, key: ObservationKey) -> Observation | None:
        return self._pairs[key.region, key.indicator].get(key)

    def observations(self, keys: Collection[ObservationKey]) -> Mapping[ObservationKey, Observation]:
        return {key: found for key in keys if (found := self.at(key))}

    def series(self, pairs: Collection[Pair]) -> Mapping[Pair, Sequence[Observation]]:
        return {pair: list(self._pairs[pair].values()) for pair in pairs if pair in self._pairs}

    def cells(self) -> list[ObservationKey]:
        return [key for held in self._pairs.values() for key in held]


@cache
def wenzhou_book() -> RuleBook:
    pack = wenzhou_pack()
    return RuleBook(pack.rules, pack.indicators, pack.regions)


@cache
def units() -> dict[str, str]:
    return {indicator.code: indicator.unit for indicator in wenzhou_pack().indicators}


def cell(words: str) -> ObservationKey:
    code, when, *rest = words.split()
    region = next((word[1:] for word in rest if word.startswith("@")), COUNTY)
    measure = next((Measure(word) for word in rest if not word.startswith("@")), Measure.LEVEL)
    period = period_of_code(when)
    assert period
    return ObservationKey(region, code, period, measure)


def observed(
    key: ObservationKey, text: str, *, status: ObsStatus = ObsStatus.NORMAL, note: str = ""
) -> Observation:
    return Observation(key, read_observation(text, key.measure, units()[key.indicator]), status, note)


def figures_of(cells: Mapping[str, str]) -> MemoryFigures:
    return MemoryFigures(observed(cell(words), text) for words, text in cells.items())


def found(cells: Mapping[str, str], *edited: str) -> list[Finding]:
    """What the Wenzhou rules find after an edit of some cells; of all where none is named."""
    figures = figures_of(cells)
    keys = [cell(words) for words in edited] or figures.cells()
    return list(wenzhou_book().findings_for(keys, figures).findings)


def codes(findings: Iterable[Finding]) -> list[str]:
    return sorted(finding.rule.code for finding in findings)
