"""Judging one clause against one figure: sides, bounds, tolerances, and the reason in words (§4)."""

from dataclasses import dataclass, replace
from decimal import Decimal

from wzdesk.domain.indicator import Direction
from wzdesk.domain.quantity import Basis, Op, Quantity
from wzdesk.domain.quantity_words import BOUND_WORDS, number_words
from wzdesk.domain.target import Clause
from wzdesk.domain.units import RANK_UNITS, convert, parse_unit, plain, same_unit, trimmed
from wzdesk.domain.verdict import Judgement, Verdict

# Half of the last digit that rates are reported with: a target of 0 or of 0.1 % has no usable relative tolerance.
_FLOOR_POINTS = Decimal("0.05")
_UPWARD = {Op.GE, Op.GT}
_DOWNWARD = {Op.LE, Op.LT}
_SUBJECTS = {Basis.LEVEL: "", Basis.GROWTH: "增速", Basis.CHANGE: "变动", Basis.CUMULATIVE: "累计"}


@dataclass(frozen=True, slots=True)
class Rules:
    """How a clause is judged: the plan's tolerances, the good side, and what rules out 基本完成.

    ``base`` is the level that the target starts from, where known; ``is_index`` says last year = 100.
    """

    about: Decimal
    nearly: Decimal
    direction: Direction
    binding: bool = False
    base: Decimal | None = None
    is_index: bool = False
    growth: Decimal | None = None


def judge_number(clause: Clause, actual: Quantity, rules: Rules, against: Decimal | None = None) -> Judgement:
    """The verdict of a clause with a number on a given figure.

    ``against`` replaces the clause's number (relative clauses: the reference's figure plus margin).
    A bound or approximate actual is judged by its bound. Comparison is unrounded.
    """
    unit = clause.unit if against is None else actual.unit
    placed = _in_unit_of(actual, unit)
    if placed is None:
        said = f"目标按{unit}，实绩按{actual.unit}，单位不同，不能判定"
        return Judgement(Verdict.UNDETERMINED, (said,))
    actual = placed
    assert actual.value is not None
    target = clause.value if against is None else against
    assert target is not None
    floor = _floor(clause, target)
    side = _side(clause, rules.direction)
    value = (
        actual.high if actual.high is not None and side is Direction.DOWN else actual.value
    )  # the worse end
    shift = Decimal(100) if rules.is_index and clause.basis is Basis.LEVEL else Decimal(0)
    margin = _slack(clause, target - shift, rules.about, floor)
    if _holds(clause, value, target, margin, side) or _bound_holds(clause, actual, target):
        return _judged(Verdict.ACHIEVED, clause, actual, target, rules)
    slack = _tolerance(target - shift, rules.nearly, floor)
    close = _within(clause, value, target, slack, side) and not _worse_than_base(clause, value, rules, side)
    return _judged(
        Verdict.NEARLY if close and not rules.binding else Verdict.MISSED, clause, actual, target, rules
    )


def _in_unit_of(actual: Quantity, unit: str) -> Quantity | None:
    """The actual in the target's unit; None where the two cannot be compared (亿美元 and 亿元)."""
    if not unit or not actual.unit or same_unit(actual.unit, unit):
        return actual
    if parse_unit(actual.unit) is None or parse_unit(unit) is None:
        return actual
    value = convert(actual.value, actual.unit, unit) if actual.value is not None else None
    high = convert(actual.high, actual.unit, unit) if actual.high is not None else None
    return None if value is None else replace(actual, value=value, high=high, unit=unit)


def _side(clause: Clause, direction: Direction) -> Direction:
    """The good side of this clause: its bound says it, else the indicator."""
    if clause.basis is Basis.CHANGE and clause.unit in RANK_UNITS:
        return Direction.UP  # places gained: 上升2个位次 is two places better
    if clause.op in _UPWARD:
        return Direction.UP
    if clause.op in _DOWNWARD:
        return Direction.DOWN
    return direction


def _tolerance(number: Decimal, share: Decimal, floor: Decimal) -> Decimal:
    return max(abs(number) * share, floor)


def _floor(clause: Clause, target: Decimal) -> Decimal:
    if clause.basis in {Basis.GROWTH, Basis.CHANGE, Basis.RELATIVE}:
        return _FLOOR_POINTS
    return Decimal(5).scaleb(int(target.as_tuple().exponent) - 1) if target == 0 else Decimal(0)


def _slack(clause: Clause, number: Decimal, share: Decimal, floor: Decimal) -> Decimal:
    return _tolerance(number, share, floor) if clause.op is Op.ABOUT else Decimal(0)


def _holds(clause: Clause, value: Decimal, target: Decimal, slack: Decimal, side: Direction) -> bool:
    match clause.op:
        case Op.GT:
            return value > target
        case Op.LT:
            return value < target
        case Op.GE:
            return value >= target
        case Op.LE:
            return value <= target
        case Op.BETWEEN if clause.high is not None:
            high = target + (clause.high - (clause.value or Decimal(0)))
            return _in_range(value, target, high, side)
        case _:
            return _within(clause, value, target, slack, side)


def _in_range(value: Decimal, low: Decimal, high: Decimal, side: Direction) -> bool:
    if side is Direction.UP:
        return value >= low
    return value <= high if side is Direction.DOWN else low <= value <= high


def _within(clause: Clause, value: Decimal, target: Decimal, slack: Decimal, side: Direction) -> bool:
    """Whether a value lies on the good side of the target, or no further than the slack on the other."""
    if clause.op is Op.BETWEEN and clause.high is not None and side is Direction.DOWN:
        target += clause.high - (clause.value or Decimal(0))
    if side is Direction.UP:
        return value >= target - slack
    if side is Direction.DOWN:
        return value <= target + slack
    return abs(value - target) <= slack


def _bound_holds(clause: Clause, actual: Quantity, target: Decimal) -> bool:
    """超过5 against 超过5: the bound itself is reached, though its number alone is not beyond it."""
    assert actual.value is not None
    if clause.op is Op.GT:
        return actual.op is Op.GT and actual.value >= target
    return clause.op is Op.LT and actual.op is Op.LT and actual.value <= target


def _worse_than_base(clause: Clause, value: Decimal, rules: Rules, side: Direction) -> bool:
    """A fall where growth was meant, or a level behind its base, is never 基本完成."""
    if clause.basis in {Basis.GROWTH, Basis.CHANGE, Basis.RELATIVE}:
        good = (
            side if (clause.value or 0) < 0 else rules.direction
        )  # 下降3%以上 wants a fall, whatever else is good
        return value < 0 if good is Direction.UP else value > 0 and good is Direction.DOWN
    if clause.basis is not Basis.LEVEL:
        return False
    if rules.base is not None:
        return value < rules.base if side is Direction.UP else value > rules.base and side is Direction.DOWN
    if rules.growth is None:
        return False
    return rules.growth < 0 if side is Direction.UP else rules.growth > 0 and side is Direction.DOWN


def _judged(verdict: Verdict, clause: Clause, actual: Quantity, target: Decimal, rules: Rules) -> Judgement:
    assert actual.value is not None
    gap = _gap(clause, actual.value, target)
    return Judgement(verdict, (_reason(verdict, clause, actual, gap, rules),), gap, gap_unit(clause))


def _gap(clause: Clause, value: Decimal, target: Decimal) -> Decimal:
    """Distance to the target; inside a range it is 0, beyond it the distance to the nearer end."""
    if clause.op is Op.BETWEEN and clause.high is not None:
        high = target + (clause.high - (clause.value or Decimal(0)))
        return value - min(max(value, target), high)
    return value - target


def gap_unit(clause: Clause) -> str:
    """The unit of a distance to this clause: points between percentages."""
    if clause.basis in {Basis.GROWTH, Basis.RELATIVE} or clause.unit == "%":
        return "个百分点"
    return clause.unit


def _reason(verdict: Verdict, clause: Clause, actual: Quantity, gap: Decimal, rules: Rules) -> str:
    said = _SUBJECTS.get(clause.basis, "") + figure_words(actual)
    aim = f"目标{aim_words(clause)}"
    distance = plain(trimmed(abs(gap))) + gap_unit(clause)
    where = "低" if gap < 0 else "高"
    if verdict is Verdict.ACHIEVED:
        return _good_reason(said, aim, gap, distance, rules)
    if gap == 0:
        return f"{said}，与{aim}的数相同，目标要求{'高于' if clause.op is Op.GT else '低于'}它"
    tail = (
        f"，在基本完成的幅度（{plain(trimmed(rules.nearly * 100))}%）以内"
        if verdict is Verdict.NEARLY
        else ""
    )
    return f"{said}，{where}于{aim}，差{distance}{tail}"


def _good_reason(said: str, aim: str, gap: Decimal, distance: str, rules: Rules) -> str:
    if gap == 0:
        return f"{said}，达到{aim}"
    where = "低" if gap < 0 else "高"
    good = (gap > 0) == (rules.direction is not Direction.DOWN) and rules.direction is not Direction.NEUTRAL
    tail = "" if good else f"，在左右的幅度（{plain(trimmed(rules.about * 100))}%）以内"
    return f"{said}，{where}于{aim}，{where}出{distance}{tail}"


_AIM = {Op.GE: "{0}以上", Op.GT: "{0}以上", Op.LE: "{0}以内", Op.LT: "{0}以下", Op.ABOUT: "{0}左右"}


def aim_words(clause: Clause) -> str:
    """A clause's number as a sentence names it: 8%以上, 32, 5%至6%; a fall or a comparison as written."""
    if clause.value is None or clause.value < 0 or clause.basis is Basis.RELATIVE:
        return clause.text
    number = _aimed(clause.value, clause)
    if clause.high is not None:
        return f"{number}至{_aimed(clause.high, clause)}"
    return _AIM.get(clause.op or Op.AT, "{0}").format(number)


def _aimed(value: Decimal, clause: Clause) -> str:
    return number_words(value) + (clause.unit if clause.unit in {"%", "‰"} else "")


def figure_words(actual: Quantity) -> str:
    """An actual as a sentence names it: 7.4%, 不超过5%, 约8%."""
    assert actual.value is not None
    return BOUND_WORDS[actual.op or Op.AT] + number_words(actual.value) + actual.unit
