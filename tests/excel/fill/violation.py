from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Violation:
    """One thing that filling may not do: its kind, where, and what was seen."""

    kind: str
    where: str
    what: str
