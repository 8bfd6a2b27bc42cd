"""The checks on the way in, over as many claims as a large import makes. Processor time of this process."""

import gc
import time

from tests.bench.big_file import small_file
from tests.bench.figures import Figure, figure
from tests.bench.sizes import counted, sized
from tests.services.receiving.check_samples import findings, many_claims
from wzdesk.db.store import Store

CLAIMS, ROUNDS = sized(100_000, 10_000), sized(5, 2)


def measure() -> list[Figure]:
    """Months of 21 years of forty indicators in each county, beside nothing that is stored."""
    claims = many_claims(2004, 2024)[:CLAIMS]
    assert len(claims) == CLAIMS
    samples = []
    with Store.open(small_file()) as store:
        for _ in range(ROUNDS):
            gc.collect()
            begun = time.process_time_ns()
            findings(store, *claims)
            samples.append((time.process_time_ns() - begun) / 1e6)
    return [figure(f"checks of {counted(CLAIMS)} claims", samples, most=4_000, note="processor time")]
