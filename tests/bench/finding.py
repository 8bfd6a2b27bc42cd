"""One key in the search for everything, among ten thousand names."""

import random
import time

from tests.bench.figures import Figure, figure, p95
from tests.bench.sizes import counted, sized
from wzdesk.domain.find import FindIndex, Thing

NAMES, SEED = sized(10_000, 1_000), 20231231
_SIGNS = "地区生产总值规上工业增加固定资产投资社会消费品零售额财政收入居民人均可支配城镇农村常住人口粮食单位能耗降低率"
_QUERIES = ("d", "dq", "dqs", "dqscz", "地", "地区", "工业增加", "BENCH_9", "zzzz", "a", "1", "没有的名称")


def measure() -> list[Figure]:
    """Each key is a search of its own; the box paints no more than a few dozen lines of it."""
    index = FindIndex(_things())
    samples = [_milliseconds(index, query) for query in _QUERIES * 5]
    return [
        figure(f"a key in the search among {counted(NAMES)} names", samples, most=50),
        figure("the same, p95", samples, most=50, middle=p95),
    ]


def _milliseconds(index: FindIndex, query: str) -> float:
    begun = time.process_time_ns()
    index.find(query)
    return (time.process_time_ns() - begun) / 1e6


def _things() -> list[Thing]:
    rng = random.Random(SEED)
    return [
        Thing(
            "指标",
            "".join(rng.choices(_SIGNS, k=rng.randint(5, 16))),
            None,
            code=f"BENCH_{number}",
            names=("".join(rng.choices(_SIGNS, k=6)),),
        )
        for number in range(NAMES)
    ]
