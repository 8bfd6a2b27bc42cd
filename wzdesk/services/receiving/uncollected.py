"""Work that makes hundreds of thousands of objects and no cycles, without the collector looking through them."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """The collector of garbage rests meanwhile; a large import spends a third of its time in it otherwise."""
    was_collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_collecting:
            gc.enable()
