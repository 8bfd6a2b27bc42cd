"""What a review of many forms needs at once: the reasons that answer findings, and which forms are closed."""

import json
from collections.abc import Collection

from wzdesk.db.codec import readable
from wzdesk.db.plan_tables import Execute
from wzdesk.domain.cell_note import NoteKey, NoteKind
from wzdesk.domain.period import Period, period_of_code

_REASONS = """
    SELECT r.code, i.code, n.period, n.about, n.text
    FROM cell_note n JOIN indicator i ON i.id = n.indicator_id JOIN region r ON r.id = n.region_id
    WHERE n.kind = :kind AND n.period IN (SELECT value FROM json_each(:periods))
"""
_CLOSED = """
    SELECT f.code, r.code, c.period
    FROM form_closing c JOIN form f ON f.id = c.form_id JOIN region r ON r.id = c.region_id
"""


@readable("批注")
def reasons_in(execute: Execute, periods: Collection[Period]) -> dict[NoteKey, str]:
    """The reasons given for findings of some periods."""
    wanted = {"kind": NoteKind.REASON.value, "periods": json.dumps([period.code for period in periods])}
    found = {}
    for region, indicator, period, about, text in execute(_REASONS, wanted):
        its_period = period_of_code(period)
        assert its_period is not None
        found[NoteKey(NoteKind.REASON, region, indicator, its_period, about)] = text
    return found


@readable("关账记录")
def closed_forms(execute: Execute) -> set[tuple[str, str, Period]]:
    """Form, region and period of all that is closed."""
    found = set()
    for form, region, period in execute(_CLOSED, {}):
        its_period = period_of_code(period)
        assert its_period is not None
        found.add((form, region, its_period))
    return found
