"""A program that enters the ledger until it is killed: ``python -m tests.db.projects.clerk FILE SEED``.

Says after each act that is stored, as one line of JSON, which reports hold what.
"""

import json
import random
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

from tests.db.projects.samples import SMALL, act, no_report, problem, project, report
from wzdesk.db.changes import undo
from wzdesk.db.history import recent_changes
from wzdesk.db.store import Store
from wzdesk.domain.projects.project import AnnualPlan, Nature
from wzdesk.services.projects.read_project import reports_of

CODES = [f"P{number}" for number in range(40)]


def enter(store: Store, chance: random.Random) -> None:
    """One act: of a month, of a project with its plan, of problems, or one taken back."""
    chosen = chance.sample(CODES, chance.randrange(1, 15))
    what, number = chance.randrange(5), chance.randrange(1, 13)
    if what == 0:
        act(store, *(project(replace(SMALL, code=one, plans=_plans(chance))) for one in chosen))
    elif what == 1:
        act(store, *(problem(one, number, raised=date(2024, number, 5)) for one in chosen))
    elif what == 2:
        act(store, *(no_report(one, number) for one in chosen))
    elif what == 3:
        with store.writing() as session:
            undo(session, "王某")
    else:
        act(store, *(report(one, number, str(chance.randrange(10**6))) for one in chosen))


def _plans(chance: random.Random) -> tuple[AnnualPlan, ...]:
    return tuple(
        AnnualPlan(2024, SMALL.total / chance.randrange(1, 3), Nature.NEW, since=since)
        for since in chance.sample((1, 4, 9), chance.randrange(3))
    )


def said(store: Store) -> dict[str, object]:
    """What is stored, for whoever hears it: the last act, and the year to date of every report."""
    with store.reading() as session:
        last = recent_changes(session, 1)[0]
    reports = {
        f"{code} {one.month.code}": str(one.reported.year)
        for code in CODES
        for one in reports_of(store, code)
    }
    return {"act": last.id, "reports": reports}


if __name__ == "__main__":
    file, seed = sys.argv[1:]
    with Store.open(Path(file)) as opened:
        clerk = random.Random(int(seed))
        while True:
            enter(opened, clerk)
            print(json.dumps(said(opened)), flush=True)
