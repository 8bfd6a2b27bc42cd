"""The kept sums of the ledger: taken down by the lines that go, put up by those that come."""

from collections.abc import Sequence
from typing import Any

from wzdesk.db.plan_tables import Execute

DIVISIONS = ("month", "field_id", "subfield_id", "nature_id", "stage_id", "region_id", "lagging", "lists")
_COUNTS = ("problems", "to_start", "started", "to_complete", "completed")
SUMS = (
    "lines",
    "total",
    "plan",
    "planned",
    "done_month",
    "done",
    "booked",
    "gap",
    "funds",
    "reports",
    *_COUNTS,
)
"""The columns of a kept sum."""
SUM_OF = {name: f"sum({name})" for name in ("total", *_COUNTS)}
SUM_OF |= {
    name: f"coalesce(sum({name}), 0)" for name in ("plan", "planned", "done_month", "done", "booked", "funds")
}
SUM_OF |= {"lines": "count(*)", "reports": "count(done)", "gap": "coalesce(sum(booked - done), 0)"}
"""How each is added up of the columns of lines."""
_MONTHS = """
    WITH RECURSIVE kept (month) AS (
        SELECT min(month) FROM ledger_sum
        UNION ALL SELECT (SELECT min(month) FROM ledger_sum s WHERE s.month > kept.month) FROM kept
        WHERE kept.month IS NOT NULL
    )
    SELECT month FROM kept WHERE month IS NOT NULL
"""


def months_kept(execute: Execute) -> list[int]:
    """The months that have lines, in order, without reading all sums."""
    return [month for (month,) in execute(_MONTHS, {})]


def drop_empty(execute: Execute, months: Sequence[int]) -> None:
    """Take out the sums of no line."""
    execute(f"DELETE FROM ledger_sum WHERE month IN ({', '.join(map(str, months))}) AND lines = 0", {})


def add_up(execute: Execute, where: str, given: dict[str, Any], sign: str = "") -> None:
    """Put the sums of the chosen lines to the kept ones, or with a minus take them from there."""
    names = ", ".join((*DIVISIONS, *SUMS))
    summed = ", ".join(f"{sign}({SUM_OF[name]})" for name in SUMS)
    execute(
        f"""
        INSERT INTO ledger_sum ({names})
        SELECT {", ".join(DIVISIONS)}, {summed} FROM ledger_line WHERE {where} GROUP BY {", ".join(DIVISIONS)}
        ON CONFLICT ({", ".join(DIVISIONS)})
        DO UPDATE SET {", ".join(f"{name} = {name} + excluded.{name}" for name in SUMS)}
        """,
        given,
    )
