"""Checks between lines: parts against their whole, counties against their city, formulas over indicators."""

from collections.abc import Sequence
from decimal import Decimal

from wzdesk.domain.checks.catalogue import Catalogue
from wzdesk.domain.checks.cells import of_indicator, of_region
from wzdesk.domain.checks.finding import Finding
from wzdesk.domain.checks.formula import Comparison, Estimate, Formula, evaluate
from wzdesk.domain.checks.kind import Cells, Kind
from wzdesk.domain.checks.rule import Rule
from wzdesk.domain.checks.sight import Sight
from wzdesk.domain.checks.wording import amount, finding, named
from wzdesk.domain.import_checks import Figure, is_additive_flow, rounded
from wzdesk.domain.observation import ObservationKey
from wzdesk.domain.sum_checks import beyond_rounding

Told = list[tuple[ObservationKey, Figure]]


def _allowed(rule: Rule, size: Decimal) -> Decimal:
    return max(rule.tolerance, abs(size) * rule.tolerance_percent / 100)


def _wholes(_rule: Rule, key: ObservationKey, sight: Sight) -> Cells:
    """The edited cell as a whole, and the whole of which it is a part."""
    if key.indicator in sight.catalogue.parts:
        yield key
    parent = sight.catalogue.indicators[key.indicator].parent or ""
    if key.indicator in sight.catalogue.parts.get(parent, ()):
        yield of_indicator(key, parent)


def _parts(_rule: Rule, at: ObservationKey, catalogue: Catalogue) -> Cells:
    yield at
    for code in catalogue.parts.get(at.indicator, ()):
        yield of_indicator(at, code)


def _parts_exceed(rule: Rule, at: ObservationKey, sight: Sight) -> Finding | None:
    """A part larger than its whole, or parts that do not cut across each other larger together."""
    whole = sight.figure(at)
    if whole is None:
        return None
    told = _told(sight, (cell for cell in _parts(rule, at, sight.catalogue) if cell != at))
    for each in told:
        if _excess(rule, whole, [each]) > 0:
            return _excess_finding(rule, sight, at, [each])
    dividing = sight.catalogue.dividing[at.indicator]
    together = [each for each in told if each[0].indicator in dividing]
    if len(together) > 1 and _excess(rule, whole, together) > 0:
        return _excess_finding(rule, sight, at, together)
    return None


def _told(sight: Sight, cells: Cells) -> Told:
    return [(cell, figure) for cell in cells if (figure := sight.figure(cell))]


def _excess(rule: Rule, whole: Figure, parts: Sequence[tuple[ObservationKey, Figure]]) -> Decimal:
    off = beyond_rounding(whole, [figure for _, figure in parts])
    return off if off > _allowed(rule, whole.value) else Decimal()


def _excess_finding(rule: Rule, sight: Sight, at: ObservationKey, parts: Told) -> Finding:
    total = sum((figure.value for _, figure in parts), Decimal())
    whole = sight.figure(at)
    assert whole is not None
    words = {
        "部分": "、".join(named(sight, key, figure) for key, figure in parts),
        "合计": amount(sight, at, total),
        "差": amount(sight, at, total - whole.value),
    }
    return finding(rule, sight, at, others=tuple(key for key, _ in parts), words=words)


def _cities(_rule: Rule, key: ObservationKey, sight: Sight) -> Cells:
    """The edited cell as a city's, and that of the city to which it is added."""
    members = sight.catalogue.members
    if key.region in members:
        yield key
    parent = sight.catalogue.regions[key.region].parent or ""
    if key.region in members.get(parent, ()):
        yield of_region(key, parent)


def _counties(_rule: Rule, at: ObservationKey, catalogue: Catalogue) -> Cells:
    yield at
    for code in catalogue.members.get(at.region, ()):
        yield of_region(at, code)


def _counties_differ(rule: Rule, at: ObservationKey, sight: Sight) -> Finding | None:
    """All counties of a city that do not add up to it within the rounding of the figures (design §3)."""
    city = sight.figure(at)
    members = sight.catalogue.members.get(at.region, ())
    if city is None or sight.figure(of_region(at, members[0])) is None:
        return None
    told = _told(sight, (of_region(at, code) for code in members))
    off = beyond_rounding(city, [figure for _, figure in told])
    if len(told) != len(members) or abs(off) <= _allowed(rule, city.value):
        return None
    words = {
        "个数": str(len(told)),
        "合计": amount(sight, at, city.value + off),
        "多少": "多" if off > 0 else "少",
        "差": amount(sight, at, abs(off)),
    }
    return finding(rule, sight, at, others=tuple(key for key, _ in told), words=words)


def _formulas(rule: Rule, key: ObservationKey, _sight: Sight) -> Cells:
    assert rule.formula is not None
    yield of_indicator(key, rule.formula.codes[0])


def _terms(rule: Rule, at: ObservationKey, _catalogue: Catalogue) -> Cells:
    assert rule.formula is not None
    for code in rule.formula.codes:
        yield of_indicator(at, code)


def _formula_broken(rule: Rule, at: ObservationKey, sight: Sight) -> Finding | None:
    """A relation that does not hold, whichever figures within their rounding are taken."""
    formula = rule.formula
    assert formula is not None
    told = _told(sight, _terms(rule, at, sight.catalogue))
    if len(told) != len(formula.codes):
        return None
    estimates = {key.indicator: Estimate(figure.value, figure.half_step) for key, figure in told}
    left, right = evaluate(formula.left, estimates), evaluate(formula.right, estimates)
    if left is None or right is None or _holds(rule, formula, left, right):
        return None
    decimals = sight.catalogue.indicators[at.indicator].decimals or 0
    places = max(decimals, -int(told[0][1].value.as_tuple().exponent))
    words = {
        "各项": "、".join(named(sight, key, figure) for key, figure in told[1:]),
        "应为": rounded(right.value, places),
        "差": rounded(abs(left.value - right.value), places),
    }
    return finding(rule, sight, at, others=tuple(key for key, _ in told[1:]), words=words)


def _holds(rule: Rule, formula: Formula, left: Estimate, right: Estimate) -> bool:
    slack = left.off + right.off + _allowed(rule, right.value)
    over = left.value - right.value
    match formula.comparison:
        case Comparison.EQUAL:
            return abs(over) <= slack
        case Comparison.AT_MOST:
            return over <= slack
        case Comparison.AT_LEAST:
            return over >= -slack


PARTS = Kind(_wholes, _parts_exceed, frozenset({"部分", "合计", "差"}), reads=_parts)
COUNTIES = Kind(
    _cities,
    _counties_differ,
    frozenset({"个数", "合计", "多少", "差"}),
    is_additive_flow,
    _counties,
)
FORMULA = Kind(_formulas, _formula_broken, frozenset({"各项", "应为", "差"}), reads=_terms)
