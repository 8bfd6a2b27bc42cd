"""Where a workbook carries its identity: a very hidden sheet with all of it, document properties with its short name."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

SHEET = "_wzdesk"
MARK = "wzdesk"
_CHUNK = 30_000  # a cell holds 32 767 signs
_MOST_CHUNKS = 400


@dataclass(frozen=True, slots=True)
class Stamp:
    """The identity's short name as the document properties carry it; all "" where they carry none."""

    form: str = ""
    region: str = ""
    period: str = ""
    digest: str = ""

    def as_properties(self) -> dict[str, str]:
        """Names and texts of the properties."""
        return {f"{MARK}.{name}": getattr(self, name) for name in ("form", "region", "period", "digest")}


def stamp_of(properties: Mapping[str, str]) -> Stamp:
    """The stamp among a document's properties."""
    return Stamp(*(properties.get(f"{MARK}.{name}", "") for name in ("form", "region", "period", "digest")))


def chunks_of(token: str) -> Iterator[str]:
    """A token in pieces that cells can hold, behind the mark."""
    yield MARK
    for at in range(0, len(token), _CHUNK):
        yield token[at : at + _CHUNK]


def token_in(texts: list[str]) -> str:
    """The token in the texts of the hidden sheet's first column; "" where it holds none."""
    if not texts or texts[0] != MARK:
        return ""
    return "".join("".join(text.split()) for text in texts[1 : _MOST_CHUNKS + 1])
