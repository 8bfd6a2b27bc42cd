"""What was measured, beside a named peer of the same run and the mark that it is to meet.

Every figure is one of which less is better (errors are counted that were missed, not found), so that a mark is always the
most it may be.
"""

import statistics
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass


class CannotMeasureError(Exception):
    """What a part needs is not there; the sentence stands in the report."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One line of the report.

    ``most`` is the mark for the figure itself, ``most_ratio`` for ours / theirs. A ``peer`` that has a name and no figure
    is absent. ``runs`` says how often ours was measured, the peer by turns with it.
    """

    what: str
    ours: float
    unit: str = "ms"
    peer: str = ""
    theirs: float | None = None
    most: float | None = None
    most_ratio: float | None = None
    runs: int = 1
    note: str = ""

    @property
    def ratio(self) -> float | None:
        """Ours by theirs."""
        return self.ours / self.theirs if self.theirs else None

    @property
    def is_met(self) -> bool | None:
        """Whether all marks are met; None where there is none, or no peer to measure by."""
        met = []
        if self.most is not None:
            met.append(self.ours <= self.most)
        if self.most_ratio is not None:
            if self.ratio is None:
                return None
            met.append(self.ratio <= self.most_ratio)
        return all(met) if met else None

    @property
    def mark(self) -> str:
        """The marks in words."""
        marks = []
        if self.most is not None:
            marks.append(f"≤ {self.most:g} {self.unit}".rstrip())
        if self.most_ratio is not None:
            marks.append(f"≤ {self.most_ratio:g} ×")
        return ", ".join(marks)

    def as_json(self) -> dict[str, object]:
        """Everything, for comparing runs."""
        return asdict(self) | {"ratio": self.ratio, "is_met": self.is_met}


def figure(
    what: str,
    ours: Sequence[float],
    theirs: Sequence[float] = (),
    *,
    unit: str = "ms",
    peer: str = "",
    most: float | None = None,
    most_ratio: float | None = None,
    middle: Callable[[Sequence[float]], float] = statistics.median,
    note: str = "",
) -> Figure:
    """Of samples: their medians (or p95), with how they spread as the note's beginning."""
    notes = [spread(ours)] if len(ours) > 1 else []
    if theirs and notes:
        notes = [f"ours {notes[0]}", f"peer {spread(theirs)}"]
    if middle is not median:
        notes.insert(0, f"median {number_of(median(ours))}")
    return Figure(
        what=what,
        ours=middle(ours),
        unit=unit,
        peer=peer,
        theirs=middle(theirs) if theirs else None,
        most=most,
        most_ratio=most_ratio,
        runs=len(ours),
        note="; ".join([*notes, *([note] if note else [])]),
    )


median = statistics.median


def p95(samples: Sequence[float]) -> float:
    """What 19 of 20 samples stay below."""
    return sorted(samples)[min(len(samples) - 1, len(samples) * 95 // 100)]


def spread(samples: Sequence[float]) -> str:
    """Number, p95, least and most of the samples, as a note."""
    return f"n={len(samples)}, p95 {number_of(p95(samples))}, {number_of(min(samples))} to {number_of(max(samples))}"


def number_of(value: float) -> str:
    """Three digits are enough to compare by."""
    return f"{value:.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"
