"""The program dies while the ledger is entered: what it had stored is there, and what is kept of it is exact."""

import json
import random
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.db.projects.clerk import CODES, said
from tests.db.projects.kept import assert_kept_as_made_anew
from tests.db.projects.samples import SMALL, act, project
from wzdesk.db.changes import redo, undo
from wzdesk.db.health import full_check
from wzdesk.db.history import recent_changes
from wzdesk.db.store import Store
from wzdesk.domain.change import ChangeKind

ROOT = Path(__file__).parents[3]
KILLS = 8


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_that_the_kept_ledger_is_exact_however_often_the_program_is_killed(store: Store) -> None:
    act(store, *(project(replace(SMALL, code=code)) for code in CODES))
    path, chance = store.path, random.Random(20240930)
    store.close()
    for kill in range(KILLS):
        last = _last_said(path, seed=kill, acts=chance.randrange(1, 8), delay_s=chance.uniform(0, 0.02))
        assert full_check(path).is_ok
        with Store.open(path) as again:
            assert_kept_as_made_anew(again)
            if (
                said(again)["act"] != last["act"]
            ):  # it died when the next act was stored and before it was told
                assert said(again)["act"] == last["act"] + 1
                _take_back(again)
            assert said(again)["reports"] == last["reports"]
            assert_kept_as_made_anew(again)


def _take_back(store: Store) -> None:
    with store.writing() as session:
        turn = redo if recent_changes(session, 1)[0].kind is ChangeKind.UNDO else undo
        turn(session, "王某")


def _last_said(path: Path, seed: int, acts: int, delay_s: float) -> dict[str, Any]:
    command = [sys.executable, "-m", "tests.db.projects.clerk", str(path), str(seed)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as program:
        assert program.stdout
        lines = [program.stdout.readline() for _ in range(acts)]
        time.sleep(delay_s)
        program.kill()
        lines += program.stdout.read().split(b"\n")[:-1]
    return dict(json.loads(lines[-1]))
