"""The checks of entry: one edit among a million stored observations, and how many planted errors are found.

Processor time of this process: the file is in memory after the first edits, and neighbours stay out.
"""

import random
import time
from collections.abc import Iterator

from tests.bench.big_file import INDICATORS, OBSERVATIONS, big_file
from tests.bench.figures import Figure, figure
from tests.bench.planted import clean_findings, planted_errors
from tests.bench.sizes import counted, sized
from tests.domain.checks.clean_months import clean_months
from tests.domain.checks.memory import MemoryFigures
from tests.services.wenzhou import wenzhou_pack
from wzdesk.db.doors import execute_of
from wzdesk.domain.cell_reading import read_observation
from wzdesk.domain.checks.rule_book import RuleBook
from wzdesk.domain.checks.typed_over import TypedOver
from wzdesk.domain.observation import Measure, Observation, ObservationKey
from wzdesk.domain.period import Period
from wzdesk.packs.read import read_pack
from wzdesk.services.open_data_file import open_data_file
from wzdesk.services.places import DEMO_PACK, pack_folder
from wzdesk.services.stored_figures import StoredFigures, rule_book_of

EDITS, SEED = sized(300, 40), 20231231
YEARS = (2022, 2023, 2024)[-sized(3, 1) :]


def measure() -> list[Figure]:
    """How fast and how well."""
    return [*_one_edit(), *_found()]


def _found() -> Iterator[Figure]:
    """In the demonstration pack, as people see it, and in other invented years, which the rules have not seen."""
    demo = read_pack(pack_folder(DEMO_PACK))
    figures = MemoryFigures(demo.observations)
    yield from planted_errors("demo", figures, demo, YEARS[-1])
    yield clean_findings("demo", figures, demo, YEARS)
    other, pack = clean_months(), wenzhou_pack()
    yield from planted_errors("other years", other, pack, YEARS[-1])
    yield clean_findings("other years", other, pack, YEARS)


def _one_edit() -> list[Figure]:
    """Each edit in another cell, so that all it is held against is read anew from the file."""
    with open_data_file(big_file()) as store, store.reading() as session:
        execute = execute_of(session)
        book = rule_book_of(execute, wenzhou_pack().rules)
        figures = StoredFigures(execute)
        samples = [_milliseconds(book, figures, key, text) for key, text in _edits()]
    note = f"{len(book.rules)} rules; what they look at is read from the file each time"
    return [
        figure(f"re-check after one edit, {counted(OBSERVATIONS)} observations", samples, most=10, note=note)
    ]


def _milliseconds(book: RuleBook, figures: StoredFigures, key: ObservationKey, text: str) -> float:
    typed = TypedOver(figures, {key: Observation(key, read_observation(text, key.measure, "亿元"))})
    begun = time.process_time_ns()
    recheck = book.findings_for([key], typed)
    took = (time.process_time_ns() - begun) / 1e6
    assert recheck.places
    return took


def _edits() -> Iterator[tuple[ObservationKey, str]]:
    """Cells of all regions and indicators of the big file, of its ten years, with another figure each."""
    rng = random.Random(SEED)
    regions = [region.code for region in wenzhou_pack().regions]
    for number in range(EDITS):
        year, month = rng.randint(2014, 2023), rng.randint(1, 12)
        period = Period.to_month(year, month) if month < 12 else Period.of_year(year)
        measure = rng.choice((Measure.LEVEL, Measure.GROWTH))
        key = ObservationKey(rng.choice(regions), f"BENCH_{rng.randrange(INDICATORS)}", period, measure)
        yield key, f"{800 + number}.5"
