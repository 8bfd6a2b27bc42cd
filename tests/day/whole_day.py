"""The day from the first start to the undo, and what has to hold at its end."""

import shutil
from pathlib import Path

from tests.day.city import CELLS_OF_A_FORM, COUNTIES, OWN, City
from tests.day.county import BLOCK, County

POWER_LASTS_S = 0.08
"""So short after the key that the merge is under way."""


def live_through(city: City, county: County) -> None:
    """The city sends, the county fills and sends back, the city merges: with a power cut, a restart, an undo."""
    sent = city.send_the_forms()
    city.type_own_figures()
    inbox = county.inbox
    inbox.mkdir()
    form = Path(shutil.copy(next(path for path in sent if "平阳" in path.name), inbox))
    back = county.all_steps(form)
    city.gather(sent, back)
    before = city.figures()
    city.receive()
    assert city.print_the_report().read_bytes().startswith(b"%PDF")
    city.lose_power_while_merging(POWER_LASTS_S)
    survived = city.figures()
    if survived == before:  # the battery was out before the act was stored: nothing of it is there
        city.receive()
        city.merge()
    after = city.figures()
    _judge(before, after, survived)
    city.restart()
    city.undo()
    assert city.figures() == before


def _judge(before: dict[str, str], after: dict[str, str], survived: dict[str, str]) -> None:
    """All or nothing was stored; two conflicts went to the counties, one stayed as the city has it."""
    assert survived in (before, after)
    answered = [text for pair in BLOCK.values() for text in pair if text]
    assert len(after) == (COUNTIES - 1) * 2 + len(answered)
    kept = [code for code, text in OWN.items() if after[f"{code} IND_VA level"] == text]
    assert len(kept) == 1
    assert len(after) <= COUNTIES * CELLS_OF_A_FORM
