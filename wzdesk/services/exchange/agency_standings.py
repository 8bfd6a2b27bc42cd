"""Which agencies have sent back what: those that a form was sent to, and those that a form is for."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from wzdesk.db.doors import execute_of
from wzdesk.db.forms import read_forms
from wzdesk.db.store import Store
from wzdesk.domain.exchange.transfer import Standing, State, standing_of
from wzdesk.domain.period import Period
from wzdesk.services.exchange.recipients import read_known
from wzdesk.services.exchange.standings import Matrix, OpenConflict, lines_of_reporters


def agency_matrix_of(store: Store, period: Period, today: date, conflicts: Iterable[OpenConflict]) -> Matrix:
    """The states of all agencies that are asked for a form of a period that ends with ``period``.

    Once one agency was sent a form, all that lead lines of it are asked; before that only those that a form is for.
    """
    lines, known = lines_of_reporters(store), read_known(store)
    waiting = Counter(one.at for one in conflicts)
    with store.reading() as session:
        forms = [
            (form, its)
            for form in read_forms(execute_of(session))
            if not form.is_retired and (its := form.at(period)) is not None
        ]
    standings, asked_at_all = {}, set[str]()
    for form, its in forms:
        sent = {one.code for one in known.agencies if (form.code, one.code, its.code) in lines}
        leading = {one.code for one in known.to_agencies(form)} if sent or form.agency else set[str]()
        asked_at_all |= sent | leading
        for agency in known.agencies:
            place = form.code, agency.code, its.code
            standings[agency.code, form.code] = (
                standing_of(lines.get(place, ()), form.due(its), today, waiting[place])
                if agency.code in sent | leading
                else Standing(State.NOT_ASKED)
            )
    return Matrix([one for one in known.agencies if one.code in asked_at_all], forms, standings)
