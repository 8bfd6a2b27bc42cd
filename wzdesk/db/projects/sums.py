"""Adding up the ledger: from the kept sums where they can answer, else from the lines of the month."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from sqlalchemy.orm import Session

from wzdesk.db.doors import execute_of
from wzdesk.db.projects.codec import month_of
from wzdesk.db.projects.kept_sums import SUM_OF
from wzdesk.db.projects.kept_sums import months_kept as numbers_kept
from wzdesk.db.projects.query import COLUMNS, SUMMED, Condition, condition
from wzdesk.domain.period import Period
from wzdesk.domain.projects.amount import of_fen
from wzdesk.domain.projects.curve import MONTHS as OF_YEAR
from wzdesk.domain.projects.curve import SCurve
from wzdesk.domain.projects.project import Nature, Stage
from wzdesk.domain.projects.rates import FourRates, Share
from wzdesk.domain.projects.roll_up import Division, Sum
from wzdesk.domain.projects.selection import Selection

_SUM = ("lines", "total", "plan", "done", "booked", "done_month", "gap", "reports")
_RATES = ("to_start", "started", "to_complete", "completed", "plan", "done", "funds")
_CURVE = ("lines", "planned", "done", "reports")
_FIXED: Mapping[Division, list[str]] = {
    Division.NATURE: [one.value for one in Nature],
    Division.STAGE: [one.value for one in Stage],
}
"""The words of divisions that have an order of their own; others stand as they were first met."""


def months_kept(session: Session) -> list[Period]:
    """The months in whose ledger a project stands, in order."""
    return [month_of(month) for month in numbers_kept(execute_of(session))]


def sums_of(
    session: Session, month: Period, selection: Selection, divisions: Sequence[Division]
) -> dict[tuple[str, ...], Sum]:
    """The sums of each group that has lines, by its words, in their order.

    Without divisions there is one group, (), also where no line is chosen.
    """
    where = condition(session, month, selection)
    groups = _grouped(session, where, divisions, _SUM)
    return {words: _sum(row) for words, row in groups if row[0] or not divisions}


def rates_of(session: Session, month: Period, selection: Selection) -> dict[str, FourRates]:
    """The four rates of each region that has lines; money counts where a plan holds."""
    where = condition(session, month, selection)
    found: dict[str, list[int]] = {}
    for (region, nature), row in _grouped(session, where, (Division.REGION, Division.NATURE), _RATES):
        kept = found.setdefault(region, [0] * len(_RATES))
        counted = row if nature else [*row[:4], 0, 0, 0]
        found[region] = [one + other for one, other in zip(kept, counted, strict=True)]
    return {region: _rates(row) for region, row in found.items()}


def curve_of(session: Session, year: int, selection: Selection) -> SCurve:
    """Planned and done to the end of each month of a year; None where the ledger of a month has nothing of it."""
    planned, actual = [], []
    for month in range(1, OF_YEAR + 1):
        where = condition(session, Period.of_month(year, month), selection)
        ((_, (lines, plan, done, reports)),) = _grouped(session, where, (), _CURVE)
        planned.append(of_fen(plan) if lines else None)
        actual.append(of_fen(done) if reports else None)
    return SCurve(year, tuple(planned), tuple(actual), None)


def _grouped(
    session: Session, where: Condition, divisions: Sequence[Division], names: Sequence[str]
) -> list[tuple[tuple[str, ...], Sequence[int]]]:
    """The added up columns of each group, the groups in the order of their words."""
    from_sums = where.summed and SUMMED.issuperset(divisions)
    how = {name: f"sum({name})" for name in names} if from_sums else SUM_OF
    summed = ", ".join(f"coalesce({how[name]}, 0)" for name in names)
    columns = ", ".join(COLUMNS[one] for one in divisions)
    table = "ledger_sum l" if from_sums else where.lines
    rows = execute_of(session)(
        f"SELECT {f'{columns}, ' if columns else ''}{summed} FROM {table} WHERE {where.sql}"
        + (f" GROUP BY {columns}" if columns else ""),
        where.given,
    )
    wide = len(divisions)
    groups = [(tuple(row[:wide]), row[wide:]) for row in rows]
    words = _words(session, {id_ for ids, _ in groups for id_ in ids})

    def place(group: tuple[tuple[int, ...], Sequence[int]]) -> list[int]:
        return [_place(division, id_, words[id_]) for division, id_ in zip(divisions, group[0], strict=True)]

    return [(tuple(words[id_] for id_ in ids), row) for ids, row in sorted(groups, key=place)]


def _place(division: Division, id_: int, word: str) -> int:
    fixed = _FIXED.get(division)
    return id_ if fixed is None else fixed.index(word) if word in fixed else len(fixed)


def _words(session: Session, ids: Iterable[int]) -> dict[int, str]:
    listed = ", ".join(map(str, sorted(ids)))
    rows = execute_of(session)(f"SELECT id, text FROM ledger_word WHERE id IN ({listed})", {})
    return {row[0]: row[1] for row in rows}


def _sum(row: Sequence[int]) -> Sum:
    count, *money, reports = row
    total, plan, done, booked, month, gap = (of_fen(fen) for fen in money)
    return Sum(count, total, plan, done, booked, month, gap, reports)


def _rates(row: Sequence[int]) -> FourRates:
    to_start, started, to_complete, completed, plan, done, funds = row
    planned = of_fen(plan)
    return FourRates(
        started=Share(Decimal(started), Decimal(to_start)),
        invested=Share(of_fen(done), planned),
        funded=Share(of_fen(funds), planned),
        completed=Share(Decimal(completed), Decimal(to_complete)),
    )
