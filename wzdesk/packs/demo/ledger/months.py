"""The months of an invented project: what was planned to date, done to date, booked and paid; amounts in 万元."""

from collections.abc import Iterator
from decimal import Decimal

from wzdesk.domain.period import Period
from wzdesk.domain.projects.progress import Invested, ProjectProgress
from wzdesk.domain.projects.project import Nature
from wzdesk.packs.demo.ledger.seeds import LAST_YEAR, THIS_YEAR, Seed
from wzdesk.packs.demo.ledger.words import LedgerWords
from wzdesk.packs.demo.numbers import rounded, swing

LAST_MONTH = 9
"""The ledger has been filled until September: the next month is the person's."""
_TO_DATE = (35, 80, 170, 265, 365, 475, 575, 665, 760, 850, 930, 1_000)
"""How works run through a year, in thousandths to the end of each month."""
_PERMILLE = 1_000


def start_month(seed: Seed) -> int:
    """The month of this year in which a new project is to begin; 0 where it went on from last year."""
    if seed.natures.get(THIS_YEAR) is not Nature.NEW:
        return 0
    return 1 + (swing(50, "start", seed.code) + 50) * 9 // 100


def is_late(seed: Seed) -> bool:
    """Whether a new project has not begun when it should have."""
    return 0 < start_month(seed) <= LAST_MONTH and swing(50, "late", seed.code) > 45


def planned_to_date(seed: Seed) -> tuple[int, ...]:
    """The plan of this year to the end of each month."""
    plan, first = seed.plans[THIS_YEAR], max(start_month(seed), 1)
    begun = _TO_DATE[first - 2] if first > 1 else 0
    return tuple(
        rounded(plan * max(share - begun, 0), _PERMILLE - begun) if month >= first else 0
        for month, share in enumerate(_TO_DATE, 1)
    )


def done_before(seed: Seed) -> int:
    """What was done until the end of last year."""
    earlier = seed.done.get(LAST_YEAR, 0)
    if seed.natures.get(THIS_YEAR) is not Nature.CARRIED_ON:
        return earlier if THIS_YEAR not in seed.natures else 0
    room = max(seed.total - earlier - 2 * seed.plans[THIS_YEAR], 0)
    return earlier + room * (20 + swing(20, "before", seed.code)) // 100


def reports_of(seed: Seed, words: LedgerWords) -> Iterator[ProjectProgress]:
    """December of last year where it had a plan, then each month of this year until the last one filled."""
    code = seed.code
    before = done_before(seed)
    if LAST_YEAR in seed.done:
        account = Invested(None, Decimal(seed.done[LAST_YEAR]), Decimal(max(before, seed.done[LAST_YEAR])))
        yield ProjectProgress(code, Period.of_month(LAST_YEAR, 12), account)
    if THIS_YEAR not in seed.plans:
        return
    past, past_booked = 0, 0
    for month, done in enumerate(_done_to_date(seed)[:LAST_MONTH], 1):
        booked = rounded(done * (_PERMILLE - _unbooked(seed)), _PERMILLE)
        percent = min((before + done) * 100 // seed.total, 100) if seed.total else 0
        yield ProjectProgress(
            code,
            Period.of_month(THIS_YEAR, month),
            _account(done - past, done, before),
            _account(
                booked - past_booked, booked, rounded(before * (_PERMILLE - _unbooked(seed)), _PERMILLE)
            ),
            funds=Decimal(rounded(done * _paid(seed), _PERMILLE)),
            image=words.image(percent, is_idle=done == past and month > 1 and seed.plans[THIS_YEAR] > 0),
            image_percent=Decimal(percent),
            next_step=words.next_step(percent),
        )
        past, past_booked = done, booked


def _account(month: int, year: int, before: int) -> Invested:
    return Invested(Decimal(month), Decimal(year), Decimal(before + year))


def _done_to_date(seed: Seed) -> list[int]:
    """Most run near their plan; some lag, some stand still for months, some have not begun."""
    if is_late(seed) or seed.natures[THIS_YEAR] is Nature.EARLY:
        plan = seed.plans[THIS_YEAR]
        return [
            plan * month // 12 if seed.natures[THIS_YEAR] is Nature.EARLY else 0 for month in range(1, 13)
        ]
    luck = swing(500, "luck", seed.code)
    pace = 450 + (luck + 500) * 3 if luck < -420 else 1_120 + swing(170, "pace", seed.code)
    stands = 6 if luck > 470 else 13  # works stop in the summer
    path: list[int] = []
    for month, planned in enumerate(planned_to_date(seed), 1):
        wanted = rounded(planned * (pace + swing(25, "month", seed.code, month)), _PERMILLE)
        at_least = path[-1] if path else 0
        path.append(at_least if month > stands else max(wanted, at_least))
    return path


def _unbooked(seed: Seed) -> int:
    """What statistics has not booked yet, in thousandths."""
    return 280 if swing(50, "unbooked", seed.code) > 46 else 45 + swing(40, "booked", seed.code)


def _paid(seed: Seed) -> int:
    """Funds that arrived for works done, in thousandths."""
    return 620 if swing(50, "unpaid", seed.code) > 45 else 1_030 + swing(90, "paid", seed.code)
