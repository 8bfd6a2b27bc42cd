"""Lists of values in statements, in chunks: one statement for a single value, one for as many as a chunk has."""

from collections.abc import Iterator, Sequence
from typing import Any

CHUNK = 200


def parts(all_: Sequence[Any]) -> Iterator[Sequence[Any]]:
    """The values chunk by chunk."""
    return (all_[at : at + CHUNK] for at in range(0, len(all_), CHUNK))


def given_list(values: Sequence[Any]) -> tuple[str, dict[str, Any]]:
    """A list of parameters for values, and the parameters; the last value fills up what a chunk has room for."""
    size = 1 if len(values) == 1 else CHUNK
    padded = [*values, *[values[-1]] * (size - len(values))]
    names = [f"v{n}" for n in range(size)]
    return f"(:{', :'.join(names)})", dict(zip(names, padded, strict=True))
