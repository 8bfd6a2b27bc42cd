"""The figures of all parts as one table: lines for the screen, Markdown for the documentation, JSON for comparing."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.bench.figures import Figure, number_of
from tests.bench.parts import PARTS

_HEADS = ("figure", "ours", "peer", "its", "ours / its", "mark", "", "runs")
_WORDS = {True: "met", False: "MISSED", None: ""}
_SMALL = "Small sizes (QUICK=1): the marks are for the full ones; this only shows that everything runs."
_BEGIN, _END = "<!-- figures: begin -->", "<!-- figures: end -->"


@dataclass(frozen=True, slots=True)
class Measured:
    """What came of a part: its figures, or why there are none."""

    part: str
    seconds: float
    figures: Sequence[Figure] = ()
    problem: str = ""
    is_broken: bool = False
    """It ought to have been measured here: a fault, not something absent."""


@dataclass(frozen=True, slots=True)
class Report:
    """All parts of a run, and where it ran."""

    when: str
    machine: Mapping[str, str]
    versions: Mapping[str, str]
    is_quick: bool
    parts: list[Measured] = field(default_factory=list)

    @property
    def summary(self) -> str:
        """Counts in one line."""
        figures = [one for part in self.parts for one in part.figures]
        met = [one.is_met for one in figures]
        unmeasured = [part.part for part in self.parts if part.problem]
        seconds = sum(part.seconds for part in self.parts)
        words = (
            f"{len(figures)} figures, {met.count(True)} marks met, {met.count(False)} missed, {seconds:.0f} s"
        )
        return words + (f"; not measured: {', '.join(unmeasured)}" if unmeasured else "")

    def as_json(self) -> dict[str, object]:
        """Everything, for comparing runs."""
        return {
            "when": self.when,
            "machine": dict(self.machine),
            "versions": dict(self.versions),
            "quick": self.is_quick,
            "parts": [
                {
                    "part": part.part,
                    "issue": PARTS[part.part].issue,
                    "seconds": round(part.seconds, 1),
                    "problem": part.problem,
                    "figures": [one.as_json() for one in part.figures],
                }
                for part in self.parts
            ],
        }


def plain(report: Report, *, with_notes: bool = True) -> str:
    """For the screen: a heading for each part, notes below their figures."""
    rows = [_HEADS, *(_cells(one) for part in report.parts for one in part.figures)]
    widths = [max(_width(row[n]) for row in rows) for n in range(len(_HEADS))]

    def line(row: Sequence[str]) -> str:
        return "  ".join(_padded(cell, width) for cell, width in zip(row, widths, strict=True)).rstrip()

    lines = [line(_HEADS)]
    for part in report.parts:
        lines += [
            "",
            f"[{PARTS[part.part].issue}] {PARTS[part.part].title} ({part.part}, {part.seconds:.0f} s)",
        ]
        if part.problem:
            lines.append(f"    NOT MEASURED: {part.problem}")
        for one in part.figures:
            lines.append(line(_cells(one)))
            if one.note and with_notes:
                lines.append(f"    {one.note}")
    words = [_SMALL] if report.is_quick else []
    return "\n".join([*lines, "", *_places(report), *words, report.summary])


def markdown(report: Report) -> str:
    """A table for each part."""
    lines = [*_places(report), ""]
    if report.is_quick:
        lines += [f"**{_SMALL}**", ""]
    for part in report.parts:
        lines += [f"**{PARTS[part.part].title}** (`{part.part}`, issue {PARTS[part.part].issue})", ""]
        if part.problem:
            lines += [f"Not measured: {part.problem}", ""]
        if part.figures:
            lines += ["| " + " | ".join(_HEADS) + " |", "|---" * len(_HEADS) + "|"]
            lines += [
                "| " + " | ".join(cell.replace("|", "\\|") for cell in _cells(one)) + " |"
                for one in part.figures
            ]
            lines.append("")
    return "\n".join([*lines, report.summary, ""])


def write_between_marks(path: Path, text: str) -> None:
    """Put the tables in place of those that stand in the documentation.

    Raises:
        ValueError: if the marks are not there.
    """
    page = path.read_text("utf-8")
    pattern = re.compile(f"{re.escape(_BEGIN)}.*{re.escape(_END)}", re.DOTALL)
    if not pattern.search(page):
        raise ValueError(f"{path} has no {_BEGIN} … {_END}")
    path.write_text(pattern.sub(lambda _: f"{_BEGIN}\n{text}{_END}", page), "utf-8")


def _places(report: Report) -> Iterator[str]:
    yield (
        f"Measured {report.when} on "
        + ", ".join(
            words if name != "load before" else f"load before {words}"
            for name, words in report.machine.items()
            if words
        )
        + "."
    )
    yield "With " + ", ".join(f"{name} {words}" for name, words in report.versions.items()) + "."


def _cells(one: Figure) -> tuple[str, ...]:
    return (
        one.what,
        f"{number_of(one.ours)} {one.unit}".rstrip(),
        one.peer,
        f"{number_of(one.theirs)} {one.unit}".rstrip()
        if one.theirs is not None
        else "absent"
        if one.peer
        else "",
        f"{one.ratio:.2f} ×" if one.ratio is not None else "",
        one.mark,
        _WORDS[one.is_met],
        str(one.runs),
    )


def _padded(text: str, width: int) -> str:
    return text + " " * (width - _width(text))


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)
