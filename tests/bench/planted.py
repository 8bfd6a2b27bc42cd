"""What the checks are worth: 300 errors planted one by one in clean figures, and the queries that clean figures raise."""

from collections import Counter
from functools import cache

from tests.bench.figures import Figure
from tests.domain.checks.clean_months import clean_months
from tests.domain.checks.memory import MemoryFigures, units, wenzhou_book
from tests.domain.checks.planting import Planted, Planter, is_found, missed
from tests.services.wenzhou import wenzhou_pack
from wzdesk.domain.checks.finding import Finding
from wzdesk.domain.observation import ObservationKey

PLANTED, YEAR, SEED = 300, 2024, 20241231


def planted_errors() -> list[Figure]:
    """The year as it stands at its end, and as it is typed month by month: nothing later is known then."""
    figures = clean_months()
    keys = [key for key in figures.cells() if key.period.last_year == YEAR]
    pack = wenzhou_pack()
    planter = Planter(figures, keys, pack.indicators, pack.regions, SEED)
    planted = [planter.draw() for _ in range(PLANTED)]
    at_end = [(each, _is_found(figures, each)) for each in planted]
    typed = [(each, _is_found(_known_at(figures, _end(each.key)), each)) for each in planted]
    findings = wenzhou_book().full_check(keys, figures)
    return [
        _missed(f"planted errors missed, of {PLANTED}, in a whole year", at_end),
        _missed("the same as each month is typed, nothing later known", typed),
        Figure(
            what="findings in 200 clean cells",
            ours=len(findings) / len(keys) * 200,
            unit="",
            most=1,
            note=f"{len(findings)} in {len(keys)} cells: {_rules(findings)}",
        ),
    ]


def _is_found(figures: MemoryFigures, planted: Planted) -> bool:
    return is_found(wenzhou_book(), figures, planted, units()[planted.key.indicator])


def _missed(what: str, told: list[tuple[Planted, bool]]) -> Figure:
    kinds = Counter(each.kind for each, found in told if not found)
    note = "missed: " + (", ".join(f"{number} × {kind}" for kind, number in kinds.items()) or "none")
    return Figure(what=what, ours=len(missed(told)) / len(told) * 100, unit="%", most=5, note=note)


def _rules(findings: tuple[Finding, ...]) -> str:
    return ", ".join(f"{number} × {code}" for code, number in Counter(f.rule.code for f in findings).items())


def _end(key: ObservationKey) -> int:
    return key.period.last_year * 12 + key.period.last_month


@cache
def _known_at(figures: MemoryFigures, end: int) -> MemoryFigures:
    """What was known at the end of a month."""
    known = (figures.at(key) for key in figures.cells() if _end(key) <= end)
    return MemoryFigures(each for each in known if each)
