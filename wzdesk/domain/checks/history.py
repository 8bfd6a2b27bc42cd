"""Checks against a region's own history: moves and turns that leave it, by median and median deviation.

The same months of the year before are the base, so that seasons do not matter.
"""

from math import exp

from wzdesk.domain.checks.changes import Move, Moves, weight
from wzdesk.domain.checks.finding import Finding
from wzdesk.domain.checks.kind import Cells, Kind
from wzdesk.domain.checks.line import Line
from wzdesk.domain.checks.periods import year_after
from wzdesk.domain.checks.rule import History, Rule
from wzdesk.domain.checks.sight import Sight
from wzdesk.domain.checks.wording import amount, finding
from wzdesk.domain.import_checks import is_percent, rounded
from wzdesk.domain.jumps import is_small_count, usual
from wzdesk.domain.observation import Measure, ObservationKey
from wzdesk.domain.period import Period

_DEVIATION = 1.4826
"""A median deviation times this is a standard deviation, where figures spread normally."""
_YEARS_KNOWN = 3
"""So many whole years tell how one year differs from another."""


def later_cells(rule: Rule, key: ObservationKey, sight: Sight) -> Cells:
    """The edited cell and those in whose history it stands, or whose base it is."""
    yield key
    line = sight.line(key)
    for period in line.later(key.period, key.measure, key.period.last_year + rule.history.years + 1):
        yield line.key(period, key.measure)


def beside_cells(_rule: Rule, key: ObservationKey, sight: Sight) -> Cells:
    """Of `later_cells` those that are held against the edited one itself: the next of its year, and next year's."""
    yield key
    line, period = sight.line(key), key.period
    for after in (*line.later(period, key.measure, period.last_year)[:1], year_after(period)):
        yield line.key(after, key.measure)


def _cells_turned(_rule: Rule, key: ObservationKey, sight: Sight) -> Cells:
    """Those whose turn would name the edited one: the next of its year that has a move at all, and next year's."""
    yield key
    line, period = sight.line(key), key.period
    following = line.moves(key.measure, period.frequency).next_after(period)
    if following is not None:
        yield line.key(following.period, key.measure)
    yield line.key(year_after(period), key.measure)


def usual_moves(moves: Moves, period: Period, history: History, least: float) -> tuple[float, float] | None:
    """The middle of the moves before a period, and how far from it is still usual; None with too few of them."""
    before = moves.before(period, history.years)
    if len(before) < history.points:
        return None
    return usual(before, least, float(history.times) * _DEVIATION)


def _least_jump(moves: Moves, period: Period, history: History) -> float:
    """How far a move may lie off at the least.

    The months of one year move together, so that they do not tell how years differ: with one or two years before
    it is three or two times as far.
    """
    years = moves.years_before(period, history.years)
    return float(history.least) * max(1, _YEARS_KNOWN + 1 - years)


def _jumps(rule: Rule, at: ObservationKey, sight: Sight) -> Finding | None:
    """A move from last year, or a reported growth, far from those before it."""
    line = sight.line(at)
    moves = line.moves(at.measure, at.period.frequency)
    move = moves.at(at.period)
    least = _least_jump(moves, at.period, rule.history)
    bounds = usual_moves(moves, at.period, rule.history, least) if move else None
    if move is None or bounds is None or not has_left(moves, move, bounds) or _counts_few(line, at):
        return None
    words = _last_year(sight, line, at) | {
        "变化": _move_words(line, at.measure, move.value),
        "低": _bare_words(line, at.measure, bounds[0] - bounds[1]),
        "高": _bare_words(line, at.measure, bounds[0] + bounds[1]),
    }
    return finding(rule, sight, at, others=_bases(line, at), words=words)


def has_left(moves: Moves, move: Move, bounds: tuple[float, float]) -> bool:
    """Whether a move leaves the usual ones, and the year was not there already by the period before.

    What set in earlier in the year was asked about then; it is not asked again every month.
    """
    last = moves.last_before(move.period)
    return is_unusual(move, bounds) and (last is None or is_unusual(move, (last.value, bounds[1])))


def is_unusual(move: Move, bounds: tuple[float, float]) -> bool:
    """Whether a move leaves the usual ones, whatever its rounding hides."""
    middle, wide = bounds
    return abs(move.value - middle) > wide + move.rounding


def _turns(rule: Rule, at: ObservationKey, sight: Sight) -> Finding | None:
    """A move that differs from the one before it in the year more than moves of this line ever do."""
    line = sight.line(at)
    frequency = at.period.frequency
    moves, turns = line.moves(at.measure, frequency), line.turns(at.measure, frequency)
    turn, move, last = turns.at(at.period), moves.at(at.period), moves.last_before(at.period)
    if turn is None or move is None or last is None:
        return None
    share = weight(last.period, at.period, is_running=line.is_running(frequency))
    bounds = usual_moves(turns, at.period, rule.history, float(rule.history.least) * share)
    if bounds is None or not is_unusual(turn, bounds) or _counts_few(line, at):
        return None
    words = {
        "前期": last.period.words,
        "前期变化": _move_words(line, at.measure, last.value),
        "变化": _move_words(line, at.measure, move.value),
        "相差": f"{rounded(abs(_shown(line, at.measure, move.value) - _shown(line, at.measure, last.value)))} 个百分点",
    }
    others = (line.key(last.period, at.measure), *_bases(line, at))
    return finding(rule, sight, at, others=others, words=words)


def _bases(line: Line, at: ObservationKey) -> tuple[ObservationKey, ...]:
    return (line.key(at.period.year_before),) if at.measure is Measure.LEVEL else ()


def _last_year(sight: Sight, line: Line, at: ObservationKey) -> dict[str, str]:
    before = line.figure(at.period.year_before, at.measure)
    return {"上年值": amount(sight, at, before.value) if before else ""}


def _counts_few(line: Line, at: ObservationKey) -> bool:
    now, before = line.figure(at.period), line.figure(at.period.year_before)
    return now is not None and before is not None and is_small_count(line.unit, before, now)


def _move_words(line: Line, measure: Measure, move: float) -> str:
    """``增长 12.3%``, ``提高 0.4 个百分点``, or a reported growth as it is."""
    shown = _shown(line, measure, move)
    if measure is not Measure.LEVEL:
        return _bare_words(line, measure, move)
    if is_percent(line.unit):
        return f"{'提高' if shown >= 0 else '降低'} {rounded(abs(shown))} 个百分点"
    return f"{'增长' if shown >= 0 else '下降'} {rounded(abs(shown))}%"


def _bare_words(line: Line, measure: Measure, value: float) -> str:
    """A move as a signed number of percent or points."""
    shown = rounded(_shown(line, measure, value))
    in_points = measure is Measure.CHANGE or (measure is Measure.LEVEL and is_percent(line.unit))
    return f"{shown} 个百分点" if in_points else f"{shown}%"


def _shown(line: Line, measure: Measure, move: float) -> float:
    """A move in percent as people say it, not in logarithms; points as they are."""
    if measure is not Measure.LEVEL or is_percent(line.unit):
        return move
    return (exp(move / 100) - 1) * 100


_MEASURES = frozenset({Measure.LEVEL, Measure.GROWTH})
JUMP = Kind(
    later_cells,
    _jumps,
    frozenset({"上年值", "变化", "低", "高"}),
    measures=_MEASURES,
    naming=beside_cells,
)
STEP = Kind(
    later_cells,
    _turns,
    frozenset({"前期", "前期变化", "变化", "相差"}),
    measures=_MEASURES,
    naming=_cells_turned,
)
