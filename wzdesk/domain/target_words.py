"""A target read back in words, so that a planner sees at once whether it was understood."""

from decimal import Decimal

from wzdesk.domain.indicator import Direction
from wzdesk.domain.quantity import Basis, Op
from wzdesk.domain.quantity_words import BOUND_WORDS, number_words, with_unit
from wzdesk.domain.target import Clause, Strength, Target
from wzdesk.domain.units import RANK_UNITS

_STRENGTH = {Strength.MUST: "确保", Strength.STRIVE: "力争", Strength.PLAN: ""}
_SIDES = {Direction.UP: "越大越好", Direction.DOWN: "越小越好", Direction.NEUTRAL: "不分大小好坏"}
_SUBJECT = {Basis.LEVEL: "", Basis.GROWTH: "增速", Basis.CHANGE: "比上年变动", Basis.CUMULATIVE: "规划期累计"}
_FALL_SUBJECT = {Basis.GROWTH: "", Basis.CHANGE: "比上年"}
_RELATIVE = {
    Op.GT: "高于{0}",
    Op.GE: "不低于{0}",
    Op.LT: "低于{0}",
    Op.LE: "不高于{0}",
    Op.ABOUT: "与{0}大体相同",
}


def target_words(target: Target) -> str:
    """The reading of a whole sentence; "" where the cell sets no target."""
    return "；".join(clause_words(clause, target.direction) for clause in target.clauses)


def clause_words(clause: Clause, direction: Direction) -> str:
    """The reading of one clause, with the side that is good where the sentence leaves it open."""
    strength = _STRENGTH[clause.strength]
    match clause.basis:
        case Basis.QUALITATIVE:
            return f"“{clause.text}”没有读成数，要人来判定"
        case Basis.ASSIGNED:
            return f"{strength}按上级下达的数（{clause.reference}），下达后填数才能判定"
        case Basis.RELATIVE:
            return strength + _relative_words(clause)
        case _:
            return strength + _number_clause(clause, direction)


def _relative_words(clause: Clause) -> str:
    if clause.value is None:
        return _RELATIVE[clause.op or Op.GT].format(clause.reference)
    above = clause.value >= 0
    bound = {
        Op.ABOUT: "约",
        Op.BETWEEN: "",
        Op.GE: "至少" if above else "至多",
        Op.LE: "至多" if above else "至少",
    }
    number = number_words(abs(clause.value))
    high = f" 至 {number_words(abs(clause.high))}" if clause.high is not None else ""
    word = f"比{clause.reference}{'高' if above else '低'}{bound.get(clause.op or Op.GE, '')}"
    return f"{word} {with_unit(number + high, clause.unit or '个百分点')}"


def _number_clause(clause: Clause, direction: Direction) -> str:
    assert clause.value is not None
    if clause.basis is Basis.CHANGE and clause.unit in RANK_UNITS:
        return f"位次{'前移' if clause.value > 0 else '后移'} {number_words(abs(clause.value))} 位"
    subject = _SUBJECT[clause.basis] + _against(clause)
    if clause.value < 0 and clause.high is None and clause.basis in {Basis.GROWTH, Basis.CHANGE}:
        return _FALL_SUBJECT[clause.basis] + _against(clause) + _falling(clause, direction)
    number = _number(clause.value, clause)
    if clause.op is Op.BETWEEN and clause.high is not None:
        return f"{subject}在 {number} 至 {_number(clause.high, clause)} 之间{_side(direction)}"
    if clause.op is Op.AT:
        bound = {Direction.UP: "不低于", Direction.DOWN: "不高于", Direction.NEUTRAL: "等于"}[direction]
        return f"{subject}{bound} {number}{_side(direction)}"
    if clause.op is Op.ABOUT:
        return f"{subject}约 {number}{_side(direction)}"
    return f"{subject}{BOUND_WORDS[clause.op or Op.AT]} {number}"


def _against(clause: Clause) -> str:
    if not clause.reference:
        return ""
    return f"（比{clause.reference}）" if clause.reference.endswith("年") else f"（{clause.reference}）"


def _falling(clause: Clause, direction: Direction) -> str:
    """A fall in words: at most -3 is a fall of no less than 3."""
    assert clause.value is not None
    op = clause.op
    if op is Op.AT:
        op = {Direction.UP: Op.GE, Direction.DOWN: Op.LE, Direction.NEUTRAL: Op.AT}[direction]
    bound = {Op.LE: "不少于", Op.LT: "超过", Op.GE: "不超过", Op.GT: "不到", Op.ABOUT: "约"}.get(
        op or Op.AT, ""
    )
    side = _side(direction) if clause.op in {Op.AT, Op.ABOUT} else ""
    return f"下降{bound} {_number(abs(clause.value), clause)}{side}"


def _number(value: Decimal, clause: Clause) -> str:
    return with_unit(number_words(value), clause.unit)


def _side(direction: Direction) -> str:
    return f"（{_SIDES[direction]}）"
