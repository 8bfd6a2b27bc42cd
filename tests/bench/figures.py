"""What was measured, beside a named peer of the same run and the mark that it is to meet."""

import statistics
import unicodedata
from collections.abc import Sequence
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One line of the report. ``most`` is the mark for the figure itself, ``most_ratio`` for ours / theirs."""

    what: str
    ours: float
    unit: str = "ms"
    peer: str = ""
    theirs: float | None = None
    most: float | None = None
    most_ratio: float | None = None
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
        if self.most_ratio is not None and self.ratio is not None:
            met.append(self.ratio <= self.most_ratio)
        return all(met) if met else None

    @property
    def mark(self) -> str:
        """The marks in words."""
        marks = []
        if self.most is not None:
            marks.append(f"≤ {self.most:g} {self.unit}")
        if self.most_ratio is not None:
            marks.append(f"≤ {self.most_ratio:g} ×")
        return ", ".join(marks)

    def as_json(self) -> dict[str, object]:
        """Everything, for comparing runs."""
        return asdict(self) | {"ratio": self.ratio, "is_met": self.is_met}


def median(samples: Sequence[float]) -> float:
    """The middle of the samples."""
    return statistics.median(samples)


def p95(samples: Sequence[float]) -> float:
    """What 19 of 20 samples stay below."""
    return sorted(samples)[min(len(samples) - 1, len(samples) * 95 // 100)]


def spread(samples: Sequence[float]) -> str:
    """Number, p95, least and most of the samples, as a note."""
    return (
        f"n={len(samples)}, p95 {_number(p95(samples))}, {_number(min(samples))} to {_number(max(samples))}"
    )


_HEADS = ("what", "ours", "peer", "", "ratio", "mark", "")
_WORDS = {True: "met", False: "MISSED", None: ""}


def table(figures: Sequence[Figure]) -> str:
    """The figures as lines, notes below each."""
    rows = [_HEADS, *(_cells(figure) for figure in figures)]
    widths = [max(_width(row[n]) for row in rows) for n in range(len(_HEADS))]
    lines = []
    for number, row in enumerate(rows):
        lines.append(
            "  ".join(_padded(cell, width) for cell, width in zip(row, widths, strict=True)).rstrip()
        )
        if number and (note := figures[number - 1].note):
            lines.append(f"    {note}")
    return "\n".join(lines)


def _cells(figure: Figure) -> tuple[str, ...]:
    return (
        figure.what,
        f"{_number(figure.ours)} {figure.unit}",
        f"{_number(figure.theirs)} {figure.unit}" if figure.theirs is not None else "",
        figure.peer,
        f"{figure.ratio:.2f} ×" if figure.ratio is not None else "",
        figure.mark,
        _WORDS[figure.is_met],
    )


def _number(value: float) -> str:
    return f"{value:.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def _padded(text: str, width: int) -> str:
    return text + " " * (width - _width(text))


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)
