"""The grammar of target sentences: any text becomes clauses, what is not understood is qualitative (§4)."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from wzdesk.domain.clause_reading import is_total, read_clause, strength_of
from wzdesk.domain.figure_phrase import is_share
from wzdesk.domain.indicator import Direction
from wzdesk.domain.numerals import decimal_of
from wzdesk.domain.quantity import Basis
from wzdesk.domain.quantity_reading import plain_unit, without_asides
from wzdesk.domain.target import Clause, Strength, Target
from wzdesk.domain.text import LONGEST, closed_up, normalise
from wzdesk.domain.units import parse_unit

_EMPTY = re.compile(r"[-—/\\\s]*|暂无|无")
_OTHER_SUBJECT = re.compile(r"其中|含|不含|包括")
_TIME_ONLY = re.compile(
    r"(?:(?:到|至|在)?(?:20\d\d年(?:年?底|末)?|年底|全年|今年|明年|当年|\"?[一二三四五十]{1,3}五\"?(?:期间|时期|末)?|[三四五两十]年(?:内|期间)?)(?:前)?|力争|确保)+"
)
_MORE_REFERENCES = re.compile(
    r"(?:全国|全省|全市|周边|同类|长三角|沿海)(?:地区|城市)?(?:平均)?(?:水平|增速|增幅)?"
)
_BARE_FIGURE = re.compile(r"[\d.\-以上内左右约不低于高超过≥≤<>—~%至到下]+")
_NEW = re.compile(r"[新净]增")
_TOTAL = re.compile(r"总数|总量|总计|达到|达|保有量")
_ASIDE_BASES = frozenset({Basis.GROWTH, Basis.CHANGE, Basis.CUMULATIVE, Basis.RELATIVE})

_FIGURE_ENDS = r"(?:(?<=[\d%‰上内右下番])|(?<=\d[元人个家])|(?<=[亿万][元人])|(?<=百分点))"
_COLUMNS = r"(?<=[\d%元人上内右下])\s*/\s*(?=[\d<>≤≥约增下提力确])"  # 4620亿元 / 7以上
_CUTS = tuple(
    re.compile(pattern)
    for pattern in (
        r"[;。\n]",
        r"、|(?<!\d),|,(?!\d)",
        _COLUMNS,
        r"(?<=[\d%‰上内右下])\s*(?=\[)",  # 65[17.7]
        _FIGURE_ENDS + r"(?=力争|争取|确保|努力|稳定|高于|快于|不低于|总量|达到|突破)",
        r"(?:并且|同时|而且|且|并)(?=\S)",
        r"(?<=[\d%‰点上右内下])\s+(?=[^\d\s%‰以左的])",  # 增长 5.5% 稳定全国 1% 的份额
    )
)


def read_target(text: str, unit: str = "", direction: Direction = Direction.UP) -> Target:
    """The clauses of a target sentence, for an indicator in ``unit``. Any text has an answer.

    An empty cell or a dash has no clauses; a piece that is not understood is qualitative.
    Rule: design §4, after the tables of sources 000 and 002.
    """
    trimmed = text.strip()
    if len(trimmed) > LONGEST:
        return Target(text, unit, direction, (Clause(Basis.QUALITATIVE, text=trimmed),))
    spaced = normalise(trimmed)
    if _EMPTY.fullmatch(spaced):
        return Target(text, unit, direction, ())
    return Target(text, unit, direction, _clauses(spaced, plain_unit(unit)))


def _clauses(spaced: str, unit: str) -> tuple[Clause, ...]:
    bare = closed_up(spaced)
    whole = None if _OTHER_SUBJECT.match(bare) else read_clause(bare, unit)
    if whole is not None:
        return (whole,)
    understood = None
    if "分别" not in spaced:  # else the figures belong to different subjects: a person must say which
        understood = _of_pieces(spaced, unit) or _with_parentheses(spaced, unit)
    return understood or (Clause(Basis.QUALITATIVE, strength=strength_of(bare)[0], text=bare),)


def _of_pieces(spaced: str, unit: str) -> tuple[Clause, ...] | None:
    """The clauses of the pieces at the first kind of cut that gives a number or a comparison."""
    for cut in _CUTS:
        pieces = [piece.strip() for piece in cut.split(spaced) if piece.strip(" ,.;、。")]
        timeless = [piece for piece in pieces if not _TIME_ONLY.fullmatch(piece.replace(" ", ""))]
        if len(pieces) < 2 or not timeless:
            continue
        found = _together(timeless, unit, in_columns=cut.pattern == _COLUMNS)
        if found is not None:
            return found
    return None


def _together(pieces: Sequence[str], unit: str, *, in_columns: bool) -> tuple[Clause, ...] | None:
    """The clauses of pieces of which at least one is understood as a number or a comparison."""
    clauses: list[Clause] = []
    for piece in pieces:
        found = _clauses(piece, unit)
        if clauses and _goes_on(clauses[-1], found):
            before = clauses.pop()
            clauses.append(
                replace(before, reference=f"{before.reference}、{piece}", text=f"{before.text}、{piece}")
            )
        else:
            clauses += _second_column(clauses, found, in_columns=in_columns)
    if all(clause.basis is Basis.QUALITATIVE for clause in clauses) or _enumerates(clauses):
        return None
    return _beside_totals(clauses)


def _goes_on(before: Clause, found: tuple[Clause, ...]) -> bool:
    """高于全国、全省平均: the second piece goes on with the reference of the first."""
    return (
        before.basis is Basis.RELATIVE
        and before.value is None
        and len(found) == 1
        and found[0].basis is Basis.QUALITATIVE
        and _MORE_REFERENCES.fullmatch(found[0].text) is not None
    )


def _second_column(
    before: Sequence[Clause], found: tuple[Clause, ...], *, in_columns: bool
) -> tuple[Clause, ...]:
    """4620亿元 / 7以上: a bare number after a level in a unit is the growth."""
    if len(before) != 1 or len(found) != 1:
        return found
    level, clause = before[0], found[0]
    if {level.basis, clause.basis} != {Basis.LEVEL} or is_share(level.unit):
        return found
    if not _BARE_FIGURE.fullmatch(clause.text):
        return found
    if _BARE_FIGURE.fullmatch(level.text) and not (in_columns and decimal_of(clause.text) is None):
        return found  # 3/45 are no two columns, 4620/7以上 are
    return (replace(clause, basis=Basis.GROWTH, unit="%"),)


def _enumerates(clauses: Sequence[Clause]) -> bool:
    """增长7.5%、8.5%: two figures of one kind side by side belong to different subjects."""
    return any(
        one.basis is other.basis and other.strength is Strength.PLAN and _BARE_FIGURE.fullmatch(other.text)
        for one, other in pairwise(clauses)
        if one.value is not None and other.value is not None
    )


def _beside_totals(clauses: Sequence[Clause]) -> tuple[Clause, ...]:
    """新增5家以上、总数达到100家: what is new is a change of the total."""
    if not any(clause.basis is Basis.LEVEL and _TOTAL.search(clause.text) for clause in clauses):
        return tuple(clauses)
    return tuple(
        replace(clause, basis=Basis.CHANGE)
        if clause.basis is Basis.LEVEL and _NEW.match(clause.text)
        else clause
        for clause in clauses
    )


def _with_parentheses(spaced: str, unit: str) -> tuple[Clause, ...] | None:
    """A remark in parentheses may hold the unit or a further clause; else it is only a remark."""
    asides = [closed_up(aside) for aside in re.findall(r"\(([^()]*)\)", spaced)]
    main = without_asides(spaced).strip()
    if not asides or not main:
        return None
    for aside in asides:
        if parse_unit(aside) and (named := read_clause(closed_up(main) + aside, unit)):
            return (named,)
    if len(asides) == 1 and (total := read_clause(asides[0] + closed_up(main), unit)) and is_total(asides[0]):
        return (total,)  # 20（五年累计）
    further = [read_clause(aside, unit) for aside in asides if not _OTHER_SUBJECT.match(aside)]
    return _clauses(main, unit) + tuple(clause for clause in further if clause and _counts_beside(clause))


def _counts_beside(aside: Clause) -> bool:
    """A level in parentheses is a target only where it is said to be one: 80%以上（力争85%）."""
    return aside.basis in _ASIDE_BASES or (aside.basis is Basis.LEVEL and aside.strength is not Strength.PLAN)
