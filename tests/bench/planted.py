"""What the checks are worth: 300 errors planted one by one in clean figures, and the findings that clean figures raise."""

from collections import Counter
from collections.abc import Sequence
from functools import cache

from tests.bench.figures import Figure
from tests.bench.sizes import sized
from tests.domain.checks.memory import MemoryFigures
from tests.domain.checks.planting import Planted, Planter, is_found
from wzdesk.domain.checks.finding import Finding
from wzdesk.domain.checks.rule_book import RuleBook
from wzdesk.domain.observation import ObservationKey
from wzdesk.domain.pack import Pack

PLANTED, SEED = sized(300, 30), 20241231
"""The rules were made with other seeds."""


def planted_errors(name: str, figures: MemoryFigures, pack: Pack, year: int) -> list[Figure]:
    """In clean figures of a year under the rules of a pack.

    Once in the year as it stands at its end, once as it is typed month by month: nothing later is known then; and
    once as a county types it that has no figures but its own.
    """
    book = RuleBook(pack.rules, pack.indicators, pack.regions)
    units = {indicator.code: indicator.unit for indicator in pack.indicators}
    planter = Planter(figures, _cells(figures, year), pack.indicators, pack.regions, SEED)
    planted = [planter.draw() for _ in range(PLANTED)]
    known = {
        f"{name}: planted errors missed, of {PLANTED}, in {year}": [figures] * PLANTED,
        "the same as each month is typed, nothing later known": [
            _known(figures, _end(each.key), "") for each in planted
        ],
        "the same where a region has no figures but its own": [
            _known(figures, _end(each.key), each.key.region) for each in planted
        ],
    }
    return [
        _missed(
            what,
            planted,
            [
                is_found(book, its, each, units[each.key.indicator])
                for its, each in zip(sources, planted, strict=True)
            ],
        )
        for what, sources in known.items()
    ]


def clean_findings(name: str, figures: MemoryFigures, pack: Pack, years: Sequence[int]) -> Figure:
    """What the rules say of clean figures, in the year of which they say most."""
    book = RuleBook(pack.rules, pack.indicators, pack.regions)
    told = {year: _findings(book, figures, year) for year in years}
    share = {year: len(told[year]) / len(_cells(figures, year)) * 200 for year in years}
    worst = max(years, key=share.__getitem__)
    each = ", ".join(f"{year} {share[year]:.2f}" for year in years)
    return Figure(
        what=f"{name}: findings in 200 clean cells",
        ours=share[worst],
        unit="",
        most=1,
        note=f"{each}; in {worst}: {_rules(told[worst]) or 'none'}",
    )


def _findings(book: RuleBook, figures: MemoryFigures, year: int) -> list[Finding]:
    """Those of a year: not of the year after, of which it is the base."""
    found = book.full_check(_cells(figures, year), figures)
    return [finding for finding in found if finding.at.period.last_year == year]


def _cells(figures: MemoryFigures, year: int) -> list[ObservationKey]:
    return [key for key in figures.cells() if key.period.last_year == year]


def _missed(what: str, planted: list[Planted], found: list[bool]) -> Figure:
    kinds = Counter(each.kind for each, is_told in zip(planted, found, strict=True) if not is_told)
    note = "missed: " + (", ".join(f"{number} × {kind}" for kind, number in kinds.items()) or "none")
    return Figure(what=what, ours=found.count(False) / len(found) * 100, unit="%", most=5, note=note)


def _rules(findings: Sequence[Finding]) -> str:
    return ", ".join(f"{number} × {code}" for code, number in Counter(f.rule.code for f in findings).items())


def _end(key: ObservationKey) -> int:
    return key.period.last_year * 12 + key.period.last_month


@cache
def _known(figures: MemoryFigures, end: int, region: str) -> MemoryFigures:
    """What was known at the end of a month, of one region where it is named."""
    known = (figures.at(key) for key in figures.cells() if _end(key) <= end and region in {"", key.region})
    return MemoryFigures(each for each in known if each)
