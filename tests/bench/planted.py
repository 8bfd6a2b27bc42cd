"""What the checks are worth: 300 errors planted one by one in clean figures, and the queries that clean figures raise."""

from collections import Counter
from functools import cache

from tests.bench.figures import Figure
from tests.domain.checks.memory import MemoryFigures
from tests.domain.checks.planting import Planted, Planter, is_found
from wzdesk.domain.checks.finding import Finding
from wzdesk.domain.checks.rule_book import RuleBook
from wzdesk.domain.observation import ObservationKey
from wzdesk.domain.pack import Pack

PLANTED, YEAR, SEED = 300, 2024, 20241231


def planted_errors(figures: MemoryFigures, pack: Pack) -> list[Figure]:
    """In clean figures under the rules of a pack.

    Once in the year as it stands at its end, once as it is typed month by month: nothing later is known then.
    """
    book = RuleBook(pack.rules, pack.indicators, pack.regions)
    units = {indicator.code: indicator.unit for indicator in pack.indicators}
    keys = [key for key in figures.cells() if key.period.last_year == YEAR]
    planter = Planter(figures, keys, pack.indicators, pack.regions, SEED)
    planted = [planter.draw() for _ in range(PLANTED)]
    at_end = [is_found(book, figures, each, units[each.key.indicator]) for each in planted]
    typed = [
        is_found(book, _known_at(figures, _end(each.key)), each, units[each.key.indicator])
        for each in planted
    ]
    findings = book.full_check(keys, figures)
    return [
        _missed(f"planted errors missed, of {PLANTED}, in a whole year", planted, at_end),
        _missed("the same as each month is typed, nothing later known", planted, typed),
        Figure(
            what="findings in 200 clean cells",
            ours=len(findings) / len(keys) * 200,
            unit="",
            most=1,
            note=f"{len(findings)} in {len(keys)} cells: {_rules(findings)}",
        ),
    ]


def _missed(what: str, planted: list[Planted], found: list[bool]) -> Figure:
    kinds = Counter(each.kind for each, is_told in zip(planted, found, strict=True) if not is_told)
    note = "missed: " + (", ".join(f"{number} × {kind}" for kind, number in kinds.items()) or "none")
    return Figure(what=what, ours=found.count(False) / len(found) * 100, unit="%", most=5, note=note)


def _rules(findings: tuple[Finding, ...]) -> str:
    return ", ".join(f"{number} × {code}" for code, number in Counter(f.rule.code for f in findings).items())


def _end(key: ObservationKey) -> int:
    return key.period.last_year * 12 + key.period.last_month


@cache
def _known_at(figures: MemoryFigures, end: int) -> MemoryFigures:
    """What was known at the end of a month."""
    known = (figures.at(key) for key in figures.cells() if _end(key) <= end)
    return MemoryFigures(each for each in known if each)
