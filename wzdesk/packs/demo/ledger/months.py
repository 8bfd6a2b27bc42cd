"""The months of an invented project: what was planned to date, done to date, booked and paid; amounts in 万元."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from wzdesk.domain.period import Period
from wzdesk.domain.projects.progress import Invested, ProjectProgress
from wzdesk.domain.projects.project import AnnualPlan, Nature
from wzdesk.packs.demo.ledger.dates import LAST_MONTH, YEAR_END, Dates
from wzdesk.packs.demo.ledger.seeds import LAST_YEAR, THIS_YEAR, Seed
from wzdesk.packs.demo.ledger.words import LedgerWords
from wzdesk.packs.demo.numbers import rounded, swing

CHANGED_IN = 7
"""The month from which plans hold that were changed in the middle of the year (中期调整)."""
_TO_DATE = (35, 80, 170, 265, 365, 475, 575, 665, 760, 850, 930, 1_000)
"""How works run through a year, in thousandths to the end of each month."""
_PERMILLE = 1_000


def plans_of(seed: Seed, dates: Dates) -> tuple[AnnualPlan, ...]:
    """The annual plans, this year's with its months; where it was changed in the year, the changed one beside it."""
    plans = []
    for year, nature in sorted(seed.natures.items()):
        amount = seed.plans[year]
        path = _planned_to_date(amount, dates) if year == THIS_YEAR and amount else ()
        plans.append(AnnualPlan(year, Decimal(amount), nature, tuple(map(Decimal, path))))
        if seed.change and year == THIS_YEAR:
            changed = tuple(map(Decimal, _changed(path, amount + seed.change)))
            plans.append(AnnualPlan(year, Decimal(amount + seed.change), nature, changed, CHANGED_IN))
    return tuple(plans)


def _planned_to_date(plan: int, dates: Dates) -> tuple[int, ...]:
    """The plan of this year to the end of each month, from its first to its last."""
    before = _TO_DATE[dates.first - 2] if dates.first > 1 else 0
    span = _TO_DATE[dates.last - 1] - before
    return tuple(rounded(plan * min(max(share - before, 0), span), span) for share in _TO_DATE)


def _changed(path: Sequence[int], amount: int) -> list[int]:
    """What is left of the year runs as it would have, to another amount."""
    kept = path[CHANGED_IN - 2]
    left = path[-1] - kept
    return [
        one if month < CHANGED_IN else kept + rounded((amount - kept) * (one - kept), left)
        for month, one in enumerate(path, 1)
    ]


def reports_of(seed: Seed, dates: Dates, words: LedgerWords) -> Iterator[ProjectProgress]:
    """December of last year where it had a plan, then each month of this year until the last one filled."""
    code = seed.code
    before = _done_before(seed, dates)
    if LAST_YEAR in seed.done:
        account = Invested(None, Decimal(seed.done[LAST_YEAR]), Decimal(max(before, seed.done[LAST_YEAR])))
        yield ProjectProgress(code, Period.of_month(LAST_YEAR, YEAR_END), account)
    if THIS_YEAR not in seed.plans:
        return
    past, past_booked = 0, 0
    unbooked = _unbooked(seed)
    for month, done in enumerate(_done_to_date(seed, dates)[:LAST_MONTH], 1):
        booked = rounded(done * (_PERMILLE - unbooked), _PERMILLE)
        percent = min((before + done) * 100 // seed.total, 100) if seed.total else 0
        yield ProjectProgress(
            code,
            Period.of_month(THIS_YEAR, month),
            _account(done - past, done, before),
            _account(booked - past_booked, booked, rounded(before * (_PERMILLE - unbooked), _PERMILLE)),
            funds=Decimal(rounded(done * _paid(seed), _PERMILLE)),
            image=words.image(percent, is_idle=done == past and _should_move(seed, dates, month)),
            image_percent=Decimal(percent),
            next_step=words.next_step(percent),
        )
        past, past_booked = done, booked


def _done_before(seed: Seed, dates: Dates) -> int:
    """What was done until the end of last year; of a project that is to end this year, all but the year's plan."""
    earlier = seed.done.get(LAST_YEAR, 0)
    if seed.natures.get(THIS_YEAR) is not Nature.CARRIED_ON:
        return earlier if THIS_YEAR not in seed.natures else 0
    if dates.is_finishing and seed.can_finish:
        return seed.total - seed.plans[THIS_YEAR]
    room = max(seed.total - earlier - 2 * seed.plans[THIS_YEAR], 0)
    return earlier + room * (20 + swing(20, "before", seed.code)) // 100


def _should_move(seed: Seed, dates: Dates, month: int) -> bool:
    start, end = dates.actual_start, dates.actual_end
    begun = start is not None and (start.year, start.month) < (THIS_YEAR, month)
    return bool(seed.plans[THIS_YEAR]) and begun and (end is None or month <= end.month)


def _account(month: int, year: int, before: int) -> Invested:
    return Invested(Decimal(month), Decimal(year), Decimal(before + year))


def _done_to_date(seed: Seed, dates: Dates) -> list[int]:
    """Most run near their plan; some lag, some stand still for months, some have not begun."""
    plan = seed.plans[THIS_YEAR]
    if seed.natures[THIS_YEAR] is Nature.EARLY:
        return [plan * month // YEAR_END for month in range(1, YEAR_END + 1)]
    if dates.actual_start is None:
        return [0] * YEAR_END
    path = _finishing(seed, dates) if dates.actual_end else _going_on(seed, dates)
    if swing(500, "corrected", seed.code) > 496:  # a figure of the months before was too high
        path[LAST_MONTH - 1] = path[LAST_MONTH - 2] * 97 // 100
    return path


def _finishing(seed: Seed, dates: Dates) -> list[int]:
    """All that was planned is done by the end; a few cost more."""
    cost = 1_040 if swing(50, "overrun", seed.code) > 46 else _PERMILLE
    return [rounded(one * cost, _PERMILLE) for one in _behind(seed, dates)]


def _going_on(seed: Seed, dates: Dates) -> list[int]:
    luck = swing(500, "luck", seed.code)
    pace = 450 + (luck + 500) * 3 if luck < -420 else 1_120 + swing(170, "pace", seed.code)
    stands = 6 if luck > 470 else YEAR_END  # works stop in the summer
    most = seed.plans[THIS_YEAR] if dates.is_finishing else seed.total
    path: list[int] = []
    for month, planned in enumerate(_behind(seed, dates), 1):
        wanted = rounded(planned * (pace + swing(25, "month", seed.code, month)), _PERMILLE)
        at_least = path[-1] if path else 0
        path.append(at_least if month > stands else min(max(wanted, at_least), most))
    return path


def _behind(seed: Seed, dates: Dates) -> tuple[int, ...]:
    """The planned path, as many months later as works are behind."""
    planned = _planned_to_date(seed.plans[THIS_YEAR], dates)
    return (0,) * dates.behind + planned[: YEAR_END - dates.behind]


def _unbooked(seed: Seed) -> int:
    """What statistics has not booked yet, in thousandths."""
    return 280 if swing(50, "unbooked", seed.code) > 46 else 45 + swing(40, "booked", seed.code)


def _paid(seed: Seed) -> int:
    """Funds that arrived for works done, in thousandths."""
    return 620 if swing(50, "unpaid", seed.code) > 45 else 1_030 + swing(90, "paid", seed.code)
