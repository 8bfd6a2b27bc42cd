"""A page while it is being filled with texts and lines."""

from collections.abc import Sequence

from wzdesk.domain.sheet_layout import Align
from wzdesk.reports.paper.lettering import Lettering
from wzdesk.reports.paper.page import Page, PlacedLine, PlacedText

THIN, FRAME = 0.4, 0.9
"""Points: the lines within a table, and those around it and under its heading."""


class Draft:
    """Collects what stands on a page; measures are points from its upper left corner."""

    def __init__(self) -> None:
        self.rows: list[int] = []
        self.columns: tuple[int, ...] = ()
        self._texts: list[PlacedText] = []
        self._lines: dict[tuple[float, float, float, float], float] = {}

    def put(self, text: str, left: float, top: float, lettering: Lettering) -> None:
        """One line of text with its upper left corner at a point."""
        if text.strip():
            baseline = top + lettering.rise
            self._texts.append(
                PlacedText(text, left, baseline, lettering.size, lettering.width(text), lettering.is_strong)
            )

    def put_between(
        self, text: str, edges: tuple[float, float], top: float, lettering: Lettering, align: Align
    ) -> None:
        """One line of text between two edges."""
        left, right = edges
        spare = right - left - lettering.width(text)
        share = {Align.LEFT: 0.0, Align.CENTRE: 0.5, Align.RIGHT: 1.0}[align]
        self.put(text, left + max(spare, 0.0) * share, top, lettering)

    def put_lines(
        self,
        lines: Sequence[str],
        edges: tuple[float, float],
        top: float,
        lettering: Lettering,
        align: Align = Align.LEFT,
    ) -> float:
        """Lines of text under one another; where the next thing may stand."""
        for line in lines:
            self.put_between(line, edges, top, lettering, align)
            top += lettering.line
        return top

    def rule(self, left: float, top: float, right: float, bottom: float, weight: float = THIN) -> None:
        """A line; of two at the same place the heavier one stays."""
        place = (round(left, 2), round(top, 2), round(right, 2), round(bottom, 2))
        self._lines[place] = max(weight, self._lines.get(place, 0.0))

    def frame(self, left: float, top: float, right: float, bottom: float, weight: float = THIN) -> None:
        """Four lines around a rectangle."""
        self.rule(left, top, right, top, weight)
        self.rule(left, bottom, right, bottom, weight)
        self.rule(left, top, left, bottom, weight)
        self.rule(right, top, right, bottom, weight)

    def page(self) -> Page:
        """What was collected."""
        lines = tuple(PlacedLine(*place, weight) for place, weight in self._lines.items())
        return Page(tuple(self._texts), lines, tuple(dict.fromkeys(self.rows)), self.columns)
